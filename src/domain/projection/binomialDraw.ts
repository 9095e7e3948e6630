/** Binomial draws for simulated futures: exact in distribution, in constant time however large. */
import { Stream } from '../rng.ts';
import { binomialFromOdds } from './binomial.ts';

/** From this mean on a rejection takes fewer steps than a search. */
const SEARCH_BELOW = 100;

/** Stirling's error, log(k!) less his formula, of the first ten k. */
const STIRLING_ERROR = [
  0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509,
  0.01664469118982119, 0.01387612882307075, 0.01189670994589177, 0.01041126526197209,
  0.009255462182712733, 0.008330563433362871,
];

function stirlingError(k: number): number {
  if (k < STIRLING_ERROR.length) return STIRLING_ERROR[k] as number;
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

const stream = new Stream();

/**
 * Transformed rejection with squeeze, for n trials of chance p at most one half and n × p of 10
 * or more: W. Hörmann, "The generation of binomial random variates", Journal of Statistical
 * Computation and Simulation 46 (1993), algorithm BTRS. About 1.2 rounds on average.
 */
function rejected(u: number, n: number, p: number): number {
  const odds = p / (1 - p);
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((n + 1) * p);
  stream.from(u);
  for (;;) {
    const v = stream.next();
    const across = stream.next() - 0.5;
    const edge = 0.5 - Math.abs(across);
    const k = Math.floor(((2 * a) / edge + b) * across + c);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    const height = Math.log((v * alpha) / (a / (edge * edge) + b));
    const atMode = (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1)));
    const atK = (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1));
    const between = (n + 1) * Math.log((n - mode + 1) / (n - k + 1));
    const errors =
      stirlingError(mode) + stirlingError(n - mode) - stirlingError(k) - stirlingError(n - k);
    if (height <= atMode + between + atK + errors) return k;
  }
}

/**
 * A draw of a binomial with n trials of chance p given as odds = p / (1 − p) and
 * logStay = log(1 − p), from one random number u.
 *
 * Up to a mean of 100 it is the u-quantile, so that one more person never leaves fewer behind on
 * the same random number. Beyond it u only starts a stream of its own: the same u, n and p give
 * the same draw, and a draw takes the same time for 10,000 people as for 10 million.
 */
export function binomialDraw(u: number, n: number, odds: number, logStay: number): number {
  // The odds are above the chance, so this settles nearly every draw without a division.
  if (n * odds < SEARCH_BELOW) return binomialFromOdds(u, n, odds, logStay);
  const p = odds / (1 + odds);
  if (n * Math.min(p, 1 - p) < SEARCH_BELOW) return binomialFromOdds(u, n, odds, logStay);
  return p <= 0.5 ? rejected(u, n, p) : n - rejected(u, n, 1 - p);
}
