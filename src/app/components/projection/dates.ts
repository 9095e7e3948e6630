/** The dates a projection offers to choose from. */
import {
  addDays,
  dateInWords,
  endOfMonth,
  endOfYear,
  monthInWords,
  yearLabel,
  type IsoDate,
} from '../../../domain/calendar.ts';
import { firstProjectionYear, projectionGrid } from '../../../domain/projection/grid.ts';

export interface DateChoice {
  value: IsoDate;
  label: string;
}

/** Where a projection begins and how far it goes. */
export interface Span {
  from: IsoDate;
  years: number;
}

/** The last day of a projection: never more than two years on. */
export function lastDay({ from, years }: Span, startMonth: number): IsoDate {
  return projectionGrid(from, years, startMonth).steps.at(-1)?.to ?? from;
}

/** The projection's years as they are written; a first year that has begun is "Rest of 2021-22". */
export function projectionYears({ from, years }: Span, startMonth: number): string[] {
  const first = firstProjectionYear(from, startMonth);
  const begun = from > endOfYear(first - 1, startMonth);
  return Array.from({ length: years }, (_, index) => {
    const label = yearLabel(first + index, startMonth);
    return index === 0 && begun ? `Rest of ${label}` : label;
  });
}

/** The end of every month of a projection. */
export function monthEnds(span: Span, startMonth: number): DateChoice[] {
  const last = lastDay(span, startMonth);
  const ends: DateChoice[] = [];
  for (let end = endOfMonth(addDays(span.from, 1)); end <= last; end = endOfMonth(end, 1)) {
    ends.push({ value: end, label: dateInWords(end) });
  }
  return ends;
}

/** The first of every month after a projection's start. */
export function monthStarts(span: Span, startMonth: number): DateChoice[] {
  return monthEnds(span, startMonth)
    .slice(0, -1)
    .map(({ value }) => ({
      value: addDays(value, 1),
      label: `1 ${monthInWords(addDays(value, 1))}`,
    }));
}
