/** Forecasts of the product itself against what came of them. */
import { endOfMonth, addMonths } from '../../src/domain/calendar.ts';
import { simulate, type Band } from '../../src/domain/projection/index.ts';
import type { ForecastConstants } from '../../src/domain/projection/forecast.ts';
import { censusDay } from './authorities.ts';
import { BASELINES } from './baselines.ts';
import { HORIZONS, MEASURES, inputOf, ratesOf } from './cases.ts';
import type { Case, Horizon, MeasureName } from './cases.ts';
import { fitConstants } from './fit.ts';

/** The first census forecasts are made from: before it there is too little to fit to. */
const FIRST_ORIGIN = 2020;

/** The forecast itself does not depend on them; the arithmetic beside it is not scored. */
const PATHS = 100;

/** Targets asked about, from the last value, shares: the chance of meeting each is scored. */
const TARGETS = [-0.04, -0.02, 0, 0.02, 0.04];

/** One measure of one authority, forecast once. Rates are shares. */
export interface Scored {
  measure: MeasureName;
  horizon: Horizon;
  /** The year of the outcome. */
  year: number;
  posts: number;
  outcome: number;
  band: Band;
  /** By the names of the baselines. */
  baselines: ReadonlyMap<string, number>;
}

/** A chance stated by the product, beside what the last value would have said. */
export interface StatedChance {
  horizon: Horizon;
  year: number;
  chance: number;
  /** 1 or 0: the last value meets the target or not. */
  lastValue: number;
  /** How often a vacancy rate had moved that far and further, in the years known. */
  lastValueSpread: number;
  met: boolean;
}

function dayAfter(origin: number, horizon: Horizon): string {
  return endOfMonth(addMonths(censusDay(origin), 12 * horizon));
}

/** Moves of the vacancy rate over a horizon in the years known, shares. */
function movesOf(past: readonly Case[], horizon: Horizon): number[] {
  return past.flatMap(({ last, outcomes }) => {
    const [was, became] = [last.vacancy, outcomes[horizon].vacancy];
    return was === null || became === null ? [] : [became - was];
  });
}

function scoreBands(one: Case, past: readonly Case[], constants: ForecastConstants): Scored[] {
  const result = simulate(inputOf(one, constants, { paths: PATHS }));
  const series = { vacancy: result.calibrated, turnover: result.calibratedTurnover };
  return HORIZONS.flatMap((horizon) => {
    const at = result.months.indexOf(dayAfter(one.origin, horizon));
    return MEASURES.flatMap((measure): Scored[] => {
      const [outcome, band] = [one.outcomes[horizon][measure], series[measure][at]];
      if (outcome === null || one.last[measure] === null || !band) return [];
      if (ratesOf(one, measure).length === 0) return [];
      const level = constants[measure].level;
      const earlier = past.filter(({ origin }) => origin + horizon <= one.origin);
      const known = { one, measure, horizon, past: memo(earlier, one.origin, horizon), level };
      const baselines = new Map(BASELINES.map(({ name, of }) => [name, of(known)]));
      const year = one.origin + horizon;
      return [{ measure, horizon, year, posts: one.posts, outcome, band, baselines }];
    });
  });
}

const pasts = new Map<string, readonly Case[]>();

/** The same list for every case of an origin and horizon, so that what is fitted to it is kept. */
function memo(cases: readonly Case[], origin: number, horizon: Horizon): readonly Case[] {
  const key = `${origin} ${horizon}`;
  const kept = pasts.get(key) ?? cases;
  pasts.set(key, kept);
  return kept;
}

function scoreChances(
  one: Case,
  past: readonly Case[],
  constants: ForecastConstants,
): StatedChance[] {
  const last = one.last.vacancy;
  if (last === null) return [];
  return HORIZONS.flatMap((horizon) => {
    const outcome = one.outcomes[horizon].vacancy;
    if (outcome === null) return [];
    const moves = movesOf(
      past.filter(({ origin }) => origin + horizon <= one.origin),
      horizon,
    );
    return TARGETS.flatMap((shift) => {
      const rate = last + shift;
      if (rate < 0 || rate > 1) return [];
      const target = { rate, by: dayAfter(one.origin, horizon) };
      const { chance } = simulate(inputOf(one, constants, { paths: PATHS, target }));
      if (chance === null) return [];
      return [
        {
          horizon,
          year: one.origin + horizon,
          chance: chance.calibrated,
          lastValue: shift >= 0 ? 1 : 0,
          lastValueSpread: moves.filter((move) => move <= shift).length / moves.length,
          met: outcome <= rate,
        },
      ];
    });
  });
}

/** Every case from which something had come by a year, with constants that knew nothing later. */
function* origins(cases: readonly Case[], until: number) {
  for (let origin = FIRST_ORIGIN; origin < until; origin++) {
    const constants = fitConstants(cases, origin);
    const past = cases.filter((one) => one.origin < origin);
    for (const one of cases) if (one.origin === origin) yield { one, past, constants };
  }
}

/** Scores every forecast with an outcome up to a year. */
export function scoreForecasts(cases: readonly Case[], until: number): Scored[] {
  return [...origins(cases, until)]
    .flatMap(({ one, past, constants }) => scoreBands(one, past, constants))
    .filter(({ year }) => year <= until);
}

/** Scores every chance of a vacancy rate with an outcome up to a year. */
export function scoreStatedChances(cases: readonly Case[], until: number): StatedChance[] {
  return [...origins(cases, until)]
    .flatMap(({ one, past, constants }) => scoreChances(one, past, constants))
    .filter(({ year }) => year <= until);
}
