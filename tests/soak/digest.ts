/** What a plan's file holds, as one short text that two moments can be compared by. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from '../../src/backend/db.ts';

/** The tables of a file, its own bookkeeping included, the planner's statistics left out. */
function tablesOf(connection: Connection): string[] {
  return connection
    .prepare<[], { name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'
        ORDER BY name`,
    )
    .all()
    .map(({ name }) => name);
}

/** A digest of every row of every table. */
export function digestOf(connection: Connection): string {
  const hash = createHash('sha256');
  hash.update(String(connection.pragma('user_version', { simple: true })));
  for (const table of tablesOf(connection)) {
    hash.update(table);
    const rows = connection.prepare(`SELECT * FROM main."${table}" ORDER BY rowid`).raw();
    for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Reads a closed file from its bytes, so that nothing beside it is made or touched.
 *
 * @throws what SQLite says where it is no whole database.
 */
function openBytes(bytes: Buffer): Connection {
  const copy = Buffer.from(bytes);
  // A database in memory has no write-ahead log: the header says rollback journal instead.
  copy[18] = 1;
  copy[19] = 1;
  return new Database(copy);
}

/** Opens a copy of a closed file and of the write-ahead log that was left beside it. */
function openWithLog(file: string, log: string): { connection: Connection; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tenure-digest-'));
  const copy = path.join(folder, 'copy');
  copyFileSync(file, copy);
  copyFileSync(log, `${copy}-wal`);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { connection: new Database(copy), remove };
}

/**
 * The digest of a closed file, and of the log beside it where it was not closed cleanly.
 *
 * @throws what SQLite says where it is no whole database.
 */
export function digestOfFile(file: string): string {
  const log = `${file}-wal`;
  const { connection, remove } = existsSync(log)
    ? openWithLog(file, log)
    : { connection: openBytes(readFileSync(file)), remove: () => {} };
  try {
    return digestOf(connection);
  } finally {
    connection.close();
    remove();
  }
}
