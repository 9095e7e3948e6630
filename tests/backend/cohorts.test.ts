/** Cohorts and their members, from the first offer to the role after the programme. */
import { describe, expect, it } from 'vitest';
import { establishmentTable, stockAt } from '../../src/domain/records/stock.ts';
import type { AsyeRecords, Member } from '../../src/domain/asye/types.ts';
import type { PlanRecords } from '../../src/domain/records/types.ts';
import { ONE, OPENED, recordsPlan } from './recordsPlan.ts';

const WHOLE = { counts: 'all' } as const;

/** The plan of recordsPlan as at 15 November 2021, with a cohort and 4 social worker posts in Duty. */
async function cohortPlan() {
  const some = await recordsPlan();
  const { backend, plan, team, role } = some;
  await backend.change('establishment.change', {
    ...{ plan, from: OPENED },
    steps: [{ kind: 'add', team: team.Duty, role: role['Social worker'], fte: 4 * ONE }],
  });
  const { measures } = await backend.ok('figures.read', { plan });
  const route = measures.find(({ kind }) => kind === 'recruits')!.id;
  await backend.change('programme.save', { plan, programme: 1, name: 'ASYE', route });
  const intakes = [{ on: '2021-09-01', places: 5 }];
  const { cohort } = await backend.change('cohort.save', {
    ...{ plan, programme: 1, name: 'Autumn 2021', partners: ['Anytown University'], intakes },
  });
  const asye = () => backend.ok('asye.read', { plan });
  const everything = async (): Promise<{ asye: AsyeRecords; records: PlanRecords }> => ({
    asye: await asye(),
    records: await some.records(),
  });
  const place = (about: Partial<{ team: number; role: number; fte: number }> = {}) => [
    { team: team.Duty, role: role['Social worker'], fte: ONE, ...about },
  ];
  return {
    ...some,
    ...{ route, cohort, asye, everything, place },
    add: async (ref: string, about: object = {}): Promise<number> => {
      const members = [{ worker: { ref, name: null }, ...about }];
      return (await backend.change('member.add', { plan, cohort, members })).members[0]!;
    },
    member: async (id: number): Promise<Member> =>
      (await asye()).members.find((one) => one.id === id)!,
    refusal: async (name: string, input: object) =>
      backend.fault(name, { plan, revision: await backend.revision(plan), ...input }),
    /** Makes a change, takes it back, finds every table as it was, and makes it again. */
    async undoable(change: () => Promise<unknown>) {
      const before = await everything();
      await change();
      const after = await everything();
      expect(after).not.toEqual(before);
      await backend.change('history.undo', { plan });
      expect(await everything()).toEqual(before);
      await backend.change('history.redo', { plan });
      expect(await everything()).toEqual(after);
    },
  };
}

