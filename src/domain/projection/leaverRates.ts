/**
 * Where a leaver rate can come from, side by side: part of a year is not a year, and
 * a council's own figure, its pace and DfE's may all differ (DOMAIN.md §3).
 */
import { addDays, dateInWords, endOfYear, yearOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { measureOfKind } from '../figures.ts';
import type { PlanFigures, Reading } from '../figures.ts';
import { RECORDS_SOURCE } from '../leading.ts';
import {
  daysOf,
  isDfeReading,
  isKnown,
  isWholeYear,
  knownReading,
  leaverPeriod,
  planYear,
  stockOf,
  type KnownReading,
} from './history.ts';
import { startingStock } from './start.ts';
import type { LeaverRateCandidate } from './types.ts';

/** Readings older than this say little about the rate now. */
const STALE_AFTER_DAYS = 2 * 366;

/** An establishment that moved more than this in a year is more likely another scope. */
const LIKELY_SCOPE_CHANGE = 0.1;

/** A pace over fewer days than this never leads: six months. */
const SHORTEST_TO_LEAD = 182;

const DAYS_OF_YEAR = 365;

/** England, 30 September 2025, DfE: DOMAIN.md §3. Only for a plan that has no rate of its own. */
const ENGLAND: LeaverRateCandidate = {
  id: 'england',
  label: 'England, 30 September 2025',
  rate: 0.118,
  explanation:
    "11.8% is England's turnover in the year to 30 September 2025 (DfE). The plan has no leavers or turnover of its own to go by: replace it when you have.",
  days: DAYS_OF_YEAR,
  to: '2025-09-30',
  fromRecords: false,
};

function sourceName(figures: PlanFigures, reading: Reading): string {
  return figures.sources.find((source) => source.id === reading.source)?.name ?? '';
}

type Origin = 'dfe' | 'records' | 'stated';

function originOf(figures: PlanFigures, reading: Reading): Origin {
  if (reading.source === RECORDS_SOURCE) return 'records';
  return isDfeReading(figures, reading) ? 'dfe' : 'stated';
}

/** The newest turnover rate of one origin, not later than `from`. */
function reported(figures: PlanFigures, from: IsoDate, origin: Origin): KnownReading | null {
  const row = measureOfKind(figures, 'turnoverRate');
  if (row === null) return null;
  const oldest = addDays(from, -STALE_AFTER_DAYS);
  return (
    figures.readings
      .filter((r) => r.measure === row.id && r.asAt <= from && r.asAt >= oldest)
      .filter((r) => originOf(figures, r) === origin)
      .filter(isKnown)
      .sort((a, b) => b.asAt.localeCompare(a.asAt) || Number(b.chosen) - Number(a.chosen))[0] ??
    null
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function stated(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const reading = reported(figures, from, 'stated');
  if (reading === null) return null;
  const rate = reading.value / 100;
  return {
    id: 'stated',
    label: `Stated on ${dateInWords(reading.asAt)}`,
    rate,
    explanation: `${percent(rate)} as reported: ${sourceName(figures, reading)}.`,
    days: 0,
    to: reading.asAt,
    fromRecords: false,
  };
}

function fromRecords(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const reading = reported(figures, from, 'records');
  if (reading === null) return null;
  const rate = reading.value / 100;
  return {
    id: 'records',
    label: `Twelve months to ${dateInWords(reading.asAt)}`,
    rate,
    explanation: `${percent(rate)}, the leavers on record in the twelve months to ${dateInWords(reading.asAt)}.`,
    days: DAYS_OF_YEAR,
    to: reading.asAt,
    fromRecords: true,
  };
}

function dfe(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const reading = reported(figures, from, 'dfe');
  if (reading === null) return null;
  const rate = reading.value / 100;
  return {
    id: 'dfe',
    label: `DfE, year to ${dateInWords(reading.asAt)}`,
    rate,
    explanation: `${percent(rate)}, a whole year's leavers over people in post at its end: ${sourceName(figures, reading)}.`,
    days: DAYS_OF_YEAR,
    to: reading.asAt,
    fromRecords: false,
  };
}

/** A part-year count at its own pace: 28 leavers in 226 days is 45 a year. */
function annualised(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const { yearStartMonth } = figures.settings;
  const year = yearOf(from, yearStartMonth);
  const reading = knownReading(figures, measureOfKind(figures, 'leavers'), year, from);
  const period = reading && leaverPeriod(figures, reading);
  const stock = stockOf(figures, year, from);
  if (!period || !stock || stock.inPost <= 0 || isWholeYear(period)) return null;
  const days = daysOf(period);
  const pace = (period.count * DAYS_OF_YEAR) / days;
  const rate = pace / stock.inPost;
  const caution =
    days < SHORTEST_TO_LEAD ? 'Too short to go by.' : 'Part of a year may not be typical.';
  return {
    id: 'annualised',
    label: `Annual pace to ${dateInWords(period.to)}`,
    rate,
    explanation: `${period.count} leavers in ${days} days is a pace of ${Math.round(pace)} a year, ${percent(rate)} of ${stock.inPost} in post. ${caution}`,
    days,
    to: period.to,
    fromRecords: reading.source === RECORDS_SOURCE,
  };
}

/** The newest whole year's leavers over the average, or the closing, number in post. */
function lastFullYear(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const newest = yearOf(from, figures.settings.yearStartMonth);
  for (const year of [newest, newest - 1]) {
    const reading = knownReading(figures, measureOfKind(figures, 'leavers'), year, from);
    const period = reading && leaverPeriod(figures, reading);
    const closing = stockOf(figures, year, from);
    if (!period || !isWholeYear(period) || !closing || closing.inPost <= 0) continue;
    const opening = stockOf(figures, year - 1, from);
    const sameScope =
      opening !== null &&
      Math.abs(closing.establishment / opening.establishment - 1) <= LIKELY_SCOPE_CHANGE;
    const inPost = sameScope ? (opening.inPost + closing.inPost) / 2 : closing.inPost;
    if (inPost <= 0) continue;
    const rate = period.count / inPost;
    const over = sameScope
      ? `the average of ${opening.inPost} and ${closing.inPost} in post`
      : `the ${closing.inPost} in post at its end${opening === null ? '' : ', because the number at its start seems to count other posts'}`;
    const isPlanYear = period.to === endOfYear(year, figures.settings.yearStartMonth);
    const name = isPlanYear ? planYear(figures, year) : `the year to ${dateInWords(period.to)}`;
    return {
      id: 'last-full-year',
      label: `All of ${name}`,
      rate,
      explanation: `${period.count} leavers in ${name} over ${over}: ${percent(rate)}.`,
      days: daysOf(period),
      to: period.to,
      fromRecords: reading.source === RECORDS_SOURCE,
    };
  }
  return null;
}

/** True of a candidate a projection may start with: not a pace of a few months. */
function mayLead({ id, days }: LeaverRateCandidate): boolean {
  return id !== 'annualised' || days >= SHORTEST_TO_LEAD;
}

/**
 * Every leaver rate the plan offers, a share a year, in the order records, stated, annual pace,
 * DfE, last full year; England's where none of them may lead. Empty without a starting stock.
 *
 * @example Tower Hamlets, 12 November 2021: 10%, 16.2%, 12.5% and 13.3%.
 */
export function leaverRateCandidates(figures: PlanFigures): LeaverRateCandidate[] {
  const start = startingStock(figures);
  if (start === null) return [];
  const found = [fromRecords, stated, annualised, dfe, lastFullYear]
    .map((candidate) => candidate(figures, start.date))
    .filter((candidate) => candidate !== null);
  return found.some(mayLead) ? found : [...found, ENGLAND];
}

/** Whole years are alike in length: leap days and short counts of one do not order them. */
const lengthOf = ({ days }: LeaverRateCandidate) => Math.min(days, DAYS_OF_YEAR);

/**
 * The candidate a new projection starts with, or null when there is none: of the longest period,
 * with records behind it before a published one, and then the latest (DOMAIN.md §9).
 */
export function preferredLeaverRate(candidates: LeaverRateCandidate[]): LeaverRateCandidate | null {
  const [best] = candidates
    .filter(mayLead)
    .sort(
      (a, b) =>
        lengthOf(b) - lengthOf(a) ||
        Number(b.fromRecords) - Number(a.fromRecords) ||
        b.to.localeCompare(a.to),
    );
  return best ?? null;
}
