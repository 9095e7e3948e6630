import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beta,
  betaCdf,
  betaOfMean,
  betaQuantile,
  betaSampler,
  logGamma,
} from '../../../src/domain/projection/beta.ts';
import {
  LEAVER_RATE_CORRELATION,
  betaBinomialCdf,
  binomialCdf,
  leaverRateCorrelation,
} from '../../../src/domain/projection/betaBinomial.ts';
import { binomialQuantile } from '../../../src/domain/projection/binomial.ts';
import { binomialDraw } from '../../../src/domain/projection/binomialDraw.ts';
import { logisticCdf, logisticQuantile } from '../../../src/domain/projection/logistic.ts';
import { EIGHTY_PERCENT, normalCdf } from '../../../src/domain/projection/normal.ts';
import {
  countOutcomes,
  bandOf,
  quantile,
  sortOutcomes,
} from '../../../src/domain/projection/quantile.ts';
import { PURPOSE, Stream } from '../../../src/domain/rng.ts';

describe('beta-binomial leavers: the goldens of DOMAIN.md §9', () => {
  const correlation = leaverRateCorrelation(3.2, 279);

  it('has an intra-class correlation of 2.2 / 278', () => {
    expect(correlation).toBeCloseTo(0.0079137, 7);
    expect(LEAVER_RATE_CORRELATION).toBe(correlation);
  });

  it('gives 60.1% with 38 recruits and 83.4% with 45', () => {
    // 319 posts, 40 vacant, 31 vacancies or fewer: at most 29 leavers, or 36.
    expect(betaBinomialCdf(29, 279, 0.1, correlation)).toBeCloseTo(0.6009, 4);
    expect(betaBinomialCdf(36, 279, 0.1, correlation)).toBeCloseTo(0.8339, 4);
  });

  it('gives what a binomial would without a shared rate', () => {
    expect(binomialCdf(29, 279, 0.1)).toBeCloseTo(0.634, 3);
    expect(binomialCdf(36, 279, 0.1)).toBeCloseTo(0.953, 3);
    expect(betaBinomialCdf(29, 279, 0.1, 0)).toBe(binomialCdf(29, 279, 0.1));
  });

  it('sums to one, and is certain at the ends', () => {
    expect(betaBinomialCdf(278, 279, 0.1, correlation)).toBeCloseTo(1, 12);
    expect(betaBinomialCdf(279, 279, 0.1, correlation)).toBe(1);
    expect(betaBinomialCdf(-1, 279, 0.1, correlation)).toBe(0);
    expect(betaBinomialCdf(0, 279, 0, correlation)).toBe(1);
    expect(betaBinomialCdf(278, 279, 1, correlation)).toBe(0);
  });
});

describe('gamma and beta', () => {
  it('agrees with factorials and with the half', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(171)).toBeCloseTo(706.573062245787, 9);
  });

  it('agrees with closed forms of the incomplete beta function', () => {
    // I_x(1, b) = 1 − (1 − x)^b and I_x(a, 1) = x^a.
    expect(betaCdf(0.3, beta(1, 4))).toBeCloseTo(1 - 0.7 ** 4, 14);
    expect(betaCdf(0.3, beta(2.5, 1))).toBeCloseTo(0.3 ** 2.5, 14);
    expect(betaCdf(0.5, beta(7, 7))).toBeCloseTo(0.5, 14);
  });

  it('has quantiles that the distribution function gives back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0.02, max: 0.95, noNaN: true }),
        (u, mean) => {
          const shape = betaOfMean(mean, LEAVER_RATE_CORRELATION);
          expect(betaCdf(betaQuantile(u, shape), shape)).toBeCloseTo(u, 8);
          expect(betaSampler(shape)(u)).toBeCloseTo(betaQuantile(u, shape), 9);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('copes with a rate near nothing, where the density has no limit at 0', () => {
    const shape = betaOfMean(0.001, LEAVER_RATE_CORRELATION);
    for (const u of [0.2, 0.5, 0.9, 0.999999]) {
      const x = betaSampler(shape)(u);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(0.2);
      expect(betaCdf(x, shape)).toBeCloseTo(u, 8);
    }
    expect(betaSampler(shape)(0)).toBeLessThan(1e-12);
    expect(betaSampler(shape)(1e-9)).toBeLessThan(1e-12);
  });
});

