/**
 * Dates and years as the field writes them (DOMAIN.md §2).
 *
 * A date is ISO text, `2021-11-12`; a year is the calendar year it starts in,
 * so 2021 is the financial year 2021-22. Nothing here reads the clock.
 */

/** A calendar date as `YYYY-MM-DD`. Text order is date order. */
export type IsoDate = string;

/** A year by the calendar year it starts in: 2021 means 2021-22. */
export type Year = number;

const MS_PER_DAY = 86_400_000;
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The financial year's first month, April, unless a plan says otherwise. */
export const APRIL = 4;

function utc(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** True when the text is a real date in ISO form: `2024-02-29`, not `2023-02-29`. */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = utc(text);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/**
 * The ISO date of a day, month (1 to 12) and year, or null when there is no such day.
 *
 * @example isoDate(2021, 11, 12) is '2021-11-12'; isoDate(2023, 2, 29) is null.
 */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isIsoDate(text) ? text : null;
}

/**
 * The milliseconds at which a day begins. A hundred members have some thousand dates, and taking
 * the parts is several times faster than reading the text; `Date.UTC` takes years to 99 for 19xx.
 */
function beginning(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  if (year < 100) return utc(date).getTime();
  return Date.UTC(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

/** The date `days` later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  if (days === 0) return date;
  return new Date(beginning(date) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days of month 1 to 12 of a year. */
export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/**
 * The same day `months` later (earlier when negative); a day the month lacks becomes its last.
 *
 * @example addMonths('2027-08-31', 6) is '2028-02-29'; addMonths('2028-02-29', 12) is '2029-02-28'.
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const day = Math.min(Number(date.slice(8)), daysInMonth(year, month));
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Whole days from one date to a later one; negative when it is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((beginning(to) - beginning(from)) / MS_PER_DAY);
}

/** The Monday of a date's week: 27 October 2025 for Friday 31 October 2025. */
export function startOfWeek(date: IsoDate): IsoDate {
  return addDays(date, -((utc(date).getUTCDay() + 6) % 7));
}

/** The last day of the month `months` after the month of `date`. */
export function endOfMonth(date: IsoDate, months = 0): IsoDate {
  const start = utc(date);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0))
    .toISOString()
    .slice(0, 10);
}

/** The first day of a year. With the default start month, 2021 begins on 1 April 2021. */
export function startOfYear(year: Year, startMonth = APRIL): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(startMonth).padStart(2, '0')}-01`;
}

/** The last day of a year. With the default start month, 2021 ends on 31 March 2022. */
export function endOfYear(year: Year, startMonth = APRIL): IsoDate {
  return addDays(startOfYear(year + 1, startMonth), -1);
}

/** The year a date falls in: 31 March 2022 is in 2021, 1 April 2022 in 2022. */
export function yearOf(date: IsoDate, startMonth = APRIL): Year {
  const calendarYear = Number(date.slice(0, 4));
  return Number(date.slice(5, 7)) >= startMonth ? calendarYear : calendarYear - 1;
}

/** Days in a year: 365, or 366 when it holds a 29 February. */
export function daysInYear(year: Year, startMonth = APRIL): number {
  return daysBetween(startOfYear(year, startMonth), startOfYear(year + 1, startMonth));
}

/**
 * Days of the year that have passed at the close of `date`, the day itself included:
 * 226 at 12 November 2021, 365 at 31 March 2022. Clamped to the year.
 */
export function daysGone(date: IsoDate, year: Year, startMonth = APRIL): number {
  const days = daysBetween(startOfYear(year, startMonth), date) + 1;
  return Math.min(Math.max(days, 0), daysInYear(year, startMonth));
}

/** The share of the year gone at the close of `date`, 0 to 1. */
export function shareOfYearGone(date: IsoDate, year: Year, startMonth = APRIL): number {
  return daysGone(date, year, startMonth) / daysInYear(year, startMonth);
}

/** The end of quarter 1 to 4 of a year. Quarter 1 of 2021 ends on 30 June 2021. */
export function endOfQuarter(year: Year, quarter: 1 | 2 | 3 | 4, startMonth = APRIL): IsoDate {
  return endOfMonth(startOfYear(year, startMonth), quarter * 3 - 1);
}

/** A year as it is written: `2021-22`; a year that starts in January is `2021`. */
export function yearLabel(year: Year, startMonth = APRIL): string {
  if (startMonth === 1) return String(year);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * Reads a year label: `2021-22`, `2021/22` or `2021-2022`, and `2021` alone.
 * Null when it is no year, or the two halves do not follow each other.
 */
export function readYearLabel(text: string): Year | null {
  const match = /^\s*(\d{4})(?:\s*[-/–]\s*(\d{2}|\d{4}))?\s*$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const second = match[2];
  if (second === undefined) return year;
  return Number(second) % 100 === (year + 1) % 100 ? year : null;
}

/** A date in words: `30 September 2025`. */
export function dateInWords(date: IsoDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${day} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** A month in words: `September 2025`. */
export function monthInWords(date: IsoDate): string {
  return dateInWords(date).replace(/^\d+ /, '');
}

/** The name of month 1 to 12. */
export function monthName(month: number): string {
  const name = MONTH_NAMES[month - 1];
  if (name === undefined) throw new RangeError(`month must be 1 to 12, not ${month}`);
  return name;
}
