/**
 * The databases this process has open, as better-sqlite3 opens them, and what each transaction is
 * about to commit. The backend shows none of its connections, and while it holds a plan nobody else
 * can read the file: so the tests look through the backend's own connection, between its calls.
 */
import Database from 'better-sqlite3';
import type { Connection } from '../../src/backend/db.ts';

const open = new Set<Connection>();
let committing: ((connection: Connection) => void) | null = null;
let stepping: (() => void) | null = null;
let depth = 0;

type Transaction = typeof Database.prototype.transaction;
const pragma = Database.prototype.pragma;
const exec = Database.prototype.exec;
const transaction: Transaction = Database.prototype.transaction;

// Each connection of the backend begins with a pragma or a statement.
Database.prototype.pragma = function (this: Connection, ...args) {
  open.add(this);
  stepping?.();
  return pragma.apply(this, args);
};
Database.prototype.exec = function (this: Connection, sql) {
  open.add(this);
  stepping?.();
  return exec.call(this, sql);
};
Database.prototype.transaction = function (
  this: Connection,
  work: (...args: unknown[]) => unknown,
) {
  const whole = (...args: unknown[]) => {
    depth += 1;
    try {
      const result = work(...args);
      if (depth === 1) committing?.(this);
      return result;
    } finally {
      depth -= 1;
    }
  };
  return transaction.call(this, whole);
} as Transaction;

/** The connection this process has to a file, or null. */
export function connectionTo(file: string): Connection | null {
  for (const connection of open) {
    if (!connection.open) open.delete(connection);
    else if (connection.name === file) return connection;
  }
  return null;
}

/** Calls `tell` whenever a transaction has done its work and is about to commit. */
export function beforeEachCommit(tell: (connection: Connection) => void): void {
  committing = tell;
}

/** Calls `step` before each pragma and each script: where a transaction begins or ends, mostly. */
export function beforeEachStatement(step: () => void): void {
  stepping = step;
}
