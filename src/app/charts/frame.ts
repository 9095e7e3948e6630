/** How a chart tells the frame around it what it draws, so that the frame can put it into a file. */
import type { ComputedRef, InjectionKey } from 'vue';
import type { Drawing } from './types.ts';

/** The size a chart is drawn at on paper, in CSS pixels; it is scaled to the room there is. */
export interface PaperSize {
  width: number;
  height: number;
}

export interface Frame {
  /** The frame's title, which names the chart to a screen reader. */
  title: ComputedRef<string>;
  paper: ComputedRef<PaperSize>;
  hang: (drawing: ComputedRef<Drawing>) => void;
}

export const frameKey: InjectionKey<Frame> = Symbol('chart frame');
