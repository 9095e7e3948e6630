/**
 * The forecast: what has happened to councils like this one (DOMAIN.md §9). Its line is England's
 * long-run mean, plus what the council's own figures have been worth beside it; its width is how
 * far English authorities have since turned out from such a line. docs/projection.md says what
 * else was tried.
 */
import { logisticCdf, logisticQuantile, type Logistic } from './logistic.ts';
import type { Band, ForecastBasis, TurnoverYear } from './types.ts';

/** What a deviation from England's mean has been worth, one or two years later. */
export interface Weights {
  last: number;
  own: number;
  agency: number;
}

/** One measure at one horizon. */
export interface HorizonConstants {
  /** With the agency rate, and where the plan does not have one. */
  withAgency: Weights;
  without: Omit<Weights, 'agency'>;
  /** 80% half-width of a very large authority, a share. */
  half80: number;
}

/** One measure. Levels are England's long-run means of authorities' rates, shares. */
export interface MeasureConstants {
  level: number;
  agencyLevel: number;
  oneYear: HorizonConstants;
  twoYears: HorizonConstants;
}

/** Everything the forecast has learnt from DfE's figures. */
export interface ForecastConstants {
  vacancy: MeasureConstants;
  turnover: MeasureConstants;
}

/** How far a forecast goes: no constant was tested further. */
export const FORECAST_YEARS = 2;

/** Posts at which the square of the half-width is twice that of a very large authority. */
export const POSTS_OF_DOUBLE_VARIANCE = { vacancy: 200, turnover: 300 } as const;

/** FTE-years of England's leaver rate that a council's own leavers are weighed against. */
const PRIOR_STAFF = 200;

/** What a year's leavers still count for, a year later. */
const FADING = 0.7;

/**
 * What a point of vacancy that the plan's own starts, leavers and posts lead to has been worth:
 * at full weight they made a forecast worse than none (DOMAIN.md §9). By years ahead.
 */
const PLAN_WEIGHT = { oneYear: 0.21, twoYears: 0.07 } as const;

