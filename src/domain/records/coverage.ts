/**
 * Whether records reach a figure: what is on record is within 1 or 2% of what is reported for the
 * same date and scope, or nothing is reported for it. A plan is often filled bit by bit, and twenty
 * people of two hundred give no vacancy rate, no turnover and no recruits.
 */
import { startOfYear, type IsoDate, type Year } from '../calendar.ts';
import { isFact } from '../facts.ts';
import { isFlow, scopeInUse, type Measure, type PlanFigures, type Reading } from '../figures.ts';
import { formatValue } from '../format.ts';
import { impliedEstablishment } from '../measures.ts';
import { monthsBefore } from './days.ts';
import type { RecordsScope } from './scope.ts';
import { stockAt, type Stock } from './stock.ts';
import { ONE_FTE, type PlanRecords } from './types.ts';

/** How far a count on record may be from the one reported for the same date. */
const WITHIN = { count: 1, share: 0.02 };

/**
 * How far short records may fall of the nearest date that is reported, where theirs is not:
 * establishments move 6.9% a year on average (DOMAIN.md §9), and this is about twice that.
 */
const SHORT_OF_ANOTHER_DATE = 0.15;

/** True where a count on record reaches the one reported for the same date. */
export function isWithin(onRecord: number, reported: number): boolean {
  const room = Math.max(WITHIN.count, Math.abs(reported) * WITHIN.share);
  return Math.abs(onRecord - reported) <= room + 1e-9;
}

/** Posts, and how many are filled, as reported for a date. */
interface ReportedStock {
  date: IsoDate;
  posts: number;
  filled: number;
}

/** The stocks reported in the scope in use, earliest first. */
function reportedStocks(figures: PlanFigures): ReportedStock[] {
  const scope = scopeInUse(figures)?.id;
  const kinds = new Map(figures.measures.map(({ id, kind }) => [id, kind]));
  const byDate = new Map<IsoDate, Partial<Record<string, Reading>>>();
  for (const reading of figures.readings) {
    if (reading.scope !== scope || !isFact(reading)) continue;
    const at = byDate.get(reading.asAt) ?? {};
    at[kinds.get(reading.measure) ?? ''] = reading;
    byDate.set(reading.asAt, at);
  }
  return [...byDate]
    .flatMap(([date, { establishment, vacancies, vacancyRate }]) => {
      const vacant = vacancies?.value ?? null;
      const posts =
        establishment?.value ?? impliedEstablishment(vacant, vacancyRate?.value ?? null);
      if (vacant === null || posts === null) return [];
      return [{ date, posts, filled: posts - vacant }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The stock reported for a date, else the last one before it, else the first after it. */
function nearest(stocks: readonly ReportedStock[], date: IsoDate): ReportedStock | null {
  return stocks.findLast((one) => one.date <= date) ?? stocks[0] ?? null;
}

const whole = (value: number) => formatValue(Math.round(value), 'number');

/** `20 of about 209 people`; '' where one of the counts on record reaches what is reported. */
function shortOf(
  reported: { date: IsoDate; value: number },
  date: IsoDate,
  onRecord: readonly number[],
  noun: string,
): string {
  const reaches = (value: number) =>
    reported.date === date
      ? isWithin(value, reported.value)
      : value >= reported.value * (1 - SHORT_OF_ANOTHER_DATE) - 1e-9;
  if (onRecord.some(reaches)) return '';
  return `${whole(onRecord[0] ?? 0)} of about ${whole(reported.value)} ${noun}`;
}

interface Dated {
  asAt: IsoDate;
  value: number;
}

/** What a cell of the records is judged by. */
interface CoveredCell {
  measure: Measure;
  year: Year;
  latest: Dated | null;
  alike: Dated | null;
  reported: Reading | null;
}

const NOUNS: Partial<Record<Measure['kind'], string>> = {
  establishment: 'posts',
  vacancies: 'vacancies',
  leavers: 'leavers',
  recruits: 'recruits',
  recruitsTotal: 'recruits',
  agency: 'agency workers',
};

/** Compares what is on record with what is reported, date by date. */
interface Coverage {
  /** How far the posts on record at a date are from those reported; '' where they reach. */
  posts(date: IsoDate): string;
  /** The same of people in post. */
  people(date: IsoDate): string;
}

/** @param stockOn - what is on record at the close of a date, in the plan's own scope. */
export function coverage(figures: PlanFigures, stockOn: (date: IsoDate) => Stock): Coverage {
  const stocks = reportedStocks(figures);
  return {
    posts(date) {
      const reported = nearest(stocks, date);
      if (!reported) return '';
      const posts = stockOn(date).establishment / ONE_FTE;
      return shortOf({ date: reported.date, value: reported.posts }, date, [posts], 'posts');
    },
    people(date) {
      const reported = nearest(stocks, date);
      if (!reported) return '';
      const { headcount, inPost, establishment, vacant } = stockOn(date);
      // Councils count filled posts, people or full-time equivalents: any of them will do.
      const counts = [headcount, inPost / ONE_FTE, (establishment - vacant) / ONE_FTE];
      return shortOf({ date: reported.date, value: reported.filled }, date, counts, 'people');
    },
  };
}

/**
 * How far the posts and people on record at a date are from those reported, in words; '' where they
 * reach, and where nothing is reported.
 *
 * @param scope - the plan's own.
 */
export function shortfallAt(
  figures: PlanFigures,
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
): string {
  const covered = coverage(figures, (on) => stockAt(records, on, scope));
  return covered.people(date) || covered.posts(date);
}

/** How far a count on record is from the one reported for its own day. */
function againstReported({ measure, alike, reported }: CoveredCell): string | null {
  const noun = NOUNS[measure.kind];
  if (noun === undefined || alike === null || reported?.value == null) return null;
  const { value, asAt } = reported;
  return shortOf({ date: asAt, value }, alike.asAt, [alike.value], noun);
}

/**
 * How far the records are from reaching a cell, in words; '' where they reach it.
 *
 * @param leavers - how far the leavers on record of a year are from those reported.
 * @example 20 people on record where 230 posts and 21 vacancies are reported: the vacancy rate is
 * `20 of about 209 people` short.
 */
export function shortfallOf(
  cell: CoveredCell,
  covered: Coverage,
  yearStartMonth: number,
  leavers: (year: Year) => string,
): string {
  const { measure, year, latest, alike } = cell;
  const date = (alike ?? latest)?.asAt;
  if (date === undefined) return '';
  const stocks = () => covered.posts(date) || covered.people(date);
  const opens = startOfYear(year, yearStartMonth);
  const count = againstReported(cell);
  // A council’s own count says it best; why it is short, people in post say better.
  if (count !== null) return count && (isFlow(measure.kind) ? count : stocks() || count);
  switch (measure.kind) {
    case 'establishment':
      return covered.posts(date);
    case 'vacancies':
    case 'vacancyRate':
      return stocks();
    case 'turnoverRate':
      return covered.people(date) || covered.people(monthsBefore(date, 12)) || leavers(year);
    case 'recruits':
      // Somebody recorded on a route did come; that nobody came, or how many by every route, is
      // known only where everybody is on record.
      return (latest?.value ?? 0) > 0 ? '' : covered.people(date) || covered.people(opens);
    case 'leavers':
    case 'recruitsTotal':
      return covered.people(date) || covered.people(opens);
    case 'agencyRate':
      return stocks();
    case 'agency':
    case 'other':
      return '';
  }
}
