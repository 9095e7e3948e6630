/** The coordinator's tasks, each found and worded from the member's own facts. */
import { describe, expect, it } from 'vitest';
import { weekTasks, type TaskKind } from '../../../src/domain/asye/week.ts';
import type { Assessor, Panel, PanelItem } from '../../../src/domain/asye/types.ts';
import { asyePlan, booked, panel, type MemberGiven } from '../../fixtures/asyeMembers.ts';

/** A Friday, in week 9 of members who started on 1 September 2025. */
const TODAY = '2025-10-31';

function tasksOf(
  members: MemberGiven[],
  today = TODAY,
  panels: Panel[] = [],
  items: PanelItem[] = [],
) {
  const { asye, records, views } = asyePlan(members, panels, items);
  const facts = {
    absences: records.absences,
    assessors: asye.assessors,
    panels,
    panelItems: items,
    payments: [],
  };
  return weekTasks(views(today), facts, today);
}

/** `1 self-assessment 2025-09-22 39`: member, what, date and days. */
const told = (tasks: ReturnType<typeof tasksOf>, kind: TaskKind) =>
  tasks[kind].map(({ of, key, on, days }) => `${of.member.id} ${key} ${on} ${days}`);
const IN_ORDER: MemberGiven = { done: ['self-assessment', 'agreement', 'review-3'] };

describe('milestones', () => {
  it('are overdue by their days, the longest first', () => {
    // Due on 22 September (3 weeks) and 1 October (1 month): 39 and 30 days before 31 October.
    const tasks = tasksOf([{ done: ['self-assessment'] }, {}, IN_ORDER]);
    expect(told(tasks, 'overdue')).toEqual([
      '2 self-assessment 2025-09-22 39',
      '1 agreement 2025-10-01 30',
      '2 agreement 2025-10-01 30',
    ]);
  });

  it('are due soon from the day itself to the 28th day after it, soonest first', () => {
    // Reviews at 3 months: members who started on 31 July, 28 August and 29 August are due on
    // 31 October, 28 November (28 days on) and 29 November.
    const done = ['self-assessment', 'agreement'];
    const starts = ['2025-08-28', '2025-08-29', '2025-07-31'];
    const tasks = tasksOf(starts.map((startedOn) => ({ startedOn, done })));
    expect(told(tasks, 'due')).toEqual(['3 review-3 2025-10-31 0', '1 review-3 2025-11-28 -28']);
    expect(tasks.overdue).toEqual([]);
  });

  it('known to be late say when they are expected, and stay overdue until done', () => {
    const [task] = tasksOf([
      { ...IN_ORDER, done: ['agreement'], late: [['self-assessment', '2025-11-10']] },
    ]).overdue;
    expect(task).toMatchObject({ days: 39, words: 'Expected on 10 November 2025.' });
  });
});

it('supervision is overdue by its days, with when it was last held', () => {
  // Weekly for 6 weeks: last held on 6 October, due on the 13th, 18 days before the 31st. Never
  // held: due on 8 September, 53 days before.
  const tasks = tasksOf([{ supervised: ['2025-09-08', '2025-10-06'] }, { supervised: [] }]);
  expect(told(tasks, 'supervision')).toEqual([
    '2 supervision 2025-09-08 53',
    '1 supervision 2025-10-13 18',
  ]);
  expect(tasks.supervision.map(({ words }) => words)).toEqual([
    'None is recorded.',
    'Last held on 6 October 2025.',
  ]);
});

