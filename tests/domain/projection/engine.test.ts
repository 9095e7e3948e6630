/** The engine alone: draws and paths, without the summaries made of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAVER_RATE_CORRELATION } from '../../../src/domain/projection/betaBinomial.ts';
import {
  drawPaths,
  emptyDraws,
  emptyOutcome,
  monthOf,
  walkPaths,
} from '../../../src/domain/projection/paths.ts';
import type { Cell, DrawPlan, Outcome } from '../../../src/domain/projection/paths.ts';
import type { OfferPlan } from '../../../src/domain/projection/schedule.ts';
import { spreadWhole } from '../../../src/domain/projection/schedule.ts';

const YEAR = Array.from({ length: 12 }, () => ({ share: 1, year: 0 }));

interface About {
  cells: Cell[];
  offers?: OfferPlan[];
  leaverRate?: number;
  correlation?: number;
  paths?: number;
  seed?: number;
  steps?: DrawPlan['steps'];
}

function run(about: About) {
  const draws = emptyDraws({
    steps: about.steps ?? YEAR,
    cells: about.cells.length,
    offers: about.offers ?? [],
    leaverRate: about.leaverRate ?? 0.1,
    correlation: about.correlation ?? LEAVER_RATE_CORRELATION,
    paths: about.paths ?? 10_000,
    seed: about.seed ?? 1,
  });
  const outcome = emptyOutcome(draws.plan);
  drawPaths(draws, 0, draws.plan.paths);
  walkPaths(draws, about.cells, outcome, 0, draws.plan.paths);
  return { draws, outcome };
}

const none = (months: number) => Array.from({ length: months }, () => 0);

function leaversOfYear({ leavers, paths }: Outcome): number[] {
  return Array.from({ length: paths }, (_, path) => {
    let sum = 0;
    for (let step = 0; step < 12; step++) sum += leavers[step * paths + path] ?? 0;
    return sum;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const m = mean(values);
  return mean(values.map((value) => (value - m) ** 2));
}

describe('one shared leaver rate', () => {
  it("leaves the organisation's variance unchanged when it is split into 48 cells", () => {
    const one = run({ cells: [{ inPost: 288, starts: none(12) }] });
    const many = run({
      cells: Array.from({ length: 48 }, () => ({ inPost: 6, starts: none(12) })),
    });
    const whole = leaversOfYear(one.outcome);
    const split = leaversOfYear(many.outcome);
    expect(mean(split)).toBeCloseTo(mean(whole), 0);
    // Two sample variances of 10,000 paths differ by less than 6% nineteen times in twenty.
    expect(variance(split) / variance(whole)).toBeGreaterThan(0.93);
    expect(variance(split) / variance(whole)).toBeLessThan(1.07);
  });

  it('varies far more than a binomial; without the shared rate it does not', () => {
    const dispersion = (correlation: number) => {
      const left = leaversOfYear(
        run({ cells: [{ inPost: 279, starts: none(12) }], correlation }).outcome,
      );
      const p = mean(left) / 279;
      return variance(left) / (279 * p * (1 - p));
    };
    expect(dispersion(0)).toBeGreaterThan(0.93);
    expect(dispersion(0)).toBeLessThan(1.07);
    expect(dispersion(LEAVER_RATE_CORRELATION)).toBeGreaterThan(2.7);
    expect(dispersion(LEAVER_RATE_CORRELATION)).toBeLessThan(3.5);
  });

  it('draws a new rate each projection year', () => {
    const steps = [...YEAR, ...YEAR.map(({ share }) => ({ share, year: 1 }))];
    const { draws } = run({ cells: [{ inPost: 100, starts: none(24) }], steps, paths: 2000 });
    expect(draws.spells).toHaveLength(2);
    let alike = 0;
    for (let path = 0; path < 2000; path++) {
      if (draws.odds[path * 2] === draws.odds[path * 2 + 1]) alike++;
    }
    expect(alike).toBe(0);
  });

  it('prorates part of a month', () => {
    const steps = [
      { share: 0.6, year: 0 },
      { share: 1, year: 0 },
    ];
    const { draws } = run({
      cells: [{ inPost: 100, starts: none(2) }],
      steps,
      correlation: 0,
      leaverRate: 0.12,
      paths: 1,
    });
    expect(draws.odds[0]).toBeCloseTo(0.006 / 0.994, 12);
    expect(draws.odds[1]).toBeCloseTo(0.01 / 0.99, 12);
  });
});

describe('paths', () => {
  const plans = fc.record({
    inPost: fc.integer({ min: 0, max: 400 }),
    starts: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 12 }),
    offers: fc.integer({ min: 0, max: 30 }),
    startChance: fc.double({ min: 0, max: 1, noNaN: true }),
    leaverRate: fc.double({ min: 0, max: 0.95, noNaN: true }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
  });

  it('balance every month: people = people before − leavers + starts', () => {
    fc.assert(
      fc.property(plans, ({ inPost, starts, offers, startChance, leaverRate, seed }) => {
        const { draws, outcome } = run({
          cells: [{ inPost, starts }],
          offers: [{ measure: 1, startChance, offers: spreadWhole(offers, [1, 1, 1]) }],
          leaverRate,
          seed,
          paths: 40,
        });
        for (let path = 0; path < 40; path++) {
          for (let step = 0; step < 12; step++) {
            const before = outcome.stock[step * 40 + path] ?? NaN;
            const after = outcome.stock[(step + 1) * 40 + path] ?? NaN;
            const left = outcome.leavers[step * 40 + path] ?? NaN;
            const offered = draws.offerStarts[path * 12 + step] ?? NaN;
            expect(after).toBe(before - left + (starts[step] ?? 0) + offered);
            expect(left).toBeGreaterThanOrEqual(0);
            expect(left).toBeLessThanOrEqual(before);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('meet the same luck whatever is planned: one more recruit is never worse on any path', () => {
    fc.assert(
      fc.property(
        plans,
        fc.integer({ min: 0, max: 11 }),
        ({ inPost, starts, leaverRate, seed }, month) => {
          const more = starts.map((count, i) => (i === month ? count + 1 : count));
          const stocks = [starts, more].map((s) => {
            const { outcome } = run({
              cells: [{ inPost, starts: s }],
              leaverRate,
              seed,
              paths: 60,
            });
            return monthOf(outcome.stock, 12, 60);
          });
          stocks[0]?.forEach((people, path) => {
            const withMore = stocks[1]?.[path] ?? NaN;
            expect(withMore).toBeGreaterThanOrEqual(people);
            expect(withMore).toBeLessThanOrEqual(people + 1);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('lose at least as many on every path at a higher leaver rate', () => {
    const stocks = [0.08, 0.1, 0.15].map((leaverRate) => {
      const { outcome } = run({
        cells: [{ inPost: 279, starts: none(12) }],
        leaverRate,
        paths: 500,
      });
      return monthOf(outcome.stock, 12, 500);
    });
    for (let path = 0; path < 500; path++) {
      expect(stocks[1]?.[path]).toBeLessThanOrEqual(stocks[0]?.[path] ?? NaN);
      expect(stocks[2]?.[path]).toBeLessThanOrEqual(stocks[1]?.[path] ?? NaN);
    }
  });

  it('do not depend on the order or the portions they are drawn in', () => {
    const plan: DrawPlan = {
      steps: YEAR,
      cells: 1,
      offers: [{ measure: 1, startChance: 0.7, offers: [3, 2, 2] }],
      leaverRate: 0.1,
      correlation: LEAVER_RATE_CORRELATION,
      paths: 30,
      seed: 9,
    };
    const whole = emptyDraws(plan);
    drawPaths(whole, 0, 30);
    const parts = emptyDraws(plan);
    for (const [from, to] of [
      [20, 30],
      [0, 7],
      [7, 20],
    ] as const) {
      drawPaths(parts, from, to);
    }
    expect(parts.odds).toEqual(whole.odds);
    expect(parts.leaverDraws).toEqual(whole.leaverDraws);
    expect(parts.offerStarts).toEqual(whole.offerStarts);
    expect(parts.offerTotals).toEqual(whole.offerTotals);
  });

  it('start each offer with its chance, and all or none at 1 and 0', () => {
    const offered = (startChance: number) => {
      const { draws } = run({
        cells: [{ inPost: 0, starts: none(12) }],
        offers: [{ measure: 1, startChance, offers: [4, 3, 3] }],
      });
      return (draws.offerTotals[0]?.reduce((a, b) => a + b, 0) ?? 0) / 10_000;
    };
    expect(offered(1)).toBe(10);
    expect(offered(0)).toBe(0);
    expect(offered(0.7)).toBeCloseTo(7, 1);
  });
});
