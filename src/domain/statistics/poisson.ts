/** How many events a time of watching makes likely, and the rate they speak for. */
import { logGamma } from '../projection/beta.ts';
import type { Interval } from './interval.ts';

/** Halvings of the bracket a limit is looked for in: beyond the precision of a number. */
const HALVINGS = 60;
const TAIL = 0.025;

/** The chance of at most `count` events where `mean` are expected. */
export function poissonCdf(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  let sum = 0;
  for (let k = 0; k <= count; k++) sum += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  return Math.min(1, sum);
}

/** The mean at which the chance of at most `count` events has fallen to `chance`. */
function meanWhere(count: number, chance: number): number {
  let low = 0;
  let high = count + 10 * Math.sqrt(count + 1) + 10;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (poissonCdf(count, middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The exact 95% interval of the events expected, where `count` were seen (Garwood 1936).
 *
 * @example poissonInterval(10) is about 4.795 to 18.39; poissonInterval(0) is 0 to about 3.689.
 */
export function poissonInterval(count: number): Interval {
  return {
    low: count === 0 ? 0 : meanWhere(count - 1, 1 - TAIL),
    high: meanWhere(count, TAIL),
  };
}
