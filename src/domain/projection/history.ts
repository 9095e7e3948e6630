/** What a plan knows from before a projection's start. */
import { addDays, endOfYear, startOfYear, yearLabel, yearOf } from '../calendar.ts';
import type { IsoDate, Year } from '../calendar.ts';
import { measureOfKind, readingsOf, readingInUse, routesOf } from '../figures.ts';
import type { Measure, PlanFigures, Reading } from '../figures.ts';
import type {
  KnownStock,
  LeaverPeriod,
  ProjectionAssumptions,
  ProjectionHistory,
  ProjectionInput,
} from './types.ts';

/** A reading that says what was, with a number: not planned, not tbc. */
export function isKnown(reading: Reading | null): reading is Reading & { value: number } {
  return (
    reading !== null &&
    reading.value !== null &&
    reading.status !== 'tbc' &&
    reading.status !== 'planned'
  );
}

/** The reading in use of a measure in a year, if it is known and not later than `by`. */
export function knownReading(
  figures: PlanFigures,
  measure: Measure | null,
  year: Year,
  by: IsoDate,
): (Reading & { value: number }) | null {
  if (measure === null) return null;
  const inUse = readingInUse(figures, measure.id, year);
  if (isKnown(inUse) && inUse.asAt <= by) return inUse;
  // The one in use is later than the projection's start: the newest that is not.
  return (
    readingsOf(figures, measure.id, year)
      .filter(isKnown)
      .find((r) => r.asAt <= by) ?? null
  );
}

/** Establishment, vacancies and people in post at a reading of vacancies. */
export interface Stock {
  date: IsoDate;
  year: Year;
  establishment: number;
  vacancies: number;
  inPost: number;
  vacanciesFrom: Reading | null;
  establishmentFrom: Reading | null;
  /** Not reported: worked out as vacancies over the vacancy rate, or the other way round. */
  calculated: 'establishment' | 'vacancies' | null;
}

/**
 * Establishment and vacancies of a year as far as they were known at the close of `by`.
 * One of the two is worked out from the vacancy rate where only that is reported
 * (DOMAIN.md §3). Null when the year has too little.
 */
export function stockOf(figures: PlanFigures, year: Year, by: IsoDate): Stock | null {
  const reading = (kind: 'establishment' | 'vacancies' | 'vacancyRate') =>
    knownReading(figures, measureOfKind(figures, kind), year, by);
  const posts = reading('establishment');
  const vacant = reading('vacancies');
  const rate = reading('vacancyRate');
  const share = rate && rate.value > 0 ? rate.value / 100 : null;
  const stock = (establishment: number, vacancies: number, calculated: Stock['calculated']) => ({
    date: (vacant ?? rate)?.asAt ?? by,
    year,
    establishment,
    vacancies,
    inPost: establishment - vacancies,
    vacanciesFrom: vacant ?? rate,
    establishmentFrom: posts,
    calculated,
  });
  if (posts && vacant) return stock(posts.value, vacant.value, null);
  if (vacant && share && vacant.value > 0) {
    return stock(Math.round(vacant.value / share), vacant.value, 'establishment');
  }
  if (posts && rate) {
    return stock(posts.value, Math.round((posts.value * rate.value) / 100), 'vacancies');
  }
  return null;
}

/**
 * The days a count of leavers covers: from the year's start to its as-at date, or the
 * whole year when it was taken afterwards. Null for a part-year count of unknown length.
 */
export function leaverPeriod(
  reading: Reading & { value: number },
  yearStartMonth: number,
): LeaverPeriod | null {
  const from = startOfYear(reading.year, yearStartMonth);
  const end = endOfYear(reading.year, yearStartMonth);
  if (reading.asAt < from) return null;
  if (reading.asAt >= end && reading.status === 'part-year') return null;
  return { from, to: reading.asAt < end ? reading.asAt : end, count: reading.value };
}

/** Leavers and people in post in the year before `from`, as far as the plan knows them. */
function historyOf(figures: PlanFigures, from: IsoDate): ProjectionHistory {
  const { yearStartMonth } = figures.settings;
  const yearBefore = addDays(from, -366);
  const leaversRow = measureOfKind(figures, 'leavers');
  const leavers: LeaverPeriod[] = [];
  const inPost: KnownStock[] = [];
  for (
    let year = yearOf(yearBefore, yearStartMonth);
    year <= yearOf(from, yearStartMonth);
    year++
  ) {
    const count = knownReading(figures, leaversRow, year, from);
    const period = count && leaverPeriod(count, yearStartMonth);
    if (period) leavers.push(period);
    const stock = stockOf(figures, year, from);
    if (stock && stock.date > yearBefore && stock.date < from) {
      inPost.push({ date: stock.date, inPost: stock.inPost });
    }
  }
  return { leavers, inPost: inPost.sort((a, b) => a.date.localeCompare(b.date)) };
}

/** A year's name in the plan: `2021-22`. */
export function planYear(figures: PlanFigures, year: Year): string {
  return yearLabel(year, figures.settings.yearStartMonth);
}

/** What `simulate` takes: assumptions, and what the plan itself knows. */
export function projectionInput(
  figures: PlanFigures,
  assumptions: ProjectionAssumptions,
): ProjectionInput {
  return {
    ...assumptions,
    yearStartMonth: figures.settings.yearStartMonth,
    basis: figures.settings.basis,
    routeLabels: Object.fromEntries(routesOf(figures, true).map((r) => [r.id, r.label])),
    history: historyOf(figures, assumptions.from),
  };
}
