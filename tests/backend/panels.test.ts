/** Panels on a real file: booked, decided and taken back, each in words that name nobody. */
import { expect, it } from 'vitest';
import { planWithCohort } from './cohortPlan.ts';

/** A plan with a cohort, and what these tests ask of it. */
async function planWithMembers(refs: readonly string[]) {
  const { backend, plan } = await planWithCohort(refs);
  const read = () => backend.ok('asye.read', { plan });
  const agenda = async (panel: number) =>
    (await read()).panelItems.filter((item) => item.panel === panel);
  const words = async () =>
    (await backend.ok('history.list', { plan, limit: 1 })).entries[0]!.words;
  const members = (await read()).members.map(({ id }) => id);
  const add = async (on: string, capacity: number | null = null) =>
    (await backend.change('panel.save', { plan, panels: [{ on, capacity }] })).panels[0]!;
  const refused = async (name: string, input: object) =>
    backend.fault(name, { plan, revision: await backend.revision(plan), ...input });
  const undo = () => backend.change('history.undo', { plan });
  return { backend, plan, read, agenda, words, members, add, refused, undo };
}

it('four dates are one step; a date is changed, and taken once', async () => {
  const { backend, plan, read, words, refused, undo } = await planWithMembers([]);
  const days = ['2022-01-15', '2022-04-15', '2022-07-15', '2022-10-15'];
  const { panels: ids } = await backend.change('panel.save', {
    plan,
    panels: days.map((on) => ({ on, capacity: 8 })),
  });
  expect(await words()).toBe(
    'Added 4 panels: 15 January 2022, 15 April 2022, 15 July 2022 and 15 October 2022',
  );
  expect((await read()).panels.map(({ on, capacity }) => [on, capacity])).toEqual(
    days.map((on) => [on, 8]),
  );
  const changed = { panel: ids[0]!, on: '2022-01-20', capacity: null, note: ' Town hall ' };
  await backend.change('panel.save', { plan, panels: [changed] });
  expect(await words()).toBe('Changed the panel of 20 January 2022');
  expect((await read()).panels[0]).toEqual({
    ...{ id: ids[0], on: '2022-01-20', capacity: null },
    note: 'Town hall',
  });
  expect(await refused('panel.save', { panels: [{ on: '2022-04-15' }] })).toMatchObject({
    ...{ field: 'panels.0.on', message: /already a panel on 15 April 2022/ },
  });
  expect(
    await refused('panel.save', { panels: [{ on: '2022-05-15', capacity: 0 }] }),
  ).toMatchObject({
    ...{ field: 'panels.0.capacity', message: /1 place or more/ },
  });
  await undo();
  await undo();
  expect((await read()).panels).toEqual([]);
});

it('members are booked together, seen in the order chosen, and on one panel at a time', async () => {
  const made = await planWithMembers(['E1', 'E2', 'E3']);
  const { backend, plan, agenda, words, members, add, refused, undo } = made;
  const [one, two, three] = members as [number, number, number];
  const winter = await add('2021-12-01', 1);
  const spring = await add('2022-03-01');
  await backend.change('panel.book', { plan, panel: winter, members: [one, two] });
  expect(await words()).toBe('Booked 2 members on the panel of 1 December 2021');
  await backend.change('panel.book', { plan, panel: winter, members: [three] });
  const order = async () => (await agenda(winter)).map(({ member }) => member);
  expect(await order()).toEqual([one, two, three]);

  await backend.change('panel.reorder', { plan, panel: winter, members: [three, one, two] });
  expect(await order()).toEqual([three, one, two]);
  await undo();
  expect(await order()).toEqual([one, two, three]);

  const book = (panel: number, who: number[]) => refused('panel.book', { panel, members: who });
  expect((await book(winter, [one])).message).toMatch(/on the panel of 1 December 2021 already/);
  expect((await book(spring, [two])).message).toMatch(/booked on the panel of 1 December 2021/);
  expect((await book(spring, [99])).code).toBe('not-found');
  expect(await refused('panel.reorder', { panel: winter, members: [one, two] })).toMatchObject({
    message: /has changed/,
  });

  await backend.change('panel.unbook', { plan, panel: winter, member: two });
  expect(await words()).toBe('Took a member off the panel of 1 December 2021');
  expect(await refused('panel.unbook', { panel: winter, member: two })).toMatchObject({
    code: 'not-found',
  });
  await backend.change('panel.remove', { plan, panel: winter });
  expect(await words()).toBe('Removed the panel of 1 December 2021, which had 2 bookings');
  await undo();
  expect(await order()).toEqual([one, three]);
});

it('somebody who is not on the programme on the day is not booked', async () => {
  const { backend, plan, members, add, refused } = await planWithMembers(['E1', 'E2']);
  const before = await add('2020-08-01');
  const message = /not on the programme on 1 August 2020/;
  expect(await refused('panel.book', { panel: before, members })).toMatchObject({ message });
  await backend.change('workforce.leave', { plan, engagement: 1, lastDay: '2021-11-30' });
  const after = await add('2021-12-01');
  expect((await refused('panel.book', { panel: after, members: [members[0]!] })).message).toMatch(
    /not on the programme on 1 December 2021/,
  );
});

