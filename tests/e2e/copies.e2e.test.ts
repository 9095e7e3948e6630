/** Three laptops exchange copies, encrypted and in the open; and copies go to a second home. */
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { notice } from './pages/notices.ts';
import { PlansPage } from './pages/PlansPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const SAMPLE = 'Tower Hamlets: published figures (sample)';
const PASSPHRASE = 'correct horse battery';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-copies-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openPlans(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, { acceptDownloads: true, ...options });
  const plans = new PlansPage(page);
  await plans.open();
  const folder = await tempFolder();
  const copyOf = async (...what: Parameters<PlansPage['exportCopy']>) => {
    const download = await plans.exportCopy(...what);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  };
  return { page, plans, copyOf };
}

describe('an encrypted copy', () => {
  it('is what a whole copy is unless somebody chooses otherwise, and asks for its passphrase', async () => {
    const { page, plans, copyOf } = await openPlans();
    await plans.start('Export a copy', SAMPLE);
    await plans.dialog.getByRole('radio', { name: 'The whole plan' }).click();
    await plans.dialog.getByText('A whole copy may hold people’s records').waitFor();
    expect(
      await plans.dialog.getByRole('radio', { name: 'Encrypt it', exact: true }).isChecked(),
    ).toBe(true);
    await plans.press('Save the copy');
    await plans.dialog.getByText('Enter a passphrase.').waitFor();
    expect(await plans.passphrase.evaluate((field) => field === document.activeElement)).toBe(true);
    await plans.passphrase.fill('too short');
    await plans.dialog.getByText('Use at least 12 characters.').waitFor();
    expect(await plans.passphrase.getAttribute('type')).toBe('password');
    await plans.press('Show the passphrase');
    expect(await plans.passphrase.getAttribute('type')).toBe('text');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    const file = await copyOf(SAMPLE, 'The whole plan', PASSPHRASE);

    const elsewhere = await openPlans();
    await elsewhere.plans.start('Move to the bin', SAMPLE);
    await elsewhere.page.getByRole('button', { name: 'Receive a copy' }).click();
    const { dialog } = elsewhere.plans;
    await dialog.locator('input[type=file]').setInputFiles(file);
    await elsewhere.plans.passphrase.fill('not that one at all');
    await elsewhere.plans.press('Receive the copy');
    await dialog.getByText('That is not the passphrase this copy was saved with.').waitFor();
    await expectAccessible(elsewhere.page);
    await elsewhere.plans.passphrase.fill(PASSPHRASE);
    await elsewhere.plans.press('Receive the copy');
    await dialog.getByRole('status').getByText('read-only copy').waitFor();
    await elsewhere.plans.press('Open the plan');
    await elsewhere.page.getByRole('link', { name: 'History', exact: true }).click();
    await elsewhere.page.getByText('Exported a whole copy, encrypted').waitFor();
  });
});

