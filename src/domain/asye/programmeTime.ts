/**
 * Time on a programme. For somebody full-time it is calendar time. Part-time it passes more
 * slowly: at 0.6 FTE twelve months take twenty. While a member is paused it stands still.
 */
import { addDays, addMonths, daysBetween, type IsoDate } from '../calendar.ts';
import { ONE_FTE, type Millionths } from '../records/types.ts';
import type { Offset } from './template.ts';

/** FTE from a date until the next one's. */
export interface HoursFrom {
  from: IsoDate;
  fte: Millionths;
}

/** Below this, a remainder of a month is the rounding of a division, not a day. */
const ROUNDING = 1e-9;

/**
 * Months from one date to a later one: whole ones, and the share gone of the month under way.
 *
 * @example monthsBetween('2025-09-01', '2026-03-01') is 6; to 16 March 2026 it is 6 + 15/31.
 */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  let whole = years * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  if (addMonths(from, whole) > to) whole -= 1;
  const begun = addMonths(from, whole);
  return whole + daysBetween(begun, to) / daysBetween(begun, addMonths(from, whole + 1));
}

/** The date that many months later, part of a month in days of that month. */
function dateAfterMonths(from: IsoDate, months: number): IsoDate {
  const whole = Math.floor(months + ROUNDING);
  const begun = addMonths(from, whole);
  const days = daysBetween(begun, addMonths(from, whole + 1));
  return addDays(begun, Math.round((months - whole) * days));
}

/** The date an offset after another, in calendar time. */
export function dateAfter(from: IsoDate, { unit, count }: Offset): IsoDate {
  return unit === 'weeks' ? addDays(from, 7 * count) : addMonths(from, count);
}

/** An offset in months; a week is 7 of the 30.4375 days of an average month. */
function inMonths({ unit, count }: Offset): number {
  return unit === 'months' ? count : (count * 7) / 30.4375;
}

/**
 * The date by which somebody has worked an offset's full-time equivalent: months of each span
 * count by its FTE.
 *
 * @param hours - earliest first, beginning by `from`.
 * @returns null where the hours recorded never get there: none, or none but zero.
 * @example 12 months at 0.6 FTE from 1 September 2025 end on 1 May 2027, 20 months later.
 * 6 months at full time, then 0.5 FTE, from 1 September 2025: 12 months end 18 months later.
 */
export function dateWorked(
  from: IsoDate,
  offset: Offset,
  hours: readonly HoursFrom[],
): IsoDate | null {
  const spans = hours.filter((span, at) => span.from > from || (hours[at + 1]?.from ?? '~') > from);
  if (spans[0] && spans.every(({ fte }) => fte === ONE_FTE)) return dateAfter(from, offset);
  let left = inMonths(offset);
  let begins = 0;
  for (const [at, { fte }] of spans.entries()) {
    const next = spans[at + 1];
    const ends = next ? monthsBetween(from, next.from) : Infinity;
    const rate = fte / ONE_FTE;
    if (rate > 0 && left <= rate * (ends - begins) + ROUNDING) {
      return dateAfterMonths(from, begins + left / rate);
    }
    if (rate > 0) left -= rate * (ends - begins);
    begins = ends;
  }
  return null;
}
