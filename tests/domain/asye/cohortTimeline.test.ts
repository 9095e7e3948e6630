/** A cohort's time in rows, and the roles its members usually have. */
import { describe, expect, it } from 'vitest';
import { cohortTimeline } from '../../../src/domain/asye/cohortTimeline.ts';
import { usualFirstRole, usualNextRole } from '../../../src/domain/asye/usualRoles.ts';
import { made } from './cohorts.fixture.ts';

const started = (startedOn: string) => ({
  work: { from: startedOn },
  member: { startedOn, version: 1 },
});

describe('a cohort’s timeline', () => {
  const { asye, members } = made([started('2025-09-01'), started('2025-09-15')]);
  asye.milestones.push({
    ...{ id: 1, member: 1, key: 'review-3', state: 'done', on: '2025-12-01', note: '' },
  });
  asye.timetableChanges.push({
    ...{ id: 1, member: 2, kind: 'pause', from: '2026-02-01', to: null, days: null },
    ...{ reason: 'Illness', agreedOn: null },
  });
  asye.panels.push(
    { id: 1, on: '2026-09-09', capacity: 10, note: '' },
    { id: 2, on: '2026-12-09', capacity: 10, note: '' },
  );
  asye.panelItems.push({
    ...{ id: 1, panel: 1, member: 1, position: 1, decision: null, conditions: '' },
  });
  const intakes = [{ id: 1, cohort: 1, on: '2025-09-01', places: 12 }];
  const rows = cohortTimeline(members('2026-01-31'), intakes, asye);
  const row = (key: string) => rows.find((one) => one.key === key);

  it('shows a review from the first member’s day to the last’s, and how many are done', () => {
    expect(row('due-review-3')).toMatchObject({
      ...{ name: '3-month review', from: '2025-12-01', to: '2025-12-15' },
      ...{ members: [1, 2], done: 1, overdue: 1 },
    });
  });

  it('shows intakes, panels with somebody on them, pauses and planned ends, in order', () => {
    expect(row('intake-1')).toMatchObject({ from: '2025-09-01', to: '2025-09-01', places: 12 });
    expect(row('panel-1')).toMatchObject({ from: '2026-09-09', members: [1] });
    expect(row('panel-2')).toBeUndefined();
    expect(row('pause-1')).toMatchObject({ from: '2026-02-01', to: null, members: [2] });
    expect(row('ends')).toMatchObject({ from: '2026-08-31', to: '2026-09-14', members: [1, 2] });
    expect(rows.map(({ from }) => from)).toEqual(rows.map(({ from }) => from).sort());
  });

  it('has nothing to show of a cohort nobody has started in but its intakes', () => {
    const empty = made([{ member: {} }]);
    expect(cohortTimeline(empty.members('2026-01-31'), intakes, empty.asye)).toHaveLength(1);
  });
});

describe('the roles proposed', () => {
  it('are those most members began in and went on to', () => {
    const { asye, records, members } = made([
      started('2020-09-01'),
      started('2020-09-01'),
      started('2020-09-01'),
    ]);
    expect(usualFirstRole(records, members('2020-10-01'))).toBe(1);
    expect(usualNextRole(records, members('2020-10-01'))).toBeNull();
    for (const member of asye.members.slice(0, 2)) {
      Object.assign(member, { endedOn: '2021-09-08', outcome: 'pass' });
      const [first] = records.assignments.filter(({ engagement }) => engagement === member.id);
      first!.to = '2021-09-30';
      records.assignments.push({
        ...first!,
        id: 10 + member.id,
        from: '2021-10-01',
        to: null,
        role: 2,
      });
    }
    const later = { ...records };
    expect(usualNextRole(later, members('2022-10-01'))).toBe(2);
    // One who passed and stayed in the first role does not outweigh two.
    Object.assign(asye.members[2]!, { endedOn: '2021-09-08', outcome: 'pass' });
    expect(usualNextRole({ ...records }, members('2022-10-01'))).toBe(2);
    expect(usualFirstRole({ ...records, engagements: [] }, [])).toBeNull();
  });
});