describe('copies of three laptops', () => {
  it('that have parted are both kept, with what each holds; one that goes on is offered', async () => {
    const lead = await openPlans();
    await lead.plans.duplicate(SAMPLE, 'Anytown');
    const first = await lead.copyOf('Anytown', 'The whole plan');

    const coordinator = await openPlans();
    await coordinator.plans.receive(first);
    await coordinator.plans.press('Close');
    await coordinator.plans.start('Take over editing', 'Anytown');
    await coordinator.plans.press('Take over editing');
    await coordinator.plans.closed();
    await coordinator.plans.rename('Anytown', 'Anytown, ASYE');
    const theirs = await coordinator.copyOf('Anytown, ASYE', 'The whole plan');

    // The lead has changed nothing, so the copy goes on from the lead's plan.
    expect(await lead.plans.receive(theirs)).toMatch(
      /goes on from Anytown.*Nothing was changed yet.*Renamed the plan to Anytown, ASYE/s,
    );
    await expectAccessible(lead.page);
    await lead.plans.press('Leave my plan as it is');
    await lead.plans.rename('Anytown', 'Anytown, revised');
    const ours = await lead.copyOf('Anytown, revised', 'The whole plan');

    // Now each has changed it, and no button offers to replace one with the other.
    expect(await lead.plans.receive(theirs)).toMatch(
      /each changed since they parted.*Only in the copy.*Anytown, ASYE.*Only in Anytown, revised.*Renamed/s,
    );
    expect(await lead.plans.dialog.getByRole('button', { name: /replace/ }).count()).toBe(0);
    await expectAccessible(lead.page);
    await lead.plans.press('Close');
    await lead.plans.plan('Anytown, revised').waitFor();
    const beside = lead.page.getByRole('heading', { name: /^Anytown, ASYE \(copy from .+\)/ });
    expect(await beside.innerText()).toContain('Read-only copy');

    const director = await openPlans();
    await director.plans.receive(theirs);
    await director.plans.press('Close');
    expect(await director.plans.receive(ours)).toContain('Both are kept');
  });

  it('one that goes on takes the place of the lead’s plan when the lead says so', async () => {
    const lead = await openPlans();
    await lead.plans.duplicate(SAMPLE, 'Anytown');
    const first = await lead.copyOf('Anytown', 'Figures only');
    const whole = await lead.copyOf('Anytown', 'The whole plan');
    const coordinator = await openPlans();
    await coordinator.plans.receive(whole);
    await coordinator.plans.press('Close');
    await coordinator.plans.start('Take over editing', 'Anytown');
    await coordinator.plans.press('Take over editing');
    await coordinator.plans.closed();
    const theirs = await coordinator.copyOf('Anytown', 'The whole plan');

    await lead.plans.receive(theirs);
    await lead.plans.press('Back up my plan and replace it');
    await lead.plans.dialog.getByText('It has taken the place of your plan').waitFor();
    await lead.plans.press('Close');
    expect(await lead.plans.plan('Anytown').innerText()).toContain('Own');
    expect(await lead.plans.receive(first)).toContain('older than Anytown');
    await lead.plans.press('Close');
    await lead.plans.start('Backups and restore', 'Anytown');
    await lead.plans.dialog
      .getByRole('row', { name: /Before a newer copy took its place/ })
      .waitFor();
  });
});

describe('the second home for backups', () => {
  it('is chosen with its protection, gets a copy at once, and is missed when it is gone', async () => {
    const home = await tempFolder();
    const { page, plans } = await openPlans({ chooses: home });
    await plans.duplicate(SAMPLE, 'Anytown');
    const section = page.getByRole('region', { name: 'Second home for backups' });
    await section.getByRole('button', { name: 'Set up a second home' }).click();
    await expectAccessible(page);
    await plans.press('Choose the folder');
    await plans.dialog.getByText('Enter a passphrase.').waitFor();
    await plans.passphrase.fill(PASSPHRASE);
    await plans.press('Choose the folder');
    await plans.closed();
    await section.getByText(/gets a copy.*, encrypted\./).waitFor();
    await section.getByRole('row', { name: /Anytown.*Nothing changed since/ }).waitFor();
    expect(await readdir(home)).toHaveLength(1);
    // It is remembered, and the page never learns where the folder is.
    await page.reload();
    await section.getByRole('row', { name: /Anytown.*Nothing changed since/ }).waitFor();
    expect(await page.content()).not.toContain(tmpdir() + '/');
    await expectAccessible(page);

    await plans.rename('Anytown', 'Anytown, revised');
    await rename(home, `${home}-away`);
    onTestFinished(() => rm(`${home}-away`, { recursive: true, force: true }));
    await page.reload();
    await section.getByText(/is not there now.*Connect the drive/).waitFor();
    await expectAccessible(page);
    await section.getByRole('button', { name: 'Copy now' }).click();
    await rename(`${home}-away`, home);
    await section.getByRole('button', { name: 'Copy now' }).click();
    await notice(page, 'Your plans are copied').waitFor();
    await section.getByRole('row', { name: /Anytown, revised.*Nothing changed since/ }).waitFor();
    await section.getByRole('button', { name: 'Stop copying' }).click();
    await plans.press('Stop copying');
    await section.getByRole('button', { name: 'Set up a second home' }).waitFor();
  });
});
