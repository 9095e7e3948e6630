/** The dates an establishment is usually looked at. */
import {
  addDays,
  dateInWords,
  endOfMonth,
  endOfYear,
  startOfYear,
  yearOf,
  type IsoDate,
} from '../../../domain/calendar.ts';
import type { PlanRecords } from '../../../domain/records/types.ts';

export interface DateChoice {
  date: IsoDate;
  label: string;
}

export interface DateChoices {
  label: string;
  choices: DateChoice[];
}

const MONTHS = 12;
/** The earliest year offered: a date typed can be any. */
const YEARS = 12;

/** The first date anything is on record for, or null. */
export function firstRecordedDate(records: PlanRecords): IsoDate | null {
  let first: IsoDate | null = null;
  const take = (date: IsoDate) => {
    if (first === null || date < first) first = date;
  };
  for (const line of records.lines) take(line.fundedFrom);
  for (const engagement of records.engagements) take(engagement.from);
  return first;
}

const choice = (date: IsoDate): DateChoice => ({ date, label: dateInWords(date) });

/** Today, the last months' ends, and each year's 30 September and 31 March, latest first. */
export function dateChoices(today: IsoDate, first: IsoDate | null): DateChoices[] {
  const thisYear = Number(today.slice(0, 4));
  const earliest = Math.max(Number((first ?? today).slice(0, 4)), thisYear - YEARS);
  const years = Array.from({ length: thisYear - earliest + 2 }, (_, back) => thisYear + 1 - back);
  const yearly = (monthAndDay: string, until: IsoDate) =>
    years
      .map((year) => `${year}-${monthAndDay}`)
      .filter((date) => date <= until)
      .map(choice);
  const nextMarch = endOfYear(yearOf(today));
  return [
    { label: 'Now', choices: [{ date: today, label: `Today, ${dateInWords(today)}` }] },
    {
      label: 'Month ends',
      choices: Array.from({ length: MONTHS }, (_, back) => choice(endOfMonth(today, -1 - back))),
    },
    { label: '30 September, the statutory census', choices: yearly('09-30', today) },
    { label: '31 March, the end of the year', choices: yearly('03-31', nextMarch) },
  ].filter(({ choices }) => choices.length > 0);
}

/** The month end before a date, or after it. */
export function monthEndBeside(date: IsoDate, step: -1 | 1): IsoDate {
  if (step === -1) return endOfMonth(date, -1);
  return date === endOfMonth(date) ? endOfMonth(date, 1) : endOfMonth(date);
}

/** The last day of the year before a date's: what a figure is first set against. */
export function lastYearEnd(date: IsoDate): IsoDate {
  return addDays(startOfYear(yearOf(date)), -1);
}
