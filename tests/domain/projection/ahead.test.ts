/** What a plan's records know of the time ahead reaches its projection by itself. */
import { describe, expect, it } from 'vitest';
import {
  defaultAssumptions,
  planAhead,
  projectionInput,
  simulate,
} from '../../../src/domain/projection/index.ts';
import { ONE_FTE, type EstablishmentLine } from '../../../src/domain/records/types.ts';
import { made, ROUTE } from '../asye/cohorts.fixture.ts';
import { addReading, addTarget, emptyPlan } from './plan.ts';

const FROM = '2025-10-31';
const accepted = { offerAcceptedOn: '2025-09-01' };

function line(id: number, fte: number, fundedFrom: string, fundedTo: string | null = null) {
  const about = { team: 1, role: 1, funding: 'base' as const, frozen: false, reason: '' };
  const one: EstablishmentLine = {
    ...{ id, fte: fte * ONE_FTE, fundedFrom, fundedTo, postRef: null },
    ...about,
  };
  return one;
}

/** 40 posts; one leaves, one fixed term ends, offers of each kind, and posts that open and close. */
const { asye, records } = made([
  { work: { from: '2020-01-06' } },
  { work: { from: '2020-01-06', to: '2026-01-30' } },
  { work: { from: '2024-04-01', to: '2026-03-31', basis: 'fixed-term' } },
  { work: { from: '2025-12-01', ...accepted } },
  { member: { acceptedOn: '2025-06-01', expectedOn: '2026-09-07', team: 1 } },
  { member: { acceptedOn: '2025-06-01' } },
  { work: { from: '2026-02-02', route: null, ...accepted } },
  { work: { from: '2030-02-02', ...accepted } },
  { work: { from: '2024-01-08', to: '2026-06-30', basis: 'agency' } },
]);
records.lines = [
  line(1, 40, '2015-04-01'),
  line(2, 2, '2026-01-01'),
  line(3, 3, '2015-04-01', '2026-03-31'),
  line(4, 9, '2029-01-01'),
];

function plan() {
  const figures = emptyPlan();
  figures.settings = { ...figures.settings, firstYear: 2020, lastYear: 2026 };
  figures.measures = figures.measures.map((row) =>
    row.label === 'ASYE' ? { ...row, id: ROUTE } : { ...row, id: row.id + 10 },
  );
  const put = (row: string, value: number) => {
    addReading(figures, row, 2025, value, { asAt: FROM });
    const reading = figures.readings.at(-1)!;
    reading.measure = figures.measures.find(({ label }) => label === row)!.id;
  };
  put('Establishment', 43);
  put('Vacancies', 6);
  put('Leavers', 2);
  put('ASYE', 4);
  addTarget(figures, 'ASYE', 2025, 10);
  addTarget(figures, 'ASYE', 2026, 8);
  figures.targets = figures.targets.map((target) => ({ ...target, measure: ROUTE }));
  return figures;
}

describe('a plan’s records', () => {
  const figures = plan();
  const ahead = planAhead(figures, { records, asye, from: FROM });

  it('tell of posts, leavers, ends of fixed terms and offers of the next two years', () => {
    expect(ahead.posts).toEqual([
      { from: '2026-01-01', posts: 2 },
      { from: '2026-04-01', posts: -3 },
    ]);
    expect(ahead.leavers).toEqual([
      { on: '2026-01-30', people: 1 },
      { on: '2026-03-31', people: 1 },
    ]);
    expect(ahead.starts).toEqual([
      { measure: ROUTE, on: '2025-12-01', people: 1 },
      { measure: null, on: '2026-02-02', people: 1 },
      { measure: ROUTE, on: '2026-09-07', people: 1 },
    ]);
    expect([...ahead.undated]).toEqual([[ROUTE, 1]]);
  });

  it('reach the assumptions, and none counts twice', () => {
    const answer = defaultAssumptions(figures, () => ahead);
    if ('problem' in answer) throw new Error(answer.problem);
    const { assumptions, notes } = answer;
    expect(assumptions.establishmentChanges).toEqual(ahead.posts);
    expect(assumptions.knownLeavers).toEqual(ahead.leavers);
    expect(assumptions.knownStarts).toEqual(ahead.starts);
    const route = assumptions.routes.find(({ measure }) => measure === ROUTE);
    // 10 less 4 started, one dated and one without a date; 8 less the one in September.
    expect(route).toMatchObject({ recruits: [4, 7, null], inProgress: 1 });
    expect(notes.join('\n')).toContain('2 more posts from 1 January 2026, on record.');
    expect(notes.join('\n')).not.toContain('no later establishment');
    const result = simulate(projectionInput(figures, { ...assumptions, paths: 200 }));
    const at = (date: string) => result.establishment[result.months.indexOf(date)];
    expect([at('2025-12-31'), at('2026-01-31'), at('2026-04-30')]).toEqual([43, 45, 42]);
  });

  it('say nothing where there are none', () => {
    expect(planAhead(figures, { records: null, asye: null, from: FROM })).toEqual({
      posts: [],
      leavers: [],
      starts: [],
      undated: new Map(),
    });
  });
});
