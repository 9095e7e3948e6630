/**
 * What a plan holds about people, found, taken out and kept out: for a subject access request,
 * for erasure, and for copies that hold figures only.
 */
import Database from 'better-sqlite3';
import type { Connection, Db, WriteDb } from './db.ts';
import { unrecorded } from './journal.ts';
import { fsyncFile } from './storage.ts';

/** The tables about people, each after those that refer to it. */
export const PEOPLE_TABLES = [
  'absence',
  'assignment',
  'worker_return',
  'engagement',
  'worker',
] as const;

/** The rows of one person, now and as the history has them. */
const ROWS_OF_PERSON = `
  WITH mine AS (
    SELECT id FROM engagement WHERE worker_id = :worker
    UNION
    SELECT row_id FROM journal_image WHERE table_name = 'engagement'
       AND :worker IN (json_extract(before, '$.worker_id'), json_extract(after, '$.worker_id'))
  ), held AS (
    SELECT 'worker' AS table_name, :worker AS row_id
    UNION SELECT 'engagement', id FROM mine
    UNION SELECT 'assignment', id FROM assignment WHERE engagement_id IN mine
    UNION SELECT 'absence', id FROM absence WHERE engagement_id IN mine
    UNION SELECT 'worker_return', id FROM worker_return WHERE worker_id = :worker
    UNION
    SELECT table_name, row_id FROM journal_image
     WHERE table_name IN ('assignment', 'absence')
       AND (json_extract(before, '$.engagement_id') IN mine
         OR json_extract(after, '$.engagement_id') IN mine)
    UNION
    SELECT table_name, row_id FROM journal_image
     WHERE table_name = 'worker_return'
       AND :worker IN (json_extract(before, '$.worker_id'), json_extract(after, '$.worker_id'))
  )`;

/** An earlier state of one of a person's rows, from the history. */
export interface EarlierRow {
  at: string;
  who: string;
  words: string;
  table: string;
  operation: string;
  before: string | null;
  after: string | null;
}

/** What the history still holds of a person's rows. */
export function earlierRowsOf(db: Db, worker: number): EarlierRow[] {
  return db.all<EarlierRow>(
    `${ROWS_OF_PERSON}
     SELECT entry.at, entry.who, entry.words, image.table_name AS "table", image.operation,
            image.before, image.after
       FROM held JOIN journal_image AS image USING (table_name, row_id)
       JOIN journal_entry AS entry ON entry.id = image.entry_id
      ORDER BY image.id`,
    { worker },
  );
}

/**
 * Takes a person out of the records and out of the history's rows, in the caller's transaction.
 * Nothing is journalled, or the journal would hold what was taken.
 */
export function takeOut(db: WriteDb, worker: number, texts: readonly string[]): void {
  db.run(
    `${ROWS_OF_PERSON}
     UPDATE journal_image SET before = NULL, after = NULL
      WHERE (before IS NOT NULL OR after IS NOT NULL)
        AND (table_name, row_id) IN (SELECT table_name, row_id FROM held)`,
    { worker },
  );
  unrecorded(db, () => {
    const mine = 'engagement_id IN (SELECT id FROM engagement WHERE worker_id = ?)';
    db.run(`DELETE FROM absence WHERE ${mine}`, worker);
    db.run(`DELETE FROM assignment WHERE ${mine}`, worker);
    db.run('DELETE FROM worker_return WHERE worker_id = ?', worker);
    db.run('DELETE FROM engagement WHERE worker_id = ?', worker);
    db.run('DELETE FROM worker WHERE id = ?', worker);
    // A row of a file taken for its headings.
    for (const text of texts) {
      db.run('DELETE FROM column_mapping WHERE instr(lower(header), lower(?)) > 0', text);
    }
  });
}

/** The planner's samples hold values of the columns it has an index on. */
function clearSamples(connection: Connection): void {
  const known = connection
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')`,
    )
    .all();
  for (const { name } of known) connection.exec(`DELETE FROM ${name}`);
}

/**
 * Writes an open plan's file anew, so that no page, free page or log keeps what was deleted.
 * secure_delete alone leaves scraps in pages that SQLite rearranged.
 */
export function scrub(connection: Connection): void {
  clearSamples(connection);
  connection.exec('VACUUM');
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

/** Takes every person out of a copy, and the rows as they were out of its history. */
export function keepFiguresOnly(file: string): void {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma('secure_delete = ON');
    copy.transaction(() => {
      for (const table of PEOPLE_TABLES) copy.exec(`DELETE FROM ${table}`);
      copy.exec('DELETE FROM column_mapping');
      copy.exec('UPDATE journal_image SET before = NULL, after = NULL');
      clearSamples(copy);
    })();
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
  fsyncFile(file);
}
