/** A cohort's timeline in words, and where each row stands on the months shown. */
import {
  addMonths,
  dateInWords,
  daysBetween,
  endOfMonth,
  monthName,
  type IsoDate,
} from '../../../../domain/calendar.ts';
import type { TimelineRow } from '../../../../domain/asye/cohortTimeline.ts';
import { counted } from '../../establishment/words.ts';

export interface TimelineMonth {
  /** The first day. */
  month: IsoDate;
  /** "Sep", and the year with the first and each January: "Sep 2025". */
  label: string;
  /** Where it begins, as a share of the whole in percent. */
  at: number;
}

export interface TimelineScale {
  from: IsoDate;
  days: number;
  months: TimelineMonth[];
}

/** The months from the first row's to the last's. */
export function scaleOf(rows: readonly TimelineRow[], day: IsoDate): TimelineScale {
  const dates = [...rows.flatMap(({ from, to }) => [from, to ?? day])].sort();
  const from = `${(dates[0] ?? day).slice(0, 7)}-01`;
  const to = endOfMonth(dates.at(-1) ?? day);
  const days = daysBetween(from, to) + 1;
  const months: TimelineMonth[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    const name = monthName(Number(month.slice(5, 7))).slice(0, 3);
    const withYear = month === from || month.slice(5, 7) === '01';
    const label = withYear ? `${name} ${month.slice(0, 4)}` : name;
    months.push({ month, label, at: (100 * daysBetween(from, month)) / days });
  }
  return { from, days, months };
}

/** Where a row begins and how wide it is, in percent of the scale. */
export function spanOn(scale: TimelineScale, from: IsoDate, to: IsoDate) {
  const left = (100 * daysBetween(scale.from, from)) / scale.days;
  const width = (100 * (daysBetween(from, to) + 1)) / scale.days;
  return { left, width };
}

/** What a row is called. */
export function rowName({ kind, name }: TimelineRow): string {
  const names = { intake: 'Intake', panel: 'Panel', pause: 'Pause', ends: 'Planned ends' };
  return kind === 'due' ? `${name} due` : names[kind];
}

/** When, in words. */
export function rowDates({ from, to, kind }: TimelineRow): string {
  if (to === null) return `From ${dateInWords(from)}, no last day yet`;
  if (from === to) return dateInWords(from);
  return kind === 'pause'
    ? `${dateInWords(from)} to ${dateInWords(to)}`
    : `${dateInWords(from)} to ${dateInWords(to)}`;
}

/** What more there is to say of a row. */
export function rowNote(row: TimelineRow, called: (member: number) => string): string {
  const { kind, members, places, done = 0, overdue = 0 } = row;
  if (kind === 'intake') {
    return places == null ? 'Places not known yet' : counted(places, 'place');
  }
  if (kind === 'pause') return called(members[0]!);
  const people = counted(members.length, 'member');
  if (kind !== 'due') return people;
  return `${done} of ${people} done${overdue > 0 ? `, ${overdue} overdue` : ''}`;
}
