/** The forecast: its line, width and chance, and how little of a plan's flows it takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  forecastBand,
  forecastChance,
  forecastOf,
} from '../../../src/domain/projection/forecast.ts';
import { SHIPPED } from '../../../src/domain/projection/forecastConstants.ts';
import { projectionGrid, twelveMonthsOf } from '../../../src/domain/projection/grid.ts';
import {
  defaultAssumptions,
  projectionInput,
  simulate,
  type ForecastBasis,
  type ProjectionAssumptions,
} from '../../../src/domain/projection/index.ts';
import { goldenInput } from './inputs.ts';
import { ROW, addReading, emptyPlan, towerHamlets } from './plan.ts';

const BASIS: ForecastBasis = {
  earlierVacancyRates: [0.2, 0.16],
  turnoverYears: [{ yearsBefore: 0, rate: 0.25, inPost: 200 }],
  agencyRate: 0.2,
  constants: SHIPPED,
};
const START = { vacancyRate: 0.12, turnoverRate: 0.25, posts: 200 };

describe('the line', () => {
  it('is England’s mean, and what the council’s own figures have been worth beside it', () => {
    const { level, agencyLevel, oneYear } = SHIPPED.vacancy;
    const { last, own, agency } = oneYear.withAgency;
    const { centre } = forecastOf(BASIS, START).vacancy(1, 0.12, 0.12);
    expect(centre).toBeCloseTo(
      level + last * (0.12 - level) + own * (0.16 - level) + agency * (0.2 - agencyLevel),
      12,
    );
    const without = forecastOf({ ...BASIS, agencyRate: null }, START).vacancy(1, 0.12, 0.12);
    expect(without.centre).toBeCloseTo(
      level + oneYear.without.last * (0.12 - level) + oneYear.without.own * (0.16 - level),
      12,
    );
  });

  it('draws last year’s turnover towards England’s, a small council’s further', () => {
    const one = (inPost: number) =>
      forecastOf(
        { ...BASIS, turnoverYears: [{ yearsBefore: 0, rate: 0.25, inPost }] },
        START,
      ).turnover(1)?.centre ?? NaN;
    expect(one(200)).toBeLessThan(0.25);
    expect(one(200)).toBeGreaterThan(SHIPPED.turnover.level);
    expect(one(50)).toBeLessThan(one(200));
    expect(forecastOf({ ...BASIS, turnoverYears: [] }, START).turnover(1)).toBeNull();
  });

  it('starts at the start, and takes a fifth of what the plan leads to, then a fourteenth', () => {
    const { vacancy } = forecastOf(BASIS, START);
    expect(vacancy(0, 0.12, 0.12)).toEqual({ centre: 0.12, half80: 0 });
    const moved = (years: number) =>
      vacancy(years, 0.02, 0.12).centre - vacancy(years, 0.12, 0.12).centre;
    expect(moved(1)).toBeCloseTo(-0.021, 12);
    expect(moved(2)).toBeCloseTo(-0.007, 12);
  });
});

describe('the width', () => {
  it('is wider for small councils and grows with time', () => {
    const half = (posts: number, years: number) =>
      forecastOf(BASIS, { ...START, posts }).vacancy(years, 0.12, 0.12).half80;
    expect(half(200, 1)).toBeCloseTo(SHIPPED.vacancy.oneYear.half80 * Math.SQRT2, 12);
    expect(half(50, 1)).toBeGreaterThan(half(200, 1));
    expect(half(200, 0.25)).toBeCloseTo(half(200, 1) / 2, 12);
    expect(half(200, 2)).toBeGreaterThan(half(200, 1.5));
    expect(half(200, 1.5)).toBeGreaterThan(half(200, 1));
  });

  it('is cut at 0 and 100%, and its chance is that of its bands', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.3, max: 1.3, noNaN: true }),
        fc.double({ min: 0.001, max: 0.6, noNaN: true }),
        (centre, half80) => {
          const distribution = { centre, half80 };
          const { p10, p25, p50, p75, p90 } = forecastBand(distribution);
          const all = [p10, p25, p50, p75, p90];
          expect(all).toEqual(all.toSorted((a, b) => a - b));
          expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...all)).toBeLessThanOrEqual(1);
          if (p90 < 1 && p90 > 0) expect(forecastChance(p90, distribution)).toBeCloseTo(0.9, 9);
          if (p25 > 0 && p25 < 1) expect(forecastChance(p25, distribution)).toBeCloseTo(0.25, 9);
        },
      ),
    );
  });
});

describe('of a plan', () => {
  function made(plan = towerHamlets(), change: Partial<ProjectionAssumptions> = {}) {
    const answer = defaultAssumptions(plan);
    if ('problem' in answer) throw new Error(answer.problem);
    return simulate(projectionInput(plan, { ...answer.assumptions, paths: 2000, ...change }));
  }

  it('is what the default answer says: line, bands and chance', () => {
    const result = made();
    // Twelve whole months after 12 November 2021 end on 31 October 2022; the target is later.
    const band = result.calibrated[17];
    expect(result.months[17]).toBe('2023-03-31');
    expect(band?.p90).toBeGreaterThan(0.18);
    expect(band?.p50).toBeGreaterThan(0.1);
    // All 62 starts and 12.5% leaving come to 8%; councils like this one have not gone that way.
    expect(result.chance?.conditional).toBeGreaterThan(0.6);
    expect(result.chance?.calibrated).toBeLessThan(0.45);
    expect(result.calibratedTurnover.at(-1)?.p50).toBeCloseTo(0.15, 1);
  });

  it('hardly follows the plan: forty more recruits move it by less than a fifth of theirs', () => {
    const routes = defaultAssumptions(towerHamlets());
    if ('problem' in routes) throw new Error(routes.problem);
    const more = routes.assumptions.routes.map((route) =>
      route.measure === ROW['ASYE'] ? { ...route, recruits: [1, 60, null] } : route,
    );
    const [as, with40] = [made(), made(towerHamlets(), { routes: more })];
    const gap = (series: 'vacancyRate' | 'calibrated') =>
      (as[series][17]?.p50 ?? NaN) - (with40[series][17]?.p50 ?? NaN);
    expect(gap('vacancyRate')).toBeGreaterThan(0.1);
    expect(gap('calibrated')).toBeGreaterThan(0);
    expect(gap('calibrated')).toBeLessThan(gap('vacancyRate') / 5);
  });

  it('knows nothing later than its start, and starts from what the user says is vacant', () => {
    const plan = towerHamlets();
    const before = made(plan);
    addReading(plan, 'Turnover %', 2022, 30, { asAt: '2022-09-30' });
    const from = before.months[0] ?? '';
    const answer = defaultAssumptions(towerHamlets());
    if ('problem' in answer) throw new Error(answer.problem);
    const input = projectionInput(plan, answer.assumptions);
    expect(input.from).toBe(from);
    expect(input.forecast).toEqual(projectionInput(towerHamlets(), answer.assumptions).forecast);
    const emptier = made(towerHamlets(), { vacancies: 20 });
    expect(emptier.calibrated[12]?.p50).toBeLessThan(before.calibrated[12]?.p50 ?? NaN);
  });

  it('goes two years and no further, whatever is asked, and has no chance beyond', () => {
    const plan = emptyPlan();
    addReading(plan, 'Establishment', 2021, 240, { asAt: '2021-09-30' });
    addReading(plan, 'Vacancies', 2021, 24, { asAt: '2021-09-30' });
    const result = made(plan, { years: 3, target: { rate: 0.1, by: '2024-03-31' } });
    expect(result.months.at(-1)).toBe('2023-09-30');
    expect(result.months).toHaveLength(25);
    expect(result.chance).toBeNull();
    expect(result.needed.reason).toContain('more than two years after 30 September 2021');
    const within = made(plan, { target: { rate: 0.1, by: '2023-09-30' } });
    expect(within.targetMonth).toBe(24);
    expect(within.chance?.calibrated).toBeGreaterThan(0);
  });
});

describe('what is known to happen', () => {
  it('one leaver rate is drawn for each twelve months from the start', () => {
    const grid = projectionGrid('2021-11-12', 3, 4);
    const years = twelveMonthsOf(grid);
    expect(grid.steps.at(-1)?.to).toBe('2023-10-31');
    expect(years.filter((year) => year === 0)).toHaveLength(12);
    expect(grid.steps[11]?.to).toBe('2022-10-31');
    expect(years[12]).toBe(1);
    expect(twelveMonthsOf(projectionGrid('2021-09-30', 3, 4))).toEqual(
      Array.from({ length: 24 }, (_, month) => (month < 12 ? 0 : 1)),
    );
  });

  it('known leavers are among those expected, and more only where they are more', () => {
    const stays = simulate(
      goldenInput({
        leaverRate: 0,
        paths: 100,
        routes: [{ measure: 1, recruits: [0], months: [], inProgress: 0, startChance: 1 }],
        knownLeavers: [
          { on: '2022-06-30', people: 3 },
          { on: '2022-03-31', people: 9 },
          { on: '2024-01-01', people: 9 },
        ],
      }),
    );
    expect(stays.bridge.leavers).toBe(3);
    expect(stays.vacancyRate[2]?.mean).toBe(40 / 319);
    expect(stays.vacancyRate[3]?.mean).toBe(43 / 319);
    const leavers = (known: number) =>
      simulate(goldenInput({ paths: 2000, knownLeavers: [{ on: '2022-06-30', people: known }] }))
        .bridge.leavers;
    expect(leavers(1)).toBeLessThan(leavers(0) + 0.5);
    expect(leavers(20)).toBeGreaterThan(leavers(0) + 15);
  });

  it('dated offers start in their month, those of no route as well', () => {
    const result = simulate(
      goldenInput({
        leaverRate: 0,
        paths: 100,
        routes: [{ measure: 1, recruits: [0], months: [], inProgress: 3, startChance: 1 }],
        knownStarts: [
          { measure: 1, on: '2022-09-05', people: 12 },
          { measure: null, on: '2022-12-01', people: 2 },
        ],
      }),
    );
    expect(result.vacancyRate[5]?.mean).toBe(37 / 319);
    expect(result.vacancyRate[6]?.mean).toBe(25 / 319);
    expect(result.vacancyRate[9]?.mean).toBe(23 / 319);
    expect(result.bridge.recruitsByRoute).toEqual([
      { measure: 1, planned: 0, offers: 15, starts: 15 },
      { measure: 'unrouted', planned: 0, offers: 2, starts: 2 },
    ]);
  });
});
