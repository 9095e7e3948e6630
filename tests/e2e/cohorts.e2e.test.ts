/** A coordinator makes a cohort, and takes a member from the offer to the role after it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { InputOf, OutputOf } from '../../src/contract/call.ts';
import type { CallName, Calls } from '../../src/contract/index.ts';
import { addDays, monthInWords, yearOf } from '../../src/domain/calendar.ts';
import { CohortsPage } from './pages/CohortsPage.ts';
import { EstablishmentPage } from './pages/EstablishmentPage.ts';
import { takeBack } from './pages/notices.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');
const FTE = 1_000_000;
const TODAY = new Date().toISOString().slice(0, 10);
/** When somebody who accepted is expected. */
const COMES = addDays(TODAY, 40);

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/**
 * A plan with a team of 3 newly qualified posts and 1 social worker's. With a starter in one of
 * the former and a cohort; with members, the starter is in the cohort and somebody else is to come.
 */
async function teamWith(who: 'nobody' | 'starter' | 'members' = 'nobody'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-cohorts-'));
  folders.push(folder);
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const ok = async <Name extends CallName>(name: Name, input: InputOf<Calls[Name]>) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as OutputOf<Calls[Name]>;
  };
  const year = yearOf(TODAY);
  const { plan } = await ok('library.create', {
    ...{ name: 'Academy', organisation: 'Anytown', basis: 'local', yearStartMonth: 4 },
    ...{ firstYear: year - 5, lastYear: year + 1, routes: ['ASYE', 'Experienced'] },
    latest: { asAt: TODAY, establishment: 4, vacancies: 4 },
    targets: { year, vacancyRate: null, routes: [6, null] },
  });
  await ok('library.open', { plan });
  const at = async () => ({ plan, revision: (await ok('history.standing', { plan })).revision });
  const from = '2020-04-01';
  await ok('structure.reorganise', {
    ...{ ...(await at()), from },
    steps: [
      { kind: 'open-service', name: 'Family help' },
      { kind: 'open-team', service: 'Family help', name: 'Duty' },
    ],
  });
  const role = async (name: string) =>
    (await ok('role.save', { ...(await at()), name, group: 'case-holder', counts: true })).role;
  const [newly, worker] = [await role('Newly qualified'), await role('Social worker')];
  const team = (await ok('records.read', { plan })).teams[0]!.id;
  await ok('establishment.change', {
    ...{ ...(await at()), from },
    steps: [
      { kind: 'add', team, role: newly, fte: 3 * FTE },
      { kind: 'add', team, role: worker, fte: FTE },
    ],
  });
  if (who !== 'nobody') {
    const { measures } = await ok('figures.read', { plan });
    const route = measures.find(({ label }) => label === 'ASYE')!.id;
    await ok('programme.save', { ...(await at()), programme: 1, name: 'ASYE', route });
    const started = await ok('workforce.start', {
      ...{ ...(await at()), worker: { ref: 'E1', name: 'Ines Cole' }, basis: 'permanent', route },
      ...{ from: '2024-09-02', placements: [{ team, role: newly, fte: FTE }] },
    });
    const { cohort } = await ok('cohort.save', {
      ...{ ...(await at()), programme: 1, name: 'Autumn 2024' },
      intakes: [{ on: '2024-09-02', places: 2 }],
    });
    if (who === 'members') {
      const { members } = await ok('member.add', {
        ...{ ...(await at()), cohort },
        members: [
          { ...started, startedOn: '2024-09-02' },
          { worker: { ref: 'NQSW-1', name: 'Cam Odell' } },
        ],
      });
      await ok('member.accept', {
        ...{ ...(await at()), member: members[1]!, acceptedOn: '2024-05-01', expectedOn: COMES },
        placements: [{ team, role: newly, fte: FTE }],
      });
    }
  }
  await ok('preferences.change', { lastPlan: plan });
  await backend.close();
  return folder;
}

async function openCohorts(
  options: Parameters<typeof openApp>[1] & { who?: Parameters<typeof teamWith>[0] } = {},
) {
  const { who, ...rest } = options;
  const { page } = await openApp(browser, { data: await teamWith(who), ...rest });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const cohorts = new CohortsPage(page);
  await cohorts.open();
  return { page, cohorts };
}

