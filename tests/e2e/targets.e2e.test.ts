/** The published table, worked on by a workforce lead with the keyboard alone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TargetsPage } from './pages/TargetsPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function openTargets(width = 1280): Promise<TargetsPage> {
  const { page } = await openApp(browser, {
    viewport: { width, height: 800 },
  });
  const targets = new TargetsPage(page);
  await targets.open();
  return targets;
}

it('shows the published table, which fits six years and is accessible', async () => {
  const targets = await openTargets();
  const rows = await targets.grid.getByRole('rowheader').allInnerTexts();
  expect(rows.map((name) => name.trim())).toEqual(
    expect.arrayContaining(['Vacancies', 'Vacancy %', 'ASYE', 'Total recruits', 'Leavers']),
  );
  expect(await targets.says('ASYE', '2021-22', 'actual', '18')).toContain('+1 in progress');
  expect(await targets.says('ASYE', '2021-22', 'target', 'target')).toContain('target 20');
  expect(await targets.says('Vacancies', '2022-23', 'actual', 'tbc')).toContain('tbc');
  expect(await targets.says('Total recruits', '2022-23', 'target', '38')).toContain('38 tbc');
  await targets.grid.getByText('at 12 November 2021').first().waitFor();
  const overflow = await targets.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await expectAccessible(targets.page);
});

it('changes a column of targets by typing and Enter, and undoes', async () => {
  const targets = await openTargets();
  await targets.goTo('ASYE', '2022-23', 'target');
  await targets.enter('22');
  await targets.enter('7');
  await targets.says('ASYE', '2022-23', 'target', 'target 22');
  await targets.says('Agency to permanent', '2022-23', 'target', 'target 7');
  await targets.notice(/2022-23 to 7/).waitFor();

  await targets.page.keyboard.press('Control+z');
  await targets.says('Agency to permanent', '2022-23', 'target', 'target 5');
  await targets.says('ASYE', '2022-23', 'target', 'target 22');

  // The target before it is kept, with its date and reason.
  await targets.goTo('ASYE', '2022-23', 'target');
  await targets.openDetails();
  await targets.panel.getByText(/Revised May 2021/).waitFor();
  await targets.closeDetails();
  expect(await targets.page.evaluate(() => document.activeElement?.textContent)).toContain(
    'target 22',
  );

  // All targets as they stood before, read-only.
  await targets.page.getByLabel('Targets', { exact: true }).selectOption({ index: 1 });
  await targets.says('ASYE', '2022-23', 'target', 'target 20');
  await targets.goTo('ASYE', '2022-23', 'target');
  await targets.page.keyboard.type('9');
  expect(await targets.editor.count()).toBe(0);
});

it('reads what people write, and keeps what it cannot read', async () => {
  const targets = await openTargets();
  await targets.goTo('ASYE', '2022-23', 'actual');
  await targets.enter('18 (Further 1 in progress)');
  expect(await targets.says('ASYE', '2022-23', 'actual', '+1 in progress')).toContain('18');

  await targets.enter('about 12');
  await targets.page.getByRole('alert').getByText('does not start with a number').waitFor();
  expect(await targets.editor.inputValue()).toBe('about 12');
  // A click elsewhere loses nothing.
  await targets.page.getByRole('heading', { name: 'Targets' }).click();
  expect(await targets.editor.inputValue()).toBe('about 12');
  // Nor does a visit to another page.
  await targets.page.getByRole('link', { name: 'History' }).first().click();
  await targets.page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
  await targets.open();
  expect(await targets.editor.inputValue()).toBe('about 12');
  await targets.editor.focus();
  await targets.page.keyboard.press('Escape');
  expect(await targets.editor.count()).toBe(0);
  await targets.page.keyboard.press('F2');
  await targets.page.keyboard.press('Escape');
  const focused = await targets.page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toContain('no figure');

  // Delete removes the figure in use.
  await targets.goTo('ASYE', '2022-23', 'actual');
  await targets.page.keyboard.press('Delete');
  await targets.says('ASYE', '2022-23', 'actual', 'no figure');
});

it('copies a block, pastes one as one change, and refuses one it cannot read', async () => {
  const targets = await openTargets();
  await targets.goTo('ASYE', '2018-19', 'target');
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown', 'Control+C']) {
    await targets.page.keyboard.press(key);
  }
  expect(await targets.clipboard()).toBe('35\t20\n11\t8');

  await targets.fillClipboard('60\t61\t62\n');
  await targets.goTo('Agency workers', '2017-18', 'actual');
  await targets.page.keyboard.press('Control+V');
  await targets.says('Agency workers', '2019-20', 'actual', '62');
  await targets.page.keyboard.press('Control+z');
  await targets.says('Agency workers', '2017-18', 'actual', 'no figure');
  await targets.says('Agency workers', '2019-20', 'actual', 'no figure');

  await targets.fillClipboard('60\tsixty\t62');
  await targets.goTo('Agency workers', '2017-18', 'actual');
  await targets.page.keyboard.press('Control+V');
  await targets.panel.getByText('Agency workers, 2018-19').waitFor();
  await targets.panel.getByText('does not start with a number').waitFor();
  await targets.panel.getByLabel('Pasted block').fill('2019-20\t2018-19\n62\t61');
  await targets.panel.getByRole('button', { name: 'Record 2 figures' }).click();
  await targets.says('Agency workers', '2018-19', 'actual', '61');
  await targets.says('Agency workers', '2017-18', 'actual', 'no figure');
});

it('answers the question of scope and chooses another source, with the panel accessible', async () => {
  const targets = await openTargets();
  await targets.goTo('Vacancy %', '2020-21', 'actual');
  await targets.openDetails();
  await targets.panel.getByText('probably a change of scope').waitFor();
  await expectAccessible(targets.page);
  await targets.panel.getByRole('button', { name: 'Yes, the scope changed' }).press('Enter');
  await targets.panel.getByLabel('Name of the new scope').fill('Social workers and managers');
  await targets.page.keyboard.press('Enter');
  await targets.panel.getByText('probably a change of scope').waitFor({ state: 'detached' });
  await targets.panel.getByText('Social workers and managers').first().waitFor();
  await targets.closeDetails();

  await targets.goTo('Vacancies', '2018-19', 'actual');
  await targets.openDetails();
  await targets.panel.getByRole('button', { name: /^Use this one: 68/ }).press('Enter');
  await targets.closeDetails();
  expect(await targets.says('Vacancies', '2018-19', 'actual', '68')).toContain(
    'at 31 January 2019',
  );
});

it('adds, renames, moves, retires and brings back a row, and is usable at 320 px', async () => {
  const targets = await openTargets(320);
  const { page } = targets;
  await page.getByRole('button', { name: 'Add row' }).press('Enter');
  await targets.panel.getByLabel('Name').fill('Overseas recruitment');
  await page.keyboard.press('Enter');
  await targets.row('Overseas recruitment').waitFor();

  await targets.grid.locator('[data-place][tabindex="0"]').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await targets.notice(/order/i).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Retire this row' }).press('Enter');
  await targets.row('Overseas recruitment').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Retired rows (1)' }).press('Enter');
  await page.getByRole('menuitem', { name: /Overseas recruitment/ }).press('Enter');
  await targets.row('Overseas recruitment').waitFor();

  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
