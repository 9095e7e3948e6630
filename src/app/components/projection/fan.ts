/** Fan charts: past figures, then what may follow, as the line chart takes them. */
import { addDays, dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import { figureOf } from '../../../domain/derived.ts';
import { yearsOf, type PlanFigures } from '../../../domain/figures.ts';
import { formatPercent, formatValue } from '../../../domain/format.ts';
import type { Band, ProjectionResult } from '../../../domain/projection/index.ts';
import { dateAxis, positionOf } from '../../charts/axis.ts';
import type { ChartTable, LineBand, LineBreak, LineData, LinePoint } from '../../charts/types.ts';

export type FanKind = 'vacancyRate' | 'turnoverRate';

/** What is drawn: the forecast, or the arithmetic of the plan. */
export type FanBasis = 'forecast' | 'plan';

export interface FanAbout {
  kind: FanKind;
  basis: FanBasis;
  figures: PlanFigures;
  result: ProjectionResult;
  /** Leaves out the past before the year that led up to the projection. */
  closer: boolean;
  /** The vacancy target, where this is its chart. */
  target: { rate: number; by: IsoDate } | null;
}

/** A past figure, as reported or calculated. In percent. */
interface Past {
  date: IsoDate;
  value: number;
  scope: number | null;
  provisional: boolean;
}

/** A month of a fan that has a band. In shares. */
interface Ahead {
  date: IsoDate;
  band: Band;
}

/** The past figures of a rate up to a date, oldest first. */
export function pastOf({ figures, kind, closer, result }: FanAbout): Past[] {
  const from = result.months[0] ?? '';
  const earliest = closer ? addDays(from, -LAST_YEAR) : '';
  return yearsOf(figures.settings).flatMap((year) => {
    const figure = figureOf(figures, kind, year);
    if (!figure || figure.value === null || figure.asAt > from || figure.asAt < earliest) return [];
    if (figure.status === 'planned' || figure.status === 'tbc') return [];
    const { asAt: date, value, scope, status } = figure;
    return [{ date, value, scope, provisional: status === 'provisional' }];
  });
}

/** The months ahead that have a band; the first is the start itself. */
export function aheadOf({ kind, basis, result }: FanAbout): Ahead[] {
  const calibrated = kind === 'vacancyRate' ? result.calibrated : result.calibratedTurnover;
  const planned = kind === 'vacancyRate' ? result.vacancyRate : result.turnoverRate;
  const bands = basis === 'forecast' ? calibrated : planned;
  return result.months.flatMap((date, month) => {
    const band = bands[month];
    return band ? [{ date, band }] : [];
  });
}

/** Days. A year's figure that is a few days older still counts. */
const LAST_YEAR = 372;

/** Months of room at either end, so that the first and last points are whole. */
const MARGIN = 1;

const inPercent = (share: number) => Math.round(share * 1000) / 10;

function breaksOf(past: readonly Past[]): LineBreak[] {
  return past.flatMap(({ date, scope }, index) => {
    const before = past[index - 1];
    const changed = before !== undefined && before.scope !== null && scope !== before.scope;
    return changed && scope !== null
      ? [{ at: (positionOf(before.date) + positionOf(date)) / 2, label: 'Change of scope' }]
      : [];
  });
}

/** What a band holds, for its name and its words. */
const HOLDS = {
  forecast: { 50: 'Covers 5 in 10 councils', 80: 'Covers 8 in 10 councils' },
  plan: { 50: 'Middle 50% of futures', 80: 'Middle 80% of futures' },
} as const;

function bandOf(ahead: readonly Ahead[], basis: FanBasis, share: 50 | 80): LineBand {
  const holds = HOLDS[basis][share];
  const [low, high] = share === 50 ? (['p25', 'p75'] as const) : (['p10', 'p90'] as const);
  return {
    name: holds,
    strength: share === 50 ? 'narrow' : 'wide',
    points: ahead.map(({ date, band }) => ({
      at: positionOf(date),
      low: band[low] * 100,
      high: band[high] * 100,
      words: `${dateInWords(date)}: ${formatPercent(band[low])} to ${formatPercent(band[high])}, ${holds.toLowerCase()}`,
    })),
  };
}

function middleLine(ahead: readonly Ahead[]): LinePoint[] {
  return ahead.map(({ date, band }, index) => ({
    at: positionOf(date),
    value: band.p50 * 100,
    words: `${dateInWords(date)}: middle ${formatPercent(band.p50)}, projected`,
    ...(index === ahead.length - 1 ? { label: formatPercent(band.p50) } : {}),
  }));
}

function steadyLine({ basis, kind, result }: FanAbout): LinePoint[] {
  if (basis === 'plan') return [];
  const rate = result.steady[kind];
  if (rate === null) return [];
  return [result.months[0], result.months.at(-1)].flatMap((date) =>
    date === undefined
      ? []
      : [
          {
            at: positionOf(date),
            value: rate * 100,
            words: `${dateInWords(date)}: ${formatPercent(rate)} if nothing changes`,
          },
        ],
  );
}

/** Everything the line chart draws. */
export function fanData(about: FanAbout): LineData {
  const { basis, figures, result, target } = about;
  const past = pastOf(about);
  const ahead = aheadOf(about);
  const start = result.months[0] ?? '';
  const end = result.months.at(-1) ?? start;
  const steady = steadyLine(about);
  const axis = dateAxis(past[0]?.date ?? start, end, figures.settings.yearStartMonth);
  return {
    axis: { ...axis, from: axis.from - MARGIN, to: axis.to + MARGIN },
    unit: 'percent',
    series: [
      {
        name: 'Actual',
        drawnAs: 'actual',
        points: past.map(({ date, value, provisional }) => ({
          at: positionOf(date),
          value,
          hollow: provisional,
          label: formatValue(value, 'percent'),
          words: `${dateInWords(date)}: ${formatValue(value, 'percent')}, ${provisional ? 'provisional' : 'actual'}`,
        })),
      },
      {
        name: basis === 'forecast' ? 'Forecast' : 'Projected, middle of the futures',
        drawnAs: 'projection',
        points: middleLine(ahead),
      },
      ...(steady.length
        ? [{ name: 'If nothing changes', drawnAs: 'unchanged' as const, points: steady }]
        : []),
    ],
    bands: ahead.length ? [bandOf(ahead, basis, 80), bandOf(ahead, basis, 50)] : [],
    breaks: breaksOf(past),
    targets: target
      ? [
          {
            from: positionOf(start),
            to: positionOf(end),
            value: target.rate * 100,
            label: `Target ${formatValue(target.rate * 100, 'percent')}`,
            words: `Target ${formatValue(target.rate * 100, 'percent')} by ${dateInWords(target.by)}`,
          },
        ]
      : [],
  };
}

/** The same figures as a table. */
export function fanTable(about: FanAbout): ChartTable {
  const percent = (label: string) => ({ label, unit: 'percent' as const });
  return {
    columns: [
      { label: 'Date' },
      percent('Actual'),
      percent('Middle'),
      percent('50% from'),
      percent('50% to'),
      percent('80% from'),
      percent('80% to'),
    ],
    rows: [
      ...pastOf(about).map(({ date, value }) => [
        dateInWords(date),
        value,
        null,
        null,
        null,
        null,
        null,
      ]),
      ...aheadOf(about)
        .slice(1)
        .map(({ date, band }) => [
          dateInWords(date),
          null,
          ...[band.p50, band.p25, band.p75, band.p10, band.p90].map(inPercent),
        ]),
    ],
  };
}

/** The fan's message in one sentence, at its last month. */
export function fanSummary(about: FanAbout): string {
  const last = aheadOf(about).at(-1);
  if (!last || last.date !== about.result.months.at(-1)) {
    return about.basis === 'forecast'
      ? 'There is no forecast: the plan has no turnover of a whole year yet.'
      : 'Nothing can be projected: the plan does not know enough leavers.';
  }
  const { p10, p50, p90 } = last.band;
  const what = about.kind === 'vacancyRate' ? 'Vacancies' : 'Turnover';
  const range = `about ${formatPercent(p50)}, and between ${formatPercent(p10)} and ${formatPercent(p90)}`;
  return about.basis === 'forecast'
    ? `${what} on ${dateInWords(last.date)}: ${range}, which covers 8 in 10 councils.`
    : `${what} on ${dateInWords(last.date)}: ${range} in 8 of 10 futures, if the plan holds.`;
}

/**
 * Why a projection does not start at the latest reported figure, where it does not: the
 * reported one and the plan's own counts can differ, and both are kept.
 */
export function startsApart(about: FanAbout): string | null {
  const start = aheadOf(about)[0];
  const latest = pastOf(about).at(-1);
  if (!start || !latest || start.date !== about.result.months[0]) return null;
  if (Math.abs(latest.value / 100 - start.band.p50) < 0.001) return null;
  const reported = `${formatValue(latest.value, 'percent')} reported on ${dateInWords(latest.date)}`;
  const own =
    about.kind === 'turnoverRate'
      ? 'what the plan’s own leavers of the last twelve months come to'
      : 'the vacancies and establishment in the assumptions';
  return `The projection starts from ${formatPercent(start.band.p50)}, ${own}, not from the ${reported}.`;
}
