/** A workforce lead records who comes and goes, sees the measures follow, and erases somebody. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { WorkforcePage } from './pages/WorkforcePage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');
const FTE = 1_000_000;

let browser: Browser;
let folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders = [];
});

/** A data folder with a plan of two teams and ten people, one of whom left on 30 June 2024. */
async function tenPeople(options: { people?: boolean } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-workforce-'));
  folders.push(folder);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const ok = async <Name extends CallName>(name: Name, input: InputOf<Calls[Name]>) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as OutputOf<Calls[Name]>;
  };
  const { plan } = await ok('library.create', {
    name: 'Workforce',
    organisation: 'Anytown',
    basis: 'local',
    yearStartMonth: 4,
    firstYear: 2020,
    lastYear: 2025,
    routes: ['ASYE', 'Experienced'],
    latest: { asAt: '2024-03-31', establishment: null, vacancies: null },
    targets: { year: 2024, vacancyRate: null, routes: [null, null] },
  });
  await ok('library.open', { plan });
  const revision = async () => (await ok('history.standing', { plan })).revision;
  const from = '2020-04-01';
  await ok('structure.reorganise', {
    ...{ plan, revision: await revision(), from },
    steps: [
      { kind: 'open-service', name: 'Family help' },
      { kind: 'open-team', service: 'Family help', name: 'Assessment' },
      { kind: 'open-team', service: 'Family help', name: 'Duty' },
    ],
  });
  const { role } = await ok('role.save', {
    ...{ plan, revision: await revision(), name: 'Social worker' },
    ...{ group: 'case-holder', counts: true },
  });
  const [team] = (await ok('records.read', { plan })).teams.map(({ id }) => id);
  if (team === undefined) throw new Error('the team was not opened');
  await ok('establishment.change', {
    ...{ plan, revision: await revision(), from },
    steps: [{ kind: 'add', team, role, fte: 12 * FTE }],
  });
  for (let n = 1; options.people !== false && n <= 10; n += 1) {
    const { engagement } = await ok('workforce.start', {
      ...{ plan, revision: await revision(), from, basis: 'permanent', origin: 2 },
      worker: { ref: `E${n}`, name: `Person ${n}` },
      placements: [{ team, role, fte: FTE }],
    });
    if (n < 10) continue;
    await ok('workforce.leave', {
      ...{ plan, revision: await revision(), engagement },
      ...{ lastDay: '2024-06-30', leavingReason: 5 },
    });
  }
  // Somebody in a role that does not count, so that the records are kept to this day.
  const { role: adviser } = await ok('role.save', {
    ...{ plan, revision: await revision(), name: 'Personal adviser' },
    ...{ group: 'other', counts: false },
  });
  if (options.people !== false) {
    await ok('workforce.start', {
      ...{ plan, revision: await revision(), basis: 'permanent' },
      from: new Date().toISOString().slice(0, 10),
      worker: { ref: 'PA1', name: 'Adviser' },
      placements: [{ team, role: adviser, fte: FTE }],
    });
  }
  await ok('preferences.change', { lastPlan: plan });
  await backend.close();
  return folder;
}

async function openWorkforce(options: Parameters<typeof openApp>[1] & { people?: boolean } = {}) {
  const { people, ...rest } = options;
  const data = await tenPeople(people === undefined ? {} : { people });
  const { page } = await openApp(browser, { data, ...rest });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const workforce = new WorkforcePage(page);
  await workforce.open();
  return { page, workforce };
}

