/** A director sets the authority beside others on DfE's figures, and asks why two figures differ. */
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceFile } from '../reference.ts';
import { BenchmarkPage } from './pages/BenchmarkPage.ts';
import { closeNotices, notice } from './pages/notices.ts';
import { TargetsPage } from './pages/TargetsPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';
import { seedEmptyPlan } from './support/emptyPlan.ts';
import { seedEstablishment } from './support/establishment.ts';

const REAL = referenceFile('dfe/csww_indicators_2017_to_2023.csv');
/** A later release: a byte order mark, `%` in headings, an extra column, symbols and a bad row. */
const LATER = `\uFEFF${[
  'time_period,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,vacancy_rate_fte_%,caseload_fte,something_new',
  '2025,National,E92000001,England,,,,,14.2,15.2,1',
  '2025,Regional,E92000001,England,E12000001,North East,,,11.5,16,1',
  '2024,Local authority,E92000001,England,E12000001,North East,E06000901,Anytown,20,c,1',
  '2025,Local authority,E92000001,England,E12000001,North East,E06000901,Anytown,12.5,z,1',
  '2025,Local authority,E92000001,England,E12000001,North East,E06000902,"Otherton, City of",low,17,1',
  '202425,Local authority,E92000001,England,E12000001,North East,E06000903,Third,9,17,1',
  ...Array.from(
    { length: 24 },
    (_, n) =>
      `2025,Local authority,E92000001,England,E12000002,North West,E080009${10 + n},Place ${n},${n},15,1`,
  ),
].join('\r\n')}\r\n`;

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function openIn(data: string | null, options: Parameters<typeof openApp>[1] = {}) {
  if (data !== null) folders.push(data);
  const where = data === null ? {} : { data };
  const { page } = await openApp(browser, { ...where, ...options });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, benchmark: new BenchmarkPage(page) };
}

describe('why two figures differ', () => {
  it('is told from 12.5% to 24.0% on first start, with what is not explained and what is needed', async () => {
    const { page, benchmark } = await openIn(null);
    const card = page.getByRole('region', { name: 'Vacancy rate', exact: true });
    await card.getByText('DfE published 24.0% for 30 September 2021.').waitFor();
    await card.getByRole('link', { name: 'Why do these differ?' }).click();
    await benchmark.atDiffer();

    await benchmark.text('Most of it is not explained: +12.3 percentage points.').waitFor();
    expect(await benchmark.row(/^Local figure/)).toContain('12.5% 40 vacancies of 319 posts');
    expect(await benchmark.row(/^Scope/)).toMatch(/^Scope not known /);
    expect(await benchmark.row(/^Denominator/)).toMatch(/^Denominator −0\.8 points /);
    expect(await benchmark.row(/^DfE’s figure/)).toContain('24.0% 81.8 FTE vacant of');
    await benchmark.text('The local figure at 30 September 2021.').waitFor();
    const chart = 'From 12.5% to 24.0%';
    expect(await benchmark.read(chart, 'ArrowRight')).toBe('Local figure: 12.5%');
    expect(await benchmark.read(chart, 'ArrowRight')).toBe('Scope: not known');
    expect(await benchmark.read(chart, 'End')).toBe('DfE’s figure: 24.0%');
    await expectAccessible(page);

    // An answer is in the address, and goes with it.
    await benchmark.choose(
      'Does the local figure count posts that agency workers cover?',
      'Yes, they count as vacant',
    );
    expect(await benchmark.row(/^Agency treatment/)).toMatch(/^Agency treatment no difference /);
    expect(page.url()).toContain('agency=yes');
    await benchmark.choose('Local figure', /^2020-21: 15\.2%/);
    await benchmark.chart('From 15.2% to 20.7%').waitFor();
    await page.reload();
    await benchmark.chart('From 15.2% to 20.7%').waitFor();
  }, 120_000);

  it('is reached from the cell of Targets that holds the local figure', async () => {
    const { page, benchmark } = await openIn(null, { colorScheme: 'dark' });
    const targets = new TargetsPage(page);
    await targets.open();
    await targets.goTo('Vacancy %', '2021-22', 'actual');
    await targets.openDetails();
    await targets.panel.getByRole('link', { name: 'Why do these differ?' }).click();
    await benchmark.chart('From 12.5% to 24.0%').waitFor();
    await expectAccessible(page);
  });
});

