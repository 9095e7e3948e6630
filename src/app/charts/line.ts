/** Line charts: actuals, projections drawn apart from them, targets, and breaks of scope. */
import type { Chart, ChartDataset, Point } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { formatValue } from '../../domain/format.ts';
import { endLabelsPlugin, roomForEnds, type EndLabel } from './endLabels.ts';
import { labelsPlugin, type Label } from './labels.ts';
import { baseOptions } from './setup.ts';
import type { Look } from './palette.ts';
import type {
  ChartStop,
  Drawing,
  Ink,
  LegendItem,
  LineBand,
  LineBreak,
  LineData,
  LinePoint,
  LineSeries,
} from './types.ts';

type LineDataset = ChartDataset<'line', Point[]>;

const INKS: Ink[] = ['blue', 'turquoise', 'pink', 'orange'];
const SHAPES = ['circle', 'triangle', 'rect', 'rectRot'] as const;
const DASHES = [[], [8, 4], [3, 3], [10, 3, 3, 3]];
/** Lines without markers, which are not what happened. */
const UNMARKED = {
  projection: { ink: 'blue', dash: [5, 4] },
  unchanged: { ink: 'grey', dash: [1, 3] },
} as const;
const HEIGHT = 280;
/** With more points than this a marker on each would hide the line. */
const MOST_MARKED = 40;
const isMarked = (points: readonly LinePoint[]) => points.length <= MOST_MARKED;

/** The size of the marker of each point, or of all of them. */
function markerSizes({ drawnAs, points, stepped }: LineSeries, data: readonly Point[]) {
  if (drawnAs !== 'actual') return 0;
  if (!stepped) return isMarked(points) ? 4.5 : 0;
  const marked = new Set<number | null>(points.filter((one) => one.marked).map(({ at }) => at));
  return data.map(({ x }) => (marked.has(x) ? 4.5 : 0));
}

/** A series as it is drawn: a point of nothing where the line breaks, and where each point went. */
interface Placed {
  data: Point[];
  /** The index in `data` of each point of the series. */
  index: number[];
}

/** Puts a gap into a line before each point that stands apart, and the first of each new scope. */
export function placePoints(points: readonly LinePoint[], breaks: readonly LineBreak[]): Placed {
  const data: Point[] = [];
  const index: number[] = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    const scope = before && breaks.some(({ at }) => before.at < at && at <= point.at);
    if (before && (scope || point.apart))
      data.push({ x: (before.at + point.at) / 2, y: Number.NaN });
    index.push(data.length);
    data.push({ x: point.at, y: point.value ?? Number.NaN });
  });
  return { data, index };
}

/** Makes a line chart of its data. */
export function lineDrawing(data: LineData): Drawing {
  const { series, bands = [], targets = [], breaks = [] } = data;
  const placed = series.map(({ points }) => placePoints(points, breaks));
  const firstLine = bands.length * 2;
  const stepped = series.some((line) => line.stepped === true);

  const stops: ChartStop[][] = series.map(({ points }, s) =>
    points.map((point, i) => ({
      words: point.words,
      at:
        point.value === null
          ? null
          : { datasetIndex: firstLine + s, index: placed[s]?.index[i] ?? i },
    })),
  );
  bands.forEach(({ points }, b) =>
    stops.push(
      points.map(({ words }, index) => ({ words, at: { datasetIndex: b * 2 + 1, index } })),
    ),
  );
  if (targets.length > 0) stops.push(targets.map(({ words }) => ({ words, at: null })));

  return {
    height: HEIGHT,
    stops,
    legend: legendOf(data),
    config: (look) => ({
      type: 'line',
      data: {
        datasets: [
          ...bands.flatMap((band) => bandDatasets(band, stepped, look)),
          ...series.map((line, s) => lineDataset(line, placed[s]?.data ?? [], s, look)),
        ],
      },
      options: {
        ...baseOptions(look),
        scales: scalesOf(data, look),
        plugins: { annotation: { annotations: linesAcross(data, look) } },
      },
      plugins: [
        labelsPlugin(labelsOf(data, placed, firstLine), look),
        endLabelsPlugin(endsOf(series, placed, firstLine), look),
      ],
    }),
  };
}

