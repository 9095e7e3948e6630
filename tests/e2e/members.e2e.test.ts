/** A coordinator keeps a member's record, gives assessors, and changes the programme. */
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AsyeMembersPage } from './pages/AsyeMembersPage.ts';
import { seedCohort } from './support/asye.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
const folders: string[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function openAsye(
  tab: 'assessors' | 'programmes',
  options: Parameters<typeof openApp>[1] = {},
) {
  const data = await seedCohort();
  folders.push(data);
  const { page } = await openApp(browser, { data, ...options });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const asye = new AsyeMembersPage(page);
  await asye.open(tab, '15 December 2024');
  return { page, asye };
}

describe('a member’s record', () => {
  it('is kept with the keyboard alone: a milestone marked, a pause added', async () => {
    const { page, asye } = await openAsye('assessors');
    await asye.openMember('Ada Alder');
    // Due on 23 September 2024, 83 days before 15 December.
    expect(await asye.milestone('Self-assessment')).toContain('Overdue by 83 days');
    expect(await asye.fact('Planned last day')).toBe('1 September 2025');
    expect(await asye.fact('Next due')).toContain('Supervision, 9 September 2024 (overdue by 97');

    await asye.tabTo('Mark Self-assessment');
    await page.keyboard.press('Enter');
    await page.keyboard.type('20 September 2024');
    await page.keyboard.press('Enter');
    await asye.said(/Marked Self-assessment done on 20 September 2024/);
    expect(await asye.milestone('Self-assessment')).toContain('Done 20 September 2024');
    // The keyboard is at the next one that is open; Escape leaves that as it is, and the panel.
    expect(await asye.focused()).toBe('Mark Support and assessment agreement');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await asye.focused()).toBe('Mark Support and assessment agreement');

    await page.keyboard.press('Shift+Tab');
    for (let back = 0; (await asye.focused()) !== 'Add a pause' && back < 20; back += 1) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await asye.typeDate('2 12 2024');
    await asye.typeDate('31 12 2024');
    await page.keyboard.type('Illness');
    // 30 days: the 3-month review was due on the first of them.
    expect(await asye.moves('3-month review')).toContain('2 December 2024 1 January 2025');
    expect(await asye.moves('Self-assessment')).toContain('Done or waived already');
    await page.keyboard.press('Tab');
    await asye.tabTo('Save the pause');
    await page.keyboard.press('Enter');
    await asye.said(/Paused the programme from 2 December 2024 to 31 December 2024/);
    expect(await asye.fact('Stage')).toBe('Paused');
    expect(await asye.fact('Planned last day')).toBe('1 October 2025');
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Undo: Paused the programme/ }).click();
    await asye.said(/Undone: Paused/);
    await asye.openMember('Ada Alder');
    expect(await asye.fact('Planned last day')).toBe('1 September 2025');
  });

  it('holds evidence, supervision and details, and says what it refuses', async () => {
    const { page, asye } = await openAsye('assessors', { colorScheme: 'dark' });
    await asye.openMember('Cy Cedar');
    await asye.press('Add to Direct observations');
    const evidence = asye.panel.getByRole('form', { name: 'Add to Direct observations' });
    await evidence.getByLabel('Date').fill('1 August 2024');
    await asye.press('Add', evidence);
    await evidence.getByText(/before this member started, on 2 September 2024/).waitFor();
    await evidence.getByLabel('Date').fill('4 October 2024');
    await asye.press('Add', evidence);
    await asye.panel.getByText('1 of 3').waitFor();

    const supervision = asye.panel.getByRole('form', { name: 'Record supervision' });
    await supervision.getByLabel('Held on').fill('9 September 2024, 13 December 2024');
    await asye.press('Record supervision', supervision);
    // Fifteen weeks in: fortnightly since 14 October.
    await asye.panel.getByText('Next due 27 December 2024: in 12 days').waitFor();
    // 6 weekly by 14 October, then 28 October, 11 and 25 November, 9 December.
    await asye.panel.getByText('2 held, of 10 the programme asks for').waitFor();

    await asye.press('Change details');
    await asye.choose('Route in', 'Step Up to Social Work', asye.panel);
    await asye.panel.getByLabel('Social Work England number').fill('SW0000000001');
    await asye.panel.getByLabel('Supervisor').click();
    await page.getByPlaceholder('Search').fill('Mo');
    await page.getByRole('option', { name: /Mo Maple/ }).click();
    await expectAccessible(page);
    await asye.press('Save the details');
    await asye.said(/Changed the route in and the supervisor/);
    expect(await asye.fact('Social Work England')).toContain('SW0000000001');
    expect(await asye.fact('Supervisor')).toBe('Mo Maple');
  });

  it('offers a pause for maternity leave that has none', async () => {
    const { page, asye } = await openAsye('assessors');
    await asye.openMember('Bea Birch');
    await asye.panel.getByText(/recorded from 2 January 2025 to 30 June 2025/).waitFor();
    await asye.press('Add a pause for these days');
    await asye.panel.getByLabel('Reason').fill('Maternity');
    // 2 January to 30 June 2025 is 180 days.
    expect(await asye.moves('Planned last day')).toContain('1 September 2025 28 February 2026');
    await expectAccessible(page);
    await asye.press('Save the pause');
    await asye.panel.getByText('Pause, 2 January 2025 to 30 June 2025: 180 days').waitFor();
    expect(await asye.panel.getByText(/no pause has been agreed/).count()).toBe(0);
  });
});

