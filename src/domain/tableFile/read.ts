/** Reading the table back from a file's rows, naming the row and column of everything refused. */
import type { Year } from '../calendar.ts';
import type { Measure } from '../figures.ts';
import {
  COLUMNS,
  RECORDS,
  type ColumnName,
  type FileCell,
  type RecordKind,
  type TableContent,
} from '../tableFile.ts';
import { CellReader, type FileProblem } from './cells.ts';
import { NameBook, nameKey } from './names.ts';

/** What reading a file may need to know of the plan it goes into. */
export interface AboutFile {
  /** The plan's rows: a file need not say the kind and unit of one that the plan has. */
  measures: Pick<Measure, 'label' | 'kind' | 'unit'>[];
  /** Given to figures that name no source, for example the file's name. */
  source: string;
  /** Given to figures that name no scope. */
  scope: string;
}

export type TableRead =
  { ok: true; content: TableContent } | { ok: false; problems: FileProblem[] };

/** The heading row is looked for in this many rows, so that a title above it does no harm. */
const HEADING_ROWS = 20;
/** Without these there is no table to read. */
const NEEDED: ColumnName[] = ['row', 'year', 'value'];
/** After this many problems a file is the wrong file, and a longer list helps nobody. */
const MOST_PROBLEMS = 50;
/** Two-digit years are read beside the line's own year, or beside this where it has none. */
const USUAL_CENTURY: Year = 2020;

const HEADINGS = new Map<string, ColumnName>(
  (Object.keys(COLUMNS) as ColumnName[]).map((name) => [plain(COLUMNS[name].heading), name]),
);

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

/** The place of each known column in a row of headings. */
function columnsOf(row: readonly FileCell[]): Map<ColumnName, number> {
  const found = new Map<ColumnName, number>();
  row.forEach((cell, index) => {
    const name = HEADINGS.get(plain(String(cell ?? '')));
    if (name !== undefined && !found.has(name)) found.set(name, index);
  });
  return found;
}

/** True when the rows have the headings of a table of figures. */
export function looksLikeTable(rows: readonly (readonly FileCell[])[]): boolean {
  return headingRow(rows) !== null;
}

function headingRow(
  rows: readonly (readonly FileCell[])[],
): { at: number; columns: Map<ColumnName, number> } | null {
  for (let at = 0; at < Math.min(rows.length, HEADING_ROWS); at += 1) {
    const columns = columnsOf(rows[at] ?? []);
    if (NEEDED.every((name) => columns.has(name))) return { at, columns };
  }
  return null;
}

/**
 * Reads the rows of a file. Nothing is guessed: what cannot be read is a problem that names
 * its row, its column and what to write instead, and then nothing of the file is used.
 *
 * A file somebody made by hand needs only Row, Year, As at and Value. A blank status is
 * "actual", or "tbc" where there is no value; blank sources and scopes take `about`'s.
 */
export function readTable(rows: readonly (readonly FileCell[])[], about: AboutFile): TableRead {
  const head = headingRow(rows);
  if (head === null) {
    const message =
      'No row of headings was found. Tenure reads files with the headings Row, Year, As at and Value. Export the table to see the layout, or copy the figures from the file and paste them into the Targets page.';
    return { ok: false, problems: [{ row: 1, column: null, message }] };
  }
  const problems: FileProblem[] = [];
  const names = new NameBook(about);
  const content: Figures = { readings: [], targets: [] };
  const seen = new Map<string, number>();

  for (let at = head.at + 1; at < rows.length && problems.length < MOST_PROBLEMS; at += 1) {
    const row = rows[at] ?? [];
    if (row.every((cell) => cell === null || String(cell).trim() === '')) continue;
    const cells = new CellReader(row, at + 1, head.columns, problems);
    readLine(cells, names, content, seen);
  }
  if (problems.length === 0 && content.readings.length + content.targets.length === 0) {
    const message = 'The file has headings but no figures under them.';
    problems.push({ row: head.at + 1, column: null, message });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, content: { ...names.content(), ...content } };
}

