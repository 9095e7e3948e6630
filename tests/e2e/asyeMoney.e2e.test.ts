/** An academy coordinator claims payments for members, and sees who stayed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import { AsyeMoneyPage } from './pages/AsyeMoneyPage.ts';
import { notice, takeBack } from './pages/notices.ts';
import {
  expectAccessible,
  openApp,
  openBrowser,
  startApp,
  type OpenedApp,
} from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
let app: OpenedApp;
let data: string;

/** The fictional borough, whose cohorts are as at 31 October 2025. */
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tenure-asye-'));
  const backend = openBackend({ folder: data, appRoot: APP_ROOT, now: () => new Date() });
  const added = await backend.call('library.addSample', { sample: 'fictional-borough' });
  if (!added.ok) throw new Error(added.fault.message);
  const { plan } = added.value as { plan: string };
  await backend.call('preferences.change', { lastPlan: plan });
  await backend.close();
  browser = await openBrowser();
  app = await startApp(browser, { data });
  await app.page.getByRole('heading', { level: 1 }).waitFor();
});
/** Filters and the day looked at are as they were when the page was opened. */
beforeEach(async () => {
  await app.page.reload();
  await app.page.getByRole('heading', { level: 1 }).waitFor();
});
afterAll(async () => {
  await app.close();
  await browser.close();
  await rm(data, { recursive: true, force: true });
});

describe('the Payments tab', () => {
  it('records a claim for several members at once, and takes it back', async () => {
    const { page } = app;
    const asye = new AsyeMoneyPage(page);
    await asye.open('Payments');
    expect(await asye.total('To claim')).toMatch(/^To claim £9,000 9 payments/);
    expect(await asye.total('At risk')).toMatch(/^At risk £7,000 7 payments/);
    expect(await asye.total('Claimed')).toMatch(/^Claimed £21,000 21 payments/);
    await page.getByText('The rule, its source').click();
    await page.getByText('Source: Department for Education').waitFor();
    await asye.choose('Cohort', 'Autumn 2025');
    await expectAccessible(page);

    // A day that is none is said beside its field, and nothing is recorded.
    await asye.button('Tick all to claim (9)').click();
    await asye.button('Record a claim (9)').click();
    await asye.dialog.getByText('9 payments, £9,000.').waitFor();
    await asye.type('Claimed on', '31 9 2025');
    await asye.press('Record the claim');
    await asye.dialog.getByText('Enter a real date, like 30 9 2025.').waitFor();
    await asye.type('Claimed on', '31 10 2025');
    await asye.dialog.getByLabel('Reference').fill('OCT-1');
    await asye.press('Record the claim');
    await asye.dialog.waitFor({ state: 'detached' });
    await notice(page, /^Recorded a claim on 31 October 2025: 9 payments, £9,000/).waitFor();
    expect(await asye.total('To claim')).toMatch(/^To claim £0 None/);
    expect(await asye.rows('reference OCT-1').count()).toBe(9);
    await takeBack(page, 'Undo');
    await asye.comesTo('To claim', '£9,000');
  });

  it('records payment, corrects a claim, and warns of one made early', async () => {
    const { page } = app;
    const asye = new AsyeMoneyPage(page);
    await asye.open('Payments');
    await asye.choose('Standing', 'Claimed');
    await asye.rows('Claimed on').nth(0).getByRole('checkbox').click();
    await asye.rows('Claimed on').nth(1).getByRole('checkbox').click();
    await asye.button('Record payment (2)').click();
    await asye.dialog.waitFor();
    await expectAccessible(page);
    await asye.press('Record payment');
    await asye.dialog.waitFor({ state: 'detached' });
    await asye.comesTo('Claimed', '£19,000');
    const change = asye
      .rows('Claimed on')
      .nth(0)
      .getByRole('button', { name: /^Change the claim/ });
    await change.click();
    await asye.dialog.getByLabel('Amount in pounds').fill('950.50');
    await asye.press('Save the claim');
    await asye.dialog.waitFor({ state: 'detached' });
    await asye.comesTo('Claimed', '£18,950.50');

    // What is not due can be recorded all the same, with a warning.
    await asye.choose('Standing', 'At risk');
    await asye.rows('Not registered').nth(0).getByRole('checkbox').click();
    await asye.button('Record a claim (1)').click();
    await asye.dialog.getByText('One of these does not stand to be claimed.').waitFor();
    await asye.dialog.getByText('Not registered with the funder').waitFor();
    await page.keyboard.press('Escape');
    await asye.dialog.waitFor({ state: 'detached' });

    const { name, text } = await asye.saved(() => asye.button('Claim list (XLSX)').click());
    expect(name).toBe('Fernhollow Borough Council (fictional) ASYE claims 2025-10-31.xlsx');
    expect(text.slice(0, 2)).toBe('PK');
  });

  it('follows the closing rule as the day looked at comes to March 2027', async () => {
    const { page } = app;
    const asye = new AsyeMoneyPage(page);
    await asye.open('Payments');
    await page.getByText('It decides for nobody on the programme now.').waitFor();
    const date = page.getByRole('textbox', { name: 'Day shown' });
    await date.fill('1 March 2027');
    await date.press('Enter');
    await page.getByText(/As things stand it decides for \d+ members, £\d+,000\./).waitFor();
    await page.getByText('Still on the programme in March 2027').first().waitFor();
    await date.fill('1 April 2027');
    await date.press('Enter');
    await page.getByText('It decides for nobody on the programme now.').waitFor();
    expect(await asye.total('To claim')).toContain('£0');
    await asye.choose('Standing', 'Lost');
    await page.getByText('Not claimed by 31 March 2027, when the funding ended').first().waitFor();
  });
});

