/** Which panel sees whom, what each still has to bring, and that nobody is lost or seen twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panelViews, quarterlyDates, type PanelView } from '../../../src/domain/asye/panels.ts';
import { DECISIONS, type Panel, type PanelItem } from '../../../src/domain/asye/types.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  asyePlan,
  booked,
  decidedWithin,
  panel,
  type MemberGiven,
} from '../../fixtures/asyeMembers.ts';

/** Quarterly panels: members who started on 1 September 2025 are planned to end on 31 August 2026. */
const JULY = panel(1, '2026-07-15');
const OCTOBER = panel(2, '2026-10-15');
const JANUARY = panel(3, '2027-01-15');
const QUARTERS = [JULY, OCTOBER, JANUARY];
const COMPLETE: MemberGiven = { done: 'all', evidence: 3 };

function viewsOf(
  members: MemberGiven[],
  today: string,
  items: PanelItem[] = [],
  panels: Panel[] = QUARTERS,
): PanelView[] {
  return panelViews(asyePlan(members, panels, items).views(today), panels, items, today);
}

/** Candidates by panel: `['1 must', …]` for each. */
const proposed = (views: PanelView[]) =>
  views.map(({ candidates }) => candidates.map(({ of, why }) => `${of.member.id} ${why}`));

describe('a member', () => {
  it('has to go to the first panel on or after their planned end; the next one sees progress', () => {
    // Full-time they end on 31 August 2026: October. At 0.6 FTE twelve months take twenty: they
    // end on 30 April 2027, after all the panels planned. At 0.8 FTE they take fifteen: 30
    // November 2026, so January.
    expect(proposed(viewsOf([{}, { fte: 0.6 }, { fte: 0.8 }], '2026-06-01'))).toEqual([
      ['1 progress', '3 progress', '2 progress'],
      ['1 must'],
      ['3 must'],
    ]);
  });

  it('does not have to go in June where a September panel comes on their last day or after it', () => {
    const june = panel(1, '2026-06-10');
    const last = panel(2, '2026-08-31');
    const september = panel(3, '2026-09-10');
    const quarters = [june, panel(2, '2026-09-10'), panel(3, '2026-12-10')];
    expect(proposed(viewsOf([{}], '2026-06-01', [], quarters))).toEqual([
      ['1 progress'],
      ['1 must'],
      [],
    ]);
    // The planned last day itself is not before it.
    expect(proposed(viewsOf([{}], '2026-06-01', [], [june, last, september]))[1]).toEqual([
      '1 must',
    ]);
  });

  it('goes to the next panel where their own has passed them by', () => {
    expect(proposed(viewsOf([{}], '2026-10-30'))).toEqual([[], [], ['1 must']]);
  });

  it('goes as early, and is as late, as the version of their programme says', () => {
    const within = (before: number, after: number | null) =>
      panelViews(
        decidedWithin(asyePlan([{}], QUARTERS), {
          before: { unit: 'weeks', count: before },
          after: after === null ? null : { unit: 'months', count: after },
        }).views('2026-06-01'),
        QUARTERS,
        [],
        '2026-06-01',
      );
    // 15 July is 47 days before 31 August: 7 weeks are 49 days, 6 weeks 42.
    expect(proposed(within(7, null))).toEqual([['1 must'], [], []]);
    expect(proposed(within(6, null))).toEqual([['1 progress'], ['1 must'], []]);
    // Up to a month after, 30 September: no panel sits in time, and October is late.
    const late = within(0, 1);
    expect(proposed(late)).toEqual([['1 progress'], ['1 must'], []]);
    expect(late[1]!.candidates[0]).toMatchObject({
      ...{ endsOn: '2026-08-31', lateAfter: '2026-09-30' },
    });
    expect(within(0, 2)[1]!.candidates[0]!.lateAfter).toBeNull();
  });

  it('is ready for the panel that decides with everything their programme asks for', () => {
    const late: MemberGiven = {
      done: ['self-assessment', 'agreement', 'review-3', 'review-6'],
      waived: ['reflection-6'],
      evidence: 2,
    };
    const [july, october] = viewsOf([late, COMPLETE], '2026-06-15');
    // Progress in July: the 9-month review was due on 1 June; nothing else is due by 15 July.
    expect(july!.candidates.map(({ missing }) => missing)).toEqual([['9-month review'], []]);
    const missing = [
      ...['9-month review', 'Critical reflection at 12 months', 'Final report', 'Final review'],
      'Moderation',
      'Direct observations: 2 of 3',
      'Feedback from children or families: 2 of 3',
      'Feedback from professionals: 2 of 3',
    ];
    expect(october!.candidates.map((one) => one.missing)).toEqual([missing, []]);
    // Booked, it is the same.
    const items = [booked(2, 1), booked(2, 2)];
    const again = viewsOf([late, COMPLETE], '2026-06-15', items)[1]!;
    expect(again.bookings.map((one) => one.missing)).toEqual([missing, []]);
  });

  it('is not ready on the planned last day without what is due by it', () => {
    const last = [panel(1, '2026-08-31')];
    const [day] = viewsOf([{ done: [], evidence: 3 }], '2026-08-01', [], last);
    expect(day!.candidates[0]!.missing).toContain('Final review');
  });

  it('seen for progress still has their own panel, and no decision is missed', () => {
    const items = [booked(1, 1)];
    const before = viewsOf([{}], '2026-06-01', items);
    expect(proposed(before)).toEqual([[], ['1 must'], []]);
    expect(before[0]!.bookings[0]!.role).toBe('progress');
    const after = viewsOf([{}], '2026-08-01', items);
    expect(proposed(after)).toEqual([[], ['1 must'], []]);
    expect(after[0]!.warnings).toEqual([]);
    // Booked in October too, it is there that they are decided about.
    expect(viewsOf([{}], '2026-08-01', [...items, booked(2, 1)])[1]!.bookings[0]!.role).toBe(
      'decides',
    );
  });

  it('may go to the next panel where nothing says which decides', () => {
    // Without hours there is no planned end.
    const views = viewsOf([{ ...COMPLETE, fte: 0 }], '2026-06-01');
    expect(proposed(views)).toEqual([['1 may'], [], []]);
    expect(views[0]!.candidates[0]).toMatchObject({ role: 'decides', endsOn: null, missing: [] });
    expect(viewsOf([{ fte: 0 }], '2026-06-01', [booked(1, 1)])[0]!.bookings[0]!.role).toBe(
      'decides',
    );
  });

  it('is due at their panel on its own day: booked, not overdue before it', () => {
    const due = (today: string, items: PanelItem[] = [], panels: Panel[] = QUARTERS) =>
      asyePlan([{}], panels, items)
        .views(today)[0]!
        .milestones.find(({ key }) => key === 'panel')!;
    // The first that may decide; without any, the milestone's own date, 12 months in.
    expect(due('2026-09-20')).toMatchObject({ dueOn: '2026-10-15', standing: 'soon', daysLate: 0 });
    expect(due('2026-09-20', [], [])).toMatchObject({ dueOn: '2026-09-01', standing: 'overdue' });
    // Booked on January's, October's going by does not make it overdue.
    expect(due('2026-10-20')).toMatchObject({ dueOn: '2026-10-15', daysLate: 5 });
    expect(due('2026-10-20', [booked(3, 1)])).toMatchObject({
      ...{ dueOn: '2027-01-15', standing: 'later' },
    });
    // A booking for progress is none of these.
    expect(due('2026-06-01', [booked(1, 1)])).toMatchObject({ dueOn: '2026-10-15' });
    expect(due('2026-10-20', [booked(2, 1, 'deferred')])).toMatchObject({ dueOn: '2027-01-15' });
  });

  it('is not ready while a pause covers the panel', () => {
    const from = '2026-07-01';
    const pause = {
      kind: 'pause' as const,
      from,
      to: null,
      days: null,
      reason: 'x',
      agreedOn: from,
    };
    // Ten days by then, and a day more every day: October decides all the same.
    const items = [booked(2, 1)];
    const [, october] = viewsOf([{ ...COMPLETE, changes: [pause] }], '2026-07-10', items);
    expect(october!.bookings[0]!.missing).toEqual(['Paused on that day']);
  });

  it('who is booked, has passed or has left is proposed for none', () => {
    const today = '2026-06-01';
    const gone: MemberGiven = { lastDay: '2026-05-01' };
    expect(proposed(viewsOf([{}, gone], today, [booked(2, 1)]))).toEqual([[], [], []]);
    const passed = [booked(2, 1, 'pass')];
    // The panel's day is entered as the milestone's, as recording the pass does.
    const settled: MemberGiven = { done: ['panel'] };
    expect(proposed(viewsOf([settled], '2026-10-20', passed))).toEqual([[], [], []]);
    expect(viewsOf([settled], '2026-10-20', passed)[1]!.bookings[0]!.remaining).toEqual({
      kind: 'finish',
    });
  });

  it('who is deferred comes back at the next panel, until that one has decided', () => {
    const deferred = [booked(1, 1, 'deferred', 'One more observation')];
    const after = viewsOf([{}], '2026-07-20', deferred);
    expect(proposed(after)).toEqual([[], ['1 returns'], []]);
    expect(after[0]!.bookings[0]!.remaining).toEqual({ kind: 'return', on: '2026-10-15' });

    const again = viewsOf([{}], '2026-08-01', [...deferred, booked(2, 1)]);
    expect(proposed(again)).toEqual([[], [], []]);
    expect(again[1]!.bookings[0]!.earlier.map(({ on, item }) => [on, item.conditions])).toEqual([
      ['2026-07-15', 'One more observation'],
    ]);
    // October passed them by unseen: January is the next.
    expect(proposed(viewsOf([{}], '2026-11-01', deferred))).toEqual([[], [], ['1 returns']]);
    expect(viewsOf([{}], '2027-02-01', deferred)[0]!.bookings[0]!.remaining).toEqual({
      kind: 'return',
      on: null,
    });
  });
});