describe('a cohort', () => {
  it('is added, changed and removed, each undone as one step', async () => {
    const { backend, plan, undoable, asye, cohort, lastWords } = await cohortPlan();
    expect(await lastWords()).toBe('Added the cohort Autumn 2021 (ASYE)');
    await undoable(() =>
      backend.change('cohort.save', {
        ...{ plan, cohort, programme: 1, name: 'Autumn 2021-22', note: 'Two intakes' },
        intakes: [
          { on: '2021-09-01', places: 6 },
          { on: '2022-01-10', places: null },
        ],
      }),
    );
    const { cohorts, intakes } = await asye();
    expect(cohorts).toMatchObject([{ name: 'Autumn 2021-22', partners: [], note: 'Two intakes' }]);
    expect(intakes.map(({ on, places }) => [on, places])).toEqual([
      ['2021-09-01', 6],
      ['2022-01-10', null],
    ]);
    await undoable(() => backend.change('cohort.remove', { plan, cohort }));
    expect(await lastWords()).toMatch(/Removed the cohort Autumn 2021-22$/);
    expect((await asye()).intakes).toEqual([]);
  });

  it('is refused with a name taken, a date twice or taken by nobody, or once people are in it', async () => {
    const { refusal, cohort, add } = await cohortPlan();
    const given = { programme: 1, name: 'Spring 2022', intakes: [] as object[] };
    expect(await refusal('cohort.save', { ...given, name: 'autumn 2021' })).toMatchObject({
      ...{ field: 'name', message: 'There is already a cohort named Autumn 2021.' },
    });
    const day = { on: '2022-01-10' };
    expect(await refusal('cohort.save', { ...given, intakes: [day, day] })).toMatchObject({
      ...{
        field: 'intakes.1.on',
        message: '10 January 2022 is given twice. Add the places together.',
      },
    });
    expect(await refusal('cohort.save', { ...given, programme: 2, intakes: [day] })).toMatchObject({
      field: 'intakes.0.on',
      message: expect.stringMatching(
        /^Early career programme takes nobody who starts on 10 January 2022\./,
      ) as string,
    });
    await add('NQSW-1');
    expect(await refusal('cohort.remove', { cohort })).toMatchObject({
      message: 'Autumn 2021 has 1 member, so it is kept. Take out those added in error first.',
    });
  });

  it('keeps its programme once somebody has started on it', async () => {
    const { backend, plan, refusal, cohort, add, place } = await cohortPlan();
    const member = await add('NQSW-1');
    await backend.change('member.start', {
      ...{ plan, member, startedOn: '2021-09-01', placements: place() },
    });
    expect(
      await refusal('cohort.save', { cohort, programme: 2, name: 'Autumn 2021' }),
    ).toMatchObject({ code: 'refused', field: 'programme' });
  });
});

describe('the route of a programme', () => {
  it('is one of the plan’s recruitment routes, or none', async () => {
    const { backend, plan, undoable, refusal, lastWords } = await cohortPlan();
    await undoable(() =>
      backend.change('programme.save', { plan, programme: 1, name: 'ASYE', route: null }),
    );
    expect(await lastWords()).toBe('Redid: Counted starters on ASYE to no recruitment route');
    const { measures } = await backend.ok('figures.read', { plan });
    const other = measures.find(({ kind }) => kind !== 'recruits');
    const route = other?.id ?? 99;
    expect(await refusal('programme.save', { programme: 1, name: 'ASYE', route })).toMatchObject({
      field: 'route',
    });
  });
});

describe('adding members', () => {
  it('takes several at once, new and known, as one step that says nobody’s name', async () => {
    const { backend, plan, cohort, undoable, asye, start, records, lastWords } = await cohortPlan();
    const { worker } = await start('E1', { name: 'Ada Byron', from: '2021-09-06' });
    const members = [
      { worker: { ref: 'NQSW-1', name: 'Mary Shelley' }, university: 'Anytown University' },
      {
        ...{ worker: { ref: 'NQSW-2' }, routeIn: 'step-up' as const, acceptedOn: '2021-10-01' },
        ...{ expectedOn: '2022-01-10', fte: 600_000 },
      },
      { worker },
    ];
    await undoable(() => backend.change('member.add', { plan, cohort, members }));
    expect(await lastWords()).toBe('Redid: Added 3 members to Autumn 2021');
    expect((await asye()).members).toMatchObject([
      { acceptedOn: null, university: 'Anytown University', engagement: null },
      { acceptedOn: '2021-10-01', expectedOn: '2022-01-10', fte: 600_000, routeIn: 'step-up' },
      { worker, engagement: null },
    ]);
    expect((await records()).workers.map(({ ref }) => ref)).toEqual(['E1', 'NQSW-1', 'NQSW-2']);
  });

  it('links the employment of somebody who has started, and counts it to the route', async () => {
    const { backend, plan, cohort, start, member, records, route } = await cohortPlan();
    const { worker, engagement } = await start('E1', { from: '2021-09-06' });
    const members = [{ worker, engagement, startedOn: '2021-09-13' }];
    const added = await backend.change('member.add', { plan, cohort, members });
    expect(await member(added.members[0]!)).toMatchObject({
      ...{ engagement, startedOn: '2021-09-13', version: 1 },
    });
    expect((await records()).engagements).toMatchObject([{ id: engagement, route }]);
  });

  it('is refused by person: a reference taken, in a cohort already, dates in the wrong order', async () => {
    const { backend, plan, refusal, cohort, add, start } = await cohortPlan();
    const refused = (one: object) => refusal('member.add', { cohort, members: [one] });
    await add('NQSW-1');
    expect(await refused({ worker: { ref: 'nqsw-1' } })).toMatchObject({
      field: 'members.0.worker.ref',
    });
    const worker = (await backend.ok('records.read', { plan })).workers[0]!.id;
    expect(await refused({ worker })).toMatchObject({
      ...{ field: 'members.0.worker', message: 'This person is in Autumn 2021 already.' },
    });
    const dates = { acceptedOn: '2021-10-02', expectedOn: '2021-10-01' };
    expect(await refused({ worker: { ref: 'X' }, ...dates })).toMatchObject({
      field: 'members.0.acceptedOn',
    });
    expect(await refused({ worker: { ref: 'X' }, acceptedOn: '2021-12-01' })).toMatchObject({
      message: '1 December 2021 is still to come. Enter the day they accepted.',
    });
    const { engagement } = await start('E9');
    expect(await refused({ worker: { ref: 'X' }, engagement })).toMatchObject({
      field: 'members.0.engagement',
    });
    // In another cohort whose end is not recorded.
    const { cohort: other } = await backend.change('cohort.save', {
      ...{ plan, programme: 1, name: 'Spring 2022' },
    });
    expect(await refusal('member.add', { cohort: other, members: [{ worker }] })).toMatchObject({
      message:
        'This person is in Autumn 2021, and how that ended is not recorded. Record it first.',
    });
  });
});

