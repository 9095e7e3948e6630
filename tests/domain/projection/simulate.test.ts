import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Assumptions } from '../../../src/contract/projection.ts';
import { daysBetween } from '../../../src/domain/calendar.ts';
import {
  betaBinomialCdf,
  leaverRateCorrelation,
} from '../../../src/domain/projection/betaBinomial.ts';
import { extraDeviation } from '../../../src/domain/projection/calibrate.ts';
import {
  SimulationCancelled,
  simulate,
  simulationSteps,
} from '../../../src/domain/projection/index.ts';
import type {
  ProjectionAssumptions,
  ProjectionInput,
  ProjectionResult,
} from '../../../src/domain/projection/index.ts';
import { recruitsInClosedForm } from '../../../src/domain/projection/needed.ts';
import { goldenInput, withRecruits } from './inputs.ts';

const at38 = simulate(withRecruits(38));
const at45 = simulate(withRecruits(45));

describe('the goldens of DOMAIN.md §9', () => {
  it('gives 58.5% with 38 recruits and 81.9% with 45, month by month', () => {
    expect(Math.abs((at38.chance?.conditional ?? NaN) - 0.585)).toBeLessThan(0.015);
    expect(Math.abs((at45.chance?.conditional ?? NaN) - 0.819)).toBeLessThan(0.015);
  });

  it('is a little below the one-step answer, where no recruit leaves', () => {
    const oneStep = betaBinomialCdf(29, 279, 0.1, leaverRateCorrelation());
    expect(at38.chance?.conditional).toBeLessThan(oneStep);
  });

  it('gives 45 recruits nearer 69% than 83% with everything as uncertain as it has been', () => {
    expect(Math.abs((at45.chance?.widened ?? NaN) - 0.69)).toBeLessThan(0.02);
  });

  it('is ±3.6 points from leavers alone, 80% of outcomes', () => {
    const { p10 = NaN, p90 = NaN } = at38.vacancyRate.at(-1) ?? {};
    expect(((p90 - p10) / 2) * 100).toBeCloseTo(3.6, 0);
  });
});

describe('the widened chance', () => {
  it('adds only what the simulation lacks, and nothing where it has more', () => {
    expect(extraDeviation(5, 3)).toBe(4);
    expect(extraDeviation(3, 5)).toBe(0);
  });
});

describe('recruits needed', () => {
  it('agree with the closed form, grossed up for recruits who leave', () => {
    const closed = recruitsInClosedForm({
      vacancies: 40,
      leavers: 279 * (1 - (1 - 0.1 / 12) ** 12),
      postsAdded: 0,
      rate: 0.1,
      establishment: 319,
    });
    const keep = 1 - 0.1 / 2;
    expect(Math.abs((at38.needed.p50 ?? NaN) - closed / keep)).toBeLessThanOrEqual(1);
  });

  it('are the smallest that are enough, on the same random numbers', () => {
    for (const [key, wanted] of [
      ['p50', 0.5],
      ['p80', 0.8],
      ['p90', 0.9],
    ] as const) {
      const enough = at38.needed[key] ?? NaN;
      const chance = (recruits: number) => simulate(withRecruits(recruits)).chance?.conditional;
      expect(chance(enough)).toBeGreaterThanOrEqual(wanted);
      // Starts fall in slightly other months in a plan of its own than in one scaled: a point's grace.
      expect(chance(enough - 2)).toBeLessThan(wanted + 0.01);
    }
  });

  it('rise with the chance, and more are needed on the wider spread above one half', () => {
    const { needed } = at38;
    expect(needed.planned).toBe(38);
    expect(needed.p80).toBeGreaterThan(needed.p50 ?? NaN);
    expect(needed.p90).toBeGreaterThan(needed.p80 ?? NaN);
    expect(needed.calibrated.p80).toBeGreaterThan(needed.p80 ?? NaN);
    expect(needed.calibrated.p90).toBeGreaterThan(needed.p90 ?? NaN);
    expect(needed.reason).toBeNull();
  });

  it('are none where nobody has to be recruited', () => {
    const { needed, chance } = simulate(
      withRecruits(0, { vacancies: 0, leaverRate: 0, paths: 500 }),
    );
    expect(needed).toMatchObject({ planned: 0, p50: 0, p80: 0, p90: 0 });
    expect(chance?.conditional).toBe(1);
  });

  it('are spread evenly where none are planned, and the notes say so', () => {
    const { needed, notes } = simulate(withRecruits(0));
    expect(Math.abs((needed.p50 ?? NaN) - (at38.needed.p50 ?? NaN))).toBeLessThanOrEqual(1);
    expect(notes.join(' ')).toContain('No recruits are planned before the target is due');
  });

  it('do not exist where no number of recruits does it, and the reason says so', () => {
    const input = withRecruits(5, { leaverRate: 0.95, establishment: 1, vacancies: 1, paths: 200 });
    const { needed } = simulate({ ...input, target: { rate: -20, by: '2023-03-31' } });
    expect(needed.p90).toBeNull();
    expect(needed.reason).toBe('More than ten times the establishment would be needed.');
  });
});

