/** A backend thread that dies under an open page: said, nothing lost, and a reload goes on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { startHost } from '../../src/browser-host/server.ts';
import { servePages } from '../../src/browser-host/static.ts';
import { closeNotices, notice } from './pages/notices.ts';
import { SettingsPage } from './pages/SettingsPage.ts';
import { expectAccessible, openBrowser, watch } from './support/browser.ts';

const ROOT = join(import.meta.dirname, '../..');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('is said once with the page as it is, then plainly, before and after a reload', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-interrupted-'));
  const lost: string[] = [];
  const backend = await openBackendThread({
    folder,
    appRoot: ROOT,
    who: 'Jane',
    threadFile: new URL('../backend/mortal.child.ts', import.meta.url),
    onLost: (message) => lost.push(message),
  });
  const host = await startHost({ call: backend.call, pages: servePages(join(ROOT, 'dist/app')) });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const faults = watch(page, host.origin);
  await page.goto(host.address);
  const settings = new SettingsPage(page);
  await settings.open();
  const organisation = settings.field('Organisation');
  const save = async (words: string) => {
    await organisation.fill(words);
    await page.getByRole('button', { name: 'Save changes' }).click();
  };

  await save('This dies after saving');
  await notice(page, /stopped in the middle of this and has started again/).waitFor();
  // It had been saved, and the page has read so.
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
  await page.reload();
  await settings.open();
  expect(await organisation.inputValue()).toBe('This dies after saving');
  await settings.change('Organisation', 'Another borough');
  await closeNotices(page);

  await save('This dies before saving');
  await notice(page, /stopped unexpectedly and cannot go on/).waitFor();
  expect(lost).toHaveLength(1);
  await page.reload();
  await page.getByRole('heading', { name: 'Tenure cannot start' }).waitFor();
  await page.getByText(/What was saved is safe/).waitFor();
  await expectAccessible(page);

  await page.close();
  await host.close();
  await backend.close();
  const again = await openBackendThread({ folder, appRoot: ROOT, who: 'Jane' });
  expect(await again.call('library.list', '{}')).toContain('Another borough');
  await again.close();
  await rm(folder, { recursive: true });
  expect(faults).toEqual([]);
});
