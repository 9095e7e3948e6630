/** What the host does when a process of Chromium’s dies: the page’s own, or the graphics one. */
import { readFileSync } from 'node:fs';
import { app, dialog, type BrowserWindow } from 'electron';
import { keepText } from './keep.ts';

/** More often than this in a minute is no accident. */
const MOST_A_MINUTE = 3;
const MINUTE_MS = 60_000;

/** Counts how often it was called within the last minute. */
function minuteCounter(): () => number {
  let times: number[] = [];
  return () => {
    const now = performance.now();
    times = [...times.filter((time) => now - time < MINUTE_MS), now];
    return times.length;
  };
}

/**
 * When the page’s process dies, says so and loads the page again. After three times in a minute
 * closing is offered too. Each time it is the user who goes on, so it cannot go on by itself.
 */
export function reloadWhenGone(window: BrowserWindow): void {
  const count = minuteCounter();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void sayGone(window, count() > MOST_A_MINUTE);
  });
}

async function sayGone(window: BrowserWindow, again: boolean): Promise<void> {
  const reload = 'Load the page again';
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Tenure',
    message: again ? 'Tenure’s page keeps stopping.' : 'Tenure’s page stopped unexpectedly.',
    detail: 'Everything saved is kept. What was typed and not yet saved is lost.',
    buttons: again ? [reload, 'Close Tenure'] : [reload],
    noLink: true,
  });
  if (response === 1) app.quit();
  else if (!window.isDestroyed()) window.webContents.reload();
}

/**
 * Draws without the graphics card where it failed before under this version of Tenure. Otherwise
 * watches: when the graphics process dies three times in a minute, it is remembered for the next
 * start, and starting again is offered. Electron takes the choice only before it is ready.
 *
 * @param marker - the file it is remembered in
 */
export function fallBackFromGraphics(marker: string): void {
  if (failedBefore(marker)) {
    app.disableHardwareAcceleration();
    return;
  }
  const count = minuteCounter();
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || count() !== MOST_A_MINUTE) return;
    // First, because Chromium itself may end before the user has answered.
    if (keepText(marker, app.getVersion())) void offerToStartAgain();
  });
}

/** A newer Tenure brings a newer Chromium, which may get on with the card: then it is tried again. */
function failedBefore(marker: string): boolean {
  try {
    return readFileSync(marker, 'utf8') === app.getVersion();
  } catch {
    return false;
  }
}

async function offerToStartAgain(): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Tenure',
    message: 'This machine’s graphics stopped three times in a minute.',
    detail:
      'From its next start, Tenure draws without the graphics card. Everything saved is kept. ' +
      'What was typed and not yet saved is lost when it starts again.',
    buttons: ['Start again later', 'Start again now'],
    noLink: true,
  });
  if (response !== 1) return;
  app.relaunch();
  app.quit();
}
