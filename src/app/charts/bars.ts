/** Bars against targets, lying down so that long names stay level; what a bar is, written above it. */
import type { Chart, ChartDataset, Plugin } from 'chart.js';
import { markedBar, outlinePlugin } from './outline.ts';
import { baseOptions, fontOf } from './setup.ts';
import type { Look } from './palette.ts';
import type { BarRow, BarsData, ChartStop, Drawing, LegendItem } from './types.ts';

const ROW = 54;
const AXIS = 34;
/** Of a row, the part the bar takes; the words stand in the rest. */
const BAR = 14;
/** From the row's middle down to the bar's. */
const BAR_BELOW_MIDDLE = 14;
/** How far a target's line reaches from the middle of its bar. */
const TARGET_REACH = 10;

/** Makes bars of recruits, in progress drawn on from them, each against its own target. */
export function barsDrawing(data: BarsData): Drawing {
  const { rows } = data;
  const stops: ChartStop[] = rows.map(({ words, value }, index) => ({
    words,
    at: value === null ? null : { datasetIndex: 0, index },
  }));
  return {
    height: rows.length * ROW + AXIS,
    stops: [stops],
    legend: legendOf(data),
    config: (look) => ({
      type: 'bar',
      data: {
        labels: rows.map(({ label }) => label),
        datasets: datasetsOf(data, look),
      },
      options: {
        ...baseOptions(look),
        indexAxis: 'y',
        interaction: { mode: 'index', intersect: false, axis: 'y' },
        layout: { padding: { top: 4, right: 12, bottom: 0, left: 0 } },
        scales: {
          x: {
            stacked: true,
            beginAtZero: true,
            suggestedMax: Math.max(1, ...rows.map(({ target }) => target ?? 0)) * 1.05,
            grid: { color: look.grid },
            border: { display: false },
            ticks: {
              color: look.ink,
              precision: 0,
              maxRotation: 0,
              font: { family: look.font, size: 12 },
            },
          },
          y: { stacked: true, display: false },
        },
      },
      plugins: [
        belowTheWords,
        outlinePlugin(() => look.blue, 1.5),
        targetsPlugin(rows, look),
        wordsPlugin(rows, look),
      ],
    }),
  };
}

function legendOf({ rows, name, partYear }: BarsData): LegendItem[] {
  const items: LegendItem[] = [{ name, ink: partYear ? 'bandStrong' : 'blue', mark: 'filled' }];
  if (rows.some(({ inProgress }) => inProgress)) {
    items.push({ name: 'In progress, not yet started', ink: 'blue', mark: 'hollow' });
  }
  if (rows.some(({ target }) => target !== null)) {
    items.push({ name: 'Target', ink: 'pink', mark: 'target-mark' });
  }
  return items;
}

function datasetsOf({ rows, name, partYear }: BarsData, look: Look): ChartDataset<'bar'>[] {
  const bar = { barThickness: BAR, ...markedBar(look) };
  return [
    {
      ...bar,
      label: name,
      data: rows.map(({ value }) => value),
      backgroundColor: partYear ? look.bandStrong : look.blue,
    },
    {
      ...bar,
      label: 'In progress',
      data: rows.map(({ inProgress }) => inProgress),
      backgroundColor: look.paper,
    },
  ];
}

/** Moves the bars down within their rows, to make room for the words. */
const belowTheWords: Plugin = {
  id: 'belowTheWords',
  beforeDatasetsDraw(chart) {
    chart.data.datasets.forEach((_, d) =>
      chart.getDatasetMeta(d).data.forEach((bar, i) => {
        bar.y = middleOf(chart, i) + BAR_BELOW_MIDDLE;
      }),
    );
  },
};

function middleOf(chart: Chart, row: number): number {
  return chart.scales['y']?.getPixelForValue(row) ?? 0;
}

/** Each row's target: a line across its bar, over it when the bar has passed it. */
function targetsPlugin(rows: readonly BarRow[], look: Look): Plugin {
  return {
    id: 'targets',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = look.pink;
      rows.forEach(({ target }, row) => {
        if (target === null) return;
        const x = chart.scales['x']?.getPixelForValue(target) ?? 0;
        const y = middleOf(chart, row) + BAR_BELOW_MIDDLE;
        ctx.fillRect(x - 1.5, y - TARGET_REACH, 3, 2 * TARGET_REACH);
      });
      ctx.restore();
    },
  };
}

/** Each row's name, and its figures at the right; below the names where one has no room. */
function wordsPlugin(rows: readonly BarRow[], look: Look): Plugin {
  return {
    id: 'words',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.textBaseline = 'alphabetic';
      ctx.font = fontOf(look);
      ctx.fillStyle = look.ink;
      const width = (words: string) => ctx.measureText(words).width;
      const together = rows.every(
        ({ label, text }) => width(label) + width(text) + 16 <= chartArea.width,
      );
      rows.forEach(({ label, text }, row) => {
        const middle = middleOf(chart, row);
        ctx.textAlign = 'left';
        ctx.fillText(label, chartArea.left, middle - (together ? 0 : 14));
        ctx.textAlign = together ? 'right' : 'left';
        ctx.fillText(text, together ? chartArea.right : chartArea.left, middle);
      });
      ctx.restore();
    },
  };
}
