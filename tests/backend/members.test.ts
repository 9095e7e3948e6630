/** What is recorded of members: milestones, evidence, supervision, pauses, details, assessors. */
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { asyePlan, type AsyePlan } from './asyePlan.ts';

/** Does something, undoes it and does it again: the rows come back each way. */
async function backAndForth<Name extends CallName>(
  { backend, plan, asye }: AsyePlan,
  name: Name,
  about: Omit<InputOf<Calls[Name]>, 'plan' | 'revision'>,
) {
  const before = await asye();
  await backend.change(name, { ...about, plan } as Omit<InputOf<Calls[Name]>, 'revision'>);
  const after = await asye();
  expect(after).not.toEqual(before);
  await backend.change('history.undo', { plan });
  expect(await asye()).toEqual(before);
  await backend.change('history.redo', { plan });
  expect(await asye()).toEqual(after);
  return after;
}

async function refused({ backend, plan }: AsyePlan, name: CallName, about: object) {
  return backend.fault(name, { ...about, plan, revision: await backend.revision(plan) });
}

describe('milestones', () => {
  it('are marked for a whole cohort as one change that is undone as one', async () => {
    const at = await asyePlan(['N1', 'N2', 'N3']);
    const marks = Object.values(at.member).map((member) => ({
      ...{ member, key: 'agreement', state: 'done' as const, on: '2021-10-04' },
    }));
    const { milestones } = await backAndForth(at, 'milestone.mark', { marks });
    expect(milestones.map(({ member, state, on }) => [member, state, on])).toEqual(
      marks.map(({ member }) => [member, 'done', '2021-10-04']),
    );
    expect(await at.lastWords()).toContain(
      'Marked Support and assessment agreement done on 4 October 2021: 3 members of September 2021',
    );
  });

  it('are corrected in place, and cleared', async () => {
    const at = await asyePlan();
    const { member } = at;
    const mark = (state: 'late' | 'done' | 'waived', on: string, note = '') =>
      at.backend.change('milestone.mark', {
        plan: at.plan,
        marks: [{ member: member['N1']!, key: 'self-assessment', state, on, note }],
      });
    await mark('late', '2021-12-01', 'Awaiting a form');
    expect(await at.lastWords()).toBe(
      'Marked Self-assessment late, now expected on 1 December 2021: ' +
        'a member of September 2021, Duty',
    );
    await mark('done', '2021-11-12');
    expect((await at.asye()).milestones).toMatchObject([
      { state: 'done', on: '2021-11-12', note: '' },
    ]);
    const { milestones } = await backAndForth(at, 'milestone.clear', {
      ...{ member: member['N1']!, key: 'self-assessment' },
    });
    expect(milestones).toEqual([]);
  });

  it.each([
    [{ on: '2021-08-31' }, 'marks.0.on', 'before this member started, on 1 September 2021'],
    [{ on: '2021-11-16' }, 'marks.0.on', 'still to come. Enter a date up to today'],
    [{ key: 'review-18' }, 'marks.0.key', 'asks for no such milestone'],
    [{ state: 'waived' }, 'marks.0.note', 'Say why it is waived.'],
    [{ state: 'late', on: '2021-12-24' }, 'marks.0.note', 'Say why it is late.'],
    [{ member: 999 }, 'member', 'no longer in the plan'],
  ])('refuse %j at %s', async (wrong, field, message) => {
    const at = await asyePlan();
    const right = { member: at.member['N1']!, key: 'agreement', state: 'done', on: '2021-10-04' };
    const fault = await refused(at, 'milestone.mark', { marks: [{ ...right, ...wrong }] });
    expect(fault.field).toBe(field);
    expect(fault.message).toContain(message);
    expect((await at.asye()).milestones).toEqual([]);
  });
});

describe('evidence and supervision', () => {
  it('are added and removed', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    const on = '2021-10-12';
    const { evidence } = await backAndForth(at, 'evidence.add', {
      member,
      key: 'observations',
      on,
    });
    await backAndForth(at, 'evidence.remove', { evidence: evidence[0]!.id });
    const { supervisions } = await backAndForth(at, 'supervision.record', {
      ...{ member, on: ['2021-09-08', '2021-09-15'] },
    });
    expect(await at.lastWords()).toContain('on 8 September 2021 and 15 September 2021');
    await backAndForth(at, 'supervision.remove', { supervision: supervisions[0]!.id });
  });

  it('refuse other kinds, days before the start and to come, and a day twice', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    const evidence = (about: object) =>
      refused(at, 'evidence.add', { member, key: 'observations', on: '2021-10-12', ...about });
    expect(await evidence({ key: 'essays' })).toMatchObject({ field: 'key' });
    expect(await evidence({ on: '2021-08-01' })).toMatchObject({ field: 'on' });
    expect(await evidence({ on: '2022-01-01' })).toMatchObject({ field: 'on' });
    const held = (on: string[]) => refused(at, 'supervision.record', { member, on });
    expect(await held(['2021-09-08', '2021-09-08'])).toMatchObject({ field: 'on.1' });
    expect((await held(['2021-09-08', '2022-09-08'])).message).toContain('still to come');
    expect((await at.asye()).supervisions).toEqual([]);
  });
});

