/** A coordinator begins the week, prepares a panel by keyboard alone, and records what it decided. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import type { CallName } from '../../src/contract/index.ts';
import { readDocx } from '../fixtures/readDocx.ts';
import { AsyeWeekPage } from './pages/AsyeWeekPage.ts';
import { notice } from './pages/notices.ts';
import { seedCohort } from './support/asye.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

const APP_ROOT = join(import.meta.dirname, '../..');
/** What no file may say unless somebody asks for it. */
const SENSITIVE = /deferred|fail|condition|pause|withdr/i;

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

/** The ASYE page of the fictional borough, whose cohorts stand as at 31 October 2025. */
async function openWeek(options: Parameters<typeof openApp>[1] = {}) {
  const data = await mkdtemp(join(tmpdir(), 'tenure-asye-'));
  folders.push(data);
  const backend = openBackend({ folder: data, appRoot: APP_ROOT, now: () => new Date() });
  const made = await backend.call('library.addSample', { sample: 'fictional-borough' });
  if (!made.ok) throw new Error(made.fault.message);
  const { plan } = made.value as { plan: string };
  await backend.call('preferences.change', { lastPlan: plan });
  await backend.close();
  const { page } = await openApp(browser, { data, wire: 'bridge', ...options });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const week = new AsyeWeekPage(page);
  await week.open();
  return { page, week };
}

