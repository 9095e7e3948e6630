/** Where the window opens, and what happens when a process behind it dies. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fallBackFromGraphics } from '../../electron/recovery.ts';
import { openWindow } from '../../electron/window.ts';
import { app, newRun, told, user, workAreas } from './standin.ts';

const LAPTOP = { x: 0, y: 0, width: 1093, height: 574 };
const DESK = { x: 0, y: 0, width: 1920, height: 1040 };
const BESIDE = { x: 1920, y: -200, width: 1600, height: 860 };

let folder: string;
let placeFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenure-window-'));
  placeFile = join(folder, 'place.json');
  newRun();
  app.becomeReady();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

async function open(...screens: (typeof DESK)[]) {
  workAreas.splice(0, workAreas.length, ...screens);
  await openWindow('/preload.cjs', placeFile);
  const window = told.windows.at(-1)!;
  const { x, y, width, height } = window.options;
  return { window, opened: { x, y, width, height } };
}

describe('the window opens', () => {
  it.each([
    ['in the middle of a large screen', DESK, { x: 320, y: 120, width: 1280, height: 800 }],
    ['no larger than a small one: 1366×768 at 125%', LAPTOP, LAPTOP],
  ])('%s', async (_where, screen, expected) => {
    expect((await open(screen)).opened).toEqual(expected);
  });

  it('where and as it was left, on a second screen too', async () => {
    const { window } = await open(DESK, BESIDE);
    const left = { x: 2000, y: -150, width: 1000, height: 600 };
    window.bounds = left;
    window.maximized = true;
    window.close();
    const again = await open(DESK, BESIDE);
    expect(again.opened).toEqual(left);
    expect(again.window.maximized).toBe(true);
    expect(again.window.shown).toBe(true);
  });

  it.each([
    ['the screen it was on is gone', { x: 2000, y: -150, width: 1000, height: 600 }],
    ['it was beyond every screen', { x: -9000, y: 9000, width: 800, height: 600 }],
    ['it was half off one', { x: 800, y: 400, width: 900, height: 560 }],
    ['it was larger than any', { x: -10, y: -10, width: 4000, height: 3000 }],
  ])('all on the screen there is, where %s', async (_what, left) => {
    const { window } = await open(DESK, BESIDE);
    window.bounds = left;
    window.close();
    const { opened } = await open(LAPTOP);
    expect(opened.width).toBe(Math.min(left.width, LAPTOP.width));
    expect(opened.x).toBeGreaterThanOrEqual(0);
    expect(opened.y).toBeGreaterThanOrEqual(0);
    expect(opened.x + opened.width).toBeLessThanOrEqual(LAPTOP.width);
    expect(opened.y + opened.height).toBeLessThanOrEqual(LAPTOP.height);
  });

  it.each([
    '',
    '{',
    'null',
    '{"x":0,"y":0,"width":0,"height":0,"maximized":false}',
    '{"x":0.5,"y":0,"width":800,"height":600,"maximized":false}',
    '{"x":"0","y":0,"width":800,"height":600,"maximized":false}',
    '{"x":1e300,"y":0,"width":800,"height":600,"maximized":false}',
    '{"x":0,"y":0,"width":800,"height":600,"maximized":false,"preload":"/evil.js"}',
  ])('as on a first start where what was kept reads %s', async (text) => {
    writeFileSync(placeFile, text);
    expect((await open(DESK)).opened).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
  });
});

it('opens and closes where its place cannot be kept', async () => {
  placeFile = join(folder, 'a-file', 'place.json');
  writeFileSync(join(folder, 'a-file'), '');
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  (await open(DESK)).window.close();
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  expect((await open(DESK)).opened).toMatchObject({ width: 1280 });
});

describe('when the page’s process dies', () => {
  beforeEach(() => void vi.useFakeTimers());

  /** It dies, and the user answers what is said of it. */
  const die = async (window: Awaited<ReturnType<typeof open>>['window'], reason = 'crashed') => {
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });
    await vi.advanceTimersByTimeAsync(0);
  };

  it('it is said, and the page is loaded again', async () => {
    const { window } = await open(DESK);
    await die(window, 'oom');
    expect(told.messageBoxes).toMatchObject([
      { message: /stopped unexpectedly/, detail: /Everything saved is kept/ },
    ]);
    expect(window.webContents.reloaded).toBe(1);
  });

  it('and again and again, closing is offered, and taken', async () => {
    const { window } = await open(DESK);
    for (let time = 0; time < 3; time += 1) await die(window);
    expect(window.webContents.reloaded).toBe(3);
    user.presses = 1;
    await die(window);
    expect(told.messageBoxes.at(-1)).toMatchObject({
      message: /keeps stopping/,
      buttons: ['Load the page again', 'Close Tenure'],
    });
    expect(window.webContents.reloaded).toBe(3);
    expect(told.steps.at(-1)).toBe('quit');
  });

  it('only now and then, it is loaded again each time', async () => {
    const { window } = await open(DESK);
    for (let time = 0; time < 6; time += 1) {
      await die(window);
      vi.advanceTimersByTime(25_000);
    }
    expect(told.messageBoxes.every(({ buttons }) => buttons.length === 1)).toBe(true);
    expect(window.webContents.reloaded).toBe(6);
  });

  it('because it was told to, nothing is said', async () => {
    const { window } = await open(DESK);
    await die(window, 'clean-exit');
    expect(told.messageBoxes).toEqual([]);
    expect(window.webContents.reloaded).toBe(0);
  });
});

describe('when the graphics process dies', () => {
  let marker: string;
  const gone = (type = 'GPU', reason = 'crashed') =>
    app.emit('child-process-gone', {}, { type, reason, exitCode: 1 });

  beforeEach(() => {
    marker = join(folder, 'graphics-failed');
    app.isReady = false;
  });

  it('three times in a minute, starting again without it is offered, and taken', async () => {
    fallBackFromGraphics(marker);
    expect(told.hardwareAcceleration).toBe(true);
    app.becomeReady();
    user.presses = 1;
    gone();
    gone('Utility');
    gone('GPU', 'clean-exit');
    gone();
    expect(told.messageBoxes).toEqual([]);
    gone();
    await vi.waitFor(() => expect(told.relaunched).toBe(1));
    expect(told.messageBoxes).toMatchObject([
      { buttons: ['Start again later', 'Start again now'] },
    ]);
    expect(told.steps.at(-1)).toBe('quit');

    app.isReady = false;
    fallBackFromGraphics(marker);
    expect(told.hardwareAcceleration).toBe(false);
  });

  it('now and then, nothing is done', () => {
    vi.useFakeTimers();
    fallBackFromGraphics(marker);
    app.becomeReady();
    for (let time = 0; time < 6; time += 1) {
      gone();
      vi.advanceTimersByTime(31_000);
    }
    expect(told.messageBoxes).toEqual([]);
    expect(() => readFileSync(marker)).toThrow('ENOENT');
  });

  it('under another version of Tenure, the card is tried again', () => {
    writeFileSync(marker, '0.0.9');
    fallBackFromGraphics(marker);
    expect(told.hardwareAcceleration).toBe(true);
  });
});
