/** What a file would change: each rule of merging, worked by hand, and that twice is once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedRecords, mergeRows } from '../../src/domain/merging/merge.ts';
import { proposedRole } from '../../src/domain/merging/roleGroups.ts';
import {
  changesNothing,
  MERGE_OUTCOMES,
  type AgencyWorkerRow,
  type Merge,
  type MergeOptions,
  type MergeRow,
  type PersonRow,
  type PostRow,
} from '../../src/domain/merging/types.ts';
import type { MovementRow } from '../../src/domain/importing/rows/types.ts';
import type { PlanRecords } from '../../src/domain/records/types.ts';

const ONE = 1_000_000;
const EMPTY: PlanRecords = {
  services: [],
  teams: [],
  teamPeriods: [],
  roles: [],
  lines: [],
  workers: [],
  engagements: [],
  assignments: [],
  absences: [],
};
const OPTIONS: MergeOptions = {
  asAt: '2022-03-31',
  service: null,
  roles: [],
  keepPlaces: false,
  censusDate: null,
  cohort: null,
  end: null,
};

let rowNumber = 1;
const person = (ref: string, about: Partial<PersonRow> = {}): PersonRow => ({
  kind: 'people',
  row: (rowNumber += 1),
  ref,
  name: null,
  sweNumber: null,
  service: 'Assessment',
  team: 'Duty',
  role: 'Social worker',
  postRef: null,
  basis: 'permanent',
  fte: ONE,
  from: '2020-01-06',
  to: null,
  offerAcceptedOn: null,
  origin: null,
  leavingReason: null,
  destination: null,
  absence: null,
  ...about,
});
const agency = (ref: string, about: Partial<AgencyWorkerRow> = {}): AgencyWorkerRow => {
  const { basis: _b, offerAcceptedOn: _o, origin: _or, ...rest } = person(ref);
  const { leavingReason: _l, destination: _d, absence: _a, ...shared } = rest;
  return { ...shared, kind: 'agency', covers: null, ...about };
};
const post = (postRef: string | null, about: Partial<PostRow> = {}): PostRow => ({
  kind: 'establishment',
  row: (rowNumber += 1),
  service: 'Assessment',
  team: 'Duty',
  role: 'Social worker',
  postRef,
  fte: ONE,
  fundedFrom: '2018-04-01',
  fundedTo: null,
  funding: null,
  frozen: null,
  ...about,
});
const movement = (ref: string, about: Partial<MovementRow>): MovementRow => ({
  kind: 'movements',
  row: (rowNumber += 1),
  movement: 'starter',
  ref,
  name: null,
  date: '2021-01-04',
  service: null,
  team: null,
  role: null,
  postRef: null,
  basis: 'permanent',
  fte: null,
  absence: null,
  origin: null,
  leavingReason: null,
  destination: null,
  ...about,
});

const counts = ({ differences }: Merge) =>
  Object.fromEntries(
    MERGE_OUTCOMES.map((outcome) => [outcome, differences[outcome].length] as const).filter(
      ([, n]) => n > 0,
    ),
  );

/** Imports rows one file after the other; each file again must change nothing. */
function plan(...files: [MergeRow[], Partial<MergeOptions>?][]): PlanRecords {
  let records = EMPTY;
  for (const [rows, options] of files) records = next(records, rows, options).records;
  return records;
}

function next(records: PlanRecords, rows: MergeRow[], options: Partial<MergeOptions> = {}) {
  const all = { ...OPTIONS, ...options };
  const merge = mergeRows(records, rows, all);
  const after = renumbered(mergedRecords(records, merge));
  const again = mergeRows(after, rows, all);
  expect(changesNothing(again.changes), JSON.stringify(again.changes)).toBe(true);
  return { merge, records: after };
}

let saved = 0;
/** New rows get ids above zero, as saving gives them. */
function renumbered(records: PlanRecords): PlanRecords {
  saved += 1000;
  const id = (n: number) => (n < 0 ? saved - n : n);
  const all = JSON.parse(JSON.stringify(records)) as PlanRecords;
  for (const rows of Object.values(all) as Record<string, unknown>[][]) {
    for (const row of rows) {
      for (const key of ['id', 'team', 'service', 'role', 'worker', 'engagement']) {
        if (typeof row[key] === 'number') row[key] = id(row[key]);
      }
    }
  }
  return all;
}

