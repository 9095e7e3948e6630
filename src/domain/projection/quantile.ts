/** Quantiles of simulated outcomes, and chances of outcomes widened by a normal spread. */
import { normalCdf } from './normal.ts';
import type { Band } from './types.ts';

/** Outcomes in rising order, with how many paths had each. */
export interface Outcomes {
  values: Float64Array;
  counts: Float64Array;
  total: number;
}

const SHARES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;

/** From this many outcomes on, a rank that is an index is worth a path of its own. */
const MANY = 128;

/** Outcomes that are whole numbers on a range, by counting them; `toValue` must rise or fall. */
export function countOutcomes(whole: Int32Array, toValue: (whole: number) => number): Outcomes {
  const [first = 0] = whole;
  let low = first;
  let high = first;
  for (const n of whole) {
    if (n < low) low = n;
    if (n > high) high = n;
  }
  const tally = new Float64Array(high - low + 1);
  for (const n of whole) tally[n - low] = (tally[n - low] ?? 0) + 1;
  const found: [number, number][] = [];
  tally.forEach((count, i) => {
    if (count > 0) found.push([toValue(low + i), count]);
  });
  found.sort((a, b) => a[0] - b[0]);
  return {
    values: Float64Array.from(found, ([value]) => value),
    counts: Float64Array.from(found, ([, count]) => count),
    total: whole.length,
  };
}

/** Outcomes that are any numbers; sorts the array it is given. */
export function sortOutcomes(values: Float64Array): Outcomes {
  values.sort();
  return { values, counts: new Float64Array(values.length).fill(1), total: values.length };
}

function meanOf({ values, counts, total }: Outcomes): number {
  let sum = 0;
  values.forEach((value, i) => (sum += value * (counts[i] ?? 0)));
  return sum / total;
}

/** Population standard deviation. */
export function deviationOf(outcomes: Outcomes): number {
  const mean = meanOf(outcomes);
  let sum = 0;
  outcomes.values.forEach((value, i) => (sum += (value - mean) ** 2 * (outcomes.counts[i] ?? 0)));
  return Math.sqrt(sum / outcomes.total);
}

/** The value at a rank from 0, of all outcomes in a row. */
function atRank({ values, counts }: Outcomes, rank: number): number {
  let passed = 0;
  for (let i = 0; i < values.length; i++) {
    passed += counts[i] ?? 0;
    if (rank < passed) return values[i] ?? NaN;
  }
  return values.at(-1) ?? NaN;
}

/** The linear quantile most programs use: Hyndman and Fan's type 7. */
export function quantile(outcomes: Outcomes, share: number): number {
  const rank = (outcomes.total - 1) * share;
  const below = Math.floor(rank);
  const low = atRank(outcomes, below);
  return below === rank ? low : low + (rank - below) * (atRank(outcomes, below + 1) - low);
}

function band(of: (share: number) => number, mean: number): Band {
  return {
    p10: of(SHARES.p10),
    p25: of(SHARES.p25),
    p50: of(SHARES.p50),
    p75: of(SHARES.p75),
    p90: of(SHARES.p90),
    mean,
  };
}

/** The band of outcomes as they were simulated. */
export function bandOf(outcomes: Outcomes): Band {
  if (outcomes.values.length > MANY && outcomes.values.length === outcomes.total) {
    // Every count is 1, so a rank is an index.
    const { values } = outcomes;
    const of = (share: number) => {
      const rank = (values.length - 1) * share;
      const low = values[Math.floor(rank)] ?? NaN;
      const high = values[Math.ceil(rank)] ?? NaN;
      return low + (rank - Math.floor(rank)) * (high - low);
    };
    return band(of, meanOf(outcomes));
  }
  return band((share) => quantile(outcomes, share), meanOf(outcomes));
}

/** A point everything is at: month 0, the actual. */
export function pointBand(value: number): Band {
  return band(() => value, value);
}

/** The share of outcomes up to a value, each spread normally with `deviation` around itself. */
export function widenedCdf(outcomes: Outcomes, deviation: number, value: number): number {
  const { values, counts, total } = outcomes;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const gap = value - (values[i] ?? 0);
    sum += (counts[i] ?? 0) * (deviation > 0 ? normalCdf(gap / deviation) : gap >= 0 ? 1 : 0);
  }
  return sum / total;
}
