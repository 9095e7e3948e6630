/** Supervision: when it is next due and how many were to be held, worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nextSupervision,
  supervisionOf,
  supervisionsExpected,
  type SupervisionFacts,
} from '../../../src/domain/asye/supervision.ts';
import type { AgreedChange } from '../../../src/domain/asye/timetable.ts';
import { addDays, daysBetween } from '../../../src/domain/calendar.ts';
import { asyeTemplate } from '../../fixtures/shippedProgrammes.ts';

// Weekly for 6 weeks, fortnightly to 6 months, then monthly.
const PHASES = asyeTemplate().supervision;
const STARTED = '2025-09-01';
const FACTS: SupervisionFacts = {
  ...{ startedOn: STARTED, changes: [], today: '2025-10-31' },
  ...{ endsOn: '2026-08-31', endedOn: null, active: true },
};
const pause = (from: string, to: string | null): AgreedChange => ({
  ...{ kind: 'pause', from, to, days: null },
});

const next = (last: string | null, about: Partial<SupervisionFacts> = {}) =>
  nextSupervision(PHASES, { ...FACTS, ...about }, last);

describe('the next supervision', () => {
  it('follows the last by the interval of its time', () => {
    expect(next(null)).toBe('2025-09-08');
    expect(next('2025-10-06')).toBe('2025-10-13'); // week 5: weekly
    expect(next('2025-10-13')).toBe('2025-10-27'); // 6 weeks gone: fortnightly
    expect(next('2026-02-28')).toBe('2026-03-14'); // a day short of 6 months
    expect(next('2026-03-01')).toBe('2026-04-01'); // monthly
  });

  it('falls later by the days of a pause that it meets', () => {
    // Held on Monday 6 October, due on the 13th. Paused 8 to 21 October, 14 days: due on the 27th.
    expect(next('2025-10-06', { changes: [pause('2025-10-08', '2025-10-21')] })).toBe('2025-10-27');
    // Due before the pause, it stays.
    expect(next('2025-10-06', { changes: [pause('2025-10-14', '2025-10-21')] })).toBe('2025-10-13');
    // Held within a pause, on the 16th: 5 of its days, 17 to 21 October, are still to come.
    expect(next('2025-10-16', { changes: [pause('2025-10-08', '2025-10-21')] })).toBe('2025-10-28');
  });

  it('is weekly still after a pause in the first six weeks', () => {
    // Four weeks paused from 15 September. On 3 November nine weeks have gone, and five of them
    // count.
    expect(next('2025-11-03', { changes: [pause('2025-09-15', '2025-10-12')] })).toBe('2025-11-10');
  });

  it('moves on with a pause that has no last day', () => {
    const changes = [pause('2025-10-08', null)];
    expect(next('2025-10-06', { changes, today: '2025-10-08' })).toBe('2025-10-14');
    expect(next('2025-10-06', { changes, today: '2025-10-20' })).toBe('2025-10-26');
  });

  it('is not asked for where no step is left', () => {
    expect(nextSupervision(PHASES.slice(0, 1), FACTS, '2025-10-13')).toBeNull();
  });
});

describe('supervisions expected', () => {
  it.each([
    ['2025-09-07', 0],
    ['2025-09-08', 1],
    ['2025-10-12', 5],
    ['2025-10-13', 6],
    ['2025-10-26', 6],
    ['2025-10-27', 7],
    // Ten fortnights from 13 October reach 2 March, the first at or after 6 months.
    ['2026-03-01', 15],
    ['2026-03-02', 16],
    ['2026-04-01', 16],
    ['2026-04-02', 17],
    ['2026-09-01', 21],
    ['2026-09-02', 22],
  ])('by %s are %i', (day, expected) => {
    expect(supervisionsExpected(PHASES, STARTED, day)).toBe(expected);
  });

  it('leave out the days paused', () => {
    // To 31 October, two weeks paused: by the clock it is 17 October.
    const changes = [pause('2025-10-08', '2025-10-21')];
    expect(supervisionOf(PHASES, { ...FACTS, changes }, []).expected).toBe(6);
  });
});

describe('a member’s supervision', () => {
  it('is late by the days since it was due', () => {
    const held = ['2025-10-06', '2025-09-08', '2025-11-30'];
    // The one of 30 November has not been yet. Due on 13 October, 18 days before the 31st.
    expect(supervisionOf(PHASES, FACTS, held)).toEqual({
      ...{ last: '2025-10-06', held: 2, expected: 7, dueOn: '2025-10-13', daysLate: 18 },
    });
  });

  it('is not late while paused, nor due once they have left', () => {
    expect(supervisionOf(PHASES, { ...FACTS, active: false }, []).daysLate).toBe(0);
    const gone = supervisionOf(PHASES, { ...FACTS, endedOn: '2025-10-10', active: false }, []);
    expect(gone).toMatchObject({ dueOn: null, daysLate: 0, expected: 5 });
  });

  it('is not due after the planned last day, until that has gone', () => {
    const last = ['2026-08-15'];
    expect(supervisionOf(PHASES, { ...FACTS, today: '2026-08-31' }, last).dueOn).toBeNull();
    expect(supervisionOf(PHASES, { ...FACTS, today: '2026-09-01' }, last).dueOn).toBe('2026-09-15');
  });
});

describe('always', () => {
  const day = fc.integer({ min: 0, max: 400 });
  const given = fc.record({
    last: day,
    begins: fc.integer({ min: 1, max: 200 }),
    length: fc.integer({ min: 1, max: 200 }),
    open: fc.boolean(),
    today: day,
  });

  it('is due after it was last held, and a pause from then on never makes it earlier', () => {
    fc.assert(
      fc.property(given, ({ last: held, begins, length, open, today: gone }) => {
        const last = addDays(STARTED, held);
        const today = addDays(STARTED, gone);
        const from = addDays(last, begins);
        const changes = [pause(from, open ? null : addDays(from, length - 1))];
        const plain = next(last, { today })!;
        const paused = next(last, { today, changes })!;
        expect(plain > last).toBe(true);
        expect(paused >= plain).toBe(true);
      }),
    );
  });

  it('is due after the last with any pauses, and expected never falls as days go by', () => {
    fc.assert(
      fc.property(given, given, (one, other) => {
        const span = ({ begins, length }: typeof one) => {
          const from = addDays(STARTED, begins);
          return pause(from, addDays(from, length - 1));
        };
        const last = addDays(STARTED, one.last);
        const today = addDays(STARTED, 500);
        const changes = [span(one), span(other)];
        expect(daysBetween(last, next(last, { today, changes })!)).toBeGreaterThan(0);
        const [a, b] = [one.today, other.today].sort((x, y) => x - y) as [number, number];
        expect(supervisionsExpected(PHASES, STARTED, addDays(STARTED, a))).toBeLessThanOrEqual(
          supervisionsExpected(PHASES, STARTED, addDays(STARTED, b)),
        );
      }),
    );
  });
});
