/** Quantiles of simulated outcomes, and of outcomes widened by a normal spread. */
import { normalCdf } from './normal.ts';
import type { Band } from './types.ts';

/** Outcomes in rising order, with how many paths had each. */
export interface Outcomes {
  values: Float64Array;
  counts: Float64Array;
  total: number;
}

const SHARES = { p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9 } as const;

/** Enough blocks that thinning moves no quantile by more than 1/256 of the paths, and less once widened. */
const BLOCKS = 128;

/** Halvings of the bracket a widened quantile is searched in: to a ten-millionth of its width. */
const HALVINGS = 24;

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
  if (outcomes.values.length > BLOCKS && outcomes.values.length === outcomes.total) {
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

/** Many outcomes as equal blocks at their means. */
function thinned(outcomes: Outcomes): Outcomes {
  const { values, counts, total } = outcomes;
  if (values.length <= BLOCKS) return outcomes;
  const sums = new Float64Array(BLOCKS);
  const sizes = new Float64Array(BLOCKS);
  let passed = 0;
  values.forEach((value, i) => {
    const count = counts[i] ?? 0;
    const block = Math.min(BLOCKS - 1, Math.floor(((passed + count / 2) / total) * BLOCKS));
    sums[block] = (sums[block] ?? 0) + value * count;
    sizes[block] = (sizes[block] ?? 0) + count;
    passed += count;
  });
  const kept = [...sizes.keys()].filter((i) => (sizes[i] ?? 0) > 0);
  return {
    values: Float64Array.from(kept, (i) => (sums[i] ?? 0) / (sizes[i] ?? 1)),
    counts: Float64Array.from(kept, (i) => sizes[i] ?? 0),
    total,
  };
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

/**
 * A band no narrower than another. Posts are whole, so at a few dozen posts a quantile of the
 * outcomes themselves may lie further out than that of their smooth spread.
 */
function noNarrower(band: Band, than: Band): Band {
  return {
    ...band,
    p10: Math.min(band.p10, than.p10),
    p25: Math.min(band.p25, than.p25),
    p75: Math.max(band.p75, than.p75),
    p90: Math.max(band.p90, than.p90),
  };
}

/**
 * The band of outcomes each spread normally with `deviation` around itself; never narrower than
 * the outcomes' own.
 */
export function widenedBand(outcomes: Outcomes, deviation: number): Band {
  const own = bandOf(outcomes);
  if (deviation <= 0) return own;
  const few = thinned(outcomes);
  const lowest = (few.values[0] ?? 0) - 6 * deviation;
  const highest = (few.values.at(-1) ?? 0) + 6 * deviation;
  const wide = band((share) => {
    let low = lowest;
    let high = highest;
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (widenedCdf(few, deviation, middle) < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }, own.mean);
  return noNarrower(wide, own);
}
