/** Every table of the schema is classified, and what is about people is known for it. */
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { readDb } from '../../src/backend/db.ts';
import { applyMigrations } from '../../src/backend/migrate.ts';
import { foreignKeys, tablesOf } from '../../src/backend/schema.ts';
import { holdsPeople, TABLE_CLASSES } from '../../src/backend/tableClasses.ts';
import { MIGRATIONS } from './support.ts';

const connection = new Database(':memory:');
applyMigrations(connection, MIGRATIONS);
const db = readDb(connection);
afterAll(() => connection.close());

/** Columns of text that hold a date or a time, and so no words. */
const DATED = /^(at|as_at|.*_(on|at|date|from|to))$/;

/** A table's columns of text in which anything can be written: neither a date nor one of a list. */
function wordsOf(table: string): string[] {
  const sql = db.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', table)!.sql;
  return db
    .all<{ name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)', table)
    .filter(({ name, type }) => type === 'TEXT' && !DATED.test(name))
    .map(({ name }) => name)
    .filter((name) => !new RegExp(`CHECK \\(${name} IN \\(`).test(sql))
    .sort();
}

it('every table of the schema is classified, and nothing else', () => {
  expect(Object.keys(TABLE_CLASSES).sort()).toEqual(tablesOf(db));
});

it('a table that reaches a person by foreign keys is about people', () => {
  const keys = foreignKeys(db);
  const reached = new Set(['worker']);
  for (const table of reached) {
    for (const { child, parent } of keys) if (parent === table) reached.add(child);
  }
  expect(reached.size).toBeGreaterThan(10);
  expect([...reached].filter((table) => !holdsPeople(table))).toEqual([]);
});

it('every column of free text outside people is said to be kept or emptied in figures-only copies', () => {
  const said = Object.entries(TABLE_CLASSES)
    .filter(([table]) => !holdsPeople(table))
    .map(([table, { kept = [], emptied = [] }]) => [table, [...kept, ...emptied].sort()]);
  expect(said).toEqual(said.map(([table]) => [table, wordsOf(String(table))]));
});

it('a row that is part of somebody is told from one that only mentions them', () => {
  const mentioned = foreignKeys(db)
    .filter(({ child, parent }) => holdsPeople(child) && holdsPeople(parent))
    .filter(({ child, column, required }) => {
      return !(TABLE_CLASSES[child]?.partOf?.includes(column) ?? required === 1);
    })
    .map(({ child, column }) => `${child}.${column}`);
  // Each of these is somebody else's row, or has another way to its own.
  expect(mentioned.sort()).toEqual([
    'cohort_member.assessor_id',
    'cohort_member.engagement_id',
    'cohort_member.supervisor_id',
  ]);
});
