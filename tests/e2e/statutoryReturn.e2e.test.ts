/** A workforce lead takes in last year's return, puts right what is missing, and builds it anew. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElements } from '../../src/app/files/xml.ts';
import { openBackend } from '../../src/backend/index.ts';
import type { OutputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { CswwReader } from '../../src/domain/importing/index.ts';
import { SMALL_RETURN } from '../fixtures/smallReturn.ts';
import { EstablishmentPage } from './pages/EstablishmentPage.ts';
import { ImportPage } from './pages/ImportPage.ts';
import { untilQuiet } from './pages/notices.ts';
import { StatutoryReturnPage } from './pages/StatutoryReturnPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEstablishment } from './support/establishment.ts';

const APP_ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A data folder with a plan of no teams and nobody. */
async function emptyPlan(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-return-'));
  folders.push(folder);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const created = await backend.call('library.create', {
    name: 'Return',
    organisation: 'Anytown',
    basis: 'local',
    yearStartMonth: 4,
    firstYear: 2020,
    lastYear: 2025,
    routes: ['ASYE', 'Experienced'],
    latest: { asAt: '2024-03-31', establishment: null, vacancies: null },
    targets: { year: 2024, vacancyRate: null, routes: [null, null] },
  });
  if (!created.ok) throw new Error(created.fault.message);
  const { plan } = created.value as OutputOf<Calls['library.create']>;
  await backend.call('preferences.change', { lastPlan: plan });
  await backend.close();
  return folder;
}

