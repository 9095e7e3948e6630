/** Due dates: start, hours, pauses and extensions, each worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAfter, dateWorked, monthsBetween } from '../../../src/domain/asye/programmeTime.ts';
import { timetableOf, type AgreedChange } from '../../../src/domain/asye/timetable.ts';
import { addDays, daysBetween } from '../../../src/domain/calendar.ts';
import { ONE_FTE } from '../../../src/domain/records/types.ts';
import { asyeTemplate } from '../../fixtures/shippedProgrammes.ts';

const ASYE = asyeTemplate();

interface Given {
  startedOn?: string;
  /** FTE from dates on. */
  hours?: [from: string, fte: number][];
  changes?: AgreedChange[];
  today?: string;
}

/** The shipped ASYE's due dates by key, and its last day. */
function due(given: Given = {}): Record<string, string | null> {
  const { startedOn = '2025-09-01', changes = [], today = '2025-09-01' } = given;
  const hours = (given.hours ?? [[startedOn, 1]]).map(([from, fte]) => ({
    from,
    fte: fte * ONE_FTE,
  }));
  const { milestones, endsOn } = timetableOf(ASYE, { startedOn, hours, changes, today });
  return { ...Object.fromEntries(milestones.map(({ key, dueOn }) => [key, dueOn])), endsOn };
}

const pause = (from: string, to: string | null): AgreedChange => ({
  ...{ kind: 'pause', from, to, days: null },
});
const extension = (from: string, days: number): AgreedChange => ({
  ...{ kind: 'extension', from, to: null, days },
});

describe('the timetable of a member who started on 1 September 2025', () => {
  it('follows the template full-time', () => {
    expect(due()).toEqual({
      'self-assessment': '2025-09-22', // 3 weeks
      agreement: '2025-10-01', // 1 month
      'review-3': '2025-12-01',
      'review-6': '2026-03-01',
      'reflection-6': '2026-03-01',
      'review-9': '2026-06-01',
      // What is due with the end is due by the last day; the panel after it.
      'reflection-12': '2026-08-31',
      report: '2026-08-31',
      'review-12': '2026-08-31',
      moderation: '2026-08-31',
      panel: '2026-09-01',
      endsOn: '2026-08-31',
    });
  });

  it('is longer at 0.6 FTE, but for its first steps', () => {
    const at06 = due({ hours: [['2025-09-01', 0.6]] });
    expect(at06).toMatchObject({
      'self-assessment': '2025-09-22',
      agreement: '2025-10-01',
      'review-3': '2026-02-01', // 3 / 0.6 = 5 months
      'review-6': '2026-07-01', // 10 months
      'review-9': '2026-12-01', // 15 months
      panel: '2027-05-01', // 20 months
      endsOn: '2027-04-30',
    });
  });

  it('counts each span of hours for what it is', () => {
    // Six months full-time are six. At half time the other six take twelve: 1 September 2025
    // plus 18 months. The review at 9 months has three left, which take six.
    expect(
      due({
        hours: [
          ['2025-09-01', 1],
          ['2026-03-01', 0.5],
        ],
      }),
    ).toMatchObject({
      'review-6': '2026-03-01',
      'review-9': '2026-09-01',
      panel: '2027-03-01',
    });
  });

  it('moves what falls in a pause or after it by the pause’s days, and nothing before it', () => {
    // 1 February to 31 March 2026: 28 + 31 = 59 days.
    expect(due({ changes: [pause('2026-02-01', '2026-03-31')] })).toMatchObject({
      'review-3': '2025-12-01',
      'review-6': '2026-04-29', // 1 March + 59
      'review-9': '2026-07-30', // 1 June + 59
      panel: '2026-10-30', // 1 September + 59
      endsOn: '2026-10-29',
    });
  });

  it('lets a second pause catch what the first has moved into it', () => {
    // The 6-month review moves from 1 to 11 March by ten days, into the next pause of five.
    const changes = [pause('2026-03-10', '2026-03-14'), pause('2026-02-01', '2026-02-10')];
    expect(due({ changes })['review-6']).toBe('2026-03-16');
  });

  it('moves with a pause that has no last day yet', () => {
    const changes = [pause('2026-02-01', null)];
    expect(due({ changes, today: '2026-02-10' })['review-6']).toBe('2026-03-11');
    expect(due({ changes, today: '2026-02-11' })['review-6']).toBe('2026-03-12');
    // One agreed for later has not begun to count.
    expect(due({ changes, today: '2026-01-31' })['review-6']).toBe('2026-03-01');
  });

  it('is moved on by an extension from its first day', () => {
    // Twelve weeks are 84 days.
    expect(due({ changes: [extension('2026-06-02', 84)] })).toMatchObject({
      'review-9': '2026-06-01',
      panel: '2026-11-24', // 1 September + 84
    });
  });

  it('pauses part-time members by calendar days as well', () => {
    const plain = due({ hours: [['2025-09-01', 0.6]] });
    const paused = due({
      hours: [['2025-09-01', 0.6]],
      changes: [pause('2026-06-01', '2026-06-30')],
    });
    expect(paused['review-3']).toBe(plain['review-3']);
    expect(paused['panel']).toBe(addDays(plain['panel']!, 30));
  });

  it('does not count a change of hours during a pause twice', () => {
    // Half time from 1 March, the day the pause ends its 28 days: 6 whole months less 28 days
    // are done before it, by a clock that stood still.
    const changes = [pause('2026-02-01', '2026-02-28')];
    const hours: Given['hours'] = [
      ['2025-09-01', 1],
      ['2026-03-01', 0.5],
    ];
    // By the clock, 1 March is 1 February: 5 months done, 7 left take 14: 19 months is
    // 1 April 2027, and 28 days on is 29 April.
    expect(due({ hours, changes })['panel']).toBe('2027-04-29');
  });

  it('has no date for what the hours never reach', () => {
    const at0 = due({ hours: [['2025-09-01', 0]] });
    expect(at0['panel']).toBeNull();
    expect(at0['self-assessment']).toBe('2025-09-22');
    expect(due({ hours: [] })['panel']).toBeNull();
  });
});

