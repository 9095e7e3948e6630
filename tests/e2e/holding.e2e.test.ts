/** What still holds somebody who was erased, and a plan whose file is gone: said, with ways on. */
import { rm, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { PlansPage } from './pages/PlansPage.ts';
import { SettingsPage } from './pages/SettingsPage.ts';
import { WorkforcePage } from './pages/WorkforcePage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEstablishment } from './support/establishment.ts';

const APP_ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

/** A plan with people whose first one is also in a backup, a half-made file and other plans. */
async function seedHolding() {
  const data = await seedEstablishment();
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const backend = openBackend({ folder: data, appRoot: APP_ROOT, now: () => new Date() });
  const ok = async <Name extends CallName>(name: Name, input: InputOf<Calls[Name]>) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as OutputOf<Calls[Name]>;
  };
  const { lastPlan } = await ok('preferences.read', {});
  const plan = lastPlan!;
  const { workers } = await ok('records.read', { plan });
  await ok('library.backUpNow', { plan });
  await ok('library.duplicate', { plan, name: 'What if' });
  const { plan: binned } = await ok('library.duplicate', { plan, name: 'Last year’s try' });
  await ok('library.moveToBin', { plan: binned });
  await backend.close();
  const folder = join(data, 'plans', plan);
  await writeFile(join(folder, 'plan.tenure.unreadable'), 'kept');
  return { data, plan, folder, person: workers[0]! };
}

describe('somebody who was erased', () => {
  it('is named with every place that still holds them, each with its way out', async () => {
    const { data, person } = await seedHolding();
    const { page } = await openApp(browser, { data });
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const workforce = new WorkforcePage(page);
    await workforce.open();
    await workforce.openPerson(person.name ?? person.ref);
    await workforce.press('Erase this person');
    await workforce.panel.getByLabel(/^To confirm, type the reference/).fill(person.ref);
    await workforce.press('Erase for good');
    const panel = workforce.panel;
    await panel.getByText('These may still hold them').waitFor();
    await expectAccessible(page);

    const backups = panel.getByRole('region', { name: 'Backups of this plan' });
    for (let left = await backups.getByRole('listitem').count(); left > 0; left -= 1) {
      await backups
        .getByRole('button', { name: /^Delete the backup of/ })
        .first()
        .click();
      if (left > 1) await expect.poll(() => backups.getByRole('listitem').count()).toBe(left - 1);
    }
    await backups.waitFor({ state: 'detached' });
    await workforce.press('Delete the file plan.tenure.unreadable');
    await panel.getByRole('region', { name: 'Other files' }).waitFor({ state: 'detached' });
    await panel.getByText('It is in the bin.').waitFor();
    await workforce.press('Erase them from What if too');
    await panel.getByText('Erased them from What if too.').waitFor();
    expect(await panel.getByRole('listitem').count()).toBe(1);
    await panel.getByRole('link', { name: 'Go to Plans, for Last year’s try' }).click();
    await page.getByRole('heading', { name: 'Bin' }).waitFor();
  });
});

describe('a plan whose file is gone while it is open', () => {
  it('says so at the next change, and is saved as a new plan with everything in it', async () => {
    const { data, folder } = await seedHolding();
    const { page } = await openApp(browser, { data });
    const settings = new SettingsPage(page);
    await settings.open();
    const kept = await settings.field('Organisation').inputValue();
    await rm(folder, { recursive: true });
    await settings.field('Organisation').fill('Too late');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'This plan’s file is gone' }).waitFor();
    await expectAccessible(page);

    const plans = new PlansPage(page);
    await plans.open();
    await page.getByRole('button', { name: /^Save .* as a new plan$/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Save .* as a new plan$/ }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await settings.open();
    expect(await settings.field('Organisation').inputValue()).toBe(kept);
    await plans.open();
    expect(await page.getByText('file is gone').count()).toBe(0);
  });

  it('goes on where its folder is put back', async () => {
    const { data, folder } = await seedHolding();
    const { page } = await openApp(browser, { data });
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const away = join(data, 'away');
    await rename(folder, away);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { name: 'This plan’s file is gone' }).waitFor();
    await rename(away, folder);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
  });
});

it('a plan that lost its own row is listed as damaged beside the others, with ways on', async () => {
  const { data, plan } = await seedHolding();
  const { default: Database } = await import('better-sqlite3');
  const file = new Database(join(data, 'plans', plan, 'plan.tenure'));
  file.exec('DELETE FROM plan');
  file.close();
  const { page } = await openApp(browser, { data });
  const plans = new PlansPage(page);
  await plans.open();
  await page.getByText('This plan cannot be opened').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Report on the file' }).click();
  await plans.dialog.getByText('Tenure plan report').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open What if' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
});
