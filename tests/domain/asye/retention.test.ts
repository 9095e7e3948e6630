/** Who stayed, worked by hand; and what holds whatever the records. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asyeExitRates } from '../../../src/domain/asye/exitRates.ts';
import { followedPeople, type From } from '../../../src/domain/asye/followed.ts';
import {
  GROUPINGS,
  publishedPart,
  retentionBy,
  retentionCurve,
  stayedAt,
  type Grouping,
} from '../../../src/domain/asye/retention.ts';
import { asyeRoutes } from '../../../src/domain/asye/routes.ts';
import { addDays, addMonths, type IsoDate } from '../../../src/domain/calendar.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';
import { memberPlan } from './memberPlan.ts';

type Plan = ReturnType<typeof memberPlan>;

const followed = ({ asye, records }: Plan, asAt: IsoDate, routes = [1]) =>
  followedPeople({ asye, records, routes: new Set(routes) }, asAt);

/** '3 of 4' here at an anniversary. */
function at(made: Plan, months: number, asAt: IsoDate, from: From = 'start'): string {
  const { people } = followed(made, asAt);
  const { here, reached } = stayedAt(people, from, months, asAt);
  return `${here} of ${reached}`;
}

describe('still here at an anniversary', () => {
  it('counts those who have reached it, and nobody else', () => {
    const made = memberPlan();
    made.member('2022-09-01');
    made.member('2022-09-01', { leaves: '2023-06-30' });
    made.member('2023-09-01');
    // The third reaches twelve months on 1 September 2024.
    expect(at(made, 12, '2023-08-31')).toBe('0 of 0');
    expect(at(made, 12, '2023-09-01')).toBe('1 of 2');
    expect(at(made, 12, '2024-08-31')).toBe('1 of 2');
    expect(at(made, 12, '2024-09-01')).toBe('2 of 3');
    expect(at(made, 24, '2024-09-01')).toBe('1 of 2');
    expect(stayedAt([], 'start', 12, '2024-09-01')).toMatchObject({ share: null, interval: null });
  });

  it('is at the close of the day: a last day on the anniversary is too early', () => {
    const made = memberPlan();
    made.member('2022-09-01', { leaves: '2023-09-01' });
    made.member('2022-09-01', { leaves: '2023-09-02' });
    expect(at(made, 12, '2025-01-01')).toBe('1 of 2');
  });

  it('counts somebody who came back as here again, and who changed contract as never gone', () => {
    const made = memberPlan();
    const back = made.member('2022-09-01', { leaves: '2023-03-31' });
    made.people.person({ from: '2024-01-01', worker: back.worker });
    const on = made.member('2022-09-01', { leaves: '2023-03-31' });
    made.people.person({ from: '2023-04-01', worker: on.worker, basis: 'fixed-term' });
    const agency = made.member('2022-09-01', { leaves: '2023-03-31' });
    made.people.person({ from: '2023-04-01', worker: agency.worker, basis: 'agency' });
    expect(at(made, 12, '2025-01-01')).toBe('1 of 3');
    expect(at(made, 24, '2025-01-01')).toBe('2 of 3');
  });

  it('from completion starts on the day they passed, on the programme they passed', () => {
    const made = memberPlan();
    const passed = { endedOn: '2023-09-10', outcome: 'pass' as const };
    made.member('2022-09-01', passed);
    made.member('2022-09-01', { ...passed, leaves: '2024-09-09' });
    made.member('2022-09-01', { endedOn: '2023-09-10', outcome: 'fail' });
    expect(at(made, 12, '2024-09-09', 'completion')).toBe('0 of 0');
    expect(at(made, 12, '2024-09-10', 'completion')).toBe('1 of 2');
    expect(at(made, 12, '2024-09-10', 'start')).toBe('3 of 3');
  });

  it('follows each person once, from their first start, and says whom it cannot', () => {
    const made = memberPlan();
    const first = made.member('2022-09-01', { endedOn: '2023-01-31', outcome: 'withdrawn' });
    made.asye.members.push({
      ...{ ...first, id: 2, startedOn: '2023-09-01', endedOn: '2024-09-01', outcome: 'pass' },
    });
    made.member('2023-09-01');
    made.records.engagements.pop();
    const { people, unknown } = followed(made, '2025-01-01');
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ startedOn: '2022-09-01', completedOn: '2024-09-01' });
    expect(unknown).toBe(1);
  });
});

