/** The table as an Excel workbook: the printed table to read, and every figure to bring back. */
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/universal';
import type { IsoDate } from '../../domain/calendar.ts';
import type { PlanFigures } from '../../domain/figures.ts';
import {
  COLUMNS,
  FIGURES_SHEET,
  tableContent,
  writeTable,
  type FileCell,
} from '../../domain/tableFile.ts';
import { publishedSheet, type PublishedLine } from '../../domain/tableFile/published.ts';
import { defuse } from './csv.ts';
import { dateCell, escapeText, plainCell } from './xlsxCells.ts';

const TABLE_SHEET = 'Table';

const ACCENT = '#12436D';
const QUIET = '#505A5F';
const RULE = '#B1B4B6';
const LABEL_WIDTH = 44;
const YEAR_WIDTH = 18;
const PERCENT = '0.0##"%"';

function figuresSheet(figures: PlanFigures): Sheet<Blob> {
  const columns = Object.values(COLUMNS);
  const [headings = [], ...rows] = writeTable(
    tableContent(figures),
    figures.settings.yearStartMonth,
  );
  return {
    sheet: FIGURES_SHEET,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      headings.map((heading) => ({ value: String(heading), fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((cell, index) =>
          columns[index]?.type === 'date' && typeof cell === 'string'
            ? dateCell(cell)
            : plainCell(cell),
        ),
      ),
    ],
  };
}

const STYLES: Record<PublishedLine['style'], object> = {
  title: { fontWeight: 'bold', fontSize: 14, textColor: ACCENT },
  about: { textColor: QUIET },
  heading: { fontWeight: 'bold', bottomBorderStyle: 'medium', bottomBorderColor: ACCENT },
  actual: { fontWeight: 'bold', topBorderStyle: 'thin', topBorderColor: RULE },
  target: { textColor: QUIET },
  note: { textColor: QUIET },
};

function tableSheet(figures: PlanFigures, asAt: IsoDate | null): Sheet<Blob> {
  const lines = publishedSheet(figures, asAt);
  const isTable = (line: PublishedLine) => line.style === 'actual' || line.style === 'target';
  const asCell = (line: PublishedLine, cell: FileCell, index: number): Cell => ({
    ...(typeof cell === 'number'
      ? { value: cell, type: Number, ...(line.percent ? { format: PERCENT } : {}) }
      : { value: escapeText(defuse(cell ?? '')), type: String }),
    ...STYLES[line.style],
    ...(index > 0 ? { align: 'right' as const } : {}),
    ...(isTable(line) ? { wrap: true, alignVertical: 'top' as const } : {}),
    ...(line.style === 'target' && index === 0 ? { indent: 1 } : {}),
  });
  return {
    sheet: TABLE_SHEET,
    orientation: 'landscape',
    showGridLines: false,
    columns: [
      { width: LABEL_WIDTH },
      ...Array.from({ length: figures.settings.lastYear - figures.settings.firstYear + 1 }, () => ({
        width: YEAR_WIDTH,
      })),
    ],
    data: lines.map((line) => line.cells.map((cell, index) => asCell(line, cell, index))),
  };
}

/**
 * The workbook of a plan's table. Text that could be taken for a formula is defused.
 *
 * @param asAt - the day the plan is looked at as at, which the table names.
 */
export function tableWorkbook(figures: PlanFigures, asAt: IsoDate | null = null): Promise<Blob> {
  return writeExcelFile([tableSheet(figures, asAt), figuresSheet(figures)]).toBlob();
}