describe('an accepted offer', () => {
  it('keeps on the member what is known, and becomes an employment once there is a place', async () => {
    const { backend, plan, add, undoable, member, records, route, team, place } =
      await cohortPlan();
    const id = await add('NQSW-1');
    await undoable(() =>
      backend.change('member.accept', {
        ...{ plan, member: id, acceptedOn: '2021-10-01', expectedOn: '2022-01-10' },
        ...{ team: team.Duty, fte: 800_000 },
      }),
    );
    expect(await member(id)).toMatchObject({
      ...{ acceptedOn: '2021-10-01', expectedOn: '2022-01-10', team: team.Duty, fte: 800_000 },
      engagement: null,
    });
    expect((await records()).engagements).toEqual([]);

    await undoable(() =>
      backend.change('member.accept', {
        ...{ plan, member: id, acceptedOn: '2021-10-01', expectedOn: '2022-01-10' },
        placements: place(),
      }),
    );
    const now = await records();
    expect(now.engagements).toMatchObject([
      { from: '2022-01-10', offerAcceptedOn: '2021-10-01', route, origin: 1, basis: 'permanent' },
    ]);
    // What was planned gives way to the employment.
    expect(await member(id)).toMatchObject({
      ...{ engagement: now.engagements[0]!.id, expectedOn: null, team: null, fte: null },
    });
    // The establishment shows the offer beside the vacancy: 4 posts, nobody in them, one named.
    expect(stockAt(now, '2021-11-15', WHOLE)).toMatchObject({
      ...{ establishment: 4 * ONE, vacant: 4 * ONE, vacantNamed: ONE },
    });
    expect(stockAt(now, '2022-01-10', WHOLE)).toMatchObject({ vacant: 3 * ONE });

    // Another start and team, still to come: the same employment.
    await backend.change('member.accept', {
      ...{ plan, member: id, acceptedOn: '2021-10-01', expectedOn: '2022-02-01' },
      placements: place({ team: team.Fostering }),
    });
    const changed = await records();
    expect(changed.engagements).toMatchObject([{ from: '2022-02-01' }]);
    expect(changed.assignments).toMatchObject([{ from: '2022-02-01', team: team.Fostering }]);
  });

  it('is refused for a day to come, without a first day, and after the start', async () => {
    const { backend, plan, add, refusal, place } = await cohortPlan();
    const member = await add('NQSW-1');
    const given = { member, acceptedOn: '2021-10-01' };
    expect(await refusal('member.accept', { ...given, acceptedOn: '2021-12-01' })).toMatchObject({
      field: 'acceptedOn',
    });
    expect(await refusal('member.accept', { ...given, placements: place() })).toMatchObject({
      ...{ field: 'expectedOn', message: 'Enter their first day: the post is theirs from then.' },
    });
    const before = { ...given, expectedOn: '2021-09-01', placements: place() };
    expect(await refusal('member.accept', before)).toMatchObject({ field: 'acceptedOn' });
    await backend.change('member.start', {
      ...{ plan, member, startedOn: '2021-11-01', placements: place() },
    });
    expect(await refusal('member.accept', given)).toMatchObject({ code: 'refused' });
  });
});