describe('people in no cohort', () => {
  it('are those whose first contract came on the route, apart from the cohorts', () => {
    const made = memberPlan();
    made.member('2022-09-01');
    made.people.person({ from: '2017-09-01', route: 1, to: '2018-12-31' });
    made.people.person({ from: '2017-09-01', route: 2 });
    made.people.person({ from: '2026-09-01', route: 1 });
    const { people } = followed(made, '2025-01-01');
    expect(people.map(({ cohort, startedOn }) => [cohort, startedOn])).toEqual([
      [1, '2022-09-01'],
      [null, '2017-09-01'],
    ]);
    const parts = retentionBy(people, {
      ...{ from: 'start', by: 'year', asAt: '2025-01-01', startMonth: 4 },
    });
    expect(parts.map(({ inCohort, groups }) => [inCohort, groups.map(({ key }) => key)])).toEqual([
      [true, [2022]],
      [false, [2017]],
    ]);
    // Nobody knows when they completed anything.
    expect(
      retentionBy(people, {
        ...{ from: 'completion', by: 'year', asAt: '2025-01-01', startMonth: 4 },
      }),
    ).toEqual([]);
  });

  it('come by the programme’s route, or by its name where no programme names one', () => {
    const { programmes } = shippedProgrammes();
    const routes = [
      { id: 4, label: 'ASYE' },
      { id: 5, label: 'Newly qualified, other' },
      { id: 6, label: 'Experienced' },
    ];
    expect([...asyeRoutes(programmes, routes)]).toEqual([4, 5]);
    expect([...asyeRoutes([{ ...programmes[0]!, route: 6 }], routes)]).toEqual([6]);
  });
});

describe('the curve', () => {
  it('worked by hand: four start together, two leave, one started later', () => {
    // As at 1 March 2024. Three from 1 January 2023: one leaves on 1 April 2023 (3 months), one on
    // 15 July 2023 (6 + 14/31 months), one stays. One from 1 September 2023: followed 6 months.
    // At 3: 3/4. At 6.45 two are followed: 3/4 × 1/2 = 3/8.
    const made = memberPlan();
    made.member('2023-01-01', { leaves: '2023-04-01' });
    made.member('2023-01-01', { leaves: '2023-07-15' });
    made.member('2023-01-01');
    made.member('2023-09-01');
    const curve = retentionCurve(followed(made, '2024-03-01').people, 'start', '2024-03-01', 36);
    expect(curve).toHaveLength(15); // To 14 months: 1 January 2023 to 1 March 2024.
    const shares = curve.map(({ share }) => share);
    expect(shares.slice(0, 3)).toEqual([1, 1, 1]);
    expect(shares.slice(3, 7)).toEqual([0.75, 0.75, 0.75, 0.75]);
    expect(shares.slice(7)).toEqual(Array(8).fill(0.375));
    expect(curve[0]).toMatchObject({ here: 4, left: 0, interval: null });
    expect(curve[6]).toMatchObject({ here: 3, left: 1 });
    expect(curve[7]).toMatchObject({ here: 1, left: 2 });
    // A leaver after the day looked at has not left yet.
    const before = retentionCurve(followed(made, '2023-03-31').people, 'start', '2023-03-31', 36);
    expect(before.map(({ share }) => share)).toEqual([1, 1, 1]);
  });

  it('counts a return as having left, unlike the shares', () => {
    const made = memberPlan();
    const back = made.member('2022-09-01', { leaves: '2023-03-31' });
    made.people.person({ from: '2023-05-01', worker: back.worker });
    const { people } = followed(made, '2025-01-01');
    expect(retentionCurve(people, 'start', '2025-01-01', 12).at(-1)!.share).toBe(0);
    expect(stayedAt(people, 'start', 12, '2025-01-01').here).toBe(1);
  });

  it('is empty for nobody', () => {
    expect(retentionCurve([], 'start', '2025-01-01', 36)).toEqual([]);
  });
});

describe('exit rates after completion', () => {
  it('are leavers over the time people were here, year by year', () => {
    // Completed on 1 September 2021, looked at on 1 March 2024. One leaves on 1 March 2022: 181
    // days of the first year. One leaves on the second anniversary, 1 September 2023: 365 + 365.
    // One stays: 365 + 365 + 182 (to 1 March 2024).
    const made = memberPlan();
    const passed = { endedOn: '2021-09-01', outcome: 'pass' as const };
    made.member('2020-09-01', { ...passed, leaves: '2022-03-01' });
    made.member('2020-09-01', { ...passed, leaves: '2023-09-01' });
    made.member('2020-09-01', passed);
    made.member('2023-09-01');
    const { people } = followed(made, '2024-03-01');
    const rates = asyeExitRates(people, '2024-03-01');
    expect(
      rates.map(({ year, people: n, leavers, personYears }) => [
        ...[year, n, leavers, Math.round(personYears * 365.25)],
      ]),
    ).toEqual([
      [1, 3, 1, 181 + 365 + 365],
      [2, 2, 1, 365 + 365],
      [3, 1, 0, 182],
      [null, 3, 2, 181 + 4 * 365 + 182],
    ]);
    expect(rates[1]!.rate).toBeCloseTo(365.25 / 730, 12);
    // One leaver: 0.0253 to 5.572 expected.
    expect(rates[1]!.interval!.high).toBeCloseTo((5.5716 * 365.25) / 730, 3);
    expect(rates[2]).toMatchObject({ rate: 0, few: true });
  });

  it('are absent where nobody has been here in a year, never 0', () => {
    const rates = asyeExitRates([], '2024-03-01');
    expect(rates.map(({ rate, interval }) => [rate, interval])).toEqual(
      Array(4).fill([null, null]),
    );
  });
});

