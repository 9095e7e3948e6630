/** Which panel sees whom, what each still has to bring, and that nobody is lost or seen twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panelViews, quarterlyDates, type PanelView } from '../../../src/domain/asye/panels.ts';
import { DECISIONS, type Panel, type PanelItem } from '../../../src/domain/asye/types.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { asyePlan, booked, panel, type MemberGiven } from '../../fixtures/asyeMembers.ts';

/** Quarterly panels: members who started on 1 September 2025 are due to one on 1 September 2026. */
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
  return panelViews(asyePlan(members).views(today), panels, items, today);
}

/** Candidates by panel: `['1 must', …]` for each. */
const proposed = (views: PanelView[]) =>
  views.map(({ candidates }) => candidates.map(({ of, why }) => `${of.member.id} ${why}`));

describe('a member', () => {
  it('has to go to the last panel before which their milestone does not fall due', () => {
    // Due on 1 September 2026, before the October panel: July is the last in time. At 0.6 FTE
    // twelve months take twenty: due on 1 May 2027. After January the next would be 15 April.
    expect(proposed(viewsOf([{}, { fte: 0.6 }], '2026-06-01'))).toEqual([['1 must'], [], []]);
    // At 0.8 FTE they take fifteen: due on 1 December 2026, before the January panel.
    expect(proposed(viewsOf([{ fte: 0.8 }], '2026-06-01'))).toEqual([[], ['1 must'], []]);
  });

  it('goes to the next panel where it is overdue already', () => {
    expect(proposed(viewsOf([{}], '2026-09-30'))).toEqual([[], ['1 must'], []]);
  });

  it('may go early where everything is there, and then still has their own panel', () => {
    expect(proposed(viewsOf([{ ...COMPLETE, fte: 0.8 }], '2026-06-01'))).toEqual([
      ['1 early'],
      ['1 must'],
      [],
    ]);
  });

  it('is told by name what is missing by the panel, and nothing that falls due after it', () => {
    const late: MemberGiven = {
      done: ['self-assessment', 'agreement', 'review-3', 'review-6'],
      waived: ['reflection-6'],
      evidence: 2,
    };
    const [july] = viewsOf([late, COMPLETE], '2026-06-15');
    // The 9-month review was due on 1 June; the final report is due on 1 September.
    expect(july!.candidates.map(({ missing }) => missing)).toEqual([
      [
        '9-month review',
        'Direct observations: 2 of 3',
        'Feedback from children or families: 2 of 3',
        'Feedback from professionals: 2 of 3',
      ],
      [],
    ]);
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
    const items = [booked(1, 1)];
    const [july] = viewsOf([{ ...COMPLETE, changes: [pause] }], '2026-07-10', items);
    expect(july!.bookings[0]!.missing).toEqual(['Paused on that day']);
  });

  it('who is booked, has passed or has left is proposed for none', () => {
    const today = '2026-06-01';
    const gone: MemberGiven = { lastDay: '2026-05-01' };
    expect(proposed(viewsOf([{}, gone], today, [booked(2, 1)]))).toEqual([[], [], []]);
    const passed = [booked(1, 1, 'pass')];
    // The panel's day is entered as the milestone's, as recording the pass does.
    const settled: MemberGiven = { done: ['panel'] };
    expect(proposed(viewsOf([settled], '2026-07-20', passed))).toEqual([[], [], []]);
    expect(viewsOf([settled], '2026-07-20', passed)[0]!.bookings[0]!.remaining).toEqual({
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
    const small = [panel(1, '2026-07-15', 1), OCTOBER];
    const over = viewsOf([{}, {}], '2026-06-01', [booked(1, 1), booked(1, 2)], small);
    expect(over[0]!.placesLeft).toBe(-1);
    expect(over[0]!.warnings).toEqual(['2 people booked for 1 place.']);
    const full = viewsOf([{}, {}], '2026-06-01', [booked(1, 1)], small);
    expect(full[0]!.warnings).toEqual(['1 person still to book has to go, and no place is left.']);
    const unknown = viewsOf([{}], '2026-06-01', [], [panel(1, '2026-07-15', null)]);
    expect(unknown[0]).toMatchObject({ placesLeft: null, warnings: [] });
  });

  it('that has met warns of what is not recorded, from the day after', () => {
    const on = (today: string) => viewsOf([{}], today, [booked(1, 1)])[0]!;
    expect(on('2026-07-14')).toMatchObject({ met: false, warnings: [] });
    expect(on('2026-07-15')).toMatchObject({ met: true, warnings: [] });
    expect(on('2026-07-16').warnings).toEqual([
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