/** Opens the team's roles; the page remembers what was open. */
async function openDuty(establishment: EstablishmentPage): Promise<void> {
  await establishment.open();
  await establishment.row('Family help').waitFor();
  if ((await establishment.row('Newly qualified').count()) > 0) return;
  await establishment.expand('Family help');
  await establishment.expand('Duty');
}

describe('cohorts', () => {
  it('begin with a cohort; its members accept, start, or do not come', async () => {
    const { page, cohorts } = await openCohorts();
    await page.getByRole('button', { name: 'Add the first cohort' }).click();
    await cohorts.dialog.getByLabel('Name').fill('Autumn 2024');
    await cohorts.dialog.getByRole('button', { name: 'Add an intake' }).click();
    await cohorts.dialog.getByLabel('Intake 1 starts on').fill('31/9/2024');
    await cohorts.dialog.getByLabel('Places, intake 1').fill('5');
    await cohorts.dialog.getByRole('button', { name: 'Add the cohort' }).click();
    await cohorts.dialog.getByText('Enter a real date, for example 30 September 2025.').waitFor();
    await cohorts.dialog.getByLabel('Intake 1 starts on').fill('2/9/2024');
    await cohorts.save('Add the cohort');

    // The route is proposed by its name, and nothing counts to it until somebody says so.
    await page.getByText('Starters on ASYE count to no recruitment route yet').waitFor();
    await page.getByRole('button', { name: 'Set the route' }).click();
    await page.getByRole('region', { name: /^ASYE, 20/ }).waitFor();

    await cohorts.openCohort('Autumn 2024');
    await page.getByRole('button', { name: 'Add members' }).click();
    for (const [at, name] of ['Ada Byron', 'Bea Adu', 'Cam Odell'].entries()) {
      if (at > 0) {
        await cohorts.dialog.getByRole('button', { name: 'Add another person' }).press('Enter');
      }
      const person = cohorts.dialog.getByRole('group', { name: `Person ${at + 1}` });
      await person.getByLabel('Name').fill(name);
      expect(await person.getByLabel('Reference').inputValue()).toBe(`NQSW-${at + 1}`);
    }
    await cohorts.save('Add 3 members');
    expect(await cohorts.member('Cam Odell').innerText()).toContain('Chosen');

    // An offer with a post: the vacancy is filled by name, and an arrival is expected.
    await cohorts.act('Cam Odell', 'Record the accepted offer');
    await cohorts.type('Offer accepted on', '1 5 2024');
    await cohorts.type('Expected first day', COMES.split('-').reverse().join(' '));
    await cohorts.dialog.getByText('Their team and role are agreed').click();
    await cohorts.chooseTeam('Duty (Family help)');
    await cohorts.choose('Role', 'Newly qualified');
    await cohorts.save('Save the offer');
    await cohorts.member('Cam Odell').getByText('Confirmed').waitFor();

    await cohorts.act('Ada Byron', 'Record the start');
    await cohorts.type('First day on the programme', '2 9 2024');
    await cohorts.chooseTeam('Duty (Family help)');
    await cohorts.choose('Role', 'Newly qualified');
    await cohorts.dialog.getByLabel('Reference', { exact: true }).fill('700123');
    await cohorts.save('Record the start');
    await cohorts.member('Ada Byron').getByText('On programme').waitFor();

    await cohorts.act('Bea Adu', 'Record that they will not come');
    await cohorts.type('When they said so', '1 8 2024');
    await cohorts.save('Record it');
    await cohorts.member('Bea Adu').getByText('Withdrew before starting').waitFor();

    await cohorts.back();
    // 5 places, 2 taken; 3 recruited and one of them withdrew; 2 confirmed, 1 started.
    expect(await cohorts.listed('Autumn 2024')).toMatch(/ 5 3 left 3 1 withdrew 2 1 1 0 0 0 /);
    const arrivals = page.getByRole('table', { name: 'Expected arrivals by month' });
    expect(await arrivals.innerText()).toMatch(new RegExp(`${monthInWords(COMES)}\\s+1\\b`));
  });

  it('end with a new role, and the establishment and the Overview follow', async () => {
    const { page, cohorts } = await openCohorts({ who: 'members' });
    const establishment = new EstablishmentPage(page);
    await openDuty(establishment);
    // Funded, in post (FTE and people), vacant, of which an offer is accepted.
    await establishment.shows('Newly qualified', '3 1 1 66.7% 2 1');
    await establishment.shows('Social worker', '1 0 0 100.0% 1 0');

    await cohorts.open();
    await cohorts.openCohort('Autumn 2024');
    await cohorts.act('Ines Cole', 'Record how it ended');
    await cohorts.choose('How it ended', 'Passed');
    await cohorts.type('Last day on the programme', '10 9 2025');
    await cohorts.dialog.getByText('They go on to another role').click();
    await cohorts.type('In the new role from', '1 10 2025');
    await cohorts.choose('Role', 'Social worker');
    await cohorts.save('Record how it ended');
    await cohorts.member('Ines Cole').getByText('Completed').waitFor();

    await openDuty(establishment);
    await establishment.shows('Newly qualified', '3 0 0 100.0% 3 1');
    await establishment.shows('Social worker', '1 1 1 0.0% 0 0');
    const overview = new URL('/#/overview', page.url()).href;
    await page.goto(overview);
    const part = page.getByRole('region', { name: 'ASYE cohorts' });
    await part.getByText(`1 person: 1 in ${monthInWords(COMES)}`).waitFor();
    await part.getByRole('link', { name: 'See the cohorts' }).click();

    // One step takes back both the end and the move.
    await cohorts.openCohort('Autumn 2024');
    await page.getByRole('button', { name: /^Undo: Recorded the end of a member/ }).click();
    await cohorts.member('Ines Cole').getByText('On programme').waitFor();
    await openDuty(establishment);
    await establishment.shows('Social worker', '1 0 0 100.0% 1 0');
  });

  it('take in those who started by the records, and are sorted, filtered and undone', async () => {
    const { page, cohorts } = await openCohorts({ who: 'starter' });
    const inNone = page.getByRole('region', { name: 'In no cohort', exact: true });
    await inNone.getByRole('checkbox', { name: 'Choose Ines Cole' }).press('Space');
    await inNone.getByRole('button', { name: 'Add 1 person to the cohort' }).press('Enter');
    await inNone.waitFor({ state: 'detached' });
    await cohorts.openCohort('Autumn 2024');
    await cohorts.member('Ines Cole').getByText('2 September 2024').waitFor();
    await page
      .getByRole('region', { name: 'Timeline', exact: true })
      .getByText('3-month review due')
      .waitFor();

    const start = page.getByRole('columnheader', { name: 'Start' });
    await start.getByRole('button').press('Enter');
    expect(await start.getAttribute('aria-sort')).toBe('ascending');
    await start.getByRole('button').press('Enter');
    expect(await start.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'On programme (1)' }).click();
    await cohorts.member('Ines Cole').waitFor();

    // With somebody in it a cohort is kept; added in error, they go and can come back.
    expect(await page.getByRole('button', { name: 'Remove the cohort' }).count()).toBe(0);
    await cohorts.act('Ines Cole', 'Take out: added in error');
    await cohorts.save('Take them out');
    await page.getByText('Nobody is in this cohort yet.').waitFor();
    await takeBack(page, 'Undo');
    await cohorts.member('Ines Cole').waitFor();
  });

  it('are accessible, empty and at every form', async () => {
    const { page, cohorts } = await openCohorts({});
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add the first cohort' }).click();
    await cohorts.dialog.getByRole('button', { name: 'Add an intake' }).click();
    await expectAccessible(page);
  });

  it('are accessible in the dark, as a list and one by one', async () => {
    const { page, cohorts } = await openCohorts({ who: 'members', colorScheme: 'dark' });
    await expectAccessible(page);
    await cohorts.openCohort('Autumn 2024');
    await expectAccessible(page);
  });

  it('are accessible in the dark where members are added and accept', async () => {
    const { page, cohorts } = await openCohorts({ who: 'starter', colorScheme: 'dark' });
    await cohorts.openCohort('Autumn 2024');
    await page.getByRole('button', { name: 'Add members' }).click();
    await expectAccessible(page);
    await cohorts.save('Add the member');
    await cohorts.act('NQSW-1', 'Record the accepted offer');
    await cohorts.dialog.getByText('Their team and role are agreed').click();
    await expectAccessible(page);
  });

  it('reflow at 320 pixels without scrolling sideways', async () => {
    const { page, cohorts } = await openCohorts({
      ...{ who: 'starter', viewport: { width: 320, height: 800 } },
    });
    expect(await cohorts.width()).toBe(320);
    await cohorts.openCohort('Autumn 2024');
    await page.getByRole('button', { name: 'Add members' }).click();
    await cohorts.dialog.waitFor();
    expect(await cohorts.width()).toBe(320);
  });
});
