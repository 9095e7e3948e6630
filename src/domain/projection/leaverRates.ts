/**
 * Where a leaver rate can come from, side by side: part of a year is not a year, and
 * a council's own figure, its pace and DfE's may all differ (DOMAIN.md §3).
 */
import { addDays, dateInWords, daysInYear, daysBetween, endOfYear, yearOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { measureOfKind } from '../figures.ts';
import type { PlanFigures, Reading } from '../figures.ts';
import { isKnown, knownReading, leaverPeriod, planYear, stockOf } from './history.ts';
import { startingStock } from './start.ts';
import type { LeaverRateCandidate } from './types.ts';

/** Readings older than this say little about the rate now. */
const STALE_AFTER_DAYS = 2 * 366;

/** An establishment that moved more than this in a year is more likely another scope. */
const LIKELY_SCOPE_CHANGE = 0.1;

/** England, 30 September 2025, DfE: DOMAIN.md §3. Only for a plan that has no rate of its own. */
const ENGLAND: LeaverRateCandidate = {
  id: 'england',
  label: 'England, 30 September 2025',
  rate: 0.118,
  explanation:
    "11.8% is England's turnover in the year to 30 September 2025 (DfE). The plan has no leavers or turnover of its own: replace it when you have.",
};

function sourceName(figures: PlanFigures, reading: Reading): string {
  return figures.sources.find((source) => source.id === reading.source)?.name ?? '';
}

function isDfe(name: string): boolean {
  return /\bDfE\b|Department for Education/i.test(name);
}

/** The newest turnover rate reported by DfE, or by anyone else, not later than `from`. */
function reported(
  figures: PlanFigures,
  from: IsoDate,
  byDfe: boolean,
): (Reading & { value: number }) | null {
  const row = measureOfKind(figures, 'turnoverRate');
  if (row === null) return null;
  const oldest = addDays(from, -STALE_AFTER_DAYS);
  return (
    figures.readings
      .filter((r) => r.measure === row.id && r.asAt <= from && r.asAt >= oldest)
      .filter((r) => isDfe(sourceName(figures, r)) === byDfe)
      .filter(isKnown)
      .sort((a, b) => b.asAt.localeCompare(a.asAt) || Number(b.chosen) - Number(a.chosen))[0] ??
    null
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function stated(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const reading = reported(figures, from, false);
  if (reading === null) return null;
  const rate = reading.value / 100;
  return {
    id: 'stated',
    label: `Stated on ${dateInWords(reading.asAt)}`,
    rate,
    explanation: `${percent(rate)} as reported: ${sourceName(figures, reading)}.`,
  };
}

function dfe(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const reading = reported(figures, from, true);
  if (reading === null) return null;
  const rate = reading.value / 100;
  return {
    id: 'dfe',
    label: `DfE, year to ${dateInWords(reading.asAt)}`,
    rate,
    explanation: `${percent(rate)}, a whole year's leavers over people in post at its end: ${sourceName(figures, reading)}.`,
  };
}

/** A part-year count at its own pace: 28 leavers in 226 days is 45 a year. */
function annualised(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const { yearStartMonth } = figures.settings;
  const year = yearOf(from, yearStartMonth);
  const reading = knownReading(figures, measureOfKind(figures, 'leavers'), year, from);
  const period = reading && leaverPeriod(reading, yearStartMonth);
  const stock = stockOf(figures, year, from);
  if (!period || !stock || stock.inPost <= 0) return null;
  const days = daysBetween(period.from, period.to) + 1;
  const whole = daysInYear(year, yearStartMonth);
  if (days >= whole) return null;
  const pace = (period.count * whole) / days;
  const rate = pace / stock.inPost;
  return {
    id: 'annualised',
    label: `Annual pace to ${dateInWords(period.to)}`,
    rate,
    explanation: `${period.count} leavers in ${days} days is a pace of ${Math.round(pace)} a year, ${percent(rate)} of ${stock.inPost} in post. Part of a year may not be typical.`,
  };
}

/** The newest whole year's leavers over the average, or the closing, number in post. */
function lastFullYear(figures: PlanFigures, from: IsoDate): LeaverRateCandidate | null {
  const { yearStartMonth } = figures.settings;
  const newest = yearOf(from, yearStartMonth);
  for (const year of [newest, newest - 1]) {
    const end = endOfYear(year, yearStartMonth);
    if (end > from) continue;
    const reading = knownReading(figures, measureOfKind(figures, 'leavers'), year, from);
    const period = reading && leaverPeriod(reading, yearStartMonth);
    const closing = stockOf(figures, year, from);
    if (!period || period.to !== end || !closing || closing.inPost <= 0) continue;
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
    return {
      id: 'last-full-year',
      label: `All of ${planYear(figures, year)}`,
      rate,
      explanation: `${period.count} leavers in ${planYear(figures, year)} over ${over}: ${percent(rate)}.`,
    };
  }
  return null;
}

/**
 * Every leaver rate the plan offers, a share a year, in the order stated, annual pace,
 * DfE, last full year; England's where it offers none. Empty without a starting stock.
 *
 * @example Tower Hamlets, 12 November 2021: 10%, 16.2%, 12.5% and 13.3%.
 */
export function leaverRateCandidates(figures: PlanFigures): LeaverRateCandidate[] {
  const start = startingStock(figures);
  if (start === null) return [];
  const found = [stated, annualised, dfe, lastFullYear]
    .map((candidate) => candidate(figures, start.date))
    .filter((candidate) => candidate !== null);
  return found.length > 0 ? found : [ENGLAND];
}

/** Best evidence first: counted over a whole year before a pace, a pace before a statement. */
const PREFERENCE: LeaverRateCandidate['id'][] = [
  'dfe',
  'last-full-year',
  'annualised',
  'stated',
  'england',
];

/** The candidate a new projection starts with, or null when there is none. */
export function preferredLeaverRate(candidates: LeaverRateCandidate[]): LeaverRateCandidate | null {
  const rank = (candidate: LeaverRateCandidate) => PREFERENCE.indexOf(candidate.id);
  return [...candidates].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
