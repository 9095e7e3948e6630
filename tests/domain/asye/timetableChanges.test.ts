/** Pauses and extensions: which are refused, what they move, and leave that has none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeKey, templateProblem } from '../../../src/domain/asye/templateCheck.ts';
import {
  changeProblem,
  movedDates,
  unpausedLeave,
} from '../../../src/domain/asye/timetableChanges.ts';
import type { AgreedChange, TimetableFacts } from '../../../src/domain/asye/timetable.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { ONE_FTE, type Absence } from '../../../src/domain/records/types.ts';
import { asyeTemplate } from '../../fixtures/shippedProgrammes.ts';

const ASYE = asyeTemplate();
const MEMBER = { startedOn: '2025-09-01', endedOn: null };
const pause = (from: string, to: string | null): AgreedChange => ({
  ...{ kind: 'pause', from, to, days: null },
});
const extension = (from: string, days: number): AgreedChange => ({
  ...{ kind: 'extension', from, to: null, days },
});

describe('a pause', () => {
  const problem = (change: AgreedChange, others: AgreedChange[] = [], member = MEMBER) =>
    changeProblem(member, others, change)?.field ?? null;

  it('has its days in the programme, and in order', () => {
    expect(problem(pause('2025-09-01', null))).toBeNull();
    expect(problem(pause('2025-08-31', null))).toBe('from');
    expect(problem(pause('2025-10-02', '2025-10-01'))).toBe('to');
    expect(
      changeProblem({ startedOn: null, endedOn: null }, [], pause('2025-09-01', null)),
    ).toEqual({
      field: 'from',
      problem: 'This member has not started the programme. Start them first.',
    });
    const left = { startedOn: '2025-09-01', endedOn: '2026-01-31' };
    expect(changeProblem(left, [], pause('2026-02-01', null))?.field).toBe('from');
  });

  it('may follow another, and may not meet it', () => {
    const others = [pause('2025-10-01', '2025-10-31')];
    expect(problem(pause('2025-11-01', null), others)).toBeNull();
    expect(problem(pause('2025-10-31', null), others)).toBe('from');
    expect(problem(pause('2025-09-20', null), others)).toBe('from');
    expect(problem(pause('2025-12-01', null), [pause('2025-10-01', null)])).toBe('from');
    // An extension may fall within a pause.
    expect(problem(extension('2025-10-10', 14), others)).toBeNull();
  });
});

describe('the dates a change moves', () => {
  const facts: TimetableFacts = {
    ...{ startedOn: '2025-09-01', changes: [], today: '2025-12-15' },
    hours: [{ from: '2025-09-01', fte: ONE_FTE }],
  };

  it('are shown beside those they were, and those done are told apart', () => {
    const rows = movedDates(
      ASYE,
      facts,
      [pause('2026-02-01', '2026-03-31')],
      [
        { key: 'review-3', state: 'done' },
        { key: 'review-6', state: 'late' },
      ],
    );
    const row = (key: string) => rows.find((one) => one.key === key);
    expect(row('review-3')).toMatchObject({
      before: '2025-12-01',
      after: '2025-12-01',
      settled: true,
    });
    // 28 + 31 = 59 days on from 1 March.
    expect(row('review-6')).toMatchObject({
      before: '2026-03-01',
      after: '2026-04-29',
      settled: false,
    });
    expect(row('end')).toEqual({
      ...{ key: 'end', name: 'Planned last day', settled: false },
      ...{ before: '2026-08-31', after: '2026-10-29' },
    });
  });

  it('never fall earlier by one pause more', () => {
    const span = fc.record({
      begins: fc.integer({ min: 0, max: 500 }),
      length: fc.integer({ min: 1, max: 300 }),
    });
    const tenths = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(span, span, tenths, (first, second, fte) => {
        const [one, two] = [first, second].map(({ begins, length }) => {
          const from = addDays('2025-09-01', begins);
          return pause(from, addDays(from, length - 1));
        }) as [AgreedChange, AgreedChange];
        // Two pauses of a member never meet.
        fc.pre(one.to! < two.from || two.to! < one.from);
        const hours = [{ from: '2025-09-01', fte: (fte * ONE_FTE) / 10 }];
        const given = { ...facts, hours, changes: [one] };
        for (const { before, after } of movedDates(ASYE, given, [one, two], [])) {
          expect(after! >= before!).toBe(true);
        }
      }),
    );
  });
});

describe('leave without a pause', () => {
  const leave = (from: string, to: string | null, kind: Absence['kind'] = 'MAT'): Absence => ({
    ...{ id: 1, engagement: 1, kind, from, to },
  });

  it('is maternity in the programme that no pause meets', () => {
    const days = [leave('2026-01-05', '2026-09-30')];
    expect(unpausedLeave(MEMBER, [], days)).toEqual(days);
    expect(unpausedLeave(MEMBER, [pause('2026-01-05', null)], days)).toEqual([]);
    expect(unpausedLeave(MEMBER, [pause('2025-10-01', '2025-10-31')], days)).toEqual(days);
    expect(unpausedLeave(MEMBER, [extension('2026-01-05', 84)], days)).toEqual(days);
    expect(unpausedLeave(MEMBER, [], [leave('2026-01-05', null, 'SIC')])).toEqual([]);
    expect(unpausedLeave({ startedOn: null, endedOn: null }, [], days)).toEqual([]);
    expect(unpausedLeave({ ...MEMBER, endedOn: '2026-08-31' }, [], days)).toEqual([]);
  });

  it('counts from the first day on the programme', () => {
    expect(unpausedLeave(MEMBER, [], [leave('2025-06-01', '2025-12-31')])[0]?.from).toBe(
      '2025-09-01',
    );
    expect(unpausedLeave(MEMBER, [], [leave('2025-01-01', '2025-08-31')])).toEqual([]);
  });
});

describe('a template', () => {
  it('has steps of supervision that end one after the other, and names once each', () => {
    expect(templateProblem(ASYE)).toBeNull();
    const [weekly, fortnightly, monthly] = ASYE.supervision as [never, never, never];
    const field = (supervision: typeof ASYE.supervision) =>
      templateProblem({ ...ASYE, supervision })?.field;
    expect(field([monthly, weekly])).toBe('supervision.0.until');
    expect(field([fortnightly, weekly])).toBe('supervision.1.until');
    const twice = ASYE.milestones.map((one) => ({ ...one, name: 'Review' }));
    expect(templateProblem({ ...ASYE, milestones: twice })?.field).toBe('milestones.1.name');
  });

  it('gives a new part a key of its own', () => {
    expect(freeKey('Mid-year review (new)', [])).toBe('mid-year-review-new');
    expect(freeKey('Panel', ['panel', 'panel-2'])).toBe('panel-3');
    expect(freeKey('…', [])).toBe('part');
  });
});
