/** What leaves the plan: the agenda, the manager's list and the calendar, and what they leave out. */
import { describe, expect, it } from 'vitest';
import { agenda } from '../../../src/domain/asye/agenda.ts';
import { calendarEntries } from '../../../src/domain/asye/calendarEntries.ts';
import { callingOf, initialsOf } from '../../../src/domain/asye/calling.ts';
import type { MemberView } from '../../../src/domain/asye/memberView.ts';
import { panelViews } from '../../../src/domain/asye/panels.ts';
import { teamList } from '../../../src/domain/asye/teamList.ts';
import type { Panel, PanelItem } from '../../../src/domain/asye/types.ts';
import { weekTasks } from '../../../src/domain/asye/week.ts';
import { asyePlan, booked, panel, type MemberGiven } from '../../fixtures/asyeMembers.ts';

const HEAD = { organisation: 'Anytown', classification: 'OFFICIAL-SENSITIVE' };
const WORDS = {
  member: ({ worker }: MemberView) => worker.name ?? worker.ref,
  team: ({ team }: MemberView) => `Team ${team}`,
  assessor: () => 'Ash Essor',
};
/** What must never be said outside the plan unless asked for. */
const SENSITIVE = /fail|defer|withdr|concern|pause|Bereavement|conditions|observe again/i;

describe('a panel’s agenda', () => {
  const panels = [panel(1, '2026-07-15', 8), panel(2, '2026-10-15', 8)];
  const items = [
    booked(1, 1, 'deferred', 'Observe again'),
    booked(2, 2, 'fail', 'Concerns about recording'),
    booked(2, 1),
  ];
  const { views } = asyePlan(
    [
      { evidence: 3, done: ['self-assessment', 'agreement'], waived: ['review-3'] },
      { name: null, fte: 0.6, team: 2, done: ['panel'] },
    ],
    panels,
    items,
  );
  const october = panelViews(views('2026-10-16'), panels, items, '2026-10-16')[1]!;
  const at = (detail: 'plain' | 'full') =>
    agenda(october, { ...HEAD, words: WORDS, detail, today: '2026-10-16' });

  it('holds who is seen in which order, and what is evidenced', () => {
    const { title, about, parts, classification } = at('plain');
    expect([classification, title, about]).toEqual([
      'OFFICIAL-SENSITIVE',
      'ASYE panel, 15 October 2026',
      ['Agenda', '2 of 8 places booked', 'As at 16 October 2026'],
    ]);
    const evidence = (n: number) =>
      `Direct observations ${n} of 3; Feedback from children or families ${n} of 3; Feedback from professionals ${n} of 3`;
    expect(parts[0]!.table!.rows).toEqual([
      [
        ...['1', 'Person 1', 'Decision', 'Team 1', 'Ash Essor', '1 September 2025', '1 FTE'],
        `${evidence(3)}; 2 of 10 milestones done, 1 waived`,
      ],
      [
        ...['2', 'R2', 'Decision', 'Team 2', 'Ash Essor', '1 September 2025', '0.6 FTE'],
        `${evidence(0)}; 0 of 10 milestones done`,
      ],
    ]);
  });

  it('says nothing of what any panel decided, unless it is asked to', () => {
    expect(JSON.stringify(at('plain'))).not.toMatch(SENSITIVE);
    const { columns, rows } = at('full').parts[0]!.table!;
    expect(columns.slice(-2)).toEqual(['Earlier panels', 'Decision']);
    expect(rows.map((row) => row.slice(-2))).toEqual([
      ['15 July 2026: Deferred. Conditions: Observe again', ''],
      ['', 'Fail. Conditions: Concerns about recording'],
    ]);
  });

  it('has widths that fill the page', () => {
    for (const detail of ['plain', 'full'] as const) {
      const { columns, widths } = at(detail).parts[0]!.table!;
      expect(widths).toHaveLength(columns.length);
      expect(widths.reduce((a, b) => a + b)).toBeCloseTo(1);
    }
  });
});

const PAUSE = {
  ...{ kind: 'pause' as const, from: '2025-10-06', to: '2025-10-12', days: null },
  ...{ reason: 'Bereavement', agreedOn: null },
};

