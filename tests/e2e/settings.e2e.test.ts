/** A workforce lead sets a plan up as their council counts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notice, takeBack } from './pages/notices.ts';
import { SettingsPage } from './pages/SettingsPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function openSettings() {
  const { page } = await openApp(browser, { wire: 'bridge' });
  const settings = new SettingsPage(page);
  await settings.open();
  return { page, settings };
}

it('saves a section, says what changed, and takes it back', async () => {
  const { page, settings } = await openSettings();
  await expectAccessible(page);
  const field = page.getByLabel('Organisation', { exact: true });
  const before = await field.inputValue();
  await field.fill('Another borough');
  await page.getByText('Not saved yet').waitFor();

  // What is typed waits for its owner.
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await settings.open();
  expect(await field.inputValue()).toBe('Another borough');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await notice(page, 'Saved the organisation').waitFor();
  await takeBack(page, 'Undo');
  await expect.poll(() => field.inputValue()).toBe(before);
});

it('shows what each definition and rating rule means before it is saved', async () => {
  const { page, settings } = await openSettings();
  const definitions = settings.section('Years and definitions');
  await definitions.getByText('Vacancies as a percentage of the funded establishment.').waitFor();
  await definitions.getByRole('radio', { name: 'DfE definitions' }).click();
  await definitions.getByText(/percentage of vacancies and people in post/).waitFor();
  await definitions.getByRole('button', { name: 'Discard' }).click();
  await definitions.getByText('Vacancies as a percentage of the funded establishment.').waitFor();

  const ratings = settings.section('Ratings');
  await ratings.getByText(/up to 10\.5% is near target/).waitFor();
  await ratings.getByRole('radio', { name: 'Points' }).click();
  await ratings.getByText(/up to 15% is near target/).waitFor();
  await ratings.getByLabel('Near target means within').fill('much');
  await ratings.getByText('Enter a number from 0 to 100.').waitFor();
  await ratings.getByLabel('Near target means within').fill('2');
  await ratings.getByRole('button', { name: 'Save changes' }).click();
  await notice(page, 'Saved the rating rule').waitFor();
  await ratings.getByText(/up to 12% is near target/).waitFor();
});

/** Types into the first field of the open dialog and sends it off. */
async function name(page: Page, words: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill(words);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

it('adds, renames, moves and retires routes', async () => {
  const { page, settings } = await openSettings();
  const routes = settings.section('Recruitment routes');
  await settings.addRoute('Step Up');
  await expect.poll(() => settings.routes()).toContain('Step Up');
  await routes.getByRole('button', { name: 'Move Step Up up' }).click();
  await expect.poll(async () => (await settings.routes()).indexOf('Step Up')).toBe(3);
  await routes.getByRole('button', { name: 'Rename ASYE' }).click();
  await expectAccessible(page);
  await name(page, 'Newly qualified');
  await expect.poll(async () => (await settings.routes())[0]).toBe('Newly qualified');
  await routes.getByRole('button', { name: 'Retire Step Up' }).click();
  await routes.getByRole('button', { name: 'Bring back Step Up' }).waitFor();
});

it('renames sources and scopes', async () => {
  const { page, settings } = await openSettings();
  const sources = settings.section('Sources');
  await sources.getByRole('button', { name: /^Change DfE/ }).click();
  await expectAccessible(page);
  await name(page, 'DfE workforce return 2021');
  await sources.getByText('DfE workforce return 2021').waitFor();
  const scopes = settings.section('Scopes');
  await scopes.getByRole('button', { name: /^Rename As reported/ }).click();
  await expectAccessible(page);
  await name(page, 'All social workers');
  await scopes.getByText('All social workers').waitFor();
});

it('keeps the name and colours of the person, not of the plan', async () => {
  const { page, settings } = await openSettings();
  const you = settings.section('You');
  await you.getByLabel('Your name').fill('Jo Bloggs');
  await you.getByRole('button', { name: 'Save changes' }).click();
  await notice(page, 'The history will now name you as Jo Bloggs').waitFor();
  await you.getByRole('radio', { name: 'Dark' }).click();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.classList.contains('dark')))
    .toBe(true);
  await page.reload();
  await settings.open();
  expect(await you.getByLabel('Your name').inputValue()).toBe('Jo Bloggs');
  expect(await you.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
  await expectAccessible(page);
});