describe('the Statutory return page', () => {
  it('leads from an imported return to a valid one, and the figures follow', async () => {
    const { page } = await openApp(browser, { data: await emptyPlan() });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const csww = new StatutoryReturnPage(page);
    await csww.open();
    await csww.text('Nobody is on record yet.').waitFor();
    await expectAccessible(page);

    const importing = new ImportPage(page);
    await importing.open();
    await importing.choose('csww-2024.xml', SMALL_RETURN);
    await importing.text('children’s social work workforce return').waitFor();
    await importing.press('Continue');
    await page.getByRole('checkbox', { name: /^Keep the return’s personal data/ }).click();
    await importing.press('Continue');
    await importing.press('See what it would change');
    await importing.press('Import 5 changes');
    await importing.at('Imported');
    await page.getByRole('link', { name: 'See the statutory return' }).click();

    // 1 + 0.6 + 0.5 in post; 1 FTE left of them: 1 / 2.1.
    await csww.text('Worker by worker').waitFor();
    expect(await csww.part('Agency workers, FTE')).toContain('0.8 FTE NoAgencyFTE');
    expect(await csww.part('Turnover, rolling 12 months')).toContain('47.6%');
    expect(await csww.part('In post by role')).toMatch(/5 Case holder 1\.5 2 .*All 2\.1 3$/);
    expect(await csww.part('Starters by where they came from')).toContain(
      '1 Newly qualified social worker 0.6 1',
    );
    await csww.button('Not recorded: 1').first().click();
    await csww.panel.getByRole('button', { name: 'SW0000000004' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expectAccessible(page);

    // No post is on record, so how many are vacant is not known: nothing is built.
    expect(await csww.part('Vacancies')).toContain('Not known NumberOfVacancies');
    await csww.tab(/^Build/);
    await csww.text('No post is on record at 30 September 2024').waitFor();
    expect(await csww.button('Build the return of 30 September 2024').count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Add the posts on Establishment' }).click();
    const establishment = new EstablishmentPage(page);
    await page.getByRole('button', { name: 'Change the establishment' }).click();
    await establishment.field('From').fill('1 April 2024');
    await establishment.choice('Team').selectOption('Statutory return');
    await establishment.choice('Role').selectOption('Case holder');
    await establishment.field('Number of posts').fill('4');
    await establishment.press('Add these posts to the change');
    await establishment.press('Save the change');
    await establishment.dialog.waitFor({ state: 'detached' });
    await csww.open();
    await csww.choose('Census', '30 September 2024');
    // 4 posts of case holders, 1.5 of them filled.
    await csww.text('2.5 FTE').first().waitFor();
    await untilQuiet(page);

    // The schema sees the number that is none, and not what is missing of the leaver.
    await csww.tab(/^Build/);
    expect(await page.getByLabel('Authority’s number').inputValue()).toBe('211');
    await csww.button('Build the return of 30 September 2024').click();
    await csww.text('Not valid: checked against the 2022 schema, with 1 finding').waitFor();
    await csww.text('3 things in the records are missing or impossible').waitFor();
    await expectAccessible(page);
    const bad = await csww.saved('Download it as it is, not valid (XML)');
    expect(bad.name).toBe('NOT VALID CSWW return 2024, Anytown.xml');
    await csww.button('Put right: 12345, Social Work England number').click();
    await csww.panel.getByLabel('Social Work England number').fill('SW0000000005');
    await csww.panel.getByRole('button', { name: 'Save' }).click();
    await csww.panel.getByText('SW0000000005').waitFor();
    await page.keyboard.press('Escape');

    await csww.tab(/^To put right \(2\)/);
    await csww.button('Reason for leaving, Missing: 1').click();
    const list = await csww.saved('Download this list (CSV)');
    expect(list.text).toContain('SW0000000004,SW0000000004,Reason for leaving,ReasonLeave,Missing');
    expect(list.text).not.toContain('LeaverDestination');
    await untilQuiet(page);
    await expectAccessible(page);
    await csww.button('Put right: SW0000000004, Reason for leaving').click();
    await csww.choose('Reason for leaving', 'Retired', csww.panel);
    await csww.choose('Where they went', 'Other', csww.panel);
    await csww.panel.getByRole('button', { name: 'Save the correction' }).click();
    await csww.panel.getByText('Retired').waitFor();
    await page.keyboard.press('Escape');
    await csww.text('Nothing: for 30 September 2024').waitFor();
    await csww.tab(/^Figures/);
    await csww.button('Retired: 1').waitFor();

    await csww.tab(/^Build/);
    await csww.button('Build the return of 30 September 2024').click();
    await csww.text('Valid: checked against the 2022 schema').waitFor();
    await untilQuiet(page);
    await expectAccessible(page);
    const good = await csww.saved('Download the return (XML)');
    expect(good.name).toBe('CSWW return 2024, Anytown.xml');
    const reader = new CswwReader();
    readElements(good.text, (element) => reader.take(element), 'the return');
    const { header, vacancies, workers, warnings } = reader.finish();
    expect(vacancies).toEqual({ vacancies: 2.5, agencyFte: 0.8, agencyHeadcount: 1 });
    expect(header).toMatchObject({ authority: '211', year: 2024, referenceDate: '2024-09-30' });
    expect(warnings).toEqual([]);
    const byNumber = [...workers].sort((a, b) => a.ref.localeCompare(b.ref));
    expect(
      byNumber.map(({ ref, fte, to, leavingReason }) => [ref, fte, to, leavingReason]),
    ).toEqual([
      ['SW0000000001', 1_000_000, null, null],
      ['SW0000000002', 600_000, null, null],
      ['SW0000000003', 800_000, null, null],
      ['SW0000000004', 1_000_000, '2024-03-31', 5],
      ['SW0000000005', 500_000, null, null],
    ]);
    expect(byNumber[0]!.returnFields).toMatchObject({ PersonBirthDate: ['1985-02-03'] });

    // The personal fields go when they are no longer wanted, and the return cannot be built.
    await csww.button('Discard what is kept from 30 September 2024').click();
    await csww.panel.getByRole('button', { name: 'Discard them' }).click();
    await csww.text('cannot be built from this plan').waitFor();
  }, 180_000);

  it('says how to keep what it lacks, in the dark and on a narrow screen', async () => {
    const data = await seedEstablishment();
    folders.push(data);
    const { page } = await openApp(browser, {
      ...{ data, colorScheme: 'dark', viewport: { width: 320, height: 800 } },
    });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(new URL('/#/workforce', page.url()).href);
    await page.getByRole('link', { name: 'Statutory return' }).click();
    const csww = new StatutoryReturnPage(page);
    await csww.text('Worker by worker').waitFor();
    await csww.choose('Census', '30 September 2025');
    // Five of eight posts are filled, one only by 0.6, and one person is over.
    expect(await csww.part('Vacancies')).toContain('3.4 FTE');
    await csww.tab(/^Build/);
    await csww.text('cannot be built from this plan').waitFor();
    for (const tab of [/^Build/, /^To put right/, /^Figures/]) {
      await csww.tab(tab);
      await expectAccessible(page);
      expect(await csww.width()).toBe(320);
    }
    await csww.tab(/^Build/);
    await page.getByRole('link', { name: 'Import a return' }).click();
    await page.getByRole('heading', { name: 'Import posts or people' }).waitFor();
  }, 120_000);
});
