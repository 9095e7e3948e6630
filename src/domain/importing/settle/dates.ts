/** Settles how date columns are read, and asks where the file does not show it. */
import { dateInWords, type IsoDate } from '../../calendar.ts';
import { cellText, type DayNumbers, type SheetRow } from '../cells.ts';
import {
  dateOfDayNumber,
  dayNumber,
  numericDate,
  orderOf,
  readWrittenDate,
  swapped,
  type DateOrder,
} from '../dates.ts';
import { FIELDS, FIELDS_OF, type FieldId, type ImportKind, type Mapping } from '../fields.ts';
import type { QuestionBook, QuestionExample } from '../question.ts';
import { cellsOf, type FoundCell } from '../rows/cellOf.ts';
import type { Settled } from './settled.ts';

const EXAMPLES = 3;

interface Evidence {
  field: FieldId;
  dayFirst: FoundCell[];
  monthFirst: FoundCell[];
  either: FoundCell[];
  /** Real dates of a workbook. */
  real: { row: number; date: IsoDate }[];
  dayNumbers: { row: number; day: number }[];
}

function evidenceOf(field: FieldId, cells: readonly FoundCell[]): Evidence {
  const evidence: Evidence = {
    field,
    dayFirst: [],
    monthFirst: [],
    either: [],
    real: [],
    dayNumbers: [],
  };
  for (const found of cells) {
    const { row, cell } = found;
    if (typeof cell === 'object') {
      if (cell.kind === 'date') evidence.real.push({ row, date: cell.date });
      continue;
    }
    const text = cellText(cell);
    const day = /^\d{4,6}(?:\.\d+)?$/.test(text) ? dayNumber(Number(text)) : null;
    if (day !== null) {
      evidence.dayNumbers.push({ row, day });
      continue;
    }
    const numeric = numericDate(text);
    const order = numeric ? orderOf(numeric) : null;
    if (order === 'day-first') evidence.dayFirst.push(found);
    else if (order === 'month-first') evidence.monthFirst.push(found);
    else if (order === 'either') evidence.either.push(found);
  }
  return evidence;
}

/** The order a column shows; null when it shows none or contradicts itself. */
function shownOrder({ dayFirst, monthFirst }: Evidence): DateOrder | null {
  if (dayFirst.length > 0) return monthFirst.length > 0 ? null : 'day-first';
  return monthFirst.length > 0 ? 'month-first' : null;
}

const inWords = (date: IsoDate | null) => (date === null ? 'not a date' : dateInWords(date));

/** Settles every mapped date column of a kind. */
export function settleDates(
  rows: readonly SheetRow[],
  about: { kind: ImportKind; mapping: Mapping; dayNumbers: DayNumbers },
  book: QuestionBook,
  settled: Settled,
): void {
  const fields = FIELDS_OF[about.kind].filter(
    (field) => FIELDS[field].type === 'date' && about.mapping[field] !== undefined,
  );
  const evidence = fields.map((field) => evidenceOf(field, cellsOf(rows, about.mapping, field)));
  const shown = new Set(evidence.map(shownOrder).filter((order) => order !== null));
  const suggested = shown.size === 1 ? [...shown][0]! : null;
  for (const each of evidence) {
    settleOrder(each, suggested, book, settled);
    settleDayNumbers(each, about.dayNumbers, book, settled);
    settleSwapped(each, book, settled);
  }
}

