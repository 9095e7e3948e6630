/** The parts of Chart.js the charts use, registered once, and what all charts have in common. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartOptions,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { Look } from './palette.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  annotation,
);
// Nothing moves that does not mean something; plugins read the default, not the chart's options.
Chart.defaults.animation = false;

/** Pixels; text in a chart is never smaller. */
export const TEXT_SIZE = 12;

/** The font a canvas draws text in. */
export function fontOf(look: Look, size = TEXT_SIZE, weight: 'normal' | 600 = 'normal'): string {
  return `${weight} ${size}px ${look.font}`;
}

/** What every chart's options start from. */
export function baseOptions(look: Look): ChartOptions {
  return {
    responsive: true,
    maintainAspectRatio: false,
    color: look.ink,
    font: { family: look.font, size: TEXT_SIZE },
    interaction: { mode: 'nearest', intersect: false, axis: 'xy' },
    layout: { padding: { top: 20, right: 12, bottom: 0, left: 0 } },
  };
}

export { Chart };
