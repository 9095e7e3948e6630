/** Opens a plan's file: who it belongs to, whether it is whole, then our rules for it. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { readDb, writeDb, type Connection, type Db, type WriteDb } from './db.ts';
import { errorCode, Refusal } from './faults.ts';
import { installJournal } from './journal.ts';
import {
  applyMigrations,
  checkSchema,
  newestVersion,
  versionOf,
  type Migration,
} from './migrate.ts';
import { checkLog } from './foreignLog.ts';
import { fsyncFile, moveDurably, remove } from './storage.ts';

/** "TENM" as four bytes: what migration 0001 marks a file with. */
export const APPLICATION_ID = 1_413_828_173;

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** An open plan. Nobody else can open its file meanwhile. */
export interface OpenPlan {
  file: string;
  connection: Connection;
  read: Db;
  write: WriteDb;
  /** Whether the file is still where it was opened, and the same one. */
  isThere(): boolean;
  close(): void;
}

export interface OpenOptions {
  migrations: readonly Migration[];
  /** Called with an older file, before it is migrated: the place for a snapshot. */
  beforeMigration?: (connection: Connection) => void;
}

/** What is said of a file that is not whole. */
export function damaged(): Refusal {
  return new Refusal(
    'damaged-file',
    'This plan’s file is damaged, so it was not opened and nothing in it was changed. ' +
      'Restore the plan from a backup.',
  );
}

function checkIdentity(applicationId: number, version: number, newest: number): void {
  if (applicationId !== APPLICATION_ID) {
    throw new Refusal('foreign-file', 'This file is not a Tenure plan. Nothing in it was changed.');
  }
  if (version > newest) {
    throw new Refusal(
      'newer-file',
      'This plan was made by a newer version of Tenure. Nothing in it was changed. ' +
        'Update Tenure to open it.',
    );
  }
  if (version < 1) throw damaged();
}

/**
 * Reads a file's own account of itself from its first bytes, before SQLite may touch it.
 * Never call it for a plan this process has open: closing the file would drop SQLite's locks.
 */
export function checkHeader(file: string, migrations: readonly Migration[]): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Refusal('not-found', 'This plan is no longer on this machine.');
  // A folder, say, or a pipe, which would keep the reader waiting for ever.
  if (!found.isFile()) throw damaged();
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  let length = 0;
  try {
    length = readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  if (length < HEADER_BYTES) throw damaged();
  const ours = header.toString('latin1', 0, MAGIC.length) === MAGIC;
  checkIdentity(
    ours ? header.readInt32BE(68) : 0,
    header.readInt32BE(60),
    newestVersion(migrations),
  );
}

/** Turns SQLite's codes for a locked or broken file into words. */
export function asRefusal(error: unknown): unknown {
  const code = errorCode(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Refusal(
      'already-open',
      'This plan is already open in another window of Tenure. Close it there first.',
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return damaged();
  return error;
}

/** Takes the exclusive lock at once or not at all, and checks identity as SQLite sees it. */
function lock(connection: Connection, migrations: readonly Migration[]): void {
  // A schema is data from outside until it has been checked.
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma('locking_mode = EXCLUSIVE');
  connection.exec('BEGIN EXCLUSIVE; COMMIT');
  checkIdentity(
    Number(connection.pragma('application_id', { simple: true })),
    versionOf(connection),
    newestVersion(migrations),
  );
}

/** Reads every page. */
export function checkWhole(connection: Connection): void {
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged();
}

/** A plan's file holds one plan. */
function checkHoldsPlan(connection: Connection): void {
  if (!connection.prepare('SELECT 1 FROM plan').get()) throw damaged();
}

/** Whether a file is still at its path: by device and number, since another may be there now. */
function watchPlace(file: string): () => boolean {
  const was = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    return now?.ino === was.ino && now.dev === was.dev;
  };
}

function setRules(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // Otherwise INSERT OR REPLACE deletes rows without firing the triggers that forbid it.
  connection.pragma('recursive_triggers = ON');
  connection.pragma('secure_delete = ON');
  connection.pragma('temp_store = MEMORY');
}

function migrate(connection: Connection, options: OpenOptions): void {
  if (versionOf(connection) === newestVersion(options.migrations)) return;
  options.beforeMigration?.(connection);
  try {
    applyMigrations(connection, options.migrations);
  } catch (error) {
    throw new Refusal(
      'refused',
      'This plan was made by an older version of Tenure and could not be brought up to date. ' +
        'It was left as it was, and a backup was taken. Send its report to support.',
      undefined,
      error,
    );
  }
  // So that the header tells the new version even if the machine stops now.
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

function closer(connection: Connection): () => void {
  return () => {
    if (!connection.open) return;
    try {
      connection.pragma('optimize');
    } finally {
      connection.close();
    }
  };
}

/**
 * Opens a plan for use: identity, lock, quick_check, schema, then our rules, pending migrations
 * and the journal. A file that is refused is left as it was.
 *
 * @throws Refusal 'already-open', 'newer-file', 'foreign-file', 'damaged-file', 'not-found'.
 */
export function openPlan(file: string, options: OpenOptions): OpenPlan {
  checkHeader(file, options.migrations);
  checkLog(file, 'keep-aside');
  const connection = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    lock(connection, options.migrations);
    checkWhole(connection);
    checkSchema(connection, options.migrations);
    checkHoldsPlan(connection);
    setRules(connection);
    migrate(connection, options);
    installJournal(connection);
  } catch (error) {
    connection.close();
    throw asRefusal(error);
  }
  return {
    file,
    connection,
    read: readDb(connection),
    write: writeDb(connection),
    isThere: watchPlace(file),
    close: closer(connection),
  };
}

/**
 * Looks into a plan that is not open, briefly and without changing it, for the library's list.
 * It takes the same lock, so a plan open elsewhere is refused as 'already-open'.
 */
export function peekInto<Value>(
  file: string,
  migrations: readonly Migration[],
  look: (db: Db) => Value,
): Value {
  checkHeader(file, migrations);
  checkLog(file, 'leave');
  const connection = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    lock(connection, migrations);
    checkSchema(connection, migrations);
    checkHoldsPlan(connection);
    return look(readDb(connection));
  } catch (error) {
    throw asRefusal(error);
  } finally {
    connection.close();
  }
}

/** Makes a new plan's file, complete and durable, or none. `fill` writes its first rows. */
export function createPlanFile(
  file: string,
  migrations: readonly Migration[],
  fill: (db: WriteDb, connection: Connection) => void,
): void {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.pragma('synchronous = FULL');
    applyMigrations(connection, migrations);
    installJournal(connection);
    fill(writeDb(connection), connection);
    connection.close();
    fsyncFile(file);
  } catch (error) {
    connection.close();
    remove(file);
    throw error;
  }
}

/**
 * Writes a plan as one clean, checked file: VACUUM INTO beside the target, then a rename.
 * It leaves no deleted rows behind, and cannot run inside a transaction.
 */
export function copyInto(connection: Connection, target: string): void {
  const beside = `${target}.new`;
  remove(beside);
  try {
    connection.prepare('VACUUM INTO ?').run(beside);
    const copy = new Database(beside, { fileMustExist: true });
    try {
      checkWhole(copy);
      if (versionOf(copy) !== versionOf(connection)) throw new Error('the copy lost its version');
    } finally {
      copy.close();
    }
    fsyncFile(beside);
    moveDurably(beside, target);
  } catch (error) {
    remove(beside);
    throw error;
  }
}