describe('a new plan', () => {
  it('compares on the first morning, on the figures that come with Tenure', async () => {
    const { page, benchmark } = await openIn(await seedEmptyPlan());
    await benchmark.open();
    await benchmark.text('DfE’s figures to 30 September 2023 come with Tenure.').waitFor();
    await benchmark.press('Choose your authority');
    await benchmark.find('Your authority', 'Hackney');
    await benchmark.press('Save the choice', benchmark.dialog);
    expect(await benchmark.row(/^Hackney/)).toMatch(/%$/);
    expect(await benchmark.row(/^Inner London/)).toMatch(/ 26%|26\.0%$/);
    await benchmark.text('Open Government Licence v3.0.').first().waitFor();
    await closeNotices(page);
    await expectAccessible(page);
  });

  it('takes in a file with its symbols and problems, chooses by keyboard, compares, and undoes', async () => {
    const { page, benchmark } = await openIn(await seedEmptyPlan());
    await benchmark.open();
    await benchmark.text('DfE’s figures to 30 September 2023 come with Tenure.').waitFor();
    await expectAccessible(page);

    await benchmark.press('Import DfE’s file');
    await benchmark.give('staff.csv', 'Team,Role,FTE\nA,B,1\n');
    await benchmark.dialog
      .getByRole('alert')
      .getByText('This is not DfE’s workforce file')
      .waitFor();
    await benchmark.press('Choose another file', benchmark.dialog);
    await benchmark.give('csww_2025.csv', LATER);
    const found = async () => (await benchmark.dialog.innerText()).replace(/\s+/g, ' ');
    await benchmark.dialog.getByText('30 September 2024 to 30 September 2025').waitFor();
    const said = await found();
    expect(said).toContain('26 authorities, 1 region, 1 nation');
    expect(said).toContain('Columns not used something_new');
    expect(said).toContain('New 29 Changed 0 Already the same 0');
    expect(said).toMatch(/low Rounds to 0, but is not 0 1/i);
    expect(said).toMatch(/7 time_period 202425 It is not the year of a census.*Row left out/);
    await expectAccessible(page);
    await benchmark.press('Import 29 rows', benchmark.dialog);
    await notice(page, 'Imported: 29 new rows and 0 changed').waitFor();

    await benchmark.press('Choose your authority');
    await benchmark.press('Save the choice', benchmark.dialog);
    await benchmark.dialog.getByText('Choose your authority.').waitFor();
    await benchmark.find('Your authority', 'Anytown');
    await benchmark.find('Other authorities', 'Otherton, City of', 'Place 3');
    await expectAccessible(page);
    await benchmark.press('Save the choice', benchmark.dialog);

    expect(await benchmark.row(/^Anytown/)).toMatch(/ 20\.0% 12\.5%$/);
    expect(await benchmark.row(/^North East/)).toMatch(/11\.5%$/);
    expect(await benchmark.row(/^Otherton, City of/)).toMatch(/low.*rounds to 0, but is not 0$/);
    await benchmark.text('Read from csww_2025.csv').waitFor();
    // Of 24 others with a figure, Place 0 to Place 12 are 13 lower; the symbol is no figure.
    await benchmark.text('is higher than that of 13 of the 24 other authorities').waitFor();
    expect(await benchmark.read('Vacancy rate, year by year', 'End')).toBe(
      'Anytown, 30 September 2025: 12.5%',
    );
    expect(await benchmark.read(/Anytown among all/, 'ArrowRight')).toBe('Place 0: 0.0%');
    await benchmark.choose('Measure', 'Average caseload');
    expect(await benchmark.row(/^Anytown/)).toMatch(/c: confidential z z: not applicable$/);
    await benchmark.text('DfE gives no average caseload of Anytown').waitFor();
    await closeNotices(page);
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Undo: Chose whom to compare with/ }).click();
    await benchmark.text('Choose your authority, and the areas to set beside it.').waitFor();
    await page.getByRole('button', { name: /^Undo: Imported published figures/ }).click();
    await benchmark.text('DfE’s figures to 30 September 2023 come with Tenure.').waitFor();
    await benchmark.openDiffer();
    await benchmark.text('The plan has no vacancy rate of its own yet.').waitFor();
  }, 120_000);
});

describe('a plan with records', () => {
  it('sets its own figure on the DfE basis beside the one DfE published', async () => {
    const { page, benchmark } = await openIn(await seedEstablishment(), { colorScheme: 'dark' });
    await benchmark.open();
    // 30 September 2021: North Assessment has 2 of 5 posts vacant, South 1.4 of 2, and Family
    // Support is over: 3.4 vacant, 5.6 in post, so 3.4 of 9.0 is 37.8%, and DfE’s 24.0%.
    expect(await benchmark.row(/^From this plan’s records/)).toMatch(/ 37\.8%/);
    expect(await benchmark.row(/^Difference/)).toMatch(/ \+13\.8 points/);
    await benchmark.text('the statutory return’s six roles').waitFor();
    await benchmark.text('records in this plan, DfE basis').waitFor();
    const line = await benchmark.read(
      'Vacancy rate, year by year',
      // The first of DfE's years, the records' line, and on to 2021.
      ...['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'],
    );
    expect(line).toBe('This plan’s records, 30 September 2021: 37.8%, DfE basis');
    await expectAccessible(page);
  });

  it('tells where it lies among all, and that DfE’s own file adds nothing new', async () => {
    const { benchmark, page } = await openIn(await seedEstablishment(), {
      viewport: { width: 320, height: 700 },
    });
    await page.goto(new URL('/#/benchmark', page.url()).href);
    await benchmark
      .text(/The vacancy rate of Tower Hamlets, 22\.8%, is higher than that of/)
      .waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    if (REAL === null) return;
    await benchmark.press('Import DfE’s file');
    await benchmark.give('csww_indicators_2017_to_2023.csv', REAL);
    await benchmark.dialog.getByText('Already the same').waitFor();
    const said = (await benchmark.dialog.innerText()).replace(/\s+/g, ' ');
    expect(said).toContain('New 0 Changed 0 Already the same 1,137');
  }, 60_000);
});
