/** The two faces of a plan's database: what a query may do, and what a command may do. */
import type BetterSqlite3 from 'better-sqlite3';

export type SqlValue = string | number | null;
/** Values for `?` in order, or one object for `:name`. */
export type SqlParams = SqlValue[] | [Readonly<Record<string, SqlValue>>];
export type Connection = BetterSqlite3.Database;

/** Reads. A query's handler gets only this, so it cannot write. */
export interface Db {
  /** Every row of a SELECT. The caller names the row's shape. */
  all<Row>(sql: string, ...params: SqlParams): Row[];
  /** The first row of a SELECT, or undefined. */
  get<Row>(sql: string, ...params: SqlParams): Row | undefined;
}

/** Reads and writes, inside a command's transaction. */
export interface WriteDb extends Db {
  /** Runs a statement; answers how many rows it changed and the last row id it made. */
  run(sql: string, ...params: SqlParams): { changes: number; id: number };
}

function cachedStatements(connection: Connection) {
  const cache = new Map<string, BetterSqlite3.Statement>();
  return (sql: string) => {
    let statement = cache.get(sql);
    if (!statement) {
      statement = connection.prepare(sql);
      cache.set(sql, statement);
    }
    return statement;
  };
}

/** A read-only face: anything that would write throws before it runs. */
export function readDb(connection: Connection): Db {
  const prepare = cachedStatements(connection);
  const reader = (sql: string) => {
    const statement = prepare(sql);
    if (!statement.readonly) throw new Error('a query tried to write');
    return statement;
  };
  return {
    all: <Row>(sql: string, ...params: SqlParams) => reader(sql).all(...params) as Row[],
    get: <Row>(sql: string, ...params: SqlParams) => reader(sql).get(...params) as Row | undefined,
  };
}

/** A face that may write. Only call.ts and the backend's own upkeep make one. */
export function writeDb(connection: Connection): WriteDb {
  const prepare = cachedStatements(connection);
  return {
    all: <Row>(sql: string, ...params: SqlParams) => prepare(sql).all(...params) as Row[],
    get: <Row>(sql: string, ...params: SqlParams) => prepare(sql).get(...params) as Row | undefined,
    run: (sql, ...params) => {
      const { changes, lastInsertRowid } = prepare(sql).run(...params);
      return { changes, id: Number(lastInsertRowid) };
    },
  };
}
