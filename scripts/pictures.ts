/** `npm run pictures`: the README's pictures, of the sample plan as a first start shows it. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../tests/e2e/support/chromium.ts';
import { launchTenure } from '../tests/e2e/support/tenure.ts';
import { buildApp, ROOT } from './project.ts';

const PICTURES: { page: string; theme: 'light' | 'dark' }[] = [
  { page: 'overview', theme: 'light' },
  { page: 'targets', theme: 'light' },
  { page: 'projection', theme: 'light' },
  { page: 'projection', theme: 'dark' },
];
/** Charts draw and the projection runs after the page is there. */
const SETTLE_MS = 3_000;

await buildApp();
const browser = await openBrowser();
const tenure = await launchTenure();
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(tenure.address);
  for (const picture of PICTURES) await take(page, picture);
} finally {
  await browser.close();
  await tenure.stop();
}

async function take(page: Page, { page: name, theme }: (typeof PICTURES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((path) => {
    location.hash = path;
  }, `/${name}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLE_MS);
  const file = `docs/${name}${theme === 'dark' ? '-dark' : ''}.png`;
  await page.screenshot({ path: join(ROOT, file) });
  console.log(file);
}