function legendOf({ series, bands = [], targets = [] }: LineData): LegendItem[] {
  const items: LegendItem[] = series.map(({ name, drawnAs, points }, s) =>
    drawnAs !== 'actual'
      ? { name, ink: UNMARKED[drawnAs].ink, mark: drawnAs === 'unchanged' ? 'dotted' : 'dashed' }
      : {
          name,
          ink: INKS[s % INKS.length] ?? 'blue',
          mark: 'line',
          ...(isMarked(points) ? { point: SHAPES[s % SHAPES.length] ?? 'circle' } : {}),
        },
  );
  if (series.some(({ points }) => points.some(({ hollow, value }) => hollow && value !== null))) {
    items.push({ name: 'Part of a year, or provisional', ink: 'blue', mark: 'hollow-point' });
  }
  if (series.some(({ points }) => points.some(({ fromRecords }) => fromRecords))) {
    items.push({ name: 'From records', ink: 'blue', mark: 'line', point: 'rect' });
  }
  for (const { name, strength } of bands) {
    items.push({ name, ink: strength === 'wide' ? 'band' : 'bandStrong', mark: 'filled' });
  }
  if (targets.length > 0) items.push({ name: 'Target', ink: 'pink', mark: 'target' });
  return items;
}

function lineDataset(line: LineSeries, data: Point[], s: number, look: Look): LineDataset {
  const unmarked = line.drawnAs === 'actual' ? null : UNMARKED[line.drawnAs];
  const colour = look[unmarked?.ink ?? INKS[s % INKS.length] ?? 'blue'];
  const hollowAt = new Set<number | null>(
    line.points.filter(({ hollow }) => hollow).map(({ at }) => at),
  );
  const recordsAt = new Set<number | null>(
    line.points.filter(({ fromRecords }) => fromRecords).map(({ at }) => at),
  );
  const shape = SHAPES[s % SHAPES.length] ?? 'circle';
  return {
    data,
    label: line.name,
    borderColor: colour,
    borderWidth: unmarked ? 2 : 2.5,
    borderDash: unmarked ? [...unmarked.dash] : (DASHES[s % DASHES.length] ?? []),
    pointStyle: data.map(({ x }) => (recordsAt.has(x) ? 'rect' : shape)),
    pointRadius: markerSizes(line, data),
    // A line along the top, or a point at the side, is drawn whole.
    clip: 6,
    pointHoverRadius: unmarked ? 5 : 7,
    pointBorderWidth: 2,
    pointHoverBorderWidth: 3,
    pointBorderColor: colour,
    pointBackgroundColor: data.map(({ x }) => (hollowAt.has(x) ? look.paper : colour)),
    spanGaps: false,
    // A value holds until the next: along, then down.
    stepped: line.stepped ? 'before' : false,
    // Styled by segment, a line is drawn straight onto its surface, which svgcanvas can follow;
    // otherwise Chart.js draws a Path2D, which it cannot.
    segment: {},
  };
}

/** A band is two unseen lines with the room between them filled. */
function bandDatasets(band: LineBand, stepped: boolean, look: Look): LineDataset[] {
  const colour = band.strength === 'wide' ? look.band : look.bandStrong;
  const edge = {
    ...{ borderWidth: 0, pointRadius: 0, pointHoverRadius: 4, backgroundColor: colour },
    stepped: stepped ? ('before' as const) : false,
  };
  return [
    { ...edge, data: band.points.map(({ at, low }) => ({ x: at, y: low })), fill: '+1' },
    { ...edge, data: band.points.map(({ at, high }) => ({ x: at, y: high })), fill: false },
  ];
}

