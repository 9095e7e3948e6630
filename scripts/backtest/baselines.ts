/** What anybody could say without a model, for comparison: each on the same cases. */
import { ratesOf, type Case, type Horizon, type MeasureName } from './cases.ts';
import { leastAbsolute } from './regression.ts';

/** What a baseline knows: the case, and every earlier one whose outcome was out by then. */
export interface Known {
  one: Case;
  measure: MeasureName;
  horizon: Horizon;
  past: readonly Case[];
  /** England's long-run mean, a share. */
  level: number;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lastOf({ one, measure }: Known): number {
  return one.last[measure] ?? NaN;
}

function ownMean({ one, measure }: Known): number {
  return meanOf(ratesOf(one, measure));
}

/** The least-squares line through the years known, carried on. */
function trend({ one, measure, horizon }: Known): number {
  const values = ratesOf(one, measure);
  if (values.length < 2) return lastOf({ one, measure, horizon, past: [], level: 0 });
  const middle = (values.length - 1) / 2;
  const mean = meanOf(values);
  const slope =
    values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) /
    values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return Math.min(1, Math.max(0, mean + slope * (values.length - 1 + horizon - middle)));
}

const drawn = new WeakMap<readonly Case[], Map<string, number>>();

/** How much of a deviation from England's mean has lasted, on cases whose outcomes were out. */
function lasting({ past, measure, horizon, level }: Known): number {
  const known = drawn.get(past) ?? new Map<string, number>();
  drawn.set(past, known);
  const key = `${measure}${horizon}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const rows: number[][] = [];
  const outcomes: number[] = [];
  for (const { last, outcomes: later } of past) {
    const [was, became] = [last[measure], later[horizon][measure]];
    if (was === null || became === null) continue;
    rows.push([was - level]);
    outcomes.push(became - level);
  }
  const [weight = 1] = leastAbsolute(rows, outcomes);
  known.set(key, weight);
  return weight;
}

function towardsEngland(known: Known): number {
  return known.level + lasting(known) * (lastOf(known) - known.level);
}

/** Half of the way from each council's own mean to England's, with the last value and the above. */
function meanOfThree(known: Known): number {
  const own = (ownMean(known) + known.level) / 2;
  return meanOf([lastOf(known), own, towardsEngland(known)]);
}

/** Last value first: the others are measured against it. */
export const BASELINES: readonly { name: string; of: (known: Known) => number }[] = [
  { name: 'last value', of: lastOf },
  { name: 'own mean', of: ownMean },
  { name: 'linear trend', of: trend },
  { name: 'last value drawn towards England', of: towardsEngland },
  { name: 'mean of last value, half-drawn own mean and the above', of: meanOfThree },
];
