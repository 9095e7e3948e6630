/**
 * A write-ahead log beside a plan's file that is not that file's own: put there by a restore from
 * elsewhere, or by a program that copies files one by one. SQLite would replay it into the plan.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { errorCode, Refusal } from './faults.ts';
import { freeName, moveDurably, remove } from './storage.ts';

/** Which plan a file holds, and how far its history goes. */
interface Standing {
  uid: string;
  entry: number;
}

/** Bytes of the header that say whether a log belongs to the file: 1 for none, 2 for one. */
const FORMAT_BYTES = [18, 19];
const WITHOUT_LOG = 1;
/** How SQLite's codes begin for a file whose pages do not fit together, or without our tables. */
const UNREADABLE = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR'];

function standingIn(connection: Database.Database): Standing | undefined {
  return connection
    .prepare<[], Standing>(
      'SELECT uid, (SELECT ifnull(max(id), 0) FROM journal_entry) AS entry FROM plan',
    )
    .get();
}

/** What the file says without its log, read in memory; undefined where it cannot be read so. */
function withoutLog(file: string): Standing | undefined {
  const bytes = readFileSync(file);
  for (const at of FORMAT_BYTES) bytes[at] = WITHOUT_LOG;
  let memory: Database.Database | undefined;
  try {
    memory = new Database(bytes);
    return standingIn(memory);
  } catch {
    // Cut short while the log was being merged, say: only the log makes it whole.
    return undefined;
  } finally {
    memory?.close();
  }
}

/** What the file says with its log. Read only, so that closing it merges nothing. */
function withLog(file: string): Standing | undefined {
  const index = `${file}-shm`;
  const hadIndex = existsSync(index);
  const connection = new Database(file, { timeout: 0, fileMustExist: true, readonly: true });
  try {
    return standingIn(connection);
  } catch (error) {
    if (!UNREADABLE.some((start) => errorCode(error).startsWith(start))) throw error;
    return undefined;
  } finally {
    connection.close();
    if (!hadIndex) remove(index);
  }
}

/**
 * Refuses a file with a log that is not its own: after the log the plan is the same one and its
 * history goes at least as far. The file is read without its log and with it before anything is
 * merged.
 *
 * @param foreign - whether a log that is refused is moved aside, so that the plan opens without it
 * the next time; only for a file that is being opened.
 * @throws Refusal 'damaged-file'; SQLite's own error where the file cannot be read or is in use.
 */
export function checkLog(file: string, foreign: 'keep-aside' | 'leave'): void {
  const log = `${file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const after = withLog(file);
  const before = withoutLog(file);
  if (!before) return;
  if (after?.uid === before.uid && after.entry >= before.entry) return;
  const found = 'A log that does not belong to this plan lies beside its file. It was not read in';
  if (foreign === 'leave') {
    throw new Refusal(
      'damaged-file',
      `${found}, and nothing was changed. Choose “Try again”: Tenure then keeps the log aside.`,
    );
  }
  moveDurably(log, freeName(log, 'unreadable'));
  throw new Refusal(
    'damaged-file',
    `${found}: it is now kept aside under another name. The plan is as it was when its file was ` +
      'last written. Try again to open it, and check its latest changes.',
  );
}