describe('pauses and extensions', () => {
  const PAUSE = { from: '2021-10-01', to: '2021-10-31', reason: 'Illness', agreedOn: '2021-09-30' };

  it('are added, ended, changed and removed, without their reason in the words', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    const { timetableChanges: open } = await backAndForth(at, 'timetable.pause', {
      ...{ ...PAUSE, member, to: null },
    });
    expect(await at.lastWords()).not.toContain('Illness');
    const change = open[0]!.id;
    await backAndForth(at, 'timetable.change', { ...PAUSE, change, days: null });
    expect(await at.lastWords()).toContain(
      'Ended a pause of the programme from 1 October 2021 to 31 October 2021: ' +
        'a member of September 2021, Duty',
    );
    await backAndForth(at, 'timetable.extend', {
      ...{ member, from: '2021-12-01', days: 84, reason: 'Agreed by all', agreedOn: null },
    });
    const { timetableChanges } = await backAndForth(at, 'timetable.remove', { change });
    expect(timetableChanges).toMatchObject([{ kind: 'extension', days: 84 }]);
  });

  it.each([
    [{ from: '2021-08-30' }, 'from', 'started on 1 September 2021. Choose a date from then on.'],
    [{ to: '2021-09-30' }, 'to', 'before the first, 1 October 2021'],
    [{ reason: ' ' }, 'reason', 'Say why.'],
    [{ agreedOn: '2021-11-30' }, 'agreedOn', 'still to come'],
  ])('refuse %j at %s', async (wrong, field, message) => {
    const at = await asyePlan();
    const fault = await refused(at, 'timetable.pause', {
      ...{ ...PAUSE, member: at.member['N1']!, ...wrong },
    });
    expect(fault.field).toBe(field);
    expect(fault.message).toContain(message);
  });

  it('refuse a pause over another, also one with no last day', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    await at.backend.change('timetable.pause', { ...PAUSE, plan: at.plan, member });
    const again = (about: object) => refused(at, 'timetable.pause', { ...PAUSE, member, ...about });
    expect((await again({ from: '2021-10-31', to: '2021-11-30' })).message).toBe(
      'There is a pause from 1 October 2021 to 31 October 2021 already. ' +
        'Change that one, or choose days outside it.',
    );
    expect(await again({ from: '2021-09-15', to: null })).toMatchObject({ field: 'from' });
    const later = { ...PAUSE, plan: at.plan, member, from: '2021-11-01', to: null };
    await at.backend.change('timetable.pause', later);
  });
});

describe('details and assessors', () => {
  const NONE = {
    ...{ routeIn: null, university: null, sweRegisteredOn: null, registeredOn: null },
    ...{ assessor: null, supervisor: null, note: '' },
  };

  it('are changed, and the words say which without saying what', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    const { worker } = await at.start('S1');
    await backAndForth(at, 'member.change', {
      ...{ ...NONE, member, routeIn: 'step-up', university: 'Anytown', supervisor: worker },
      ...{ sweRegisteredOn: '2021-08-20', note: 'Prefers mornings' },
    });
    expect(await at.lastWords()).toContain(
      'Changed the route in, the university, the date of registration with Social Work England, ' +
        'the supervisor and the note: a member of September 2021, Duty',
    );
    const before = await at.backend.revision(at.plan);
    await at.backend.change('member.change', {
      ...{ ...NONE, plan: at.plan, member, routeIn: 'step-up', university: 'Anytown' },
      ...{ sweRegisteredOn: '2021-08-20', note: 'Prefers mornings', supervisor: worker },
    });
    expect(await at.backend.revision(at.plan)).toBe(before);
    const self = { ...NONE, member, supervisor: at.worker['N1'] };
    expect(await refused(at, 'member.change', self)).toMatchObject({ field: 'supervisor' });
    const ahead = { ...NONE, member, registeredOn: '2022-01-01' };
    expect(await refused(at, 'member.change', ahead)).toMatchObject({ field: 'registeredOn' });
  });

  it('give assessors to several members, beyond their limit too', async () => {
    const at = await asyePlan(['N1', 'N2', 'N3']);
    const { worker } = await at.start('A1');
    const { assessors } = await backAndForth(at, 'assessor.save', {
      ...{ who: worker, mostMembers: 2, retiredOn: null },
    });
    const assessor = assessors[0]!.id;
    const members = Object.values(at.member);
    const given = await backAndForth(at, 'assessor.assign', { assessor, members });
    expect(given.members.map((one) => one.assessor)).toEqual([assessor, assessor, assessor]);
    expect(await at.lastWords()).toContain('Gave an assessor to 3 members of September 2021');
    expect((await refused(at, 'assessor.remove', { assessor })).message).toContain(
      'They assess, or have assessed, 3 members. Retire them instead',
    );
    await backAndForth(at, 'assessor.assign', { assessor: null, members });
    await backAndForth(at, 'assessor.remove', { assessor });
  });

  it('refuse an assessor twice, for themselves, and after their last day', async () => {
    const at = await asyePlan();
    const member = at.member['N1']!;
    const save = (who: number | string, retiredOn: string | null = null) =>
      at.backend.change('assessor.save', { plan: at.plan, who, mostMembers: 2, retiredOn });
    await save('Jo Outside');
    const again = { who: 'jo outside', mostMembers: 1, retiredOn: null };
    expect(await refused(at, 'assessor.save', again)).toMatchObject({ field: 'who' });
    const self = await save(at.worker['N1']!);
    expect(await refused(at, 'member.change', { ...NONE, member, ...self })).toMatchObject({
      ...{ field: 'assessor', message: 'Nobody assesses themselves. Choose somebody else.' },
    });
    const gone = await save('Sam Retired', '2021-08-31');
    const assigned = await refused(at, 'assessor.assign', { ...gone, members: [member] });
    expect(assigned.message).toContain('last day was 31 August 2021');
  });
});
