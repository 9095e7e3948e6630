/**
 * The first hour, in a browser that is attached to as the packaged desktop app is in its smoke
 * test: so what that test relies on is proved where Electron cannot run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { findBrowser } from '../../src/browser-host/browsers.ts';
import { startAttached } from '../electron/attach.ts';
import { findFirstHour, spendFirstHour } from '../electron/firstHour.ts';
import { watch } from './support/browser.ts';
import { CHROMIUM_FLAGS } from './support/chromium.ts';
import { launchTenure } from './support/tenure.ts';

/** Every address that the page begins to go to. Moving within it is none. */
async function watchNavigations(page: Page): Promise<string[]> {
  const addresses: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Page.frameStartedNavigating', ({ url }) => addresses.push(url));
  await session.send('Page.enable');
  return addresses;
}

it('is spent, and found again after a new start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-hour-'));
  const profile = join(folder, 'profile');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));

  const args = [
    ...CHROMIUM_FLAGS,
    '--headless',
    '--window-size=1280,800',
    // A Mac would ask its owner for the password to the keychain.
    '--use-mock-keychain',
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  for (const steps of [spendFirstHour, findFirstHour]) {
    const tenure = await launchTenure({ data: join(folder, 'data') });
    onTestFinished(tenure.stop);
    const browser = await startAttached(findBrowser() ?? '', args, profile);
    onTestFinished(browser.kill);
    const faults = watch(browser.page, new URL(tenure.address).origin);
    const navigations = await watchNavigations(browser.page);
    await browser.page.goto(tenure.address);
    await steps(browser.page);
    expect(faults).toEqual([]);
    // The desktop app refuses every navigation, so saving a file must not be one.
    expect(navigations).toEqual([tenure.address]);
    expect(await browser.quit()).toBe(0);
    await tenure.stop();
  }
});
