/**
 * The packaged desktop app, as users get it. Its fuses keep Playwright's own way into Electron
 * shut, so it is started like any program and attached to from outside.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { watch } from '../e2e/support/browser.ts';
import { startAttached, type Attached } from './attach.ts';
import { findFirstHour, spendFirstHour } from './firstHour.ts';
import { leftOut, NEEDED_FLAGS, packagedApp } from './smokeNeeds.ts';

const program = packagedApp();
const skipped = leftOut('the packaged desktop app', program);

describe.skipIf(skipped)('the packaged desktop app', { timeout: 180_000 }, () => {
  let folder: string;
  let args: string[];
  let running: Attached | null = null;

  beforeAll(async () => {
    // What does not exist yet, as on a new computer.
    folder = await mkdtemp(join(tmpdir(), 'tenure-smoke-'));
    args = [`--data=${join(folder, 'new', 'data')}`, ...NEEDED_FLAGS];
  });
  afterEach(() => running?.kill());
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

  async function start(): Promise<Attached> {
    running = await startAttached(program ?? '', args, join(folder, 'new/data/window'));
    return running;
  }

  it('does what people do in their first hour, started once however often', async () => {
    const app = await start();
    const faults = watch(app.page, 'app://tenure');
    await spendFirstHour(app.page);
    expect(faults).toEqual([]);

    // A second one hands over to the first and ends.
    await promisify(execFile)(program ?? '', args, { timeout: 60_000 });
    expect(app.page.context().pages()).toHaveLength(1);
    await findFirstHour(app.page);
    expect(await app.quit()).toBe(0);
  });

  it('has everything there after it was quit', async () => {
    const app = await start();
    await findFirstHour(app.page);
    expect(await app.quit()).toBe(0);
  });
});
