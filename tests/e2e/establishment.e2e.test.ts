/** The establishment, worked on by a workforce lead with the keyboard alone. */
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { EstablishmentPage } from './pages/EstablishmentPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEstablishment } from './support/establishment.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function openSeeded(width = 1280): Promise<EstablishmentPage> {
  const data = await seedEstablishment();
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const { page } = await openApp(browser, {
    data,
    wire: 'bridge',
    viewport: { width, height: 800 },
  });
  const establishment = new EstablishmentPage(page);
  await establishment.open();
  await establishment.tree.waitFor();
  return establishment;
}

it('adds two posts from a date, sees vacancy rise before saving, opens the figure, undoes', async () => {
  const establishment = await openSeeded();
  const { page } = establishment;
  await establishment.asAt('30 September 2025');
  await page.getByText('8 FTE funded, 5.6 in post (6 people), 3.4 vacant (42.5%)').waitFor();
  await establishment.expand('Assessment');
  // Funded, grant; in post, people; vacant, offer accepted, agency covers, uncovered; over; %.
  await establishment.shows('North Assessment', '5 1 3 3 40.0% 2 0 1 1 0');
  await establishment.shows('South Assessment', '2 0 0.6 1 70.0% 1.4 1 0 1.4 0');
  await expectAccessible(page);

  // From the vacancies of the team to a change of it.
  await establishment.openFigure('North Assessment', 5);
  await establishment.dialog.getByText('2 FTE at 30 September 2025.').waitFor();
  await establishment.dialog.getByText('4 FTE funded, 3 in post, 1 vacant').waitFor();
  await establishment.dialog.getByText('SW004').waitFor();
  await expectAccessible(page);
  await establishment.press('Change the establishment here');

  await establishment.field('From').fill('1 October 2025');
  await establishment.field('Reason').fill('Two additional posts agreed');
  await establishment.choice('Role').selectOption('Social worker');
  await establishment.field('Number of posts').fill('2');
  await establishment.press('Add these posts to the change');
  await establishment.dialog.getByText('Add 2 posts of 1 FTE: Social worker').waitFor();
  const effect = await establishment.effect('North Assessment').innerText();
  expect(effect.split(/\s+/).slice(-6)).toEqual(['5', '7', '2', '4', '40.0%', '57.1%']);
  await expectAccessible(page);
  await establishment.press('Save the change');
  await establishment.dialog.waitFor({ state: 'detached' });

  await page.getByText('At the close of 1 October 2025: 10 FTE funded').waitFor();
  await establishment.shows('North Assessment', '7 1 3 3 57.1% 4');
  await establishment.openFigure('North Assessment', 0);
  expect(await establishment.dialog.getByText('Two additional posts agreed').count()).toBe(2);
  await establishment.dialog.getByText('from 1 October 2025').first().waitFor();
  await establishment.closeDialog();

  // Only what is new lies behind the difference between two dates.
  await establishment.asAt('30 September 2025', 'Compare with');
  await establishment.shows('North Assessment', '7 3 3 57.1% 4 3 +2 0 0 +17.1 +2 +2');
  await establishment.openFigure('North Assessment', 6);
  await establishment.dialog.getByText('7 FTE at 1 October 2025, +2 FTE since').waitFor();
  expect(await establishment.dialog.getByText('No reference').count()).toBe(2);
  expect(await establishment.dialog.getByText('SW001').count()).toBe(0);
  await establishment.closeDialog();

  await page.getByRole('button', { name: /^Undo: Added 2 posts/ }).press('Enter');
  await page.getByText('At the close of 1 October 2025: 8 FTE funded').waitFor();
  await establishment.shows('North Assessment', '5 3 3 40.0% 2 1 0');
});

it('walks the tree with arrow keys', async () => {
  const establishment = await openSeeded();
  const { page } = establishment;
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
  await establishment.tree.locator('[tabindex="0"]').focus();
  expect(await focused()).toBe('All services');
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
  expect(await focused()).toBe('North Assessment');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  expect(await focused()).toBe('4');
  for (const key of ['Home', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
  }
  expect(await focused()).toBe('Assessment');
  expect(await establishment.row('North Assessment').count()).toBe(0);
});

it('reorganises several teams as one change, and undoes it', async () => {
  const establishment = await openSeeded();
  const { page } = establishment;
  await page.getByRole('button', { name: 'Services and teams' }).press('Enter');
  await establishment.field('From').fill('1 April 2026');
  const add = () => establishment.press('Add this step');
  await establishment.choice('What to do').selectOption('Open a service');
  await establishment.field('Name').fill('Localities');
  await add();
  for (const team of ['North Assessment', 'South Assessment']) {
    await establishment.choice('What to do').selectOption('Move a team to another service');
    await establishment.choice('Team').selectOption(team);
    await establishment.choice('To the service').selectOption('Localities (new)');
    await add();
  }
  await establishment.choice('What to do').selectOption('Close a service');
  await establishment.choice('Service').selectOption('Early help');
  await add();
  await establishment.dialog
    .getByText('Early help closes with Family Support still in it')
    .waitFor();
  expect(await establishment.dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await establishment.press('Take out: Close the service Early help');
  await expectAccessible(page);
  await establishment.press('Save the change');
  await establishment.dialog.waitFor({ state: 'detached' });

  await establishment.expand('Localities');
  await establishment.row('North Assessment').waitFor();
  await page.getByRole('button', { name: /^Undo: Reorganised/ }).press('Enter');
  await establishment.row('Assessment').waitFor();
  expect(await establishment.row('Localities').count()).toBe(0);
});

it('lists what to put right, each with a way to it', async () => {
  const establishment = await openSeeded();
  const { page } = establishment;
  await establishment.asAt('30 September 2025');
  await page.getByRole('tab', { name: /^To put right \(\d+\)$/ }).click();
  await page.getByText('1 FTE and held for 0.6 FTE (P4)').first().waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Look: .*Family Support/ }).press('Enter');
  await establishment.dialog.getByText('P6').waitFor();
  await establishment.closeDialog();
  await page.getByRole('button', { name: /^Change the post: Post SW004/ }).press('Enter');
  await establishment.press('End this post');
  await establishment.dialog.getByText(/^End Social worker \(SW004\)/).waitFor();
});

it('begins with what an empty plan needs, at 320 px', async () => {
  const { page } = await openApp(browser, { viewport: { width: 320, height: 800 } });
  const establishment = new EstablishmentPage(page);
  await establishment.open();
  await page.getByRole('heading', { name: 'No posts on record yet' }).waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add services and teams' }).press('Enter');
  await establishment.field('From').fill('1 April 2024');
  await establishment.field('Name').fill('Children in care');
  await establishment.press('Add this step');
  await establishment.choice('What to do').selectOption('Open a team');
  await establishment.choice('Service').selectOption('Children in care (new)');
  await establishment.field('Name').fill('Looked After 1');
  await establishment.press('Add this step');
  await establishment.press('Save the change');
  await establishment.dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Add roles' }).press('Enter');
  await establishment.field('Name').fill('Social worker');
  await establishment.press('Add the role');
  await establishment.dialog.getByText('Case holder, counts in the plan').waitFor();
  await establishment.closeDialog();

  await page.getByRole('button', { name: 'Add posts' }).press('Enter');
  await establishment.choice('Team').selectOption('Looked After 1');
  await establishment.choice('Role').selectOption('Social worker');
  await establishment.field('FTE of each').fill('0.6');
  await establishment.press('Add these posts to the change');
  await establishment.press('Save the change');
  await establishment.tree.waitFor();
  await establishment.shows('All services', '0.6 0 0 100.0% 0.6');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