describe('the target', () => {
  const small = { paths: 200 };

  it('is met on unrounded figures: 31.9 of 319 vacancies is 10%, 32 is not', () => {
    const still = { leaverRate: 0, ...small };
    const vacancies = (count: number) =>
      simulate(withRecruits(0, { vacancies: count, ...still })).chance?.conditional;
    expect(vacancies(31.9)).toBe(1);
    expect(vacancies(32)).toBe(0);
    expect(vacancies(31)).toBe(1);
  });

  it('is judged at its own date, whatever comes after', () => {
    const late = goldenInput({
      years: 2,
      routes: [{ measure: 1, recruits: [38, 300], months: [], inProgress: 0, startChance: 1 }],
    });
    const result = simulate(late);
    expect(result.targetMonth).toBe(12);
    expect(result.chance).toEqual(at38.chance);
    expect(result.needed).toEqual(at38.needed);
    expect(result.bridge.to).toBe('2023-03-31');
  });

  it('has no chance when there is none, or it is not in the projection; the reason says so', () => {
    const reason = (target: ProjectionInput['target']) => {
      const result = simulate(withRecruits(38, { target, ...small }));
      expect(result.chance).toBeNull();
      expect(result.needed).toMatchObject({ planned: 38, p50: null, calibrated: { p90: null } });
      return result.needed.reason;
    };
    expect(reason(null)).toBe('There is no vacancy target to meet.');
    expect(reason({ rate: 0.1, by: '2022-03-31' })).toContain('before the projection starts');
    expect(reason({ rate: 0.1, by: '2023-04-01' })).toContain('after the projection ends');
  });
});

describe('the bridge', () => {
  it('balances in means and ends where the bands do', () => {
    const result = simulate(
      goldenInput({
        routes: [
          { measure: 4, recruits: [20], months: [9], inProgress: 1, startChance: 0.8 },
          { measure: 5, recruits: [5], months: [], inProgress: 5, startChance: 0.5 },
        ],
        establishmentChanges: [{ from: '2022-10-01', posts: 4 }],
      }),
    );
    const { bridge } = result;
    expect(bridge.closing).toBe(
      bridge.opening + bridge.leavers - bridge.recruits + bridge.establishmentChange,
    );
    expect(bridge.establishmentChange).toBe(4);
    expect(bridge.recruitsByRoute.map((route) => route.planned)).toEqual([20, 5]);
    expect(bridge.recruitsByRoute[0]?.offers).toBeCloseTo(0.8, 1);
    expect(bridge.recruitsByRoute[1]?.offers).toBeCloseTo(2.5, 1);
    expect(bridge.closing / 323).toBeCloseTo(result.vacancyRate.at(-1)?.mean ?? NaN, 10);
  });
});

describe('turnover', () => {
  const history = {
    leavers: [{ from: '2021-04-01', to: '2022-03-31', count: 28 }],
    inPost: [{ date: '2021-09-30', inPost: 279 }],
  };

  it('starts from the leavers known and ends at the leaver rate', () => {
    const result = simulate(withRecruits(28, { history }));
    expect(result.turnoverRate[0]?.mean).toBeCloseTo(28 / 279, 12);
    expect(result.turnoverRate[0]?.p10).toBe(result.turnoverRate[0]?.p90);
    expect(result.turnoverRate.at(-1)?.mean).toBeCloseTo(0.1, 2);
    expect(result.steady.turnoverRate).toBeCloseTo(28 / 279, 12);
  });

  it('is left out until twelve months are known', () => {
    expect(at38.turnoverRate.slice(0, 12).every((band) => band === null)).toBe(true);
    expect(at38.turnoverRate[12]).not.toBeNull();
    expect(at38.steady.turnoverRate).toBeNull();
    expect(at38.notes.join(' ')).toContain('Turnover needs twelve months of leavers');
  });

  it("divides by those in post at the end on DfE's basis", () => {
    const local = simulate(withRecruits(120, { history }));
    const dfe = simulate(withRecruits(120, { history, basis: 'dfe' }));
    // People in post rise through the year, so their number at its end is above the average.
    expect(dfe.turnoverRate.at(-1)?.mean).toBeLessThan(local.turnoverRate.at(-1)?.mean ?? NaN);
  });
});