describe('people', () => {
  it('are new with the teams, services and roles the file names', () => {
    const { merge, records } = next(EMPTY, [
      person('1', { name: 'Ada' }),
      person('2', { team: ' duty ', role: 'Team Manager', from: '2019-05-01' }),
    ]);
    expect(counts(merge)).toEqual({ new: 2 });
    expect(merge.newTeams).toEqual([{ name: 'Duty', service: 'Assessment' }]);
    expect(merge.newRoles).toEqual([
      { name: 'Social worker', group: 'case-holder', counts: true },
      { name: 'Team Manager', group: 'first-line-manager', counts: true },
    ]);
    expect(records.teams).toMatchObject([{ openedOn: '2019-05-01' }]);
    expect(records.services).toMatchObject([{ name: 'Assessment', openedOn: '2019-05-01' }]);
    expect(records.assignments).toHaveLength(2);
  });

  it('with two posts are one spell in two places; a job share is two people in one post', () => {
    const { merge, records } = next(EMPTY, [
      person('1', { fte: 400_000, postRef: 'P1' }),
      person('1', { fte: 600_000, postRef: 'P2', team: 'Fostering' }),
      person('2', { fte: 600_000, postRef: 'P1' }),
    ]);
    expect(counts(merge)).toEqual({ new: 3 });
    expect(records.engagements).toHaveLength(2);
    expect(records.assignments).toHaveLength(3);
  });

  it('move and change hours from the list’s own date, and what was before stays', () => {
    const start = plan([[person('1')]]);
    const { merge, records } = next(start, [person('1', { team: 'Fostering', fte: 600_000 })], {
      asAt: '2022-06-30',
    });
    expect(merge.differences.changed[0]!.what).toEqual([
      'Moves from Social worker, Duty to Social worker, Fostering from 30 June 2022',
      'Hours 1 FTE to 0.6 FTE from 30 June 2022',
    ]);
    expect(records.assignments.map(({ from, to, fte }) => [from, to, fte])).toEqual([
      ['2020-01-06', '2022-06-29', ONE],
      ['2022-06-30', null, 600_000],
    ]);
  });

  it('leave, come back and are corrected', () => {
    const start = plan([[person('1')]]);
    const left = next(start, [person('1', { to: '2021-09-30', leavingReason: 1, destination: 9 })]);
    expect(counts(left.merge)).toEqual({ changed: 1 });
    expect(left.records.assignments).toMatchObject([{ to: '2021-09-30' }]);
    const back = next(left.records, [
      person('1', { to: '2021-09-30' }),
      person('1', { from: '2022-01-10', team: 'Fostering' }),
    ]);
    expect(counts(back.merge)).toEqual({ unchanged: 1, new: 1 });
    expect(
      back.records.engagements.map(({ from, to, leavingReason }) => [from, to, leavingReason]),
    ).toEqual([
      ['2020-01-06', '2021-09-30', 1],
      ['2022-01-10', null, null],
    ]);
    const corrected = next(start, [person('1', { from: '2019-11-04' })]);
    expect(corrected.records.engagements).toMatchObject([{ from: '2019-11-04' }]);
    expect(corrected.records.assignments).toMatchObject([{ from: '2019-11-04' }]);
  });

  it('whose file gives the start in the post have moved then; under another contract it follows', () => {
    const start = plan([[person('1'), person('2', { basis: 'fixed-term' })]]);
    const { merge, records } = next(start, [
      person('1', { from: '2021-05-01', role: 'Senior social worker' }),
      person('2', { from: '2021-05-01' }),
    ]);
    expect(counts(merge)).toEqual({ changed: 1, new: 1 });
    expect(records.engagements.map(({ basis, from, to }) => [basis, from, to])).toEqual([
      ['permanent', '2020-01-06', null],
      ['fixed-term', '2020-01-06', '2021-04-30'],
      ['permanent', '2021-05-01', null],
    ]);
    expect(records.assignments.map(({ from, to }) => [from, to])).toEqual([
      ['2020-01-06', '2021-04-30'],
      ['2020-01-06', '2021-04-30'],
      ['2021-05-01', null],
      ['2021-05-01', null],
    ]);
  });

  it('not in the file are gone, and end only when the user says so', () => {
    const start = plan(
      [[person('1'), person('2'), person('3', { to: '2021-12-31' })]],
      [[agency('9')]],
    );
    const rows = [person('1')];
    const asked = next(start, rows);
    expect(counts(asked.merge)).toEqual({ unchanged: 1, gone: 1 });
    expect(asked.merge.differences.gone).toMatchObject([
      { ref: '2', place: 'Social worker, Duty' },
    ]);
    expect(changesNothing(asked.merge.changes)).toBe(true);
    const gone = asked.merge.differences.gone[0]!.id!;
    const kept = next(start, rows, { end: { lastDay: '2022-02-28', only: [gone + 1] } });
    expect(kept.merge.ended).toBe(0);
    const ended = next(start, rows, { end: { lastDay: '2022-02-28', only: [gone] } });
    expect(ended.merge.ended).toBe(1);
    expect(ended.records.engagements.find(({ id }) => id === gone)!.to).toBe('2022-02-28');
  });

  it('of a statutory return are known by number and stay where they are', () => {
    const swe = 'SW1234567890';
    const start = plan([[person('E1', { sweNumber: swe, basis: 'fixed-term' })]]);
    const row = person(swe, { sweNumber: swe, team: 'Whole authority', fte: 800_000 });
    const { merge, records } = next(start, [{ ...row, returned: { GenderCurrent: ['2'] } }], {
      keepPlaces: true,
    });
    expect(merge.differences.changed[0]!.what).toEqual([
      'Hours 1 FTE to 0.8 FTE from 31 March 2022',
    ]);
    expect(records.workers).toMatchObject([{ ref: 'E1' }]);
    expect(records.engagements).toMatchObject([{ basis: 'fixed-term' }]);
    expect(merge.changes).toMatchObject({ returns: [], teams: [], roles: [] });
    const kept = mergeRows(start, [{ ...row, returned: { GenderCurrent: ['2'] } }], {
      ...OPTIONS,
      censusDate: '2022-03-31',
    });
    expect(kept.changes.returns).toMatchObject([{ fields: { GenderCurrent: ['2'] } }]);
  });

  it('of a statutory return are one time here, whatever contracts the plan has of it', () => {
    const first = { from: '2020-01-06', to: '2021-05-31', basis: 'fixed-term' } as const;
    const start = plan(
      [[person('1', first), person('1', { from: '2021-06-01' })]],
      [[agency('2'), person('3', { basis: 'secondment' }), person('4', { role: 'Administrator' })]],
    );
    const rows = [person('1', { from: '2020-01-06' }), agency('2'), person('3')];
    const again = next(start, rows, {
      keepPlaces: true,
      end: { lastDay: '2022-03-31', only: null },
    });
    // A return has no administrators: nobody of them is gone.
    expect(counts(again.merge)).toEqual({ unchanged: 3 });
    expect(changesNothing(again.merge.changes)).toBe(true);

    const codes = { origin: 2, leavingReason: 5, destination: 7 };
    const left = person('1', { from: '2020-01-06', to: '2022-01-31', ...codes });
    const { records } = next(start, [left], { keepPlaces: true });
    // How somebody came is known of the first contract, how they went of the last.
    expect(
      records.engagements
        .filter(({ worker }) => worker === records.workers.find(({ ref }) => ref === '1')!.id)
        .map(({ to, origin, leavingReason, destination }) => [
          to,
          origin,
          leavingReason,
          destination,
        ]),
    ).toEqual([
      ['2021-05-31', 2, null, null],
      ['2022-01-31', null, 5, 7],
    ]);
  });

  it('end nobody while a row is refused: whoever it is about would look as if they had gone', () => {
    const start = plan([[person('1'), person('2', { service: 'Permanence', from: '2019-01-01' })]]);
    const end = { lastDay: '2022-03-31', only: null };
    const { merge } = next(start, [person('1'), person('2', { service: null })], { end });
    expect(counts(merge)).toMatchObject({ refused: 1 });
    expect(merge.ended).toBe(0);
    expect(changesNothing(merge.changes)).toBe(true);
  });

  it('in a team whose name two services have are refused until the file says which', () => {
    const start = plan([[person('1'), person('2', { service: 'Permanence', from: '2019-01-01' })]]);
    expect(start.teams).toHaveLength(2);
    const { merge } = next(start, [person('1'), person('3', { service: null })]);
    expect(counts(merge)).toEqual({ unchanged: 1, refused: 1, gone: 1 });
    const twice = next(EMPTY, [person('1'), person('1', { fte: 500_000 })]);
    expect(counts(twice.merge)).toEqual({ new: 1, refused: 1 });
  });

  it('are away, at zero hours, and here for a day', () => {
    const { records } = next(EMPTY, [
      person('1', { absence: { kind: 'MAT', from: '2022-01-01', to: null } }),
      person('2', { fte: 0 }),
      person('3', { from: '2021-05-01', to: '2021-05-01' }),
    ]);
    expect(records.absences).toMatchObject([{ kind: 'MAT', from: '2022-01-01', to: null }]);
    expect(records.assignments.map(({ fte }) => fte)).toEqual([ONE, 0, ONE]);
  });
});

