/** Assessors' load against their limit, and members who have no assessor. */
import { describe, expect, it } from 'vitest';
import { assessorLoads, withoutAssessor } from '../../../src/domain/asye/assessorLoad.ts';
import { memberPlan } from './memberPlan.ts';

const TODAY = '2026-06-15';

/** Two on the programme to 31 August 2026, and one who is to start on the day given. */
function twoAndOneAhead(expectedOn: string | null, mostMembers = 2) {
  const plan = memberPlan();
  const assessor = plan.assessor(mostMembers);
  plan.member('2025-09-01', { assessor });
  plan.member('2025-09-01', { assessor });
  plan.expected(expectedOn, { assessor });
  return assessorLoads(plan.asye.assessors, plan.views(TODAY), TODAY)[0]!;
}

describe('an assessor’s load', () => {
  it('counts who is on the programme and who is confirmed ahead', () => {
    const { now, ahead, past } = twoAndOneAhead('2026-09-01');
    expect([now.length, ahead.length, past.length]).toEqual([2, 1, 0]);
  });

  it('lets one who starts after the others’ planned last day take their place', () => {
    expect(twoAndOneAhead('2026-09-01')).toMatchObject({ most: 2, mostOn: TODAY, over: false });
  });

  it('is over the limit from the day one too many starts', () => {
    expect(twoAndOneAhead('2026-08-31')).toMatchObject({
      most: 3,
      mostOn: '2026-08-31',
      over: true,
    });
    expect(twoAndOneAhead('2026-08-31', 3)).toMatchObject({ most: 3, over: false });
  });

  it('counts one whose start is not known as if they came today', () => {
    expect(twoAndOneAhead(null)).toMatchObject({ most: 3, mostOn: TODAY, over: true });
  });

  it('keeps those who stay beyond their planned last day, and leaves out who has finished', () => {
    const plan = memberPlan();
    const assessor = plan.assessor(1);
    plan.member('2025-03-01', { assessor });
    plan.member('2024-09-01', { endedOn: '2025-09-01', outcome: 'pass', assessor });
    const [load] = assessorLoads(plan.asye.assessors, plan.views(TODAY), TODAY);
    expect(load).toMatchObject({ most: 1, over: false });
    expect(load!.past).toHaveLength(1);
  });
});

describe('members without an assessor', () => {
  it('are those with none, or one who has retired, on the programme first', () => {
    const plan = memberPlan();
    const here = plan.assessor(2);
    const retired = plan.assessor(2, '2026-06-14');
    const lastDay = plan.assessor(2, TODAY);
    const ahead = plan.expected('2026-09-01');
    const stranded = plan.member('2025-09-01', { assessor: retired });
    const alone = plan.member('2025-03-01');
    plan.member('2025-09-01', { assessor: here });
    plan.member('2025-09-01', { assessor: lastDay });
    plan.expected('2026-09-01', { acceptedOn: null }); // only recruited
    plan.member('2024-09-01', { endedOn: '2025-09-01', outcome: 'pass' });
    const found = withoutAssessor(plan.asye.assessors, plan.views(TODAY), TODAY);
    expect(found.map((view) => view.member)).toEqual([alone, stranded, ahead]);
  });
});