describe('a projection', () => {
  const inputs = fc.record({
    years: fc.integer({ min: 1, max: 3 }),
    establishment: fc.integer({ min: 5, max: 600 }),
    share: fc.double({ min: -0.1, max: 0.6, noNaN: true }),
    leaverRate: fc.double({ min: 0, max: 0.6, noNaN: true }),
    recruits: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
    inProgress: fc.integer({ min: 0, max: 12 }),
    startChance: fc.double({ min: 0, max: 1, noNaN: true }),
    from: fc.constantFrom('2021-11-12', '2022-03-31', '2024-02-29', '2021-04-30'),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
  });

  it('has bands in order, and a forecast from 0 to 100% that never goes past two years', () => {
    fc.assert(
      fc.property(inputs, ({ recruits, months, inProgress, startChance, share, ...rest }) => {
        const result = simulate(
          goldenInput({
            ...rest,
            vacancies: Math.round(rest.establishment * share),
            routes: [{ measure: 1, recruits, months, inProgress, startChance }],
            target: null,
            paths: 150,
          }),
        );
        const all = [
          ...result.vacancyRate,
          ...result.calibrated,
          ...result.turnoverRate,
          ...result.calibratedTurnover,
        ];
        for (const band of all) {
          if (band === null) continue;
          const { p10, p25, p50, p75, p90 } = band;
          expect([p10, p25, p50, p75, p90]).toEqual(
            [p10, p25, p50, p75, p90].toSorted((a, b) => a - b),
          );
          expect(Number.isFinite(band.mean)).toBe(true);
        }
        for (const { p10, p90 } of result.calibrated.slice(1)) {
          expect(p10).toBeGreaterThanOrEqual(0);
          expect(p90).toBeLessThanOrEqual(1);
        }
        expect(daysBetween(rest.from, result.months.at(-1) ?? '')).toBeLessThanOrEqual(2 * 366);
        expect(result.vacancyRate).toHaveLength(result.months.length);
        expect(result.calibrated).toHaveLength(result.months.length);
        expect(result.vacancyRate[0]?.p10).toBe(result.vacancyRate[0]?.p90);
        expect(result.calibrated[0]).toEqual(result.vacancyRate[0]);
      }),
      { numRuns: 25 },
    );
  });

  it('stays put exactly when nobody leaves and nobody starts', () => {
    const result = simulate(
      goldenInput({
        years: 3,
        from: '2021-11-12',
        leaverRate: 0,
        routes: [],
        vacancies: 40.4,
        paths: 100,
      }),
    );
    for (const band of result.vacancyRate) {
      for (const value of Object.values(band)) expect(value).toBeCloseTo(40.4 / 319, 12);
    }
    expect(result.bridge.closing).toBe(40.4);
  });

  it('is the same again, in one go, in steps, with progress; another seed differs', () => {
    const again = withRecruits(38, { paths: 1200 });
    const seen: number[] = [];
    const followed = simulate(again, {
      onProgress: (share) => seen.push(share),
      cancelled: () => false,
    });
    expect(followed).toEqual(simulate(again));
    const steps = simulationSteps(again);
    let next = steps.next();
    while (!next.done) next = steps.next();
    expect(next.value).toEqual(followed);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(simulate({ ...again, seed: 2 }).vacancyRate).not.toEqual(followed.vacancyRate);
  });

  it('stops when cancelled', () => {
    let looks = 0;
    expect(() => simulate(withRecruits(38), { cancelled: () => ++looks === 3 })).toThrow(
      SimulationCancelled,
    );
    expect(looks).toBe(3);
  });

  it('never has a lower chance with one more recruit planned, month by month the same', () => {
    const chance = (starts: number) =>
      simulate(
        goldenInput({
          routes: [{ measure: 1, recruits: [starts], months: [9], inProgress: 0, startChance: 1 }],
          paths: 1000,
        }),
      ).chance;
    for (let recruits = 30; recruits < 50; recruits += 4) {
      const fewer = chance(recruits);
      const more = chance(recruits + 1);
      expect(more?.conditional).toBeGreaterThanOrEqual(fewer?.conditional ?? NaN);
    }
  });

  it('refuses assumptions that contradict each other, in words', () => {
    const refusal = (changes: Partial<ProjectionInput>) => () =>
      simulate(goldenInput({ paths: 100, ...changes }));
    expect(refusal({ vacancies: 320 })).toThrow('There are more vacancies (320) than posts (319).');
    expect(refusal({ establishment: NaN })).toThrow('Enter 1 post or more');
    expect(refusal({ leaverRate: 1.2 })).toThrow('Enter 0% to 95%');
    expect(refusal({ establishmentChanges: [{ from: '2022-06-01', posts: -319 }] })).toThrow(
      'below 1 post by 1 June 2022',
    );
  });

  it('can be over establishment', () => {
    const over = simulate(withRecruits(10, { vacancies: -6, paths: 200 }));
    expect(over.vacancyRate[0]?.mean).toBeCloseTo(-6 / 319, 12);
  });
});

describe('the seam', () => {
  it("takes the contract's assumptions, and the contract takes its own", () => {
    expectTypeOf<Assumptions>().toExtend<ProjectionAssumptions>();
    expectTypeOf<ProjectionAssumptions>().toExtend<Assumptions>();
    expectTypeOf(simulate).returns.toEqualTypeOf<ProjectionResult>();
  });

  it('carries the last value’s record beside the line that repeats it', () => {
    expect(at38.steady.averageMiss.vacancyRate.oneYear).toBe(4.99);
    expect(at38.steady.vacancyRate).toBe(40 / 319);
  });
});