function readLine(
  cells: CellReader,
  names: NameBook,
  content: Figures,
  seen: Map<string, number>,
): void {
  const record = recordOf(cells);
  if (record === null) return;
  if (record === 'Source') return void names.source(cells, true);
  if (record === 'Scope') return void names.scope(cells, true);
  const measure = names.measure(cells);
  if (record === 'Row') return;
  // Every cell is read before any refusal counts, so that a line's problems come together.
  const year = cells.year();
  const source = names.source(cells, false);
  const scope = names.scope(cells, false);
  const percent = measure === null || measure.unit === 'percent';
  const value = cells.number('value', percent);
  const near = year ?? USUAL_CENTURY;
  const about = { year, source, scope, value, text: cells.exactly('text') };
  if (record === 'Figure') readReading(cells, { measure, near, ...about }, content, seen);
  else readTarget(cells, { measure, near, percent, ...about }, content, seen);
}

/** What every figure has, each part null or undefined where it was refused. */
interface Common {
  measure: Pick<Measure, 'label'> | null;
  year: Year | null;
  /** Settles the century of two-digit years. */
  near: Year;
  source: string | null;
  scope: string | null;
  value: number | null | undefined;
  text: string;
}

type Figures = Pick<TableContent, 'readings' | 'targets'>;

function readReading(
  cells: CellReader,
  { measure, near, year, source, scope, value, text }: Common,
  content: Figures,
  seen: Map<string, number>,
): void {
  const asAt = cells.date('asAt', near);
  const inProgress = cells.whole('inProgress');
  const status = cells.status(value ?? null, value === undefined);
  const note = cells.exactly('note');
  const chosen = cells.yes('chosen');
  if (measure === null || year === null || source === null || scope === null) return;
  if (value === undefined || asAt === null || status === null || inProgress === undefined) return;
  const { label } = measure;
  const key = ['figure', nameKey(label), year, asAt, nameKey(source)].join('\n');
  if (!onlyOnce(cells, seen, key)) return;
  if (chosen && !onlyOneChosen(cells, seen, label, year)) return;
  const common = { measure: label, source, scope, year, value, text };
  content.readings.push({ ...common, asAt, status, inProgress, note, chosen });
}

function readTarget(
  cells: CellReader,
  { measure, near, percent, year, source, scope, value, text }: Common & { percent: boolean },
  content: Figures,
  seen: Map<string, number>,
): void {
  const setOn = cells.date('setOn', near);
  const quarter = cells.quarter();
  const upper = cells.number('upper', percent);
  const status = cells.targetStatus(value ?? null, value === undefined);
  const reason = cells.exactly('reason');
  if (value === null && upper != null) {
    cells.refuse('upper', 'There is an upper threshold but no value. Write the minimum in Value.');
    return;
  }
  if (measure === null || year === null || source === null || scope === null) return;
  if (value === undefined || upper === undefined) return;
  if (setOn === null || status === null || quarter === undefined) return;
  const { label } = measure;
  const key = ['target', nameKey(label), year, quarter, setOn, nameKey(source)].join('\n');
  if (!onlyOnce(cells, seen, key)) return;
  const common = { measure: label, source, scope, year, value, text };
  content.targets.push({ ...common, quarter, setOn, upper, status, reason });
}

function recordOf(cells: CellReader): RecordKind | null {
  const written = cells.trimmed('record');
  if (written === '') return cells.trimmed('setOn') === '' ? 'Figure' : 'Target';
  const record = RECORDS.find((known) => plain(known) === plain(written));
  if (record === undefined) {
    cells.refuse('record', `“${written}” is not a kind of line. Write ${RECORDS.join(', ')}.`);
    return null;
  }
  return record;
}

function onlyOnce(cells: CellReader, seen: Map<string, number>, key: string): boolean {
  const before = seen.get(key);
  seen.set(key, before ?? cells.row);
  if (before === undefined) return true;
  cells.refuse(
    'row',
    `This is the same figure as row ${before}: same row, year, date and source. Keep one of them, or name the source of each.`,
  );
  return false;
}

function onlyOneChosen(
  cells: CellReader,
  seen: Map<string, number>,
  label: string,
  year: number,
): boolean {
  const key = ['chosen', nameKey(label), year].join('\n');
  const before = seen.get(key);
  seen.set(key, before ?? cells.row);
  if (before === undefined) return true;
  cells.refuse('chosen', `Row ${before} is chosen for this year too. Choose one of them.`);
  return false;
}
