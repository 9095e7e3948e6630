/** Which rows are people or posts, and which are totals, headings again, or words. */
import { cellText, isBlank, type Sheet, type SheetRow } from '../cells.ts';
import type { Column, Heading } from '../columns.ts';
import { FIELDS_OF, NEEDED, type FieldId, type ImportKind, type Mapping } from '../fields.ts';
import type { ProblemList } from '../problems.ts';
import { cellOf } from './cellOf.ts';

/**
 * `block-heading`: a row with a team's name alone, which the rows under it belong to.
 * `left-out`: the person importing said to leave rows of its kind out.
 */
export type SkipReason =
  'blank' | 'total' | 'repeated-heading' | 'note' | 'block-heading' | 'vacant' | 'left-out';

export interface Skipped {
  reason: SkipReason;
  count: number;
  /** The first of them, as a spreadsheet counts. */
  rows: number[];
}

const LISTED_ROWS = 50;

/** Counts skipped rows by reason: nothing is left out without being said. */
export class SkipList {
  private readonly byReason = new Map<SkipReason, Skipped>();

  add(reason: SkipReason, row: number | null, count = 1): void {
    if (count <= 0) return;
    const skipped = this.byReason.get(reason) ?? { reason, count: 0, rows: [] };
    skipped.count += count;
    if (row !== null && skipped.rows.length < LISTED_ROWS) skipped.rows.push(row);
    this.byReason.set(reason, skipped);
  }

  list(): Skipped[] {
    return [...this.byReason.values()];
  }
}

/** Where a block of rows begins or ends, so that names are not carried over its edge. */
export type BlockMark = { row: number; field: FieldId; text: string } | { row: number; ends: true };

export interface Classified {
  data: SheetRow[];
  /** Block headings and totals, in order. */
  marks: BlockMark[];
}

const TOTAL_ALONE =
  /^(?:(?:grand|overall|running)[ -]|sub[ -]?)?totals?(?: (?:fte|wte|posts?|headcount|staff))?\s*:?$/i;
const TOTAL_PHRASE =
  /^(?:(?:grand|overall)[ -]|sub[ -]?)?totals?\b|\b(?:sub[ -]?)?totals?\s*:?$|\bgrand (?:count|average)$/i;

const LABELS: FieldId[] = ['service', 'team', 'role', 'name', 'holder', 'ref', 'postRef'];
const IDENTITIES: FieldId[] = ['ref', 'postRef', 'holderRef'];

function textOf(row: SheetRow, mapping: Mapping, field: FieldId): string {
  return cellText(cellOf(row, mapping, field));
}

/** True for a row that sums others: it says so, and lacks what a person or post would have. */
function isTotal(row: SheetRow, mapping: Mapping, kind: ImportKind): boolean {
  const first = row.cells.find((cell) => !isBlank(cell)) ?? null;
  const labels = [cellText(first), ...LABELS.map((field) => textOf(row, mapping, field))];
  const alone = labels.some((text) => TOTAL_ALONE.test(text));
  if (!alone && !labels.some((text) => TOTAL_PHRASE.test(text))) return false;
  const identified = IDENTITIES.some((field) => {
    const text = textOf(row, mapping, field);
    return text !== '' && !TOTAL_PHRASE.test(text);
  });
  if (identified) return false;
  return alone || !NEEDED[kind].every((group) => group.some((f) => textOf(row, mapping, f) !== ''));
}

function repeatsHeading(row: SheetRow, headings: readonly Heading[]): boolean {
  let filled = 0;
  let same = 0;
  row.cells.forEach((cell, at) => {
    if (isBlank(cell)) return;
    filled += 1;
    if (typeof cell !== 'string') return;
    const text = cellText(cell).toLowerCase();
    const heading = headings[at];
    if (!heading || heading.text === '') return;
    if (heading.own.toLowerCase() === text || heading.text.toLowerCase().startsWith(text))
      same += 1;
  });
  return same >= 2 && same >= filled * 0.6;
}

/** The only filled column of a row, or null when there are more. */
function onlyColumn(row: SheetRow): number | null {
  let only: number | null = null;
  for (let at = 0; at < row.cells.length; at += 1) {
    if (isBlank(row.cells[at] ?? null)) continue;
    if (only !== null) return null;
    only = at;
  }
  return only;
}