describe('a panel', () => {
  it('warns where more are booked, or have to go, than it has places', () => {
    const small = [panel(1, '2026-10-15', 1), JANUARY];
    const over = viewsOf([{}, {}], '2026-06-01', [booked(1, 1), booked(1, 2)], small);
    expect(over[0]!.placesLeft).toBe(-1);
    expect(over[0]!.warnings).toEqual(['2 people booked for 1 place.']);
    const full = viewsOf([{}, {}], '2026-06-01', [booked(1, 1)], small);
    expect(full[0]!.warnings).toEqual(['1 person still to book has to go, and no place is left.']);
    // Nobody has to be seen for progress.
    const early = [panel(1, '2026-07-15', 1), OCTOBER];
    expect(viewsOf([{}, {}], '2026-06-01', [booked(1, 1)], early)[0]!.warnings).toEqual([]);
    const unknown = viewsOf([{}], '2026-06-01', [], [panel(1, '2026-10-15', null)]);
    expect(unknown[0]).toMatchObject({ placesLeft: null, warnings: [] });
  });

  it('that has met warns of what is not recorded, from the day after', () => {
    const on = (today: string) => viewsOf([{}], today, [booked(2, 1)])[1]!;
    expect(on('2026-10-14')).toMatchObject({ met: false, warnings: [] });
    expect(on('2026-10-15')).toMatchObject({ met: true, warnings: [] });
    expect(on('2026-10-16').warnings).toEqual([
      'The panel has met. What it decided about 1 person is not recorded.',
    ]);
  });
});

