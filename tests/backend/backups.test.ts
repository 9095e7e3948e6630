/** Backups: daily, before risk, by rotation; and restoring them, damaged plans included. */
import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listBackups, outdated, ROTATION, takeBackup } from '../../src/backend/backups.ts';
import { openPlan } from '../../src/backend/open.ts';
import type { Backup } from '../../src/contract/library.ts';
import { MIGRATIONS, openSample, openTest, planFile } from './support.ts';

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

  /** Newest first, as the list is. */
  const listed = (backups: Backup[]) =>
    [...backups].sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  const datesOf = (backups: readonly Backup[]) => backups.map((backup) => backup.takenAt);
  const keptOf = (all: readonly Backup[], instant: string) => {
    const gone = new Set(outdated(all, instant));
    return all.filter((backup) => !gone.has(backup));
  };

  /** The rotation as it is promised, were every date right. */
  const promised = (all: readonly Backup[]): Backup[] => {
    const daily = all.filter(({ reason }) => reason === 'daily');
    const risky = all.filter(({ reason }) => reason === 'before import');
    const newest = Date.parse(all[0]!.takenAt);
    const lastOfMonths = daily.filter(
      (one, at) =>
        daily.findIndex((two) => two.takenAt.slice(0, 7) === one.takenAt.slice(0, 7)) === at,
    );
    const kept = [
      ...daily.slice(0, 14),
      ...lastOfMonths.slice(0, 12),
      ...risky.slice(0, 3),
      ...risky.filter(({ takenAt }) => newest - Date.parse(takenAt) <= 30 * 86_400_000),
    ];
    return all.filter((one) => one.reason === 'asked for' || kept.includes(one));
  };

  it('keeps the last daily ones, then one or two a month for a year', () => {
    const all = Array.from({ length: 500 }, (_, n) => named(day(499 - n), 'daily'));
    const kept = datesOf(keptOf(all, day(499)));
    // One more of each than is promised: it makes up for a day whose date may be wrong.
    const daily = ROTATION.daily + 1;
    expect(kept.slice(0, daily)).toEqual(datesOf(all.slice(0, daily)));
    const months = [...new Set(kept.map((takenAt) => takenAt.slice(0, 7)))];
    expect(months).toHaveLength(ROTATION.months);
    expect(kept.length).toBeLessThanOrEqual(daily + 2 * ROTATION.months);
    const newestOfMonth = (month: string) => all.find((one) => one.takenAt.startsWith(month))!;
    expect(kept).toEqual(expect.arrayContaining(datesOf(months.map(newestOfMonth))));
  });

  it('keeps those before a risk for a month of newer backups, and the last ones whatever their age', () => {
    const old = [3, 2, 1, 0].map((n) => named(day(n), 'before import'));
    const outdatedWith = (...newer: number[]) =>
      datesOf(outdated([...newer.map((n) => named(day(n), 'daily')), ...old], day(400)));
    // A month must have passed up to the newest backup but one day's, not up to today.
    expect(outdatedWith()).toEqual([]);
    expect(outdatedWith(40)).toEqual([]);
    expect(outdatedWith(40, 20)).toEqual([]);
    const five = [named(day(4), 'before import'), ...old];
    const newer = [41, 40].map((n) => named(day(n), 'daily'));
    expect(datesOf(outdated([...newer, ...five], day(41)))).toEqual([day(0)]);
  });

  it('never takes one that somebody asked for', () => {
    const all = Array.from({ length: 40 }, (_, n) => named(day(4000 - n * 100), 'asked for'));
    expect(outdated(all, day(5000))).toEqual([]);
  });

  it('takes none for a clock that was a year ahead for one start, then or later', () => {
    const all = listed([
      ...Array.from({ length: 60 }, (_, n) => named(day(100 + n), 'daily')),
      ...[101, 120, 140, 155, 159].map((n) => named(day(n), 'before import')),
    ]);
    const honest = keptOf(all, day(159));
    const ahead = listed([...honest, named(day(525), 'daily'), named(day(525), 'before import')]);
    const left = keptOf(ahead, day(525));
    expect(left).toEqual(expect.arrayContaining(promised(honest)));
    // Right again the next day: what is dated in the future counts for nothing.
    const next = named(day(160), 'daily');
    expect(keptOf(listed([...left, next]), day(160))).toEqual(
      expect.arrayContaining(promised(listed([...honest, next]))),
    );
  });

  it('counts nothing that is dated in the future, however much there is', () => {
    const honest = Array.from({ length: 14 }, (_, n) => named(day(14 - n), 'daily'));
    const future = Array.from({ length: 30 }, (_, n) => named(day(900 - n), 'daily'));
    expect(outdated([...future, ...honest], day(14))).toEqual([]);
  });

  it('loses nothing that the promised rotation keeps, whatever one day’s clock said', () => {
    const events = fc.array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 45 })),
        reason: fc.constantFrom('daily', 'before import', 'before import', 'asked for'),
      }),
      { minLength: 20, maxLength: 120 },
    );
    const property = fc.property(
      events,
      fc.nat(),
      fc.integer({ min: -900, max: 900 }),
      (some, which, off) => {
        let today = 0;
        const made = some.map(({ after, reason }, n) => {
          today += after;
          return { day: today, reason, id: `${n}` };
        });
        const wrong = made[which % made.length]!.day;
        let honest: Backup[] = [];
        let clocked: Backup[] = [];
        for (const { day: on, reason, id } of made) {
          const says = on === wrong ? on + off : on;
          const dated = (n: number) => ({
            ...named(day(n).replace('00.000', `00.${id.padStart(3, '0')}`), reason),
            backup: id,
          });
          honest = promised(listed([...honest, dated(on)]));
          const taken = dated(says);
          const all = listed([...clocked, taken]);
          const gone = outdated(all, taken.takenAt);
          clocked = all.filter((one) => one === taken || !gone.includes(one));
        }
        const ids = new Set(clocked.map(({ backup }) => backup));
        const lost = honest.filter(
          ({ backup }) => !ids.has(backup) && made[Number(backup)]!.day !== wrong,
        );
        expect(lost).toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 150 });
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

  it('rotates on a real folder, leaves no half-written file, and keeps what was asked for', async () => {
    const { backend, plan } = await openSample();
    const folder = path.join(backend.folder, 'plans', plan, 'backups');
    const file = planFile(backend.folder, plan);
    const asked = await backend.ok('library.backUpNow', { plan });
    await backend.close();
    const { connection, close } = openPlan(file, { migrations: MIGRATIONS });
    for (let n = 0; n < 20; n += 1) {
      takeBackup(connection, folder, 'before import', day(400 + n * 40));
    }
    close();
    const kept = listBackups(folder);
    expect(kept.filter((one) => one.reason === 'before import')).toHaveLength(ROTATION.others + 1);
    expect(kept).toContainEqual(asked);
    expect(readdirSync(folder)).toHaveLength(kept.length);
  });

  it('is never the one that goes when the clock is behind', async () => {
    const { backend, plan } = await openSample();
    const folder = path.join(backend.folder, 'plans', plan, 'backups');
    const file = planFile(backend.folder, plan);
    await backend.close();
    const { connection, close } = openPlan(file, { migrations: MIGRATIONS });
    for (const n of [900, 860, 820, 780, 740, 700]) {
      takeBackup(connection, folder, 'before import', day(n));
    }
    const taken = takeBackup(connection, folder, 'before import', day(0));
    close();
    expect(listBackups(folder)).toContainEqual(taken);
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
