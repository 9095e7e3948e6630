/** Files that work cut short, or a restore, left beside the plans. */
import { readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Leftover } from '../contract/library.ts';
import { listBackups } from './backups.ts';
import type { Log } from './clock.ts';
import { Refusal } from './faults.ts';
import type { Instance } from './instances.ts';
import { CARD_FILE, PLAN_FILE } from './planFiles.ts';
import { isScrubMark } from './scrub.ts';
import { remove } from './storage.ts';

/** What is being written, until it is whole and renamed, and SQLite's own files beside it. */
const HALF_MADE = /\.new(-wal|-shm|-journal)?$/;
const KEPT = /\.unreadable(-\d+)?$/;

/** Every file under a folder, by its path from there; none where there is no such folder. */
function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}

function statOf(file: string): Stats | null {
  return statSync(file, { throwIfNoEntry: false }) ?? null;
}

/**
 * Removes what a killed run was writing, at a start, while no other run is at work.
 *
 * @param folder - the data folder.
 */
export function sweepHalfMade(folder: string, instance: Instance, log: Log): void {
  try {
    // Seen before asking who else is there: what a run that starts meanwhile writes is another file.
    const found = ['plans', 'bin']
      .flatMap((place) =>
        filesUnder(path.join(folder, place)).map((name) => path.join(place, name)),
      )
      .concat('preferences.json.new')
      .filter((name) => HALF_MADE.test(name))
      .map((name) => ({ file: path.join(folder, name), was: statOf(path.join(folder, name)) }))
      .filter(({ was }) => was !== null);
    if (found.length === 0 || instance.others() > 0) return;
    for (const { file, was } of found) {
      const now = statOf(file);
      if (now && was && now.ino === was.ino && now.mtimeMs === was.mtimeMs) remove(file);
    }
  } catch (error) {
    log('what an earlier run left could not be removed', error);
  }
}

/** The files in a plan's folder that are neither the plan's own nor its backups. */
export function leftoversIn(planFolder: string): Leftover[] {
  const backups = listBackups(path.join(planFolder, 'backups'));
  const own = new Set([
    ...['', '-wal', '-shm', '-journal'].map((end) => `${PLAN_FILE}${end}`),
    CARD_FILE,
    ...backups.map(({ backup }) => path.join('backups', backup)),
  ]);
  return filesUnder(planFolder)
    .filter((name) => !own.has(name) && !isScrubMark(name))
    .sort()
    .map((name) => ({
      leftover: name,
      kind: HALF_MADE.test(name) ? 'half-made' : KEPT.test(name) ? 'kept-by-restore' : 'unknown',
      bytes: statOf(path.join(planFolder, name))?.size ?? 0,
    }));
}

/** Deletes one of a plan's leftovers, named as they are listed, so that a name can be no path elsewhere. */
export function deleteLeftover(planFolder: string, leftover: string): void {
  const found = leftoversIn(planFolder).find((known) => known.leftover === leftover);
  if (!found) throw new Refusal('not-found', 'That file is no longer on this machine.');
  remove(path.join(planFolder, found.leftover));
}