/** A row of one cell: a team's name over its rows, or words under or between the rows. */
function aloneMeans(row: SheetRow, mapping: Mapping): BlockMark | 'note' | null {
  const column = onlyColumn(row);
  const mapped = Object.values(mapping);
  if (column === null || mapped.length < 3) return null;
  const text = cellText(row.cells[column] ?? null);
  for (const field of ['team', 'service'] as const) {
    if (mapping[field] === column) return { row: row.number, field, text };
  }
  const isRef = mapping.ref === column || mapping.postRef === column;
  return isRef && /\d/.test(text) && !text.includes(' ') ? null : 'note';
}

/**
 * Sorts the rows under the headings. Every row that is not data is counted in `skipped`;
 * rows of a text file whose cells are out of step with the headings are refused.
 */
export function classifyRows(
  rows: readonly SheetRow[],
  about: { kind: ImportKind; mapping: Mapping; headings: readonly Heading[]; headerEnd: number },
  skipped: SkipList,
): Classified {
  const mapping = fieldsOfKind(about.kind, about.mapping);
  const data: SheetRow[] = [];
  const marks: BlockMark[] = [];
  let before = about.headerEnd;
  for (const row of rows) {
    skipped.add('blank', before + 1, row.number - before - 1);
    before = row.number;
    if (repeatsHeading(row, about.headings)) skipped.add('repeated-heading', row.number);
    else if (isTotal(row, mapping, about.kind)) {
      skipped.add('total', row.number);
      marks.push({ row: row.number, ends: true });
    } else {
      const alone = aloneMeans(row, mapping);
      if (alone === null) data.push(row);
      else if (alone === 'note') skipped.add('note', row.number);
      else marks.push(alone);
    }
  }
  // A name with no rows under it heads nothing.
  const last = data.at(-1)?.number ?? 0;
  for (const mark of marks) {
    if ('field' in mark) skipped.add(mark.row < last ? 'block-heading' : 'note', mark.row);
  }
  return { data, marks };
}

/** The part of a mapping that a kind of file has fields for. */
export function fieldsOfKind(kind: ImportKind, mapping: Mapping): Mapping {
  const allowed = new Set<string>(FIELDS_OF[kind]);
  return Object.fromEntries(
    Object.entries(mapping).filter(([field, index]) => allowed.has(field) && index >= 0),
  );
}

/**
 * Refuses rows of a text file with more cells than headings, or fewer than nearly all others
 * have: a separator inside a value, or a lost one, moves every later cell one column along.
 */
export function refuseRagged(
  sheet: Sheet,
  rows: readonly SheetRow[],
  columns: readonly Column[],
  problems: ProblemList,
): SheetRow[] {
  if (sheet.origin !== 'text' || rows.length === 0) return [...rows];
  const lastHeaded = Math.max(-1, ...columns.filter((c) => c.headed).map((c) => c.index));
  const regular = new Set(
    columns.filter((c) => c.headed || c.filled * 2 >= rows.length).map((c) => c.index),
  );
  const usual = usualWidth(rows);
  return rows.filter((row) => {
    const beyond = row.cells.findIndex(
      (cell, at) => at > lastHeaded && !regular.has(at) && !isBlank(cell),
    );
    const early = usual !== null && row.cells.length < usual;
    if (beyond < 0 && !early) return true;
    problems.add({
      row: row.number,
      column: null,
      written: cellText(row.cells[beyond < 0 ? row.cells.length - 1 : beyond] ?? null),
      why:
        beyond < 0
          ? `The row ends after ${row.cells.length} of ${usual} cells, so its last cells are missing or in the wrong columns.`
          : 'The row has more cells than there are headings, so its cells may be in the wrong columns.',
      remedy:
        beyond < 0
          ? 'Look whether the file was cut short, and export it again.'
          : 'Put values that hold a separator in quotation marks, or save the file as an Excel workbook.',
      severity: 'refuses-row',
    });
    return false;
  });
}

/** The number of cells nine rows in ten have; null when there is no such number. */
function usualWidth(rows: readonly SheetRow[]): number | null {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most !== undefined && rows.length >= 10 && most[1] >= rows.length * 0.9 ? most[0] : null;
}
