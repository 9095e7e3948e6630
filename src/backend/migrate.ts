/** The schema's steps, forward only: one file each, applied together or not at all. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from './db.ts';
import { Refusal } from './faults.ts';
import { defineEntryHash } from './lineage.ts';

/** One step of the schema. A file's user_version is the number of its last step. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** Reads `0001_….sql`, `0002_….sql` and so on. Throws when a number is missing. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort();
  return files.map((file, index) => {
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) throw new Error(`migration ${index + 1} is missing`);
    return { version, name: file, sql: readFileSync(path.join(folder, file), 'utf8') };
  });
}

/** The version the last step makes. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

export function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/**
 * Applies every pending step in one transaction, so that a failure leaves the file as it was.
 * Foreign keys are off meanwhile (a step may rebuild a table) and checked before the end.
 */
export function applyMigrations(connection: Connection, migrations: readonly Migration[]): void {
  const from = versionOf(connection);
  const pending = migrations.filter((migration) => migration.version > from);
  if (pending.length === 0) return;
  defineEntryHash(connection);
  // Ignored inside a transaction, so it is set before.
  connection.pragma('foreign_keys = OFF');
  try {
    connection.exec('BEGIN EXCLUSIVE');
    try {
      for (const migration of pending) connection.exec(migration.sql);
      const broken = connection.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`${broken.length} rows refer to rows that are gone`);
      connection.pragma(`user_version = ${newestVersion(migrations)}`);
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

/** The tables the planner's statistics live in, which `PRAGMA optimize` makes. */
const STATISTICS: Readonly<Record<string, string>> = {
  sqlite_stat1: 'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  sqlite_stat4: 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
};

/** Everything in a file's schema, as text that two files can be compared by. */
function schemaText(connection: Connection): string {
  const rows = connection
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  return rows
    .filter((row) => !(row.type === 'table' && STATISTICS[row.name] === row.sql))
    .map((row) => [row.type, row.name, row.tbl_name, row.sql ?? ''].join('\u0000'))
    .join('\u0001');
}

const expected = new Map<string, string>();

/** What our own steps up to `version` make, from an empty file in memory. */
function expectedSchema(migrations: readonly Migration[], version: number): string {
  const steps = migrations.filter((migration) => migration.version <= version);
  const key = steps.map((step) => step.sql).join('\u0000');
  const known = expected.get(key);
  if (known !== undefined) return known;
  const memory = new Database(':memory:');
  try {
    applyMigrations(memory, steps);
    const made = schemaText(memory);
    expected.set(key, made);
    return made;
  } finally {
    memory.close();
  }
}

/**
 * Refuses a file whose schema is not exactly what our steps make for its version. A trigger or
 * view of its own would run with our rights: a file like that passed quick_check and deleted rows.
 */
export function checkSchema(connection: Connection, migrations: readonly Migration[]): void {
  const version = versionOf(connection);
  if (schemaText(connection) === expectedSchema(migrations, version)) return;
  throw new Refusal(
    'foreign-file',
    'This file has parts that Tenure did not make, so it was not opened and nothing in it was ' +
      'changed. Restore the plan from a backup, or ask for a new copy.',
  );
}
