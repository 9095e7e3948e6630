/** Who assesses whom, and whether that is more than they take on. */
import { daysBetween, type IsoDate } from '../calendar.ts';
import type { MemberView } from './memberView.ts';
import { isOnProgramme } from './stage.ts';
import type { Assessor } from './types.ts';

export interface AssessorLoad {
  assessor: Assessor;
  /** Members on the programme today, paused ones included: they come back to their assessor. */
  now: MemberView[];
  /** Confirmed or at work, and not on the programme yet. */
  ahead: MemberView[];
  /** Those who have finished or left. */
  past: MemberView[];
  /** The most at once from today on, as planned, and the first day of it. */
  most: number;
  mostOn: IsoDate;
  /** More at once than they take on, today or ahead: a warning, never refused. */
  over: boolean;
  /** Their last day as an assessor has gone. */
  retired: boolean;
}

const isAhead = ({ stage }: MemberView) => stage === 'confirmed' || stage === 'started';

export const isRetired = ({ retiredOn }: Assessor, today: IsoDate): boolean =>
  retiredOn !== null && retiredOn < today;

/** The day a member joins those who are assessed; today where it has gone or is not known. */
const joins = ({ startsOn }: MemberView, today: IsoDate) =>
  startsOn === null || startsOn < today ? today : startsOn;

/** True where a member is still assessed on a day: to their planned last one, or until they finish. */
function stays({ timetable }: MemberView, day: IsoDate, today: IsoDate): boolean {
  const endsOn = timetable?.endsOn ?? null;
  return endsOn === null || endsOn < today || daysBetween(day, endsOn) >= 0;
}

/** The most members at once from today on, and the first day on which they are as many. */
function busiest(
  now: readonly MemberView[],
  ahead: readonly MemberView[],
  today: IsoDate,
): { most: number; mostOn: IsoDate } {
  const days = [today, ...ahead.map((view) => joins(view, today))].sort();
  return days.reduce(
    (busy, day) => {
      const still = now.filter((view) => stays(view, day, today)).length;
      const joined = ahead.filter((view) => joins(view, today) <= day).length;
      return still + joined > busy.most ? { most: still + joined, mostOn: day } : busy;
    },
    { most: 0, mostOn: today },
  );
}

/**
 * Each assessor's members and load as at a day, in the assessors' order.
 *
 * @example Two on the programme to 31 August and one who starts on 1 September are never more
 * than two at once; one who starts on 1 August makes them three from then.
 */
export function assessorLoads(
  assessors: readonly Assessor[],
  members: readonly MemberView[],
  today: IsoDate,
): AssessorLoad[] {
  const assessed = new Map<number, MemberView[]>();
  for (const view of members) {
    const { assessor } = view.member;
    if (assessor === null) continue;
    const others = assessed.get(assessor);
    if (others) others.push(view);
    else assessed.set(assessor, [view]);
  }
  return assessors.map((assessor) => {
    const all = assessed.get(assessor.id) ?? [];
    const now = all.filter(({ stage }) => isOnProgramme(stage));
    const ahead = all.filter(isAhead);
    const past = all.filter((view) => !isOnProgramme(view.stage) && !isAhead(view));
    const busy = busiest(now, ahead, today);
    const over = busy.most > assessor.mostMembers;
    return { assessor, now, ahead, past, ...busy, over, retired: isRetired(assessor, today) };
  });
}

/**
 * Members who need an assessor: on the programme, or confirmed, with none or with one who has
 * retired. Those on the programme come first, then by the day they start.
 */
export function withoutAssessor(
  assessors: readonly Assessor[],
  members: readonly MemberView[],
  today: IsoDate,
): MemberView[] {
  const assessing = new Set(
    assessors.filter((assessor) => !isRetired(assessor, today)).map(({ id }) => id),
  );
  const on = ({ stage }: MemberView) => Number(isOnProgramme(stage));
  return members
    .filter((view) => isOnProgramme(view.stage) || isAhead(view))
    .filter(({ member }) => member.assessor === null || !assessing.has(member.assessor))
    .sort((a, b) => on(b) - on(a) || (a.startsOn ?? '~').localeCompare(b.startsOn ?? '~'));
}