describe('movements', () => {
  it('are taken on their own dates', () => {
    const start = plan([[person('1'), person('2')]]);
    const { merge, records } = next(start, [
      movement('1', { movement: 'hours', date: '2021-06-01', fte: 600_000 }),
      movement('1', { movement: 'leaver', date: '2021-12-31', leavingReason: 5 }),
      movement('3', { team: 'Duty', role: 'Social worker', origin: 1 }),
      movement('2', { movement: 'secondment-out', date: '2021-09-01' }),
      movement('2', { movement: 'secondment-back', date: '2022-01-01' }),
      movement('8', { movement: 'leaver' }),
      movement('9', {}),
    ]);
    expect(counts(merge)).toEqual({ new: 1, changed: 4, refused: 2 });
    expect(
      records.assignments.map(({ from, to, fte, secondedOut }) => [from, to, fte, secondedOut]),
    ).toEqual([
      ['2020-01-06', '2021-05-31', ONE, false],
      ['2020-01-06', '2021-08-31', ONE, false],
      ['2021-06-01', '2021-12-31', 600_000, false],
      ['2021-01-04', null, ONE, false],
      ['2021-09-01', '2021-12-31', ONE, true],
      ['2022-01-01', null, ONE, false],
    ]);
  });
});

describe('agency bookings', () => {
  const booking = (ref: string, name: string, sweNumber: string | null, from: string) =>
    agency(ref, { name, sweNumber, from, to: null });

  it('with one registration number and name are one person, whatever their references', () => {
    const ONE_NUMBER = 'SW0000000001';
    const start = plan([
      [
        agency('B1', { name: 'Ann Ash', sweNumber: ONE_NUMBER, to: '2020-12-31' }),
        booking('B2', 'Ann Ash', ONE_NUMBER, '2021-03-01'),
        booking('B3', 'Bea Birch', null, '2021-03-01'),
      ],
    ]);
    expect(start.workers.map(({ ref }) => ref)).toEqual(['B1', 'B3']);
    expect(start.engagements.map(({ from, to }) => [from, to])).toEqual([
      ['2020-01-06', '2020-12-31'],
      ['2021-03-01', null],
      ['2021-03-01', null],
    ]);
  });

  it('with one number and two names are two people', () => {
    const rows = [booking('B1', 'Ann Ash', 'SW0000000001', '2021-03-01')];
    rows.push(booking('B2', 'Bea Birch', 'SW0000000001', '2021-03-01'));
    expect(plan([rows]).workers).toHaveLength(2);
  });

  it('with one name and no number are said to be taken as different people', () => {
    const rows = ['B1', 'B2'].map((ref) => booking(ref, 'Ann Ash', null, '2021-03-01'));
    const { merge } = next(EMPTY, rows);
    const [first, second] = rows.map(({ row }) => row);
    expect(merge.notes[0]).toContain(`Rows ${first}, ${second} have one name`);
  });
});

