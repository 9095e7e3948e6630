/** A workforce lead sets the records' figure beside the reported one, and chooses which leads. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
let folder = '';
beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'tenure-leading-'));
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const made = await backend.call('library.addSample', { sample: 'fictional-borough' });
  if (!made.ok) throw new Error(made.fault.message);
  const { plan } = made.value as { plan: string };
  await backend.call('preferences.change', { lastPlan: plan });
  await backend.close();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

it('the figure that leads is chosen beside the other, and the Overview follows', async () => {
  const { page } = await openApp(browser, { data: folder });
  const goTo = async (name: string) => {
    await page.getByRole('link', { name, exact: true }).first().click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };
  await page.getByRole('heading', { level: 1 }).waitFor();
  const card = page.getByRole('region', { name: 'Vacancies', exact: true });
  await card.getByText('From records: 71.1 at 31 October 2025, 0.1 more than reported.').waitFor();
  expect(await card.innerText()).toMatch(/71\s+posts/);

  await goTo('Targets');
  const cell = page.getByRole('gridcell').filter({ hasText: 'records 95.5' });
  expect(await cell.innerText()).toMatch(/97\s+records 95\.5 \(−1\.5\)/);
  await page.getByRole('gridcell').filter({ hasText: 'records 71.1' }).click();
  await page.keyboard.press('Control+Enter');
  const panel = page.getByRole('dialog');
  await panel.getByRole('heading', { name: 'From records' }).waitFor();
  await panel.getByRole('radio', { name: 'The figure from records' }).click();
  // Exactly: what is read aloud says the same words after “Notification”.
  await page
    .getByText('Chose for Vacancies, 2025-26: the figure from records leads', { exact: true })
    .waitFor();
  await expect
    .poll(() => panel.getByRole('radio', { name: 'The figure from records' }).isChecked())
    .toBe(true);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await goTo('Overview');
  await card.getByText(/^From records at /).waitFor();
  expect(await card.innerText()).toMatch(/FTE/);
  await card.getByText(/^Reported: 71 at 31 October 2025\./).waitFor();
  await page.getByRole('button', { name: /^Undo: Chose for Vacancies/ }).click();
  await card.getByText('Reported at 31 October 2025.').waitFor();
}, 90_000);

it('the two figures of a cell are accessible', async () => {
  const { page } = await openApp(browser, { data: folder, colorScheme: 'dark' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Targets', exact: true }).first().click();
  await page.getByRole('gridcell').filter({ hasText: 'records 95.5' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByRole('heading', { name: 'From records' }).waitFor();
  await expectAccessible(page);
});
