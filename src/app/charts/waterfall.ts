/** Waterfalls: from one level to the next, by the movements between them, lying down. */
import type { Chart, Plugin } from 'chart.js';
import { formatValue } from '../../domain/format.ts';
import { wrapWords } from './labels.ts';
import { markedBar, outlinePlugin } from './outline.ts';
import { baseOptions, fontOf } from './setup.ts';
import type { Look } from './palette.ts';
import type { Drawing, LegendItem, WaterfallData, WaterfallStep } from './types.ts';

const ROW = 36;
const AXIS = 34;
/** Pixels a character of a label takes, at most on average. */
const CHARACTER = 7;
/** The share of the chart's width its labels may take. */
const LABEL_SHARE = 0.42;
const LONGEST_LINE = 32;

/** A step's bar: where it starts and ends; null where there is no figure. */
export type Span = [number, number] | null;

/**
 * Where each step's bar starts and ends: a level stands on zero, a movement goes on from where the
 * step before ended.
 *
 * @example 50, +28, −45 and the level 40 are [0, 50], [50, 78], [78, 33], [0, 40].
 */
export function spansOf(steps: readonly WaterfallStep[]): Span[] {
  let reached = 0;
  return steps.map(({ kind, value }) => {
    if (value === null || kind === 'unknown') return null;
    const start = kind === 'level' ? 0 : reached;
    reached = start + value;
    return [start, reached];
  });
}

/** Makes a waterfall of its steps. */
export function waterfallDrawing({ steps, unit, names }: WaterfallData): Drawing {
  const spans = spansOf(steps);
  return {
    height: steps.length * ROW + AXIS,
    stops: [
      steps.map(({ words }, index) => ({
        words,
        at: spans[index] ? { datasetIndex: 0, index } : null,
      })),
    ],
    legend: legendOf(steps, names ?? VACANCIES),
    config: (look) => ({
      type: 'bar',
      data: {
        labels: steps.map(({ label }) => label),
        datasets: [
          {
            data: spans,
            backgroundColor: steps.map(({ kind }) => fillOf(kind, look)),
            ...markedBar(look),
            barThickness: 18,
            minBarLength: 2,
          },
        ],
      },
      options: {
        ...baseOptions(look),
        indexAxis: 'y',
        interaction: { mode: 'index', intersect: false, axis: 'y' },
        layout: { padding: { top: 4, right: 12, bottom: 0, left: 0 } },
        scales: {
          x: {
            beginAtZero: true,
            grace: '25%',
            grid: { color: look.grid },
            border: { display: false },
            ticks: {
              color: look.ink,
              maxRotation: 0,
              font: { family: look.font, size: 12 },
              callback: (value) => formatValue(Number(value), unit ?? 'number'),
            },
          },
          y: {
            grid: { display: false },
            border: { color: look.grid },
            ticks: {
              color: look.ink,
              autoSkip: false,
              font: { family: look.font, size: 12, lineHeight: 1.1 },
              callback(row) {
                const length = Math.floor((this.chart.width * LABEL_SHARE) / CHARACTER);
                return wrapWords(steps[Number(row)]?.label ?? '', Math.min(length, LONGEST_LINE));
              },
            },
          },
        },
      },
      plugins: [
        joinsPlugin(spans, look),
        outlinePlugin((row) => edgeOf(steps[row]?.kind ?? 'level', look), 2),
        textsPlugin(steps, spans, look),
      ],
    }),
  };
}

function edgeOf(kind: WaterfallStep['kind'], look: Look): string {
  if (kind === 'level') return look.blue;
  if (kind === 'up') return look.orange;
  return kind === 'down' ? look.turquoise : look.grey;
}

function fillOf(kind: WaterfallStep['kind'], look: Look): string {
  return kind === 'unexplained' || kind === 'unknown' ? look.paper : edgeOf(kind, look);
}

const VACANCIES = {
  level: 'Vacancies',
  up: 'Adds to vacancies',
  down: 'Takes from vacancies',
};

function legendOf(
  steps: readonly WaterfallStep[],
  { level, up, down }: NonNullable<WaterfallData['names']>,
): LegendItem[] {
  const items: (LegendItem & { kind: WaterfallStep['kind'] })[] = [
    { kind: 'level', name: level, ink: 'blue', mark: 'filled' },
    { kind: 'up', name: up, ink: 'orange', mark: 'filled' },
    { kind: 'down', name: down, ink: 'turquoise', mark: 'filled' },
    { kind: 'unexplained', name: 'Not explained', ink: 'grey', mark: 'hollow' },
  ];
  return items
    .filter(({ kind }) => steps.some((step) => step.kind === kind))
    .map(({ name, ink, mark }) => ({ name, ink, mark }));
}

/** A thin line from where one bar ends to where the next goes on. */
function joinsPlugin(spans: readonly Span[], look: Look): Plugin {
  return {
    id: 'joins',
    beforeDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = look.ink;
      ctx.lineWidth = 1;
      ctx.globalAlpha = 0.5;
      let from: { row: number; end: number } | null = null;
      spans.forEach((span, row) => {
        if (span === null) return;
        if (from) {
          const x = xOf(chart, from.end);
          ctx.beginPath();
          ctx.moveTo(x, yOf(chart, from.row));
          ctx.lineTo(x, yOf(chart, row));
          ctx.stroke();
        }
        from = { row, end: span[1] };
      });
      ctx.restore();
    },
  };
}

/** What each step is, to the right of its bar. */
function textsPlugin(steps: readonly WaterfallStep[], spans: readonly Span[], look: Look): Plugin {
  return {
    id: 'texts',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = fontOf(look, 12, 600);
      ctx.textBaseline = 'middle';
      ctx.fillStyle = look.ink;
      let reached = 0;
      steps.forEach(({ text }, row) => {
        const span = spans[row];
        if (span) reached = span[1];
        const right = xOf(chart, span ? Math.max(...span) : reached) + 7;
        const width = ctx.measureText(text).width;
        const room = chart.width - width - 2;
        if (right > room) {
          // Over its bar, for want of room beside it: on paper of its own.
          ctx.fillStyle = look.paper;
          ctx.fillRect(room - 3, yOf(chart, row) - 8, width + 5, 16);
          ctx.fillStyle = look.ink;
        }
        ctx.fillText(text, Math.min(right, room), yOf(chart, row));
      });
      ctx.restore();
    },
  };
}

const xOf = (chart: Chart, value: number) => chart.scales['x']?.getPixelForValue(value) ?? 0;
const yOf = (chart: Chart, row: number) => chart.scales['y']?.getPixelForValue(row) ?? 0;
