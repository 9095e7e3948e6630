/**
 * Leavers vary more than a binomial allows: one leaver-rate shock a year is shared by
 * the whole organisation (DOMAIN.md §9). The number of leavers is then beta-binomial.
 */
import { logBeta, logGamma } from './beta.ts';

/** How many times the binomial variance leavers of English authorities have had: DOMAIN.md §9. */
const LEAVER_DISPERSION = 3.2;

/** People in post at which that was measured. */
const LEAVER_DISPERSION_AT = 279;

/**
 * The intra-class correlation that gives a dispersion among n people:
 * dispersion = 1 + (n − 1) × correlation.
 *
 * @example leaverRateCorrelation() is 2.2 / 278, about 0.0079.
 */
export function leaverRateCorrelation(
  dispersion: number = LEAVER_DISPERSION,
  people: number = LEAVER_DISPERSION_AT,
): number {
  return (dispersion - 1) / (people - 1);
}

/** The correlation the projection uses: 2.2 / 278, DOMAIN.md §9. */
export const LEAVER_RATE_CORRELATION: number = leaverRateCorrelation();

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** P(X ≤ k) of a binomial with n trials of chance p, summed term by term. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logChoose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  return Math.min(1, sum);
}

/**
 * P(X ≤ k) of a beta-binomial with n trials, mean chance p and an intra-class correlation,
 * summed term by term.
 *
 * @example betaBinomialCdf(29, 279, 0.1, leaverRateCorrelation()) is 0.6009.
 */
export function betaBinomialCdf(k: number, n: number, p: number, correlation: number): number {
  if (correlation <= 0) return binomialCdf(k, n, p);
  if (k < 0) return 0;
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  const size = 1 / correlation - 1;
  const a = p * size;
  const b = (1 - p) * size;
  const base = logBeta(a, b);
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(logChoose(n, i) + logBeta(a + i, b + n - i) - base);
  }
  return Math.min(1, sum);
}
