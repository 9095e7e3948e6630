/** One figure everywhere: what a director reads on one page stands on every other, as at one day. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { ImportPage } from './pages/ImportPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');

type Ask = <Name extends CallName>(
  name: Name,
  input: InputOf<Calls[Name]>,
) => Promise<OutputOf<Calls[Name]>>;

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A data folder with the plan that `make` makes, opened first. */
async function folderWith(make: (ok: Ask) => Promise<string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-headlines-'));
  folders.push(folder);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const ok: Ask = async (name, input) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as OutputOf<Calls[typeof name]>;
  };
  await ok('preferences.change', { lastPlan: await make(ok) });
  await backend.close();
  return folder;
}

const sample = (which: 'tower-hamlets' | 'fictional-borough') =>
  folderWith(async (ok) => (await ok('library.addSample', { sample: which })).plan);

/** 240 posts, 31 vacant, and leavers and recruits of two years; routes have targets, the total none. */
const byHand = () =>
  folderWith(async (ok) => {
    const { plan } = await ok('library.create', {
      ...{ name: 'By hand', organisation: 'Anytown', basis: 'local', yearStartMonth: 4 },
      ...{ firstYear: 2023, lastYear: 2026, routes: ['ASYE', 'Experienced'] },
      latest: { asAt: '2025-03-31', establishment: 240, vacancies: 31 },
      targets: { year: 2024, vacancyRate: 10, routes: [12, 14] },
    });
    await ok('library.open', { plan });
    const { measures, sources, scopes } = await ok('figures.read', { plan });
    const reading = (kind: string, label: string, value: number | null) => ({
      measure: measures.find((one) => one.kind === kind && (label === '' || one.label === label))!
        .label,
      ...{ source: sources[0]!.name, scope: scopes[0]!.name, year: 2024, asAt: '2025-03-31' },
      ...{ value, status: value === null ? ('tbc' as const) : ('actual' as const) },
      ...{ inProgress: null, note: '', text: '', chosen: false },
    });
    await ok('figures.import', {
      plan,
      revision: (await ok('history.standing', { plan })).revision,
      table: {
        measures: measures.map(({ label, kind, unit }) => ({ label, kind, unit })),
        ...{ sources: [], scopes: [], targets: [] },
        readings: [
          reading('leavers', '', 31),
          reading('recruits', 'ASYE', 12),
          reading('recruits', 'Experienced', 10),
          reading('agency', '', null),
        ],
      },
      dryRun: false,
    });
    return plan;
  });

