/** How many recruits a chance of meeting the vacancy target takes (DOMAIN.md §9). */
import { EIGHTY_PERCENT } from './normal.ts';
import { walkPath } from './paths.ts';
import type { Draws } from './paths.ts';
import { countOutcomes, widenedCdf } from './quantile.ts';
import type { RecruitsNeeded } from './types.ts';

/** What is asked, apart from the number of recruits. */
export interface NeededQuestion {
  draws: Draws;
  /** Whole people in post at the start, and the part of a person beside them. */
  inPost: number;
  partPerson: number;
  /** Planned starts by step, all routes, up to the target's date. */
  starts: readonly number[];
  /** People known to leave, by step. */
  knownLeavers: readonly number[];
  /** How much of its month each of those steps covers: the months to use when none start. */
  shares: readonly number[];
  /** Establishment and target rate at the target's date. */
  establishment: number;
  rate: number;
  /** The spread to add for the widened chance, a share. Kept the same whatever the recruits. */
  extraDeviation: number;
}

/** Past this many times the establishment more recruits are no answer. */
const MOST_TIMES_ESTABLISHMENT = 10;

/** Rounding of a computer's arithmetic, in posts: 31.9 of 319 is 10%. */
const ARITHMETIC = 1e-9;

const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * Recruits for a target rate v on establishment E (after D posts are added) with V vacant
 * and L expected leavers: R = V + L + D − v × E. DOMAIN.md §9.
 *
 * @example 40 vacant, 27.9 expected leavers, no posts added, 10% of 319 posts: 36 recruits.
 */
export function recruitsInClosedForm(about: {
  vacancies: number;
  leavers: number;
  postsAdded: number;
  rate: number;
  establishment: number;
}): number {
  return about.vacancies + about.leavers + about.postsAdded - about.rate * about.establishment;
}

/**
 * Scales planned starts to another total, in the same months and proportions, by the
 * Webster/Sainte-Laguë method: the plan's own total gives the plan back, and one more
 * recruit adds one start and moves no other, so the chance never falls as recruits rise.
 */
export function scaleStarts(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  // Everyone who has a seat at a divisor a little too large has one; deal the rest out.
  const divisor = sum / Math.max(total - weights.length, Number.EPSILON);
  const seats = weights.map((w) => (total > weights.length ? Math.floor(w / divisor + 0.5) : 0));
  // Equal months take turns in an order that leaves every run of turns evenly spread.
  const turn = weights.map((_, i) => ((i + 1) * GOLDEN_RATIO) % 1);
  for (let left = total - seats.reduce((a, b) => a + b, 0); left > 0; left--) {
    let best = 0;
    let claim = -1;
    weights.forEach((weight, i) => {
      const mine = weight / (2 * (seats[i] ?? 0) + 1);
      if (mine > claim || (mine === claim && (turn[i] ?? 0) < (turn[best] ?? 0))) {
        best = i;
        claim = mine;
      }
    });
    seats[best] = (seats[best] ?? 0) + 1;
  }
  return seats;
}

/** The arithmetic's chance, and the same with starts, leavers and posts as uncertain as they are. */
export interface PlanChance {
  conditional: number;
  widened: number;
}

/** The chance of meeting the target given everyone in post at its date, path by path. */
export function chanceOf(
  stock: Int32Array,
  about: Pick<NeededQuestion, 'establishment' | 'partPerson' | 'rate' | 'extraDeviation'>,
): PlanChance {
  const { establishment, partPerson, rate, extraDeviation } = about;
  const vacancyRate = (people: number) => (establishment - partPerson - people) / establishment;
  const outcomes = countOutcomes(stock, vacancyRate);
  const limit = rate + ARITHMETIC / establishment;
  return {
    conditional: widenedCdf(outcomes, 0, limit),
    widened: widenedCdf(outcomes, extraDeviation, rate),
  };
}

