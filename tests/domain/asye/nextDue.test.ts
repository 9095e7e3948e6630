/** What a member has to do first, and how far their evidence has got. */
import { describe, expect, it } from 'vitest';
import { evidenceProgress, nextDue } from '../../../src/domain/asye/nextDue.ts';
import { memberPlan } from './memberPlan.ts';

const TODAY = '2025-10-01';

function started() {
  const plan = memberPlan();
  plan.member('2025-09-01');
  return plan;
}
const done = (id: number, key: string) => ({
  ...{ id, member: 1, key, state: 'done' as const, on: '2025-09-22', note: '' },
});

describe('what is due next', () => {
  it('is the earliest of milestones and supervision, overdue ones first', () => {
    const { asye, views } = started();
    const next = () => nextDue(views(TODAY)[0]!);
    // Nothing recorded: the first supervision was due a week in, on 8 September, 23 days ago.
    expect(next()).toEqual({
      what: 'supervision',
      name: 'Supervision',
      on: '2025-09-08',
      daysLate: 23,
    });
    asye.supervisions = ['2025-09-08', '2025-09-15', '2025-09-22', '2025-09-29'].map((on, at) => ({
      ...{ id: at + 1, member: 1, on },
    }));
    expect(next()).toEqual({
      ...{ what: 'milestone', name: 'Self-assessment', on: '2025-09-22', daysLate: 9 },
    });
    asye.milestones = [done(1, 'self-assessment')];
    // The agreement is due today; supervision on the 6th.
    expect(next()).toMatchObject({
      name: 'Support and assessment agreement',
      on: TODAY,
      daysLate: 0,
    });
    asye.milestones.push(done(2, 'agreement'));
    expect(next()).toMatchObject({ what: 'supervision', on: '2025-10-06' });
  });

  it('is nothing for those who have not started or have left', () => {
    const plan = memberPlan();
    plan.member('2025-01-06', { endedOn: '2025-09-30', outcome: 'withdrawn' });
    plan.expected('2025-11-03');
    expect(plan.views(TODAY).map(nextDue)).toEqual([null, null]);
  });
});

describe('evidence', () => {
  it('counts no kind beyond what it asks for', () => {
    const { asye, views } = started();
    const piece = (id: number, key: string) => ({ id, member: 1, key, on: '2025-09-20', note: '' });
    asye.evidence = [
      ...[1, 2, 3, 4, 5].map((id) => piece(id, 'observations')),
      piece(6, 'family-feedback'),
    ];
    const [view] = views(TODAY);
    expect(view!.evidence.map(({ held, count }) => [held, count])).toEqual([
      ...[
        [5, 3],
        [1, 3],
        [0, 3],
      ],
    ]);
    expect(evidenceProgress(view!.evidence)).toEqual({ held: 4, wanted: 9 });
    expect(evidenceProgress([])).toEqual({ held: 0, wanted: 0 });
  });
});