describe('movements that say too little', () => {
  const start = plan([[person('1')]]);

  it('are refused, not taken for no change', () => {
    const { merge } = next(start, [
      movement('1', { movement: 'move', date: '2021-06-01' }),
      movement('1', { movement: 'hours', date: '2021-07-01' }),
      movement('2', { team: 'Duty', role: 'Social worker', basis: null }),
    ]);
    expect(merge.differences.refused.map(({ what }) => what[0])).toEqual([
      'The row does not say to which team, role or post',
      'The row gives no FTE or hours',
      'The row does not say how they are employed',
    ]);
    expect(counts(merge)).toEqual({ refused: 3 });
  });

  it('leave the team and role as they are where those are blank', () => {
    const { records } = next(start, [
      movement('1', { movement: 'hours', date: '2021-06-01', fte: 600_000 }),
    ]);
    const [before, after] = records.assignments;
    expect(after).toMatchObject({ team: before!.team, role: before!.role, fte: 600_000 });
  });
});

it('an absence keeps the kind a movement gives, and a later one may name it', () => {
  const start = plan([[person('1'), person('2')]]);
  const away = { movement: 'absence-start', date: '2021-06-01' } as const;
  const { records } = next(start, [
    movement('1', { ...away, absence: 'MAT' }),
    movement('2', away),
  ]);
  expect(records.absences.map(({ kind }) => kind)).toEqual(['MAT', 'OTH']);
  const named = next(records, [movement('2', { ...away, absence: 'SIC' })]);
  expect(named.merge.differences.changed[0]!.what).toEqual(['The kind of absence changes']);
  expect(named.records.absences.map(({ kind }) => kind)).toEqual(['MAT', 'SIC']);
});

