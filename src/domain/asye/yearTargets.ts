/** A recruitment route's year: recruited and in progress against its target. */
import { endOfYear, startOfYear, yearOf, type IsoDate, type Year } from '../calendar.ts';
import { targetInForce, type PlanFigures } from '../figures.ts';
import { dateOf } from '../records/days.ts';
import { indexRecords } from '../records/indexRecords.ts';
import { movementsIn } from '../records/movements.ts';
import { planScope } from '../records/recordsFigures.ts';
import type { PlanRecords } from '../records/types.ts';
import type { Arrival } from './arrivals.ts';

/** What is not a number is null: no target, one to be confirmed, or a year before the records. */
export interface RouteYear {
  year: Year;
  target: number | null;
  /** A target is to be confirmed: it is not zero. */
  tbc: boolean;
  /**
   * People who started on the route as employees, from the records: a headcount. Null where the
   * records hold no start and do not cover the year from its first day, and before it begins.
   */
  recruited: number | null;
  /** Accepted offers expected in the year. */
  inProgress: number;
  /** What is missing to the target once they come; below zero is beyond it. */
  toFind: number | null;
}

/**
 * A route's years, each as at the close of a day.
 *
 * @param arrivals - everybody expected on the route at that day.
 */
export function routeYears(
  figures: PlanFigures,
  records: PlanRecords,
  arrivals: readonly Arrival[],
  about: { route: number; years: readonly Year[]; day: IsoDate },
): RouteYear[] {
  const { route, years, day } = about;
  const startMonth = figures.settings.yearStartMonth;
  if (years.length === 0) return [];
  const { begins } = indexRecords(records);
  const first = startOfYear(Math.min(...years), startMonth);
  const end = endOfYear(Math.max(...years), startMonth);
  const last = day < end ? day : end;
  const starts = movementsIn(records, first, last, planScope(figures.settings))
    .starters.filter(({ engagement }) => engagement.route === route)
    .map(({ date }) => yearOf(date, startMonth));
  const recruitedIn = (year: Year): number | null => {
    const count = starts.filter((one) => one === year).length;
    const opens = startOfYear(year, startMonth);
    const covered = begins !== null && dateOf(begins) <= opens && opens <= day;
    return covered || count > 0 ? count : null;
  };

  return years.map((year) => {
    const set = targetInForce(figures, route, year);
    const target = set?.status === 'tbc' ? null : (set?.value ?? null);
    const recruited = recruitedIn(year);
    const inProgress = arrivals.filter(
      ({ on }) => on !== null && yearOf(on, startMonth) === year,
    ).length;
    const begun = startOfYear(year, startMonth) <= day;
    const sure = recruited ?? (begun ? null : 0);
    const toFind = target === null || sure === null ? null : target - sure - inProgress;
    return { year, target, tbc: set?.status === 'tbc', recruited, inProgress, toFind };
  });
}
