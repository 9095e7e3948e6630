/** What killed runs left is swept at the next start; what runs still at work need is not. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { APP_ROOT, openSample, openTest } from './support.ts';

/** Another process at work in a data folder, with an upload under way. */
async function otherRun(folder: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'uploading.child.ts'), folder, APP_ROOT],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Half-made files beside a plan, in its backups, in the bin and of the preferences. */
function leaveHalfMade(folder: string, plan: string): string[] {
  const binned = path.join(folder, 'bin', '00000000-0000-4000-8000-000000000000');
  mkdirSync(binned, { recursive: true });
  const mine = path.join(folder, 'plans', plan);
  mkdirSync(path.join(mine, 'backups'), { recursive: true });
  const files = [
    path.join(mine, 'plan.tenure.new'),
    path.join(mine, 'listing.json.new'),
    path.join(mine, 'backups', '2021-11-14T09-00-00-000Z_daily.tenure.new'),
    path.join(mine, 'backups', '2021-11-14T09-00-00-000Z_daily.tenure.new-journal'),
    path.join(binned, 'plan.tenure.new'),
    path.join(folder, 'preferences.json.new'),
  ];
  for (const file of files) writeFileSync(file, 'half');
  return files;
}

const transfersIn = (folder: string) => readdirSync(path.join(folder, 'transfers'));

describe('at the next start', () => {
  it('what a killed run left is gone at once, half-made files too, and nothing else', async () => {
    const { backend, plan } = await openSample();
    const { folder } = backend;
    const kept = await backend.ok('library.backUpNow', { plan });
    await backend.close();
    await kill(await otherRun(folder));
    expect(transfersIn(folder)).toHaveLength(2);
    const halfMade = leaveHalfMade(folder, plan);
    // As a version before the locks left it.
    mkdirSync(path.join(folder, 'transfers', 'earlier'));

    const next = openTest(folder);
    expect(transfersIn(folder)).toHaveLength(2);
    expect(halfMade.filter((file) => existsSync(file))).toEqual([]);
    expect(await next.ok('library.backups', { plan })).toContainEqual(kept);
    await next.ok('library.open', { plan });
    await next.close();
    expect(transfersIn(folder)).toEqual([]);
  });

  it('what another run is at work on is left alone', async () => {
    const { backend, plan } = await openSample();
    const { folder } = backend;
    await backend.close();
    const other = await otherRun(folder);
    const theirs = transfersIn(folder);
    const halfMade = leaveHalfMade(folder, plan);

    const next = openTest(folder);
    expect(transfersIn(folder)).toEqual(expect.arrayContaining(theirs));
    expect(halfMade.filter((file) => !existsSync(file))).toEqual([]);
    await next.close();
    expect(transfersIn(folder)).toEqual(theirs);

    await kill(other);
    const last = openTest(folder);
    expect(halfMade.filter((file) => existsSync(file))).toEqual([]);
    await last.close();
    expect(transfersIn(folder)).toEqual([]);
  });
});