/** The label of each line that has one, and the point it stands beside. */
function endsOf(
  series: readonly LineSeries[],
  placed: readonly Placed[],
  firstLine: number,
): EndLabel[] {
  return series.flatMap(({ endLabel, points }, s) => {
    const last = points.findLastIndex(({ value }) => value !== null);
    if (endLabel === undefined || last < 0) return [];
    const index = placed[s]?.index[last] ?? last;
    return [
      { text: endLabel, ink: INKS[s % INKS.length] ?? 'blue', datasetIndex: firstLine + s, index },
    ];
  });
}

function scalesOf({ axis, unit, most, series }: LineData, look: Look) {
  const words = new Map(axis.ticks.map(({ at, label }) => [at, label]));
  const ticks = { color: look.ink, font: { family: look.font, size: 12 } };
  const ends = series.flatMap(({ endLabel }) => endLabel ?? []);
  return {
    x: {
      type: 'linear' as const,
      min: axis.from,
      max: axis.to,
      grid: { display: false },
      border: { color: look.grid },
      afterBuildTicks: (scale: { ticks: { value: number }[]; max: number; chart: Chart }) => {
        scale.ticks = axis.ticks.map(({ at }) => ({ value: at }));
        scale.max = axis.to + roomForEnds(ends, scale.chart.width) * (axis.to - axis.from);
      },
      ticks: {
        ...ticks,
        maxRotation: 0,
        autoSkipPadding: 8,
        callback: (at: string | number) => words.get(Number(at)) ?? '',
      },
    },
    y: {
      // A percentage's axis, like every other here, starts at zero.
      beginAtZero: true,
      ...(most === undefined ? { grace: '8%' } : { max: most }),
      grid: { color: look.grid },
      border: { display: false },
      ticks: {
        ...ticks,
        maxTicksLimit: 6,
        callback: (value: string | number) => formatValue(Number(value), unit),
      },
    },
  };
}

function linesAcross({ targets = [], breaks = [] }: LineData, look: Look): AnnotationOptions[] {
  return [
    ...targets.map(({ from, to, value }): AnnotationOptions => ({
      type: 'line',
      xMin: from,
      xMax: to,
      yMin: value,
      yMax: value,
      borderColor: look.pink,
      borderWidth: 2.5,
      borderDash: [2, 3],
    })),
    ...breaks.map(({ at }): AnnotationOptions => ({
      type: 'line',
      xMin: at,
      xMax: at,
      borderColor: look.ink,
      borderWidth: 1,
      borderDash: [3, 3],
    })),
  ];
}

function labelsOf(data: LineData, placed: readonly Placed[], firstLine: number): Label[] {
  const { series, targets = [], breaks = [] } = data;
  const x = (chart: Chart, at: number) => chart.scales['x']?.getPixelForValue(at) ?? 0;
  const y = (chart: Chart, value: number) => chart.scales['y']?.getPixelForValue(value) ?? 0;
  const atTargets = targets.map(({ from, to, value, label }): Label => ({
    text: label,
    ink: 'pink',
    needed: true,
    places: (chart) => {
      const start = x(chart, from);
      const end = x(chart, to);
      const middle = (start + end) / 2;
      const level = y(chart, value);
      return [
        // At the end of a long line, where the eye arrives; over a short one.
        { x: end - start < 120 ? middle : end - 40, y: level - 11 },
        { x: middle, y: level + 12 },
      ];
    },
  }));
  const atBreaks = breaks.map(({ at, label }): Label => ({
    text: label,
    ink: 'ink',
    needed: true,
    places: (chart) => [{ x: x(chart, at), y: chart.chartArea.top - 9 }],
  }));
  const atPoints = series.flatMap(({ points }, s) =>
    points.flatMap((point, i): Label[] => {
      if (point.label === undefined || point.value === null) return [];
      return [
        {
          text: point.label,
          ink: 'ink',
          places: (chart) => {
            const drawn = chart.getDatasetMeta(firstLine + s).data[placed[s]?.index[i] ?? i];
            if (!drawn) return [];
            return [-15, 16].map((away) => ({ x: drawn.x, y: drawn.y + away }));
          },
        },
      ];
    }),
  );
  return [...atBreaks, ...atTargets, ...atPoints];
}