describe('starts at the ends of months', () => {
  it('on 29 February are due on the last day of a shorter one', () => {
    const leap = due({ startedOn: '2024-02-29' });
    expect(leap['review-3']).toBe('2024-05-29');
    expect(leap['review-6']).toBe('2024-08-29');
    expect(leap['panel']).toBe('2025-02-28');
  });

  it('on 31 August are due at the end of a shorter month, and on the 31st again after it', () => {
    const late = due({ startedOn: '2025-08-31' });
    expect(late['agreement']).toBe('2025-09-30');
    expect(late['review-3']).toBe('2025-11-30');
    expect(late['review-6']).toBe('2026-02-28');
    expect(late['review-9']).toBe('2026-05-31');
    expect(late['panel']).toBe('2026-08-31');
  });
});

describe('programme time', () => {
  it('counts months and the share of one', () => {
    expect(monthsBetween('2025-09-01', '2026-03-01')).toBe(6);
    expect(monthsBetween('2025-09-01', '2026-03-16')).toBeCloseTo(6 + 15 / 31, 12);
  });

  const date = fc.integer({ min: 0, max: 9_000 }).map((days) => addDays('2012-09-01', days));
  const tenths = fc.integer({ min: 1, max: 10 });

  it('never makes fewer hours quicker', () => {
    fc.assert(
      fc.property(date, tenths, fc.integer({ min: 1, max: 24 }), (from, fte, count) => {
        const offset = { unit: 'months' as const, count };
        const worked = dateWorked(from, offset, [{ from, fte: (fte * ONE_FTE) / 10 }])!;
        expect(worked >= dateAfter(from, offset)).toBe(true);
      }),
    );
  });

  it('moves everything due from a pause on by its days exactly, whatever the hours', () => {
    const given = fc.record({
      startedOn: date,
      fte: tenths,
      begins: fc.integer({ min: 0, max: 700 }),
      length: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(given, ({ startedOn, fte, begins, length }) => {
        const from = addDays(startedOn, begins);
        const hours: Given['hours'] = [[startedOn, fte / 10]];
        const before = due({ startedOn, hours });
        const after = due({
          ...{ startedOn, hours },
          changes: [pause(from, addDays(from, length - 1))],
        });
        for (const { key } of ASYE.milestones) {
          const moved = before[key]! >= from ? length : 0;
          expect(daysBetween(before[key]!, after[key]!)).toBe(moved);
        }
      }),
    );
  });
});