describe('the Retention tab', () => {
  it('shows who stayed with how many and how sure, and leaves small numbers out of files', async () => {
    const { page } = app;
    const asye = new AsyeMoneyPage(page);
    await asye.open('Retention');
    await page
      .getByText('Had not left 12 months after starting: All cohort members, 82.0%.')
      .waitFor();
    expect(await asye.share('Autumn 2021')).toContain('87.5% 21 of 24 (69.0% to 95.7%)');
    expect(await asye.share('Autumn 2025')).toContain('From 4 August 2026');
    expect(await asye.share('Not in a cohort')).toContain('79.6% 86 of 108');
    expect(await asye.read('ArrowRight', 'ArrowRight', 'ArrowRight')).toMatch(
      /^All cohort members, 2 months: \d+\.\d% have not left/,
    );
    await expectAccessible(page);

    // Up to four groups; a fifth has to wait.
    for (const group of ['Autumn 2021', 'Autumn 2022', 'Not in a cohort']) {
      await page.getByRole('checkbox', { name: `Draw ${group}` }).click();
    }
    expect(await page.getByRole('checkbox', { name: 'Draw Autumn 2023' }).isDisabled()).toBe(true);
    const table = asye.button('Show as table: Still here, month by month');
    await table.click();
    await asye.chart.getByRole('columnheader', { name: 'Autumn 2022, still followed' }).waitFor();
    await expectAccessible(page);
    await asye.button('Show as chart: Still here, month by month').click();

    // 13 of 15 stayed in 2022: the two who left are not for a file.
    const figures = async () => (await asye.saved(() => asye.button('Figures (CSV)').click())).text;
    expect(await figures()).toMatch(/^Autumn 2022,15,\[c\],\[c\],\[c\],\[c\],/m);
    expect(await asye.savedChart('Figures (CSV)')).toContain('Autumn 2022, left out');
    const drawing = await asye.savedChart('Drawing (SVG)');
    expect(drawing).toContain('<svg');
    expect(drawing).not.toContain('13 of 15');
    await page.getByRole('switch', { name: 'Leave small numbers out of files' }).click();
    expect(await figures()).toMatch(/^Autumn 2022,15,13,86\.7,62\.1,96\.3,/m);

    await asye.choose('Counted', 'From completion');
    await asye.choose('By', 'Route in');
    expect(await asye.share('Step Up to Social Work')).toContain('Too few to compare');
    const exits = page.getByRole('region', { name: 'Leaving rates by year' });
    expect((await exits.innerText()).replace(/\s+/g, ' ')).toMatch(
      /First year 70 5 53\.5 9\.4% \(3\.0% to 21\.8%\)/,
    );
  });

  it('and Payments say what they are for where there is nothing yet, on a narrow screen too', async () => {
    const { page } = await openApp(browser, { viewport: { width: 320, height: 700 } });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const asye = new AsyeMoneyPage(page);
    for (const tab of ['Payments', 'Retention'] as const) {
      await asye.open(tab);
      await page
        .getByRole('tabpanel')
        .getByText(/This tab (follows|shows)/)
        .waitFor();
      await asye.button('Go to Cohorts').waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
  });
});