describe('a cohort', () => {
  it('has one milestone marked for several of its members at once', async () => {
    const { page, asye } = await openAsye('assessors');
    await asye.press('Mark a milestone', page.getByRole('main'));
    await asye.choose('Milestone', '3-month review', asye.panel);
    await asye.press('Tick those due within 28 days');
    // At 0.6 FTE Di’s is not due before February.
    await asye.panel.getByText('3 members ticked of 4').waitFor();
    await asye.panel.getByLabel('Done on').fill('4 December 2024');
    await expectAccessible(page);
    await asye.press('Mark 3 members');
    await asye.said(/Marked 3-month review done on 4 December 2024: 3 members/);
    await asye.openMember('Bea Birch');
    expect(await asye.milestone('3-month review')).toContain('Done, 2 days late 4 December 2024');
  });
});

describe('assessors', () => {
  it('are given to several members, beyond their limit with a warning, and retire', async () => {
    const { page, asye } = await openAsye('assessors');
    await asye.press('Add the first assessor', page.getByRole('main'));
    await asye.panel.getByLabel('Somebody from outside').check();
    await asye.panel.getByLabel('Name').fill('Jo Juniper');
    await asye.panel.getByLabel('Members at once').fill('1');
    await expectAccessible(page);
    await asye.press('Add the assessor');
    await page.getByRole('checkbox', { name: 'Tick Ada Alder' }).check();
    await page.getByRole('checkbox', { name: 'Tick Cy Cedar' }).check();
    await asye.choose('Assessor for those ticked', 'Jo Juniper: room for 1');
    await asye.press('Give 2 members this assessor', page.getByRole('main'));
    await page.getByText('Over: 2 at once, of 1').waitFor();
    await page.getByRole('heading', { name: '2 members without an assessor' }).waitFor();
    await asye.noticesGone();
    await expectAccessible(page);

    await asye.press('Change Jo Juniper', page.getByRole('main'));
    await asye.panel.getByLabel('Last day as an assessor').fill('30 November 2024');
    await asye.press('Save');
    await page.getByRole('heading', { name: '4 members without an assessor' }).waitFor();
    await page.getByText('1 assessor who has retired').click();
    await page.getByText('2 members to hand over').waitFor();
  });
});

describe('a programme', () => {
  it('is changed from a date, and those who started keep what they started on', async () => {
    const { page, asye } = await openAsye('programmes');
    await page.getByText('4 members started on it and keep it.').waitFor();
    await expectAccessible(page);
    await asye.press('Change from a date', page.getByRole('main'));
    await asye.press('Save the version', page.getByRole('main'));
    await page.getByText('Enter the first day somebody can start on it.').waitFor();
    await page.getByLabel('For people who start from').fill('1 April 2025');
    await page.getByLabel('Reason').fill('Reviews at 3, 6 and 11 months');
    await page.getByLabel('Name of milestone 6').fill('11-month review');
    await page.getByLabel('11-month review: due after').fill('11');
    const example = page.getByRole('region', { name: 'Due dates for an example' }).last();
    await example.getByText('1 March 2026', { exact: true }).waitFor();
    await asye.press('Add a milestone', page.getByRole('main'));
    await page.getByLabel('Name of milestone 12').fill('Celebration');
    await page.getByLabel('Celebration: due after').fill('13');
    await expectAccessible(page);
    await asye.press('Save the version', page.getByRole('main'));
    await page.getByRole('heading', { name: 'ASYE, from 1 April 2025 to 31 March 2027' }).waitFor();
    await page.getByText('Nobody has started on it.').waitFor();
    await page.getByRole('cell', { name: '11 months' }).waitFor();

    await page.getByRole('button', { name: /from 1 September 2012 to 31 March 2025/i }).click();
    await page.getByText('4 members started on it and keep it.').waitFor();
    await page.getByRole('rowheader', { name: '9-month review' }).waitFor();
    expect(await page.getByRole('button', { name: 'Correct it' }).count()).toBe(0);
  });

  it('of the council’s own is written from nothing, at 320 pixels too', async () => {
    const { page, asye } = await openAsye('programmes', { viewport: { width: 320, height: 800 } });
    await asye.press('Add a programme', page.getByRole('main'));
    await asye.panel.getByLabel('Name').fill('Return to social work');
    await asye.press('Add the programme');
    await asye.press('Write its first version', page.getByRole('main'));
    await page.getByLabel('For people who start from').fill('1 April 2025');
    await page.getByLabel('Months').fill('6');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await asye.press('Save the version', page.getByRole('main'));
    await page.getByRole('heading', { name: 'Return to social work, from 1 April 2025' }).waitFor();
    await page.getByText('6 months, longer for somebody part-time.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
