/** A real Chromium, and pages in it that fail their test on anything a user would call broken. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { bridgePages } from './bridge.ts';
import { openBrowser } from './chromium.ts';
import { launchTenure, type RunningTenure, type WireName } from './tenure.ts';

export { openBrowser };

/** What a page did that it never may. */
export function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium reports a CSP violation as a console error too.
    if (message.type() === 'error') faults.push(`console error: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    const inside =
      url.startsWith(`${origin}/`) || url.startsWith('blob:') || url.startsWith('data:');
    if (!inside) faults.push(`outside request: ${url}`);
  });
  return faults;
}

export interface OpenedApp {
  page: Page;
  tenure: RunningTenure;
  /** What the page did wrong so far. */
  faults: readonly string[];
  /** Closes the page and Tenure, and fails if the page did anything wrong. */
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** A data folder to keep; a temporary one otherwise. */
  data?: string;
  /** The folder that somebody chooses in the desktop's folder dialog. */
  chooses?: string;
  /** The browser host's wire unless said: `npm run soak` says the desktop's for every test. */
  wire?: WireName;
}

const USUAL_WIRE = process.env.TENURE_WIRE === 'bridge' ? 'bridge' : 'http';

/** Opens Tenure for one test, and closes it when the test ends: see {@link startApp}. */
export async function openApp(browser: Browser, options: OpenOptions = {}): Promise<OpenedApp> {
  const app = await startApp(browser, options);
  onTestFinished(app.close);
  return app;
}

/**
 * Starts Tenure and opens it in a context of its own; for `beforeAll`, with `close` in `afterAll`.
 * Closing fails on a CSP violation, a console or page error, or a request to anywhere else.
 */
export async function startApp(browser: Browser, options: OpenOptions = {}): Promise<OpenedApp> {
  const { data, chooses, wire = USUAL_WIRE, ...contextOptions } = options;
  const tenure = await launchTenure({ data, chooses });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // Waiting for what moves is most of what a check would take.
    reducedMotion: 'reduce',
    ...contextOptions,
  });
  if (wire === 'bridge') await bridgePages(context, tenure.wire);
  const page = await context.newPage();
  const { origin } = new URL(tenure.address);
  const faults = watch(page, origin);
  // Without the token nothing can go over HTTP by mistake.
  await page.goto(wire === 'bridge' ? origin : tenure.address);
  return {
    page,
    tenure,
    faults,
    async close() {
      await context.close();
      await tenure.stop();
      expect(faults).toEqual([]);
    },
  };
}

/** Waits for what is opening or closing: half faded in, text has half its contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((animation) => {
      return animation.effect?.getComputedTiming().iterations !== Infinity;
    });
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with each violation of WCAG 2.2 AA that axe finds in the page, and where it is. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG)
    // Legacy mode follows no frames, and the app has none; it saves a helper page a call.
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(' ')),
  }));
  expect(found).toEqual([]);
}
