/** Where the window was left, kept between runs; and where on the screens it may open. */
import { readFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';
import { keepText } from './keep.ts';

const DEFAULT_SIZE = { width: 1280, height: 800 };

const kept = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
type Place = z.infer<typeof kept>;

/** How to open the window: its bounds in DIP, and whether it fills its screen. */
export interface Opening {
  bounds: Rectangle;
  maximized: boolean;
}

/**
 * Works out where the window opens: where it was left, moved and made smaller so that all of it
 * is on a screen there is now; in the middle of the main screen on a first start.
 *
 * @param file - where the place was kept; one that cannot be read counts as none
 */
export function placeToOpen(file: string): Opening {
  const place = readPlace(file);
  if (place === null) {
    return { bounds: centred(screen.getPrimaryDisplay().workArea), maximized: false };
  }
  const { maximized, ...bounds } = place;
  return { bounds: within(bounds, screen.getDisplayMatching(bounds).workArea), maximized };
}

/** Keeps the window's place whenever it closes. */
export function keepPlace(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place: Place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    keepText(file, JSON.stringify(place));
  });
}

function readPlace(file: string): Place | null {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function centred(area: Rectangle): Rectangle {
  const { width, height } = fitted(DEFAULT_SIZE, area);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { x, y, width, height };
}

function within(bounds: Rectangle, area: Rectangle): Rectangle {
  const { width, height } = fitted(bounds, area);
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function fitted(size: { width: number; height: number }, area: Rectangle) {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
