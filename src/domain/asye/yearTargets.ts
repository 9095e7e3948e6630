/** A recruitment route's year: recruited and in progress against its target. */
import { isKnown } from '../derived.ts';
import { startOfYear, yearOf, type IsoDate, type Year } from '../calendar.ts';
import { targetInForce, type Measure, type PlanFigures } from '../figures.ts';
import { headlineOfMeasure, type Headline } from '../headlines/headline.ts';
import type { Arrival } from './arrivals.ts';

/** What is not a number is null: no target, one to be confirmed, or a year nobody recorded. */
export interface RouteYear {
  year: Year;
  target: number | null;
  /** A target is to be confirmed: it is not zero. */
  tbc: boolean;
  /** The route's headline of the year, as on every page. */
  headline: Headline;
  /** Its count of people, where it is known. */
  recruited: number | null;
  /** Accepted offers expected in the year. */
  inProgress: number;
  /** What is missing to the target once they come; below zero is beyond it. */
  toFind: number | null;
}

/**
 * A route's years, each as at the close of a day.
 *
 * @param figures - those that lead, as known at that day.
 * @param arrivals - everybody expected on the route at that day.
 */
export function routeYears(
  figures: PlanFigures,
  arrivals: readonly Arrival[],
  about: { route: Measure; years: readonly Year[]; day: IsoDate },
): RouteYear[] {
  const { route, years, day } = about;
  const startMonth = figures.settings.yearStartMonth;
  return years.map((year) => {
    const set = targetInForce(figures, route.id, year);
    const target = set?.status === 'tbc' ? null : (set?.value ?? null);
    const headline = headlineOfMeasure(figures, route, year);
    // What is planned or to be confirmed is nobody recruited yet.
    const recruited = isKnown(headline.figure) ? headline.figure.value : null;
    const inProgress = arrivals.filter(
      ({ on }) => on !== null && yearOf(on, startMonth) === year,
    ).length;
    const begun = startOfYear(year, startMonth) <= day;
    const sure = recruited ?? (begun ? null : 0);
    const toFind = target === null || sure === null ? null : target - sure - inProgress;
    return { year, target, tbc: set?.status === 'tbc', headline, recruited, inProgress, toFind };
  });
}
