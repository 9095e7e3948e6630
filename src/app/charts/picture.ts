/** A chart as a file: the chart with its title, definition, message, legend, date, scope and source. */
import type { ChartConfiguration, Plugin } from 'chart.js';
import { drawCanvas, drawSvg } from './draw.ts';
import { drawMark, MARK_WIDTH } from './marks.ts';
import { lightLook, type Look } from './palette.ts';
import { fontOf } from './setup.ts';
import type { ChartFacts, Drawing, LegendItem } from './types.ts';

const WIDTH = 960;
const MARGIN = 24;

interface TextLine {
  text: string;
  size: number;
  weight: 'normal' | 600;
  /** The baseline, from the top of the picture or of the foot. */
  y: number;
}

interface Layout {
  head: TextLine[];
  legend: { item: LegendItem; x: number; y: number }[];
  headHeight: number;
  foot: TextLine[];
  footHeight: number;
}

/** The caption under a chart: its date, scope and source. */
export function captionOf(facts: ChartFacts): string[] {
  return [
    `As at ${facts.asAt}.`,
    facts.scope ? `Scope: ${facts.scope}.` : '',
    facts.source ? `Source: ${facts.source}.` : '',
  ].filter((line) => line !== '');
}

/** The chart as an SVG file's text. */
export function svgPicture(facts: ChartFacts, drawing: Drawing): string {
  const { config, height } = composed(facts, drawing);
  const svg = drawSvg(config, WIDTH, height);
  const title = document.createElementNS(svg.namespaceURI, 'title');
  title.textContent = `${facts.title}. ${facts.summary}`;
  svg.prepend(title);
  svg.setAttribute('role', 'img');
  return new XMLSerializer().serializeToString(svg);
}

/** The chart as a PNG, or null where the browser cannot make one. */
export function pngPicture(facts: ChartFacts, drawing: Drawing): Promise<Blob | null> {
  const { config, height } = composed(facts, drawing);
  const canvas = drawCanvas(config, WIDTH, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function composed(facts: ChartFacts, drawing: Drawing) {
  const look = lightLook();
  const layout = layOut(facts, drawing.legend, look);
  const height = layout.headHeight + drawing.height + layout.footHeight;
  const config = drawing.config(look);
  const inner = config.options?.layout?.padding;
  const innerTop = typeof inner === 'object' && 'top' in inner ? (inner.top ?? 0) : 0;
  const padding = {
    top: layout.headHeight + innerTop,
    right: MARGIN + 12,
    bottom: layout.footHeight,
    left: MARGIN,
  };
  const framed: ChartConfiguration = {
    ...config,
    options: { ...config.options, layout: { padding } },
    plugins: [...(config.plugins ?? []), framePlugin(layout, look, height)],
  };
  return { config: framed, height };
}

function layOut(facts: ChartFacts, legend: readonly LegendItem[], look: Look): Layout {
  const ctx = document.createElement('canvas').getContext('2d');
  const measure = (text: string, size: number, weight: 'normal' | 600) => {
    if (!ctx) return text.length * size * 0.5;
    ctx.font = fontOf(look, size, weight);
    return ctx.measureText(text).width;
  };
  const head: TextLine[] = [];
  let y = MARGIN;
  const write = (text: string, size: number, weight: 'normal' | 600, to: TextLine[]) => {
    for (const line of wrapToWidth(text, (words) => measure(words, size, weight))) {
      y += Math.round(size * 1.35);
      to.push({ text: line, size, weight, y });
    }
  };
  write(facts.title, 20, 600, head);
  write(facts.definition, 13, 'normal', head);
  y += 4;
  write(facts.summary, 15, 'normal', head);

  y += 26;
  let x = MARGIN;
  const places = legend.map((item) => {
    const width = MARK_WIDTH + 6 + measure(item.name, 13, 'normal') + 20;
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN;
      y += 22;
    }
    const place = { item, x, y };
    x += width;
    return place;
  });
  const headHeight = y + 14;

  const foot: TextLine[] = [];
  y = 4;
  write(captionOf(facts).join(' '), 12, 'normal', foot);
  return { head, legend: places, headHeight, foot, footHeight: y + MARGIN };
}

function wrapToWidth(text: string, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= WIDTH - 2 * MARGIN) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Paper under the chart, and words around it. */
function framePlugin(layout: Layout, look: Look, height: number): Plugin {
  return {
    id: 'frame',
    beforeDraw({ ctx }) {
      ctx.save();
      ctx.fillStyle = look.paper;
      ctx.fillRect(0, 0, WIDTH, height);
      ctx.restore();
    },
    afterDraw({ ctx }) {
      ctx.save();
      ctx.textAlign = 'left';
      const footTop = height - layout.footHeight;
      for (const { text, size, weight, y } of layout.head) {
        writeText(ctx, text, fontOf(look, size, weight), y);
      }
      for (const { text, size, weight, y } of layout.foot) {
        writeText(ctx, text, fontOf(look, size, weight), footTop + y);
      }
      ctx.font = fontOf(look, 13);
      for (const { item, x, y } of layout.legend) {
        drawMark(ctx, item, x, y, look);
        ctx.fillStyle = look.ink;
        ctx.textBaseline = 'middle';
        ctx.fillText(item.name, x + MARK_WIDTH + 6, y);
      }
      ctx.restore();
    },
  };

  function writeText(ctx: CanvasRenderingContext2D, text: string, font: string, y: number): void {
    ctx.font = font;
    ctx.fillStyle = look.ink;
    ctx.textBaseline = 'alphabetic';
    ctx.fillText(text, MARGIN, y);
  }
}
