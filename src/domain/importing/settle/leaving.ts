/** Settles whether leaving dates are the last day worked, or the day after it. */
import { addDays, dateInWords } from '../../calendar.ts';
import type { SheetRow } from '../cells.ts';
import { meansNoEnd } from '../dates.ts';
import type { ImportKind, Mapping } from '../fields.ts';
import type { QuestionBook } from '../question.ts';
import { readDateCell } from '../rows/dateCell.ts';
import { cellsOf } from '../rows/cellOf.ts';
import type { Settled } from './settled.ts';
import { settledCode } from './words.ts';

const EXAMPLES = 3;
/** Leaving dates this often on the first of a month are probably the day after the last. */
const FIRSTS_SHARE = 0.6;
const FEWEST_FIRSTS = 3;

/** Settles the end dates of people and movements, and a movement's own date on rows of leavers. */
export function settleLeaving(
  rows: readonly SheetRow[],
  { kind, mapping }: { kind: ImportKind; mapping: Mapping },
  book: QuestionBook,
  settled: Settled,
): void {
  if (kind !== 'people' && kind !== 'movements') return;
  settleField('to', rows, mapping, book, settled);
  if (kind !== 'movements' || mapping.movement === undefined) return;
  const leavers = rows.filter((row) => settledCode(row, mapping, 'movement', settled) === 'leaver');
  settleField('date', leavers, mapping, book, settled);
}

function settleField(
  field: 'to' | 'date',
  rows: readonly SheetRow[],
  mapping: Mapping,
  book: QuestionBook,
  settled: Settled,
): void {
  const dates = cellsOf(rows, mapping, field).flatMap(({ row, cell }) => {
    const read = readDateCell(cell, field, settled);
    return read.ok && read.date !== null && !meansNoEnd(read.date)
      ? [{ row, date: read.date }]
      : [];
  });
  const firsts = dates.filter(({ date }) => date.endsWith('-01'));
  if (firsts.length < FEWEST_FIRSTS || firsts.length < dates.length * FIRSTS_SHARE) return;
  const heading = `“${book.heading(field)}”`;
  const answer = book.ask({
    id: `leaving-date:${field}`,
    kind: 'leaving-date',
    field,
    ask: `Is ${field === 'to' ? heading : `${heading} of a leaver`} the last day worked, or the day after it?`,
    why: 'Most of these dates are the first of a month. Some systems record the first day somebody is no longer employed.',
    examples: firsts.slice(0, EXAMPLES).map(({ row, date }) => ({
      row,
      written: dateInWords(date),
      readings: {
        'last-day': dateInWords(date),
        'day-after': dateInWords(addDays(date, -1)),
      },
    })),
    options: [
      { value: 'last-day', label: 'The last day worked' },
      { value: 'day-after', label: 'The day after the last day worked' },
    ],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows: dates.length,
  });
  if (answer === 'day-after') settled.dayAfter.add(field);
}
