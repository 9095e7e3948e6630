/** Rolling turnover: leavers of the last twelve months over people in post (DOMAIN.md §3). */
import { addDays, daysBetween, endOfMonth, isoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';
import type { Grid } from './grid.ts';
import { monthOf } from './paths.ts';
import type { Outcome } from './paths.ts';
import type { ProjectionHistory } from './types.ts';

const MONTHS = 12;

/** The same day `months` earlier; the end of a month stays the end of a month. */
export function monthsBefore(date: IsoDate, months: number): IsoDate {
  if (endOfMonth(date) === date) return endOfMonth(date, -months);
  const last = endOfMonth(date, -months);
  const [year, month] = [Number(last.slice(0, 4)), Number(last.slice(5, 7))];
  return isoDate(year, month, Number(date.slice(8, 10))) ?? last;
}

/**
 * Leavers from `first` to `last`, both included, each count spread evenly over the days
 * it covers. Null when some of those days are in no count.
 */
export function leaversBetween(
  history: ProjectionHistory,
  first: IsoDate,
  last: IsoDate,
): number | null {
  let covered = 0;
  let leavers = 0;
  for (const period of history.leavers) {
    const from = period.from > first ? period.from : first;
    const to = period.to < last ? period.to : last;
    const days = daysBetween(from, to) + 1;
    if (days <= 0) continue;
    covered += days;
    leavers += (period.count * days) / (daysBetween(period.from, period.to) + 1);
  }
  return covered >= daysBetween(first, last) + 1 ? leavers : null;
}

/**
 * People in post at the close of a date up to the start: in a straight line between known
 * dates, and before the first of them as it was then.
 */
function inPostAt(
  history: ProjectionHistory,
  start: { date: IsoDate; inPost: number },
  date: IsoDate,
): number {
  const known = [...history.inPost, start];
  const next = known.findIndex((stock) => stock.date >= date);
  const after = known[next] ?? start;
  const before = known[next - 1];
  if (before === undefined) return after.inPost;
  const along = daysBetween(before.date, date) / daysBetween(before.date, after.date);
  return before.inPost + along * (after.inPost - before.inPost);
}

/** The fixed and the simulated parts of one month's turnover. */
interface Window {
  /** Leavers before the start that still count. */
  leaversBefore: number;
  /** Sum of people in post at the month ends before the start, and how many those are. */
  inPostBefore: number;
  /** Steps whose leavers count: from `firstStep` up to the month itself. */
  firstStep: number;
  /** Month indexes whose stock counts, from `firstMonth` on. */
  firstMonth: number;
  months: number;
}

/** The turnover of each month on each path. */
export interface TurnoverPlan {
  grid: Grid;
  basis: Basis;
  history: ProjectionHistory;
  /** People in post at the start who are not whole people, so never leave: 0 to 1. */
  partPerson: number;
}

function windowOf(plan: TurnoverPlan, month: number, inPost: number): Window | null {
  const { grid, basis, history } = plan;
  const date = month === 0 ? grid.from : (grid.steps[month - 1]?.to ?? grid.from);
  const yearBefore = monthsBefore(date, MONTHS);
  const leaversBefore =
    yearBefore < grid.from ? leaversBetween(history, addDays(yearBefore, 1), grid.from) : 0;
  if (leaversBefore === null) return null;
  const firstStep = grid.steps.findIndex((step) => step.to > yearBefore);
  const window = {
    leaversBefore,
    inPostBefore: 0,
    firstStep: firstStep === -1 ? 0 : firstStep,
    firstMonth: month,
    months: 1,
  };
  // DfE divides by those in post at the end, the local basis by the average of twelve month ends.
  if (basis === 'dfe') return window;
  const start = { date: grid.from, inPost };
  for (let back = 1; back < MONTHS; back++) {
    const end = monthsBefore(date, back);
    if (end > grid.from) window.firstMonth--;
    else window.inPostBefore += inPostAt(history, start, end);
    window.months++;
  }
  return window;
}

function addTo(sums: Float64Array, more: Int32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (more[i] as number);
}

/**
 * Turnover on every path at a month, as shares; null when leavers of some of its twelve
 * months are not known, or nobody is in post to divide by.
 */
export function turnoverAt(
  plan: TurnoverPlan,
  outcome: Outcome,
  month: number,
): Float64Array | null {
  const { paths, stock, leavers } = outcome;
  const window = windowOf(plan, month, (stock[0] ?? 0) + plan.partPerson);
  if (window === null) return null;
  const left = new Float64Array(paths).fill(window.leaversBefore);
  for (let step = window.firstStep; step < month; step++)
    addTo(left, monthOf(leavers, step, paths));
  const people = new Float64Array(paths).fill(
    window.inPostBefore + plan.partPerson * (month - window.firstMonth + 1),
  );
  for (let at = window.firstMonth; at <= month; at++) addTo(people, monthOf(stock, at, paths));
  for (let path = 0; path < paths; path++) {
    const average = (people[path] as number) / window.months;
    if (average <= 0) return null;
    left[path] = (left[path] as number) / average;
  }
  return left;
}