describe('with the keyboard alone', () => {
  it('the coordinator goes from this week to a panel, books on it, and saves its agenda', async () => {
    const { page, week } = await openWeek();
    // The day after December's panel, whose five decisions are not recorded yet.
    await week.asAt('11 December 2025');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Panels: 6. Go to the list' }).waitFor();
    await week.press(week.count('Panels'));
    expect(await week.focused()).toMatch(/^Panels to book and record/);
    const row = (await week.rows('Panels to book and record')).find((one) =>
      one.includes('Panel of 11 March 2026 Has to go to this panel. Not booked.'),
    );
    const [who = ''] = /^\S+ \S+/.exec(row!)!;

    await week.press(week.button('Panel of 11 March 2026'));
    await page.getByRole('tab', { name: 'Panels', selected: true }).waitFor();
    await expect.poll(() => week.focused()).toBe('Panel of 11 March 2026');
    await expectAccessible(page);
    expect(await week.rows('To book')).toEqual([
      expect.stringMatching(
        new RegExp(`^${who} .*Has to go: planned end .* 2026 Not ready\\. Missing: .*Final report`),
      ),
    ]);
    const [other = ''] = /^\S+ \S+/.exec((await week.rows('To see progress'))[0]!)!;

    for (const [at, name] of [who, other].entries()) {
      await week.tabTo(page.getByRole('checkbox', { name: `Choose ${name}` }));
      await page.keyboard.press('Space');
      await week.press(week.button('Book 1 member'));
      await week.onAgenda(name).waitFor();
      expect(await week.rows('On the agenda')).toHaveLength(at + 1);
    }
    expect((await week.rows('On the agenda'))[1]).toMatch(/Progress only\./);
    await week.press(week.button(`Earlier: ${other}`), 'Shift+Tab');
    await expect
      .poll(async () => (await week.rows('On the agenda'))[0])
      .toMatch(new RegExp(`^1 ${other}`));

    await week.press(week.button('Agenda'), 'Shift+Tab');
    await week.dialog.getByText('ASYE panel, 11 March 2026').first().waitFor();
    await expectAccessible(page);
    const save = () => week.press(week.dialog.getByRole('button', { name: 'Save as Word' }));
    const { name, bytes } = await week.saved(save);
    expect(name).toBe('ASYE panel, 11 March 2026.docx');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('the coordinator brings in an intake list, and somebody of it to the agenda of a panel', async () => {
    const { page, week } = await openWeek();
    await page.goto(new URL('/#/workforce/import?kind=cohort', page.url()).href);
    const field = page.getByLabel('Or paste cells');
    await week.tabTo(field);
    // A year before the panel of 10 December 2025, full-time: due at it.
    const cells = [
      ['Name', 'Cohort', 'Start date', 'Team', 'Job title', 'FTE', 'Route'],
      [
        'Lark Pearfield',
        'Winter 2024',
        '16/12/2024',
        'MASH Alder',
        'Social worker',
        '1',
        'Step Up',
      ],
    ];
    await page.keyboard.insertText(cells.map((row) => row.join('\t')).join('\n'));
    await week.press(week.button('Read what is pasted'));
    await week.press(week.button('Continue'));
    await page.getByRole('heading', { name: 'Which column is which' }).waitFor();
    await week.press(week.button('Continue'));
    await page.getByRole('heading', { name: 'Problems found in the file' }).waitFor();
    await week.press(week.button('See what it would change'));
    await page.getByText('New cohorts: Winter 2024.').waitFor();
    await expectAccessible(page);
    await week.press(week.button('Import 1 change'));
    await week.press(page.getByRole('link', { name: 'See ASYE' }));
    await page.getByRole('tab', { name: 'Cohorts', selected: true }).waitFor();
    await page.getByText('Winter 2024').first().waitFor();

    // Along the tabs with the arrow keys.
    await week.tabTo(page.getByRole('tab', { name: 'Cohorts' }), 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tab', { name: 'Panels', selected: true }).waitFor();
    const before = (await week.rows('On the agenda')).length;
    await week.tabTo(page.getByRole('checkbox', { name: 'Choose Lark Pearfield' }));
    await page.keyboard.press('Space');
    await week.press(week.button('Book 1 member'));
    await expect.poll(async () => (await week.rows('On the agenda')).length).toBe(before + 1);
    await week.press(week.button('Agenda'), 'Shift+Tab');
    await expectAccessible(page);
    const save = () => week.press(week.dialog.getByRole('button', { name: 'Save as Word' }));
    const { bytes } = await week.saved(save);
    const { document } = await readDocx(bytes);
    expect(document).toContain('Lark Pearfield');
  });
});

describe('a panel that has met', () => {
  it('has its decisions recorded; they are in an agenda only where they are asked for', async () => {
    const { page, week } = await openWeek();
    await week.open('panels');
    await week.asAt('10 December 2025');
    await page.getByRole('heading', { name: 'Panel of 10 December 2025' }).waitFor();
    const record = async (at: number, decision: string, conditions: string) => {
      await week
        .button(/^Record the decision: /)
        .nth(at)
        .click();
      // Saved without a choice, it says what is missing.
      await week.dialog.getByRole('button', { name: 'Save the decision' }).click();
      await week.dialog.getByText('Choose what the panel decided.').waitFor();
      await week.dialog.getByRole('radio', { name: decision }).click();
      await week.dialog.getByLabel('Conditions').fill(conditions);
      await expectAccessible(page);
      await week.dialog.getByRole('button', { name: 'Save the decision' }).click();
      await week.dialog.waitFor({ state: 'hidden' });
    };
    await record(0, 'Deferred', 'Observe again in January');
    const rows = await week.rows('On the agenda');
    expect(rows[0]).toContain('Deferred Conditions: Observe again in January');
    expect(rows[0]).toContain('Comes back to the panel of 11 March 2026. Book them there.');
    await record(0, 'Pass', '');
    expect((await week.rows('On the agenda'))[1]).toContain(
      'Still to do: record how their programme ended.',
    );

    await week.button('Agenda').click();
    const printed = await week.print();
    expect(printed).toMatchObject({ pages: 1, landscape: true });
    expect(printed.text).toMatch(/OFFICIAL-SENSITIVE[\s\S]*ASYE panel, 10 December 2025/i);
    expect(printed.text).not.toMatch(SENSITIVE);
    expect(printed.text).not.toContain('Hide names');
    expect(await week.word()).not.toMatch(SENSITIVE);
    await week.button('Agenda').click();
    await week.dialog.getByRole('checkbox', { name: 'Include outcomes and conditions' }).click();
    expect(await week.word()).toContain('Deferred. Conditions: Observe again in January');

    // Whoever was deferred is on the next panel's list, and this week's.
    await week.button('11 March 2026').click();
    await page.getByRole('heading', { name: 'Panel of 11 March 2026' }).waitFor();
    expect((await week.rows('To book')).join('\n')).toContain('Comes back: deferred last time');
    await page.getByRole('tab', { name: 'This week' }).click();
    expect((await week.rows('Outcomes to record')).join('\n')).toContain('The panel has decided.');
  });

  it('is one of four added together, and is removed and brought back', async () => {
    const { page, week } = await openWeek();
    await week.open('panels');
    await week.button('Add quarterly dates for a year').click();
    await week.dialog.getByLabel('Panel 1').fill('31 September 2026');
    await week.dialog.getByRole('button', { name: 'Add four panels' }).click();
    await week.dialog.getByText('Enter a real date').waitFor();
    await week.dialog.getByLabel('Panel 1').fill('9 September 2026');
    await week.dialog.getByLabel('Places at each').fill('6');
    await week.dialog.getByRole('button', { name: 'Add four panels' }).click();
    await week.button('9 September 2026').click();
    await page.getByRole('heading', { name: 'Panel of 9 September 2026' }).waitFor();
    await page.getByText('0 of 6 places booked').waitFor();
    await week.button('Remove').click();
    await week.button('9 September 2026').waitFor({ state: 'detached' });
    await notice(page, 'Removed the panel of 9 September 2026').first().waitFor();
    await week
      .button(/^Undo: Removed the panel/)
      .first()
      .click();
    await week.button('9 September 2026').waitFor();
  });
});

describe('a panel before the planned end', () => {
  /** The page of a cohort planned to end on 1 September 2025, with quarterly panels. */
  async function openPanels() {
    const data = await seedCohort();
    folders.push(data);
    const backend = openBackend({ folder: data, appRoot: APP_ROOT, now: () => new Date() });
    const ok = async (name: CallName, input: object = {}) => {
      const answer = await backend.call(name, input);
      if (!answer.ok) throw new Error(answer.fault.message);
      return answer.value as { lastPlan: string | null; revision: number };
    };
    const { lastPlan: plan } = await ok('preferences.read');
    const { revision } = await ok('history.standing', { plan });
    const days = ['2025-06-10', '2025-09-10', '2025-12-10'];
    await ok('panel.save', { plan, revision, panels: days.map((on) => ({ on, capacity: 8 })) });
    await backend.close();
    const { page } = await openApp(browser, { data });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const week = new AsyeWeekPage(page);
    const show = async (panel: string, asAt: string) => {
      await week.open('panels');
      await week.asAt(asAt);
      await week.button(panel).click();
      await page.getByRole('heading', { name: `Panel of ${panel}` }).waitFor();
    };
    return { page, week, show };
  }

  it('sees progress only; who has to go, and who is ready, is for the one that decides', async () => {
    const { page, week, show } = await openPanels();
    await show('10 June 2025', '1 June 2025');
    await expectAccessible(page);
    expect(await week.list('To book').count()).toBe(0);
    const progress = await week.rows('To see progress');
    expect(progress).toHaveLength(4);
    expect(progress[0]).toMatch(
      /^Ada Alder .*Progress only: planned end 1 September 2025 Not yet\. Missing: Self-assessment/,
    );
    expect(progress.join()).not.toContain('Final report');

    await show('10 September 2025', '1 June 2025');
    const must = await week.rows('To book');
    // Di, at 0.6 FTE, ends in 2026.
    expect(must.map((row) => row.slice(0, 9))).toEqual(['Ada Alder', 'Bea Birch', 'Cy Cedar ']);
    expect(must[0]).toMatch(
      /Has to go: planned end 1 September 2025 Not ready\. Missing: .*Critical reflection at 12 months Final report Final review Moderation Direct observations: 0 of 3/,
    );
    await week.open();
    await week.asAt('1 June 2025');
    expect(await week.rows('Panels to book and record')).toEqual([]);

    // Seen in June, nothing is to be decided there, and September still has to be booked.
    await show('10 June 2025', '1 June 2025');
    await page.getByRole('checkbox', { name: 'Choose Ada Alder' }).click();
    await week.button('Book 1 member').click();
    await week.onAgenda('Ada Alder').waitFor();
    await week.asAt('11 June 2025');
    await week.onAgenda('Progress only: a later panel decides').waitFor();
    expect(await week.button(/^Record the decision/).count()).toBe(0);
    await show('10 September 2025', '11 June 2025');
    expect((await week.rows('To book'))[0]).toContain('Ada Alder');
  });

  it('decides where the programme says that it may, also for those who have started', async () => {
    const { page, week, show } = await openPanels();
    await week.open('programmes');
    await page.getByText('The first on or after the planned end.').waitFor();
    await week.button('Which panel decides').click();
    const before = week.dialog.getByLabel('Up to this long before the planned end');
    await before.fill('twelve');
    await week.dialog.getByRole('button', { name: 'Save' }).click();
    await week.dialog.getByText('Enter a whole number from 0 to 120.').first().waitFor();
    await expectAccessible(page);
    await before.fill('12');
    await week.dialog.getByLabel('Up to this long after it').fill('1');
    await week.dialog.getByRole('button', { name: 'Save' }).click();
    await week.dialog.waitFor({ state: 'hidden' });
    await page
      .getByText('The first from 12 weeks before the planned end to 1 month after it.')
      .waitFor();
    // 12 weeks before 1 September 2025 is 9 June.
    await show('10 June 2025', '1 June 2025');
    expect((await week.rows('To book')).map((row) => row.slice(0, 9))).toEqual([
      ...['Ada Alder', 'Bea Birch', 'Cy Cedar '],
    ]);
    await week.open();
    await week.asAt('1 June 2025');
    const tasks = await week.rows('Panels to book and record');
    expect(tasks).toHaveLength(3);

    // The manager's list says what This week does.
    await week.button('List for a team manager').click();
    await week.choose('Team', 'Duty', week.dialog);
    const paper = await week.word();
    for (const said of ['Panel of 10 June 2025', 'To be booked', 'Supervision', 'No assessor']) {
      expect(paper).toContain(said);
    }
    expect(paper).not.toContain('Cy Cedar');
  });
});

describe('this week', () => {
  it('is looked at by cohort and team, and its dates go to a calendar and a manager', async () => {
    const { page, week } = await openWeek();
    const all = await week.counted('Overdue');
    await week.choose('Lists', 'By team');
    // A heading for each team stands over its rows.
    await expect.poll(async () => (await week.rows('Overdue')).length).toBeGreaterThan(all);
    await week.choose('Cohort', 'Autumn 2025');
    await expect.poll(() => week.counted('Overdue')).toBeLessThan(all);
    const some = await week.counted('Overdue');
    await week.choose('Lists', 'By cohort');
    await expect.poll(async () => (await week.rows('Overdue')).length).toBe(some + 1);
    await week.list('Overdue').getByRole('button').first().click();
    await expect.poll(() => page.url()).toMatch(/[?&]member=\d+/);
    await page.keyboard.press('Escape');
    await week.open();

    await week.button('Calendar file').click();
    await week.dialog.waitFor();
    await expectAccessible(page);
    const { name, bytes } = await week.saved(() =>
      week.dialog.getByRole('button', { name: 'Save the file' }).click(),
    );
    expect(name).toBe('ASYE dates, every member.ics');
    const calendar = bytes.toString('utf8').replaceAll('\r\n ', '');
    expect(calendar).toMatch(/SUMMARY:\S+: 3-month review due/);
    expect(calendar).not.toMatch(SENSITIVE);
    const [first = ''] = await week.rows('Due in the next 4 weeks').then((rows) => rows.slice(1));
    const [person = ''] = /^\S+ \S+/.exec(first)!;
    expect(calendar).not.toContain(person);

    await week.dialog.waitFor({ state: 'hidden' });
    const teamName = await week.list('Overdue').locator('tbody tr td').last().innerText();
    const others = (await week.rows('Overdue')).filter((row) => !row.endsWith(teamName));
    expect(others.length).toBeGreaterThan(0);
    await week.button('List for a team manager').click();
    await week.choose('Team', teamName, week.dialog);
    await expectAccessible(page);
    expect(await week.print()).toMatchObject({ pages: 1, landscape: false });
    const paper = await week.word();
    expect(paper).toContain(`ASYE: what is due in ${teamName}`);
    expect(paper).not.toMatch(SENSITIVE);
    for (const row of others) expect(paper).not.toContain(/^\S+ \S+/.exec(row)![0]);
  });

  it('fits a narrow screen and a dark one', async () => {
    const { page, week } = await openWeek({
      ...{ viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    });
    await expectAccessible(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(320);
    await week.open('panels');
    await page.getByRole('heading', { name: /^Panel of/ }).waitFor();
    expect(await width()).toBeLessThanOrEqual(320);
    await expectAccessible(page);
  });

  it('says what it is for where there is nobody yet', async () => {
    const { page } = await openApp(browser);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const week = new AsyeWeekPage(page);
    await week.open();
    await page.getByText('The plan has no members yet.').waitFor();
    await page.getByRole('link', { name: 'Go to Cohorts' }).waitFor();
    await week.open('panels');
    await page.getByText('The plan has no panels yet.').waitFor();
    await expectAccessible(page);
  });
});
