/**
 * Erasure's second half. Once somebody's rows are gone, the file is written anew, so that no page,
 * free page or log keeps a trace. That needs room on the disk, and may fail or be cut short after
 * the erasure itself is on disk: a mark beside the plan, made before the erasure is committed,
 * says that a scrub is owed until one has been done.
 */
import { closeSync, existsSync, fsyncSync, openSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log } from './clock.ts';
import type { Connection } from './db.ts';
import type { OpenPlan } from './open.ts';
import { clearSamples } from './people.ts';
import { fsyncFolder, remove } from './storage.ts';

const MARK = 'scrub-owed';
/** VACUUM writes the file's pages to the log, and then from the log to the file. */
const ROOM_FOR_PAGES = 2;

const markOf = (file: string) => path.join(path.dirname(file), MARK);

/** Whether a file of a plan's folder is the mark. */
export function isScrubMark(name: string): boolean {
  return name === MARK;
}

/** Marks durably that a plan's file has to be scrubbed. A scrub that was not needed does no harm. */
export function oweScrub(file: string): void {
  const mark = markOf(file);
  const handle = openSync(mark, 'w', 0o600);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  fsyncFolder(path.dirname(mark));
}

/** Empties the log into the file, whole. */
function checkpoint(connection: Connection): void {
  const [result] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (result?.busy !== 0) throw new Error('the log could not be emptied');
}

/** secure_delete alone leaves scraps in pages that SQLite rearranged, and the log holds pages. */
function scrub(connection: Connection): void {
  // First what needs no room: after it the log and the deleted rows' own places are empty.
  checkpoint(connection);
  clearSamples(connection);
  connection.exec('VACUUM');
  checkpoint(connection);
}

/**
 * Scrubs a plan where a scrub is owed.
 *
 * @returns whether none is owed any more; a failure is logged, and the mark stays.
 */
export function payScrub({ file, connection }: OpenPlan, log: Log): boolean {
  if (!existsSync(markOf(file))) return true;
  try {
    scrub(connection);
    remove(markOf(file));
    fsyncFolder(path.dirname(file));
    return true;
  } catch (error) {
    log('the plan’s file could not be scrubbed; it is tried again later', error);
    return false;
  }
}

/** Tries an owed scrub again if there seems to be room for it now: cheap enough for each command. */
export function retryScrub(plan: OpenPlan, log: Log): void {
  if (!existsSync(markOf(plan.file))) return;
  const { bavail, bsize } = statfsSync(path.dirname(plan.file));
  if (bavail * bsize > statSync(plan.file).size * ROOM_FOR_PAGES) payScrub(plan, log);
}
