/**
 * Undo and redo. Reversing an entry puts the rows it changed back as they were, set by set, as a
 * new journal entry. An undo reverses a change, a redo reverses an undo, and nothing reverses a
 * redo: a change is in force unless an undo of it is, and an undo is in force until it is redone.
 */
import type { Db, WriteDb } from './db.ts';
import { errorCode, Refusal } from './faults.ts';
import { counted } from './handlers/words.ts';
import { quoted, type EntryKind } from './journal.ts';
import { foreignKeys } from './schema.ts';

/** A journal entry as undo needs it. */
export interface EntryRow {
  id: number;
  at: string;
  who: string;
  words: string;
  kind: EntryKind;
  reverses: number | null;
  schema_version: number;
  /** No entry in force reverses it. */
  live: 0 | 1;
  /** It changed rows. */
  has_images: 0 | 1;
}

/** SQL: true when the entry with this alias is in force. */
const liveSql = (alias: string) => `NOT EXISTS (
  SELECT 1 FROM journal_entry AS back
   WHERE back.reverses = ${alias}.id
     AND NOT EXISTS (SELECT 1 FROM journal_entry AS again WHERE again.reverses = back.id))`;

/** SELECT of entries, to be followed by WHERE and ORDER BY on `entry`. */
export const ENTRIES = `
  SELECT entry.id, entry.at, entry.who, entry.words, entry.kind, entry.reverses,
         entry.schema_version, ${liveSql('entry')} AS live,
         EXISTS (SELECT 1 FROM journal_image WHERE entry_id = entry.id) AS has_images
    FROM journal_entry AS entry`;

export function entryById(db: Db, id: number): EntryRow {
  const entry = db.get<EntryRow>(`${ENTRIES} WHERE entry.id = ?`, id);
  if (!entry) throw new Refusal('not-found', 'That change is not in this plan’s history.', 'entry');
  return entry;
}

/** The change that undo would reverse next: the latest one in force. */
export function nextUndo(db: Db): EntryRow | null {
  const entry = db.get<EntryRow>(
    `${ENTRIES} WHERE entry.kind = 'change' AND live AND has_images ORDER BY entry.id DESC LIMIT 1`,
  );
  return entry ?? null;
}

/** The undo that redo would reverse next: the latest one in force, with no change made since. */
export function nextRedo(db: Db): EntryRow | null {
  const undo = db.get<EntryRow>(
    `${ENTRIES} WHERE entry.kind = 'undo' AND live ORDER BY entry.id DESC LIMIT 1`,
  );
  if (!undo) return null;
  const change = nextUndo(db);
  return change && change.id > undo.id ? null : undo;
}

/** The change an entry is about: itself, or what it undid or redid. */
export function originalOf(db: Db, entry: EntryRow): EntryRow {
  return entry.reverses === null ? entry : originalOf(db, entryById(db, entry.reverses));
}

const THINGS: Readonly<Record<string, string>> = {
  reported_figure: 'figure',
  target: 'target',
  team_period: 'team',
  establishment_line: 'post',
  engagement: 'engagement',
  assignment: 'placement',
  absence: 'absence',
};

/** How many images an entry has, and how many came after it. */
interface Images {
  mine: number;
  later: number;
}

function countImages(db: Db, entry: number): Images {
  return db.get<Images>(
    `SELECT (SELECT count(*) FROM journal_image WHERE entry_id = :entry) AS mine,
            (SELECT count(*) FROM journal_image WHERE entry_id > :entry) AS later`,
    { entry },
  )!;
}

/**
 * The later change to a row of this entry that stands in its way. Either side may be an import of
 * a hundred thousand rows, so the smaller one is gone through.
 */
function laterChange(db: Db, entry: number, { mine, later: after }: Images): string | null {
  const sides = ['journal_image AS mine', 'journal_image AS later'];
  const [outer, inner] = after < mine ? sides.reverse() : sides;
  const later = db.get<{ words: string }>(
    `SELECT entry.words
       FROM ${outer} CROSS JOIN ${inner} ON later.table_name = mine.table_name
        AND later.row_id = mine.row_id
       JOIN journal_entry AS entry ON entry.id = later.entry_id
      WHERE mine.entry_id = :entry AND later.entry_id > :entry
        -- An undo and what it undid, both later, leave the row as it was.
        AND (entry.reverses IS NULL OR entry.reverses <= :entry)
        AND ${liveSql('entry')}
      ORDER BY entry.id DESC LIMIT 1`,
    { entry },
  );
  return later?.words ?? null;
}

/** What other rows refer to rows this entry added, in words: rows written later. */
function dependants(db: Db, entry: number, { mine, later }: Images): string | null {
  const written =
    later < mine
      ? `child.id IN (SELECT row_id FROM journal_image
                       WHERE entry_id > :entry AND table_name = :child) AND +`
      : '';
  for (const { child, column, parent } of foreignKeys(db)) {
    const { n } = db.get<{ n: number }>(
      `SELECT count(*) AS n FROM ${quoted(child)} AS child
        WHERE ${written}child.${quoted(column)} IN (
                SELECT row_id FROM journal_image
                 WHERE entry_id = :entry AND table_name = :parent
                 GROUP BY row_id
                HAVING min(id) = min(CASE operation WHEN 'insert' THEN id END))
          AND NOT EXISTS (
                SELECT 1 FROM journal_image
                 WHERE entry_id = :entry AND table_name = :child AND row_id = child.id)`,
      { entry, parent, child },
    )!;
    if (n > 0) return counted(n, THINGS[child] ?? 'record');
  }
  return null;
}

