/** When a member's milestones fall due: start, hours, and the pauses and extensions agreed. */
import { addDays, daysBetween, type IsoDate } from '../calendar.ts';
import { windowAround, type PanelWindow } from './panelWindow.ts';
import { dateAfter, dateWorked, type HoursFrom } from './programmeTime.ts';
import type { MilestoneKind, Offset, ProgrammeTemplate } from './template.ts';
import type { TimetableChange } from './types.ts';

export type AgreedChange = Pick<TimetableChange, 'kind' | 'from' | 'to' | 'days'>;

/** What a timetable is worked out from. */
export interface TimetableFacts {
  startedOn: IsoDate;
  /** FTE from each date on, earliest first. */
  hours: readonly HoursFrom[];
  changes: readonly AgreedChange[];
  /** A pause with no last day yet has lasted until this day, so what follows moves with it. */
  today: IsoDate;
}

/** A milestone with its due date. */
export interface DueMilestone extends MilestoneKind {
  /** Null where the hours recorded never reach it. */
  dueOn: IsoDate | null;
  /** When a panel may sit that decides it; null for what no panel decides, or without a day. */
  window: PanelWindow | null;
}

export interface Timetable {
  milestones: DueMilestone[];
  /** The planned last day of the programme. */
  endsOn: IsoDate | null;
  /** A pause still open moves these dates on by a day every day. */
  provisional: boolean;
}

/** Changes by their first day, as they move what is due. */
export const inOrder = <Change extends AgreedChange>(changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** Days a change adds to what is due from its first day on. A pause counts its first and last. */
export function daysAdded(change: AgreedChange, today: IsoDate): number {
  if (change.kind === 'extension') return change.days ?? 0;
  return Math.max(0, daysBetween(change.from, change.to ?? today) + 1);
}

/** A date moved on by every change that began by then, each in its turn: in order of their start. */
export function movedOn(date: IsoDate, changes: readonly AgreedChange[], today: IsoDate): IsoDate {
  return changes.reduce(
    (due, change) => (due >= change.from ? addDays(due, daysAdded(change, today)) : due),
    date,
  );
}

/** A date by the programme's clock, which stands still in a pause. */
export function unpaused(date: IsoDate, changes: readonly AgreedChange[], today: IsoDate): IsoDate {
  const paused = changes
    .filter(({ kind, from }) => kind === 'pause' && from < date)
    .reduce(
      (sum, change) => sum + Math.min(daysAdded(change, today), daysBetween(change.from, date)),
      0,
    );
  return addDays(date, -paused);
}

/**
 * The date something is due, an offset after the start.
 *
 * @param proRata - falls later for somebody part-time.
 * @example Started 1 September 2025 full-time; paused 1 February to 31 March 2026, 59 days. The
 * review at 3 months stays on 1 December 2025; at 6 months it moves from 1 March to 29 April 2026.
 */
export function dueOn(
  offset: Offset,
  proRata: boolean,
  { startedOn, hours, changes, today }: TimetableFacts,
): IsoDate | null {
  const agreed = inOrder(changes);
  const clock = hours.map(({ from, fte }) => ({ from: unpaused(from, agreed, today), fte }));
  const due = proRata ? dateWorked(startedOn, offset, clock) : dateAfter(startedOn, offset);
  return due === null ? null : movedOn(due, agreed, today);
}

/**
 * Every milestone of a member with its due date, in the order of the template.
 *
 * What is due when the programme is over, such as the final review, is due by its planned last day.
 * The last panel decides around that day, and an earlier one of its own around its own date.
 */
export function timetableOf(template: ProgrammeTemplate, facts: TimetableFacts): Timetable {
  const length: Offset = { unit: 'months', count: template.months };
  const after = dueOn(length, template.proRata, facts);
  const endsOn = after === null ? null : addDays(after, -1);
  const lastPanel = template.milestones.findLast(({ kind }) => kind === 'panel');
  return {
    milestones: template.milestones.map((milestone) => {
      const due = dueOn(milestone.due, milestone.proRata, facts);
      if (milestone.kind !== 'panel') {
        return { ...milestone, dueOn: due === after ? endsOn : due, window: null };
      }
      const around = milestone === lastPanel ? endsOn : due;
      const window = around === null ? null : windowAround(template.decidingPanel, around);
      return { ...milestone, dueOn: due, window };
    }),
    endsOn,
    provisional: facts.changes.some(
      ({ kind, from, to }) => kind === 'pause' && to === null && from <= facts.today,
    ),
  };
}
