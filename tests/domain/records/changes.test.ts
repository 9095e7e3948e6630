import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  changeEstablishment,
  leave,
  place,
  redate,
  type LineStep,
  type Placement,
} from '../../../src/domain/records/changes.ts';
import { withAssignments, withLines } from '../../../src/domain/records/preview.ts';
import { stockAt } from '../../../src/domain/records/stock.ts';
import type { Assignment, Engagement, PlanRecords } from '../../../src/domain/records/types.ts';
import { anyDate, anyRecords } from './arbitrary.ts';
import { plan, wte } from './builder.ts';

const ALL = { counts: 'all' } as const;
const here = (placement: Partial<Placement> = {}): Placement => ({
  team: 1,
  role: 1,
  fte: wte(1),
  postRef: null,
  secondedOut: false,
  covers: null,
  ...placement,
});
const add = (fte: number, more: Partial<LineStep & { kind: 'add' }> = {}): LineStep => ({
  kind: 'add',
  team: 1,
  role: 1,
  fte: wte(fte),
  funding: 'base',
  frozen: false,
  postRef: null,
  until: null,
  ...more,
});
const alter = (line: number, fte: number): LineStep => ({
  kind: 'alter',
  line,
  fte: wte(fte),
  funding: 'base',
  frozen: false,
});