/** Why an entry's rows cannot be put back as they were before it, in words; null when they can. */
export function whyNotReversed(db: Db, entry: EntryRow): string | null {
  if (!entry.has_images) return 'It is a record of what happened, not a change to figures.';
  const version = db.get<{ user_version: number }>('SELECT user_version FROM pragma_user_version')!;
  if (entry.schema_version !== version.user_version) {
    return 'It was made before this plan was brought up to date for a newer version of Tenure.';
  }
  const blanked = db.get(
    `SELECT 1 FROM journal_image
      WHERE entry_id = ? AND operation <> 'insert' AND before IS NULL LIMIT 1`,
    entry.id,
  );
  if (blanked) return 'Its details have been erased from the history.';
  const images = countImages(db, entry.id);
  if (images.later === 0) return null;
  const later = laterChange(db, entry.id, images);
  if (later !== null)
    return `What it changed was changed again later: “${later}”. Undo that first.`;
  const others = dependants(db, entry.id, images);
  if (others !== null) return `What it added is in use by ${others}. Remove or undo those first.`;
  return null;
}

/** Why the user cannot undo an entry, in words; null when they can. */
export function whyNotUndone(db: Db, entry: EntryRow): string | null {
  if (entry.kind === 'redo') return 'It put a change back. Undo the change itself.';
  if (!entry.live) {
    return entry.kind === 'undo' ? 'It has been redone.' : 'It is already undone.';
  }
  return whyNotReversed(db, entry);
}

/** Each row an entry touched, with its first image: what it was before. */
const FIRST_IMAGES = `
  SELECT before, operation FROM journal_image
   WHERE id IN (SELECT min(id) FROM journal_image
                 WHERE entry_id = :entry AND table_name = :table GROUP BY row_id)`;

/** Takes a table's touched rows away, then puts back those that were there before. */
function restoreTable(db: WriteDb, entry: number, table: string): void {
  const columns = db
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
    .map((column) => column.name);
  const values = columns.map((column) => `json_extract(before, '$.${quoted(column)}')`);
  // Away first and back after, so that two rows can swap what must be unique.
  db.run(
    `DELETE FROM ${quoted(table)} WHERE id IN (
       SELECT row_id FROM journal_image WHERE entry_id = :entry AND table_name = :table)`,
    { entry, table },
  );
  db.run(
    `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')})
       SELECT ${values.join(', ')} FROM (${FIRST_IMAGES}) WHERE operation <> 'insert'`,
    { entry, table },
  );
}

/**
 * Puts back what an entry changed of the plan's own row. The row also says what the plan is on
 * this computer (its id, its kind, the name of a duplicate), which no entry changed.
 */
function restorePlan(db: WriteDb, entry: number): void {
  const image = (column: 'before' | 'after', order: 'ASC' | 'DESC') =>
    db.get<{ row: string }>(
      `SELECT ${column} AS row FROM journal_image
        WHERE entry_id = ? AND table_name = 'plan' ORDER BY id ${order} LIMIT 1`,
      entry,
    )!.row;
  const before = image('before', 'ASC');
  const changed = db.all<{ key: string }>(
    `SELECT was.key FROM json_each(?) AS was JOIN json_each(?) AS became USING (key)
      WHERE was.value IS NOT became.value`,
    before,
    image('after', 'DESC'),
  );
  if (changed.length === 0) return;
  const values = changed.map(
    ({ key }) => `${quoted(key)} = json_extract(:before, '$.${quoted(key)}')`,
  );
  db.run(`UPDATE plan SET ${values.join(', ')}`, { before });
}

/**
 * Puts the rows an entry changed back as they were before it. Runs inside a command, whose own
 * entry records it.
 *
 * @throws Refusal 'refused' with the reason.
 */
export function reverseEntry(db: WriteDb, entry: EntryRow): void {
  const why = whyNotReversed(db, entry);
  if (why !== null) throw new Refusal('refused', `This cannot be undone. ${why}`);
  db.run('PRAGMA defer_foreign_keys = ON');
  const tables = db.all<{ table_name: string }>(
    'SELECT DISTINCT table_name FROM journal_image WHERE entry_id = ?',
    entry.id,
  );
  try {
    for (const { table_name: table } of tables) {
      if (table === 'plan') restorePlan(db, entry.id);
      else restoreTable(db, entry.id, table);
    }
  } catch (error) {
    if (!errorCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
    throw new Refusal(
      'refused',
      'This cannot be undone. Something entered since is in the place of what it would bring back.',
      undefined,
      error,
    );
  }
  // The images written just now refer to this command's own entry, which is written last.
  if (db.get(`SELECT 1 FROM pragma_foreign_key_check WHERE "table" <> 'journal_image' LIMIT 1`)) {
    throw new Refusal(
      'refused',
      'This cannot be undone. What it would bring back belongs to something removed since.',
    );
  }
}
