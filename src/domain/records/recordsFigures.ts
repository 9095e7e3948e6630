/**
 * What the records say for each row and year of the published table, beside what was reported
 * (DOMAIN.md §4): as at the same day as the reported figure, so that like is set against like,
 * and as at the year's end, or as far as the records reach, so that it can lead.
 */
import { endOfYear, startOfYear, type IsoDate, type Year } from '../calendar.ts';
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
import { dateOf } from './days.ts';
import { indexRecords } from './indexRecords.ts';
import { movementsIn } from './movements.ts';
import { ratesOver, type Rates } from './rates.ts';
import { recordsReach } from './reach.ts';
import type { RecordsScope } from './scope.ts';
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
}

export const recordsKey = (measure: number, year: Year) => `${measure}:${year}`;

const RATES: Partial<Record<MeasureKind, (rates: Rates) => number | null>> = {
  establishment: ({ stock }) => stock.establishment / ONE_FTE,
  vacancies: ({ stock }) => stock.vacant / ONE_FTE,
  vacancyRate: ({ vacancy }) => vacancy && vacancy * 100,
  turnoverRate: ({ turnover }) => turnover && turnover * 100,
  agency: ({ stock }) => stock.agencyHeadcount,
  agencyRate: ({ agency }) => agency && agency * 100,
};

/** What the plan's own figures count in its records. */
export function planScope({ basis, frozenPosts }: PlanFigures['settings']): RecordsScope {
  return { counts: basis === 'dfe' ? 'dfe' : 'plan', frozenPosts: frozenPosts ?? 'counted' };
}

/** Counts of one year up to a day: leavers, and starters by route. */
interface Flows {
  leavers: number;
  starters: number;
  byRoute: Map<number, number>;
  /** Starters with no route recorded. */
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
  const { starters, leavers } = movementsIn(records, from, to, scope);
  const routes = starters.map(({ engagement }) => engagement.route);
  const offers = records.engagements.filter(
    (one) =>
      one.from > to &&
      one.from <= yearEnd &&
      one.offerAcceptedOn !== null &&
      one.offerAcceptedOn <= to,
  );
  return {
    leavers: leavers.length,
    starters: starters.length,
    byRoute: count(routes.filter((route) => route !== null)),
    unrouted: routes.filter((route) => route === null).length,
    offersByRoute: count(offers.flatMap(({ route }) => route ?? [])),
  };
}

type Settings = PlanFigures['settings'];

/** Works out cells of one plan, each date and each year's count once. */
class Calculator {
  private readonly rates: Map<IsoDate, Rates>;
  private readonly flows = new Map<string, Flows>();
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
    // A year of which the records hold only a part has no count of their own.
    if (this.begins > from || asAt < from) return null;
    const end = endOfYear(year, month);
    const flows = this.flowsOf(from, asAt, end);
    const partYear = asAt < end;
    if (measure.kind === 'leavers') {
      return { asAt, value: flows.leavers, partYear, inProgress: null, note: '' };
    }
    const sum = (counts: Map<number, number>) =>
      [...counts.values()].reduce((all, one) => all + one, 0);
    const total = measure.kind === 'recruitsTotal';
    const offers = total ? sum(flows.offersByRoute) : (flows.offersByRoute.get(measure.id) ?? 0);
    const { unrouted } = flows;
    // With no route on record for anybody, a route's count is not known: it is not nought.
    if (!total && unrouted > 0 && flows.byRoute.size === 0) return null;
    const people = unrouted === 1 ? '1 starter has' : `${unrouted} starters have`;
    return {
      asAt,
      value: total ? flows.starters : (flows.byRoute.get(measure.id) ?? 0),
      partYear,
      inProgress: offers > 0 ? offers : null,
      note: unrouted > 0 && !total ? `${people} no route recorded` : '',
    };
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

const calculators = new WeakMap<PlanRecords, { of: string; calculator: Calculator }>();

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
  const known = calculators.get(records);
  if (known?.of === of) return known.calculator;
  const calculator = new Calculator(records, settings, begins, inOrder);
  calculators.set(records, { of, calculator });
  return calculator;
}

/** The reported figure a cell of the records is set against. */
function reportedFact(figures: PlanFigures, measure: Measure, year: Year): Reading | null {
  const reading = readingInUse(figures, measure.id, year);
  return isFact(reading) ? reading : null;
}

/**
 * Every cell that records can fill, by `recordsKey`. Empty where there are no records. Nothing is
 * worked out for a day before the records begin, or after they stop.
 */
export function recordsFigures(
  figures: PlanFigures,
  records: PlanRecords,
  today: IsoDate,
): Map<string, RecordsCell> {
  const cells = new Map<string, RecordsCell>();
  const { begins } = indexRecords(records);
  if (begins === null) return cells;
  const first = dateOf(begins);
  const reach = recordsReach(records, today);
  const { yearStartMonth: month } = figures.settings;
  const wanted = yearsOf(figures.settings)
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
  const dates = wanted.flatMap(({ at, reported }) => [at, ...(reported ? [reported.asAt] : [])]);
  const within = dates.filter((date) => date <= reach);
  const calculator = calculatorOf(records, figures.settings, first, within);
  for (const { measure, year, at, reported } of wanted) {
    const latest = calculator.figure(measure, year, at);
    const alike =
      reported && reported.asAt <= reach ? calculator.figure(measure, year, reported.asAt) : null;
    if (latest === null && alike === null) continue;
    const difference = alike && reported?.value != null ? alike.value - reported.value : null;
    cells.set(recordsKey(measure.id, year), {
      measure: measure.id,
      year,
      latest,
      alike,
      difference,
    });
  }
  return cells;
}
