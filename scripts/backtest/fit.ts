/** Fits the forecast's constants to outcomes up to a year. Nothing later plays a part. */
import {
  deviationsOf,
  halfWidthAt,
  pooledTurnover,
  weighted,
  type Deviations,
  type ForecastConstants,
  type HorizonConstants,
  type MeasureConstants,
} from '../../src/domain/projection/forecast.ts';
import { ratesOf, type Case, type Horizon, type MeasureName } from './cases.ts';
import { leastAbsolute, leastSquares } from './regression.ts';

/**
 * How much wider than the misses it was fitted to a band is: England as a whole moves, and a few
 * years hold too few of its moves. Settled on outcomes to 2023, constants refitted each year.
 */
const ALLOWANCE: Record<MeasureName, Record<Horizon, number>> = {
  vacancy: { 1: 1, 2: 1.1 },
  turnover: { 1: 1.05, 2: 1.15 },
};

interface Pair {
  posts: number;
  deviations: Deviations;
  /** The part of the forecast that no weight moves, and how much the weighted part counts. */
  fixed: number;
  share: number;
  outcome: number;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value with a share of the others below it, in a straight line between two. */
function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (sorted.length - 1) * share;
  const low = sorted[Math.floor(rank)] ?? NaN;
  const high = sorted[Math.ceil(rank)] ?? NaN;
  return low + (rank - Math.floor(rank)) * (high - low);
}

function pairOf(
  one: Case,
  measure: MeasureName,
  horizon: Horizon,
  levels: Pick<MeasureConstants, 'level' | 'agencyLevel'>,
): Pair | null {
  const outcome = one.outcomes[horizon][measure];
  if (outcome === null || one.last[measure] === null) return null;
  const deviations = deviationsOf(ratesOf(one, measure), one.basis.agencyRate, levels);
  const { posts } = one;
  if (measure === 'vacancy') return { posts, deviations, fixed: levels.level, share: 1, outcome };
  const pooled = pooledTurnover(one.basis.turnoverYears, levels.level);
  return { posts, deviations, fixed: (pooled + levels.level) / 2, share: 0.5, outcome };
}

function fitHorizon(
  cases: readonly Case[],
  about: { measure: MeasureName; horizon: Horizon; until: number },
  levels: Pick<MeasureConstants, 'level' | 'agencyLevel'>,
): HorizonConstants {
  const { measure, horizon, until } = about;
  const pairs = cases
    .filter(({ origin }) => origin + horizon <= until)
    .flatMap((one) => pairOf(one, measure, horizon, levels) ?? []);
  const solve = measure === 'vacancy' ? leastAbsolute : leastSquares;
  const target = ({ outcome }: Pair) => outcome - levels.level;
  const known = pairs.filter(({ deviations }) => deviations.agency !== null);
  const [last = 0, own = 0, agency = 0] = solve(
    known.map(({ deviations: d }) => [d.last, d.own, d.agency ?? 0]),
    known.map(target),
  );
  const [lastAlone = 0, ownAlone = 0] = solve(
    pairs.map(({ deviations: d }) => [d.last, d.own]),
    pairs.map(target),
  );
  const weights = {
    withAgency: { last, own, agency },
    without: { last: lastAlone, own: ownAlone },
  };
  const misses = pairs.map(({ deviations, fixed, share, outcome, posts }) => {
    const centre = fixed + share * weighted(deviations, weights);
    return Math.abs(outcome - centre) / halfWidthAt(1, posts, measure);
  });
  return { ...weights, half80: quantileOf(misses, 0.8) * ALLOWANCE[measure][horizon] };
}

function fitMeasure(cases: readonly Case[], measure: MeasureName, until: number): MeasureConstants {
  const past = cases.filter(({ origin }) => origin <= until);
  const levels = {
    level: mean(past.flatMap(({ last }) => last[measure] ?? [])),
    agencyLevel: mean(past.flatMap(({ basis }) => basis.agencyRate ?? [])),
  };
  return {
    ...levels,
    oneYear: fitHorizon(cases, { measure, horizon: 1, until }, levels),
    twoYears: fitHorizon(cases, { measure, horizon: 2, until }, levels),
  };
}

/** The constants as they could have been known at the close of a census. */
export function fitConstants(cases: readonly Case[], until: number): ForecastConstants {
  return {
    vacancy: fitMeasure(cases, 'vacancy', until),
    turnover: fitMeasure(cases, 'turnover', until),
  };
}