describe('a start', () => {
  it('begins the employment where there is none, on the version of that day', async () => {
    const { backend, plan, add, undoable, member, records, lastWords, place } = await cohortPlan();
    const id = await add('NQSW-1');
    await undoable(() =>
      backend.change('member.start', {
        ...{ plan, member: id, startedOn: '2021-09-06', employedFrom: '2021-09-01' },
        ...{ placements: place(), ref: '700123' },
      }),
    );
    expect(await lastWords()).toBe(
      'Redid: Recorded a start: a member of Autumn 2021, Social worker, Duty, on the programme from 6 September 2021',
    );
    const now = await records();
    expect(now.workers).toMatchObject([{ ref: '700123' }]);
    expect(now.engagements).toMatchObject([{ from: '2021-09-01' }]);
    expect(await member(id)).toMatchObject({ startedOn: '2021-09-06', version: 1 });
  });

  it('links the employment HR has on record, and makes no second one', async () => {
    const { backend, plan, add, undoable, member, records, start, route, cohort } =
      await cohortPlan();
    await add('NQSW-1', { acceptedOn: '2021-05-01' });
    // HR put the same person on record under the reference of the payroll.
    const { worker, engagement } = await start('700123', { from: '2021-09-01' });
    const { members } = await backend.change('member.add', {
      ...{ plan, cohort, members: [{ worker, acceptedOn: '2021-05-01' }] },
    });
    const before = await records();
    await undoable(() =>
      backend.change('member.start', { plan, member: members[0]!, startedOn: '2021-09-06' }),
    );
    const after = await records();
    expect(after.engagements).toEqual([{ ...before.engagements[0], route }]);
    expect(after.assignments).toEqual(before.assignments);
    expect(await member(members[0]!)).toMatchObject({ engagement, startedOn: '2021-09-06' });
  });

  it('moves the accepted offer’s first day to the day they really came', async () => {
    const { backend, plan, add, member, records, place } = await cohortPlan();
    const id = await add('NQSW-1');
    await backend.change('member.accept', {
      ...{ plan, member: id, acceptedOn: '2021-05-01', expectedOn: '2021-09-01' },
      placements: place(),
    });
    await backend.change('member.start', {
      ...{ plan, member: id, startedOn: '2021-09-08', employedFrom: '2021-09-08' },
    });
    const { engagements, assignments } = await records();
    expect(engagements).toMatchObject([{ from: '2021-09-08', offerAcceptedOn: '2021-05-01' }]);
    expect(assignments).toMatchObject([{ from: '2021-09-08' }]);
    expect(await member(id)).toMatchObject({ startedOn: '2021-09-08' });
  });

  it('leaves the route of somebody who has long been here as it is recorded', async () => {
    const { backend, plan, cohort, start, records } = await cohortPlan();
    const { worker } = await start('E1', { from: '2019-06-03' });
    const added = await backend.change('member.add', { plan, cohort, members: [{ worker }] });
    await backend.change('member.start', {
      ...{ plan, member: added.members[0]!, startedOn: '2021-09-06' },
    });
    expect((await records()).engagements).toMatchObject([{ from: '2019-06-03', route: null }]);
  });

  it('is refused with the reason: nobody taken, no place, a day to come, before work begins', async () => {
    const { backend, plan, add, refusal, start, cohort, place } = await cohortPlan();
    const member = await add('NQSW-1');
    const given = { member, startedOn: '2021-09-06' };
    expect(
      await refusal('member.start', { ...given, startedOn: '2012-08-31', placements: place() }),
    ).toMatchObject({
      field: 'startedOn',
      message:
        'ASYE takes nobody who starts on 31 August 2012. It takes people who start from ' +
        '1 September 2012 to 31 August 2027.',
    });
    expect(await refusal('member.start', given)).toMatchObject({ field: 'placements' });
    expect(await refusal('member.start', { ...given, startedOn: '2021-11-16' })).toMatchObject({
      message: '16 November 2021 is still to come. Until then it is an accepted offer.',
    });
    const late = { ...given, employedFrom: '2021-09-13', placements: place() };
    expect(await refusal('member.start', late)).toMatchObject({ field: 'startedOn' });
    await start('E2');
    const taken = { ...given, placements: place(), ref: 'e2' };
    expect(await refusal('member.start', taken)).toMatchObject({ field: 'ref' });
    // Employed from a later day: said, and no second employment made.
    const { worker } = await start('E3', { from: '2021-09-13' });
    const { members } = await backend.change('member.add', { plan, cohort, members: [{ worker }] });
    expect(
      await refusal('member.start', { ...given, member: members[0], placements: place() }),
    ).toMatchObject({
      field: 'startedOn',
      message: expect.stringMatching(
        /^This person is already employed here from 13 Sept/,
      ) as string,
    });
  });
});

