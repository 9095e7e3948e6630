/** Which copies of a plan were exported, when, by whom and for whom. */
import type { CopySent } from '../contract/library.ts';
import type { Db, SqlValue, WriteDb } from './db.ts';

interface Row extends Omit<CopySent, 'encrypted'> {
  encrypted: 0 | 1;
}

const COPIES = `
  SELECT at, who, for_whom AS forWhom, contents, encrypted, file_name AS fileName FROM copy_sent`;

function asCopy(row: Row): CopySent {
  return { ...row, encrypted: row.encrypted === 1 };
}

function valuesOf(copy: CopySent): SqlValue[] {
  const { at, who, forWhom, contents, encrypted, fileName } = copy;
  return [at, who, forWhom, contents, encrypted ? 1 : 0, fileName];
}

/** Records an export, in the caller's transaction. One that is recorded already stays as it is. */
export function recordSent(db: WriteDb, copy: CopySent): void {
  db.run(
    `INSERT INTO copy_sent (at, who, for_whom, contents, encrypted, file_name)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ...valuesOf(copy),
  );
}

/** Takes an export back out that did not come about. */
export function forgetSent(db: WriteDb, copy: CopySent): void {
  db.run(
    `DELETE FROM copy_sent WHERE (at, who, for_whom, contents, encrypted, file_name)
       = (?, ?, ?, ?, ?, ?)`,
    ...valuesOf(copy),
  );
}

/**
 * Carries what was exported over to the file that takes a plan's place, in the caller's
 * transaction: an older file, or somebody else's, does not know of it.
 */
export function carrySent(from: Db, to: WriteDb): void {
  for (const row of from.all<Row>(`${COPIES} ORDER BY id`)) recordSent(to, asCopy(row));
}

/**
 * The whole copies that may hold a person, newest first: those exported since the person was first
 * recorded. It can be asked after the person was erased, because the history keeps what was done
 * to a row when it blanks what the row held.
 */
export function copiesSentHolding(db: Db, worker: { id: number }): CopySent[] {
  const rows = db.all<Row>(
    `${COPIES}
      WHERE contents = 'whole' AND at >= coalesce((
              SELECT entry.at FROM journal_image AS image
                JOIN journal_entry AS entry ON entry.id = image.entry_id
               WHERE image.table_name = 'worker' AND image.row_id = :worker
                 AND image.operation = 'insert'
               ORDER BY image.id LIMIT 1), '')
      ORDER BY at DESC, id DESC`,
    { worker: worker.id },
  );
  return rows.map(asCopy);
}
