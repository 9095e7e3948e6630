/**
 * What a plan holds about people, found, taken out and kept out: for a subject access request,
 * for erasure, and for copies that hold figures only. What is whose follows from the schema's
 * foreign keys and from tableClasses.ts.
 */
import Database from 'better-sqlite3';
import { readDb, type Connection, type Db, type WriteDb } from './db.ts';
import { quoted, unrecorded } from './journal.ts';
import { foreignKeys, tablesOf, type ForeignKey } from './schema.ts';
import { fsyncFile } from './storage.ts';
import { holdsPeople, TABLE_CLASSES } from './tableClasses.ts';

/** How rows about people hang together, from the schema. */
interface PeopleGraph {
  /** The tables that a worker's rows are in, each after those its rows are part of. */
  tables: string[];
  /** By table: the columns that make a row part of another's. */
  partOf: Map<string, ForeignKey[]>;
  /** Columns that only name somebody in another's row. */
  mentions: ForeignKey[];
}

function peopleGraph(db: Db): PeopleGraph {
  const keys = foreignKeys(db).filter(
    ({ child, parent }) => holdsPeople(child) && holdsPeople(parent),
  );
  const isPart = ({ child, column, required }: ForeignKey) =>
    TABLE_CLASSES[child]?.partOf?.includes(column) ?? required === 1;
  const partsOf = (table: string) => keys.filter((key) => key.child === table && isPart(key));
  const reaches = (table: string): boolean =>
    table === 'worker' || partsOf(table).some(({ parent }) => reaches(parent));
  const depth = (table: string): number =>
    Math.max(0, ...partsOf(table).map(({ parent }) => depth(parent) + 1));
  const tables = tablesOf(db)
    .filter((table) => holdsPeople(table) && reaches(table))
    .sort((a, b) => depth(a) - depth(b));
  const partOf = new Map(
    tables.map((table) => [table, partsOf(table).filter(({ parent }) => reaches(parent))]),
  );
  return { tables, partOf, mentions: keys.filter((key) => !isPart(key)) };
}

const rowsName = (table: string) => quoted(`rows of ${table}`);

/** SQL: the ids of a table's rows that are part of somebody, now and as the history has them. */
function rowsSql(table: string, keys: readonly ForeignKey[]): string {
  if (keys.length === 0) return `${rowsName(table)}(id) AS MATERIALIZED (VALUES (:worker))`;
  const now = keys.map(
    ({ column, parent }) =>
      `SELECT id FROM ${quoted(table)} WHERE ${quoted(column)} IN ${rowsName(parent)}`,
  );
  const earlier = keys.flatMap(({ column, parent }) =>
    ['before', 'after'].map(
      (side) =>
        `json_extract(${side}, '$.${quoted(column)}') IN (SELECT id FROM ${rowsName(parent)})`,
    ),
  );
  return `${rowsName(table)}(id) AS MATERIALIZED (
    ${now.join(' UNION ')}
    UNION SELECT row_id FROM journal_image
           WHERE table_name = '${table}' AND (${earlier.join(' OR ')}))`;
}

/** SQL: `held`, the table and id of every row of one person, now and in the history. */
function heldSql({ tables, partOf }: PeopleGraph): string {
  const held = tables.map((table) => `SELECT '${table}' AS table_name, id FROM ${rowsName(table)}`);
  return `WITH ${tables.map((table) => rowsSql(table, partOf.get(table)!)).join(',\n')},
    held(table_name, row_id) AS (${held.join(' UNION ALL ')})`;
}

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
    `${heldSql(peopleGraph(db))}
     SELECT entry.at, entry.who, entry.words, image.table_name AS "table", image.operation,
            image.before, image.after
       FROM held JOIN journal_image AS image USING (table_name, row_id)
       JOIN journal_entry AS entry ON entry.id = image.entry_id
      ORDER BY image.id`,
    { worker },
  );
}

/** The ids of one person's rows, as JSON lists by table, each table after those it is part of. */
function idsByTable(db: Db, graph: PeopleGraph, worker: number): Map<string, string> {
  const ids = db.all<{ table: string; ids: string }>(
    `${heldSql(graph)}
     SELECT table_name AS "table", json_group_array(row_id) AS ids FROM held GROUP BY table_name`,
    { worker },
  );
  const byTable = new Map(ids.map(({ table, ids: list }) => [table, list]));
  return new Map(graph.tables.map((table) => [table, byTable.get(table) ?? '[]']));
}

const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/**
 * Takes a person out of the records and out of the history's rows, in the caller's transaction.
 * Nothing is journalled, or the journal would hold what was taken.
 *
 * @param texts - what they are called, found in the headings of files that were remembered.
 */
export function takeOut(db: WriteDb, worker: number, texts: readonly string[]): void {
  const graph = peopleGraph(db);
  const held = idsByTable(db, graph, worker);
  for (const [table, ids] of held) {
    db.run(
      `UPDATE journal_image SET before = NULL, after = NULL
        WHERE table_name = ? AND row_id ${IN_LIST} AND (before IS NOT NULL OR after IS NOT NULL)`,
      table,
      ids,
    );
  }
  unrecorded(db, () => {
    for (const { child, column, parent } of graph.mentions) {
      const ids = held.get(parent);
      if (ids === undefined) continue;
      const name = quoted(column);
      db.run(`UPDATE ${quoted(child)} SET ${name} = NULL WHERE ${name} ${IN_LIST}`, ids);
    }
    for (const [table, ids] of [...held].reverse()) {
      db.run(`DELETE FROM ${quoted(table)} WHERE id ${IN_LIST}`, ids);
    }
    for (const text of texts) {
      db.run('DELETE FROM column_mapping WHERE instr(lower(header), lower(?)) > 0', text);
    }
  });
}

/** The planner's samples hold values of the columns it has an index on. */
export function clearSamples(connection: Connection): void {
  const known = connection
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')`,
    )
    .all();
  for (const { name } of known) connection.exec(`DELETE FROM ${name}`);
}

function emptyWords(copy: Connection, table: string): void {
  const columns = TABLE_CLASSES[table]?.emptied ?? [];
  // The rows as they were may be unknown; remarks are never NULL.
  const nothing = table === 'journal_image' ? 'NULL' : `''`;
  if (columns.length === 0) return;
  const set = columns.map((column) => `${quoted(column)} = ${nothing}`);
  copy.exec(`UPDATE ${quoted(table)} SET ${set.join(', ')}`);
}

/**
 * Takes every person out of a copy, the remarks that may name somebody, and the rows as they were
 * out of its history.
 */
export function keepFiguresOnly(file: string): void {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma('secure_delete = ON');
    // Off while whole tables go in any order; nothing else may refer to them, which is checked.
    copy.pragma('foreign_keys = OFF');
    copy.transaction(() => {
      for (const table of tablesOf(readDb(copy))) {
        if (holdsPeople(table)) copy.exec(`DELETE FROM ${quoted(table)}`);
        else emptyWords(copy, table);
      }
      const broken = copy.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error('a table refers to people and is not one of theirs');
      copy.exec(`UPDATE plan SET holds = 'figures'`);
      clearSamples(copy);
    })();
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
  fsyncFile(file);
}
