/**
 * The runs of Tenure at work in one data folder. Each has a folder for its unfinished work, and
 * beside it a file that SQLite keeps locked for as long as the process lives: so that another run
 * can tell what a killed one left from what one still at work needs.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Connection } from './db.ts';
import { errorCode } from './faults.ts';
import { makeFolder, remove } from './storage.ts';

const LOCK = '.lock';

export interface Instance {
  /** Where this run keeps its unfinished work. */
  folder: string;
  /** How many other runs are at work in the same data folder now. */
  others(): number;
  /** Removes the folder and gives up the lock. */
  leave(): void;
}

/** The lock, held by the connection until it is closed; null where another run holds it. */
function take(file: string): Connection | null {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (errorCode(error).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

/** Removes a lock's file while it is held, so that nobody can come between. */
function removeLock(file: string, lock: Connection): void {
  // Windows removes no file that is open; there, nobody can remove one that another run has opened.
  if (process.platform !== 'win32') remove(file);
  lock.close();
  if (process.platform === 'win32') remove(file);
}

function register(parent: string): { folder: string; file: string; lock: Connection } {
  for (;;) {
    const folder = path.join(parent, randomUUID());
    const file = `${folder}${LOCK}`;
    const lock = take(file);
    // A run that was sweeping may have taken it for a dead one's before it was locked.
    if (lock && existsSync(file)) {
      makeFolder(folder);
      return { folder, file, lock };
    }
    lock?.close();
  }
}

/** Removes a run's folder and lock if it is dead; answers whether it is alive. */
function removeIfDead(folder: string): boolean {
  const file = `${folder}${LOCK}`;
  // A run makes its lock before its folder and removes it after: without one nobody is there.
  if (!existsSync(file)) {
    remove(folder);
    return false;
  }
  const lock = take(file);
  if (!lock) return true;
  remove(folder);
  removeLock(file, lock);
  return false;
}

/**
 * Joins the runs at work in a data folder, and removes the folders of those that were killed.
 *
 * @param parent - the data folder's place for unfinished work, on the same disk as the plans.
 */
export function joinInstances(parent: string): Instance {
  makeFolder(parent);
  const { folder, file, lock } = register(parent);
  const others = () => {
    const names = new Set(
      readdirSync(parent).map((name) => (name.endsWith(LOCK) ? name.slice(0, -LOCK.length) : name)),
    );
    names.delete(path.basename(folder));
    return [...names].filter((name) => removeIfDead(path.join(parent, name))).length;
  };
  others();
  return {
    folder,
    others,
    leave() {
      remove(folder);
      removeLock(file, lock);
    },
  };
}
