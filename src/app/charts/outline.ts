/** The edges of bars. Chart.js draws them with a clip that svgcanvas cannot follow; these it can. */
import type { BarElement, Plugin } from 'chart.js';
import type { Look } from './palette.ts';

/** No edge of Chart.js's own but on the bar that is being read, which no file ever shows. */
export function markedBar(look: Look) {
  return {
    borderSkipped: false as const,
    borderWidth: 0,
    hoverBorderWidth: 3,
    hoverBorderColor: look.ink,
  };
}

/** Draws an edge inside each bar, in the colour of its row. */
export function outlinePlugin(colourOf: (row: number) => string, lineWidth: number): Plugin {
  return {
    id: 'outline',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.lineWidth = lineWidth;
      chart.data.datasets.forEach(({ data }, d) =>
        chart.getDatasetMeta(d).data.forEach((element, row) => {
          if (data[row] == null) return;
          const keys: ('x' | 'y' | 'base' | 'height')[] = ['x', 'y', 'base', 'height'];
          const { x, y, base, height } = (element as BarElement).getProps(keys);
          if (x === null || y === null) return;
          const left = Math.min(x, base) + lineWidth / 2;
          const width = Math.abs(x - base) - lineWidth;
          if (width <= 0) return;
          ctx.strokeStyle = colourOf(row);
          ctx.strokeRect(left, y - height / 2 + lineWidth / 2, width, height - lineWidth);
        }),
      );
      ctx.restore();
    },
  };
}
