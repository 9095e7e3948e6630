/** What a recruitment route's year comes to, for the Cohorts tab, Overview and Targets alike. */
import { yearOf, type IsoDate, type Year } from '../../../../domain/calendar.ts';
import { arrivalsAhead, type Arrival } from '../../../../domain/asye/arrivals.ts';
import type { MemberView } from '../../../../domain/asye/memberView.ts';
import { placesInYear, type Places } from '../../../../domain/asye/places.ts';
import type { AsyeRecords } from '../../../../domain/asye/types.ts';
import { routeYears, type RouteYear } from '../../../../domain/asye/yearTargets.ts';
import type { Measure, PlanFigures } from '../../../../domain/figures.ts';
import type { PlanRecords } from '../../../../domain/records/types.ts';

/** The year and the four before it. */
const YEARS = 5;

export interface RouteFigures {
  route: Measure;
  day: IsoDate;
  now: RouteYear;
  /** Earliest first, the year asked about last. */
  years: RouteYear[];
  arrivals: Arrival[];
  places: Places;
}

/** The routes that programmes with cohorts count to, in the order of the programmes. */
export function cohortRoutes({ programmes, cohorts }: AsyeRecords): number[] {
  const used = new Set(cohorts.map(({ programme }) => programme));
  const routes = programmes.filter(({ id }) => used.has(id)).flatMap(({ route }) => route ?? []);
  return [...new Set(routes)];
}

/**
 * @param figures - those that lead, as known at the day.
 * @param members - as at the day.
 */
export function routeFigures(
  figures: PlanFigures,
  asye: AsyeRecords,
  records: PlanRecords,
  members: readonly MemberView[],
  about: { route: Measure; day: IsoDate; year?: Year },
): RouteFigures {
  const { route, day } = about;
  const startMonth = figures.settings.yearStartMonth;
  const year = about.year ?? yearOf(day, startMonth);
  const arrivals = arrivalsAhead(records, members, route.id, day);
  const asked = Array.from({ length: YEARS }, (_, back) => year - YEARS + 1 + back);
  const years = routeYears(figures, arrivals, { route, years: asked, day });
  return {
    ...{ route, day, years, arrivals, now: years.at(-1)! },
    places: placesInYear(asye, members, { route: route.id, year, day, startMonth }),
  };
}
