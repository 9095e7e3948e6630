/** Horizontal axes: a position for every year, or for every date. */
import {
  endOfYear,
  monthInWords,
  yearLabel,
  yearOf,
  type IsoDate,
  type Year,
} from '../../domain/calendar.ts';
import type { Axis } from './types.ts';

/** Years side by side; a year's position is the year itself. */
export function yearAxis(years: readonly Year[], startMonth: number): Axis {
  const first = years[0] ?? 0;
  const last = years.at(-1) ?? 0;
  return {
    from: first - 0.5,
    to: last + 0.5,
    ticks: years.map((at) => ({ at, label: yearLabel(at, startMonth) })),
  };
}

/**
 * A date's position: months since the year 0, with the share of the month gone at its close.
 *
 * @example The close of 31 March 2022 is 24267, the start of April.
 */
export function positionOf(date: IsoDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return year * 12 + (month - 1) + day / days;
}

/** Dates in proportion. The words under the axis stand at the end of each year: "March 2022". */
export function dateAxis(from: IsoDate, to: IsoDate, startMonth: number): Axis {
  const years: Year[] = [];
  for (let year = yearOf(from, startMonth) - 1; endOfYear(year, startMonth) <= to; year += 1) {
    if (endOfYear(year, startMonth) >= from) years.push(year);
  }
  return {
    from: positionOf(from),
    to: positionOf(to),
    ticks: years.map((year) => ({
      at: positionOf(endOfYear(year, startMonth)),
      label: shortMonth(endOfYear(year, startMonth)),
    })),
  };
}

function shortMonth(date: IsoDate): string {
  const [month, year] = monthInWords(date).split(' ') as [string, string];
  return `${month.slice(0, 3)} ${year}`;
}
