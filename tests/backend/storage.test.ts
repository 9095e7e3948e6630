/** Files that another program holds: waited for, and then refused in plain words. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { moveDurably } from '../../src/backend/storage.ts';
import { tempFolder } from './support.ts';

/** A folder with one file, that nobody may change. */
function heldFolder(): string {
  const base = tempFolder();
  chmodSync(base, 0o755);
  const folder = path.join(base, 'held');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'a'), 'kept');
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
  return folder;
}

/** Moves or removes the file from a process of its own; the folder is let go after `heldMs`, or never. */
async function attempt(act: 'move' | 'remove', folder: string, heldMs: number | null) {
  const script = path.join(import.meta.dirname, 'held.child.ts');
  const child = spawn(process.execPath, [script, act, folder]);
  onTestFinished(() => void child.kill());
  let last = '';
  for await (const line of createInterface(child.stdout)) {
    if (line === 'ready' && heldMs !== null) setTimeout(() => chmodSync(folder, 0o777), heldMs);
    last = line;
  }
  return JSON.parse(last) as { ms: number; said: string };
}

describe.skipIf(process.platform === 'win32')('a file that is held', () => {
  it.each([
    ['move', ['b']],
    ['remove', []],
  ] as const)('for a moment does not stop a %s', async (act, left) => {
    const folder = heldFolder();
    const { ms, said } = await attempt(act, folder, 250);
    expect(said).toBe('');
    expect(ms).toBeGreaterThan(100);
    expect(readdirSync(folder)).toEqual(left);
  });

  it.each(['move', 'remove'] as const)(
    'for longer than a second is said in plain words, and is left as it was: %s',
    async (act) => {
      const folder = heldFolder();
      const { ms, said } = await attempt(act, folder, null);
      expect(said).toMatch(/another program is using it.*What was saved before is kept.*try again/);
      expect(said).not.toContain(folder);
      expect(ms).toBeGreaterThan(800);
      expect(readdirSync(folder)).toEqual(['a']);
    },
  );
});

it('what is not there is not waited for', () => {
  const folder = tempFolder();
  const started = performance.now();
  expect(() => moveDurably(path.join(folder, 'a'), path.join(folder, 'b'))).toThrow('ENOENT');
  expect(performance.now() - started).toBeLessThan(100);
});
