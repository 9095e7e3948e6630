/** Files from outside: decrypted, opened with every check there is, and trusted in nothing before. */
import { planId } from '../contract/call.ts';
import { decryptFile, isEncrypted } from './encryption.ts';
import { Refusal } from './faults.ts';
import { columnsOf, quoted } from './journal.ts';
import type { LibraryContext } from './library.ts';
import { identityOf, isLinked, type Identity } from './lineage.ts';
import { versionOf } from './migrate.ts';
import { openPlan, type OpenPlan } from './open.ts';
import { remove } from './storage.ts';

/**
 * The plain file of an upload, which leaves the transfers' care. An encrypted one is decrypted
 * into another file, and goes.
 *
 * @throws Refusal 'bad-input' on `passphrase` when it is missing or wrong, and what decryptFile
 * throws; the upload is gone then, and is sent again with the passphrase.
 */
export function takeUpload(
  { transfers }: LibraryContext,
  upload: string,
  passphrase: string,
): string {
  const file = transfers.finish(upload);
  if (!isEncrypted(file)) return file;
  try {
    if (passphrase === '') {
      throw new Refusal(
        'bad-input',
        'This copy is encrypted. Enter the passphrase it was saved with.',
        'passphrase',
      );
    }
    const plain = transfers.stagingPath();
    decryptFile(file, plain, passphrase);
    return plain;
  } finally {
    remove(file);
  }
}

/** The tables of figures: no row of theirs is ever changed without an image in the journal. */
const FIGURES = [
  'measure',
  'scope',
  'source',
  'reported_figure',
  'target',
  'same_scope',
  'scenario',
  'leading_figure',
];

/** Whether a row of a table is not as the journal's last image of it says. */
function isAltered({ connection, read }: OpenPlan, table: string): boolean {
  const columns = columnsOf(connection, table).map(
    (column) => `'${column}', present.${quoted(column)}`,
  );
  return (
    read.get(
      `SELECT 1 FROM journal_image AS image
         JOIN journal_entry AS entry ON entry.id = image.entry_id
         LEFT JOIN ${quoted(table)} AS present ON present.id = image.row_id
        WHERE image.id IN (SELECT max(id) FROM journal_image
                            WHERE table_name = :table GROUP BY row_id)
          -- A later step of the schema gave the rows other columns, or remade them.
          AND entry.schema_version = :version
          AND CASE image.operation
                WHEN 'insert' THEN present.id IS NULL
                WHEN 'delete' THEN present.id IS NOT NULL
                ELSE present.id IS NULL
                  OR (image.after IS NOT NULL AND image.after <> json_object(${columns.join(', ')}))
              END
        LIMIT 1`,
      { table, version: versionOf(connection) },
    ) !== undefined
  );
}

function checkIncoming(opened: OpenPlan): Identity {
  const { connection, read } = opened;
  const broken = connection.pragma('foreign_key_check') as unknown[];
  const whole = connection.pragma('integrity_check(1)', { simple: true }) === 'ok';
  const plan = read.get('SELECT 1 FROM plan') ? identityOf(read) : null;
  if (!whole || broken.length > 0 || !plan || !planId.safeParse(plan.uid).success) {
    throw new Refusal(
      'damaged-file',
      'This copy is damaged, so nothing was taken from it. Ask for it to be sent again.',
    );
  }
  if (!isLinked(read) || FIGURES.some((table) => isAltered(opened, table))) {
    throw new Refusal(
      'damaged-file',
      'This copy was altered outside Tenure: its figures and its history do not agree. Nothing ' +
        'was taken from it. Ask for it to be sent again.',
    );
  }
  return plan;
}

/**
 * Opens a file from outside with every check there is, so that nothing of it is trusted: its
 * schema, every page and index, every reference, that it holds one plan with a proper id, and that
 * its history is of one piece and agrees with its figures. The checks find mistakes and careless
 * changes; only encryption keeps out somebody who makes a history to match.
 */
export function openIncoming(library: LibraryContext, file: string): OpenPlan & Identity {
  const opened = openPlan(file, { migrations: library.migrations });
  try {
    return { ...opened, ...checkIncoming(opened) };
  } catch (error) {
    opened.close();
    throw error;
  }
}
