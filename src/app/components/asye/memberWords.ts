/** How members, and where their milestones stand, are written. */
import { dateInWords, daysBetween, type IsoDate } from '../../../domain/calendar.ts';
import type { Assessor } from '../../../domain/asye/types.ts';
import type { MemberView, MilestoneView } from '../../../domain/asye/memberView.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { PlanRecords, Worker } from '../../../domain/records/types.ts';
import type { Rating } from '../../../domain/rating.ts';
import { counted } from '../establishment/words.ts';
import { teamName } from '../workforce/words.ts';

/** `in 5 days`, `today`, `12 days ago`. */
export function fromToday(day: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'today';
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`;
}

/** Where a milestone stands, in words. */
export function standingWords(milestone: MilestoneView, today: IsoDate): string {
  const { standing, dueOn, daysLate, record } = milestone;
  const expected = record?.state === 'late' ? `, expected ${dateInWords(record.on)}` : '';
  switch (standing) {
    case 'done':
      return daysLate > 0 ? `Done, ${counted(daysLate, 'day')} late` : 'Done';
    case 'waived':
      return 'Waived';
    case 'overdue':
      return `Overdue by ${counted(daysLate, 'day')}${expected}`;
    case 'soon':
      return `Due ${fromToday(dueOn ?? today, today)}${expected}`;
    case 'later':
      return `Due later${expected}`;
    case 'not-due':
      return 'Not due any more';
    case 'undated':
      return 'No date: their hours never reach it';
  }
}

/** The shape and colour that go with a milestone's words. */
export function standingMark({ standing }: MilestoneView): Rating {
  if (standing === 'done') return 'green';
  if (standing === 'overdue') return 'red';
  return standing === 'soon' ? 'amber' : 'not-rated';
}

/** The team a member works in or will, by its name on a day. */
export function teamWords(records: PlanRecords, { team }: MemberView, on: IsoDate): string {
  return team === null ? 'Not known yet' : teamName(records, team, on);
}

/** What an assessor is called: a member of staff as names are shown, others only where names are. */
export function assessorWords(
  records: PlanRecords,
  { id, worker, name }: Assessor,
  names: { hidden: boolean; called: (worker: Worker | undefined) => string },
): string {
  if (worker !== null) return names.called(indexRecords(records).workers.get(worker));
  return names.hidden ? `Assessor ${id} from outside` : (name ?? '');
}
