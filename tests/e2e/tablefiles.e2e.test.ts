/** The table goes out to a file and comes back, whole. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notice, takeBack } from './pages/notices.ts';
import { TableFiles } from './pages/TableFiles.ts';
import { TargetsPage } from './pages/TargetsPage.ts';
import { expectAccessible, openApp, openBrowser } from './support/browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function openTargets() {
  const { page } = await openApp(browser, { acceptDownloads: true });
  const targets = new TargetsPage(page);
  await targets.open();
  return { page, targets, files: new TableFiles(page) };
}

function csv(text: string) {
  return { name: 'figures.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

it.each(['Excel workbook', 'CSV file'] as const)('by %s, changing nothing', async (kind) => {
  const { page, files } = await openTargets();
  const file = await files.export(kind);
  expect(file.name).toMatch(kind === 'CSV file' ? /\.csv$/ : /\.xlsx$/);
  await files.choose(file);
  const [added, changed, same] = await files.counts();
  expect([added, changed]).toEqual([0, 0]);
  expect(same).toBeGreaterThan(70);
  await files.dialog.getByText('there is nothing to import').waitFor();
  await expectAccessible(page);
  await files.press('Close');
});

it('brings changes in as one that can be undone', async () => {
  const { page, targets, files } = await openTargets();
  const file = await files.export('CSV file');
  const changed = file.buffer
    .toString('utf8')
    .replace(/^(Figure,Vacancies,.*2021-11-12,,)40,/m, '$141,');
  await files.choose(csv(`${changed}Figure,Agency workers,,,2021-22,,12/11/2021,,60\r\n`));
  expect((await files.counts()).slice(0, 2)).toEqual([1, 1]);
  const row = files.dialog.getByRole('row', { name: /Vacancies, 2021-22, at 12 November 2021/ });
  expect(await row.getByRole('cell').allInnerTexts()).toEqual(['40', '41']);
  await expectAccessible(page);
  await files.press('Import 2 figures');
  await notice(page, 'Imported: 1 new figure and 1 changed').waitFor();
  await targets.says('Vacancies', '2021-22', 'actual', '41');
  await targets.says('Agency workers', '2021-22', 'actual', '60');
  await takeBack(page, 'Undo');
  await targets.says('Vacancies', '2021-22', 'actual', '40');
});

it('refuses what it cannot read, naming row, column and remedy, and changes nothing', async () => {
  const { page, files } = await openTargets();
  await files.choose(csv('Row,Year,As at,Value\nVacancies,2021-22,12/11/2021,lots\n'));
  await files.dialog.getByText('Nothing was imported.').waitFor();
  const problem = files.dialog.getByRole('row', { name: /^2 Value/ });
  expect(await problem.innerText()).toContain('“lots” is not a number. Write the number alone');
  await expectAccessible(page);
  await files.dialog.getByRole('button', { name: 'Choose another file' }).click();
  await files.dialog.getByRole('button', { name: 'Choose a file' }).waitFor();
});