describe('the end', () => {
  async function started() {
    const some = await cohortPlan();
    const { backend, plan, add, place } = some;
    const id = await add('NQSW-1');
    await backend.change('member.start', {
      ...{ plan, member: id, startedOn: '2020-09-01', placements: place() },
    });
    return { ...some, id };
  }

  it('of a pass moves the role from its date, and the vacancies follow', async () => {
    const { backend, plan, id, undoable, member, records, team, role, place, lastWords } =
      await started();
    await backend.change('establishment.change', {
      ...{ plan, from: OPENED },
      steps: [{ kind: 'add', team: team.Fostering, role: role['Team manager'], fte: ONE }],
    });
    const vacantIn = (all: PlanRecords, date: string) => {
      const { children } = establishmentTable(all, date, WHOLE);
      const teams = children.flatMap((service) => service.children);
      return Object.fromEntries(teams.map(({ name, stock }) => [name, stock.vacant / ONE]));
    };
    expect(vacantIn(await records(), '2021-10-01')).toMatchObject({ Duty: 3, Fostering: 1 });
    await undoable(() =>
      backend.change('member.finish', {
        ...{ plan, member: id, endedOn: '2021-09-08', outcome: 'pass', movedFrom: '2021-10-01' },
        placements: place({ team: team.Fostering, role: role['Team manager'] }),
      }),
    );
    expect(await lastWords()).toBe(
      'Redid: Recorded the end of a member’s programme: Autumn 2021, 8 September 2021; Team manager, Fostering from 1 October 2021',
    );
    const now = await records();
    expect(vacantIn(now, '2021-09-30')).toMatchObject({ Duty: 3, Fostering: 1 });
    expect(vacantIn(now, '2021-10-01')).toMatchObject({ Duty: 4, Fostering: 0 });
    expect(await member(id)).toMatchObject({ endedOn: '2021-09-08', outcome: 'pass' });
  });

  it('may take the leaver with it, and its words are the same for every outcome', async () => {
    const { backend, plan, id, undoable, records, lastWords } = await started();
    await undoable(() =>
      backend.change('member.finish', {
        ...{ plan, member: id, endedOn: '2021-03-31', outcome: 'withdrawn' },
        ...{ lastDay: '2021-04-30', leavingReason: 1, destination: 2 },
      }),
    );
    expect((await records()).engagements).toMatchObject([
      { to: '2021-04-30', leavingReason: 1, destination: 2 },
    ]);
    expect(await lastWords()).toBe(
      'Redid: Recorded the end of a member’s programme: Autumn 2021, 31 March 2021; a leaver, last day 30 April 2021',
    );
    await backend.change('member.finish', {
      ...{ plan, member: id, endedOn: '2021-03-31', outcome: 'fail' },
    });
    expect(await lastWords()).toBe(
      'Corrected the end of a member’s programme: Autumn 2021, 31 March 2021',
    );
  });

  it('is refused where it cannot be', async () => {
    const { id, refusal, add, place } = await started();
    const given = { member: id, endedOn: '2021-09-08', outcome: 'pass' };
    expect(await refusal('member.finish', { ...given, endedOn: '2020-08-31' })).toMatchObject({
      ...{
        field: 'endedOn',
        message: 'They started on 1 September 2020. Enter a day from then on.',
      },
    });
    expect(await refusal('member.finish', { ...given, endedOn: '2021-12-01' })).toMatchObject({
      field: 'endedOn',
    });
    expect(
      await refusal('member.finish', { ...given, outcome: 'fail', movedFrom: '2021-10-01' }),
    ).toMatchObject({ field: 'outcome' });
    expect(
      await refusal('member.finish', { ...given, movedFrom: '2021-09-01', placements: place() }),
    ).toMatchObject({ field: 'movedFrom' });
    expect(await refusal('member.finish', { ...given, movedFrom: '2021-10-01' })).toMatchObject({
      field: 'placements',
    });
    expect(await refusal('member.finish', { ...given, lastDay: '2021-10-01' })).toMatchObject({
      field: 'lastDay',
    });
    const waiting = await add('NQSW-2');
    expect(await refusal('member.finish', { ...given, member: waiting })).toMatchObject({
      message: 'They have not started on the programme. Record their start first.',
    });
  });
});

