/**
 * Whole days as numbers, for work on many records: day 0 is 1 January 1970. A span of days is
 * half open, `[start, end)`: it holds the close of its start, and no longer the close of its end.
 */
import { addDays, daysInMonth, endOfMonth, type IsoDate } from '../calendar.ts';

/** Days since 1 January 1970. */
export type Day = number;

/** No end. */
export const FOREVER: Day = Number.MAX_SAFE_INTEGER;

const MS_PER_DAY = 86_400_000;

const dayNumbers = new Map<IsoDate, Day>();
const dates = new Map<Day, IsoDate>();

/** The number of a date. `dayOf('1970-01-02')` is 1. Records share few dates: each is read once. */
export function dayOf(date: IsoDate): Day {
  let day = dayNumbers.get(date);
  if (day === undefined) {
    const [year, month, dayOfMonth] = partsOfDate(date);
    day = Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY;
    dayNumbers.set(date, day);
  }
  return day;
}

/** The date of a day's number. `dateOf(1)` is '1970-01-02'. */
export function dateOf(day: Day): IsoDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    dates.set(day, date);
  }
  return date;
}

/** Earlier dates first. ISO dates sort as text, without a locale. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function partsOfDate(date: IsoDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/**
 * The same day `months` months earlier: a month's end stays one, and a day the month lacks
 * becomes its last.
 *
 * @example monthsBefore('2025-02-28', 12) is '2024-02-29'; monthsBefore('2025-05-15', 1) is
 * '2025-04-15'.
 */
export function monthsBefore(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = partsOfDate(date);
  const count = year * 12 + month - 1 - months;
  const before = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  const last = daysInMonth(before.year, before.month);
  const isMonthEnd = day === daysInMonth(year, month);
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(before.year, 4)}-${pad(before.month, 2)}-${pad(isMonthEnd ? last : Math.min(day, last), 2)}`;
}

/** The ends of the months from one date to another, both included where they are one. */
export function monthEnds(from: IsoDate, to: IsoDate): IsoDate[] {
  const ends: IsoDate[] = [];
  for (let end = endOfMonth(from); end <= to; end = endOfMonth(addDays(end, 1))) ends.push(end);
  return ends;
}

/** Whole years from a date to a later one: 1 April 2023 to 1 April 2025 is 2, to 31 March 1. */
export function completedYears(from: IsoDate, to: IsoDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
