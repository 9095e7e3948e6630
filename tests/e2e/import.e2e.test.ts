/** A workforce lead drops in the HR system's extract, sees all it would do, and takes it in. */
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceFile } from '../reference.ts';
import { ImportPage } from './pages/ImportPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEmptyPlan } from './support/emptyPlan.ts';

const EXTRACT = [
  'Anytown Council,,,,,,,',
  'Staff in post,,,,,,,',
  '',
  'Employee No,Name,Service,Where,Job title,Contract type,FTE,Start date',
  'E1,Ann Ash,Family help,Assessment,Social worker,Permanent,1,13/04/2021',
  'E2,Bea Birch,Family help,Assessment,Senior social worker,Permanent,0.6,19/09/2022',
  ',VACANT,Family help,Assessment,Social worker,,1,',
  'E3,Cal Cedar,Family help,Duty,Social worker,Permanent,1,31/02/2024',
  'E4,Dee Dogwood,Family help,Duty,Social worker,Type B,1,25/03/2024',
  'Total,,,,,,3.6,',
  '',
].join('\r\n');
const MOVEMENTS = [
  'Starters, leavers and changes,,,,,,,',
  'Employee No,Name,Change type,Effective date,Team,Job title,FTE,Reason for leaving',
  'E5,Eli Elder,New starter,16/09/2024,Duty,Social worker,1,',
  'E1,Ann Ash,Change of hours,23/09/2024,,,0.6,',
  'E2,Bea Birch,Transfer,30/09/2024,Duty,,,',
  'E3,Cal Cedar,Maternity leave,14/10/2024,,,,',
  'E4,Dee Dogwood,Leaver,31/10/2024,,,,Resignation',
  'E1,Ann Ash,Pay award,25/11/2024,,,,',
  'E9,Nat Nobody,Leaver,31/10/2024,,,,Retired',
  'E2,Bea Birch,Change of hours,25/11/2024,,,,',
  '',
].join('\r\n');
const BOOKINGS = [
  'Booking reference;Candidate;SWE number;Team;Job title;Hours per week;Booking start;Booking end;Reason for booking',
  'B1;Fay Fir;SW0000000001;Duty;Social worker;36,0;15.04.2024;30.09.2024;Vacancy',
  'B2;Fay Fir;SW0000000001;Duty;Social worker;36,0;14.10.2024;;Maternity cover',
  'B3;Gus Gorse;;Court team;Social worker;18,5;15.04.2024;;Peak',
  '',
].join('\n');
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

async function plan(): Promise<string> {
  const folder = await seedEmptyPlan();
  folders.push(folder);
  return folder;
}

async function openImport(options: Parameters<typeof openApp>[1] = {}) {
  const { page } = await openApp(browser, { data: await plan(), wire: 'bridge', ...options });
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

  it('takes in movements, then agency bookings, each as one change and once', async () => {
    const { page, importing } = await openImport();
    const people = EXTRACT.replace('31/02/2024', '26/02/2024')
      .replace('Where', 'Team')
      .replace('Type B', 'Permanent');
    await importing.choose('staff.csv', people);
    await importing.text('Text with commas').waitFor();
    await importing.press('Continue');
    await importing.press('Continue');
    await importing.press('See what it would change');
    await importing.press('Import 4 changes');

    await importing.press('Import another file');
    await importing.choose('Starters and leavers.csv', MOVEMENTS);
    await importing.text('Text with commas').waitFor();
    expect(await page.getByRole('radio', { name: /^Movements/ }).isChecked()).toBe(true);
    await importing.press('Continue');
    await importing.press('Continue');
    // How a starter is employed, and a type it does not hold, are asked about.
    await page.getByLabel('Which type of movement is “Pay award”?').selectOption('leave-rows-out');
    await page
      .getByRole('group', { name: /^How are the starters/ })
      .getByLabel('Permanent')
      .click();
    await expectAccessible(page);
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    expect(await importing.row('Said to be left out')).toMatch(/1 8$/);
    await importing.press('See what it would change');
    await importing
      .text('Of 7 rows, 1 new, 4 changed and 0 unchanged. 2 cannot be taken in.')
      .waitFor();
    await importing.press(/^Changed/);
    // A blank team is the team they are in, not the one of the row above.
    expect(await importing.row('E1, Ann Ash')).toContain(
      'Hours 1 FTE to 0.6 FTE from 23 September',
    );
    expect(await importing.row('E2, Bea Birch')).toContain(
      'Moves from Senior social worker, Assess',
    );
    await importing.press(/^Cannot/);
    expect(await importing.row('E9, Nat Nobody')).toContain(
      'They were not here on 31 October 2024.',
    );
    expect(await importing.row('E2, Bea Birch')).toContain('The row gives no FTE or hours.');
    await expectAccessible(page);
    await importing.press('Import 5 changes');
    await importing.text('1 new, 4 changed and 2 left out.').waitFor();

    await importing.press('Import another file');
    await importing.choose('Agency bookings.csv', BOOKINGS);
    await importing.text('Text with semicolons').waitFor();
    expect(await page.getByRole('radio', { name: 'Agency workers' }).isChecked()).toBe(true);
    await importing.press('Continue');
    await importing.press('Continue');
    await page.getByLabel('How many hours a week is full time?').fill('37');
    await page
      .getByRole('group', { name: /“Peak”/ })
      .getByLabel('Extra work')
      .click();
    await importing.press('Continue');
    await importing.press('See what it would change');
    await importing.text('Of 3 rows, 3 new, 0 changed and 0 unchanged.').waitFor();
    await expectAccessible(page);
    await importing.press('Import 3 changes');
    await importing.text('Imported Agency bookings.csv: 3 new.').waitFor();

    // The same movements again change nothing.
    await importing.press('Import another file');
    await importing.choose('Starters and leavers.csv', MOVEMENTS);
    await importing.text('Text with commas').waitFor();
    await importing.press('Continue');
    await importing.text('A file with these headings was imported before.').waitFor();
    await importing.press('Continue');
    await importing.text('Check the answers, then continue.').waitFor();
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    await importing.press('See what it would change');
    await importing.text('Nothing would change: 2 rows cannot be taken in').waitFor();

    // Two bookings of one registration number are one person, here now by the second.
    await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
    const rows = page.getByRole('row');
    await rows.filter({ hasText: 'Fay Fir' }).waitFor();
    expect(await importing.row('Fay Fir')).toMatch(/Duty Social worker 0.97 Agency/);
    expect(await importing.row('Gus Gorse')).toMatch(/Court team Social worker 0.5 Agency/);
    expect(await importing.row('Cal Cedar')).toMatch(/Away/);
    expect(await rows.filter({ hasText: 'Dee Dogwood' }).count()).toBe(0);
  }, 120_000);

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
