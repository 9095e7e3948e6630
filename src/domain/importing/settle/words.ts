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
/** After so many unknown words the column is not what it is mapped as. */
const MOST_WORDS = 40;
const LONGEST_WORD = 100;
/** Without these a row cannot be read. */
const BLOCKING: FieldId[] = ['basis', 'movement'];

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
      settleColumn(rows, mapping, field, type, book, settled);
    }
  }
  if (kind === 'people' && mapping.basis === undefined) settleBasis(rows.length, book, settled);
}

function unknownWords(
  rows: readonly SheetRow[],
  mapping: Mapping,
  field: FieldId,
  type: ListType,
): Map<string, { row: number; rows: number; written: string }> {
  const unknown = new Map<string, { row: number; rows: number; written: string }>();
  for (const row of rows) {
    const cell = cellOf(row, mapping, field);
    if (errorOf(cell) !== null) continue;
    const written = wordOf(cellText(cell));
    if (written === '' ? !BLOCKING.includes(field) : codeOf(type, written) !== null) continue;
    const key = wordKey(field, written);
    const found = unknown.get(key);
    if (found) found.rows += 1;
    else if (unknown.size < MOST_WORDS) unknown.set(key, { row: row.number, rows: 1, written });
  }
  return unknown;
}

function settleColumn(
  rows: readonly SheetRow[],
  mapping: Mapping,
  field: FieldId,
  type: ListType,
  book: QuestionBook,
  settled: Settled,
): void {
  const blocking = BLOCKING.includes(field);
  const label = FIELDS[field].label.toLowerCase();
  for (const [key, { row, rows: count, written }] of unknownWords(rows, mapping, field, type)) {
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
      options: blocking
        ? [...optionsOf(type)]
        : [...optionsOf(type), { value: LEAVE_BLANK, label: 'Leave it blank' }],
      input: 'choice',
      suggested: null,
      blocking,
      rows: count,
    });
    if (answer !== null) settled.words.set(key, answer);
  }
}

function settleBasis(rows: number, book: QuestionBook, settled: Settled): void {
  settled.basisForAll = book.ask({
    id: 'basis-for-all:basis',
    kind: 'basis-for-all',
    field: 'basis',
    ask: 'How are the people in the file employed?',
    why: 'No column gives the contract type. If there is one, say which it is instead.',
    examples: [],
    options: [...optionsOf('basis')],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows,
  });
}
