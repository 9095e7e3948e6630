/** A workforce lead starts a plan, keeps several, sends one on, and goes back to a backup. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NewPlanPage } from './pages/NewPlanPage.ts';
import { notice, takeBack } from './pages/notices.ts';
import { PlansPage } from './pages/PlansPage.ts';
import { SettingsPage } from './pages/SettingsPage.ts';
import { TargetsPage } from './pages/TargetsPage.ts';
import { expectAccessible, openApp, openBrowser, startApp } from './support/browser.ts';

const SAMPLE = 'Tower Hamlets: published figures (sample)';
const BOROUGH = 'Fernhollow: a fictional borough';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function openPlans(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, options);
  const plans = new PlansPage(page);
  await plans.open();
  return { page, plans };
}

describe('a new plan', () => {
  it('is made by keyboard alone, and lands on Targets', async () => {
    const { page } = await openApp(browser);
    const form = new NewPlanPage(page);
    await form.open();
    await expectAccessible(page);

    await form.type('Organisation', 'Anytown children’s services');
    await form.type('Plan name', 'Anytown workforce plan');
    await form.press('Move Managers up');
    await form.press('Remove Agency workers who become permanent');
    expect(await form.routes()).toEqual([
      'ASYE: newly qualified social workers',
      'Managers',
      'Experienced social workers',
    ]);
    const year = String(new Date().getFullYear());
    await form.type('Day', '1');
    await form.type('Month', '5');
    await form.type('Year', year);
    await form.type('Establishment', '319');
    await form.type('Vacancies', '40');
    await form.type('Vacancy rate', '10');
    await form.type('Managers', '5');
    await form.press('Create plan');

    await page.getByRole('heading', { name: 'Targets', level: 1 }).waitFor();
    const targets = new TargetsPage(page);
    const label = `${year}-${String((Number(year) + 1) % 100).padStart(2, '0')}`;
    await targets.says('Vacancies', label, 'actual', '40');
    expect(await page.getByRole('rowheader').allInnerTexts()).not.toContain(
      'Agency workers who become permanent',
    );
    await page.getByText('Anytown workforce plan', { exact: true }).first().waitFor();
  });

  it('says what to correct, beside the fields and at the top, and keeps what was typed', async () => {
    const { page } = await openApp(browser);
    const form = new NewPlanPage(page);
    await form.open();
    await page.getByLabel('Vacancies', { exact: true }).fill('lots');
    await page.getByRole('button', { name: 'Create plan' }).click();

    await form.summary.waitFor();
    expect(await form.summary.getByRole('link').allInnerTexts()).toEqual([
      'Enter the name of your organisation.',
      'Enter a name for the plan.',
      'Enter the date these figures were taken.',
      'Vacancies must be a number, like 12.5. Leave it empty if it is not known yet.',
    ]);
    expect(await form.summary.evaluate((box) => box === document.activeElement)).toBe(true);
    await expectAccessible(page);
    await form.summary.getByRole('link', { name: /^Vacancies/ }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' of them');

    // A mis-click loses nothing.
    await page.getByRole('link', { name: 'Plans', exact: true }).click();
    await page.getByRole('link', { name: 'New plan' }).click();
    expect(await page.getByLabel('Vacancies', { exact: true }).inputValue()).toBe('lots of them');
  });
});

describe('the list of plans', () => {
  it('renames, duplicates, bins, takes back and deletes for good by name', async () => {
    const { page, plans } = await openPlans();
    await expectAccessible(page);
    await plans.rename(SAMPLE, 'Our example');
    await plans.plan('Our example').waitFor();
    await page.getByRole('definition').filter({ hasText: 'Our example' }).waitFor();

    await plans.duplicate('Our example', 'Second plan');
    expect(await plans.plan('Second plan').innerText()).toContain('Own');
    await plans.start('Move to the bin', 'Second plan');
    await plans.bin.getByText('Second plan').waitFor();
    await takeBack(page, 'Take it back');
    await plans.plan('Second plan').waitFor();

    await plans.start('Move to the bin', 'Second plan');
    await page.getByRole('button', { name: 'Delete Second plan for good' }).click();
    await plans.press('Delete for good');
    await plans.dialog.getByText('Type the plan’s name exactly').waitFor();
    await plans.dialog.getByRole('textbox').fill('Second plan');
    await page.keyboard.press('Enter');
    await plans.closed();
    await plans.bin.waitFor({ state: 'detached' });
    await plans.plan('Our example').waitFor();
  });

  it('has dialogs that anybody can use, and gives the focus back', async () => {
    const { page, plans } = await openPlans();
    for (const task of ['Rename', 'Duplicate', 'Export a copy', 'Backups and restore'] as const) {
      await plans.start(task, SAMPLE);
      await plans.dialog.waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await plans.closed();
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
        .toBe(`More for ${SAMPLE}`);
    }
    await page.getByRole('button', { name: 'Receive a copy' }).click();
    await plans.dialog.waitFor();
    await expectAccessible(page);
  });

  it('offers the sample again once it is gone', async () => {
    const { page, plans } = await openPlans();
    await plans.start('Move to the bin', SAMPLE);
    await page.getByRole('heading', { name: 'No plans yet' }).waitFor();
    await page.getByRole('button', { name: 'Add the sample' }).first().click();
    await plans.plan(SAMPLE).waitFor();
    expect(await plans.plan(SAMPLE).innerText()).toContain('Sample');
  });

  it('offers the fictional borough beside the first sample, and opens it', async () => {
    const { page, plans } = await openPlans();
    await expectAccessible(page);
    await page.getByRole('button', { name: `Add the sample ${BOROUGH}` }).click();
    await plans.plan(`${BOROUGH} (sample)`).waitFor();
    expect(await plans.plan(`${BOROUGH} (sample)`).innerText()).toContain('Sample');
    expect(await page.getByRole('heading', { name: 'Samples' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.getByRole('definition').filter({ hasText: BOROUGH }).waitFor();
  });
});

describe('a copy that is sent', () => {
  it('opens read-only elsewhere, until somebody takes over editing', async () => {
    const sender = await openPlans({ acceptDownloads: true });
    const folder = await mkdtemp(join(tmpdir(), 'tenure-copy-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const copyOf = async (name: string) => {
      const download = await sender.plans.exportCopy(name, 'Figures only');
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      return file;
    };
    await sender.plans.duplicate(SAMPLE, 'Shared plan');
    const first = await copyOf('Shared plan');
    await sender.plans.rename('Shared plan', 'Shared plan, revised');
    const second = await copyOf('Shared plan, revised');

    const { page, plans } = await openPlans();
    expect(await plans.receive(first)).toContain('read-only copy');
    await expectAccessible(page);
    await plans.press('Open the plan');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const settings = new SettingsPage(page);
    await settings.open();
    await page.getByText('This is a read-only copy').waitFor();
    expect(await settings.field('Organisation').isDisabled()).toBe(true);

    // A newer copy takes its place and says what it changed; an older one does not.
    await plans.open();
    expect(await plans.receive(second)).toMatch(/newer.*What changed.*Shared plan, revised/s);
    await plans.press('Close');
    expect(await plans.receive(first)).toContain('Nothing was changed');
    await plans.press('Close');

    await plans.start('Take over editing', 'Shared plan, revised');
    await plans.press('Take over editing');
    await plans.closed();
    await settings.open();
    expect(await settings.field('Organisation').isEnabled()).toBe(true);
  });

  it('is refused in plain words when the file is something else', async () => {
    const { plans, page } = await openPlans();
    await page.getByRole('button', { name: 'Receive a copy' }).click();
    await plans.press('Receive the copy');
    await plans.dialog.getByText('Choose the file you were sent.').waitFor();
    await plans.dialog.locator('input[type=file]').setInputFiles({
      name: 'minutes.tenure',
      mimeType: 'text/plain',
      buffer: Buffer.from('Minutes of the meeting'),
    });
    await plans.press('Receive the copy');
    const alert = plans.dialog.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/Tenure|plan/);
  });
});

describe('backups', () => {
  it('are taken on asking, and say what restoring one would lose before it is done', async () => {
    const { page, plans } = await openPlans();
    await plans.start('Backups and restore', SAMPLE);
    await plans.press('Back up now');
    await plans.dialog.getByRole('row', { name: /Asked for/ }).waitFor();
    await plans.press('Close');

    const settings = new SettingsPage(page);
    await settings.open();
    await settings.change('Organisation', 'A mistake');
    await plans.open();
    await plans.start('Backups and restore', SAMPLE);
    await plans.dialog
      .getByRole('row', { name: /Asked for/ })
      .getByRole('button', { name: /Restore/ })
      .click();
    await plans.dialog.getByText('1 change made since then will be lost:').waitFor();
    await plans.dialog.getByText(/organisation to A mistake/).waitFor();
    await expectAccessible(page);
    await plans.press('Restore this backup');
    await plans.closed();
    await notice(page, 'The plan was restored').waitFor();
    await settings.open();
    expect(await settings.field('Organisation').inputValue()).not.toBe('A mistake');

    // The state it replaced is a backup too.
    await plans.open();
    await plans.start('Backups and restore', SAMPLE);
    await plans.dialog.getByRole('row', { name: /Before a restore/ }).waitFor();
  });

  it('bring back a plan whose file is damaged, with a report of what is wrong', async () => {
    const data = await mkdtemp(join(tmpdir(), 'tenure-damaged-'));
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    const before = await startApp(browser, { data });
    await new PlansPage(before.page).open();
    await before.close();
    const [plan = ''] = await readdir(join(data, 'plans'));
    await writeFile(join(data, 'plans', plan, 'plan.tenure'), Buffer.alloc(20_000, 'damage'));

    const { page, plans } = await openPlans({ data });
    await plans.plan(SAMPLE).getByText('This plan cannot be opened').waitFor();
    await expectAccessible(page);
    await plans.start('Report on the file', SAMPLE);
    await plans.dialog.getByText(/Is a Tenure plan: no/).waitFor();
    await expectAccessible(page);
    await plans.press('Restore a backup');
    await plans.dialog.getByRole('button', { name: /^Restore the backup of/ }).click();
    await plans.dialog.getByText(/cannot say what has changed since/).waitFor();
    await plans.press('Restore this backup');
    await plans.closed();
    await page.getByRole('button', { name: `Go to ${SAMPLE}` }).waitFor();
  });
});