describe('quarterly dates', () => {
  it('follow the latest panel by three months each', () => {
    expect(quarterlyDates([panel(1, '2025-10-15')], '2025-11-01')).toEqual([
      ...['2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15'],
    ]);
  });

  it('begin a month from today where there is none to follow', () => {
    const four = ['2025-12-01', '2026-03-01', '2026-06-01', '2026-09-01'];
    expect(quarterlyDates([], '2025-11-01')).toEqual(four);
    expect(quarterlyDates([panel(1, '2020-01-15')], '2025-11-01')).toEqual(four);
  });
});

describe('whatever panels have decided', () => {
  const TODAY = '2026-08-01';
  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days));
  const decision = fc.constantFrom(null, ...DECISIONS);
  const situation = fc
    .record({
      days: fc.uniqueArray(day, { minLength: 1, maxLength: 6 }),
      capacity: fc.option(fc.integer({ min: 1, max: 3 })),
      members: fc.array(
        fc.record({
          fte: fc.constantFrom(0.5, 0.8, 1),
          started: fc.constantFrom('2025-01-06', '2025-09-01', '2026-05-01'),
          complete: fc.boolean(),
          seen: fc.array(fc.tuple(fc.nat(5), decision), { maxLength: 4 }),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ days, capacity, members }) => {
      const panels = days.sort().map((on, at) => panel(at + 1, on, capacity));
      const items = members.flatMap(({ seen }, at) =>
        [...new Map(seen.map(([n, said]) => [(n % panels.length) + 1, said]))]
          // Nothing is decided before the panel's day.
          .map(([id, said]) => booked(id, at + 1, panels[id - 1]!.on <= TODAY ? said : null)),
      );
      const given = members.map(({ fte, started, complete }): MemberGiven => ({
        ...(complete ? COMPLETE : {}),
        ...{ fte, startedOn: started },
      }));
      return { views: viewsOf(given, TODAY, items, panels), items };
    });

  it('nobody is on one panel twice, booked or proposed', () => {
    fc.assert(
      fc.property(situation, ({ views }) => {
        for (const { bookings, candidates } of views) {
          const ids = [...bookings, ...candidates].map(({ of }) => of.member.id);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });

  it('more booked than places is never without a warning', () => {
    fc.assert(
      fc.property(situation, ({ views }) => {
        for (const { panel: one, bookings, warnings } of views) {
          const over = one.capacity !== null && bookings.length > one.capacity;
          expect(warnings.some((words) => words.includes('booked for'))).toBe(over);
        }
      }),
    );
  });

  it('somebody deferred is proposed for exactly the next panel, where there is one', () => {
    fc.assert(
      fc.property(situation, ({ views, items }) => {
        const dayOf = new Map(views.map((view) => [view.panel.id, view.panel.on]));
        const own = Map.groupBy(items, ({ member }) => member);
        for (const [member, seen] of own) {
          const last = seen
            .toSorted((a, b) => (dayOf.get(a.panel)! < dayOf.get(b.panel)! ? -1 : 1))
            .at(-1)!;
          if (last.decision !== 'deferred' || seen.some((one) => one.decision === null)) continue;
          const at = views.filter(({ candidates }) =>
            candidates.some(({ of }) => of.member.id === member),
          );
          const next = views.find(
            (view) => view.panel.on >= TODAY && view.panel.on > dayOf.get(last.panel)!,
          );
          expect(at).toEqual(next ? [next] : []);
        }
      }),
    );
  });
});
