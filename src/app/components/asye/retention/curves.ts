/** The curves of the Retention tab: as a chart, as its table, and as its files have them. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { From } from '../../../../domain/asye/followed.ts';
import { retentionCurve, type CurvePoint } from '../../../../domain/asye/retention.ts';
import { formatPercent } from '../../../../domain/format.ts';
import { maskTable } from '../../../../domain/suppression.ts';
import { lineDrawing } from '../../../charts/line.ts';
import type {
  Axis,
  ChartTable,
  FileContent,
  LineBand,
  LineData,
  LineSeries,
} from '../../../charts/types.ts';
import type { RetentionRow } from './rows.ts';
import {
  CURVE_DEFINITION,
  definitionOf,
  intervalWords,
  SMALL_POINTS_NOTE,
  summaryOf,
} from './words.ts';

/** Three years, as the field follows them. */
const MONTHS = 36;
const QUARTER = 3;
const YEAR = 12;

/** Four series are told apart; more are not (the charts' palette). */
export const MOST_LINES = 4;

const AXIS: Axis = {
  from: 0,
  to: MONTHS,
  ticks: Array.from({ length: MONTHS / QUARTER / 2 + 1 }, (_, at) => ({
    at: at * QUARTER * 2,
    label: at === 0 ? 'Start' : `${at * QUARTER * 2} months`,
  })),
};

/** A group's curve; a point is null where it is left out. */
export interface Curve {
  row: RetentionRow;
  points: (CurvePoint | null)[];
}

export function curvesOf(rows: readonly RetentionRow[], from: From, asAt: IsoDate): Curve[] {
  return rows.map((row) => ({
    row,
    points: retentionCurve(row.group.people, from, asAt, MONTHS),
  }));
}

/** The curves as they may be published: points that show 1 to 4 people, or give them away, left out. */
function published(curves: readonly Curve[], from: From, asAt: IsoDate): Curve[] {
  return curves.map(({ row, points }) => {
    const { groups, whole } = row.part;
    const some = groups.length > 0 ? groups : [whole];
    const all = some.map(({ people }) => retentionCurve(people, from, asAt, MONTHS));
    const place = row.whole ? some.length : groups.indexOf(row.group);
    return {
      row,
      points: points.map((point, month) => {
        const counts = all.map((curve) => {
          const { here, left } = curve[month] ?? { here: 0, left: 0 };
          return [here, left];
        });
        const [hereOut, leftOut] = maskTable(counts)[place]!;
        return hereOut || leftOut ? null : point;
      }),
    };
  });
}

function pointWords({ row: { name } }: Curve, { month, share, interval, here }: CurvePoint) {
  const range = interval ? ` (${intervalWords(interval)})` : '';
  return `${name}, ${month} months: ${formatPercent(share)} have not left${range}; ${here} still followed`;
}

function seriesOf(curve: Curve, alone: boolean): LineSeries {
  const { row, points } = curve;
  const last = points.findLastIndex((point) => point !== null);
  return {
    name: row.name,
    drawnAs: 'actual',
    stepped: true,
    points: points.map((point, month) => {
      if (!point)
        return { at: month, value: null, words: `${row.name}, ${month} months: left out` };
      const marked = (month % YEAR === 0 && month > 0) || month === last;
      const share = formatPercent(point.share);
      // Shares along several lines could not be told apart; their names at the ends can.
      const label = alone ? share : month === last ? `${row.name} ${share}` : null;
      return {
        at: month,
        value: point.share * 100,
        words: pointWords(curve, point),
        ...(marked ? { marked } : {}),
        ...(marked && label !== null ? { label } : {}),
      };
    }),
  };
}

/** A band only round a line that is alone: four would cover each other. */
function bandsOf(curves: readonly Curve[]): LineBand[] {
  const [curve] = curves;
  if (!curve || curves.length > 1) return [];
  const points = curve.points.flatMap((point) =>
    point?.interval
      ? [
          {
            at: point.month,
            low: point.interval.low * 100,
            high: point.interval.high * 100,
            words: `${point.month} months: 95% interval ${intervalWords(point.interval)}`,
          },
        ]
      : [],
  );
  return points.length === 0 ? [] : [{ name: '95% interval', strength: 'wide', points }];
}

export function chartOf(curves: readonly Curve[]): LineData {
  const alone = curves.length === 1;
  return {
    ...{ axis: AXIS, unit: 'percent', most: 100, bands: bandsOf(curves) },
    series: curves.map((curve) => seriesOf(curve, alone)),
  };
}

export function tableOf(curves: readonly Curve[]): ChartTable {
  const longest = Math.max(0, ...curves.map(({ points }) => points.length));
  return {
    columns: [
      { label: 'Months' },
      ...curves.flatMap(({ row: { name } }) => [
        { label: name, unit: 'percent' as const },
        { label: `${name}, 95% interval` },
        { label: `${name}, still followed` },
      ]),
    ],
    rows: Array.from({ length: longest }, (_, month) => [
      String(month),
      ...curves.flatMap(({ points }) => {
        const point = points[month];
        if (!point) return [null, null, null];
        const { share, interval, here } = point;
        return [share * 100, interval ? intervalWords(interval) : null, here];
      }),
    ]),
  };
}

/** What downloads of the chart hold where small numbers are left out of them. */
export function filesOf(curves: readonly Curve[], from: From, asAt: IsoDate): FileContent {
  const shown = published(curves, from, asAt);
  return {
    facts: {
      summary: summaryOf(shown, from),
      definition: `${definitionOf(from)} ${CURVE_DEFINITION} ${SMALL_POINTS_NOTE}`,
    },
    table: tableOf(shown),
    drawing: lineDrawing(chartOf(shown)),
  };
}
