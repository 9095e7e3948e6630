/** A data folder that Tenure cannot start in: said in words, by the backend and by its thread. */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBackend } from '../../src/backend/index.ts';
import { LONGEST_FOLDER } from '../../src/backend/startFolder.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { APP_ROOT, AT, openSample, openTest, tempFolder } from './support.ts';

const open = (folder: string) =>
  openBackend({ folder, appRoot: APP_ROOT, now: () => new Date(AT) });

/** A folder path of exactly so many bytes. */
function folderOf(bytes: number): string {
  let folder = tempFolder();
  while (Buffer.byteLength(folder) < bytes - 1) {
    folder = path.join(folder, 'd'.repeat(Math.min(100, bytes - 1 - Buffer.byteLength(folder))));
  }
  return folder.padEnd(bytes, 'e');
}

describe('a data folder', () => {
  it('under a file is refused in words, by the thread too', async () => {
    const file = path.join(tempFolder(), 'file');
    writeFileSync(file, '');
    const folder = path.join(file, 'data');
    const words = `Tenure cannot use its data folder, ${folder}. A file is in its place, so nothing was changed.`;
    expect(() => open(folder)).toThrow(words);
    expect(() => open(file)).toThrow('A file is in its place');
    await expect(openBackendThread({ folder, appRoot: APP_ROOT })).rejects.toThrow(words);
  });

  it('is refused where its path is too long, and used in full up to there', async () => {
    expect(() => open(folderOf(LONGEST_FOLDER + 1))).toThrow('Its path is too long');
    expect(() => open(`${tempFolder()}/${'x'.repeat(600)}`)).toThrow('Its path is too long');
    const { backend, plan } = await openSample(folderOf(LONGEST_FOLDER));
    await backend.ok('library.backUpNow', { plan });
    const [newest] = await backend.ok('library.backups', { plan });
    await backend.ok('library.restoreBackup', { plan, backup: newest!.backup });
    await backend.ok('library.duplicate', { plan, name: 'Another' });
    await backend.ok('library.export', { plan, contents: 'figures', passphrase: null });
    await backend.ok('library.moveToBin', { plan });
    expect(backend.logged).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('that may not be written in is refused', async () => {
    const { backend } = await openSample();
    await backend.close();
    const { folder } = backend;
    for (const name of ['', 'transfers', 'plans']) chmodSync(path.join(folder, name), 0o555);
    onTestFinished(() => {
      for (const name of ['', 'transfers', 'plans']) chmodSync(path.join(folder, name), 0o755);
    });
    expect(await startAsAnybody(folder)).toContain('Tenure is not allowed to write in it');
    expect(await startAsAnybody(path.join(folder, 'new'))).toContain('not allowed to write in it');
  });

  it.skipIf(!canMount())('on a disk that can only be read is refused', () => {
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'empty'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', path.join(folder, 'empty')]);
    onTestFinished(() => void execFileSync('umount', [path.join(folder, 'empty')]));
    const data = path.join(folder, 'empty', 'data');
    expect(() => open(data)).toThrow('It can only be read, and Tenure has to write in it');
  });

  it('that can be used again is opened with everything in it', async () => {
    const { backend, plan } = await openSample();
    await backend.close();
    writeFileSync(path.join(backend.folder, 'plans', 'note.txt'), 'not a plan');
    const again = openTest(backend.folder);
    expect((await again.ok('library.list', {})).plans.map((one) => one.plan)).toEqual([plan]);
    expect(readdirSync(path.join(backend.folder, 'plans'))).toContain('note.txt');
  });
});

/** What a start says when it is made by a user who owns nothing; root may write anywhere. */
function startAsAnybody(folder: string): Promise<string> {
  const start = `
    import { openBackend } from ${JSON.stringify(path.join(APP_ROOT, 'src/backend/index.ts'))};
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    try {
      openBackend({ folder: process.argv[1], appRoot: process.argv[2], now: () => new Date() });
    } catch (error) {
      console.log(error.message);
    }`;
  const args = ['--input-type=module-typescript', '--eval', start, folder, APP_ROOT];
  return promisify(execFile)(process.execPath, args).then(({ stdout }) => stdout);
}

/** Only root may mount a disk; elsewhere that one test is skipped, and the report says so. */
function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
