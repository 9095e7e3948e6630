/** Who is expected and when, places, and a route's year against its target. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalsAhead, arrivalsByMonth } from '../../../src/domain/asye/arrivals.ts';
import { intakeOf, placesInYear, placesOf } from '../../../src/domain/asye/places.ts';
import { progressOf } from '../../../src/domain/asye/stage.ts';
import { routeYears } from '../../../src/domain/asye/yearTargets.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  routesOf,
  type Measure,
  type PlanFigures,
  type Target,
} from '../../../src/domain/figures.ts';
import { headlineOfMeasure } from '../../../src/domain/headlines/headline.ts';
import { leadingFigures } from '../../../src/domain/leading.ts';
import { recordsFigures } from '../../../src/domain/records/recordsFigures.ts';
import type { PlanRecords } from '../../../src/domain/records/types.ts';
import { smallPlan } from '../../fixtures/smallPlan.ts';
import { made, ROUTE, type Person } from './cohorts.fixture.ts';

const DAY = '2025-10-31';

function ahead(people: readonly Person[], day = DAY) {
  const { records, members } = made(people);
  return arrivalsAhead(records, members(day), ROUTE, day);
}

describe('arrivals', () => {
  const accepted = { offerAcceptedOn: '2025-05-01' };

  it('are accepted offers on the route, in a cohort or not, in order of their day', () => {
    expect(
      ahead([
        { work: { from: '2026-01-12', ...accepted } },
        { work: { from: '2025-11-03', ...accepted }, member: { acceptedOn: '2025-05-01' } },
        { member: { acceptedOn: '2025-06-01', expectedOn: '2025-12-01', team: 1 } },
        { member: { acceptedOn: '2025-06-01' } },
      ]),
    ).toEqual([
      { worker: 2, on: '2025-11-03', team: 1, member: 2 },
      { worker: 3, on: '2025-12-01', team: 1, member: 3 },
      { worker: 1, on: '2026-01-12', team: 1, member: null },
      { worker: 4, on: null, team: null, member: 4 },
    ]);
  });

  it.each<[string, Person]>([
    ['somebody only recruited', { member: { expectedOn: '2026-01-12' } }],
    ['no offer accepted', { work: { from: '2026-01-12' } }],
    ['one accepted later', { work: { from: '2026-01-12', offerAcceptedOn: '2025-11-01' } }],
    ['somebody who started', { work: { from: '2025-10-31', ...accepted } }],
    ['another route', { work: { from: '2026-01-12', route: 8, ...accepted } }],
    ['an agency worker', { work: { from: '2026-01-12', basis: 'agency', ...accepted } }],
    [
      'somebody who withdrew',
      { member: { acceptedOn: '2025-05-01', endedOn: '2025-10-01', outcome: 'withdrawn' } },
    ],
  ])('leave out %s', (_what, person) => {
    expect(ahead([person])).toEqual([]);
  });

  it('count those of two contracts once, and nobody who is employed already', () => {
    const { records, members } = made([
      { work: { from: '2026-01-12', ...accepted }, member: { acceptedOn: '2025-05-01' } },
      { work: { from: '2020-01-06', route: null } },
    ]);
    const [first, second] = records.engagements;
    const again = { ...first!, id: 9, from: '2026-03-02' };
    const next = { ...second!, id: 10, from: '2026-01-12', route: ROUTE, ...accepted };
    const all = { ...records, engagements: [...records.engagements, again, next] };
    expect(arrivalsAhead(all, members(DAY), ROUTE, DAY)).toMatchObject([
      { worker: 1, on: '2026-01-12' },
    ]);
  });

  it('are counted by month, with those late and those without a date apart', () => {
    const on = (day: string | null) => ({ worker: 1, on: day, team: null, member: null });
    const days = ['2025-10-20', '2025-11-03', '2025-11-30', '2026-01-05', null];
    expect(arrivalsByMonth(days.map(on), DAY)).toEqual({
      months: [
        { month: '2025-11-01', count: 2 },
        { month: '2025-12-01', count: 0 },
        { month: '2026-01-01', count: 1 },
      ],
      ...{ late: 1, undated: 1 },
    });
    expect(arrivalsByMonth([], DAY)).toEqual({ months: [], late: 0, undated: 0 });
  });

  const dayNear = fc.integer({ min: -400, max: 400 }).map((days) => addDays(DAY, days));
  const maybe = fc.option(dayNear, { nil: null });
  const person: fc.Arbitrary<Person> = fc.record(
    {
      work: fc.record({ from: dayNear, offerAcceptedOn: maybe }),
      member: fc.record({ acceptedOn: maybe, expectedOn: maybe }),
    },
    { requiredKeys: [] },
  );

  it('count nobody twice, and their months add up to all of them', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (people) => {
        const arrivals = ahead(people);
        expect(new Set(arrivals.map(({ worker }) => worker)).size).toBe(arrivals.length);
        const { months, late, undated } = arrivalsByMonth(arrivals, DAY);
        const sum = months.reduce((all, { count }) => all + count, 0);
        expect(sum + late + undated).toBe(arrivals.length);
      }),
    );
  });

  it('and stages leave nobody out of a cohort’s progress', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), (people) => {
        const stages = made(people)
          .members(DAY)
          .map(({ stage }) => stage);
        const { recruited, confirmed, started, withdrew, ...now } = progressOf(stages);
        expect(recruited).toBeGreaterThanOrEqual(confirmed + withdrew);
        expect(confirmed).toBeGreaterThanOrEqual(started);
        const atWork = stages.filter((stage) => stage === 'started').length;
        expect(now.onProgramme + now.paused + now.completed + now.left + atWork).toBe(started);
      }),
    );
  });
});

describe('places', () => {
  const autumn = { id: 1, cohort: 1, on: '2025-09-01', places: 10 };
  const spring = { id: 2, cohort: 1, on: '2026-04-13', places: 4 };

  it('are taken by everybody but those who withdrew, and may be more than there are', () => {
    const { members } = made([
      { work: { from: '2025-09-01' }, member: { startedOn: '2025-09-01', version: 1 } },
      { member: {} },
      { member: { endedOn: '2025-10-01', outcome: 'withdrawn' } },
    ]);
    const views = members(DAY);
    expect(placesOf([autumn], views)).toEqual({ places: 10, taken: 2, left: 8 });
    expect(placesOf([{ ...autumn, places: 1 }], views)).toMatchObject({ left: -1 });
  });

  it('are not known where those of one intake are not: that is not zero', () => {
    expect(placesOf([autumn, { ...spring, places: null }], [])).toEqual({
      ...{ places: null, taken: 0, left: null },
    });
    expect(placesOf([], [])).toEqual({ places: null, taken: 0, left: null });
  });

  it('go by the intake somebody came with', () => {
    const intakes = [autumn, spring];
    expect(intakeOf(intakes, '2025-09-20', DAY)).toBe(autumn);
    expect(intakeOf(intakes, '2026-04-13', DAY)).toBe(spring);
    expect(intakeOf(intakes, '2025-08-11', DAY)).toBe(autumn);
    expect(intakeOf(intakes, null, DAY)).toBe(spring);
    expect(intakeOf(intakes, null, '2026-05-01')).toBe(spring);
    expect(intakeOf([], '2025-09-01', DAY)).toBeNull();
  });

  it('of a year are those of its intakes, where a cohort has intakes in two', () => {
    const { asye, members } = made(
      [
        { work: { from: '2025-09-01' }, member: {} },
        { member: { expectedOn: '2026-04-13' } },
        { member: {} },
      ],
      [autumn, spring],
    );
    const inYear = (year: number) =>
      placesInYear(asye, members(DAY), { route: ROUTE, year, day: DAY, startMonth: 4 });
    expect(inYear(2025)).toEqual({ places: 10, taken: 1, left: 9 });
    // The third has no date yet, and comes with the intake that is still to be.
    expect(inYear(2026)).toEqual({ places: 4, taken: 2, left: 2 });
    expect(inYear(2024)).toEqual({ places: null, taken: 0, left: null });
  });
});

describe('a route’s years', () => {
  const target = (year: number, value: number | null, status: Target['status'] = 'set') => ({
    ...{ id: year, measure: ROUTE, scope: 1, source: 1, year, quarter: null, value, status },
    ...{ upper: null, setOn: '2025-04-01', reason: '', text: '' },
  });
  const route: Measure = {
    ...{ id: ROUTE, kind: 'recruits', label: 'ASYE', unit: 'people', position: 1, retiredOn: null },
  };
  const figures: PlanFigures = {
    ...smallPlan([], [], { firstYear: 2022, lastYear: 2026 }),
    measures: [route],
    targets: [target(2025, 5), target(2026, null, 'tbc')],
  };
  /** The figures that lead: with nothing reported, the records’. */
  const led = (plan: PlanFigures, records: PlanRecords) =>
    leadingFigures(plan, recordsFigures(plan, records, DAY), []);

  it('set what was recruited and is in progress against the target', () => {
    const { records, members } = made([
      { work: { from: '2023-01-09' } },
      { work: { from: '2024-09-02' } },
      { work: { from: '2025-09-01' } },
      { work: { from: '2025-10-31' } },
      { work: { from: '2025-09-01', route: 8 } },
      { work: { from: '2026-01-12', offerAcceptedOn: '2025-06-01' } },
      { work: { from: '2026-05-04', offerAcceptedOn: '2025-06-01' } },
    ]);
    const arrivals = arrivalsAhead(records, members(DAY), ROUTE, DAY);
    const years = [2022, 2023, 2024, 2025, 2026];
    const found = routeYears(led(figures, records), arrivals, { route, years, day: DAY });
    expect(found.map(({ headline: _headline, ...one }) => one)).toEqual([
      // The records begin within the year and hold a start of it.
      { year: 2022, target: null, tbc: false, recruited: 1, inProgress: 0, toFind: null },
      { year: 2023, target: null, tbc: false, recruited: 0, inProgress: 0, toFind: null },
      { year: 2024, target: null, tbc: false, recruited: 1, inProgress: 0, toFind: null },
      // 5 less 2 who started and 1 who will.
      { year: 2025, target: 5, tbc: false, recruited: 2, inProgress: 1, toFind: 2 },
      { year: 2026, target: null, tbc: true, recruited: null, inProgress: 1, toFind: null },
    ]);
    expect(found[0]!.headline.origin).toBe(
      'From records at 31 March 2023. Counted from 9 January 2023, when the records begin.',
    );
  });

  it('say what every other page says, reported or not', () => {
    const { records } = made([{ work: { from: '2025-09-01' } }]);
    const reported = smallPlan([['Route A', 2023, 18]]);
    const [a] = routesOf(reported);
    const [year] = routeYears(reported, [], { route: a!, years: [2023], day: DAY });
    expect(year).toMatchObject({ recruited: 18, headline: { text: '18' } });
    expect(year!.headline).toEqual(headlineOfMeasure(reported, a!, 2023));
    // Nobody recorded in a year the records begin in is not nobody.
    const [none] = routeYears(led(figures, records), [], { route, years: [2024], day: DAY });
    expect(none).toMatchObject({ recruited: null, headline: { text: 'No figure' } });
  });

  it('know nothing of a year before the records, and count a year ahead from nothing', () => {
    const { records } = made([{ work: { from: '2025-09-01', route: 8 } }]);
    const ahead = led({ ...figures, targets: [target(2025, 5), target(2026, 6)] }, records);
    const at = { route, years: [2025, 2026], day: DAY };
    expect(routeYears(ahead, [], at)).toMatchObject([
      { recruited: null, toFind: null },
      { recruited: null, toFind: 6 },
    ]);
    expect(routeYears(ahead, [], { ...at, years: [] })).toEqual([]);
  });
});
