/** One date cell, read as its column was settled. */
import { addDays, type IsoDate } from '../../calendar.ts';
import { cellText, errorOf, saysNotKnown, type RawCell } from '../cells.ts';
import { dateOfDayNumber, dayNumber, meansNoEnd, readWrittenDate, swapped } from '../dates.ts';
import type { FieldId } from '../fields.ts';
import type { Settled } from '../settle/settled.ts';

/** Nobody who works now started before; an end may lie this many years ahead. */
const EARLIEST: IsoDate = '1940-01-01';
const YEARS_AHEAD = 40;

export type DateRead =
  { ok: true; date: IsoDate | null } | { ok: false; why: string; remedy: string };

const REMEDY = 'Write day, month and year, for example 12/11/2021.';
const STILL_HERE =
  /^(?:present|current|currently|ongoing|open|open[ -]ended|no end(?: date)?|to date|still (?:here|employed)|permanent|perm)$/i;
const MONTH_ONLY = /^(?:[a-z]{3,9}[ -]?\d{2,4}|\d{1,2}\/\d{4})$/i;

/** Reads a cell as a date; null where it is blank or says that there is none. */
export function readDateCell(cell: RawCell, field: FieldId, settled: Settled): DateRead {
  const error = errorOf(cell);
  if (error !== null) {
    return {
      ok: false,
      why: `The cell holds an error, ${error}.`,
      remedy: 'Correct the formula or write the date.',
    };
  }
  if (cell === null) return { ok: true, date: null };
  if (typeof cell === 'object') {
    if (cell.kind !== 'date')
      return { ok: false, why: 'The cell holds a time, not a date.', remedy: REMEDY };
    const date = settled.swapped.has(field) ? (swapped(cell.date) ?? cell.date) : cell.date;
    return inRange(date, field, settled);
  }
  const text = cellText(cell);
  if (saysNotKnown(text) || STILL_HERE.test(text)) return { ok: true, date: null };
  const day = /^\d{4,6}(?:\.\d+)?$/.test(text) ? dayNumber(Number(text)) : null;
  const date =
    day === null
      ? readWrittenDate(text, settled.order.get(field) ?? 'day-first', settled.near)
      : dateOfDayNumber(day, settled.dayNumbers.get(field) ?? '1900');
  if (date !== null) return inRange(date, field, settled);
  return {
    ok: false,
    why: MONTH_ONLY.test(text)
      ? 'The date has a month and a year, but no day.'
      : 'It cannot be read as a date.',
    remedy: REMEDY,
  };
}

function inRange(date: IsoDate, field: FieldId, settled: Settled): DateRead {
  if (meansNoEnd(date)) return { ok: true, date };
  const year = Number(date.slice(0, 4));
  if (date >= EARLIEST && year <= settled.near + YEARS_AHEAD) {
    const isDayAfter = field === 'to' && settled.dayAfter.has('to');
    return { ok: true, date: isDayAfter ? addDays(date, -1) : date };
  }
  return {
    ok: false,
    why: `It is a date in the year ${year}, ${date < EARLIEST ? 'too long ago' : 'too far ahead'} to be right.`,
    remedy: 'Correct the year, with all four digits.',
  };
}
