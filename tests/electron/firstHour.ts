/**
 * What somebody does with Tenure in their first hour, as steps on its page: the same in the
 * packaged desktop app and in the browser host.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { notice } from '../e2e/pages/notices.ts';
import { TableFiles } from '../e2e/pages/TableFiles.ts';
import { TargetsPage } from '../e2e/pages/TargetsPage.ts';

/** From the first start: a figure typed, the table saved to a file, and one of its figures imported. */
export async function spendFirstHour(page: Page): Promise<void> {
  const header = page.getByRole('region', { name: 'Plan', exact: true });
  await header.getByText('Tower Hamlets: published figures (sample)').waitFor();
  const targets = new TargetsPage(page);
  await targets.open();
  await targets.goTo('Leavers', '2022-23', 'actual');
  await targets.enter('9');
  await targets.says('Leavers', '2022-23', 'actual', '9');

  const files = new TableFiles(page);
  const saved = await files.export('CSV file');
  expect(saved.name).toMatch(/\.csv$/);
  const [, before = ''] = /^(Figure,Vacancies,.*2021-11-12,,)40,/m.exec(String(saved.buffer)) ?? [];
  expect(before).not.toBe('');
  const changed = String(saved.buffer).replace(`${before}40,`, `${before}41,`);
  await files.choose({ ...saved, buffer: Buffer.from(changed) });
  await files.press('Import 1 figure');
  await notice(page, /^Imported: .*1 changed/).waitFor();

  // Read from beside the app, not through the backend.
  await page.evaluate(() => (location.hash = '#/licences'));
  await page.getByText('packages by other people').waitFor();
}

/** What was done is there after a new start. */
export async function findFirstHour(page: Page): Promise<void> {
  const targets = new TargetsPage(page);
  await targets.open();
  await targets.says('Leavers', '2022-23', 'actual', '9');
  await targets.says('Vacancies', '2021-22', 'actual', '41');
}
