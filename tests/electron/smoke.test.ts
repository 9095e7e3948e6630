/** The real desktop app, where its binary is: started, used, and attacked once. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, buildElectronHost } from '../../scripts/project.ts';
// What `window.tenure` is.
import type {} from '../../src/app/transport.ts';

const ROOT = join(import.meta.dirname, '../..');
const binary = findBinary();
const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY);

if (binary === null || !display) {
  console.warn(
    `SKIPPED: the desktop app was not tried, because there is no ${binary === null ? 'Electron binary' : 'display'} here.`,
  );
}

function findBinary(): string | null {
  const folder = join(ROOT, 'node_modules/electron');
  const where = join(folder, 'path.txt');
  if (!existsSync(where)) return null;
  const path = join(folder, 'dist', readFileSync(where, 'utf8').trim());
  return existsSync(path) ? path : null;
}

describe.skipIf(binary === null || !display)('the desktop app', { timeout: 60_000 }, () => {
  let folder: string;
  let electron: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await buildApp();
    await buildElectronHost();
    folder = await mkdtemp(join(tmpdir(), 'tenure-electron-'));
    electron = await _electron.launch({
      executablePath: binary ?? '',
      args: [
        ROOT,
        `--data=${join(folder, 'data')}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    page = await electron.firstWindow();
  }, 120_000);
  afterAll(async () => {
    await electron.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows the app from its own scheme, and the bridge answers', async () => {
    expect(page.url()).toMatch(/^app:\/\/tenure\//);
    await page.locator('#app > *').first().waitFor();
    const answer = await page.evaluate(() => window.tenure?.call('library.list', '{}'));
    expect(JSON.parse(answer ?? '')).toMatchObject({ ok: true });
  });

  it('gives the page one function and nothing of Node', async () => {
    const found = await page.evaluate(() => ({
      tenure: Object.keys(window.tenure ?? {}),
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
});
