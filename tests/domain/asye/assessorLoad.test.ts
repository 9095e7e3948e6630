/** Assessors' load against their limit, and members who have no assessor. */
import { describe, expect, it } from 'vitest';
import { assessorLoads, withoutAssessor } from '../../../src/domain/asye/assessorLoad.ts';
import { cohort } from './people.ts';

const TODAY = '2026-06-15';

/** Two on the programme to 31 August 2026, and one who is to start on the day given. */
function twoAndOneAhead(expectedOn: string | null, mostMembers = 2) {
  const { asye, assessor, member, views } = cohort();
  const { id } = assessor(mostMembers);
  member({ started: '2025-09-01', assessor: id });
  member({ started: '2025-09-01', assessor: id });
  member({ expectedOn, assessor: id });
  return assessorLoads(asye.assessors, views(TODAY), TODAY)[0]!;
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
    const { asye, assessor, member, views } = cohort();
    const { id } = assessor(1);
    member({ started: '2025-03-01', assessor: id });
    member({ started: '2024-09-01', endedOn: '2025-09-01', outcome: 'pass', assessor: id });
    const [load] = assessorLoads(asye.assessors, views(TODAY), TODAY);
    expect(load).toMatchObject({ most: 1, over: false });
    expect(load!.past).toHaveLength(1);
  });
});

describe('members without an assessor', () => {
  it('are those with none, or one who has retired, on the programme first', () => {
    const { asye, assessor, member, views } = cohort();
    const here = assessor(2);
    const retired = assessor(2, '2026-06-14');
    const lastDay = assessor(2, TODAY);
    const ahead = member({ expectedOn: '2026-09-01' });
    const stranded = member({ started: '2025-09-01', assessor: retired.id });
    const alone = member({ started: '2025-03-01' });
    member({ started: '2025-09-01', assessor: here.id });
    member({ started: '2025-09-01', assessor: lastDay.id });
    member({ acceptedOn: null }); // only recruited
    member({ started: '2024-09-01', endedOn: '2025-09-01', outcome: 'pass' });
    const found = withoutAssessor(asye.assessors, views(TODAY), TODAY);
    expect(found.map((view) => view.member.id)).toEqual([alone, stranded, ahead]);
  });
});
