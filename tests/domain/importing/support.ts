/** Sheets and readings for tests, in few words. */
import {
  proposeMapping,
  readSheet,
  surveySheet,
  type Answers,
  type ImportKind,
  type ImportRow,
  type ImportRowOf,
  type Mapping,
  type RawCell,
  type ReadResult,
  type Sheet,
} from '../../../src/domain/importing/index.ts';

/** A sheet of a text file; blank rows are left out, as every reader leaves them out. */
export function textSheet(rows: readonly (readonly RawCell[])[], more: Partial<Sheet> = {}): Sheet {
  return {
    name: 'Sheet',
    rows: rows.flatMap((cells, at) =>
      cells.some((cell) => cell !== null && cell !== '') ? [{ number: at + 1, cells }] : [],
    ),
    origin: 'text',
    dayNumbers: null,
    hidden: false,
    hiddenRows: 0,
    tooLong: false,
    ...more,
  };
}

/** A sheet of a workbook, whose day numbers count from 1900. */
export function workbookSheet(
  rows: readonly (readonly RawCell[])[],
  more: Partial<Sheet> = {},
): Sheet {
  return textSheet(rows, { origin: 'workbook', dayNumbers: '1900', ...more });
}

/** CSV text as rows: no quotes, for short tables. */
export function table(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()));
}

/** Reads with the mapping proposed, changed where the test says. */
export function readAs<Kind extends ImportKind>(
  kind: Kind,
  sheet: Sheet,
  answers: Answers = {},
  mapping: Mapping = {},
): Omit<ReadResult, 'rows'> & { rows: ImportRowOf<Kind>[] } {
  const { columns } = surveySheet(sheet, 'file', null);
  const proposed = proposeMapping(columns, kind).mapping;
  const read = readSheet(sheet, {
    kind,
    header: null,
    mapping: { ...proposed, ...mapping },
    answers,
    near: 2025,
  });
  const isKind = (row: ImportRow): row is ImportRowOf<Kind> => row.kind === kind;
  return { ...read, rows: read.rows.filter(isKind) };
}