it('the difference lists rows in the order of the file', () => {
  const start = plan([[person('1'), person('2')]]);
  const { merge } = next(start, [
    movement('1', { movement: 'hours', date: '2021-06-01', fte: 600_000, row: 2 }),
    movement('2', { movement: 'hours', date: '2021-06-01', fte: 600_000, row: 3 }),
    movement('1', { movement: 'hours', date: '2021-08-01', fte: ONE, row: 4 }),
  ]);
  expect(merge.differences.changed.map(({ row }) => row)).toEqual([2, 3, 4]);
});

describe('posts', () => {
  it('are known by reference: changed from the list’s date, ended only when asked', () => {
    const start = plan([[post('P1'), post('P2'), post('P3')]]);
    const { merge, records } = next(
      start,
      [post('P1', { fte: 500_000, frozen: true }), post('p2')],
      { end: { lastDay: '2022-03-31', only: null } },
    );
    expect(counts(merge)).toEqual({ changed: 1, unchanged: 1, gone: 1 });
    expect(
      records.lines.map(({ postRef, fte, fundedFrom, fundedTo }) => [
        postRef,
        fte,
        fundedFrom,
        fundedTo,
      ]),
    ).toEqual([
      ['P1', ONE, '2018-04-01', '2022-03-30'],
      ['P2', ONE, '2018-04-01', null],
      ['P3', ONE, '2018-04-01', '2022-03-31'],
      ['P1', 500_000, '2022-03-31', null],
    ]);
  });

  it('without references are counted together by team and role', () => {
    const start = plan([[post(null), post(null), post(null, { fundedFrom: '2020-04-01' })]]);
    expect(start.lines.map(({ fte, fundedFrom }) => [fte, fundedFrom])).toEqual([
      [2 * ONE, '2018-04-01'],
      [ONE, '2020-04-01'],
    ]);
    const more = next(start, [post(null, { fte: 4 * ONE })]);
    expect(more.merge.differences.changed[0]!.what).toEqual([
      '3 FTE to 4 FTE in all, from 31 March 2022',
    ]);
    const fewer = next(start, [post(null, { fte: 1_500_000 })]);
    expect(fewer.records.lines.map(({ fte, fundedTo }) => [fte, fundedTo])).toEqual([
      [2 * ONE, '2022-03-30'],
      [ONE, '2022-03-30'],
      [1_500_000, null],
    ]);
    const moved = next(start, [post(null, { team: 'Fostering' })]);
    expect(counts(moved.merge)).toEqual({ new: 1, gone: 2 });
  });

  it('keep grant apart from base where the file tells them, and not where it does not', () => {
    const start = plan([[post(null, { funding: 'base' }), post(null, { funding: 'grant' })]]);
    expect(counts(next(start, [post(null, { fte: 2 * ONE })]).merge)).toEqual({ unchanged: 1 });
    const told = next(start, [post(null, { funding: 'base' })]);
    expect(counts(told.merge)).toEqual({ unchanged: 1, gone: 1 });
  });
});

