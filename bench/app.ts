/** What a person waits for: the first paint, and the Overview of a ten-year plan. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBackend } from '../src/backend/index.ts';
import { openBrowser } from '../tests/e2e/support/chromium.ts';
import { launchTenure } from '../tests/e2e/support/tenure.ts';
import { makeTenYearPlan } from './plan.ts';
import { changesFromHistory, medianOf, twoFrames } from './pageChange.ts';
import { median, type Row } from './row.ts';

const LOADS = 7;
const PAGE_CHANGES = 15;

/** Milliseconds from the start of loading to the first paint with content. */
async function firstPaint(page: Page): Promise<number> {
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  return page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  );
}

async function paintsOf(page: Page, load: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < LOADS; index += 1) {
    await load();
    times.push(await firstPaint(page));
  }
  return median(times);
}

async function benchPages(browser: Browser, address: string): Promise<Row[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto('data:text/html,<h1>Plain</h1>');
  const plain = await paintsOf(page, () => page.reload());
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const paint = await paintsOf(page, () => page.reload());
  const frames = await medianOf(PAGE_CHANGES, () => twoFrames(page));
  const charts = { selector: 'main canvas', count: 4 };
  const overview = await changesFromHistory(page, PAGE_CHANGES, '#/overview', charts);
  return [
    {
      what: 'First paint of the app',
      ms: paint,
      reference: plain,
      ratio: plain / paint,
      against: 'a page that is one heading',
    },
    {
      what: 'Change to Overview with 10 years of monthly figures: cards and four charts',
      ms: overview,
      reference: frames,
      ratio: frames / overview,
      against: 'two frames of the browser drawing nothing new',
    },
  ];
}

/** The app's rows of the performance table. */
export async function benchApp(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'tenure-bench-'));
  const backend = openBackend({
    folder: data,
    appRoot: join(import.meta.dirname, '..'),
    now: () => new Date(),
  });
  await makeTenYearPlan(backend.call);
  await backend.close();
  const tenure = await launchTenure({ data });
  const browser = await openBrowser();
  try {
    return await benchPages(browser, tenure.address);
  } finally {
    await browser.close();
    await tenure.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