describe('an establishment change', () => {
  const p = plan();
  p.post({ fte: 2, fundedFrom: '2020-04-01', fundedTo: '2026-03-31' });
  p.post({ fte: 1, fundedFrom: '2025-04-01' });
  const change = (...steps: LineStep[]) =>
    changeEstablishment(p.records.lines, { from: '2025-04-01', reason: 'Agreed', steps });

  it('ends an altered line the day before and goes on to the same last day', () => {
    expect(change(alter(1, 3))).toEqual({
      ok: true,
      ended: [{ id: 1, fundedTo: '2025-03-31' }],
      removed: [],
      added: [
        {
          team: 1,
          role: 1,
          fte: wte(3),
          fundedFrom: '2025-04-01',
          fundedTo: '2026-03-31',
          funding: 'base',
          frozen: false,
          postRef: null,
          reason: 'Agreed',
        },
      ],
    });
  });

  it('replaces, or drops, a line that begins on the date itself', () => {
    expect(change(alter(2, 2))).toMatchObject({
      removed: [2],
      ended: [],
      added: [{ fte: wte(2) }],
    });
    expect(change({ kind: 'end', line: 2 })).toMatchObject({ removed: [2], ended: [], added: [] });
  });

  it('changes nothing where nothing is different', () => {
    expect(change(alter(1, 2))).toEqual({ ok: true, ended: [], removed: [], added: [] });
  });

  it('is refused with the step that cannot be made', () => {
    expect(change(add(1), alter(1, 3), { kind: 'end', line: 1 })).toMatchObject({
      ok: false,
      step: 2,
    });
    expect(change(alter(9, 3))).toMatchObject({ ok: false, step: 0 });
    expect(change(add(1, { until: '2025-03-31' }))).toEqual({
      ok: false,
      problem: 'The last funded day, 31 March 2025, is before the post begins.',
      step: 0,
    });
    const later = (from: string, step: LineStep) =>
      changeEstablishment(p.records.lines, { from, reason: '', steps: [step] });
    expect(later('2024-04-01', alter(2, 2))).toMatchObject({
      problem: 'The post is funded from 1 April 2025 only. Choose a date from then on.',
    });
    expect(later('2026-04-01', alter(1, 3))).toMatchObject({
      problem: 'The post is funded to 31 March 2026 only. Choose a date up to then.',
    });
  });

  it('leaves the establishment before its date untouched', () => {
    const step = fc.oneof(
      fc.constantFrom(0.5, 1, 3).map((fte) => add(fte)),
      fc
        .tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom(0.5, 1, 3))
        .map(([line, fte]) => alter(line, fte)),
      fc.integer({ min: 1, max: 8 }).map((line): LineStep => ({ kind: 'end', line })),
    );
    fc.assert(
      fc.property(
        anyRecords,
        anyDate,
        anyDate,
        fc.array(step, { minLength: 1, maxLength: 4 }),
        (records, from, date, steps) => {
          const changes = changeEstablishment(records.lines, { from, reason: '', steps });
          if (!changes.ok) return;
          const after = withLines(records, changes);
          if (date < from) {
            expect(stockAt(after, date, ALL)).toEqual(stockAt(records, date, ALL));
          }
          for (const line of after.lines) {
            expect(line.fundedTo === null || line.fundedTo >= line.fundedFrom).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('placing somebody', () => {
  const p = plan();
  const spell = p.person({ from: '2024-04-01' });
  p.place(spell, { team: 2, fte: 0.2, from: '2024-06-01', to: '2025-06-30' });
  p.place(spell, { team: 3, fte: 0.2, from: '2025-03-01' });
  const engagement = p.records.engagements[0]!;
  const placed = (from: string, ...placements: Placement[]) =>
    place(p.records.assignments, engagement, from, placements);

  it('ends what had no end, shortens what had, and drops what was planned', () => {
    expect(placed('2025-01-01', here({ fte: wte(0.6) }))).toEqual({
      ok: true,
      ended: [{ id: 1, to: '2024-12-31' }],
      shortened: [{ id: 2, to: '2024-12-31' }],
      redated: [],
      removed: [3],
      added: [{ ...here({ fte: wte(0.6) }), engagement: 1, from: '2025-01-01', to: null }],
    });
  });

  it('leaves alone a place that stays as it is', () => {
    expect(placed('2025-01-01', here(), here({ team: 4, fte: wte(0.1) }))).toMatchObject({
      ended: [],
      added: [{ team: 4 }],
    });
  });

  it('is refused outside the engagement, with no place, or twice in one post', () => {
    expect(placed('2024-03-31', here())).toEqual({
      ok: false,
      problem: 'They start on 1 April 2024. Choose a date from then on.',
    });
    expect(
      place(p.records.assignments, { ...engagement, to: '2024-12-31' }, '2025-01-01', [here()]),
    ).toEqual({ ok: false, problem: 'They leave on 31 December 2024. Choose a date up to then.' });
    expect(placed('2025-01-01')).toMatchObject({ ok: false });
    expect(placed('2025-01-01', here(), here({ fte: wte(0.5) }))).toMatchObject({ step: 1 });
    expect(placed('2025-01-01', here({ postRef: 'A' }), here({ postRef: 'B' })).ok).toBe(true);
  });
});

describe('leaving', () => {
  const p = plan();
  const spell = p.person({ from: '2024-04-01' }, [{ to: '2024-12-31' }]);
  p.place(spell, { from: '2025-01-01', fte: 0.6 });
  p.place(spell, { from: '2025-09-01', team: 2, fte: 0.4 });
  const engagement = p.records.engagements[0]!;

  it('ends every place on the last day, and drops what was planned beyond it', () => {
    expect(leave(p.records.assignments, engagement, '2025-06-30')).toEqual({
      ok: true,
      ended: [{ id: 2, to: '2025-06-30' }],
      shortened: [],
      redated: [],
      removed: [3],
      added: [],
    });
  });

  it('on a later day than was recorded goes on in the last places', () => {
    const q = plan();
    q.person({ from: '2024-04-01', to: '2025-06-30' });
    expect(leave(q.records.assignments, q.records.engagements[0]!, '2025-08-31')).toMatchObject({
      redated: [{ id: 1, from: '2024-04-01', to: '2025-08-31' }],
    });
  });

  it('before the first day is refused', () => {
    expect(leave(p.records.assignments, engagement, '2024-03-31')).toMatchObject({ ok: false });
  });
});

describe('correcting the dates of an engagement', () => {
  const p = plan();
  const spell = p.person({ from: '2024-04-01', to: '2025-06-30' }, [{ to: '2024-12-31' }]);
  p.place(spell, { from: '2025-01-01', fte: 0.6 });
  const engagement = p.records.engagements[0]!;
  const redated = (from: string, to: string | null) =>
    redate(p.records.assignments, engagement, { from, to });

  it('takes the first and last places with it', () => {
    expect(redated('2024-03-01', null)).toMatchObject({
      redated: [
        { id: 1, from: '2024-03-01', to: '2024-12-31' },
        { id: 2, from: '2025-01-01', to: null },
      ],
      removed: [],
    });
    expect(redated('2025-02-01', '2025-03-31')).toMatchObject({
      redated: [{ id: 2, from: '2025-02-01', to: '2025-03-31' }],
      removed: [1],
    });
  });

  it('is refused where the days are the wrong way round', () => {
    expect(redated('2025-02-01', '2025-01-31')).toMatchObject({ ok: false });
  });
});

/** What must hold of an engagement's places after any change. */
function expectSound(engagement: Engagement, assignments: readonly Assignment[]): void {
  const own = assignments.filter((one) => one.engagement === engagement.id);
  for (const one of own) {
    expect(one.from >= engagement.from).toBe(true);
    expect(one.to === null || one.to >= one.from).toBe(true);
    if (engagement.to !== null) expect(one.to !== null && one.to <= engagement.to).toBe(true);
  }
  const post = (one: Assignment) => `${one.team}/${one.role}/${one.postRef ?? ''}`;
  for (const [at, one] of own.entries()) {
    for (const other of own.slice(at + 1)) {
      const apart =
        post(one) !== post(other) ||
        (one.to !== null && one.to < other.from) ||
        (other.to !== null && other.to < one.from);
      expect(apart).toBe(true);
    }
  }
}

type Step =
  | { kind: 'place'; from: string; placements: Placement[] }
  | { kind: 'leave'; lastDay: string }
  | { kind: 'redate'; from: string; to: string | null };

function make(records: PlanRecords, step: Step): PlanRecords {
  const engagement = records.engagements[0]!;
  const dated = (dates: Partial<Engagement>) => ({
    ...records,
    engagements: [{ ...engagement, ...dates }],
  });
  switch (step.kind) {
    case 'place': {
      const changes = place(records.assignments, engagement, step.from, step.placements);
      return changes.ok ? withAssignments(records, changes) : records;
    }
    case 'leave': {
      const changes = leave(records.assignments, engagement, step.lastDay);
      return changes.ok ? withAssignments(dated({ to: step.lastDay }), changes) : records;
    }
    case 'redate': {
      const { from, to } = step;
      const changes = redate(records.assignments, engagement, { from, to });
      return changes.ok ? withAssignments(dated({ from, to }), changes) : records;
    }
  }
}

describe('any changes in any order', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2024-01-01', days));
  const placement = fc
    .record({
      team: fc.integer({ min: 1, max: 3 }),
      fte: fc.constantFrom(0, wte(0.4), wte(1)),
      postRef: fc.constantFrom(null, 'A'),
      secondedOut: fc.boolean(),
    })
    .map(here);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      kind: fc.constant('place' as const),
      from: day,
      placements: fc.array(placement, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('leave' as const), lastDay: day }),
    fc.record({ kind: fc.constant('redate' as const), from: day, to: fc.option(day) }),
  );

  it('leave nobody placed outside their engagement, or twice in one post', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const p = plan();
        p.person({ from: '2024-03-01' });
        let records = p.records;
        for (const one of steps) {
          records = make(records, one);
          expectSound(records.engagements[0]!, records.assignments);
          expect(records.assignments.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('leave what stood before a placing as it was', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 5 }),
        day,
        placement,
        day,
        (steps, from, one, date) => {
          fc.pre(date < from);
          const p = plan();
          p.person({ from: '2024-03-01' });
          const before = steps.reduce(make, p.records);
          const after = make(before, { kind: 'place', from, placements: [one] });
          expect(stockAt(after, date, ALL)).toEqual(stockAt(before, date, ALL));
        },
      ),
      { numRuns: 200 },
    );
  });
});
