/** Whether one member was still employed here some years on. */
import { addMonths, type IsoDate } from '../calendar.ts';
import type { Spell } from '../records/indexRecords.ts';
import { isHereAt } from './followed.ts';

/** The months after which retention is looked at. */
export const STAY_MONTHS = [12, 24, 36] as const;

export interface Stay {
  since: 'start' | 'completion';
  months: (typeof STAY_MONTHS)[number];
  on: IsoDate;
  /** Employed at the close of the day. */
  here: boolean;
}

/**
 * Whether somebody was employed here 12, 24 and 36 months after they started the programme and
 * after they completed it; only of the days that have come.
 *
 * @param spells - the person's unbroken times as an employee.
 * @param completedOn - null for somebody who has not completed the programme.
 */
export function staysOf(
  spells: readonly Spell[],
  { startedOn, completedOn }: { startedOn: IsoDate | null; completedOn: IsoDate | null },
  today: IsoDate,
): Stay[] {
  const from = (since: Stay['since'], begun: IsoDate | null) =>
    begun === null
      ? []
      : STAY_MONTHS.map((months) => ({ since, months, on: addMonths(begun, months) }));
  return [...from('start', startedOn), ...from('completion', completedOn)]
    .filter(({ on }) => on <= today)
    .map((stay) => ({ ...stay, here: isHereAt({ spells }, stay.on) }));
}
