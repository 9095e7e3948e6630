/** The gamma and beta functions, and the beta distribution a leaver rate is drawn from. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/**
 * Natural logarithm of the gamma function for x above 0, to about 14 digits
 * (Lanczos 1964, g = 7, nine terms).
 *
 * @example logGamma(5) is log(24).
 */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first = 1, ...rest] = LANCZOS;
  const sum = rest.reduce((total, term, i) => total + term / (x + i), first);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Natural logarithm of the beta function. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** The continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22). */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const guard = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** A beta distribution with its normalising constant worked out once. */
export interface Beta {
  a: number;
  b: number;
  logBeta: number;
}

/** The beta distribution with shapes a and b, both above 0. */
export function beta(a: number, b: number): Beta {
  return { a, b, logBeta: logBeta(a, b) };
}

/**
 * The beta distribution with a mean between 0 and 1 and an intra-class correlation:
 * a + b = 1/correlation − 1. Its variance is mean × (1 − mean) × correlation.
 */
export function betaOfMean(mean: number, correlation: number): Beta {
  const size = 1 / correlation - 1;
  return beta(mean * size, (1 - mean) * size);
}

/** The chance of a value up to x: the regularised incomplete beta function. */
export function betaCdf(x: number, shape: Beta): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const { a, b } = shape;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - shape.logBeta);
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function betaDensity(x: number, { a, b, logBeta: log }: Beta): number {
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - log);
}

/** Values with the chance below each, in rising order: where to look for a quantile. */
interface Knots {
  values: Float64Array;
  chances: Float64Array;
}

const KNOTS = 512;

/** Evenly spaced values over the part of the range that holds all but a billionth of the chance. */
function knotsOf(shape: Beta): Knots {
  const { a, b } = shape;
  const mean = a / (a + b);
  const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const low = Math.max(0, mean - 6 * deviation);
  const high = Math.min(1, mean + 8 * deviation);
  const values = Float64Array.from({ length: KNOTS }, (_, i) => low + ((high - low) * i) / KNOTS);
  return { values, chances: values.map((value) => betaCdf(value, shape)) };
}

/** A value near the quantile, in a straight line between two knots. */
function between({ values, chances }: Knots, u: number): number {
  let low = 0;
  let high = KNOTS - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((chances[middle] as number) <= u) low = middle;
    else high = middle;
  }
  const [from, to] = [values[low] as number, values[high] as number];
  const [below, above] = [chances[low] as number, chances[high] as number];
  const along = above > below ? (u - below) / (above - below) : 0.5;
  return from + (to - from) * Math.min(1, Math.max(0, along));
}

/**
 * The value with chance u below it, to nine digits (rates below 1e-13 are 0): Newton's method kept inside a bracket that
 * halves when a step leaves it. It rises with u and with the mean, so the same random
 * number gives a higher rate when the expected rate is raised.
 */
export function betaQuantile(
  u: number,
  shape: Beta,
  guess = shape.a / (shape.a + shape.b),
): number {
  let low = 0;
  let high = 1;
  let x = guess > 0 && guess < 1 ? guess : 0.5;
  for (let i = 0; i < 200 && high - low > 1e-13; i++) {
    const miss = betaCdf(x, shape) - u;
    if (miss > 0) high = x;
    else low = x;
    const step = miss / betaDensity(x, shape);
    const next = x - step;
    const inside = next > low && next < high;
    // Newton's error is squared: after a step this small the next would be below 1e-10 of x.
    if (inside && Math.abs(step) < 1e-6 * x) return next;
    x = inside ? next : (low + high) / 2;
  }
  return x;
}

/** `betaQuantile` for many draws from one shape: each starts next to its answer. */
export function betaSampler(shape: Beta): (u: number) => number {
  const knots = knotsOf(shape);
  return (u) => betaQuantile(u, shape, between(knots, u));
}