describe('binomial by inversion', () => {
  it('is the inverse of the distribution function, large means included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.double({ min: 0.0005, max: 0.08, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, p, u) => {
          const k = binomialQuantile(u, n, p);
          expect(binomialCdf(k - 1, n, p)).toBeLessThanOrEqual(u + 1e-7);
          expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(u - 1e-7);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('cuts no tail', () => {
    // P(X = 40) of 40 trials at a half is 9e-13.
    expect(binomialQuantile(1 - 1e-13, 40, 0.5)).toBe(40);
    expect(binomialQuantile(0, 40, 0.5)).toBe(0);
    expect(binomialQuantile(0.5, 40, 0)).toBe(0);
    expect(binomialQuantile(0.5, 40, 1)).toBe(40);
  });

  it('ends when the last digit of a double is reached, and does not run to everybody', () => {
    expect(binomialQuantile(1 - 2 ** -53, 10_000, 0.01)).toBeLessThan(250);
  });

  it('never leaves fewer behind for one person more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1 - 1e-12, noNaN: true }),
        fc.integer({ min: 0, max: 2000 }),
        fc.double({ min: 0, max: 0.08, noNaN: true }),
        (u, n, p) => {
          const left = binomialQuantile(u, n, p);
          const leftOfMore = binomialQuantile(u, n + 1, p);
          expect(leftOfMore).toBeGreaterThanOrEqual(left);
          expect(n + 1 - leftOfMore).toBeGreaterThanOrEqual(n - left);
        },
      ),
    );
  });
});

describe('normal', () => {
  it('agrees with tables', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 15);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 13);
    expect(normalCdf(-3)).toBeCloseTo(0.0013498980316300946, 13);
    expect(normalCdf(-8) / 6.220960574271785e-16).toBeCloseTo(1, 5);
    expect(normalCdf(EIGHTY_PERCENT)).toBeCloseTo(0.9, 13);
    expect(normalCdf(40)).toBe(1);
  });
});

describe('binomial draws of any size', () => {
  /** The largest gap between the share of draws up to a number and its exact chance. */
  function worstGap(n: number, p: number, draws: number): number {
    const stream = new Stream().reset(11, n, PURPOSE.leavers);
    const counts = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      const drawn = binomialDraw(stream.next(), n, p / (1 - p), Math.log1p(-p));
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    let passed = 0;
    let worst = 0;
    for (const [k, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      worst = Math.max(worst, Math.abs(passed / draws - binomialCdf(k - 1, n, p)));
      passed += count;
      worst = Math.max(worst, Math.abs(passed / draws - binomialCdf(k, n, p)));
    }
    return worst;
  }

  it.each([
    [40_000, 0.0104],
    [12_000, 0.0099],
    [2_000, 0.3],
    [500, 0.5],
    [1_000, 0.85],
    [279, 0.0083],
  ])('follow the exact distribution: %i people, chance %f', (n, p) => {
    // Kolmogorov and Smirnov: of 20,000 draws the gap passes 1.95/√20,000 once in a thousand.
    expect(worstGap(n, p, 20_000)).toBeLessThan(1.95 / Math.sqrt(20_000));
  });

  it('are whole people between none and all, and the same for the same random number', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1 - 2 ** -53, noNaN: true }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.double({ min: 1e-6, max: 0.999, noNaN: true }),
        (u, n, p) => {
          const draw = () => binomialDraw(u, n, p / (1 - p), Math.log1p(-p));
          const drawn = draw();
          expect(Number.isInteger(drawn)).toBe(true);
          expect(drawn).toBeGreaterThanOrEqual(0);
          expect(drawn).toBeLessThanOrEqual(n);
          expect(draw()).toBe(drawn);
        },
      ),
    );
  });

  it('take no longer for 40 million people than for 40,000, beyond noise', () => {
    const time = (n: number) => {
      const stream = new Stream().reset(3, 1, PURPOSE.leavers);
      const began = performance.now();
      for (let i = 0; i < 20_000; i++) {
        binomialDraw(stream.next(), n, 0.01 / 0.99, Math.log1p(-0.01));
      }
      return performance.now() - began;
    };
    time(40_000);
    // A search would take 30 times as long: it grows with the square root of the mean.
    expect(time(40_000_000)).toBeLessThan(10 * time(40_000));
  });
});

