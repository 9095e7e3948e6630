/**
 * What the records say for each row and year of the published table, beside what was reported
 * (DOMAIN.md §4): as at the same day as the reported figure, so that like is set against like,
 * and as at the year's end, or as far as the records reach, so that it can lead.
 */
import { dateInWords, endOfYear, startOfYear, type IsoDate, type Year } from '../calendar.ts';
import { isFact } from '../facts.ts';
import {
  isFlow,
  measuresInOrder,
  readingInUse,
  yearsOf,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Reading,
} from '../figures.ts';
import { coverage, shortfallOf } from './coverage.ts';
import { dateOf } from './days.ts';
import { indexRecords } from './indexRecords.ts';
import { leaversIn } from './movements.ts';
import { ratesOver, type Rates } from './rates.ts';
import { recordsReach } from './reach.ts';
import { recruitsIn } from './recruits.ts';
import type { RecordsScope } from './scope.ts';
import { stockAt, type Stock } from './stock.ts';
import { ONE_FTE, type PlanRecords } from './types.ts';

/** A figure worked out from records. Percentages as 12.5; posts in FTE; people by headcount. */
export interface RecordsFigure {
  asAt: IsoDate;
  value: number;
  /** A count of part of its year, never to be read as a year's. */
  partYear: boolean;
  /** Accepted offers not yet started, for a route. */
  inProgress: number | null;
  /** What a reader should know, or ''. */
  note: string;
}

/** One cell of the table as the records have it. */
export interface RecordsCell {
  measure: number;
  year: Year;
  /** At the year's end, or as far as the records reach. */
  latest: RecordsFigure | null;
  /** At the reported figure's own day; null where nothing is reported, or records do not reach. */
  alike: RecordsFigure | null;
  /** `alike` less what was reported, in the measure's unit; null where either is missing. */
  difference: number | null;
  /**
   * How far the records are from what is reported, where they do not reach it:
   * `20 of about 209 people`. Empty where they reach.
   */
  shortfall: string;
}

export const recordsKey = (measure: number, year: Year) => `${measure}:${year}`;

const RATES: Partial<Record<MeasureKind, (rates: Rates) => number | null>> = {
  // With no post on record nobody knows how many there are: that is not none.
  establishment: ({ stock }) => stock.establishment / ONE_FTE || null,
  vacancies: ({ stock }) => (stock.establishment === 0 ? null : stock.vacant / ONE_FTE),
  vacancyRate: ({ vacancy }) => vacancy && vacancy * 100,
  turnoverRate: ({ turnover }) => turnover && turnover * 100,
  agency: ({ stock, agency }) => (agency === null ? null : stock.agencyHeadcount),
  agencyRate: ({ agency }) => agency && agency * 100,
};

/** What the plan's own figures count in its records. */
export function planScope({
  basis,
  frozenPosts,
}: Pick<PlanFigures['settings'], 'basis' | 'frozenPosts'>): RecordsScope {
  return { counts: basis === 'dfe' ? 'dfe' : 'plan', frozenPosts: frozenPosts ?? 'counted' };
}

/** Counts of one year up to a day: leavers, and recruits by route. */
interface Flows {
  leavers: number;
  recruits: number;
  byRoute: Map<number, number>;
  /** Recruits with no route recorded. */
  unrouted: number;
  offersByRoute: Map<number, number>;
}

function count<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function flowsTo(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  yearEnd: IsoDate,
  scope: RecordsScope,
): Flows {
  const routes = recruitsIn(records, from, to, scope).map(({ route }) => route);
  const offers = records.engagements.filter(
    (one) =>
      one.from > to &&
      one.from <= yearEnd &&
      one.offerAcceptedOn !== null &&
      one.offerAcceptedOn <= to,
  );
  return {
    leavers: leaversIn(records, from, to, scope).length,
    recruits: routes.length,
    byRoute: count(routes.filter((route) => route !== null)),
    unrouted: routes.filter((route) => route === null).length,
    offersByRoute: count(offers.flatMap(({ route }) => route ?? [])),
  };
}

