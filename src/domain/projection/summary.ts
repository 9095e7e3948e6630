/** Bands, bridge and reference line from simulated futures. */
import { extraDeviation, turnoverDeviation, vacancyDeviation } from './calibrate.ts';
import { horizons } from './grid.ts';
import type { Grid } from './grid.ts';
import { monthOf } from './paths.ts';
import type { Draws, Outcome } from './paths.ts';
import {
  bandOf,
  countOutcomes,
  deviationOf,
  pointBand,
  sortOutcomes,
  widenedBand,
} from './quantile.ts';
import type { Schedule } from './schedule.ts';
import { LAST_VALUE } from './trackRecord.ts';
import { turnoverAt } from './turnover.ts';
import type { TurnoverPlan } from './turnover.ts';
import type { Band, ProjectedBridge, RouteStarts, SteadyLine } from './types.ts';

/** A month's band as simulated, and as calibrated. */
export interface Bands {
  simulated: Band;
  calibrated: Band;
}

/** With the standard deviation simulated, and what calibration adds to it. */
export interface VacancyBands extends Bands {
  deviation: number;
  extraDeviation: number;
}

/** The vacancy rate at a month; month 0 is the actual. */
export function vacancyBands(
  outcome: Outcome,
  grid: Grid,
  month: number,
  establishment: number,
  partPerson: number,
): VacancyBands {
  const years = horizons(grid)[month] ?? 0;
  const outcomes = countOutcomes(
    monthOf(outcome.stock, month, outcome.paths),
    (people) => (establishment - partPerson - people) / establishment,
  );
  const deviation = deviationOf(outcomes);
  const extra = extraDeviation(vacancyDeviation(establishment, years), deviation);
  return {
    simulated: bandOf(outcomes),
    calibrated: widenedBand(outcomes, extra),
    deviation,
    extraDeviation: extra,
  };
}

/** Turnover at a month, or null where its twelve months are not all known. */
export function turnoverBands(
  plan: TurnoverPlan,
  outcome: Outcome,
  month: number,
  establishment: number,
): Bands | null {
  const values = turnoverAt(plan, outcome, month);
  if (values === null) return null;
  if (month === 0) {
    const point = pointBand(values[0] ?? 0);
    return { simulated: point, calibrated: point };
  }
  const years = horizons(plan.grid)[month] ?? 0;
  const outcomes = sortOutcomes(values);
  const extra = extraDeviation(turnoverDeviation(establishment, years), deviationOf(outcomes));
  return { simulated: bandOf(outcomes), calibrated: widenedBand(outcomes, extra) };
}

function sumTo(values: ArrayLike<number>, until: number): number {
  let sum = 0;
  for (let i = 0; i < until; i++) sum += values[i] ?? 0;
  return sum;
}

/** Starts of one route in the first `until` steps, in means. */
function routeStarts(schedule: Schedule, draws: Draws, until: number): RouteStarts[] {
  return schedule.starts.map(({ measure, starts }, route) => {
    const planned = sumTo(starts, until);
    const offers = sumTo(draws.offerTotals[route] ?? [], until) / draws.plan.paths;
    return { measure, planned, offers, starts: planned + offers };
  });
}

/** What makes up the change to the close of a month, in means: DOMAIN.md §3's bridge. */
export function bridgeTo(
  month: number,
  about: {
    grid: Grid;
    schedule: Schedule;
    draws: Draws;
    outcome: Outcome;
    vacancies: number;
  },
): ProjectedBridge {
  const { grid, schedule, draws, outcome, vacancies } = about;
  const recruitsByRoute = routeStarts(schedule, draws, month);
  const recruits = recruitsByRoute.reduce((sum, route) => sum + route.starts, 0);
  const leavers = sumTo(outcome.leavers, month * outcome.paths) / outcome.paths;
  const [now = 0] = schedule.establishment;
  const establishmentChange = (schedule.establishment[month] ?? now) - now;
  return {
    from: grid.from,
    to: month === 0 ? grid.from : (grid.steps[month - 1]?.to ?? grid.from),
    opening: vacancies,
    leavers,
    recruits,
    recruitsByRoute,
    establishmentChange,
    closing: vacancies + leavers - recruits + establishmentChange,
  };
}

/** "If nothing changes": the last values, drawn flat. */
export function steadyLine(vacancyRate: number, turnover: Band | null): SteadyLine {
  return {
    vacancyRate,
    turnoverRate: turnover?.mean ?? null,
    averageMiss: { vacancyRate: LAST_VALUE.vacancyRate, turnoverRate: LAST_VALUE.turnoverRate },
  };
}
