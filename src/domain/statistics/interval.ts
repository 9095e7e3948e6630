/** The range a share may really lie in, given how few people it is counted from. */

/** Standard deviations from the middle that hold 95% of a normal. */
export const NINETY_FIVE_PERCENT = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's 95% interval of a share (Wilson 1927): it stays within 0 and 1, and has a width where
 * everybody or nobody is counted.
 *
 * @param count - of `n`.
 * @returns null where there is nobody to count.
 * @example wilson(81, 263) is about 0.2553 to 0.3662.
 */
export function wilson(count: number, n: number): Interval | null {
  if (n <= 0) return null;
  const z2 = NINETY_FIVE_PERCENT ** 2;
  const share = count / n;
  const middle = share + z2 / (2 * n);
  const half = NINETY_FIVE_PERCENT * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const whole = 1 + z2 / n;
  // At the ends the two halves cancel but for rounding.
  return {
    low: count === 0 ? 0 : (middle - half) / whole,
    high: count === n ? 1 : (middle + half) / whole,
  };
}
