/** Bands, bridge and reference line from simulated futures. */
import { deviationOf80, extraDeviation } from './calibrate.ts';
import { forecastBand, type Forecast } from './forecast.ts';
import { horizons } from './grid.ts';
import type { Grid } from './grid.ts';
import type { Logistic } from './logistic.ts';
import { monthOf } from './paths.ts';
import type { Draws, Outcome } from './paths.ts';
import { bandOf, countOutcomes, deviationOf, pointBand, sortOutcomes } from './quantile.ts';
import type { Schedule } from './schedule.ts';
import { LAST_VALUE } from './trackRecord.ts';
import { turnoverAt } from './turnover.ts';
import type { TurnoverPlan } from './turnover.ts';
import type { Band, ProjectedBridge, RouteStarts, SteadyLine } from './types.ts';

/** A month of the vacancy rate: the arithmetic, with its spread, and the forecast. */
export interface VacancyBands {
  simulated: Band;
  forecast: Band;
  /** What the forecast's band is made of. */
  distribution: Logistic;
  /** Standard deviation simulated, and what the forecast's width adds to it. */
  deviation: number;
  extraDeviation: number;
}

/** A month of turnover: the arithmetic and the forecast, each null where it is not known. */
export interface TurnoverBands {
  simulated: Band | null;
  forecast: Band | null;
}

/** The vacancy rate at a month; month 0 is the actual. */
export function vacancyBands(
  about: {
    outcome: Outcome;
    grid: Grid;
    forecast: Forecast;
    startRate: number;
    partPerson: number;
  },
  month: number,
  establishment: number,
): VacancyBands {
  const { outcome, grid, forecast, startRate, partPerson } = about;
  const years = horizons(grid)[month] ?? 0;
  const outcomes = countOutcomes(
    monthOf(outcome.stock, month, outcome.paths),
    (people) => (establishment - partPerson - people) / establishment,
  );
  const simulated = bandOf(outcomes);
  const deviation = deviationOf(outcomes);
  const distribution = forecast.vacancy(years, simulated.mean, startRate);
  return {
    simulated,
    forecast: month === 0 ? simulated : forecastBand(distribution),
    distribution,
    deviation,
    extraDeviation: extraDeviation(deviationOf80(distribution.half80), deviation),
  };
}

/** Turnover at a month. */
export function turnoverBands(
  plan: TurnoverPlan,
  outcome: Outcome,
  forecast: Forecast,
  month: number,
): TurnoverBands {
  const values = turnoverAt(plan, outcome, month);
  const distribution = forecast.turnover(horizons(plan.grid)[month] ?? 0);
  if (month === 0) {
    const point = values && pointBand(values[0] ?? 0);
    return { simulated: point, forecast: point ?? (distribution && forecastBand(distribution)) };
  }
  return {
    simulated: values && bandOf(sortOutcomes(values)),
    forecast: distribution && forecastBand(distribution),
  };
}

function sumTo(values: ArrayLike<number>, until: number): number {
  let sum = 0;
  for (let i = 0; i < until; i++) sum += values[i] ?? 0;
  return sum;
}

/** Starts of one route in the first `until` steps, in means. */
function routeStarts(schedule: Schedule, draws: Draws, until: number): RouteStarts[] {
  const measures = new Set([...schedule.starts, ...schedule.offers].map(({ measure }) => measure));
  return [...measures].map((measure) => {
    const plan = schedule.starts.find((one) => one.measure === measure);
    const route = schedule.offers.findIndex((one) => one.measure === measure);
    const planned = sumTo(plan?.starts ?? [], until);
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
export function steadyLine(vacancyRate: number, turnover: Band | null | undefined): SteadyLine {
  return {
    vacancyRate,
    turnoverRate: turnover?.mean ?? null,
    averageMiss: { vacancyRate: LAST_VALUE.vacancyRate, turnoverRate: LAST_VALUE.turnoverRate },
  };
}
