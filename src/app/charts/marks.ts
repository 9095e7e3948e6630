/** The legend's marks, one shape for each way of drawing: on a canvas, for files. */
import type { Look } from './palette.ts';
import type { LegendItem } from './types.ts';

/** Pixels. */
export const MARK_WIDTH = 28;

const DASHES = { line: [], dashed: [5, 4], dotted: [1, 3], target: [3, 3] };

/** Draws a legend item's mark from `x`, its middle at `y`. ChartLegend.vue draws the same on screen. */
export function drawMark(
  ctx: CanvasRenderingContext2D,
  { ink, mark, point }: LegendItem,
  x: number,
  y: number,
  look: Look,
): void {
  ctx.save();
  ctx.strokeStyle = look[ink];
  ctx.fillStyle = look[ink];
  ctx.lineWidth = mark === 'target' ? 3 : 2;
  const middle = x + MARK_WIDTH / 2;
  if (mark === 'filled') ctx.fillRect(x + 4, y - 6, MARK_WIDTH - 8, 12);
  else if (mark === 'hollow') ctx.strokeRect(x + 4, y - 6, MARK_WIDTH - 8, 12);
  else if (mark === 'target-mark') ctx.fillRect(middle - 1.5, y - 8, 3, 16);
  else if (mark !== 'hollow-point' && mark !== 'point') {
    ctx.setLineDash(DASHES[mark]);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + MARK_WIDTH, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (mark === 'hollow-point') {
    ctx.beginPath();
    ctx.arc(middle, y, 5, 0, Math.PI * 2);
    ctx.stroke();
  } else if (point) {
    pointPath(ctx, point, middle, y);
    ctx.fill();
  }
  ctx.restore();
}

function pointPath(
  ctx: CanvasRenderingContext2D,
  point: NonNullable<LegendItem['point']>,
  x: number,
  y: number,
): void {
  ctx.beginPath();
  if (point === 'circle') ctx.arc(x, y, 5, 0, Math.PI * 2);
  else {
    const [first, ...rest] = POINTS[point];
    ctx.moveTo(x + first[0], y + first[1]);
    for (const [dx, dy] of rest) ctx.lineTo(x + dx, y + dy);
    ctx.closePath();
  }
}

type Corner = [number, number];

/** The corners of a point's shape around its middle. */
export const POINTS: Record<'triangle' | 'rect' | 'rectRot', [Corner, ...Corner[]]> = {
  triangle: [
    [0, -5.5],
    [5.5, 4.5],
    [-5.5, 4.5],
  ],
  rect: [
    [-4.5, -4.5],
    [4.5, -4.5],
    [4.5, 4.5],
    [-4.5, 4.5],
  ],
  rectRot: [
    [0, -6],
    [6, 0],
    [0, 6],
    [-6, 0],
  ],
};
