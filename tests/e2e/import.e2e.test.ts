/** A workforce lead drops in the HR system's extract, sees all it would do, and takes it in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { OutputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { referenceFile } from '../reference.ts';
import { ImportPage } from './pages/ImportPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');
const EXTRACT = [
  'Anytown Council,,,,,,,',
  'Staff in post,,,,,,,',
  '',
  'Employee No,Name,Service,Where,Job title,Contract type,FTE,Start date',
  'E1,Ann Ash,Family help,Assessment,Social worker,Permanent,1,13/04/2021',
  'E2,Bea Birch,Family help,Assessment,Senior social worker,Permanent,0.6,19/09/2022',
  ',VACANT,Family help,Assessment,Social worker,Permanent,1,',
  'E3,Cal Cedar,Family help,Duty,Social worker,Permanent,1,31/02/2024',
  'E4,Dee Dogwood,Family help,Duty,Social worker,Type B,1,25/03/2024',
  'Total,,,,,,3.6,',
  '',
].join('\r\n');
const RETURN = referenceFile('csww-return/csww_sample.xml');

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A data folder with a plan that has no teams yet. */
async function emptyPlan(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-import-'));
  folders.push(folder);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const created = await backend.call('library.create', {
    name: 'Import',
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

async function openImport(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, { data: await emptyPlan(), ...options });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const importing = new ImportPage(page);
  await importing.open();
  return { page, importing };
}

describe('importing an HR extract', () => {
  it('shows every problem and change, imports as one change, and does it once', async () => {
    const { page, importing } = await openImport();
    await importing.choose('staff.csv', EXTRACT);
    await importing.text('Text with commas').waitFor();
    await expectAccessible(page);
    await page.getByRole('radio', { name: /^People/ }).click();
    await importing.press('Continue');
    await importing.at('Which column is which');
    await importing.text('The headings are on row 4.').waitFor();

    // Nothing says which column is the team: it is asked for, not guessed.
    await importing.press('Continue');
    await importing.text('Say which column holds: Team.').waitFor();
    await importing.column('Team', /Where/);
    await importing.press('Continue');
    // A word it does not know is asked about.
    await importing.text('Which contract type is “Type B”?').waitFor();
    await page.getByRole('radio', { name: 'Permanent' }).click();
    await expectAccessible(page);
    await importing.press('Continue');

    await importing.at('Problems found in the file');
    await importing.text('3 rows can be imported. 1 row is left out').waitFor();
    const problem = await importing.row('31/02/2024');
    expect(problem).toMatch(/^8 Start date 31\/02\/2024 .*Row left out$/);
    expect(await importing.row('A vacant post, marked')).toMatch(/1 7$/);
    expect(await importing.row('Total or subtotal')).toMatch(/1 10$/);
    await expectAccessible(page);

    await importing.press('See what it would change');
    await importing.at('What it would change');
    await importing.text('Of 3 rows, 3 new, 0 changed and 0 unchanged.').waitFor();
    await importing.text('New teams: Assessment (Family help), Duty (Family help).').waitFor();
    expect(await importing.row('E2, Bea Birch')).toContain('Senior social worker');
    await expectAccessible(page);

    await importing.press('Import 3 changes');
    await importing.at('Imported');
    await importing.text('Imported staff.csv: 3 new.').waitFor();
    await page.getByRole('link', { name: 'See Workforce' }).click();
    await page.getByRole('button', { name: 'Dee Dogwood' }).waitFor();

    // The same file again: its columns are remembered, and there is nothing to change.
    await importing.open();
    await importing.choose('staff.csv', EXTRACT);
    await importing.text('Text with commas').waitFor();
    await page.getByRole('radio', { name: /^People/ }).click();
    await importing.press('Continue');
    await importing.text('A file with these headings was imported before.').waitFor();
    await importing.press('Continue');
    await importing.text('Check the answers, then continue.').waitFor();
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    await importing.press('See what it would change');
    await importing.text('There is nothing to change.').waitFor();
    expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
  }, 120_000);

  it('is taken back as one change', async () => {
    const { page, importing } = await openImport({ colorScheme: 'dark' });
    const good = EXTRACT.replace('31/02/2024', '29/02/2024')
      .replace('Where', 'Team')
      .replace('Type B', 'Permanent');
    await importing.choose('staff.csv', good);
    await importing.text('Text with commas').waitFor();
    await page.getByRole('radio', { name: /^People/ }).click();
    await importing.press('Continue');
    await importing.at('Which column is which');
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    await importing.press('See what it would change');
    await importing.at('What it would change');
    await expectAccessible(page);
    await importing.press('Import 4 changes');
    await importing.at('Imported');
    await importing.press('Undo the import');
    await importing.text('The plan has changed since the import.').waitFor();
    await page.getByRole('link', { name: 'See Workforce' }).click();
    await importing.text('the plan has none yet').waitFor();
  }, 120_000);

  it('takes a cohort pasted from a spreadsheet, whose list names no cohort', async () => {
    const { page, importing } = await openImport();
    await page.goto(new URL('/#/workforce/import?kind=cohort', page.url()).href);
    await page.getByRole('heading', { name: 'Import a cohort list' }).waitFor();
    const cells = [
      ['Name', 'University', 'Route', 'Start date', 'Team', 'Job title', 'FTE'],
      ['Ann Ash', 'Larkmere', 'MA', '22/09/2025', 'Duty', 'Social worker', '1'],
      ['Bea Birch', '', 'Step Up', '', '', '', ''],
    ];
    await page.getByLabel('Or paste cells').fill(cells.map((row) => row.join('\t')).join('\n'));
    await importing.press('Read what is pasted');
    await importing.text('2 rows under the headings.').waitFor();
    await expectAccessible(page);
    await importing.press('Continue');
    await importing.at('Which column is which');
    await importing.press('Continue');
    // A team left blank may not be known yet: it is asked, never filled from the row above.
    await page.getByRole('radio', { name: 'No, the team is missing there' }).click();
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    await importing.press('See what it would change');
    await importing.at('What it would change');
    // The list names no cohort: it is asked for, and nobody is put anywhere meanwhile.
    await importing.text('Nothing would change: 2 rows cannot be taken in').waitFor();
    await page
      .getByLabel('Cohort of those for whom the list names none')
      .selectOption('A new cohort');
    await page.getByLabel('Name of the new cohort').fill('Autumn 2025');
    await page.getByLabel('Name of the new cohort').press('Enter');
    await importing.text('Of 2 rows, 2 new').waitFor();
    await importing.text('New cohorts: Autumn 2025.').waitFor();
    expect(await importing.row('Ann Ash')).toContain('On the programme from 22 September 2025');
    await expectAccessible(page);
    await importing.press('Import 2 changes');
    await importing.text('Imported Pasted cells.tsv: 2 new.').waitFor();
    expect(await page.getByRole('link', { name: 'See ASYE' }).count()).toBe(1);
  });

  it('refuses what is no file of records, in words, and changes nothing', async () => {
    const { page, importing } = await openImport({ viewport: { width: 320, height: 700 } });
    await importing.choose('page.xml', '<!DOCTYPE a [<!ENTITY b "c">]><Message>&b;</Message>');
    await page.getByRole('main').getByRole('alert').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await importing.press('Cancel');
    await page.getByRole('heading', { name: 'Workforce', level: 1 }).waitFor();
  }, 60_000);

  it.skipIf(RETURN === null)(
    'takes in a statutory return',
    async () => {
      const { page, importing } = await openImport();
      await importing.choose('csww.xml', RETURN ?? '');
      await importing.text('children’s social work workforce return').waitFor();
      await importing.press('Continue');
      await importing.at('About this return');
      await importing.text('A return names no team.').waitFor();
      expect(await page.getByRole('checkbox').isChecked()).toBe(false);
      await expectAccessible(page);
      await importing.press('Continue');
      await importing.at('Problems found in the file');
      await expectAccessible(page);
      await importing.press('See what it would change');
      await importing.at('What it would change');
      await importing.press(/^Import \d/);
      await importing.at('Imported');
      await page.getByRole('link', { name: 'See Workforce' }).click();
      await page.getByRole('tab', { name: 'People' }).waitFor();
    },
    60_000,
  );
});
