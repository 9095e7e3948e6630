/** Opening a file: locked, newer, foreign, damaged and hostile ones are refused and left as they were. */
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openPlan } from '../../src/backend/open.ts';
import { MIGRATIONS, openSample, openTest, planFile } from './support.ts';

/** A closed sample plan, and a way to spoil its file. */
async function closedSample() {
  const { backend, plan } = await openSample();
  await backend.ok('library.open', { plan });
  await backend.close();
  const file = planFile(backend.folder, plan);
  return { folder: backend.folder, plan, file };
}

function sql(file: string, statements: string): void {
  const db = new Database(file);
  db.exec(statements);
  db.close();
}

/** Opens the plan through a new backend, expecting a refusal that leaves its bytes alone. */
async function refused(folder: string, plan: string) {
  const before = readFileSync(planFile(folder, plan));
  const backend = openTest(folder);
  const fault = await backend.fault('library.open', { plan });
  const { plans } = await backend.ok('library.list', {});
  const { report } = await backend.ok('library.report', { plan });
  await backend.close();
  expect(readFileSync(planFile(folder, plan)).equals(before)).toBe(true);
  return { fault, plans, report };
}

describe('a plan that is open', () => {
  it('cannot be opened a second time, and says so', async () => {
    const { backend, plan } = await openSample();
    await backend.ok('library.open', { plan });
    const second = openTest(backend.folder);
    const fault = await second.fault('library.open', { plan });
    expect(fault).toEqual({
      code: 'already-open',
      message: 'This plan is already open in another window of Tenure. Close it there first.',
    });
    const { plans } = await second.ok('library.list', {});
    expect(plans[0]).toMatchObject({
      name: 'Tower Hamlets: published figures (sample)',
      trouble: { code: 'already-open' },
    });
    expect(await second.fault('library.moveToBin', { plan })).toMatchObject({
      code: 'already-open',
    });
    // The first goes on undisturbed.
    await backend.change('year.add', { plan, where: 'after' });
    await backend.close();
    expect((await second.ok('library.list', {})).plans[0]!.trouble).toBeNull();
    await second.ok('library.open', { plan });
  });

  it('keeps the rules of the file', async () => {
    const { file } = await closedSample();
    const { connection, close } = openPlan(file, { migrations: MIGRATIONS });
    const pragma = (name: string) => connection.pragma(name, { simple: true });
    expect({
      journal: pragma('journal_mode'),
      lock: pragma('locking_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      recursiveTriggers: pragma('recursive_triggers'),
      trusted: pragma('trusted_schema'),
      secureDelete: pragma('secure_delete'),
      busy: pragma('busy_timeout'),
    }).toEqual({
      journal: 'wal',
      lock: 'exclusive',
      synchronous: 2,
      foreignKeys: 1,
      recursiveTriggers: 1,
      trusted: 0,
      secureDelete: 1,
      busy: 0,
    });
    close();
  });
});

describe('a file that is refused', () => {
  it('is newer than this Tenure', async () => {
    const { folder, plan, file } = await closedSample();
    sql(file, 'PRAGMA user_version = 99');
    const { fault, plans, report } = await refused(folder, plan);
    expect(fault).toMatchObject({ code: 'newer-file', message: /newer version.*Update Tenure/ });
    expect(plans[0]!.trouble?.code).toBe('newer-file');
    expect(report).toContain('Version: 99');
  });

  it('is some other program’s', async () => {
    const { folder, plan, file } = await closedSample();
    sql(file, 'PRAGMA application_id = 7');
    const { fault } = await refused(folder, plan);
    expect(fault).toMatchObject({ code: 'foreign-file', message: /not a Tenure plan/ });
    writeFileSync(file, 'a letter, not a plan, '.repeat(20));
    expect((await refused(folder, plan)).fault.code).toBe('foreign-file');
  });

  it('is cut short', async () => {
    const { folder, plan, file } = await closedSample();
    for (const bytes of [50_000, 4096, 50, 0]) {
      truncateSync(file, bytes);
      const { fault, plans, report } = await refused(folder, plan);
      expect(fault).toMatchObject({ code: 'damaged-file', message: /Restore the plan/ });
      expect(plans).toHaveLength(1);
      expect(plans[0]!.trouble?.code).toBe('damaged-file');
      expect(report).not.toContain('Tower Hamlets');
      expect(report).not.toContain(folder);
    }
  });

  it('is damaged within', async () => {
    const { folder, plan, file } = await closedSample();
    const bytes = readFileSync(file);
    // Every page but the first, from its middle on.
    for (let page = 4096; page < bytes.length; page += 4096) bytes.fill(0xa5, page, page + 300);
    writeFileSync(file, bytes);
    const { fault, plans } = await refused(folder, plan);
    expect(fault.code).toBe('damaged-file');
    expect(plans[0]!.trouble?.code).toBe('damaged-file');
  });

  it('has a trigger, a view or a column that Tenure did not make', async () => {
    for (const hostile of [
      'CREATE TRIGGER steal AFTER UPDATE ON plan BEGIN DELETE FROM target; END',
      'CREATE VIEW odd AS SELECT * FROM plan',
      'ALTER TABLE plan ADD COLUMN extra TEXT',
      'DROP TRIGGER journal_entry_is_kept',
      'DROP INDEX measure_label',
    ]) {
      const { folder, plan, file } = await closedSample();
      sql(file, hostile);
      const { fault } = await refused(folder, plan);
      expect(fault, hostile).toMatchObject({ code: 'foreign-file', message: /did not make/ });
    }
  });

  it('is not there at all', async () => {
    const { folder } = await closedSample();
    const backend = openTest(folder);
    const absent = '00000000-0000-4000-8000-000000000000';
    expect((await backend.fault('library.open', { plan: absent })).code).toBe('not-found');
    expect((await backend.fault('library.backups', { plan: absent })).code).toBe('not-found');
    mkdirSync(path.join(folder, 'plans', absent));
    expect((await backend.fault('figures.read', { plan: absent })).code).toBe('not-found');
    const { plans } = await backend.ok('library.list', {});
    expect(plans.find((one) => one.plan === absent)?.trouble).not.toBeNull();
  });

  it('does not keep the others from being listed and used', async () => {
    const { folder, plan, file } = await closedSample();
    const backend = openTest(folder);
    const { plan: other } = await backend.ok('library.addSample', { sample: 'tower-hamlets' });
    truncateSync(file, 5000);
    copyFileSync(file, `${file}.seen`);
    const { plans } = await backend.ok('library.list', {});
    const troubles = Object.fromEntries(plans.map((one) => [one.plan, one.trouble?.code ?? null]));
    expect(troubles).toEqual({ [plan]: 'damaged-file', [other]: null });
    await backend.change('year.add', { plan: other, where: 'after' });
  });
});
