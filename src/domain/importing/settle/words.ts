/** Settles words that stand for a code, and asks what the unknown ones mean. */
import { cellText, errorOf, saysNothing, type SheetRow } from '../cells.ts';
import { codeOf, isListType, optionsOf, type ListType } from '../codeWords.ts';
import { FIELDS, FIELDS_OF, type FieldId, type ImportKind, type Mapping } from '../fields.ts';
import { quote } from '../../cell/refusals.ts';
import type { QuestionBook } from '../question.ts';
import { cellOf } from '../rows/cellOf.ts';
import type { Settled } from './settled.ts';

/** Leaves the cells with the word blank. */
export const LEAVE_BLANK = 'leave-blank';
/** Leaves out the rows with the word: they are of something Tenure does not hold. */
export const LEAVE_ROWS_OUT = 'leave-rows-out';
/** After so many unknown words the column is not what it is mapped as. */
const MOST_WORDS = 40;
const LONGEST_WORD = 100;
/** Without this a row of the kind cannot be read. */
export const NEEDED_WORD: Partial<Record<ImportKind, FieldId>> = {
  people: 'basis',
  movements: 'movement',
};

/** A word of a column as questions and answers know it: '' where it says nothing. */
export function wordOf(text: string): string {
  return saysNothing(text) ? '' : text.slice(0, LONGEST_WORD);
}

export function wordKey(field: FieldId, written: string): string {
  return `${field}\n${written.toLowerCase()}`;
}

/** Settles every mapped column of codes, and the basis of people where no column gives it. */
export function settleWords(
  rows: readonly SheetRow[],
  { kind, mapping }: { kind: ImportKind; mapping: Mapping },
  book: QuestionBook,
  settled: Settled,
): void {
  for (const field of FIELDS_OF[kind]) {
    const { type } = FIELDS[field];
    if (isListType(type) && mapping[field] !== undefined) {
      settleColumn(
        rows,
        mapping,
        { field, type, needed: NEEDED_WORD[kind] === field },
        book,
        settled,
      );
    }
  }
  if (kind === 'people' && mapping.basis === undefined && rows.length > 0) {
    settleBasis('people', rows.length, book, settled);
  }
  if (kind !== 'movements') return;
  const starters = rows.filter((row) => startsUnsaid(row, mapping, settled)).length;
  if (starters > 0) settleBasis('starters', starters, book, settled);
}

interface WordColumn {
  field: FieldId;
  type: ListType;
  /** A row cannot be read without it. */
  needed: boolean;
}

/** A list's value of a row, as known or as answered; null when blank or not settled. */
export function settledCode(
  row: SheetRow,
  mapping: Mapping,
  field: 'movement' | 'basis',
  settled: Settled,
): string | null {
  const written = wordOf(cellText(cellOf(row, mapping, field)));
  if (written === '' && mapping[field] === undefined) return null;
  return codeOf(field, written) ?? settled.words.get(wordKey(field, written)) ?? null;
}

/** A starter whose contract type no cell gives: by its type, or its start date where none is given. */
function startsUnsaid(row: SheetRow, mapping: Mapping, settled: Settled): boolean {
  const starts =
    mapping.movement === undefined
      ? !saysNothing(cellText(cellOf(row, mapping, 'from')))
      : settledCode(row, mapping, 'movement', settled) === 'starter';
  const basis = starts ? settledCode(row, mapping, 'basis', settled) : '';
  return basis === null || basis === LEAVE_BLANK;
}

function unknownWords(
  rows: readonly SheetRow[],
  mapping: Mapping,
  { field, type, needed }: WordColumn,
): Map<string, { row: number; rows: number; written: string }> {
  const unknown = new Map<string, { row: number; rows: number; written: string }>();
  for (const row of rows) {
    const cell = cellOf(row, mapping, field);
    if (errorOf(cell) !== null) continue;
    const written = wordOf(cellText(cell));
    if (written === '' ? !needed : codeOf(type, written) !== null) continue;
    const key = wordKey(field, written);
    const found = unknown.get(key);
    if (found) found.rows += 1;
    else if (unknown.size < MOST_WORDS) unknown.set(key, { row: row.number, rows: 1, written });
  }
  return unknown;
}

const BLANK = { value: LEAVE_BLANK, label: 'Leave it blank' };
const OF_NONE = { value: LEAVE_ROWS_OUT, label: 'None of these: leave out the rows that say it' };

function settleColumn(
  rows: readonly SheetRow[],
  mapping: Mapping,
  column: WordColumn,
  book: QuestionBook,
  settled: Settled,
): void {
  const { field, type, needed: blocking } = column;
  const label = FIELDS[field].label.toLowerCase();
  for (const [key, { row, rows: count, written }] of unknownWords(rows, mapping, column)) {
    const answer = book.ask({
      id: `words:${field}:${written.toLowerCase()}`,
      kind: 'words',
      field,
      ask:
        written === ''
          ? `“${book.heading(field)}” is blank on ${count === 1 ? 'one row' : `${count} rows`}. Which ${label} is it there?`
          : `Which ${label} is ${quote(written)}?`,
      why:
        written === ''
          ? 'A row cannot be read without it.'
          : 'It is none of the words Tenure knows for this column.',
      examples: [{ row, written, readings: {} }],
      options: [...optionsOf(type), blocking ? OF_NONE : BLANK],
      input: 'choice',
      suggested: null,
      blocking,
      rows: count,
    });
    if (answer !== null) settled.words.set(key, answer);
  }
}

function settleBasis(
  whose: 'people' | 'starters',
  rows: number,
  book: QuestionBook,
  settled: Settled,
): void {
  settled.basisForAll = book.ask({
    id: 'basis-for-all:basis',
    kind: 'basis-for-all',
    field: 'basis',
    ask: `How are the ${whose} in the file employed?`,
    why:
      book.heading('basis') === ''
        ? 'No column gives the contract type. If there is one, say which it is instead.'
        : `“${book.heading('basis')}” does not give the contract type of ${rows === 1 ? 'one of them' : `${rows} of them`}.`,
    examples: [],
    options: [...optionsOf('basis')],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows,
  });
}