type Settings = PlanFigures['settings'];

/** Accepted offers beside a count of recruits; null for none. */
function offersOf(measure: Measure, { offersByRoute }: Flows): number | null {
  if (measure.kind === 'recruits') return offersByRoute.get(measure.id) ?? null;
  return [...offersByRoute.values()].reduce((all, one) => all + one, 0) || null;
}

/** Works out cells of one plan, each date and each year's count once. */
class Calculator {
  private readonly rates: Map<IsoDate, Rates>;
  private readonly flows = new Map<string, Flows>();
  private readonly stocks = new Map<IsoDate, Stock>();
  private readonly records: PlanRecords;
  private readonly settings: Settings;
  private readonly begins: IsoDate;

  /** @param dates - in order. */
  constructor(
    records: PlanRecords,
    settings: Settings,
    begins: IsoDate,
    dates: readonly IsoDate[],
  ) {
    this.records = records;
    this.settings = settings;
    this.begins = begins;
    this.rates = new Map(
      ratesOver(records, dates, planScope(settings), settings.basis).map((one) => [one.date, one]),
    );
  }

  /** What is on record at the close of a date, in the plan's own scope. */
  stockOn(date: IsoDate): Stock {
    let stock = this.rates.get(date)?.stock ?? this.stocks.get(date);
    if (!stock) {
      stock = stockAt(this.records, date, planScope(this.settings));
      this.stocks.set(date, stock);
    }
    return stock;
  }

  figure(measure: Measure, year: Year, asAt: IsoDate): RecordsFigure | null {
    if (isFlow(measure.kind)) return this.flow(measure, year, asAt);
    const rates = this.rates.get(asAt);
    const value = rates ? (RATES[measure.kind]?.(rates) ?? null) : null;
    if (value === null) return null;
    const note = measure.kind === 'turnoverRate' ? 'Twelve months to the date' : '';
    return { asAt, value, partYear: false, inProgress: null, note };
  }

  private flow(measure: Measure, year: Year, asAt: IsoDate): RecordsFigure | null {
    const { yearStartMonth: month } = this.settings;
    const from = startOfYear(year, month);
    const whole = this.begins <= from;
    if (asAt < from || asAt < this.begins) return null;
    const end = endOfYear(year, month);
    const flows = this.flowsOf(from, asAt, end);
    const partYear = asAt < end || !whole;
    if (measure.kind === 'leavers') {
      // A year of which the records hold only a part has no count of its leavers.
      return whole ? { asAt, value: flows.leavers, partYear, inProgress: null, note: '' } : null;
    }
    const value =
      measure.kind === 'recruitsTotal' ? flows.recruits : (flows.byRoute.get(measure.id) ?? 0);
    // Nobody recorded is not nobody recruited: not in a year the records begin in, nor while no
    // route is on record for anybody who came.
    const recorded = measure.kind === 'recruitsTotal' || flows.byRoute.size > 0 || !flows.unrouted;
    if (value === 0 && !(whole && recorded)) return null;
    const inProgress = offersOf(measure, flows);
    return { asAt, value, partYear, inProgress, note: this.noteOn(measure, flows, whole) };
  }

  private noteOn(measure: Measure, { unrouted }: Flows, whole: boolean): string {
    const people = unrouted === 1 ? '1 recruit has' : `${unrouted} recruits have`;
    return [
      whole ? '' : `Counted from ${dateInWords(this.begins)}, when the records begin`,
      unrouted > 0 && measure.kind === 'recruits' ? `${people} no route recorded` : '',
    ]
      .filter(Boolean)
      .join('. ');
  }

  private flowsOf(from: IsoDate, to: IsoDate, end: IsoDate): Flows {
    const key = `${from}:${to}`;
    let flows = this.flows.get(key);
    if (!flows) {
      flows = flowsTo(this.records, from, to, end, planScope(this.settings));
      this.flows.set(key, flows);
    }
    return flows;
  }
}