/** The chance with this many recruits by the target's date, on the same random numbers. */
function chanceWith(question: NeededQuestion, recruits: number): PlanChance {
  const { draws, inPost, starts, shares, knownLeavers } = question;
  const anyPlanned = starts.some((count) => count > 0);
  const scaled = scaleStarts(anyPlanned ? starts : shares, recruits);
  const cells = [{ inPost, starts: scaled, knownLeavers }];
  const until = scaled.length;
  const stock = new Int32Array(until + 1);
  const leavers = new Int32Array(until);
  const final = new Int32Array(draws.plan.paths);
  for (let path = 0; path < final.length; path++) {
    stock.fill(0);
    walkPath(draws, path, cells, until, stock, leavers);
    final[path] = stock[until] ?? 0;
  }
  return chanceOf(final, question);
}

/** Both sets of answers, found. */
export interface Found {
  conditional: RecruitsNeeded;
  widened: RecruitsNeeded;
}

/** The plan's own total of recruits, its chance, and the vacancy rate it leads to. */
export interface PlannedOutcome {
  recruits: number;
  chance: PlanChance;
  mean: number;
  deviation: number;
}

/** Each chance wanted, with how many standard deviations of a normal it takes. */
const WANTED = [
  { key: 'p50', chance: 0.5, deviations: 0 },
  { key: 'p80', chance: 0.8, deviations: 0.8416 },
  { key: 'p90', chance: 0.9, deviations: EIGHTY_PERCENT },
] as const;

/** Where to look first: as if vacancies were normal and every recruit stayed. */
function firstGuess(
  question: NeededQuestion,
  planned: PlannedOutcome,
  deviations: number,
  spread: number,
): number {
  const short = planned.mean + deviations * spread - question.rate;
  return Math.ceil(planned.recruits + short * question.establishment);
}

/**
 * The smallest whole number that is enough, when every larger one is too: from a guess
 * in doubling strides to the far side, then by halving. Null when `most` is not enough.
 */
function* smallest(
  isEnough: (trial: number) => boolean,
  about: { guess: number; low: number; high: number | null; most: number },
): Generator<void, number | null> {
  const { guess, most } = about;
  let { low, high } = about;
  let stride = 1;
  let turned = false;
  let trial = guess;
  let way = 0;
  while (low < most && (high === null || high - low > 1)) {
    const top = high ?? most + 1;
    if (turned || trial <= low || trial >= top) {
      trial =
        high === null ? Math.min(most, Math.max(low, 0) + stride) : Math.floor((low + top) / 2);
    }
    const down = isEnough(trial);
    yield;
    if (down) high = trial;
    else low = trial;
    const wayNow = down ? -1 : 1;
    turned ||= way !== 0 && way !== wayNow && high !== null;
    way = wayNow;
    trial += wayNow * stride;
    stride *= 2;
  }
  return high;
}

/**
 * The smallest total of recruits for each chance, by search on the same random numbers;
 * yields after each trial so that the caller can stop.
 */
export function* findNeeded(
  question: NeededQuestion,
  planned: PlannedOutcome,
): Generator<void, Found> {
  const most = Math.ceil(question.establishment * MOST_TIMES_ESTABLISHMENT);
  const tried = new Map<number, PlanChance>([[planned.recruits, planned.chance]]);
  const found: Found = {
    conditional: { p50: null, p80: null, p90: null },
    widened: { p50: null, p80: null, p90: null },
  };
  for (const kind of ['conditional', 'widened'] as const) {
    const spread =
      kind === 'conditional'
        ? planned.deviation
        : Math.hypot(planned.deviation, question.extraDeviation);
    for (const { key, chance, deviations } of WANTED) {
      const isEnough = (recruits: number) => {
        const known = tried.get(recruits) ?? chanceWith(question, recruits);
        tried.set(recruits, known);
        return known[kind] >= chance;
      };
      // What earlier trials already say: `low` is too few, `high` is enough.
      const known = [...tried.keys()].sort((a, b) => a - b);
      found[kind][key] = yield* smallest(isEnough, {
        guess: firstGuess(question, planned, deviations, spread),
        low: known.filter((recruits) => !isEnough(recruits)).at(-1) ?? -1,
        high: known.find(isEnough) ?? null,
        most,
      });
    }
  }
  return found;
}
