/** The table as an Excel workbook: the printed table to read, and every figure to bring back. */
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/universal';
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

const TABLE_SHEET = 'Table';

const ACCENT = '#12436D';
const QUIET = '#505A5F';
const RULE = '#B1B4B6';
const LABEL_WIDTH = 44;
const YEAR_WIDTH = 18;
const PERCENT = '0.0##"%"';
/** Excel counts days from 1900 and has a 29 February 1900 that never was. */
const FIRST_SAFE_DATE = '1900-03-01';

/**
 * Text as the format wants it: characters XML cannot hold, and text that only looks like an
 * escape, are written as `_xHHHH_` (ECMA-376 part 1, §22.9.2.19). Names every JavaScript
 * object has are written so too, since the library keeps its texts in one.
 */
export function escapeText(text: string): string {
  const escape = (characters: string) =>
    Array.from(
      { length: characters.length },
      (_, at) => `_x${characters.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`,
    ).join('');
  const escaped = text
    .replace(/_(?=x[0-9A-Fa-f]{4})/g, escape)
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gu, escape);
  return escaped in Object.prototype ? escaped.replace(/^./s, escape) : escaped;
}

function textCell(text: string): Cell {
  return { value: escapeText(defuse(text)), type: String };
}

function plainCell(cell: FileCell): Cell {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : textCell(cell);
}

function figuresSheet(figures: PlanFigures): Sheet<Blob> {
  const columns = Object.values(COLUMNS);
  const [headings = [], ...rows] = writeTable(
    tableContent(figures),
    figures.settings.yearStartMonth,
  );
  const dateCell = (date: string): Cell => ({
    value: new Date(`${date}T00:00:00Z`),
    type: Date,
    format: 'dd/mm/yyyy',
  });
  return {
    sheet: FIGURES_SHEET,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [
      headings.map((heading) => ({ value: String(heading), fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((cell, index) =>
          columns[index]?.type === 'date' && typeof cell === 'string' && cell >= FIRST_SAFE_DATE
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

function tableSheet(figures: PlanFigures): Sheet<Blob> {
  const lines = publishedSheet(figures);
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

/** The workbook of a plan's table. Text that could be taken for a formula is defused. */
export function tableWorkbook(figures: PlanFigures): Promise<Blob> {
  return writeExcelFile([tableSheet(figures), figuresSheet(figures)]).toBlob();
}
