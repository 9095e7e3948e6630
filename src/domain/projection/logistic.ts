/**
 * The logistic distribution. Its 90% point is exactly twice as far out as its 75% point, which is
 * how authorities' misses have lain (a normal's is 1.9 times): one width gives both bands.
 */

/** How many scales above the middle the 90% point lies: log(9). */
const NINETY_PERCENT = Math.log(9);

/** A logistic distribution by its middle and the half-width that holds 80% of it. */
export interface Logistic {
  centre: number;
  /** 0: everything is at the centre. */
  half80: number;
}

/**
 * The chance of a value up to x.
 *
 * @example logisticCdf(15, a centre of 10 and a half-width of 5) is 0.9.
 */
export function logisticCdf(x: number, { centre, half80 }: Logistic): number {
  if (half80 <= 0) return x >= centre ? 1 : 0;
  return 1 / (1 + Math.exp((-(x - centre) * NINETY_PERCENT) / half80));
}

/**
 * The value with a chance below it, above 0 and below 1.
 *
 * @example logisticQuantile(0.9, a centre of 10 and a half-width of 5) is 15; at 0.75 it is 12.5.
 */
export function logisticQuantile(chance: number, { centre, half80 }: Logistic): number {
  return centre + (half80 * Math.log(chance / (1 - chance))) / NINETY_PERCENT;
}
