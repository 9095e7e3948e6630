/** Binomial draws by inversion: one random number a draw, exact to its 53 bits. */
import { logGamma } from './beta.ts';

/** Below this logarithm of P(X = 0), doubles no longer hold it. */
const SMALLEST_LOG = -650;

/**
 * How many standard deviations below the mean a search may start: the chance of less,
 * below 1e-20, is smaller than a random number can be.
 */
const SAFE_DEVIATIONS = 10;

/** 1 / k for the small k nearly every search ends in: a product is faster than a division. */
const INVERSE = Float64Array.from({ length: 256 }, (_, k) => 1 / k);

/** Walks up from a value with known chance until the running total passes u. */
function search(u: number, n: number, odds: number, start: number, chance: number): number {
  let k = start;
  let pmf = chance;
  let cdf = pmf;
  while (u >= cdf && k < n) {
    const inverse = k < 255 ? (INVERSE[k + 1] as number) : 1 / (k + 1);
    pmf *= odds * (n - k) * inverse;
    k++;
    // Past the peak the total stops growing only when what is left is below a double's last digit.
    if (cdf + pmf === cdf && k * (1 + odds) > n * odds) break;
    cdf += pmf;
  }
  return k;
}

function searchFromBelow(u: number, n: number, odds: number, logQ: number): number {
  const p = odds / (1 + odds);
  const mean = n * p;
  const start = Math.max(0, Math.floor(mean - SAFE_DEVIATIONS * Math.sqrt(mean * (1 - p)) - 1));
  const logChoose = logGamma(n + 1) - logGamma(start + 1) - logGamma(n - start + 1);
  return search(u, n, odds, start, Math.exp(logChoose + start * Math.log(odds) + n * logQ));
}

/**
 * The smallest k whose P(X ≤ k) is above u, for n trials of chance p given as
 * odds = p / (1 − p) and logQ = log(1 − p), which callers with a fixed p work out once.
 * It rises with u, n and p, and n minus it rises with n: with the same random number
 * one more person never leaves fewer behind (as far as doubles go: within 1e-12 of u = 1
 * rounding may put two neighbours the wrong way round).
 */
export function binomialFromOdds(u: number, n: number, odds: number, logQ: number): number {
  const log = n * logQ;
  return log > SMALLEST_LOG
    ? search(u, n, odds, 0, Math.exp(log))
    : searchFromBelow(u, n, odds, logQ);
}

/**
 * The u-quantile of a binomial with n trials of chance p.
 *
 * @example binomialQuantile(0.5, 10, 0.5) is 5.
 */
export function binomialQuantile(u: number, n: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return n;
  return binomialFromOdds(u, n, p / (1 - p), Math.log1p(-p));
}
