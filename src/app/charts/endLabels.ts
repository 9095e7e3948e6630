/** The names of lines, written beside their last points, so that no one needs the legend. */
import type { Chart, Plugin } from 'chart.js';
import { wrapWords } from './labels.ts';
import type { Look } from './palette.ts';
import { fontOf, TEXT_SIZE } from './setup.ts';
import type { Ink } from './types.ts';

/** A line's name and the point it stands beside. */
export interface EndLabel {
  text: string;
  ink: Ink;
  datasetIndex: number;
  index: number;
}

/** Characters of a line of a label; a longer name has more lines. */
const LONGEST_LINE = 24;
/** Pixels a character takes, at most on average, and from a point to its label. */
const CHARACTER = 6.3;
const GAP = 22;
const LINE = TEXT_SIZE + 3;
/** A chart narrower than this, in pixels, has the legend alone. */
const NARROWEST = 560;

const linesOf = (text: string) => wrapWords(text, LONGEST_LINE);

/**
 * The room labels need to the right of the lines, as a share of the width the lines have.
 *
 * @param width - of the whole chart, in pixels.
 */
export function roomForEnds(texts: readonly string[], width: number): number {
  if (texts.length === 0 || width < NARROWEST) return 0;
  const longest = Math.max(...texts.flatMap(linesOf).map(({ length }) => length));
  const needed = longest * CHARACTER + GAP;
  return needed / (width - needed);
}

/** A label's lines and where they go, in pixels. */
interface Placed extends EndLabel {
  lines: string[];
  /** Of the point. */
  x: number;
  y: number;
  /** Of the label's top. */
  top: number;
}

/** Moves labels apart, in the order of their points, and keeps them between top and bottom. */
export function spread<Label extends { y: number; top: number; lines: readonly string[] }>(
  labels: readonly Label[],
  top: number,
  bottom: number,
): Label[] {
  const height = ({ lines }: Label) => lines.length * LINE;
  let free = top;
  const down = [...labels]
    .sort((a, b) => a.y - b.y)
    .map((label) => {
      const placed = { ...label, top: Math.max(label.top, free) };
      free = placed.top + height(label);
      return placed;
    });
  let limit = bottom;
  return down
    .reverse()
    .map((label) => {
      const placed = { ...label, top: Math.min(label.top, limit - height(label)) };
      limit = placed.top;
      return placed;
    })
    .reverse();
}

/** Draws each label with a thin line to its point. */
export function endLabelsPlugin(labels: readonly EndLabel[], look: Look): Plugin {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart) {
      if (chart.width < NARROWEST) return;
      const { ctx, chartArea } = chart;
      const placed = labels.flatMap((label) => placeOf(chart, label));
      const right = Math.max(...placed.map(({ x }) => x)) + GAP;
      ctx.save();
      ctx.font = fontOf(look);
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      for (const label of spread(placed, chartArea.top, chartArea.bottom)) {
        drawLabel(ctx, label, right, look);
      }
      ctx.restore();
    },
  };
}

function placeOf(chart: Chart, label: EndLabel): Placed[] {
  const point = chart.getDatasetMeta(label.datasetIndex).data[label.index];
  if (!point) return [];
  const lines = linesOf(label.text);
  const { x, y } = point;
  return [{ ...label, lines, x, y, top: y - (lines.length * LINE) / 2 }];
}

function drawLabel(
  ctx: CanvasRenderingContext2D,
  { lines, ink, x, y, top }: Placed,
  right: number,
  look: Look,
): void {
  const middle = top + (lines.length * LINE) / 2;
  ctx.strokeStyle = look[ink];
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x + 6, y);
  ctx.lineTo(right - 4, middle);
  ctx.stroke();
  ctx.fillStyle = look.ink;
  lines.forEach((line, at) => ctx.fillText(line, right, top + (at + 0.5) * LINE));
}