describe('a manager’s list', () => {
  const members: MemberGiven[] = [
    { changes: [PAUSE], done: ['self-assessment'], about: { note: 'Concerns' } },
    { team: 2 },
    { lastDay: '2025-10-30' },
    { name: 'Early Bird', done: ['self-assessment', 'agreement'], startedOn: '2025-08-15' },
  ];
  const today = '2025-10-31';
  const listOf = (
    given: MemberGiven[],
    team: number,
    panels: Panel[] = [],
    items: PanelItem[] = [],
  ) => {
    const { asye, records, views } = asyePlan(given, panels, items);
    const facts = { ...asye, absences: records.absences, payments: [] };
    const tasks = weekTasks(views(today), facts, today);
    return teamList(tasks, views(today), {
      ...{ ...HEAD, team, teamName: `Team ${team}`, words: WORDS, today },
    });
  };
  const list = (team: number) => listOf(members, team);

  it('holds the team’s own members, and what is due from whom by when', () => {
    const paper = list(1);
    // The agreement was due on 1 October, before the pause; the 3-month review of 15 November.
    expect(paper.parts[0]!.table!.rows).toEqual([
      [
        'Person 1',
        'Support and assessment agreement',
        '1 October 2025',
        '30 days overdue',
        'Ash Essor',
      ],
      ['Early Bird', '3-month review', '15 November 2025', '', 'Ash Essor'],
    ]);
    expect(JSON.stringify(paper)).not.toMatch(SENSITIVE);
  });

  it('says so where the team has nobody, or nothing is due', () => {
    expect(list(9).parts[0]).toEqual({
      ...{ heading: '', table: null },
      words: ['Nobody in this team is on the programme.'],
    });
    const quiet = [{ done: ['self-assessment', 'agreement'], startedOn: '2025-09-10' }];
    const paper = listOf(quiet, 1);
    expect(paper.parts[0]!.words).toEqual([
      'Nothing is overdue, and nothing falls due by 28 November 2025.',
    ]);
  });

  it('says what This week says of supervision, assessors, registrations, absence and panels', () => {
    const given: MemberGiven[] = [
      {
        // Weekly for six weeks: last held on 22 October, due on the 29th, two days ago.
        ...{ done: ['self-assessment', 'agreement'], startedOn: '2025-09-24' },
        ...{ supervised: ['2025-10-22'], about: { assessor: null }, sweNumber: null },
        absences: [{ kind: 'SIC', from: '2025-10-30', to: null }],
      },
      { startedOn: '2024-11-04', done: 'all', evidence: 3 },
    ];
    const items = [booked(1, 2, 'deferred', 'Observe again')];
    const paper = listOf(given, 1, [panel(1, '2025-10-30'), panel(2, '2025-11-20')], items);
    expect(paper.parts[0]!.table!.rows.map((row) => row.slice(0, 4))).toEqual([
      ['Person 1', 'Supervision', '29 October 2025', '2 days overdue'],
      ['Person 1', 'Absence', '30 October 2025', 'Away since that day'],
      ['Person 2', 'Panel', '20 November 2025', ''],
      ['Person 2', 'Panel of 20 November 2025', '20 November 2025', 'To be booked'],
      ['Person 1', 'No assessor', '', 'To be found'],
      [
        ...['Person 1', 'Social Work England registration', ''],
        'No number of registration is recorded.',
      ],
    ]);
    expect(JSON.stringify(paper)).not.toMatch(SENSITIVE);
  });
});

describe('a calendar', () => {
  const panels = [panel(1, '2025-10-30'), panel(2, '2026-01-15'), panel(3, '2026-04-15')];
  const items = [booked(1, 1, 'deferred', 'Observe again'), booked(2, 1)];
  const { views } = asyePlan(
    [
      { done: ['agreement'], late: [['self-assessment', '2025-11-10']], changes: [PAUSE] },
      { lastDay: '2025-10-30' },
    ],
    panels,
    items,
  );
  const facts = {
    ...{ plan: 'f3b0', panels, panelItems: items, everyPanel: false, today: '2025-10-31' },
    called: ({ worker }: MemberView) => worker.ref,
  };
  const entries = calendarEntries({ ...facts, members: views('2025-10-31') });

  it('holds what is due from the day on and the panels, each with an id of its own', () => {
    expect(entries.slice(0, 3)).toEqual([
      {
        uid: 'member-1-self-assessment@f3b0.tenure',
        on: '2025-11-10',
        title: 'R1: Self-assessment due',
        about: 'From Tenure, as at 31 October 2025.',
      },
      // 1 December and the pause's seven days.
      expect.objectContaining({ uid: 'member-1-review-3@f3b0.tenure', on: '2025-12-08' }),
      {
        uid: 'panel-2@f3b0.tenure',
        on: '2026-01-15',
        title: 'ASYE panel',
        about: 'From Tenure, as at 31 October 2025. Booked: R1.',
      },
    ]);
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(entries.length);
    expect(entries.some(({ uid }) => uid.startsWith('member-2-'))).toBe(false);
    expect(JSON.stringify(entries)).not.toMatch(SENSITIVE);
  });

  it('keeps an entry’s id when its day moves', () => {
    const later = { ...PAUSE, from: '2025-11-15', to: '2025-11-24' };
    const moved = asyePlan([{ changes: [PAUSE, later] }], panels, items);
    const again = calendarEntries({ ...facts, members: moved.views('2025-11-30') });
    expect(again.find(({ uid }) => uid === 'member-1-review-3@f3b0.tenure')!.on).toBe('2025-12-18');
  });

  it('holds every panel where all are asked for', () => {
    const all = calendarEntries({ ...facts, everyPanel: true, members: [] });
    expect(all.map(({ uid }) => uid)).toEqual(['panel-2@f3b0.tenure', 'panel-3@f3b0.tenure']);
  });
});

describe('what people are called', () => {
  it.each([
    ['Amy-Rose de Souza', 'AS'],
    ['  élodie   o’Brien ', 'ÉO'],
    ['Prince', 'P'],
    ['(Sam) Lee', 'SL'],
    ['', null],
    [null, null],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('is a reference where initials would be shared, or there is no name', () => {
    const person = (id: number, name: string | null) => ({ id, ref: `E${id}`, name });
    const people = [person(1, 'Ann Bell'), person(2, 'Adam Black'), person(3, 'Cy Dee')];
    const all = [...people, people[2]!, person(4, null)];
    expect([...callingOf(all, 'initials').values()]).toEqual(['E1', 'E2', 'CD', 'E4']);
    expect([...callingOf(all, 'reference').values()]).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect([...callingOf(all, 'name').values()]).toEqual([
      ...['Ann Bell', 'Adam Black', 'Cy Dee', 'E4'],
    ]);
  });
});