describe('the logistic distribution', () => {
  it('has its 90% point twice as far out as its 75% point', () => {
    const about = { centre: 10, half80: 5 };
    expect(logisticQuantile(0.9, about)).toBeCloseTo(15, 12);
    expect(logisticQuantile(0.1, about)).toBeCloseTo(5, 12);
    expect(logisticQuantile(0.75, about)).toBeCloseTo(12.5, 12);
    expect(logisticQuantile(0.5, about)).toBe(10);
    expect(logisticCdf(15, about)).toBeCloseTo(0.9, 12);
    expect(logisticCdf(4, { centre: 4, half80: 0 })).toBe(1);
    expect(logisticCdf(3.9, { centre: 4, half80: 0 })).toBe(0);
  });
});

describe('quantiles', () => {
  it('are type 7, whether counted or sorted', () => {
    const whole = Int32Array.from([1, 2, 2, 3, 10]);
    const counted = countOutcomes(whole, (n) => n / 2);
    const sorted = sortOutcomes(Float64Array.from(whole, (n) => n / 2));
    // R: quantile(c(1,2,2,3,10)/2, c(.1,.25,.5,.9)) is 0.7, 1, 1, 3.6.
    for (const outcomes of [counted, sorted]) {
      expect(quantile(outcomes, 0.1)).toBeCloseTo(0.7, 12);
      expect(quantile(outcomes, 0.25)).toBeCloseTo(1, 12);
      expect(quantile(outcomes, 0.9)).toBeCloseTo(3.6, 12);
      expect(bandOf(outcomes).mean).toBeCloseTo(1.8, 12);
    }
  });

  it('of many outcomes are those of few', () => {
    const many = Float64Array.from({ length: 1001 }, (_, i) => i);
    expect(bandOf(sortOutcomes(many))).toEqual({
      p10: 100,
      p25: 250,
      p50: 500,
      p75: 750,
      p90: 900,
      mean: 500,
    });
  });
});

describe('random numbers', () => {
  it("are xoshiro128**'s own", () => {
    // First outputs from state 1, 2, 3, 4: the reference implementation's test vector.
    const stream = new Stream().setState([1, 2, 3, 4]);
    const outputs = Array.from({ length: 8 }, () => stream.bits() >>> 0);
    expect(outputs).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });

  it('start again with the same seed, and differ by seed, path and purpose', () => {
    const first = (seed: number, path: number, purpose: 1 | 2 | 3) =>
      new Stream().reset(seed, path, purpose).next();
    expect(first(7, 3, PURPOSE.rate)).toBe(first(7, 3, PURPOSE.rate));
    const all = [first(7, 3, 1), first(8, 3, 1), first(7, 4, 1), first(7, 3, 2)];
    expect(new Set(all).size).toBe(4);
  });

  it('are even over the first draw of many paths', () => {
    const stream = new Stream();
    const tenths = new Array<number>(10).fill(0);
    for (let path = 0; path < 20_000; path++) {
      const tenth = Math.floor(stream.reset(1, path, PURPOSE.rate).next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand.
    const chi = tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chi).toBeLessThan(27.9);
  });

  it('leave the all-zero state', () => {
    expect(new Stream().setState([0, 0, 0, 0]).bits() + 1).toBeGreaterThan(0);
    const stream = new Stream().setState([0, 0, 0, 0]);
    expect(new Set(Array.from({ length: 8 }, () => stream.next())).size).toBeGreaterThan(4);
  });
});
