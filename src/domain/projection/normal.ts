/** The normal distribution. */

/**
 * The chance that a standard normal is at most z, to about 1e-15: Hart's rational
 * approximation (1968, algorithm 5666) as West gives it (Wilmott, May 2005).
 *
 * @example normalCdf(1.2816) is 0.9.
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const bell = Math.exp((-x * x) / 2);
  let upper: number;
  if (x < 7.07106781186547) {
    const top =
      (((((3.52624965998911e-2 * x + 0.700383064443688) * x + 6.37396220353165) * x +
        33.912866078383) *
        x +
        112.079291497871) *
        x +
        221.213596169931) *
        x +
      220.206867912376;
    const bottom =
      ((((((8.83883476483184e-2 * x + 1.75566716318264) * x + 16.064177579207) * x +
        86.7807322029461) *
        x +
        296.564248779674) *
        x +
        637.333633378831) *
        x +
        793.826512519948) *
        x +
      440.413735824752;
    upper = (bell * top) / bottom;
  } else {
    const tail = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
    upper = bell / tail / 2.506628274631;
  }
  return z > 0 ? 1 - upper : upper;
}

/** Standard deviations from the middle that hold 80% of a normal: the 90% point. */
export const EIGHTY_PERCENT = 1.2815515655446004;