describe('what may be published', () => {
  it('leaves out small counts, and what would give them away', () => {
    const made = memberPlan();
    const start = (n: number, starts: IsoDate, leavers: number) => {
      for (let i = 0; i < n; i++) {
        made.member(starts, { leaves: i < leavers ? addMonths(starts, 6) : null });
      }
    };
    start(20, '2020-09-01', 2);
    start(20, '2021-09-01', 7);
    start(30, '2022-09-01', 6);
    const [part] = retentionBy(followed(made, '2025-01-01').people, {
      ...{ from: 'start', by: 'year', asAt: '2025-01-01', startMonth: 4 },
    });
    const twelve = publishedPart(part!).map(([first]) => first!);
    // 2 left of 20: both parts of the row go, and 7 and 13 of 20 as the cheapest other pair.
    expect(twelve.map(({ reached, here }) => [reached, here])).toEqual([
      [20, null],
      [20, null],
      [30, 24],
      [70, 55],
    ]);
    expect(twelve.map(({ share }) => share === null)).toEqual([true, true, false, false]);
  });
});

describe('whatever the records', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2019-01-01', days));
  const person = fc.record({
    starts: day,
    stays: fc.option(fc.integer({ min: 0, max: 1_500 })),
    completes: fc.option(fc.integer({ min: 200, max: 800 })),
    routeIn: fc.constantFrom('step-up' as const, 'undergraduate' as const, null),
    inCohort: fc.boolean(),
  });
  const everybody = fc.array(person, { maxLength: 25 });

  function planOf(
    people: readonly (typeof everybody extends fc.Arbitrary<infer T> ? T : never)[number][],
  ) {
    const made = memberPlan();
    for (const { starts, stays, completes, routeIn, inCohort } of people) {
      const leaves = stays === null ? null : addDays(starts, stays);
      if (!inCohort) {
        made.people.person({ from: starts, to: leaves, route: 1 });
        continue;
      }
      const endedOn = completes === null ? null : addDays(starts, completes);
      made.member(starts, { leaves, routeIn, endedOn, outcome: endedOn === null ? null : 'pass' });
    }
    return made;
  }

  it('groups hold everybody once, add up to the whole, and so do the exit rates', () => {
    const choice = fc.record({
      from: fc.constantFrom<From>('start', 'completion'),
      by: fc.constantFrom<Grouping>(...GROUPINGS),
    });
    fc.assert(
      fc.property(everybody, choice, day, (people, { from, by }, asAt) => {
        const made = planOf(people);
        const all = followed(made, asAt).people;
        for (const part of retentionBy(all, { from, by, asAt, startMonth: 4 })) {
          const { groups, whole } = part;
          if (groups.length === 0) continue;
          whole.stayed.forEach(({ reached, here, share }, at) => {
            const sum = (of: 'reached' | 'here') =>
              groups.reduce((n, { stayed }) => n + stayed[at]![of], 0);
            expect([sum('reached'), sum('here')]).toEqual([reached, here]);
            expect(share === null).toBe(reached === 0);
          });
        }
        const rates = asyeExitRates(all, asAt);
        const sum = rates.slice(0, 3).reduce((n, { leavers }) => n + leavers, 0);
        expect(rates[3]!.leavers).toBe(sum);
        for (const { leavers, people: n } of rates) expect(leavers).toBeLessThanOrEqual(n);
      }),
    );
  });

  it('where all have reached an anniversary, the curve is the share there', () => {
    fc.assert(
      fc.property(everybody, fc.constantFrom(12, 24, 36), (people, months) => {
        const made = planOf(people);
        // Every start is by June 2024, so all have reached 36 months by then.
        const asAt = '2030-01-01';
        const all = followed(made, asAt).people;
        if (all.length === 0) return;
        const curve = retentionCurve(all, 'start', asAt, 36);
        const { share } = stayedAt(all, 'start', months, asAt);
        expect(curve[months]!.share).toBeCloseTo(share!, 10);
        expect(curve[months]!.here + curve[months]!.left).toBe(all.length);
      }),
    );
  });
});