it('roles are proposed by their titles', () => {
  const groups = Object.entries({
    'Assistant Director, Children’s Social Care': 'senior-manager',
    'Head of Service': 'senior-manager',
    'Group Manager': 'middle-manager',
    'Deputy Team Manager': 'first-line-manager',
    'Practice Supervisor': 'first-line-manager',
    'Advanced Practitioner': 'senior-practitioner',
    'Senior Social Worker': 'senior-practitioner',
    'Social Worker (ASYE)': 'case-holder',
    'Independent Reviewing Officer': 'qualified-no-cases',
    'Business Support Officer': 'other',
    'Personal Adviser': 'other',
    // As the statutory return itself calls them.
    'Case holder': 'case-holder',
    'Qualified without cases': 'qualified-no-cases',
  });
  for (const [title, group] of groups)
    expect([title, proposedRole(title).group]).toEqual([title, group]);
});

const day = fc.integer({ min: 0, max: 1500 }).map((n) => {
  return new Date(Date.UTC(2019, 0, 1 + n)).toISOString().slice(0, 10);
});
const some = fc.constantFrom;
const arbitraryRow: fc.Arbitrary<MergeRow> = fc
  .record({
    kind: some('people', 'agency', 'establishment', 'movements'),
    ref: some('1', '2', '3', '4'),
    team: some('Duty', 'duty', 'Fostering', 'Court'),
    service: some('Assessment', 'Permanence', null),
    role: some('Social worker', 'Team manager'),
    fte: some(0, 400_000, 500_000, ONE),
    days: fc.tuple(day, day).map((days) => days.sort()),
    ends: fc.boolean(),
    postRef: some('P1', 'P2', null, null),
    basis: some('permanent', 'fixed-term', 'secondment'),
    movement: some(
      'starter',
      'leaver',
      'move',
      'hours',
      'secondment-out',
      'absence-start',
      'absence-end',
    ),
    absence: some(null, 'MAT' as const, 'SIC' as const, 'OTH' as const),
    sweNumber: some(null, null, 'SW0000000001', 'SW0000000002'),
    name: some(null, 'Ann Ash', 'Bea Birch'),
  })
  .map((row): MergeRow => {
    const { kind, ref, fte, basis, absence, movement: what, ends, days, sweNumber, name } = row;
    const { team, service, role, postRef } = row;
    const place = { team, service, role, postRef };
    const who = { sweNumber, name };
    const [from, to] = days;
    const last = ends ? to : null;
    const about = { ...place, fte, from: from, to: last };
    if (kind === 'people') return person(ref, { ...about, ...who, basis });
    if (kind === 'agency') return agency(ref, { ...about, ...who });
    if (kind === 'movements') {
      return movement(ref, { ...place, fte, date: from, movement: what, basis, absence });
    }
    const line = { ...place, fte: fte || ONE, fundedFrom: from, fundedTo: last };
    return post(place.postRef, line);
  });

it('the same file twice changes nothing the second time, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(arbitraryRow, { maxLength: 8 }), day), {
        minLength: 1,
        maxLength: 3,
      }),
      (files) => {
        let records = EMPTY;
        for (const [rows, asAt] of files) {
          const kind = rows[0]?.kind;
          records = next(
            records,
            rows.filter((row) => row.kind === kind),
            { asAt },
          ).records;
        }
        for (const { id, from, to } of records.engagements) {
          for (const one of records.assignments.filter(({ engagement }) => engagement === id)) {
            expect(one.from >= from && (one.to === null || one.to >= one.from)).toBe(true);
            expect(to === null || (one.to !== null && one.to <= to)).toBe(true);
          }
        }
        for (const line of records.lines) {
          expect(line.fte > 0 && (line.fundedTo === null || line.fundedTo >= line.fundedFrom)).toBe(
            true,
          );
        }
      },
    ),
    { numRuns: 500 },
  );
});
