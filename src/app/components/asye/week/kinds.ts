/** How each kind of task is headed, counted and, where there is none, said not to be. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import { soonUntil, TASK_KINDS, type Task, type TaskKind } from '../../../../domain/asye/week.ts';
import { counted } from '../../establishment/words.ts';

export interface TaskHeading {
  kind: TaskKind;
  /** Over its count. */
  label: string;
  heading: string;
  /** What is in the list, and why. */
  about: string;
  none: string;
  /** The heading over dates, and over how far they are; null: the list has none. */
  date: [day: string, days: string] | null;
  /** The heading over what the task is about. */
  what: string;
}

/** The lists of a week, as at a day, in the order they stand on the page. */
export function taskHeadings(today: IsoDate): TaskHeading[] {
  const until = dateInWords(soonUntil(today));
  const headings: Record<TaskKind, Omit<TaskHeading, 'kind'>> = {
    overdue: {
      ...{
        label: 'Overdue',
        heading: 'Overdue',
        date: ['Was due', 'Overdue by'],
        what: 'Milestone',
      },
      about: 'Milestones not done by the member’s own due date, the longest overdue first.',
      none: 'Nothing is overdue.',
    },
    due: {
      ...{ label: 'Due in 4 weeks', heading: 'Due in the next 4 weeks' },
      ...{ date: ['Due', 'When'], what: 'Milestone' },
      about: `Milestones that fall due up to ${until}.`,
      none: `Nothing falls due up to ${until}.`,
    },
    supervision: {
      ...{ label: 'Supervision late', heading: 'Supervision overdue' },
      ...{ date: ['Was due', 'Overdue by'], what: 'What' },
      about: 'Members on the programme whose next supervision has not been held by its date.',
      none: 'No supervision is overdue.',
    },
    'no-assessor': {
      ...{ label: 'No assessor', heading: 'Members without an assessor' },
      ...{ date: null, what: 'Why' },
      about: 'Members at work with no assessor, or one who has stopped assessing.',
      none: 'Every member at work has an assessor.',
    },
    registration: {
      ...{ label: 'Registrations', heading: 'Registrations missing' },
      ...{ date: null, what: 'Registration' },
      about:
        'Members at work with no Social Work England number or date, or not registered with the programme’s funder.',
      none: 'Every member at work is registered.',
    },
    payment: {
      ...{
        label: 'To claim',
        heading: 'Payments to claim',
        date: ['Since', 'For'],
        what: 'Payment',
      },
      about: 'Payments that can be claimed and are not.',
      none: 'There is no payment to claim.',
    },
    absent: {
      ...{ label: 'Absent, no pause', heading: 'Absent without a pause' },
      ...{ date: ['Away since', 'For'], what: 'What' },
      about: 'Members away today whose programme has not been paused.',
      none: 'Nobody is absent without a pause.',
    },
    panel: {
      ...{ label: 'Panels', heading: 'Panels to book and record' },
      ...{ date: ['On', 'When'], what: 'Panel' },
      about:
        'Members who have to go to the next panel and are not booked on it, and decisions not recorded.',
      none: 'No booking or decision is missing.',
    },
    'no-outcome': {
      ...{
        label: 'Outcomes',
        heading: 'Outcomes to record',
        date: ['Since', 'For'],
        what: 'What is missing',
      },
      about: 'Members who have left, or whom a panel has decided about, with no outcome recorded.',
      none: 'No outcome is missing.',
    },
  };
  return TASK_KINDS.map((kind) => ({ kind, ...headings[kind] }));
}

/** How far a task's date is from the day looked at: `39 days`, `in 12 days`, `today`. */
export function daysWords({ kind, days }: Task): string {
  if (days === null) return '';
  if (days === 0) return 'today';
  if (days < 0) return `in ${counted(-days, 'day')}`;
  return kind === 'panel' ? `${counted(days, 'day')} ago` : counted(days, 'day');
}
