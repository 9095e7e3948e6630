/** Each step of the schema, from the one before it with rows in it; and steps that fail. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listBackups, takeBackup } from '../../src/backend/backups.ts';
import type { Connection } from '../../src/backend/db.ts';
import { applyMigrations, versionOf, type Migration } from '../../src/backend/migrate.ts';
import { openPlan, type OpenPlan } from '../../src/backend/open.ts';
import { AT, MIGRATIONS, openSample, openTest, planFile, tempFolder } from './support.ts';

/** For each version: rows that its schema holds, and what must hold of them one step later. */
interface Fixture {
  rows: string;
  /** Checked after the step to the next version; absent for the newest. */
  nextHolds?: (connection: Connection) => void;
}

const FIXTURES: Readonly<Record<number, Fixture>> = {
  1: {
    rows: `
      INSERT INTO plan (id, uid, kind, name, organisation, first_year, last_year, created_on)
        VALUES (1, '3f0c9a52-7f0e-4a83-9d2e-0a4f5b1c2d3e', 'own', 'Plan', 'Council', 2017, 2022, '2021-11-12');
      INSERT INTO measure (kind, label, unit, position) VALUES ('vacancies', 'Vacancies', 'posts', 1);
      INSERT INTO scope (name) VALUES ('As reported');
      INSERT INTO source (name, published_on) VALUES ('Paper', '2021-12-08');
      INSERT INTO reported_figure (measure_id, scope_id, source_id, year, as_at, value, status)
        VALUES (1, 1, 1, 2021, '2021-11-12', 40, 'actual');
      INSERT INTO target (measure_id, scope_id, source_id, year, value, status, set_on)
        VALUES (1, 1, 1, 2021, 35, 'set', '2021-05-31');
      INSERT INTO same_scope (year) VALUES (2020);
      INSERT INTO scenario (name, assumptions, saved_at) VALUES ('Planned', '{}', '2021-11-12');
      INSERT INTO journal_entry (at, who, call, words, kind, schema_version)
        VALUES ('2021-11-12T10:00:00.000Z', 'Jane', 'x', 'Started', 'change', 1);
      INSERT INTO journal_image (entry_id, table_name, row_id, operation) VALUES (1, 'plan', 1, 'insert');`,
    nextHolds(connection) {
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
  },
  2: {
    rows: `
      INSERT INTO plan (id, uid, kind, name, organisation, first_year, last_year, created_on, frozen_posts)
        VALUES (1, '3f0c9a52-7f0e-4a83-9d2e-0a4f5b1c2d3e', 'own', 'Plan', 'Council', 2017, 2022, '2021-11-12', 'left-out');
      INSERT INTO measure (kind, label, unit, position) VALUES ('recruits', 'ASYE', 'people', 1);
      INSERT INTO service (opened_on) VALUES ('2015-04-01');
      INSERT INTO service_period (service_id, name, from_date)
        VALUES (1, 'Assessment', '2015-04-01'), (1, 'Front door', '2020-04-01');
      INSERT INTO team (opened_on, closed_on) VALUES ('2015-04-01', '2022-03-31');
      INSERT INTO team_period (team_id, service_id, name, from_date) VALUES (1, 1, 'Duty', '2015-04-01');
      INSERT INTO role (name, role_group, counts, position) VALUES ('Social worker', 'case-holder', 1, 1);
      INSERT INTO establishment_line (team_id, role_id, fte_millionths, funded_from, post_ref, reason)
        VALUES (1, 1, 1000000, '2015-04-01', 'P1', 'Agreed');
      INSERT INTO worker (ref, name, swe_number) VALUES ('100', 'Ada', 'SW0000000001');
      INSERT INTO engagement (worker_id, basis, from_date, to_date, route_id, origin, leaving_reason, destination)
        VALUES (1, 'permanent', '2016-01-01', '2021-09-30', 1, 1, 10, 9);
      INSERT INTO assignment (engagement_id, team_id, role_id, fte_millionths, from_date, post_ref)
        VALUES (1, 1, 1, 600000, '2016-01-01', 'P1');
      INSERT INTO absence (engagement_id, kind, from_date) VALUES (1, 'MAT', '2020-01-01');
      INSERT INTO worker_return (worker_id, census_date, fields) VALUES (1, '2020-09-30', '{}');
      INSERT INTO column_mapping (kind, header, mapping) VALUES ('people', 'ref|team', '{}');
      INSERT INTO benchmark (census_year, level, area_code, area_name, source, figures)
        VALUES (2021, 'National', 'E92000001', 'England', 'csww.csv', '{}');
      INSERT INTO comparator (area_code, own, position) VALUES ('E92000001', 1, 0);
      INSERT INTO leading_figure (measure_id, year, leads) VALUES (1, 2021, 'records');`,
    nextHolds(connection) {
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
  },
  3: {
    rows: `
      INSERT INTO plan (id, uid, kind, name, organisation, first_year, last_year, created_on)
        VALUES (1, '3f0c9a52-7f0e-4a83-9d2e-0a4f5b1c2d3e', 'own', 'Plan', 'Council', 2017, 2027, '2026-11-12');
      INSERT INTO measure (kind, label, unit, position) VALUES ('recruits', 'ASYE', 'people', 1);
      UPDATE programme SET route_id = 1 WHERE id = 1;
      INSERT INTO service (opened_on) VALUES ('2015-04-01');
      INSERT INTO team (opened_on) VALUES ('2015-04-01');
      INSERT INTO team_period (team_id, service_id, name, from_date) VALUES (1, 1, 'Duty', '2015-04-01');
      INSERT INTO worker (ref, name) VALUES ('100', 'Ada'), ('101', 'Grace');
      INSERT INTO engagement (worker_id, basis, from_date) VALUES (1, 'permanent', '2025-09-01');
      INSERT INTO cohort (programme_id, name, partners) VALUES (1, 'Autumn 2025', '["Anytown University"]');
      INSERT INTO cohort_intake (cohort_id, on_date, places) VALUES (1, '2025-09-01', 8);
      INSERT INTO assessor (worker_id, most_members) VALUES (2, 3);
      INSERT INTO cohort_member (cohort_id, worker_id, engagement_id, version_id, accepted_on, started_on,
          route_in, university, assessor_id, supervisor_id, ended_on, outcome)
        VALUES (1, 1, 1, 1, '2025-05-01', '2025-09-01', 'step-up', 'Anytown University', 1, 2, '2026-09-10', 'pass');
      INSERT INTO milestone (member_id, key, state, on_date) VALUES (1, 'review-3', 'done', '2025-12-02');
      INSERT INTO evidence (member_id, key, on_date) VALUES (1, 'observations', '2025-11-01');
      INSERT INTO supervision (member_id, on_date) VALUES (1, '2025-09-08');
      INSERT INTO timetable_change (member_id, kind, from_date, to_date, reason)
        VALUES (1, 'pause', '2026-02-01', '2026-02-28', 'Illness');
      INSERT INTO panel (on_date, capacity) VALUES ('2026-09-10', 12);
      INSERT INTO panel_item (panel_id, member_id, position, decision) VALUES (1, 1, 1, 'pass');
      INSERT INTO claim (member_id, key, pence, claimed_on) VALUES (1, 'registration', 100000, '2025-10-01');`,
    nextHolds(connection) {
      const one = (sql: string) => connection.prepare(sql).get();
      expect(one('SELECT name, last_year, authority_number FROM plan')).toEqual({
        name: 'Plan',
        last_year: 2027,
        authority_number: null,
      });
      expect(one('SELECT pence FROM claim')).toEqual({ pence: 100000 });
    },
  },
  4: {
    rows: `
      INSERT INTO plan (id, uid, kind, name, organisation, first_year, last_year, created_on, authority_number)
        VALUES (1, '3f0c9a52-7f0e-4a83-9d2e-0a4f5b1c2d3e', 'own', 'Plan', 'Council', 2017, 2027, '2026-11-12', '211');`,
  },
};

/** A file of a version, with its fixture's rows. */
function fileOfVersion(version: number): string {
  const file = path.join(tempFolder(), 'plan.tenure');
  const db = new Database(file);
  applyMigrations(
    db,
    MIGRATIONS.filter((step) => step.version <= version),
  );
  db.exec(FIXTURES[version]!.rows);
  db.close();
  return file;
}

describe('the steps of the schema', () => {
  it('each have rows to be tested with', () => {
    expect(Object.keys(FIXTURES).map(Number)).toEqual(MIGRATIONS.map((step) => step.version));
  });

  it.each(MIGRATIONS.slice(1))('$name keeps what was there', ({ version }) => {
    const file = fileOfVersion(version - 1);
    const plan = openPlan(file, { migrations: MIGRATIONS.filter((s) => s.version <= version) });
    try {
      FIXTURES[version - 1]!.nextHolds?.(plan.connection);
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