async function open(data: string): Promise<Page> {
  const { page } = await openApp(browser, { data });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function goTo(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(new URL(`/#/${address}`, page.url()).href);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

const line = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What a headline says on Overview: its number, and where it comes from. */
async function onOverview(page: Page, name: string): Promise<{ number: string; origin: string }> {
  await goTo(page, 'overview', 'Overview');
  const card = page.getByRole('region', { name, exact: true });
  await card.waitFor();
  const words = line(await card.innerText());
  return {
    number: /^\D*?(\d[\d.]*%?|tbc|No figure)/.exec(words)?.[1] ?? '',
    origin: /(Reported|Calculated|From records)[^.]*\./.exec(words)?.[0] ?? '',
  };
}

/** The plan's headlines as a page of records repeats them. */
async function repeated(page: Page): Promise<string> {
  const part = page.getByRole('region', { name: 'The plan’s headlines' });
  await part.waitFor();
  return line(await part.innerText());
}

/** Chooses the day the plan is looked at as at, in the header. */
async function lookAsAt(page: Page, date: string): Promise<void> {
  await page.getByRole('button', { name: /^As at .*Change the day$/ }).click();
  const field = page.getByRole('textbox', { name: 'As at', exact: true });
  await field.fill(date);
  await field.press('Enter');
  await page.getByRole('button', { name: `As at ${date}. Change the day` }).waitFor();
  await page.keyboard.press('Escape');
}

describe('the fictional borough', () => {
  it('says the same on every page, as at one day that is chosen in the header', async () => {
    const page = await open(await sample('fictional-borough'));
    await page.getByRole('button', { name: 'As at 31 October 2025. Change the day' }).waitFor();
    const rate = await onOverview(page, 'Vacancy rate');
    expect(rate).toEqual({ number: '15.3%', origin: 'Reported at 31 October 2025.' });
    const turnover = await onOverview(page, 'Turnover');
    await page.getByText('No movements recorded since 31 October 2025.').waitFor();
    // Route targets are a target, and a part of a year is rated against none.
    await page.getByText('2025-26 is in progress: 49 of 64, 59% of the year gone.').waitFor();
    const overview = line(await page.getByRole('main').innerText());
    expect(overview).toContain('33 people left, 49 were recruited and 1 post was added');
    const things = /(\d+) things to check/.exec(overview)?.[0] ?? 'none';
    expect(overview).toMatch(/Recruited 23 of 30/);

    for (const [address, heading] of [
      ['establishment', 'Establishment'],
      ['workforce?tab=measures', 'Workforce'],
    ] as const) {
      await goTo(page, address, heading);
      expect(await repeated(page)).toContain(`Vacancy rate ${rate.number} ${rate.origin}`);
      await page.getByText('No movements recorded since 31 October 2025.').first().waitFor();
    }
    expect(await repeated(page)).toContain(`Turnover ${turnover.number} ${turnover.origin}`);
    expect(line(await page.getByRole('region', { name: 'Vacancy rate' }).innerText())).toContain(
      '15.3% 71.1 vacant of 465.2 FTE',
    );
    await expectAccessible(page);
    await goTo(page, 'asye?tab=cohorts', 'ASYE');
    const route = page.getByRole('region', { name: 'ASYE, 2025-26' });
    expect(line(await route.innerText())).toContain(
      'Recruited 23 Reported (part-year) at 31 October 2025.',
    );
    await goTo(page, 'targets', 'Targets');
    await page.getByRole('button', { name: things }).waitFor();
    await page.getByRole('heading', { name: things }).waitFor();

    // Another day, for every page, remembered on this computer.
    await lookAsAt(page, '31 March 2025');
    const earlier = await onOverview(page, 'Vacancy rate');
    expect(earlier).toEqual({ number: '17.9%', origin: 'Reported at 31 March 2025.' });
    await page.reload();
    await page.getByRole('button', { name: 'As at 31 March 2025. Change the day' }).waitFor();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await goTo(page, 'establishment', 'Establishment');
    expect(await repeated(page)).toContain(`Vacancy rate ${earlier.number} ${earlier.origin}`);
    await page.getByText('At the close of 31 March 2025:').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText('As at 31 March 2025 · Social workers and their managers').waitFor();
    await page.emulateMedia({ media: 'screen' });

    // Looking at another day on a page is said, and moves no headline.
    await page.getByRole('textbox', { name: 'Day looked at' }).fill('31 March 2026');
    await page.keyboard.press('Enter');
    await page.getByText('Below is 31 March 2026. The plan is as at 31 March 2025.').waitFor();
    await page.getByText(/Who is in post then is not on record/).waitFor();
    expect(await repeated(page)).toContain(`Vacancy rate ${earlier.number} ${earlier.origin}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: /^As at 31 March 2025/ }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to 31 October 2025' }).click();
    await page.getByText('At the close of 31 October 2025:').waitFor();
  }, 150_000);
});

describe('the published figures', () => {
  it('start the projection where the Overview stands, and add up in words', async () => {
    const page = await open(await sample('tower-hamlets'));
    await page.getByRole('button', { name: 'As at 12 November 2021. Change the day' }).waitFor();
    expect(await onOverview(page, 'Vacancy rate')).toEqual({
      ...{ number: '12.5%', origin: 'Reported at 12 November 2021.' },
    });
    await goTo(page, 'projection', 'Projection');
    await page.getByText(/As at 12 November 2021: 40 of 319 posts vacant/).waitFor();
    await lookAsAt(page, '31 March 2021');
    expect(await onOverview(page, 'Vacancy rate')).toEqual({
      ...{ number: '15.2%', origin: 'Reported at 31 March 2021.' },
    });
  }, 90_000);
});

describe('a plan made by hand', () => {
  it('keeps its headlines when a few people are imported, and says what is on record', async () => {
    const page = await open(await byHand());
    const names = ['Vacancy rate', 'Vacancies', 'Turnover', 'Recruits'] as const;
    const before = [];
    for (const name of names) before.push(await onOverview(page, name));
    expect(before.map(({ number }) => number)).toEqual(['12.9%', '31', '14.8%', '22']);
    expect(await onOverview(page, 'Agency')).toMatchObject({ number: 'No figure' });
    await page.getByText('Near target').first().waitFor({ state: 'detached' });

    const importing = new ImportPage(page);
    await importing.open();
    const people = Array.from(
      { length: 20 },
      (_, n) => `E${n},Person ${n},Family help,Duty,Social worker,Permanent,1,13/04/2021`,
    );
    await importing.choose(
      'staff.csv',
      ['Employee No,Name,Service,Team,Job title,Contract type,FTE,Start date', ...people].join(
        '\n',
      ),
    );
    await page.getByRole('radio', { name: /^People/ }).click();
    await importing.press('Continue');
    await importing.press('Continue');
    await importing.at('Problems found in the file');
    await importing.press('See what it would change');
    await importing.at('What it would change');
    await importing.text('What it does to the headlines').waitFor();
    await importing.text('No headline changes.').waitFor();
    await expectAccessible(page);
    await importing.press('Import 20 changes');
    await importing.at('Imported');

    const after = [];
    for (const name of names) after.push(await onOverview(page, name));
    expect(after).toEqual(before);
    await goTo(page, 'establishment', 'Establishment');
    await page.getByText('20 of about 209 people are on record').waitFor();
    expect(await repeated(page)).toContain('Vacancy rate 12.9%');
    // Nobody has recorded an agency worker: no page says 0%.
    await goTo(page, 'workforce?tab=measures', 'Workforce');
    const agency = page.getByRole('region', { name: 'Agency rate' });
    expect(line(await agency.innerText())).toMatch(/^Agency rate No figure/);
  }, 120_000);
});
