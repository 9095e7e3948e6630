/** A dot for each of many, stacked by figure, with one told apart and the middle marked. */
import type { Chart, ChartDataset, Point } from 'chart.js';
import { formatValue } from '../../domain/format.ts';
import { labelsPlugin, type Label } from './labels.ts';
import type { Look } from './palette.ts';
import { baseOptions } from './setup.ts';
import type { Dot, DotsData, Drawing } from './types.ts';

const HEIGHT = 230;
/** What the axis and the labels above take of the height. */
const AROUND = 74;
const LARGEST = 5;
/** Widths a stack may have, in the figure's unit, and the most stacks side by side. */
const STEPS = [0.5, 1, 2, 5, 10, 20, 50, 100];
const MOST_STACKS = 50;

/** Where the dots stand: each at the nearest step, on those before it at the same one. */
export interface Stacks {
  places: { x: number; y: number }[];
  step: number;
  /** Steps across, and dots in the highest stack. */
  across: number;
  highest: number;
}

/**
 * Stacks dots at steps of equal width, the own one on top of its stack. Exact figures are read
 * out and in the table.
 *
 * @param dots - lowest first.
 * @example 1.2, 1.4 and 2.6 in steps of half a unit stand at 1, 1.5 and 2.5.
 */
export function stackDots(dots: readonly Dot[], own: number): Stacks {
  const first = dots[0]?.value ?? 0;
  const last = dots.at(-1)?.value ?? 0;
  const range = last - Math.min(0, first);
  const step = STEPS.find((width) => range / width <= MOST_STACKS) ?? range / MOST_STACKS;
  const heights = new Map<number, number>();
  const place = ({ value }: Dot) => {
    const at = Math.round(value / step);
    const height = (heights.get(at) ?? 0) + 1;
    heights.set(at, height);
    return { x: at * step, y: height };
  };
  const places = new Map<number, { x: number; y: number }>();
  const order = [...dots.keys()].filter((index) => index !== own);
  for (const index of [...order, own]) {
    const dot = dots[index];
    if (dot) places.set(index, place(dot));
  }
  return {
    places: [...dots.keys()].map((index) => places.get(index)!),
    step,
    across: Math.ceil(range / step) + 1,
    highest: Math.max(0, ...heights.values()),
  };
}

/** Makes a chart with a dot for each. */
export function dotsDrawing(data: DotsData): Drawing {
  const { dots, unit, name, own, middle } = data;
  const stacks = stackDots(dots, own.index);
  // Others first; the own dot is a series of its own, drawn over them.
  const others = stacks.places.filter((_, index) => index !== own.index);
  const ownPlace = stacks.places[own.index];
  return {
    height: HEIGHT,
    stops: [
      dots.map(({ words }, index) => ({
        words,
        at:
          index === own.index
            ? { datasetIndex: 1, index: 0 }
            : { datasetIndex: 0, index: index < own.index ? index : index - 1 },
      })),
    ],
    legend: [
      { name: own.name, ink: 'pink', mark: 'point', point: 'triangle' },
      {
        name: `${name}, at the nearest ${formatValue(stacks.step, unit)}`,
        ink: 'blue',
        mark: 'point',
        point: 'circle',
      },
      { name: 'Middle authority', ink: 'grey', mark: 'dashed' },
    ],
    config: (look) => ({
      type: 'line',
      data: {
        datasets: [
          dataset(others, stacks, 'circle', look.blue, look),
          dataset(ownPlace ? [ownPlace] : [], stacks, 'triangle', look.pink, look),
        ],
      },
      options: {
        ...baseOptions(look),
        layout: { padding: { top: 38, right: 12, bottom: 0, left: 12 } },
        scales: {
          x: {
            type: 'linear',
            beginAtZero: true,
            grid: { display: false },
            border: { color: look.grid },
            ticks: {
              color: look.ink,
              maxRotation: 0,
              font: { family: look.font, size: 12 },
              callback: (value) => formatValue(Number(value), unit),
            },
          },
          y: { display: false, min: 0, max: stacks.highest + 1 },
        },
        plugins: {
          annotation: {
            annotations: [
              {
                type: 'line',
                xMin: middle.value,
                xMax: middle.value,
                borderColor: look.grey,
                borderWidth: 2,
                borderDash: [5, 4],
              },
              // From the own dot up to its label.
              {
                type: 'line',
                display: ownPlace !== undefined,
                xMin: ownPlace?.x ?? 0,
                xMax: ownPlace?.x ?? 0,
                yMin: (ownPlace?.y ?? 0) + 0.6,
                yMax: stacks.highest + 1,
                borderColor: look.pink,
                borderWidth: 1.5,
              },
            ],
          },
        },
      },
      plugins: [labelsPlugin(labelsOf(data, ownPlace), look)],
    }),
  };
}

function dataset(
  data: Point[],
  { across, highest }: Stacks,
  pointStyle: 'circle' | 'triangle',
  colour: string,
  look: Look,
): ChartDataset<'line', Point[]> {
  const larger = pointStyle === 'triangle' ? 2 : 0;
  const byHeight = ((HEIGHT - AROUND) / (highest + 1)) * 0.44;
  const radius = ({ chart }: { chart: Chart }) =>
    Math.max(1.5, Math.min(LARGEST, byHeight, (chart.width / across) * 0.42)) + larger;
  return {
    data,
    showLine: false,
    pointStyle,
    pointRadius: radius,
    pointHoverRadius: (context) => radius(context) + 2,
    pointBackgroundColor: colour,
    pointBorderColor: look.paper,
    pointBorderWidth: larger > 0 ? 1 : 0,
    pointHoverBorderColor: look.ink,
    pointHoverBorderWidth: 2,
  };
}

function labelsOf({ own, middle }: DotsData, ownPlace: { x: number } | undefined): Label[] {
  // Above the dots, one over the other where they would meet.
  const above = (value: number): Label['places'] => {
    return (chart) => {
      const x = chart.scales['x']?.getPixelForValue(value) ?? 0;
      return [10, 27].map((up) => ({ x, y: chart.chartArea.top - up }));
    };
  };
  return [
    ...(ownPlace
      ? [{ text: own.label, ink: 'pink' as const, needed: true, places: above(ownPlace.x) }]
      : []),
    { text: middle.label, ink: 'ink', needed: true, places: above(middle.value) },
  ];
}
