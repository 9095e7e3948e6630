/** Each step of the schema, from the one before it with rows in it; and steps that fail. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listBackups, takeBackup } from '../../src/backend/backups.ts';
import { readDb, type Connection } from '../../src/backend/db.ts';
import { isLinked } from '../../src/backend/lineage.ts';
import { applyMigrations, versionOf, type Migration } from '../../src/backend/migrate.ts';
import { openPlan, type OpenPlan } from '../../src/backend/open.ts';
import { makeFileOfVersion, ROWS_OF_VERSION } from '../fixtures/schemaVersions.ts';
import { AT, MIGRATIONS, openSample, openTest, planFile, tempFolder } from './support.ts';

/** What must hold of a version's rows one step later; none for the newest. */
const NEXT_HOLDS: Readonly<Record<number, (connection: Connection) => void>> = {
  1(connection) {
    const one = (sql: string) => connection.prepare(sql).get();
    expect(one('SELECT name, last_year, frozen_posts FROM plan')).toEqual({
      name: 'Plan',
      last_year: 2022,
      frozen_posts: 'counted',
    });
    expect(one('SELECT value, status, as_at FROM reported_figure')).toEqual({
      value: 40,
      status: 'actual',
      as_at: '2021-11-12',
    });
    expect(one('SELECT value, set_on FROM target')).toEqual({ value: 35, set_on: '2021-05-31' });
    expect(one('SELECT words FROM journal_entry')).toEqual({ words: 'Started' });
    expect(one('SELECT count(*) AS n FROM worker')).toEqual({ n: 0 });
  },
  2(connection) {
    const one = (sql: string) => connection.prepare(sql).get();
    expect(one('SELECT name, swe_number FROM worker')).toEqual({
      name: 'Ada',
      swe_number: 'SW0000000001',
    });
    expect(one('SELECT leads FROM leading_figure')).toEqual({ leads: 'records' });
    expect(one('SELECT count(*) AS n FROM cohort_member')).toEqual({ n: 0 });
    // What comes with Tenure is there for old plans too.
    expect(connection.prepare('SELECT name FROM programme ORDER BY id').all()).toEqual([
      { name: 'ASYE' },
      { name: 'Early career programme' },
    ]);
  },
  3(connection) {
    const one = (sql: string) => connection.prepare(sql).get();
    expect(one('SELECT name, last_year, authority_number FROM plan')).toEqual({
      name: 'Plan',
      last_year: 2027,
      authority_number: null,
    });
    expect(one('SELECT pence FROM claim')).toEqual({ pence: 100000 });
  },
  4(connection) {
    const rows = connection.prepare('SELECT id, hash FROM journal_entry ORDER BY id').all();
    // Every laptop that brings this plan up to date gives it these: they never change.
    expect(rows).toEqual([
      { id: 1, hash: '2aef72902ca77c15a610e633dec155f40ef12bc00d7b3dd9d6a31c1e10d1d81f' },
      { id: 2, hash: '1c8d9a5e7893365ccc1092955df7f845651adf6ea690a513ad8334150935432a' },
      { id: 7, hash: 'a4a8ac3c3cc8c5e30bacb3aea353c21e89a6db20eec94e13c5f37bae998e7162' },
    ]);
    expect(isLinked(readDb(connection))).toBe(true);
    expect(connection.prepare('SELECT origin, holds FROM plan').get()).toEqual({
      origin: '3f0c9a52-7f0e-4a83-9d2e-0a4f5b1c2d3e',
      holds: 'whole',
    });
    expect(() => connection.exec(`UPDATE journal_entry SET words = 'x'`)).toThrow(/final/);
  },
};

/** A file of a version, with its fixture's rows. */
function fileOfVersion(version: number): string {
  const file = path.join(tempFolder(), 'plan.tenure');
  makeFileOfVersion(file, version, MIGRATIONS);
  return file;
}

