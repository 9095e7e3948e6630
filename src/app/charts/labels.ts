/** Words inside a chart: placed where they fit, left out where they would cover each other. */
import type { Chart, Plugin } from 'chart.js';
import { fontOf, TEXT_SIZE } from './setup.ts';
import type { Look } from './palette.ts';
import type { Ink } from './types.ts';

/** A label and the places it may stand at, best first; `x` and `y` are its middle, in pixels. */
export interface Label {
  text: string;
  ink: Ink | 'ink';
  places: (chart: Chart) => { x: number; y: number }[];
  /** Drawn at its last place where none is free. */
  needed?: boolean;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Draws labels, the most important first. */
export function labelsPlugin(labels: readonly Label[], look: Look): Plugin {
  return {
    id: 'labels',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      const taken = markersOf(chart);
      ctx.save();
      ctx.font = fontOf(look);
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const label of labels) {
        const width = ctx.measureText(label.text).width;
        const boxes = label.places(chart).map((place) => boxAt(place, width, chart.width));
        const free = boxes.find((box) => !taken.some((other) => overlap(box, other)));
        const box = free ?? (label.needed ? boxes.at(-1) : undefined);
        if (!box) continue;
        taken.push(box);
        drawLabel(ctx, label, box, look);
      }
      ctx.restore();
    },
  };
}

function drawLabel(
  ctx: CanvasRenderingContext2D,
  { text, ink }: Label,
  { left, right, top, bottom }: Box,
  look: Look,
): void {
  ctx.fillStyle = look.paper;
  ctx.globalAlpha = 0.8;
  ctx.fillRect(left, top, right - left, bottom - top);
  ctx.globalAlpha = 1;
  ctx.fillStyle = look[ink];
  ctx.fillText(text, (left + right) / 2, (top + bottom) / 2);
}

/** What is read of a line's point: Chart.js types only the point's position. */
interface Marker {
  x: number;
  y: number;
  skip?: boolean;
  options: { radius: number };
}

/** Where points are drawn: no label may cover one. */
function markersOf(chart: Chart): Box[] {
  return chart.getSortedVisibleDatasetMetas().flatMap(({ type, data }) => {
    if (type !== 'line') return [];
    return (data as unknown as Marker[]).flatMap(({ x, y, skip, options: { radius } }) =>
      skip || radius === 0
        ? []
        : [{ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }],
    );
  });
}

/** The box of a label, moved sideways until it is inside the chart. */
function boxAt(place: { x: number; y: number }, width: number, chartWidth: number): Box {
  const half = width / 2 + 2;
  const x = Math.min(Math.max(place.x, half), chartWidth - half);
  const height = TEXT_SIZE / 2 + 2;
  return { left: x - half, right: x + half, top: place.y - height, bottom: place.y + height };
}

/** Splits words into lines of at most `length` characters; a longer word has a line of its own. */
export function wrapWords(words: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
