/** A cohort's list against the plan: who is known, who starts, and that a second time is nothing. */
import { describe, expect, it } from 'vitest';
import type { Member } from '../../src/domain/asye/types.ts';
import type { CohortRow } from '../../src/domain/importing/rows/types.ts';
import type { CohortsNow } from '../../src/domain/merging/cohortList.ts';
import { mergedRecords, mergeRows } from '../../src/domain/merging/merge.ts';
import { changesNothing, type Merge, type MergeOptions } from '../../src/domain/merging/types.ts';
import { ONE_FTE, type PlanRecords } from '../../src/domain/records/types.ts';
import { shippedProgrammes } from '../fixtures/shippedProgrammes.ts';

const shipped = shippedProgrammes();
const programmes = shipped.programmes.map((one) => ({ ...one, route: 7 }));

/** One team, and Ann employed there since 1 September 2025, in no cohort yet. */
const RECORDS: PlanRecords = {
  services: [{ id: 1, name: 'Family help', openedOn: '2020-04-01', closedOn: null }],
  teams: [{ id: 1, openedOn: '2020-04-01', closedOn: null }],
  teamPeriods: [{ id: 1, team: 1, service: 1, name: 'Duty', from: '2020-04-01' }],
  roles: [{ id: 1, name: 'Social worker', group: 'case-holder', counts: true, position: 1 }],
  lines: [],
  workers: [
    { id: 1, ref: 'E1', name: 'Ann Ash', sweNumber: 'SW0000000001' },
    { id: 2, ref: 'E2', name: 'Ann Ash', sweNumber: null },
    { id: 3, ref: 'E3', name: 'Pat Poplar', sweNumber: null },
  ],
  engagements: [
    {
      ...{ id: 1, worker: 1, basis: 'permanent', from: '2025-09-01', to: null },
      ...{ offerAcceptedOn: null, route: 7, origin: 1, leavingReason: null, destination: null },
    },
    {
      ...{ id: 2, worker: 2, basis: 'permanent', from: '2019-01-07', to: null },
      ...{ offerAcceptedOn: null, route: null, origin: 2, leavingReason: null, destination: null },
    },
  ],
  assignments: [
    {
      ...{ id: 1, engagement: 1, team: 1, role: 1, fte: ONE_FTE, from: '2025-09-01', to: null },
      ...{ postRef: null, secondedOut: false, covers: null },
    },
  ],
  absences: [],
};
const COHORTS: CohortsNow = {
  programmes,
  versions: shipped.versions,
  cohorts: [{ id: 1, programme: 1, name: 'Autumn 2025', partners: [], note: '' }],
  members: [],
  assessors: [{ id: 1, worker: 3, name: null, mostMembers: 2, retiredOn: null }],
};
const OPTIONS: MergeOptions = {
  ...{ asAt: '2025-10-31', service: null, roles: [], keepPlaces: false },
  ...{ censusDate: null, cohort: null, end: null },
};

let at = 1;
const row = (about: Partial<CohortRow>): CohortRow => ({
  ...{ kind: 'cohort', row: (at += 1), ref: null, name: null, sweNumber: null },
  ...{ cohort: 'Autumn 2025', from: null, service: null, team: null, role: null, fte: null },
  ...{ offerAcceptedOn: null, routeIn: null, university: null, sweRegisteredOn: null },
  ...{ registeredOn: null, assessor: null, ...about },
});

const merge = (rows: CohortRow[], about: Partial<MergeOptions> = {}, cohorts = COHORTS) =>
  mergeRows(RECORDS, rows, { ...OPTIONS, ...about }, new Map(), cohorts);

/** Merges the same rows into what the first time made of the plan. */
function again(first: Merge, rows: CohortRow[], cohorts = COHORTS): Merge {
  const { cohorts: made, members } = first.changes;
  const changed = new Map(members.changed.map((one) => [one.id, one]));
  return mergeRows(mergedRecords(RECORDS, first), rows, OPTIONS, new Map(), {
    ...cohorts,
    cohorts: [...cohorts.cohorts, ...made],
    members: [...cohorts.members.map((one) => changed.get(one.id) ?? one), ...members.added],
  });
}
const only = (one: Merge): Member => one.changes.members.added[0]!;

