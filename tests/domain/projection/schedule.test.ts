import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { horizons, monthGrid, monthIndexOf } from '../../../src/domain/projection/grid.ts';
import { recruitsInClosedForm, scaleStarts } from '../../../src/domain/projection/needed.ts';
import { makeSchedule, spreadWhole } from '../../../src/domain/projection/schedule.ts';
import { leaversBetween, monthsBefore } from '../../../src/domain/projection/turnover.ts';
import { goldenInput } from './inputs.ts';

describe('the months of a projection', () => {
  it('run from 12 November 2021, part of a month prorated, to the end of the year', () => {
    const grid = monthGrid('2021-11-12', 3, 4);
    expect(grid.steps).toHaveLength(29);
    expect(grid.steps[0]).toEqual({ to: '2021-11-30', share: 18 / 30, year: 0 });
    expect(grid.steps[4]).toEqual({ to: '2022-03-31', share: 1, year: 0 });
    expect(grid.steps[5]).toEqual({ to: '2022-04-30', share: 1, year: 1 });
    expect(grid.steps.at(-1)).toEqual({ to: '2024-03-31', share: 1, year: 2 });
    expect(horizons(grid)[17]).toBeCloseTo(16.6 / 12, 12);
  });

  it('start a new year after its last day, leap years and other year starts included', () => {
    expect(monthGrid('2022-03-31', 1, 4).steps).toHaveLength(12);
    expect(monthGrid('2022-03-31', 1, 4).steps[0]).toMatchObject({ to: '2022-04-30', share: 1 });
    expect(monthGrid('2022-03-30', 1, 4).steps).toEqual([
      { to: '2022-03-31', share: 1 / 31, year: 0 },
    ]);
    expect(monthGrid('2024-02-14', 1, 4).steps[0]?.share).toBe(15 / 29);
    expect(monthGrid('2023-10-15', 1, 1).steps.at(-1)?.to).toBe('2023-12-31');
  });

  it('judge a date at the end of its month', () => {
    const grid = monthGrid('2021-11-12', 2, 4);
    expect(monthIndexOf(grid, '2021-11-12')).toBeNull();
    expect(monthIndexOf(grid, '2021-11-20')).toBe(1);
    expect(monthIndexOf(grid, '2023-03-31')).toBe(17);
    expect(monthIndexOf(grid, '2023-04-01')).toBeNull();
  });
});

describe('whole people over months', () => {
  it('keep the sum and give each month its share rounded down or up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.array(fc.double({ min: 0.03, max: 1, noNaN: true }), { minLength: 1, maxLength: 36 }),
        (count, weights) => {
          const shares = spreadWhole(count, weights);
          const total = weights.reduce((a, b) => a + b, 0);
          expect(shares.reduce((a, b) => a + b, 0)).toBe(count);
          shares.forEach((share, i) => {
            const quota = (count * (weights[i] ?? 0)) / total;
            expect(Number.isInteger(share)).toBe(true);
            expect(share).toBeGreaterThan(quota - 1 - 1e-9);
            expect(share).toBeLessThan(quota + 1 + 1e-9);
          });
        },
      ),
    );
    expect(spreadWhole(5, [1, 1, 1, 1])).toEqual([1, 2, 1, 1]);
    expect(spreadWhole(1, [1, 1, 1])).toEqual([0, 1, 0]);
    expect(spreadWhole(3, [])).toEqual([]);
  });

  it('scaled to another total: the same total is the plan, one more moves nobody', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 400 }),
        (plan, total) => {
          const sum = plan.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0);
          expect(scaleStarts(plan, sum)).toEqual(plan);
          const some = scaleStarts(plan, total);
          const more = scaleStarts(plan, total + 1);
          expect(some.reduce((a, b) => a + b, 0)).toBe(total);
          expect(more.reduce((a, b) => a + b, 0)).toBe(total + 1);
          more.forEach((count, i) => expect(count).toBeGreaterThanOrEqual(some[i] ?? NaN));
          plan.forEach((count, i) => {
            if (count === 0) expect(some[i]).toBe(0);
          });
        },
      ),
    );
    expect(scaleStarts([0, 0], 5)).toEqual([0, 0]);
  });
});

