/** How fast people leave once they have completed the programme, year by year. */
import { addMonths, daysBetween, type IsoDate } from '../calendar.ts';
import type { Interval } from '../statistics/interval.ts';
import { poissonInterval } from '../statistics/poisson.ts';
import { leftAfter, type Followed } from './followed.ts';
import { FEW } from './retention.ts';

export const EXIT_YEARS = [1, 2, 3] as const;
const DAYS_OF_YEAR = 365.25;

/** The exit rate of one year after completion, as a projection's leaver rate is: a share a year. */
export interface ExitRate {
  /** 1: from completion to the first anniversary. Null: all of `EXIT_YEARS` together. */
  year: number | null;
  /** Those who were here at its beginning. */
  people: number;
  /** Those who left in it. */
  leavers: number;
  /** The time they were here in it, in years. */
  personYears: number;
  /** Leavers for each year of somebody's time; null where nobody's time is in it. */
  rate: number | null;
  /** 95%, exact for a count of leavers. */
  interval: Interval | null;
  /** Too few people to build on. */
  few: boolean;
}

function rateOf(
  year: number | null,
  { people, leavers, days }: { people: number; leavers: number; days: number },
): ExitRate {
  const personYears = days / DAYS_OF_YEAR;
  const expected = poissonInterval(leavers);
  const known = personYears > 0;
  return {
    ...{ year, people, leavers, personYears, few: people < FEW },
    rate: known ? leavers / personYears : null,
    interval: known ? { low: expected.low / personYears, high: expected.high / personYears } : null,
  };
}

/** What one person adds to a year after completion; null where they were not here in it. */
function timeIn(person: Followed, year: number, asAt: IsoDate) {
  const origin = person.completedOn;
  if (origin === null) return null;
  const begins = addMonths(origin, 12 * (year - 1));
  const ends = addMonths(origin, 12 * year);
  const left = leftAfter(person, origin, asAt);
  const until = left ?? asAt;
  // Somebody who left on the day they completed was here for no time, and left in the first year.
  const begun = year === 1 ? until >= begins : until > begins;
  if (!begun) return null;
  const days = daysBetween(begins, until < ends ? until : ends);
  return { days, leaves: left !== null && left <= ends };
}

/**
 * The yearly exit rates of those who completed the programme, in each year since and in all of them
 * together: leavers over the time people were here, so that those still here count for the time
 * they have been.
 */
export function asyeExitRates(people: readonly Followed[], asAt: IsoDate): ExitRate[] {
  const years = EXIT_YEARS.map((year) => {
    const times = people.flatMap((person) => timeIn(person, year, asAt) ?? []);
    return {
      people: times.length,
      leavers: times.filter(({ leaves }) => leaves).length,
      days: times.reduce((sum, { days }) => sum + days, 0),
    };
  });
  const sum = (of: 'leavers' | 'days') => years.reduce((all, year) => all + year[of], 0);
  return [
    ...years.map((counts, at) => rateOf(EXIT_YEARS[at]!, counts)),
    rateOf(null, { people: years[0]!.people, leavers: sum('leavers'), days: sum('days') }),
  ];
}
