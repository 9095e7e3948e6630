/** The real desktop app, unpacked, where its binary is: what needs a way into its main process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, buildElectronHost, ROOT } from '../../scripts/project.ts';
import { installedElectron, leftOut, NEEDED_FLAGS } from './smokeNeeds.ts';

const binary = installedElectron();
const skipped = leftOut('the desktop app', binary);

describe.skipIf(skipped)('the desktop app', { timeout: 60_000 }, () => {
  let folder: string;
  let electron: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await buildApp();
    await buildElectronHost();
    folder = await mkdtemp(join(tmpdir(), 'tenure-electron-'));
    electron = await _electron.launch({
      executablePath: binary ?? '',
      args: [ROOT, `--data=${join(folder, 'data')}`, ...NEEDED_FLAGS],
    });
    page = await electron.firstWindow();
  }, 120_000);
  afterAll(async () => {
    await electron.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows the app from its own scheme, and its backend answers', async () => {
    expect(page.url()).toMatch(/^app:\/\/tenure\//);
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  });

  it('gives the page one function and nothing of Node', async () => {
    const found = await page.evaluate(() => ({
      tenure: Object.keys((globalThis as { tenure?: object }).tenure ?? {}),
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    }));
    expect(found).toEqual({ tenure: ['call'], node: [] });
  });

  it('reaches no network, opens no window and stays on its page', async () => {
    const fetched = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(fetched).toBe('refused');
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.waitForTimeout(300);
    expect(page.url()).toMatch(/^app:\/\/tenure\//);
    expect(electron.windows()).toHaveLength(1);
  });

  it('prints the Overview to one A4 page', async () => {
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const pdf = await electron.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const printed = await window?.webContents.printToPDF({ preferCSSPageSize: true });
      return printed?.toString('latin1');
    });
    expect(pdf).toMatch(/^%PDF/);
    expect(pdf?.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
});