describe('starts and posts by month', () => {
  const input = goldenInput({
    from: '2021-11-12',
    years: 2,
    routes: [
      { measure: 1, recruits: [2, 20], months: [9], inProgress: 1, startChance: 0.9 },
      { measure: 2, recruits: [5], months: [], inProgress: 5, startChance: 1 },
    ],
    establishmentChanges: [
      { from: '2022-04-01', posts: 6 },
      { from: '2022-09-01', posts: -2 },
      { from: '2021-10-01', posts: 50 },
    ],
    routeLabels: { 1: 'ASYE' },
  });
  const schedule = makeSchedule(monthGrid('2021-11-12', 2, 4), input);

  it('start ASYE in September, and what is left of a passed September over the months left', () => {
    const asye = schedule.starts[0]?.starts ?? [];
    // Steps 0 to 4 are November to March, step 10 is September 2022.
    expect(asye.slice(0, 5).reduce((a, b) => a + b, 0)).toBe(2);
    expect(asye[10]).toBe(20);
    expect(asye.reduce((a, b) => a + b, 0)).toBe(22);
    expect(schedule.notes[0]).toBe(
      'ASYE: September has passed in 2021-22, so its recruits that year (2) start evenly over the months left.',
    );
  });

  it('start other routes over every month of their year, and offers over the next three', () => {
    const direct = schedule.starts[1]?.starts ?? [];
    expect(direct.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
    expect(direct.slice(5).every((count) => count === 0)).toBe(true);
    expect(schedule.offers.map(({ offers }) => offers)).toEqual([
      [0, 1, 0],
      [2, 1, 2],
    ]);
  });

  it('change the establishment from the month of the change; earlier changes are in it', () => {
    expect(schedule.establishment.slice(0, 6)).toEqual([319, 319, 319, 319, 319, 319]);
    expect(schedule.establishment[6]).toBe(325);
    expect(schedule.establishment[11]).toBe(323);
  });
});

describe('leavers before the start', () => {
  const history = {
    leavers: [
      { from: '2020-04-01', to: '2021-03-31', count: 37 },
      { from: '2021-04-01', to: '2021-11-12', count: 28 },
    ],
    inPost: [],
  };

  it('are spread evenly over the days each count covers', () => {
    expect(leaversBetween(history, '2021-04-01', '2021-11-12')).toBeCloseTo(28, 12);
    expect(leaversBetween(history, '2020-11-13', '2021-11-12')).toBeCloseTo(
      28 + (37 * 139) / 365,
      12,
    );
  });

  it('are not known where a day is in no count', () => {
    expect(leaversBetween(history, '2020-03-31', '2021-11-12')).toBeNull();
    expect(leaversBetween(history, '2021-04-01', '2021-11-13')).toBeNull();
    expect(leaversBetween({ leavers: [], inPost: [] }, '2021-04-01', '2021-11-12')).toBeNull();
  });

  it('counts months back from the end of a month and from the middle of one', () => {
    expect(monthsBefore('2022-11-30', 12)).toBe('2021-11-30');
    expect(monthsBefore('2021-11-12', 12)).toBe('2020-11-12');
    expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-28');
    expect(monthsBefore('2021-03-30', 1)).toBe('2021-02-28');
  });
});

describe('recruits in closed form', () => {
  it('are V + L + D − v × E', () => {
    const about = { vacancies: 40, leavers: 27.9, postsAdded: 0, rate: 0.1, establishment: 319 };
    expect(recruitsInClosedForm(about)).toBeCloseTo(36, 12);
    expect(recruitsInClosedForm({ ...about, postsAdded: 10, establishment: 329 })).toBeCloseTo(
      45,
      12,
    );
  });
});
