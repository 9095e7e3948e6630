/** Dates as files write them. A date that could be read two ways is never settled here. */
import { addDays, isIsoDate, isoDate, type IsoDate, type Year } from '../calendar.ts';
import { readDate } from '../cell/writtenDate.ts';
import { clean } from './cells.ts';

export type DateOrder = 'day-first' | 'month-first';

/** A time after the date, which is dropped: `00:00:00`, `T09:30`, `12:00 AM`. */
const TIME =
  /(?<=\d)(?:T|,?\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*([ap]m)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const MIDNIGHT = /^(?:0?0|12):00(?::00(?:\.0+)?)?$/;
const NUMERIC = /^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** `April 1, 2021`, as American systems print. */
const MONTH_WORD_FIRST = /^([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4}|\d{2})$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;

/** Day numbers of 1 January 1920 to 31 December 2099, counted from 1900. */
const FIRST_DAY_NUMBER = 7306;
const LAST_DAY_NUMBER = 73_050;

/** The text without a time of day; null when the time is in a zone that could move the day. */
function withoutTime(text: string): string | null {
  const time = TIME.exec(text);
  if (!time) return text;
  if (time[3] !== undefined && !MIDNIGHT.test(time[1] ?? '')) return null;
  return text.slice(0, time.index).trim();
}

/** A date of three numbers, day and month in one order or the other. */
export interface NumericDate {
  first: number;
  second: number;
  year: string;
}

/** The three numbers of a date such as `03/04/2021`; null when the text is anything else. */
export function numericDate(text: string): NumericDate | null {
  const match = NUMERIC.exec(withoutTime(clean(text)) ?? '');
  return match ? { first: Number(match[1]), second: Number(match[3]), year: match[4] ?? '' } : null;
}

/** The order a numeric date shows by itself; `either` when both read it as different days. */
export function orderOf({ first, second }: NumericDate): DateOrder | 'either' | null {
  if (first === second || first > 31 || second > 31) return null;
  if (first > 12) return second > 12 ? null : 'day-first';
  return second > 12 ? 'month-first' : 'either';
}

/**
 * Reads a date written in words, year first, or as three numbers in the order given.
 * Null when it is no date, has no day, or there is no such day.
 *
 * @param near - the year that settles the century of a two-digit year
 * @example readWrittenDate('01-Apr-21', 'day-first', 2025) is '2021-04-01'
 */
export function readWrittenDate(text: string, order: DateOrder, near: Year): IsoDate | null {
  const bare = withoutTime(clean(text).replace(WEEKDAY, ''));
  if (bare === null) return null;
  const yearFirst = YEAR_FIRST.exec(bare) ?? COMPACT.exec(bare);
  if (yearFirst) return isoDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const numeric = NUMERIC.exec(bare);
  if (numeric) {
    const [day, month] = order === 'day-first' ? [1, 3] : [3, 1];
    return readDate(`${numeric[day]}/${numeric[month]}/${numeric[4]}`, near);
  }
  const american = MONTH_WORD_FIRST.exec(bare);
  if (american) return readDate(`${american[2]} ${american[1]} ${american[3]}`, near);
  return readDate(bare, near);
}

/** A bare number that may be a spreadsheet's day number; null when it cannot be one. */
export function dayNumber(value: number): number | null {
  const day = Math.floor(value);
  return day >= FIRST_DAY_NUMBER && day <= LAST_DAY_NUMBER ? day : null;
}

/**
 * The date of a spreadsheet's day number.
 *
 * Day 1 is 1 January 1900, or day 0 is 1 January 1904. The count from 1900 has a 29 February
 * 1900 that never was (day 60), so days before it are one off the days after it.
 *
 * @example dateOfDayNumber(44287, '1900') is '2021-04-01'; with '1904' it is '2025-04-02'
 */
export function dateOfDayNumber(day: number, from: '1900' | '1904'): IsoDate | null {
  const whole = Math.floor(day);
  if (!Number.isFinite(day) || whole < 0 || whole > 2_958_465) return null;
  if (from === '1904') return valid(addDays('1904-01-01', whole));
  if (whole === 60 || whole === 0) return null;
  return valid(addDays(whole < 60 ? '1899-12-31' : '1899-12-30', whole));
}

function valid(date: string): IsoDate | null {
  return isIsoDate(date) ? date : null;
}

/** The same numbers with day and month changed round; null when there is no such day. */
export function swapped(date: IsoDate): IsoDate | null {
  return isoDate(Number(date.slice(0, 4)), Number(date.slice(8)), Number(date.slice(5, 7)));
}

/** What SAP, Oracle and others write where there is no end: a day far beyond any real one. */
export function meansNoEnd(date: IsoDate): boolean {
  return date >= '2900' || date === '2099-12-31';
}
