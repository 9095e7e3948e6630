/** Drawing a chart into something other than the page: an SVG, or a picture of its own. */
import { BasicPlatform, type ChartConfiguration } from 'chart.js';
import { Element as SvgCanvas } from 'svgcanvas';
import { Chart } from './setup.ts';
import type { Look } from './palette.ts';
import type { Drawing } from './types.ts';

/** A drawing's configuration for a surface of fixed size. */
function still(config: ChartConfiguration): ChartConfiguration {
  return {
    ...config,
    options: { ...config.options, responsive: false, devicePixelRatio: 1, events: [] },
  };
}

/** Draws into an SVG element, with sharp lines and text that stays text. */
export function drawSvg(config: ChartConfiguration, width: number, height: number): SVGSVGElement {
  const surface = new SvgCanvas({ width, height });
  // svgcanvas stands in for a canvas in all that Chart.js asks of one on the basic platform.
  const chart = new Chart(surface as unknown as HTMLCanvasElement, {
    ...still(config),
    platform: BasicPlatform,
  });
  const svg = surface.getContext('2d').getSvg();
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const drawn = svg.cloneNode(true) as SVGSVGElement;
  chart.destroy();
  return drawn;
}

/** Draws onto a canvas, at twice the size so that print stays sharp. */
export function drawCanvas(
  config: ChartConfiguration,
  width: number,
  height: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const plain = still(config);
  const chart = new Chart(canvas, {
    ...plain,
    options: { ...plain.options, devicePixelRatio: 2 },
    platform: BasicPlatform,
  });
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  chart.destroy();
  return copy;
}

/** The chart alone, for paper. */
export function drawForPaper(
  drawing: Drawing,
  look: Look,
  size: { width: number; height: number },
): SVGSVGElement {
  return drawSvg(drawing.config(look), size.width, size.height);
}
