/** A member's hours over time, from where their employment places them. */
import { addDays, type IsoDate } from '../calendar.ts';
import type { Assignment, Millionths } from '../records/types.ts';
import type { HoursFrom } from './programmeTime.ts';

/**
 * FTE from each date on which it changes; two posts are added together.
 *
 * @param assignments - of one engagement.
 */
export function hoursFrom(assignments: readonly Assignment[]): HoursFrom[] {
  const steps = new Map<IsoDate, Millionths>();
  const add = (date: IsoDate, fte: Millionths) => steps.set(date, (steps.get(date) ?? 0) + fte);
  for (const { from, to, fte } of assignments) {
    add(from, fte);
    if (to !== null) add(addDays(to, 1), -fte);
  }
  let fte = 0;
  return [...steps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([from, change]) => {
      fte += change;
      return change === 0 ? [] : [{ from, fte }];
    });
}

/** The assignments in force on a day. */
export function placesOn(assignments: readonly Assignment[], day: IsoDate): Assignment[] {
  return assignments.filter(({ from, to }) => from <= day && (to === null || to >= day));
}