describe('the Workforce page', () => {
  it('records a leaver, a starter and other hours, and every measure follows', async () => {
    const { page, workforce } = await openWorkforce();
    await workforce.tab('Measures');
    await workforce.asAt('31 March 2025');
    // One leaver over a mean of 120 / 13 in post.
    expect(await workforce.measure('Turnover, rolling 12 months')).toContain('10.8%');
    expect(await workforce.measure('Vacancy rate')).toContain('25.0%');

    // A date that is none is said beside its field, and nothing is recorded.
    await workforce.tab('People');
    await workforce.openPerson('Person 1');
    await workforce.press('Record as a leaver');
    await workforce.type('Last day worked', '31 9 2024');
    await workforce.choose('Reason', 'Resignation');
    await workforce.choose('Where they went', 'Agency or consultancy in social work in England');
    await workforce.press('Record a leaver');
    await workforce.panel.getByText('Enter a real date, like 30 9 2025.').waitFor();
    await workforce.type('Last day worked', '30 9 2024');
    await workforce.press('Record a leaver');
    await workforce.panel.getByText('Resignation').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Record a starter' }).click();
    await workforce.panel.getByLabel('Reference', { exact: true }).fill('E11');
    await workforce.panel.getByLabel('Name').fill('Person 11');
    await workforce.type('First day', '1 10 2024');
    await workforce.chooseTeam('Assessment (Family help)');
    await workforce.choose('Role', 'Social worker');
    await workforce.choose('Where they came from', 'Newly qualified social worker');
    await workforce.panel.getByText('Proposed from their role').waitFor();
    await workforce.press('Record the starter');
    await workforce.person('Person 11').waitFor();

    await workforce.openPerson('Person 2');
    await workforce.press('Move or change hours');
    await workforce.type('From', '1 1 2025');
    await workforce.panel.getByLabel('FTE').fill('0.6');
    await workforce.press('Save the change');
    await workforce.panel.getByText('0.6 FTE').waitFor();
    await page.keyboard.press('Escape');

    await workforce.tab('Measures');
    // Two leavers over a mean of 119 / 13; 9 people in post with 8.6 FTE of 12.
    await page.getByText('21.8%').waitFor();
    expect(await workforce.measure('Vacancy rate')).toContain('28.3%');

    await workforce.tab('Movements');
    await workforce.choose('Period', '2024-25', page.getByRole('tabpanel'));
    await workforce.movement('Starters, October 2024: 1').waitFor();
    await workforce.movement('Hours (FTE), January 2025: −0.4').waitFor();
    await workforce.movement('Resignation: 1 person').waitFor();
    await workforce.movement('Leavers, September 2024: 1').click();
    const behind = workforce.panel.getByRole('row', { name: /30 September 2024/ });
    expect(await behind.innerText()).toMatch(/Person 1\b[\s\S]*Assessment[\s\S]*Resignation/);
    await page.keyboard.press('Escape');

    // The last change goes back, and the figures with it.
    await page.getByRole('button', { name: /^Undo: Changed a worker’s hours/ }).click();
    await workforce.movement('Hours (FTE), January 2025: −0.4').waitFor({ state: 'detached' });
    await workforce.tab('Measures');
    expect(await workforce.measure('Vacancy rate')).toContain('25.0%');
  });

  it('records maternity, a secondment out and an agency worker', async () => {
    const { page, workforce } = await openWorkforce();
    await workforce.openPerson('Person 3');
    await workforce.press('Record an absence');
    await workforce.type('First day away', '1 5 2024');
    await workforce.press('Record the absence');
    await workforce.panel.getByText('1 May 2024 to now').waitFor();
    await workforce.press('Second out');
    await workforce.type('From', '1 9 2024');
    await workforce.press('Save the change');
    await workforce.panel.getByText('seconded out').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Record an agency worker' }).click();
    await workforce.panel.getByLabel('Reference', { exact: true }).fill('A1');
    await workforce.type('First day', '1 6 2024');
    await workforce.chooseTeam('Assessment (Family help)');
    await workforce.choose('Role', 'Social worker');
    await workforce.choose('What they cover', 'A vacancy');
    await workforce.press('Record the starter');
    await workforce.tab('Measures');
    await workforce.asAt('31 March 2025');
    // 8 in post of 12; one of the four vacant is covered.
    expect(await workforce.measure('Uncovered vacancies')).toMatch(/3 FTE 1 FTE of 4 vacant/);
    await page.getByRole('button', { name: 'Open Seconded out' }).click();
    await workforce.panel.getByRole('button', { name: 'Person 3' }).waitFor();
  });

  it('hides names, exports what is held on a person, and erases them', async () => {
    const { page, workforce } = await openWorkforce();
    await page.getByRole('switch', { name: 'Hide names' }).click();
    await workforce.person('E4').waitFor();
    expect(await workforce.person('Person 4').count()).toBe(0);
    await page.reload();
    await workforce.openPerson('E4');
    expect(await workforce.saved('Export everything held')).toContain('"reference": "E4"');

    await workforce.press('Erase this person');
    await workforce.panel.getByText('This cannot be undone.').waitFor();
    const typed = workforce.panel.getByLabel('To confirm, type the reference: E4');
    await typed.fill('E5');
    await workforce.press('Erase for good');
    await workforce.panel.getByText('Type the reference exactly: E4').waitFor();
    await typed.fill('E4');
    await workforce.press('Erase for good');
    await workforce.panel.getByText('The person is erased').waitFor();
    await workforce.panel.getByText(/hold them|holds them/).waitFor();
    await workforce.panel.getByRole('button', { name: 'Close' }).last().click();
    await workforce.person('E5').waitFor();
    expect(await workforce.person('E4').count()).toBe(0);
  });

  it('says what it is for when nobody is on record', async () => {
    const { page, workforce } = await openWorkforce({ people: false });
    await page.getByRole('button', { name: 'Record the first starter' }).click();
    await workforce.panel.getByRole('heading', { name: 'Record a starter' }).waitFor();
    await expectAccessible(page);
  });

  it.each(['light', 'dark'] as const)('is accessible in %s', async (theme) => {
    const { page, workforce } = await openWorkforce({ colorScheme: theme });
    await page.getByRole('button', { name: 'More filters' }).click();
    await expectAccessible(page);
    await workforce.openPerson('Person 1');
    await expectAccessible(page);
    await workforce.press('Move or change hours');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await workforce.tab('Movements');
    await expectAccessible(page);
    await workforce.tab('Measures');
    await expectAccessible(page);
  });

  it('reflows at 320 pixels without scrolling sideways', async () => {
    const { workforce } = await openWorkforce({ viewport: { width: 320, height: 800 } });
    for (const tab of ['People', 'Movements', 'Measures'] as const) {
      await workforce.tab(tab);
      expect(await workforce.width()).toBe(320);
    }
  });
});
