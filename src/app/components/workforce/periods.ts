/** The periods the Workforce page offers: the last twelve months, and every year of the records. */
import {
  addDays,
  endOfMonth,
  endOfYear,
  startOfYear,
  yearLabel,
  yearOf,
  type IsoDate,
} from '../../../domain/calendar.ts';
import { dateOf } from '../../../domain/records/days.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { PlanRecords } from '../../../domain/records/types.ts';
import type { Period } from './people.ts';

export interface PeriodChoice extends Period {
  value: string;
  label: string;
}

/** The first day anybody employed is placed in a team; today where nobody ever was. */
export function firstDate(records: PlanRecords, today: IsoDate): IsoDate {
  const { begins } = indexRecords(records);
  return begins === null ? today : dateOf(begins);
}

/** Twelve months, the last as far as it has gone by a date; then the plan's years, latest first. */
export function periodChoices(
  records: PlanRecords,
  date: IsoDate,
  startMonth: number,
): PeriodChoice[] {
  const choices: PeriodChoice[] = [
    {
      value: 'last-12',
      label: 'Last 12 months',
      from: addDays(endOfMonth(date, -12), 1),
      to: date,
    },
  ];
  const first = yearOf(firstDate(records, date), startMonth);
  for (let year = yearOf(date, startMonth); year >= first; year -= 1) {
    choices.push({
      value: String(year),
      label: yearLabel(year, startMonth),
      from: startOfYear(year, startMonth),
      to: endOfYear(year, startMonth),
    });
  }
  return choices;
}