/** A straight line from one year to two. */
function between(years: number, oneYear: number, twoYears: number): number {
  return oneYear + (twoYears - oneYear) * (Math.min(years, FORECAST_YEARS) - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A council's figures as deviations from England's means: what the weights multiply. */
export interface Deviations {
  last: number;
  own: number;
  /** Null where the plan has no agency rate. */
  agency: number | null;
}

/** With one year of figures the own mean is the last value. */
export function deviationsOf(
  rates: readonly number[],
  agencyRate: number | null,
  { level, agencyLevel }: Pick<MeasureConstants, 'level' | 'agencyLevel'>,
): Deviations {
  const last = rates.at(-1) ?? level;
  return {
    last: last - level,
    own: (rates.length > 0 ? mean(rates) : level) - level,
    agency: agencyRate === null ? null : agencyRate - agencyLevel,
  };
}

/** The deviation from England's mean a horizon away. */
export function weighted(
  { last, own, agency }: Deviations,
  { withAgency, without }: Pick<HorizonConstants, 'withAgency' | 'without'>,
): number {
  if (agency === null) return without.last * last + without.own * own;
  return withAgency.last * last + withAgency.own * own + withAgency.agency * agency;
}

/**
 * Leavers over staff, the older years faded, with England's rate as a prior: a small council is
 * drawn further towards it.
 */
export function pooledTurnover(years: readonly TurnoverYear[], level: number): number {
  let leavers = PRIOR_STAFF * level;
  let staff: number = PRIOR_STAFF;
  for (const { yearsBefore, rate, inPost } of years) {
    const weight = FADING ** yearsBefore;
    leavers += weight * rate * inPost;
    staff += weight * inPost;
  }
  return leavers / staff;
}

/** The 80% half-width at a horizon of one or two years, a share. */
export function halfWidthAt(
  half80: number,
  posts: number,
  measure: keyof typeof POSTS_OF_DOUBLE_VARIANCE,
): number {
  return half80 * Math.sqrt(1 + POSTS_OF_DOUBLE_VARIANCE[measure] / posts);
}

/** A measure's middle now and one and two years ahead, with the half-widths there. */
interface Course {
  now: number;
  oneYear: Logistic;
  twoYears: Logistic;
}

/**
 * The distribution `years` ahead, 0 to 2. The middle goes in straight lines; the variance too,
 * so that it grows with the square root of time in the first year.
 */
function along({ now, oneYear, twoYears }: Course, years: number): Logistic {
  if (years <= 1) {
    return {
      centre: now + (oneYear.centre - now) * years,
      half80: oneYear.half80 * Math.sqrt(years),
    };
  }
  return {
    centre: between(years, oneYear.centre, twoYears.centre),
    half80: Math.sqrt(between(years, oneYear.half80 ** 2, twoYears.half80 ** 2)),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** A band of a distribution, cut at 0 and 100%. */
export function forecastBand(distribution: Logistic): Band {
  const at = (chance: number) => clamp(logisticQuantile(chance, distribution));
  const middle = clamp(distribution.centre);
  return { p10: at(0.1), p25: at(0.25), p50: middle, p75: at(0.75), p90: at(0.9), mean: middle };
}

/** The chance of a rate of at most `rate`. */
export function forecastChance(rate: number, distribution: Logistic): number {
  return logisticCdf(rate, distribution);
}

/** Where a forecast starts from. Rates are shares. */
export interface ForecastStart {
  vacancyRate: number;
  /** Leavers of the last twelve months over people in post; null where that is not known. */
  turnoverRate: number | null;
  /** The establishment: small councils have strayed further. */
  posts: number;
}

/** The forecast of one council: what its rates may be, 0 to 2 years ahead. */
export interface Forecast {
  /**
   * @param planned - the vacancy rate the plan's own flows lead to by then, a share
   * @param replaced - what it would be if leavers were just replaced
   */
  vacancy: (years: number, planned: number, replaced: number) => Logistic;
  /** Null where the plan has no whole year's turnover. */
  turnover: (years: number) => Logistic | null;
}

function vacancyCourse(basis: ForecastBasis, start: ForecastStart): Course {
  const { vacancy: constants } = basis.constants;
  const rates = [...basis.earlierVacancyRates, start.vacancyRate];
  const deviations = deviationsOf(rates, basis.agencyRate, constants);
  const at = (horizon: HorizonConstants): Logistic => ({
    centre: constants.level + weighted(deviations, horizon),
    half80: halfWidthAt(horizon.half80, start.posts, 'vacancy'),
  });
  return {
    now: start.vacancyRate,
    oneYear: at(constants.oneYear),
    twoYears: at(constants.twoYears),
  };
}

function turnoverCourse(basis: ForecastBasis, start: ForecastStart): Course | null {
  const { turnoverYears, agencyRate } = basis;
  const { turnover: constants } = basis.constants;
  const rates = turnoverYears.map(({ rate }) => rate);
  if (rates.length === 0) return null;
  const deviations = deviationsOf(rates, agencyRate, constants);
  const pooled = pooledTurnover(turnoverYears, constants.level);
  const at = (horizon: HorizonConstants): Logistic => ({
    centre: (pooled + constants.level + weighted(deviations, horizon)) / 2,
    half80: halfWidthAt(horizon.half80, start.posts, 'turnover'),
  });
  return {
    now: start.turnoverRate ?? constants.level + deviations.last,
    oneYear: at(constants.oneYear),
    twoYears: at(constants.twoYears),
  };
}

/** The forecast of a council. */
export function forecastOf(basis: ForecastBasis, start: ForecastStart): Forecast {
  const vacancy = vacancyCourse(basis, start);
  const turnover = turnoverCourse(basis, start);
  return {
    vacancy(years, planned, replaced) {
      const { oneYear, twoYears } = PLAN_WEIGHT;
      const weight = years <= 1 ? oneYear : between(years, oneYear, twoYears);
      const { centre, half80 } = along(vacancy, years);
      return { centre: centre + weight * (planned - replaced), half80 };
    },
    turnover: (years) => turnover && along(turnover, years),
  };
}
