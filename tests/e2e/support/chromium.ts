/** A real Chromium, for tests, pictures and measurements. */
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../../src/browser-host/browsers.ts';

/** What a test’s Chromium is started with. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium with a fresh profile: one for each test file, shared by its tests.
 *
 * @param flags - more of Chromium's own flags
 */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) {
    throw new Error('No Chromium was found. Run "npm test", or set CHROME_PATH to one.');
  }
  return chromium.launch({ executablePath, headless: true, args: [...CHROMIUM_FLAGS, ...flags] });
}
