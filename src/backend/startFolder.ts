/** A data folder that Tenure cannot start in, said in words. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './faults.ts';
import { makeFolder, remove } from './storage.ts';

/**
 * The longest data folder, in bytes. SQLite takes paths of 512; a plan's backup, while it is being
 * written, lies 112 further down.
 */
export const LONGEST_FOLDER = 400;

const ANOTHER = 'or start Tenure with --data and another folder.';

/** What is wrong, by how the code of a Node or SQLite error begins. */
const TROUBLES: readonly (readonly [codes: readonly string[], what: string, todo: string])[] = [
  [
    ['EACCES', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_IOERR'],
    'Tenure is not allowed to write in it',
    `Ask whoever looks after this computer, ${ANOTHER}`,
  ],
  [
    ['EROFS'],
    'It can only be read, and Tenure has to write in it',
    `Ask whoever looks after this computer, ${ANOTHER}`,
  ],
  [['ENOTDIR', 'EEXIST'], 'A file is in its place', `Move that file away, ${ANOTHER}`],
  [['ENAMETOOLONG'], 'Its path is too long', `Start Tenure with --data and a shorter path.`],
  [['ENOSPC', 'EDQUOT', 'SQLITE_FULL'], 'The disk is full', `Free some space, ${ANOTHER}`],
  [['ENOENT'], 'It is not there and cannot be made', `Check that its disk is there, ${ANOTHER}`],
];

function inWords(folder: string, what: string, todo: string, cause?: unknown): Error {
  return new Error(
    `Tenure cannot use its data folder, ${folder}. ${what}, so nothing was changed. ${todo}`,
    { cause },
  );
}

/** Runs what a start does in the data folder, and says in words why it could not be done. */
function saying<Value>(folder: string, start: () => Value): Value {
  try {
    return start();
  } catch (error) {
    const code = errorCode(error);
    const known = TROUBLES.find(([codes]) => codes.some((begins) => code.startsWith(begins)));
    if (!known) throw error;
    throw inWords(folder, known[1], known[2], error);
  }
}

/** Made with its parents, a folder says ENOENT whatever is wrong; made alone, it says what is. */
function makeFirstMissing(folder: string): void {
  let first = folder;
  while (!existsSync(path.dirname(first))) first = path.dirname(first);
  mkdirSync(first);
}

/** Writes a file and takes it away again: what a folder's own rights say is not all there is. */
function checkWritable(folder: string): void {
  const probe = path.join(folder, `writable-${randomUUID()}`);
  writeFileSync(probe, '');
  remove(probe);
}

/**
 * Makes the data folder where it is missing. Hosts call it before anything else, so that what is
 * wrong with the folder is all that is said.
 *
 * @throws Error in words for the user, where it cannot be made or its path is too long.
 */
export function makeDataFolder(folder: string): void {
  if (Buffer.byteLength(folder) > LONGEST_FOLDER) {
    const [, what, todo] = TROUBLES.find(([codes]) => codes.includes('ENAMETOOLONG'))!;
    throw inWords(folder, what, todo);
  }
  saying(folder, () => {
    try {
      makeFolder(folder);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') makeFirstMissing(folder);
      throw error;
    }
    checkWritable(folder);
  });
}

/**
 * Makes the data folder, and runs the rest of a start in it.
 *
 * @throws Error in words for the user, where the folder cannot be used.
 */
export function startIn<Value>(folder: string, start: () => Value): Value {
  makeDataFolder(folder);
  return saying(folder, start);
}
