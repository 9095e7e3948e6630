/** What a file of sheets holds, for a person to choose from before anything is read. */
import { cellText, MOST_ROWS, type Sheet } from './cells.ts';
import { columnsOf, headerKey, type Column } from './columns.ts';
import { IMPORT_KINDS, type ImportKind } from './fields.ts';
import { findHeader, splitAtHeader, type HeaderPlace } from './header.ts';
import { proposeKind, proposeMapping, type MappingProposal } from './mapping.ts';

/** The rows under the headings that are shown, and the cells of the first rows. */
const PREVIEW_ROWS = 12;
const LONGEST_CELL = 80;

export interface SheetOutline {
  name: string;
  hidden: boolean;
  /** Filled rows under the headings. */
  dataRows: number;
  /** More rows than are read. */
  tooLong: boolean;
  /** Null when the sheet is empty. */
  header: HeaderPlace | null;
  /** Words above the headings: titles, dates, who ran the report. */
  above: string[];
  columns: Column[];
  /** What a mapping of the sheet is remembered under. */
  headerKey: string;
  suggestedKind: ImportKind;
  proposals: Record<ImportKind, MappingProposal>;
  /** The first rows as they stand, titles and headings included. */
  preview: { row: number; cells: string[] }[];
}

/**
 * Looks a sheet over: its headings, its columns, and what each most likely is.
 *
 * @param header - where the user says the headings are; null to look for them
 */
export function surveySheet(
  sheet: Sheet,
  fileName: string,
  header: HeaderPlace | null,
): SheetOutline {
  const place = header ?? findHeader(sheet.rows);
  const { headings, data, above } =
    place === null ? { headings: [], data: [], above: [] } : splitAtHeader(sheet.rows, place);
  const columns = columnsOf(headings, data);
  const proposals = Object.fromEntries(
    IMPORT_KINDS.map((kind) => [kind, proposeMapping(columns, kind)]),
  ) as Record<ImportKind, MappingProposal>;
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    dataRows: Math.min(data.length, MOST_ROWS),
    tooLong: sheet.tooLong,
    header: place,
    above,
    columns,
    headerKey: headerKey(columns),
    suggestedKind: proposeKind(proposals, columns, `${fileName} ${sheet.name} ${above.join(' ')}`),
    proposals,
    preview: sheet.rows.slice(0, PREVIEW_ROWS).map(({ number, cells }) => ({
      row: number,
      cells: cells.map((cell) => cellText(cell).slice(0, LONGEST_CELL)),
    })),
  };
}

/** The sheet that most likely holds the data: shown, and with the most rows. */
export function suggestedSheet(sheets: readonly SheetOutline[]): number {
  let best = 0;
  sheets.forEach((sheet, at) => {
    const now = sheets[best]!;
    if (Number(!sheet.hidden) - Number(!now.hidden) > 0) best = at;
    else if (sheet.hidden === now.hidden && sheet.dataRows > now.dataRows) best = at;
  });
  return best;
}
