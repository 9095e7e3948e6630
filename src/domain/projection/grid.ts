/** The months a projection steps through. */
import { addDays, addMonths, daysBetween, endOfMonth, endOfYear, yearOf } from '../calendar.ts';
import type { IsoDate, Year } from '../calendar.ts';

/** One step, from the close of one date to the close of the next. */
export interface Step {
  /** The last day of the month. */
  to: IsoDate;
  /** How much of the month the step covers: 0.6 from 12 to 30 November, else 1. */
  share: number;
  /** Which projection year it is in, from 0. */
  year: number;
}

/** The start and the steps after it. */
export interface Grid {
  from: IsoDate;
  steps: Step[];
}

/**
 * The first financial year a projection covers: the one that the day after its start is in.
 * From 31 March 2022 that is 2022-23, because nothing of 2021-22 is left.
 */
export function firstProjectionYear(from: IsoDate, yearStartMonth: number): Year {
  return yearOf(addDays(from, 1), yearStartMonth);
}

/**
 * The steps from `from` to the end of `years` financial years, the first part of a month prorated.
 *
 * @example monthGrid('2021-11-12', 3, 4) has 29 steps; the first has share 18/30.
 */
export function monthGrid(from: IsoDate, years: number, yearStartMonth: number): Grid {
  const first = firstProjectionYear(from, yearStartMonth);
  const end = endOfYear(first + years - 1, yearStartMonth);
  const steps: Step[] = [];
  for (let at = from; at < end;) {
    const next = addDays(at, 1);
    const to = endOfMonth(next);
    const share = daysBetween(at, to) / Number(to.slice(8, 10));
    steps.push({ to, share, year: yearOf(to, yearStartMonth) - first });
    at = to;
  }
  return { from, steps };
}

/** Months a projection goes at most: none was tested further. */
const MOST_MONTHS = 24;

/** The same day so many months on; from the end of a month, the end of one. */
function monthsOn(date: IsoDate, months: number): IsoDate {
  return endOfMonth(date) === date ? endOfMonth(date, months) : addMonths(date, months);
}

/** The last day that lies within two years of a start. */
export function farthest(from: IsoDate): IsoDate {
  return monthsOn(from, MOST_MONTHS);
}

/** The steps of a projection: its financial years, as far as two years from its start. */
export function projectionGrid(from: IsoDate, years: number, yearStartMonth: number): Grid {
  const { steps } = monthGrid(from, years, yearStartMonth);
  const last = farthest(from);
  return { from, steps: steps.filter(({ to }) => to <= last) };
}

/**
 * Which twelve months from the start each step is in, from 0: one leaver rate is drawn for each.
 *
 * @example From 12 November 2021, October 2022 is still in the first and November in the second.
 */
export function twelveMonthsOf({ from, steps }: Grid): number[] {
  const firstEnd = monthsOn(from, 12);
  const secondEnd = monthsOn(from, MOST_MONTHS);
  return steps.map(({ to }) => (to <= firstEnd ? 0 : to <= secondEnd ? 1 : 2));
}

/** Years from the start to the close of each month, the start itself first: 0, 0.05, … */
export function horizons(grid: Grid): number[] {
  let months = 0;
  return [0, ...grid.steps.map((step) => (months += step.share) / 12)];
}

/**
 * Index in `[from, ...steps]` at which a date is judged: the end of its month.
 * Null when it is not after the start, or after the last step.
 */
export function monthIndexOf(grid: Grid, date: IsoDate): number | null {
  if (date <= grid.from) return null;
  const index = grid.steps.findIndex((step) => step.to >= date);
  return index === -1 ? null : index + 1;
}
