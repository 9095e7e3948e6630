/** Somebody reads what was changed, and takes some of it back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HistoryPage } from './pages/HistoryPage.ts';
import { notice } from './pages/notices.ts';
import { SettingsPage } from './pages/SettingsPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

it('tells who changed what and when, finds it, and undoes one, some or the last', async () => {
  const { page } = await openApp(browser);
  const settings = new SettingsPage(page);
  await settings.open();
  await settings.addRoute('Step Up');
  await settings.change('Organisation', 'First name');
  await settings.change('Organisation', 'Second name');

  const history = new HistoryPage(page);
  await history.open();
  expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toMatch(
    /^Today, \w+day \d+ \w+ \d{4}$/,
  );
  const route = history.entries(/Added the route Step Up/);
  const first = history.entries(/to First name/).last();
  expect(await first.innerText()).toMatch(/^\d\d:\d\d/);
  // What has been changed again since is not undone by itself, and says why.
  expect(await first.innerText()).toMatch(/Cannot be undone\. .*changed again later/);

  await page.getByLabel('Find a change').fill('route step');
  await page.getByText('1 change found').waitFor();
  await page.getByLabel('Find a change').fill('');

  await route.getByRole('button', { name: /Undo back to here/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('2 changes made since then will be undone, newest first:').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Undo 2 changes' }).click();
  await notice(page, 'Undid 2 changes').waitFor();
  await expect.poll(() => history.entries(/Undone/).count()).toBe(2);
  await settings.open();
  expect(await settings.field('Organisation').inputValue()).toContain('Tower Hamlets');
  expect(await settings.routes()).toContain('Step Up');

  await history.open();
  const redo = page.getByRole('main').getByRole('button', { name: 'Redo', exact: true });
  await redo.click();
  await expect.poll(() => history.entries(/^\d\d:\d\d\s*Redid/).count()).toBe(1);
  await history
    .entries(/^\d\d:\d\d\s*Added the route/)
    .getByRole('button', { name: /^Undo: / })
    .click();
  await expect.poll(() => history.entries(/^\d\d:\d\d\s*Undid: Added the route/).count()).toBe(1);
  await settings.open();
  expect(await settings.field('Organisation').inputValue()).toBe('First name');
  expect(await settings.routes()).not.toContain('Step Up');
});
