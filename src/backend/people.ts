/**
 * What a plan holds about people, found, taken out and kept out: for a subject access request,
 * for erasure, and for copies that hold figures only.
 */
import Database from 'better-sqlite3';
import type { Connection, Db, WriteDb } from './db.ts';
import { unrecorded } from './journal.ts';
import { fsyncFile } from './storage.ts';

/** What is recorded of a member of a cohort. */
const MEMBER_TABLES = [
  'claim',
  'panel_item',
  'timetable_change',
  'supervision',
  'evidence',
  'milestone',
] as const;

/** The tables about people, each after those that refer to it. */
export const PEOPLE_TABLES = [
  ...MEMBER_TABLES,
  'cohort_member',
  'assessor',
  'absence',
  'assignment',
  'worker_return',
  'engagement',
  'worker',
] as const;

const listOf = (tables: readonly string[]) => tables.map((table) => `'${table}'`).join(', ');

/** The rows of a table that refer to a person directly, in the history. */
const earlierOf = (tables: readonly string[]) => `
    SELECT table_name, row_id FROM journal_image WHERE table_name IN (${listOf(tables)})
       AND :worker IN (json_extract(before, '$.worker_id'), json_extract(after, '$.worker_id'))`;

/** The rows in the history that refer to one of some rows by a column. */
const earlierThrough = (tables: readonly string[], column: string, rows: string) => `
    SELECT table_name, row_id FROM journal_image WHERE table_name IN (${listOf(tables)})
       AND (json_extract(before, '$.${column}') IN ${rows}
         OR json_extract(after, '$.${column}') IN ${rows})`;

/** The rows of one person, now and as the history has them. */
const ROWS_OF_PERSON = `
  WITH mine AS (
    SELECT id FROM engagement WHERE worker_id = :worker
    UNION SELECT row_id FROM (${earlierOf(['engagement'])})
  ), memberships AS (
    SELECT id FROM cohort_member WHERE worker_id = :worker
    UNION SELECT row_id FROM (${earlierOf(['cohort_member'])})
  ), held AS (
    SELECT 'worker' AS table_name, :worker AS row_id
    UNION SELECT 'engagement', id FROM mine
    UNION SELECT 'assignment', id FROM assignment WHERE engagement_id IN mine
    UNION SELECT 'absence', id FROM absence WHERE engagement_id IN mine
    UNION SELECT 'worker_return', id FROM worker_return WHERE worker_id = :worker
    UNION SELECT 'assessor', id FROM assessor WHERE worker_id = :worker
    UNION SELECT 'cohort_member', id FROM memberships
    ${MEMBER_TABLES.map((table) => `UNION SELECT '${table}', id FROM ${table} WHERE member_id IN memberships`).join('\n    ')}
    UNION ${earlierThrough(['assignment', 'absence'], 'engagement_id', 'mine')}
    UNION ${earlierThrough(MEMBER_TABLES, 'member_id', 'memberships')}
    UNION ${earlierOf(['worker_return', 'assessor'])}
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

/** Takes a person out of their cohorts, and out of other members' as assessor and supervisor. */
function takeOutOfCohorts(db: WriteDb, worker: number): void {
  for (const table of MEMBER_TABLES) {
    db.run(
      `DELETE FROM ${table} WHERE member_id IN (SELECT id FROM cohort_member WHERE worker_id = ?)`,
      worker,
    );
  }
  db.run('DELETE FROM cohort_member WHERE worker_id = ?', worker);
  db.run(
    `UPDATE cohort_member SET assessor_id = NULL
      WHERE assessor_id IN (SELECT id FROM assessor WHERE worker_id = ?)`,
    worker,
  );
  db.run('UPDATE cohort_member SET supervisor_id = NULL WHERE supervisor_id = ?', worker);
  db.run('DELETE FROM assessor WHERE worker_id = ?', worker);
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
    takeOutOfCohorts(db, worker);
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
      // Free text about cohorts and panels may name people.
      copy.exec(`UPDATE cohort SET note = ''`);
      copy.exec(`UPDATE panel SET note = ''`);
      copy.exec('UPDATE journal_image SET before = NULL, after = NULL');
      clearSamples(copy);
    })();
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
  fsyncFile(file);
}
