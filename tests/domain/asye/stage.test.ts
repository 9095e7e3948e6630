/** Where a member stands on each day of their time. */
import { describe, expect, it } from 'vitest';
import { progressOf, stageOn } from '../../../src/domain/asye/stage.ts';
import type { Member, TimetableChange } from '../../../src/domain/asye/types.ts';
import { versionFor } from '../../../src/domain/asye/versions.ts';
import type { Engagement } from '../../../src/domain/records/types.ts';
import { shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';

const MEMBER: Member = {
  ...{ id: 1, cohort: 1, worker: 1, engagement: 1, version: 1, team: null, fte: null },
  ...{ acceptedOn: '2025-05-01', expectedOn: null, startedOn: '2025-09-15' },
  ...{ routeIn: null, university: null, sweRegisteredOn: null, registeredOn: null },
  ...{ assessor: null, supervisor: null, endedOn: '2026-09-10', outcome: 'pass', note: '' },
};
const ENGAGEMENT: Engagement = {
  ...{ id: 1, worker: 1, basis: 'permanent', from: '2025-09-01', to: null },
  ...{ offerAcceptedOn: '2025-05-01', route: null, origin: 1 },
  ...{ leavingReason: null, destination: null },
};
const PAUSE: TimetableChange = {
  ...{ id: 1, member: 1, kind: 'pause', from: '2026-02-01', to: '2026-02-28', days: null },
  ...{ reason: 'Illness', agreedOn: null },
};

describe('a member’s stage', () => {
  it.each([
    ['2025-04-30', 'recruited'],
    ['2025-05-01', 'confirmed'],
    ['2025-08-31', 'confirmed'],
    ['2025-09-01', 'started'],
    ['2025-09-14', 'started'],
    ['2025-09-15', 'on-programme'],
    ['2026-01-31', 'on-programme'],
    ['2026-02-01', 'paused'],
    ['2026-02-28', 'paused'],
    ['2026-03-01', 'on-programme'],
    ['2026-09-09', 'on-programme'],
    ['2026-09-10', 'completed'],
  ])('on %s is %s', (day, stage) => {
    expect(stageOn(MEMBER, ENGAGEMENT, [PAUSE], day)).toBe(stage);
  });

  it('ends with the employment, whether or not anybody has said so', () => {
    const gone = { ...ENGAGEMENT, to: '2026-01-31' };
    const open = { ...MEMBER, endedOn: null, outcome: null };
    expect(stageOn(open, gone, [], '2026-01-30')).toBe('on-programme');
    expect(stageOn(open, gone, [], '2026-01-31')).toBe('left');
  });

  it('tells those who never started from those who left', () => {
    const never: Member = {
      ...{ ...MEMBER, engagement: null, startedOn: null, version: null },
      ...{ endedOn: '2025-08-01', outcome: 'withdrawn' },
    };
    expect(stageOn(never, null, [], '2025-07-31')).toBe('confirmed');
    expect(stageOn(never, null, [], '2025-08-01')).toBe('withdrew');
    const failed: Member = { ...MEMBER, outcome: 'fail' };
    expect(stageOn(failed, ENGAGEMENT, [], '2026-09-10')).toBe('left');
  });

  it('is counted by how far each has got', () => {
    const stages = ['recruited', 'confirmed', 'started', 'paused', 'completed', 'left'] as const;
    expect(progressOf([...stages, 'on-programme', 'withdrew'])).toEqual({
      ...{ recruited: 8, confirmed: 6, started: 5 },
      ...{ onProgramme: 1, paused: 1, completed: 1, left: 1, withdrew: 1 },
    });
  });
});

describe('the version for a start', () => {
  const { programmes, versions } = shippedProgrammes();
  const on = (name: string, day: string) =>
    versionFor(versions, programmes.find((one) => one.name === name)!.id, day);

  it('is ASYE with its payments to the last funded day, and without them after it', () => {
    expect(on('ASYE', '2027-03-31')?.template.payments.map(({ pence }) => pence)).toEqual([
      100_000, 100_000,
    ]);
    expect(on('ASYE', '2027-04-01')?.template.payments).toEqual([]);
    expect(on('ASYE', '2027-09-01')).toBeNull();
  });

  it('is the early career programme’s from September 2027, over two years', () => {
    expect(on('Early career programme', '2027-08-31')).toBeNull();
    expect(on('Early career programme', '2027-09-01')?.template.months).toBe(24);
  });
});
