/** What a plan knows from before a projection's start. */
import {
  addDays,
  addMonths,
  daysBetween,
  endOfYear,
  startOfYear,
  yearLabel,
  yearOf,
} from '../calendar.ts';
import type { IsoDate, Year } from '../calendar.ts';
import { measureOfKind, readingsOf, readingInUse } from '../figures.ts';
import type { Measure, PlanFigures, Reading } from '../figures.ts';
import type { KnownStock, LeaverPeriod, ProjectionHistory } from './types.ts';

/** A reading that says what was, with a number. */
export type KnownReading = Reading & { value: number };

/** A reading that says what was, with a number: not planned, not tbc. */
export function isKnown(reading: Reading | null): reading is KnownReading {
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
): KnownReading | null {
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

/** True of a reading whose source is the Department for Education. */
export function isDfeReading(figures: PlanFigures, reading: Reading): boolean {
  const source = figures.sources.find(({ id }) => id === reading.source)?.name ?? '';
  return /\bDfE\b|Department for Education/i.test(source);
}

const CENSUS_DAY = '-09-30';

/** A printed rate is its count over those in post within this, a share: half its last digit. */
const AS_PRINTED = 0.00051;

/**
 * True of a count dated 30 September that is of the DfE year to that day, whatever the plan's own
 * year: DfE says so, the plan's definitions are DfE's, or the turnover reported for that day is
 * this count over those in post.
 */
function isOfDfeYear(figures: PlanFigures, reading: KnownReading): boolean {
  if (!reading.asAt.endsWith(CENSUS_DAY) || reading.status === 'part-year') return false;
  if (isDfeReading(figures, reading) || figures.settings.basis === 'dfe') return true;
  const rate = measureOfKind(figures, 'turnoverRate');
  const inPost = stockOf(figures, reading.year, reading.asAt)?.inPost ?? 0;
  return figures.readings.some(
    (other) =>
      other.measure === rate?.id &&
      other.asAt === reading.asAt &&
      isKnown(other) &&
      Math.abs(reading.value / inPost - other.value / 100) < AS_PRINTED,
  );
}

/**
 * The days a count of leavers covers: from the year's start to its as-at date, or the
 * whole year when it was taken afterwards; the year to a 30 September where it is DfE's. Null for
 * a part-year count of unknown length.
 */
export function leaverPeriod(figures: PlanFigures, reading: KnownReading): LeaverPeriod | null {
  const { yearStartMonth } = figures.settings;
  if (isOfDfeYear(figures, reading)) {
    return {
      from: addMonths(addDays(reading.asAt, 1), -12),
      to: reading.asAt,
      count: reading.value,
    };
  }
  const from = startOfYear(reading.year, yearStartMonth);
  const end = endOfYear(reading.year, yearStartMonth);
  if (reading.asAt < from) return null;
  if (reading.asAt >= end && reading.status === 'part-year') return null;
  return { from, to: reading.asAt < end ? reading.asAt : end, count: reading.value };
}

/** The days of a period, both ends included. */
export function daysOf({ from, to }: Pick<LeaverPeriod, 'from' | 'to'>): number {
  return daysBetween(from, to) + 1;
}

/** True of a count of a whole year. */
export function isWholeYear(period: Pick<LeaverPeriod, 'from' | 'to'>): boolean {
  return daysOf(period) >= 365;
}

/** The periods that do not overlap a later one, oldest first: no leaver counts twice. */
function withoutOverlaps(periods: readonly LeaverPeriod[]): LeaverPeriod[] {
  const kept: LeaverPeriod[] = [];
  for (const period of [...periods].sort((a, b) => b.to.localeCompare(a.to))) {
    const next = kept[0];
    if (next === undefined || period.to < next.from) kept.unshift(period);
  }
  return kept;
}

/** Leavers and people in post in the year before `from`, as far as the plan knows them. */
export function historyOf(figures: PlanFigures, from: IsoDate): ProjectionHistory {
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
    const period = count && leaverPeriod(figures, count);
    if (period) leavers.push(period);
    const stock = stockOf(figures, year, from);
    if (stock && stock.date > yearBefore && stock.date < from) {
      inPost.push({ date: stock.date, inPost: stock.inPost });
    }
  }
  return {
    leavers: withoutOverlaps(leavers),
    inPost: inPost.sort((a, b) => a.date.localeCompare(b.date)),
  };
}

/** A year's name in the plan: `2021-22`. */
export function planYear(figures: PlanFigures, year: Year): string {
  return yearLabel(year, figures.settings.yearStartMonth);
}
