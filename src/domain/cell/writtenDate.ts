/** Dates as people write them in a cell: day, month, year, in that order. */
import { isoDate, monthName, type IsoDate, type Year } from '../calendar.ts';

/** Matches anything meant as a date, real or not: `12.11.21`, `12 November 2021`, `2021-11-12`. */
export const DATE_PATTERN =
  '\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\s*[./-]\\s*\\d{1,2}\\s*[./-]\\s*\\d{2,4}|' +
  '\\d{1,2}(?:st|nd|rd|th)?[ -]?(?:of )?[a-z]{3,9}\\.?,?[ -]?\\d{2,4}';

function monthFrom(word: string): number | null {
  const start = word.toLowerCase();
  for (let month = 1; month <= 12; month += 1) {
    if (monthName(month).toLowerCase().startsWith(start)) return month;
  }
  return start === 'sept' ? 9 : null;
}

/** `21` is the year nearest to the plan's: 2021 beside 2021-22, 1999 for `99` beside 1998-99. */
function fullYear(digits: string, near: Year): number | null {
  const year = Number(digits);
  if (digits.length === 4) return year;
  if (digits.length !== 2) return null;
  const candidate = Math.floor(near / 100) * 100 + year;
  if (candidate - near > 50) return candidate - 100;
  if (near - candidate >= 50) return candidate + 100;
  return candidate;
}

/**
 * Reads a date written day first, or in ISO form. Null when there is no such day.
 *
 * @param near - the plan year, which settles the century of a two-digit year.
 * @example readDate('12.11.21', 2021) is '2021-11-12'; readDate('31.02.21', 2021) is null.
 */
export function readDate(text: string, near: Year): IsoDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{2,4})$/.exec(text);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([a-z]{3,9})\.?,?[ -]?(\d{2,4})$/i.exec(
    text,
  );
  const parts = numbers ?? words;
  if (!parts) return null;
  const [, day = '', middle = '', last = ''] = parts;
  const month = numbers ? Number(middle) : monthFrom(middle);
  const year = fullYear(last, near);
  return month === null || year === null ? null : isoDate(year, month, Number(day));
}