const calculators = new WeakMap<PlanRecords, Map<string, Calculator>>();

/** As at the day looked at, and as far as the records reach: more are not asked for by turns. */
const MOST_KEPT = 2;

/** The records' calculator: an edit of the table seldom asks for other dates than before. */
function calculatorOf(
  records: PlanRecords,
  settings: Settings,
  begins: IsoDate,
  dates: readonly IsoDate[],
): Calculator {
  const inOrder = [...new Set(dates)].filter((date) => date >= begins).sort();
  const { basis, frozenPosts, yearStartMonth } = settings;
  const of = JSON.stringify([basis, frozenPosts, yearStartMonth, inOrder]);
  const kept = calculators.get(records) ?? new Map<string, Calculator>();
  calculators.set(records, kept);
  let calculator = kept.get(of);
  if (!calculator) {
    calculator = new Calculator(records, settings, begins, inOrder);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(of, calculator);
  }
  return calculator;
}

/** The reported figure a cell of the records is set against. */
function reportedFact(figures: PlanFigures, measure: Measure, year: Year): Reading | null {
  const reading = readingInUse(figures, measure.id, year);
  return isFact(reading) ? reading : null;
}

/** A cell that records may fill, and the dates it is worked out at. */
interface Wanted {
  measure: Measure;
  year: Year;
  at: IsoDate;
  reported: Reading | null;
}

function wantedCells(figures: PlanFigures, reach: IsoDate): Wanted[] {
  const { yearStartMonth: month } = figures.settings;
  return yearsOf(figures.settings)
    .filter((year) => startOfYear(year, month) <= reach)
    .flatMap((year) => {
      const end = endOfYear(year, month);
      return measuresInOrder(figures, true)
        .filter(({ kind }) => isFlow(kind) || kind in RATES)
        .map((measure) => ({
          measure,
          year,
          at: end < reach ? end : reach,
          reported: reportedFact(figures, measure, year),
        }));
    });
}

/**
 * Every cell that records can fill, by `recordsKey`. Empty where there are no records. Nothing is
 * worked out for a day before the records begin, after they stop, or after the day looked at.
 *
 * @param asAt - the day the plan is looked at as at: figures go no further.
 */
export function recordsFigures(
  figures: PlanFigures,
  records: PlanRecords,
  today: IsoDate,
  asAt: IsoDate = today,
): Map<string, RecordsCell> {
  const cells = new Map<string, RecordsCell>();
  const { begins } = indexRecords(records);
  if (begins === null) return cells;
  const stops = recordsReach(records, today);
  const reach = asAt < stops ? asAt : stops;
  const wanted = wantedCells(figures, reach);
  const dates = wanted.flatMap(({ at, reported }) => [at, ...(reported ? [reported.asAt] : [])]);
  const within = dates.filter((date) => date <= reach);
  const calculator = calculatorOf(records, figures.settings, dateOf(begins), within);
  const found = wanted.map((one) => ({
    ...one,
    latest: calculator.figure(one.measure, one.year, one.at),
    alike:
      one.reported && one.reported.asAt <= reach
        ? calculator.figure(one.measure, one.year, one.reported.asAt)
        : null,
  }));
  const covered = coverage(figures, (date) => calculator.stockOn(date));
  const { yearStartMonth } = figures.settings;
  const leaversShort = (year: Year): string => {
    const cell = found.find((one) => one.measure.kind === 'leavers' && one.year === year);
    return cell?.reported ? shortfallOf(cell, covered, yearStartMonth, () => '') : '';
  };
  for (const cell of found) {
    const { measure, year, latest, alike, reported } = cell;
    if (latest === null && alike === null) continue;
    const difference = alike && reported?.value != null ? alike.value - reported.value : null;
    const shortfall = shortfallOf(cell, covered, yearStartMonth, leaversShort);
    cells.set(recordsKey(measure.id, year), {
      ...{ measure: measure.id, year, latest, alike, difference, shortfall },
    });
  }
  return cells;
}
