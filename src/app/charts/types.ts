/** What a chart is made of. Every chart is one family: the frame around them all is ChartFrame.vue. */
import type { ChartConfiguration } from 'chart.js';
import type { Unit } from '../../domain/figures.ts';
import type { Look } from './palette.ts';

/** A column of a chart's table; with a unit its numbers are shown in it. */
export interface ChartColumn {
  label: string;
  unit?: Unit;
}

/** The figures behind a chart. The first column names the row. Text where a figure is not a number. */
export interface ChartTable {
  columns: ChartColumn[];
  rows: (string | number | null)[][];
}

/** What a chart says of itself, on screen, on paper and in every download. */
export interface ChartFacts {
  title: string;
  /** What is measured, in one line: "Vacancies as a share of funded establishment". */
  definition: string;
  /** "12 November 2021", or a span: "31 March 2018 to 12 November 2021". */
  asAt: string;
  /** Which roles and teams are counted. */
  scope?: string | undefined;
  source?: string | undefined;
  /** The chart's message in one sentence. */
  summary: string;
}

/**
 * The horizontal axis of a line chart: positions, and words under some of them.
 * {@link yearAxis} and {@link monthAxis} make one.
 */
export interface Axis {
  from: number;
  to: number;
  ticks: { at: number; label: string }[];
}

export interface LinePoint {
  at: number;
  /** Null where there is no figure: the line has a gap there. */
  value: number | null;
  /** The point read out: "2020-21: 15.2%, as at 31 March 2021". */
  words: string;
  /** Written beside the point where there is room: "15.2%". */
  label?: string;
  /** Part of a year, or provisional: drawn hollow. */
  hollow?: boolean;
  /** No line reaches it from the point before: the two are not alike, or not in a row. */
  apart?: boolean;
  /** From records where the others are reported: drawn square. */
  fromRecords?: boolean;
  /** Has a marker though the line is stepped, whose other points have none. */
  marked?: boolean;
}

export interface LineSeries {
  name: string;
  /**
   * Actuals are a solid line with markers; a projection is a thin dashed one without; what would
   * be if nothing changed is a thin dotted grey one, apart from both.
   */
  drawnAs: 'actual' | 'projection' | 'unchanged';
  points: LinePoint[];
  /** Each value holds until the next: what is left of a number, not what lies between two. */
  stepped?: boolean;
  /** Beside the line's last point, to the right of the chart where there is room: "England 18.9%". */
  endLabel?: string;
}

/** A target: a labelled line over the positions it is for. `from` equal to `to` draws a short one. */
export interface LineTarget {
  from: number;
  to: number;
  value: number;
  /** "Target 10%". */
  label: string;
  /** The target read out: "2022-23: target 10%". */
  words: string;
}

/** Where a line is broken because what is counted changed. */
export interface LineBreak {
  /** The position the new scope starts at: the line ends before it. */
  at: number;
  label: string;
}

/** An uncertain range over time. Two at most: the wide one is listed first. */
export interface LineBand {
  name: string;
  strength: 'wide' | 'narrow';
  points: { at: number; low: number; high: number; words: string }[];
}

export interface LineData {
  axis: Axis;
  unit: Unit;
  series: LineSeries[];
  targets?: LineTarget[];
  breaks?: LineBreak[];
  bands?: LineBand[];
  /** The end of the vertical axis, where values can be no higher: 100%. */
  most?: number | undefined;
}

/** One bar against its target. */
export interface BarRow {
  label: string;
  value: number | null;
  /** Drawn on from the value, hollow: accepted offers not yet started. */
  inProgress: number | null;
  target: number | null;
  /** Beside the bar: "18 (+1 in progress), target 20". */
  text: string;
  /** The bar read out. */
  words: string;
}

export interface BarsData {
  rows: BarRow[];
  /** What the bars are, for the legend: "Recruited". */
  name: string;
  /** The rows count part of a year: drawn paler. */
  partYear: boolean;
}

export interface WaterfallStep {
  label: string;
  /**
   * `level` stands on zero; `up` and `down` carry on from the step before; `unexplained` does too,
   * drawn hollow; `unknown` has no figure and moves nothing.
   */
  kind: 'level' | 'up' | 'down' | 'unexplained' | 'unknown';
  /** The level, or the signed movement. Null for `unknown`. */
  value: number | null;
  /** Beside the bar: "+28", "not recorded". */
  text: string;
  /** The step read out. */
  words: string;
}

export interface WaterfallData {
  steps: WaterfallStep[];
  /** Of the axis; plain numbers where it is left out. */
  unit?: Unit | undefined;
  /** What the bars are, for the legend; vacancies where they are left out. */
  names?: { level: string; up: string; down: string } | undefined;
}

/** One of many, in a chart with a dot for each. */
export interface Dot {
  value: number;
  /** The dot read out: "Hackney: 18.2%". */
  words: string;
}

export interface DotsData {
  /** Lowest first. */
  dots: readonly Dot[];
  unit: Unit;
  /** What a dot is, for the legend: "One authority". */
  name: string;
  /** The dot told apart from the others, and its label: "Tower Hamlets 24%". */
  own: { index: number; name: string; label: string };
  /** A line across at the middle of all: "Middle 18.9%". */
  middle: { value: number; label: string };
}

/** The colours of a look that marks may take. */
export type Ink =
  'blue' | 'turquoise' | 'pink' | 'orange' | 'grey' | 'purple' | 'band' | 'bandStrong';

/** How a mark is shown in the legend, which tells it apart by shape as well as by colour. */
export interface LegendItem {
  name: string;
  ink: Ink;
  mark:
    | 'line'
    | 'dashed'
    | 'dotted'
    | 'target'
    | 'target-mark'
    | 'filled'
    | 'hollow'
    | 'hollow-point'
    | 'point';
  /** The point on the line, or alone. */
  point?: 'circle' | 'triangle' | 'rect' | 'rectRot';
}

/** One thing the arrow keys stop at. */
export interface ChartStop {
  words: string;
  /** The point drawn for it, by dataset and index; null where nothing is drawn. */
  at: { datasetIndex: number; index: number } | null;
}

/** A chart ready to be drawn, on screen, on paper or into a file. */
export interface Drawing {
  legend: LegendItem[];
  /** By series; left and right move along one, up and down between them. */
  stops: ChartStop[][];
  config: (look: Look) => ChartConfiguration;
  /** The height it needs, in CSS pixels. */
  height: number;
}

/** A chart as its downloads have it, where small numbers are left out of them. */
export interface FileContent {
  facts: Pick<ChartFacts, 'summary' | 'definition'>;
  table: ChartTable;
  drawing: Drawing;
}