describe('somebody who does not come', () => {
  it('gives the post back to the vacancies, and what was planned stays known', async () => {
    const { backend, plan, add, undoable, member, records, team, place, lastWords } =
      await cohortPlan();
    const id = await add('NQSW-1');
    await backend.change('member.accept', {
      ...{ plan, member: id, acceptedOn: '2021-10-01', expectedOn: '2022-01-10' },
      placements: place({ fte: 600_000 }),
    });
    await undoable(() => backend.change('member.withdraw', { plan, member: id, on: '2021-11-01' }));
    expect(await lastWords()).toBe('Redid: Recorded that somebody will not join Autumn 2021');
    const now = await records();
    expect([now.engagements, now.assignments]).toEqual([[], []]);
    expect(now.workers).toHaveLength(1);
    expect(await member(id)).toMatchObject({
      ...{ engagement: null, expectedOn: '2022-01-10', team: team.Duty, fte: 600_000 },
      ...{ endedOn: '2021-11-01', outcome: 'withdrawn' },
    });
  });

  it('is refused once they work here, or before they accepted', async () => {
    const { backend, plan, add, refusal, place } = await cohortPlan();
    const member = await add('NQSW-1', { acceptedOn: '2021-10-01' });
    expect(await refusal('member.withdraw', { member, on: '2021-09-30' })).toMatchObject({
      field: 'on',
    });
    await backend.change('member.accept', {
      ...{ plan, member, acceptedOn: '2021-10-01', expectedOn: '2021-11-01' },
      placements: place(),
    });
    expect(await refusal('member.withdraw', { member, on: '2021-11-10' })).toMatchObject({
      message: 'They started work on 1 November 2021. Record how their time ended instead.',
    });
  });

  it('was added in error: goes with nothing left of them, unless something is recorded', async () => {
    const { backend, plan, add, undoable, records, start, cohort, place, refusal } =
      await cohortPlan();
    const id = await add('NQSW-1');
    await undoable(() => backend.change('member.remove', { plan, member: id }));
    expect((await records()).workers).toEqual([]);

    // Somebody employed here stays on record.
    const { worker } = await start('E1');
    const { members } = await backend.change('member.add', { plan, cohort, members: [{ worker }] });
    await backend.change('member.remove', { plan, member: members[0]! });
    expect((await records()).workers).toMatchObject([{ ref: 'E1' }]);

    const ended = await add('NQSW-3');
    await backend.change('member.start', {
      ...{ plan, member: ended, startedOn: '2021-09-01', placements: place() },
    });
    await backend.change('member.finish', {
      ...{ plan, member: ended, endedOn: '2021-10-01', outcome: 'transferred' },
    });
    expect(await refusal('member.remove', { member: ended })).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/^Something is recorded of this member already: /) as string,
    });
  });
});