describe('somebody on a cohort’s list', () => {
  it('who is employed is linked, and on the programme from their first day', () => {
    const rows = [row({ name: 'ann  ash', from: '2025-09-08', university: 'Larkmere' })];
    const first = merge(rows);
    // Two people have the name: the one who started within a month of the day is meant.
    expect(only(first)).toMatchObject({
      ...{ worker: 1, engagement: 1, startedOn: '2025-09-08', version: 1 },
      ...{ university: 'Larkmere', expectedOn: null },
    });
    expect(first.changes.workers.added).toEqual([]);
    expect(first.differences.new[0]!.what).toEqual([
      'Joins Autumn 2025',
      'The university is recorded',
      'The employment already in the plan is linked',
      'On the programme from 8 September 2025',
    ]);
    expect(changesNothing(again(first, rows).changes)).toBe(true);
  });

  it('who is new is employed where the list says where, and counts to the route', () => {
    const rows = [
      row({
        ...{ name: 'Bo Birch', from: '2025-10-06', team: 'Duty', role: 'Social worker' },
        ...{ fte: 600_000, offerAcceptedOn: '2025-05-01', assessor: 'E3' },
      }),
    ];
    const first = merge(rows);
    const { workers, engagements, assignments } = first.changes;
    expect(workers.added).toMatchObject([{ ref: 'NQSW-1', name: 'Bo Birch' }]);
    expect(engagements.added).toMatchObject([
      {
        basis: 'permanent',
        from: '2025-10-06',
        route: 7,
        origin: 1,
        offerAcceptedOn: '2025-05-01',
      },
    ]);
    expect(assignments.added).toMatchObject([{ team: 1, role: 1, fte: 600_000 }]);
    expect(only(first)).toMatchObject({ startedOn: '2025-10-06', assessor: 1, version: 1 });
  });

  it('who starts later has an accepted offer, and is not on the programme yet', () => {
    const where = { team: 'Duty', role: 'Social worker', fte: ONE_FTE };
    const first = merge([row({ name: 'Bo Birch', from: '2026-01-05', ...where })]);
    expect(first.changes.engagements.added).toMatchObject([{ from: '2026-01-05' }]);
    expect(only(first)).toMatchObject({ startedOn: null, version: null });
  });

  it('whose employment nothing shows is expected, and not made up', () => {
    const first = merge([row({ name: 'Bo Birch', from: '2025-10-06', team: 'Duty' })]);
    expect(first.changes.engagements.added).toEqual([]);
    expect(only(first)).toMatchObject({
      ...{ startedOn: null, expectedOn: '2025-10-06', team: 1, fte: null },
    });
    expect(first.differences.new[0]!.what.join()).toContain('Give team, role and FTE');
  });

  it('with only a name joins, and keeps what is known when the next list leaves it out', () => {
    const known = merge([row({ ref: 'E1', from: '2025-09-01', routeIn: 'step-up' })]);
    const members = [{ ...only(known), id: 5 }];
    const later = merge([row({ name: 'Ann Ash' })], {}, { ...COHORTS, members });
    expect(changesNothing(later.changes)).toBe(true);
    expect(later.differences.unchanged).toHaveLength(1);
  });

  it('joins a cohort that is new, with an intake for each first day', () => {
    const where = { team: 'Duty', role: 'Social worker', fte: ONE_FTE, cohort: 'Autumn 2026' };
    const first = merge(
      [
        row({ ...where, name: 'Bo Birch', from: '2026-09-07' }),
        row({ ...where, name: 'Cy Cedar', from: '2026-09-07' }),
        row({ ...where, name: 'Di Dogwood', from: '2027-09-06' }),
      ],
      { asAt: '2026-10-01' },
    );
    expect(first.newCohorts).toEqual(['Autumn 2026']);
    expect(first.changes.cohorts).toMatchObject([{ programme: 1 }]);
    expect(first.changes.intakes.map(({ on, places }) => [on, places])).toEqual([
      ['2026-09-07', null],
    ]);
    // ASYE takes nobody from September 2027.
    expect(first.differences.refused[0]!.what[0]).toBe(
      'The programme of Autumn 2026 takes nobody on 6 September 2027',
    );
  });

  it.each([
    ['in no cohort', { cohort: null, name: 'Bo' }, /Say which cohort/],
    ['twice', { ref: 'E1', from: '2025-09-01' }, /same person/],
  ])('%s is refused with the reason', (_, about, why) => {
    const rows = [row({ ref: 'E1', from: '2025-09-01' }), row(about)];
    const { differences } = merge(rows);
    expect(differences.refused).toHaveLength(1);
    expect(differences.refused[0]!.what[0]).toMatch(why);
  });

  it('whose start the plan has otherwise is refused, for that moves every due date', () => {
    const first = merge([row({ ref: 'E1', from: '2025-09-01' })]);
    const members = [{ ...only(first), id: 5 }];
    const { differences } = merge(
      [row({ ref: 'E1', from: '2025-09-15' })],
      {},
      { ...COHORTS, members },
    );
    expect(differences.refused[0]!.what[0]).toBe(
      'They started on 1 September 2025. Correct that on the ASYE page first',
    );
  });

  it('whose assessor nobody knows has none, and is told so', () => {
    const { differences } = merge([row({ ref: 'E1', assessor: 'Dr Who' })]);
    expect(differences.new[0]!.what).toContain(
      'No assessor of the plan is called “Dr Who”, so none is set',
    );
  });
});
