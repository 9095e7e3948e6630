/** Anybody can read what Tenure is made of, and on which terms. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

it('lists every package with its licence, found by name and opened by keyboard', async () => {
  const { page } = await openApp(browser);
  await page.getByRole('link', { name: 'Licences', exact: true }).click();
  await page.getByRole('heading', { name: 'Licences', level: 1 }).waitFor();
  const items = page.getByRole('main').getByRole('listitem');
  await items.first().waitFor();
  const all = await items.count();
  await page.getByText(`is made with ${all - 1} packages by other people`).waitFor();
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Find a package or a licence' }).fill('SAXES');
  await page.getByText('1 package found').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const saxes = items.filter({ hasText: 'saxes' });
  await saxes.getByText('Copyright (c) Isaac Z. Schlueter').waitFor();
  await expectAccessible(page);
});