function settleOrder(
  evidence: Evidence,
  suggested: DateOrder | null,
  book: QuestionBook,
  settled: Settled,
): void {
  const { field, dayFirst, monthFirst, either } = evidence;
  const mixed = dayFirst.length > 0 && monthFirst.length > 0;
  const shown = shownOrder(evidence);
  settled.order.set(field, shown ?? 'day-first');
  if (!mixed && (shown !== null || either.length === 0)) return;
  const shownCells = mixed
    ? [...dayFirst.slice(0, 1), ...monthFirst.slice(0, 1), ...either.slice(0, 1)]
    : either.slice(0, EXAMPLES);
  const heading = book.heading(field);
  const answer = book.ask({
    id: `date-order:${field}`,
    kind: 'date-order',
    field,
    ask: `In “${heading}”, which comes first, the day or the month?`,
    why: mixed
      ? 'Some dates can only be day first and others only month first. Dates that do not fit your answer are refused, row by row.'
      : 'Every date in the column can be read both ways.',
    examples: shownCells.map((found) => orderExample(found, settled.near)),
    options: [
      { value: 'day-first', label: 'The day: 03/04/2021 is 3 April 2021' },
      { value: 'month-first', label: 'The month: 03/04/2021 is 4 March 2021' },
    ],
    input: 'choice',
    suggested: mixed ? null : suggested,
    blocking: true,
    rows: either.length + (mixed ? dayFirst.length + monthFirst.length : 0),
  });
  if (answer === 'day-first' || answer === 'month-first') settled.order.set(field, answer);
}

function orderExample({ row, cell }: FoundCell, near: number): QuestionExample {
  const written = cellText(cell);
  return {
    row,
    written,
    readings: {
      'day-first': inWords(readWrittenDate(written, 'day-first', near)),
      'month-first': inWords(readWrittenDate(written, 'month-first', near)),
    },
  };
}

function settleDayNumbers(
  { field, dayNumbers }: Evidence,
  from: DayNumbers,
  book: QuestionBook,
  settled: Settled,
): void {
  settled.dayNumbers.set(field, from ?? '1900');
  if (from !== null || dayNumbers.length === 0) return;
  const answer = book.ask({
    id: `day-numbers:${field}`,
    kind: 'day-numbers',
    field,
    ask: `“${book.heading(field)}” has day numbers instead of dates. Which date is right?`,
    why: 'Excel counts days from 1900, and on some older Macs from 1904. A text file does not say which.',
    examples: dayNumbers.slice(0, EXAMPLES).map(({ row, day }) => ({
      row,
      written: String(day),
      readings: {
        '1900': inWords(dateOfDayNumber(day, '1900')),
        '1904': inWords(dateOfDayNumber(day, '1904')),
      },
    })),
    options: [
      { value: '1900', label: 'Counted from 1900' },
      { value: '1904', label: 'Counted from 1904' },
    ],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows: dayNumbers.length,
  });
  if (answer === '1900' || answer === '1904') settled.dayNumbers.set(field, answer);
}

/**
 * A program set to American dates that opens a British file makes real dates, day and month
 * changed round, of every date it can read so, and leaves the rest as text. Then all text
 * dates have a day above 12, and no real date has.
 */
function settleSwapped(evidence: Evidence, book: QuestionBook, settled: Settled): void {
  const { field, real, dayFirst, monthFirst, either } = evidence;
  if (dayFirst.length === 0 || monthFirst.length + either.length > 0) return;
  const changed = real.filter(({ date }) => swapped(date) !== date);
  if (changed.length === 0 || real.some(({ date }) => swapped(date) === null)) return;
  const answer = book.ask({
    id: `swapped-dates:${field}`,
    kind: 'swapped-dates',
    field,
    ask: `Are the dates in “${book.heading(field)}” right as Excel shows them?`,
    why: 'Some dates of the column are text and the others, all with a day up to the 12th, are real dates. That happens when a program set to American dates opens a British file and changes day and month round.',
    examples: changed.slice(0, EXAMPLES).map(({ row, date }) => ({
      row,
      written: dateInWords(date),
      readings: { 'as-shown': dateInWords(date), swapped: inWords(swapped(date)) },
    })),
    options: [
      { value: 'as-shown', label: 'They are right as shown' },
      { value: 'swapped', label: 'Day and month were changed round: change them back' },
    ],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows: changed.length,
  });
  if (answer === 'swapped') settled.swapped.add(field);
}
