/** Intervals and survival against published results. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/domain/statistics/interval.ts';
import { kaplanMeier } from '../../../src/domain/statistics/kaplanMeier.ts';
import { poissonCdf, poissonInterval } from '../../../src/domain/statistics/poisson.ts';

describe('Wilson’s interval', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17
  // (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is as published', (count, n, low, high) => {
    const interval = wilson(count, n)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('holds the share, stays within 0 and 1, and narrows as more are counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, p) => {
          const count = Math.round(n * p);
          const { low, high } = wilson(count, n)!;
          expect(0 <= low && low <= count / n && count / n <= high && high <= 1).toBe(true);
          const more = wilson(count * 4, n * 4)!;
          expect(more.high - more.low).toBeLessThan(high - low);
        },
      ),
    );
  });

  it('has none where nobody is counted', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('the Kaplan–Meier curve', () => {
  it('is as published for Freireich’s leukaemia patients on 6-mercaptopurine', () => {
    // Freireich and others, Blood 21 (1963), in weeks of remission; 0: still in remission. The
    // estimates are in Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data,
    // and every textbook after it; the limits are Greenwood's on the log(−log) scale.
    const left = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const followed = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const steps = kaplanMeier([
      ...left.map((time) => ({ time, left: true })),
      ...followed.map((time) => ({ time, left: false })),
    ]);
    const rows = steps.map(({ time, atRisk, left: gone, share, interval }) =>
      [time, atRisk, gone, share, interval!.low, interval!.high].map((n) => Number(n.toFixed(4))),
    );
    expect(rows).toEqual([
      [6, 21, 3, 0.8571, 0.6197, 0.9516],
      [7, 17, 1, 0.8067, 0.5631, 0.9228],
      [10, 15, 1, 0.7529, 0.5032, 0.8894],
      [13, 12, 1, 0.6902, 0.4316, 0.8491],
      [16, 11, 1, 0.6275, 0.3675, 0.8049],
      [22, 7, 1, 0.5378, 0.2678, 0.7468],
      [23, 6, 1, 0.4482, 0.1881, 0.6801],
    ]);
  });

  it('worked by hand: of four, one leaves at 2, one is last seen at 3, one leaves at 5', () => {
    // At 2: 3/4. At 5 two are followed: 3/4 × 1/2 = 0.375.
    // Greenwood at 2: 1/(4×3) = 1/12; half = 1.96 × √(1/12) / 0.28768 = 1.96674;
    // 0.75 ^ e^1.96674 = 0.1279, 0.75 ^ e^−1.96674 = 0.9605.
    const steps = kaplanMeier([
      { time: 5, left: true },
      { time: 2, left: true },
      { time: 3, left: false },
      { time: 6, left: false },
    ]);
    expect(steps.map(({ share }) => share)).toEqual([0.75, 0.375]);
    expect(steps[0]!.interval!.low).toBeCloseTo(0.1279, 4);
    expect(steps[0]!.interval!.high).toBeCloseTo(0.9605, 4);
  });

  it('has no interval where all have left, and no step where nobody has', () => {
    expect(kaplanMeier([{ time: 1, left: true }])).toEqual([
      { time: 1, atRisk: 1, left: 1, share: 0, interval: null },
    ]);
    expect(kaplanMeier([{ time: 1, left: false }])).toEqual([]);
    expect(kaplanMeier([])).toEqual([]);
  });

  it('falls from step to step, inside its interval, and is the plain share where all are followed', () => {
    const person = fc.record({ time: fc.integer({ min: 0, max: 40 }), left: fc.boolean() });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 60 }), (people) => {
        let before = 1;
        for (const { share, interval } of kaplanMeier(people)) {
          expect(share).toBeLessThan(before);
          before = share;
          if (interval) expect(interval.low <= share && share <= interval.high).toBe(true);
        }
        const followed = people.map(({ time }) => ({ time, left: true }));
        for (const { time, share } of kaplanMeier(followed)) {
          const stayed = people.filter((one) => one.time > time).length;
          expect(share).toBeCloseTo(stayed / people.length, 12);
        }
      }),
    );
  });
});

describe('the Poisson interval', () => {
  // Exact limits as tabulated by Garwood, Fiducial limits for the Poisson distribution, Biometrika
  // 28 (1936), and since in Ulm, American Journal of Epidemiology 131 (1990).
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
  ])('of %d events is as tabulated', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(interval.low).toBeCloseTo(low, count === 50 ? 2 : 3);
    expect(interval.high).toBeCloseTo(high, count >= 10 ? 2 : 3);
  });

  it('sums chances: at most 1 where 2 are expected is 3e^−2', () => {
    expect(poissonCdf(1, 2)).toBeCloseTo(3 * Math.exp(-2), 12);
    expect(poissonCdf(-1, 2)).toBe(0);
    expect(poissonCdf(3, 0)).toBe(1);
  });
});
