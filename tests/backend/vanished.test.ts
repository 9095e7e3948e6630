/** A plan whose file is moved or deleted while it is open: noticed, said, and saved elsewhere. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSample, openTest, planFile, tempFolder } from './support.ts';

const GONE = [
  ['its file is deleted', (file: string) => rmSync(file)],
  ['its folder is deleted', (file: string) => rmSync(path.dirname(file), { recursive: true })],
  [
    'its folder is moved',
    (file: string) => renameSync(path.dirname(file), path.join(tempFolder(), 'moved')),
  ],
  [
    'the data folder is deleted',
    (file: string) => rmSync(path.dirname(path.dirname(path.dirname(file))), { recursive: true }),
  ],
  [
    'another file takes its place',
    (file: string) => {
      rmSync(file);
      writeFileSync(file, 'something else');
    },
  ],
] as const;

// Windows keeps files that are open from being moved or deleted.
describe.skipIf(process.platform === 'win32')('an open plan', () => {
  it.each(GONE)(
    'when %s, is said to be gone before anything is acknowledged, and is saved whole',
    async (_how, go) => {
      const { backend, plan } = await openSample();
      const { revision } = await backend.ok('library.open', { plan });
      await backend.change('settings.change', { plan, author: 'Before' });
      go(planFile(backend.folder, plan));

      const change = { plan, revision: revision + 1, author: 'After' };
      const fault = await backend.fault('settings.change', change);
      expect(fault).toMatchObject({
        code: 'vanished',
        message: /moved or deleted.*save it as a new plan/s,
      });
      for (const name of ['library.open', 'figures.read'] as const) {
        expect((await backend.fault(name, { plan })).code).toBe('vanished');
      }
      // What is held is in no way thrown away meanwhile.
      expect((await backend.fault('library.moveToBin', { plan })).code).toBe('vanished');
      const { plans } = await backend.ok('library.list', {});
      expect(plans).toMatchObject([
        { plan, name: /^Tower Hamlets/, trouble: { code: 'vanished' } },
      ]);

      const { plan: saved } = await backend.ok('library.saveVanished', { plan });
      expect((await backend.ok('figures.read', { plan: saved })).settings.author).toBe('Before');
      const { entries } = await backend.ok('history.list', { plan: saved });
      expect(entries[1]!.words).toMatch(/Before/);
      await backend.change('settings.change', { plan: saved, author: 'After' });
      await backend.close();
      const again = openTest(backend.folder);
      expect((await again.ok('figures.read', { plan: saved })).settings.author).toBe('After');
    },
  );

  it('that is where it belongs is not saved again', async () => {
    const { backend, plan } = await openSample();
    await backend.ok('library.open', { plan });
    expect((await backend.fault('library.saveVanished', { plan })).code).toBe('refused');
    expect((await backend.ok('library.list', {})).plans).toHaveLength(1);
  });

  it('that is moved away and back goes on, and loses nothing', async () => {
    const { backend, plan } = await openSample();
    await backend.change('settings.change', { plan, author: 'Before' });
    const folder = path.dirname(planFile(backend.folder, plan));
    const away = path.join(tempFolder(), 'away');
    renameSync(folder, away);
    expect((await backend.fault('figures.read', { plan })).code).toBe('vanished');
    renameSync(away, folder);
    await backend.change('year.add', { plan, where: 'after' });
    expect((await backend.ok('figures.read', { plan })).settings.author).toBe('Before');
  });

  it('that is moved away keeps all of it where it was moved to', async () => {
    const { backend, plan } = await openSample();
    await backend.change('settings.change', { plan, author: 'Before' });
    const away = tempFolder();
    mkdirSync(path.join(away, 'plans'));
    renameSync(path.dirname(planFile(backend.folder, plan)), path.join(away, 'plans', plan));
    await backend.close();
    const elsewhere = openTest(away);
    expect((await elsewhere.ok('figures.read', { plan })).settings.author).toBe('Before');
  });
});