it('a decision settles the panel milestone, is edited, and is taken back', async () => {
  const made = await planWithMembers(['E1']);
  const { backend, plan, read, agenda, words, add, refused, undo } = made;
  const member = made.members[0]!;
  const panel = await add('2021-11-15');
  await backend.change('panel.book', { plan, panel, members: [member] });
  const decide = (decision: 'pass' | 'fail' | 'deferred' | null, conditions = '') =>
    backend.change('panel.decide', { plan, panel, member, decision, conditions });
  const item = async () => (await agenda(panel))[0]!;
  const settled = async () =>
    (await read()).milestones.map(({ key, state, on }) => [key, state, on]);

  await decide('deferred', ' One more observation ');
  expect(await item()).toMatchObject({ decision: 'deferred', conditions: 'One more observation' });
  expect(await settled()).toEqual([]);
  expect(await words()).toBe(
    'Recorded what the panel of 15 November 2021 decided about a member of Autumn 2020',
  );

  await decide('pass');
  expect(await item()).toMatchObject({ decision: 'pass', conditions: '' });
  expect(await settled()).toEqual([['panel', 'done', '2021-11-15']]);
  // The day was entered wrongly: what it settled goes with it.
  await backend.change('panel.save', { plan, panels: [{ panel, on: '2021-11-12' }] });
  expect(await settled()).toEqual([['panel', 'done', '2021-11-12']]);
  expect(await refused('panel.save', { panels: [{ panel, on: '2021-11-16' }] })).toMatchObject({
    ...{ field: 'panels.0.on', message: /has met/ },
  });
  expect((await refused('panel.remove', { panel })).message).toMatch(/decisions back first/);
  expect((await refused('panel.unbook', { panel, member })).message).toMatch(/back first/);

  await decide(null);
  expect(await item()).toMatchObject({ decision: null, conditions: '' });
  expect(await settled()).toEqual([]);
  expect(await words()).toMatch(/^Took back what the panel of 12 November 2021 decided/);
  await undo();
  expect([await item(), await settled()]).toMatchObject([
    { decision: 'pass' },
    [['panel', 'done', '2021-11-12']],
  ]);

  const { entries } = await backend.ok('history.list', { plan });
  const said = entries.map((entry) => entry.words).join(' ');
  expect(said).not.toMatch(/E1|pass|fail|defer|observation/i);
});

it('nothing is decided before the panel’s day', async () => {
  const { backend, plan, members, add, refused } = await planWithMembers(['E1']);
  const panel = await add('2021-11-16');
  await backend.change('panel.book', { plan, panel, members });
  const decision = { panel, member: members[0], decision: 'pass' };
  expect(await refused('panel.decide', decision)).toMatchObject({
    ...{ field: 'decision', message: /meets on 16 November 2021/ },
  });
});

it('a panel before the planned end sees progress only, unless their programme says otherwise', async () => {
  const made = await planWithMembers(['E1']);
  const { backend, plan, agenda, words, members, add, refused, undo } = made;
  const member = members[0]!;
  // Started on 1 September 2020: planned to end on 31 August 2021.
  const june = await add('2021-06-10');
  const september = await add('2021-09-10');
  const october = await add('2021-10-10');
  await backend.change('panel.book', { plan, panel: june, members });
  // Being seen for progress does not stand in the way of the one that decides.
  await backend.change('panel.book', { plan, panel: september, members });
  expect((await refused('panel.book', { panel: october, members })).message).toMatch(
    /booked on the panel of 10 September 2021/,
  );
  const early = { panel: june, member, decision: 'pass' as const };
  expect(await refused('panel.decide', early)).toMatchObject({
    field: 'decision',
    message: /sees their progress only: the one that decides sits from 31 August 2021 on/,
  });
  expect((await agenda(june))[0]!.decision).toBeNull();

  // 12 weeks before 31 August is 8 June: people who have started are included.
  const before = { unit: 'weeks' as const, count: 12 };
  const decidingPanel = { before, after: null };
  const reason = 'Panels sit early';
  await backend.change('programmeVersion.decidingPanel', {
    ...{ plan, version: 1, decidingPanel, reason },
  });
  expect(await words()).toBe(
    'Changed which panel decides on ASYE for people who start from 1 September 2012: Panels sit early',
  );
  await backend.change('panel.decide', { plan, ...early });
  expect((await agenda(june))[0]!.decision).toBe('pass');
  await undo();
  await undo();
  expect(await refused('panel.decide', early)).toMatchObject({ field: 'decision' });
  await backend.change('panel.decide', { plan, ...early, panel: september });
});

it('once a panel has deferred somebody, any later one may decide', async () => {
  const { backend, plan, read, agenda, members, add } = await planWithMembers(['E1']);
  const member = members[0]!;
  const september = await add('2021-09-10');
  const october = await add('2021-10-10');
  await backend.change('panel.book', { plan, panel: september, members });
  const decide = (panel: number, decision: 'pass' | 'deferred') =>
    backend.change('panel.decide', { plan, panel, member, decision });
  await decide(september, 'deferred');
  // An extension moves the planned end past both.
  await backend.change('timetable.extend', {
    ...{ plan, member, from: '2021-08-01', days: 84, reason: 'Agreed', agreedOn: null },
  });
  await backend.change('panel.book', { plan, panel: october, members });
  await decide(october, 'pass');
  expect((await agenda(october))[0]!.decision).toBe('pass');
  expect((await read()).milestones.map(({ key, on }) => [key, on])).toEqual([
    ['panel', '2021-10-10'],
  ]);
});
