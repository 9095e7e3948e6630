/** The census of the statutory return: 30 September of every year. */
import type { IsoDate, Year } from '../../calendar.ts';

const CENSUS_DAY = '-09-30';

/** The census of a calendar year: `censusOf(2025)` is '2025-09-30'. */
export function censusOf(year: Year): IsoDate {
  return `${String(year).padStart(4, '0')}${CENSUS_DAY}`;
}

export function isCensus(date: IsoDate): boolean {
  return date.endsWith(CENSUS_DAY);
}

/** The latest census not after a date. */
export function latestCensus(date: IsoDate): IsoDate {
  const year = Number(date.slice(0, 4));
  const census = censusOf(year);
  return census <= date ? census : censusOf(year - 1);
}

/** The censuses from a first date to the latest not after a last date, latest first; at least one. */
export function censusesBetween(first: IsoDate, last: IsoDate): IsoDate[] {
  const latest = latestCensus(last);
  const found = [latest];
  for (let year = Number(latest.slice(0, 4)) - 1; censusOf(year) >= first; year -= 1) {
    found.push(censusOf(year));
  }
  return found;
}
