/**
 * The journal: who changed what, when, in words, with the rows as they were.
 *
 * TEMP triggers, generated from the schema whenever a plan is opened, write the row images, so
 * handlers never journal by hand and a new table is journalled without anybody thinking of it.
 * A write outside a command has no entry number and is refused by the images' NOT NULL.
 */
import type { Connection, WriteDb } from './db.ts';
import { entryHash, lastHash } from './lineage.ts';
import { versionOf } from './migrate.ts';

export type EntryKind = 'change' | 'undo' | 'redo';

/** What an entry says. */
export interface EntryWords {
  at: string;
  who: string;
  call: string;
  words: string;
  kind: EntryKind;
  /** The entry an undo or redo reverses. */
  reverses: number | null;
}

export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Every table the journal watches: all but its own and SQLite's. */
export function journalledTables(connection: Connection): string[] {
  return connection
    .prepare<[], { name: string }>(
      `SELECT name FROM main.sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          AND name NOT LIKE 'journal\\_%' ESCAPE '\\'
        ORDER BY name`,
    )
    .all()
    .map((row) => row.name);
}

export function columnsOf(connection: Connection, table: string): string[] {
  return connection
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => row.name);
}

function rowImage(row: 'OLD' | 'NEW', columns: readonly string[]): string {
  const pairs = columns.map(
    (column) => `'${column.replaceAll("'", "''")}', ${row}.${quoted(column)}`,
  );
  return `json_object(${pairs.join(', ')})`;
}

function triggersFor(table: string, columns: readonly string[]): string {
  const name = `'${table.replaceAll("'", "''")}'`;
  const entry = '(SELECT entry_id FROM journal_now)';
  const recording = '(SELECT recording FROM journal_now) = 1';
  const differs = columns
    .map((column) => `OLD.${quoted(column)} IS NOT NEW.${quoted(column)}`)
    .join(' OR ');
  const image = (row: 'OLD' | 'NEW', operation: string, before: string, after: string) =>
    `INSERT INTO journal_image (entry_id, table_name, row_id, operation, before, after)
       VALUES (${entry}, ${name}, ${row}.id, '${operation}', ${before}, ${after});`;
  const trigger = (operation: string, when: string, body: string) =>
    `CREATE TEMP TRIGGER ${quoted(`journal_${table}_${operation}`)}
       AFTER ${operation} ON main.${quoted(table)} WHEN ${when} BEGIN ${body} END;`;
  const old = rowImage('OLD', columns);
  return [
    trigger('INSERT', recording, image('NEW', 'insert', 'NULL', 'NULL')),
    trigger(
      'UPDATE',
      `${recording} AND (${differs})`,
      image('NEW', 'update', old, rowImage('NEW', columns)),
    ),
    trigger('DELETE', recording, image('OLD', 'delete', old, 'NULL')),
  ].join('\n');
}

/** Sets up the journal on a connection that has just been opened or migrated. */
export function installJournal(connection: Connection): void {
  connection.exec(`CREATE TEMP TABLE journal_now (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry_id INTEGER,
    recording INTEGER NOT NULL
  ) STRICT;
  INSERT INTO journal_now (id, entry_id, recording) VALUES (1, NULL, 1);`);
  for (const table of journalledTables(connection)) {
    connection.exec(triggersFor(table, columnsOf(connection, table)));
  }
}

/** The number of the last entry: the plan's revision. */
export function revisionOf(connection: Connection): number {
  return connection
    .prepare<[], { revision: number }>('SELECT ifnull(max(id), 0) AS revision FROM journal_entry')
    .get()!.revision;
}

/** The number the next entry will have. Numbers are never used twice. */
function nextEntry(connection: Connection): number {
  const used = connection
    .prepare<[], { seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'journal_entry'`)
    .get();
  return Math.max(used?.seq ?? 0, revisionOf(connection)) + 1;
}

/** The one way into the journal: the entry is linked to the one before as it is written. */
function insertEntry(connection: Connection, id: number, words: EntryWords): void {
  const { at, who, call, words: said, kind, reverses } = words;
  const entry = {
    ...{ id, at, who, call, words: said, kind, reverses },
    schema_version: versionOf(connection),
  };
  connection
    .prepare(
      `INSERT INTO journal_entry (id, at, who, call, words, kind, reverses, schema_version, hash)
         VALUES (:id, :at, :who, :call, :words, :kind, :reverses, :schema_version, :hash)`,
    )
    .run({ ...entry, hash: entryHash(lastHash(connection), entry) });
}

/**
 * Runs a change inside the caller's transaction with the triggers writing to a new entry.
 * The entry is kept only when a row changed, or when the change says that it is final: made
 * without images, so that nothing can bring back what it took.
 *
 * @returns the entry's number, or null when nothing changed.
 */
export function recordEntry(
  connection: Connection,
  change: () => EntryWords & { final?: boolean },
): number | null {
  const id = nextEntry(connection);
  const setEntry = connection.prepare('UPDATE journal_now SET entry_id = ?');
  setEntry.run(id);
  try {
    const entry = change();
    const images = connection
      .prepare<[number], { n: number }>(
        'SELECT count(*) AS n FROM (SELECT 1 FROM journal_image WHERE entry_id = ? LIMIT 1)',
      )
      .get(id)!.n;
    if (images === 0 && !entry.final) return null;
    insertEntry(connection, id, entry);
    return id;
  } finally {
    setEntry.run(null);
  }
}

/** Makes a change that the journal does not see, in the caller's transaction. */
export function unrecorded(db: Pick<Connection, 'exec'> | WriteDb, change: () => void): void {
  const setRecording = (on: 0 | 1) => {
    const sql = `UPDATE journal_now SET recording = ${on}`;
    if ('exec' in db) db.exec(sql);
    else db.run(sql);
  };
  setRecording(0);
  try {
    change();
  } finally {
    setRecording(1);
  }
}

/**
 * Writes an entry that undo cannot reverse, such as "Started the plan", with its change
 * unrecorded. `atLeast` keeps the revision rising when an older file takes a plan's place.
 */
export function recordMilestone(
  connection: Connection,
  entry: Omit<EntryWords, 'kind' | 'reverses'>,
  change: () => void = () => {},
  atLeast = 0,
): void {
  connection
    .transaction(() => {
      unrecorded(connection, change);
      const id = Math.max(nextEntry(connection), atLeast);
      insertEntry(connection, id, { ...entry, kind: 'change', reverses: null });
    })
    .immediate();
}

/** The tables that entries after `revision` changed. */
export function tablesChangedSince(connection: Connection, revision: number): string[] {
  return connection
    .prepare<[number], { table_name: string }>(
      'SELECT DISTINCT table_name FROM journal_image WHERE entry_id > ? ORDER BY table_name',
    )
    .all(revision)
    .map((row) => row.table_name);
}