describe('the steps of the schema', () => {
  it('each have rows to be tested with', () => {
    expect(Object.keys(ROWS_OF_VERSION).map(Number)).toEqual(
      MIGRATIONS.map((step) => step.version),
    );
  });

  it.each(MIGRATIONS.slice(1))('$name keeps what was there', ({ version }) => {
    const file = fileOfVersion(version - 1);
    const plan = openPlan(file, { migrations: MIGRATIONS.filter((s) => s.version <= version) });
    try {
      NEXT_HOLDS[version - 1]?.(plan.connection);
    } finally {
      plan.close();
    }
  });

  it.each(MIGRATIONS)('$name makes a file that opens with today’s Tenure', ({ version }) => {
    const plan = openPlan(fileOfVersion(version), { migrations: MIGRATIONS });
    expect(versionOf(plan.connection)).toBe(MIGRATIONS.at(-1)!.version);
    expect(plan.read.all('SELECT * FROM plan')).toHaveLength(1);
    plan.close();
  });

  it('make STRICT tables only, each with an id', () => {
    const db = new Database(':memory:');
    applyMigrations(db, MIGRATIONS);
    const tables = db
      .prepare<[], { name: string; strict: number }>(
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'`,
      )
      .all();
    for (const { name, strict } of tables) {
      expect([name, strict]).toEqual([name, 1]);
      expect(
        db.prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = 'id' AND pk = 1`).get(name),
      ).toBeTruthy();
    }
    db.close();
  });
});

/** A step to come, as a test writes it. */
function withStep(sql: string): Migration[] {
  const version = MIGRATIONS.length + 1;
  return [...MIGRATIONS, { version, name: `${version}_fictional.sql`, sql }];
}

const REBUILD = `
  CREATE TABLE source_new (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
  INSERT INTO source_new SELECT id, name, 'paper' FROM source;
  DROP TABLE source;
  ALTER TABLE source_new RENAME TO source;`;

describe('opening an older file', () => {
  it('takes a checked snapshot, then applies the steps', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    await backend.close();
    const file = planFile(backend.folder, plan);
    const backups = path.join(backend.folder, 'backups-of-test');
    const migrations = withStep(REBUILD);
    const opened = openPlan(file, {
      migrations,
      beforeMigration: (connection) => {
        takeBackup(connection, backups, 'before migration', AT);
      },
    });
    expect(versionOf(opened.connection)).toBe(migrations.length);
    expect(opened.read.all(`SELECT 1 FROM source WHERE kind = 'paper'`)).toHaveLength(3);
    // The new table is journalled without anybody thinking of it.
    expect(() => opened.connection.exec(`UPDATE source SET kind = 'slide'`)).toThrow(/NOT NULL/);
    opened.close();

    const [snapshot] = listBackups(backups);
    expect(snapshot).toMatchObject({ reason: 'before migration', takenAt: AT });
    const older = openPlan(path.join(backups, snapshot!.backup), { migrations: MIGRATIONS });
    expect(older.read.get('SELECT last_year AS year FROM plan')).toEqual({ year: 2023 });
    older.close();

    // And today's Tenure refuses the file it cannot know.
    expect(() => openPlan(file, { migrations: MIGRATIONS })).toThrow(/newer version/);
  });

  it('refuses to undo what was done before the step', async () => {
    const { backend, plan } = await openSample();
    await backend.change('year.add', { plan, where: 'after' });
    await backend.close();
    const file = planFile(backend.folder, plan);
    openPlan(file, { migrations: withStep('ALTER TABLE plan ADD COLUMN region TEXT') }).close();
    const { whyNotReversed, entryById } = await import('../../src/backend/undo.ts');
    const opened = openPlan(file, {
      migrations: withStep('ALTER TABLE plan ADD COLUMN region TEXT'),
    });
    expect(whyNotReversed(opened.read, entryById(opened.read, 2))).toMatch(/brought up to date/);
    opened.close();
  });

  it.each<[string, (from: OpenPlan | null) => string]>([
    ['fails at its end', () => `${REBUILD} SELECT no_such_function();`],
    ['breaks a reference', () => 'DELETE FROM scope;'],
    ['does not parse', () => 'CREATE TABL x (id);'],
  ])('leaves the file whole when a step %s', async (_why, sql) => {
    const { backend, plan } = await openSample();
    await backend.ok('library.open', { plan });
    await backend.close();
    const file = planFile(backend.folder, plan);
    const before = readFileSync(file);
    const attempt = () => openPlan(file, { migrations: withStep(sql(null)) });
    expect(attempt).toThrow(/could not be brought up to date/);
    expect(readFileSync(file).equals(before)).toBe(true);
    const again = openTest(backend.folder);
    await again.change('year.add', { plan, where: 'after' });
  });
});
