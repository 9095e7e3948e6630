/** Backups: daily, before risk, by rotation; and restoring them, damaged plans included. */
import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listBackups, outdated, ROTATION } from '../../src/backend/backups.ts';
import type { Backup } from '../../src/contract/library.ts';
import { openSample, openTest, planFile } from './support.ts';

function day(n: number): string {
  return new Date(Date.UTC(2021, 0, 1 + n, 9)).toISOString();
}

describe('the rotation', () => {
  const named = (takenAt: string, reason: string): Backup => ({
    backup: `${takenAt} ${reason}`,
    takenAt,
    reason,
    bytes: 1,
  });

  it('keeps the last daily ones, then one a month for a year', () => {
    const all = Array.from({ length: 500 }, (_, n) => named(day(499 - n), 'daily'));
    const gone = new Set(outdated(all, day(499)));
    const kept = all.filter((backup) => !gone.has(backup)).map((backup) => backup.takenAt);
    expect(kept.slice(0, ROTATION.daily)).toEqual(
      all.slice(0, ROTATION.daily).map((backup) => backup.takenAt),
    );
    const months = new Set(kept.map((takenAt) => takenAt.slice(0, 7)));
    expect(months.size).toBe(ROTATION.months);
    expect(kept).toHaveLength(ROTATION.daily + ROTATION.months - 1);
  });

  it('keeps those before a risk for a month, and the last three whatever their age', () => {
    const old = [3, 2, 1, 0].map((n) => named(day(n), 'before import'));
    expect(outdated(old, day(400)).map((backup) => backup.takenAt)).toEqual([day(0)]);
    expect(outdated(old, day(20))).toEqual([]);
  });
});

describe('a backup', () => {
  it('is taken once a day, at the day’s first opening', async () => {
    const { backend, plan } = await openSample();
    const reasons = async () =>
      (await backend.ok('library.backups', { plan })).map((one) => [one.takenAt, one.reason]);
    await backend.ok('library.open', { plan });
    await backend.close();
    const again = openTest(backend.folder);
    await again.ok('library.open', { plan });
    expect(await again.ok('library.backups', { plan })).toHaveLength(1);
    await again.close();
    const tomorrow = openTest(backend.folder);
    tomorrow.setNow('2021-11-16T08:00:00.000Z');
    await tomorrow.ok('library.open', { plan });
    expect((await tomorrow.ok('library.backups', { plan })).map((one) => one.takenAt)).toEqual([
      '2021-11-16T08:00:00.000Z',
      '2021-11-15T09:30:00.000Z',
    ]);
    await expect(reasons()).rejects.toThrow('Tenure is closing');
  });

  it('rotates on a real folder, and leaves no half-written file', async () => {
    const { backend, plan } = await openSample();
    for (let n = 0; n < 20; n += 1) {
      backend.setNow(day(n * 40));
      await backend.ok('library.backUpNow', { plan });
    }
    const folder = path.join(backend.folder, 'plans', plan, 'backups');
    const kept = listBackups(folder);
    expect(kept.filter((one) => one.reason === 'asked for')).toHaveLength(ROTATION.others);
    expect(readdirSync(folder)).toHaveLength(kept.length);
  });

  it('can be restored, after a backup of what is there, and never rewinds the revision', async () => {
    const { backend, plan } = await openSample();
    const before = await backend.ok('figures.read', { plan });
    const backup = await backend.ok('library.backUpNow', { plan });
    await backend.change('year.add', { plan, where: 'after' });
    await backend.change('settings.change', { plan, author: 'Somebody' });
    backend.setNow('2021-11-15T10:00:00.000Z');
    const answer = await backend.call('library.restoreBackup', { plan, backup: backup.backup });
    expect(answer).toMatchObject({ ok: true, changed: ['library', 'plan', 'backups'] });
    expect(await backend.ok('figures.read', { plan })).toEqual(before);
    const { entries } = await backend.ok('history.list', { plan });
    expect(entries[0]).toMatchObject({
      entry: 4,
      words: 'Restored the backup taken on 15 November 2021',
      who: 'Jane',
    });
    const [newest] = await backend.ok('library.backups', { plan });
    expect(newest!.reason).toBe('before restore');
    // What was there before can be had back the same way.
    await backend.ok('library.restoreBackup', { plan, backup: newest!.backup });
    expect((await backend.ok('figures.read', { plan })).settings.author).toBe('Somebody');
    expect(await backend.revision(plan)).toBe(5);
  });

  it('brings back a plan whose file is damaged, and keeps the damaged file', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    const good = await backend.ok('library.backUpNow', { plan });
    await backend.close();
    const file = planFile(backend.folder, plan);
    truncateSync(file, 9000);
    writeFileSync(`${file}-wal`, 'left behind');
    const again = openTest(backend.folder);
    expect((await again.fault('library.open', { plan })).code).toBe('damaged-file');
    await again.ok('library.restoreBackup', { plan, backup: good.backup });
    expect((await again.ok('figures.read', { plan })).settings.lastYear).toBe(2023);
    const { plans } = await again.ok('library.list', {});
    expect(plans[0]).toMatchObject({ kind: 'sample', trouble: null });
    expect(existsSync(`${file}.unreadable`)).toBe(true);
  });

  it('that is itself spoilt is refused, and the plan stays as it was', async () => {
    const { backend, plan } = await openSample();
    const backup = await backend.ok('library.backUpNow', { plan });
    const before = await backend.ok('figures.read', { plan });
    const file = path.join(backend.folder, 'plans', plan, 'backups', backup.backup);
    const db = new Database(file);
    db.exec('CREATE TRIGGER t AFTER INSERT ON target BEGIN DELETE FROM target; END');
    db.close();
    const asked = { plan, backup: backup.backup };
    expect((await backend.fault('library.restoreBackup', asked)).code).toBe('foreign-file');
    truncateSync(file, 5000);
    expect((await backend.fault('library.restoreBackup', asked)).code).toBe('damaged-file');
    expect(await backend.ok('figures.read', { plan })).toEqual(before);
  });

  it('is named from the list only, never by a path', async () => {
    const { backend, plan } = await openSample();
    for (const backup of ['../plan.tenure', '..\\plan.tenure', '/etc/passwd', 'plan.tenure']) {
      const fault = await backend.fault('library.restoreBackup', { plan, backup });
      expect(fault.code).toBe('not-found');
    }
  });
});