describe('what a member has to have', () => {
  it('is an assessor who still assesses', () => {
    const { asye, records, views } = asyePlan([IN_ORDER, { about: { assessor: null } }]);
    const retiredOn = '2025-10-30';
    const assessors = asye.assessors.map((one) => ({ ...one, retiredOn }));
    const facts = { ...asye, absences: records.absences, payments: [] };
    const on = (some: Assessor[]) =>
      weekTasks(views(TODAY), { ...facts, assessors: some }, TODAY)['no-assessor'];
    expect(on(asye.assessors).map(({ of }) => of.member.id)).toEqual([2]);
    expect(on(assessors).map(({ of, what }) => [of.member.id, what])).toEqual([
      [1, 'Their assessor stopped on 30 October 2025'],
      [2, 'No assessor'],
    ]);
  });

  it('is a registration with Social Work England, and with the funder where it pays', () => {
    const none = { sweRegisteredOn: null, registeredOn: null };
    const tasks = tasksOf([
      IN_ORDER,
      { sweNumber: null, about: none },
      { about: { sweRegisteredOn: null } },
      // Nobody registers somebody who has not started.
      { about: { ...none, startedOn: null, version: null }, startedOn: '2025-11-03' },
    ]);
    expect(
      tasks.registration.map(({ of, key, words }) => `${of.member.id} ${key}: ${words}`),
    ).toEqual([
      '2 swe: No number and no date of registration is recorded.',
      '2 programme: It cannot be claimed for before they are registered.',
      '3 swe: No date of registration is recorded.',
    ]);
  });

  it('is a pause while they are away', () => {
    const away = { kind: 'SIC' as const, from: '2025-10-06', to: null };
    const pause = { kind: 'pause' as const, from: '2025-10-06', to: null, days: null };
    const agreed = { ...pause, reason: 'Agreed', agreedOn: '2025-10-06' };
    const tasks = tasksOf([
      { absences: [away] },
      { absences: [away], changes: [agreed] },
      { absences: [{ ...away, to: '2025-10-30' }] },
    ]);
    expect(told(tasks, 'absent')).toEqual(['1 absence 2025-10-06 25']);
    // Why somebody is away is not said.
    expect(tasks.absent[0]!.words).toMatch(/^Away with no last day\./);
  });

  it('is an outcome once their employment has ended, or a panel has decided', () => {
    const panels = [panel(1, '2025-10-15')];
    const items = [booked(1, 2, 'pass'), booked(1, 3, 'deferred')];
    const ended = { endedOn: '2025-10-15', outcome: 'pass' as const };
    const tasks = tasksOf(
      [
        { lastDay: '2025-10-31' },
        { done: ['panel'] },
        {},
        { lastDay: '2025-10-20', about: ended },
        { lastDay: '2025-11-30' },
      ],
      TODAY,
      panels,
      items,
    );
    expect(told(tasks, 'no-outcome')).toEqual(['2 decided 2025-10-15 16', '1 left 2025-10-31 0']);
  });
});

it('payments to claim are listed by how long they have waited', () => {
  const { asye, records, views } = asyePlan([IN_ORDER, IN_ORDER]);
  const [one, two] = views(TODAY);
  const claim = { key: 'registration', name: 'Registration', pence: 100_000 };
  const payments = [
    { ...claim, view: one!, on: '2025-10-30' },
    { ...claim, view: two!, on: '2025-10-01' },
  ];
  const facts = { ...asye, absences: records.absences, payments };
  const { payment } = weekTasks([one!, two!], facts, TODAY);
  expect(payment.map(({ of, what, days }) => [of.member.id, what, days])).toEqual([
    [2, 'Registration, £1,000', 30],
    [1, 'Registration, £1,000', 1],
  ]);
});

describe('panels', () => {
  const JULY = panel(1, '2026-07-15');
  const OCTOBER = panel(2, '2026-10-15');
  const JANUARY = panel(3, '2027-01-15');

  it('lack a booking for those who have to go to the next one, or come back to it', () => {
    const members = [{}, { fte: 0.8 }, {}, {}];
    const spring = panel(4, '2026-04-15');
    const items = [booked(4, 3, 'deferred'), booked(1, 4)];
    const tasks = (today: string) =>
      tasksOf(members, today, [spring, JULY, OCTOBER, JANUARY], items).panel.map(
        ({ of, words }) => `${of.member.id} ${words}`,
      );
    // The third was deferred. The others end on 31 August, and the second on 30 November: July sees
    // their progress, which nobody has to book, and the fourth is.
    expect(tasks('2026-06-01')).toEqual(['3 Comes back to this panel. Not booked.']);
    expect(tasks('2026-07-20').sort()).toEqual([
      '1 Has to go to this panel. Not booked.',
      '3 Comes back to this panel. Not booked.',
      '4 Has to go to this panel. Not booked.',
    ]);
  });

  it('lack a date where none is planned within reach, and a decision once they have met', () => {
    expect(told(tasksOf([{}], '2026-05-31'), 'panel')).toEqual([]);
    // 1 June is three months before 1 September.
    expect(told(tasksOf([{}], '2026-06-01'), 'panel')).toEqual(['1 none 2026-09-01 -92']);
    const met = tasksOf([{}], '2026-10-20', [JULY, OCTOBER], [booked(2, 1)]);
    expect(told(met, 'panel')).toEqual(['1 panel-2 2026-10-15 5']);
    // One that saw progress decided nothing.
    const seen = tasksOf([{}], '2026-07-20', [JULY, JANUARY], [booked(1, 1), booked(3, 1)]);
    expect(told(seen, 'panel')).toEqual([]);
    expect(told(tasksOf([{}], '2026-06-01', [JULY]), 'panel')).toEqual(['1 none 2026-09-01 -92']);
  });
});

it('with nothing to do, every list is empty', () => {
  const tasks = tasksOf([IN_ORDER], '2025-10-31');
  expect(Object.values(tasks).flat()).toEqual([]);
});
