/** Somebody opens another plan: every page shows it, and none is left blank or with the first one's. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLAN_PAGES } from '../../src/app/navigation.ts';
import { PlansPage } from './pages/PlansPage.ts';
import { ProjectionPage } from './pages/ProjectionPage.ts';
import { openApp, openBrowser } from './support/browser.ts';

const SAMPLE = 'Tower Hamlets: published figures (sample)';
const OTHER = 'Second plan';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** What a page says, once it has stopped reading and working. */
async function said(page: Page, label: string): Promise<string> {
  await page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
  await page.getByRole('heading', { name: label, level: 1 }).waitFor();
  const main = page.getByRole('main');
  for (const busy of [/^Reading the figures/, /^Working…/]) {
    await page.getByText(busy).waitFor({ state: 'hidden', timeout: 30_000 });
  }
  await expect.poll(async () => (await main.innerText()).length).toBeGreaterThan(60);
  return main.innerText();
}

async function openPlan(page: Page, name: string): Promise<void> {
  const plans = new PlansPage(page);
  await plans.open();
  await plans
    .plan(name)
    .getByRole('button', { name: `Open ${name}`, exact: true })
    .click();
}

it('shows the other plan on every page, and the first again, without a reload', async () => {
  const { page } = await openApp(browser);
  const plans = new PlansPage(page);
  await plans.open();
  await plans.duplicate(SAMPLE, OTHER);

  const projection = new ProjectionPage(page);
  const first = new Map<string, string>();
  for (const { label } of PLAN_PAGES) first.set(label, await said(page, label));
  await projection.open();
  await projection.following(() => projection.recruits('ASYE', '2022-23').fill('33'));
  const explored = await projection.line();

  await openPlan(page, OTHER);
  for (const { label } of PLAN_PAGES) {
    // The other is a copy: whatever a page said of the first it says of it, nothing less.
    expect(await said(page, label), label).toBe(first.get(label));
  }
  await projection.open();
  expect(await projection.line()).not.toBe(explored);

  // Switched while the projection is on screen, by going straight from one plan to the next.
  await openPlan(page, SAMPLE);
  await projection.open();
  expect(await projection.line()).toBe(explored);
}, 120_000);
