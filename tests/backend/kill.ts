/** Kills a process in the middle of its writes, and checks that nothing acknowledged is lost. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';
import { APP_ROOT, openSample, openTest } from './support.ts';

function startWriter(folder: string, plan: string) {
  return spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'killed.child.ts'), folder, APP_ROOT, plan],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** Runs `look` while another process has the plan open and writes to it. */
export async function whileWritten(
  folder: string,
  plan: string,
  look: () => Promise<void>,
): Promise<void> {
  const child = startWriter(folder, plan);
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await look();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Runs the child until it has written `least` entries and a moment more; answers the last it told of. */
function writeUntilKilled(folder: string, plan: string, least: number, moment: number) {
  return new Promise<number>((resolve, reject) => {
    const child = startWriter(folder, plan);
    let told = '';
    let errors = '';
    let killing = false;
    child.stderr.on('data', (data) => (errors += String(data)));
    child.stdout.on('data', (data) => {
      told += String(data);
      if (killing || told.split('\n').length <= least) return;
      killing = true;
      setTimeout(() => child.kill('SIGKILL'), moment);
    });
    child.on('close', () => {
      // A last line without its end may be cut short.
      const last = told.split('\n').at(-2);
      if (last === undefined) reject(new Error(`the child wrote nothing: ${errors}`));
      else resolve(Number(last));
    });
  });
}

/** Kills a writing child `times` times over one plan. */
export async function killRepeatedly(times: number): Promise<void> {
  const { backend, plan } = await openSample();
  const { folder } = backend;
  await backend.close();
  for (let round = 0; round < times; round += 1) {
    const acknowledged = await writeUntilKilled(folder, plan, 5, (round * 7) % 40);
    const after = openTest(folder);
    const { revision, undo } = await after.ok('library.open', { plan });
    expect(revision).toBeGreaterThanOrEqual(acknowledged);
    // The last entry and the row it changed are of one piece.
    const { settings } = await after.ok('figures.read', { plan });
    expect(settings.author).toBe(`after ${revision - 1}`);
    expect(undo!.entry).toBe(revision);
    await after.close();
  }
}
