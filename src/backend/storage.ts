/** Files moved so that a crash leaves the old one or the new one, never half of one. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { errorCode, Refusal } from './faults.ts';

/** How Windows says that a virus scan or an indexer has a file open, which soon passes. */
const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);
const TRIES = 10;
/** Between two tries: about a second in all. */
const PAUSE_MS = 100;

/**
 * Moves or removes something, and tries again while another program holds it.
 *
 * @throws Refusal in words for the user when it is still held after a second; any other error as
 * it is
 */
function onceFree(act: () => void): void {
  for (let tries = 1; ; tries += 1) {
    try {
      act();
      return;
    } catch (error) {
      if (!HELD.has(errorCode(error))) throw error;
      if (tries === TRIES) throw held(error);
      // The backend works synchronously in a thread of its own, so it waits that way too.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function held(cause: unknown): Refusal {
  return new Refusal(
    'internal',
    'One of Tenure’s files could not be moved or removed: another program is using it, or Tenure ' +
      'may not change its folder. What was saved before is kept. Wait for any virus scan or ' +
      'backup to end, then try again.',
    undefined,
    cause,
  );
}

function fsyncPath(target: string, flags: 'r' | 'r+'): void {
  const handle = openSync(target, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a file's bytes durable. */
export function fsyncFile(file: string): void {
  fsyncPath(file, 'r+');
}

/** Makes a folder's names durable. Windows cannot open folders, and needs no such step. */
export function fsyncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  fsyncPath(folder, 'r');
}

/**
 * Renames a file or folder within one disk, durably, over what was there.
 *
 * @throws Refusal when another program holds it for longer than a second
 */
export function moveDurably(from: string, to: string): void {
  onceFree(() => renameSync(from, to));
  fsyncFolder(path.dirname(to));
  if (path.dirname(from) !== path.dirname(to)) fsyncFolder(path.dirname(from));
}

/** Writes a small file whole: beside it first, then renamed over it. */
export function writeWhole(file: string, content: string): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  moveDurably(beside, file);
}

/** Makes a folder only its owner can read, and its parents. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** A plan's name as part of a file's name that every file system takes. */
export function safeFileName(name: string): string {
  const plain = name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^\.+/, '')
    .trim();
  return plain.slice(0, 100) || 'Plan';
}

/**
 * Removes a file or folder if it is there.
 *
 * @throws Refusal when another program holds it for longer than a second
 */
export function remove(target: string): void {
  onceFree(() => rmSync(target, { recursive: true, force: true }));
}

/** The first free name beside a file with `suffix`: `x.suffix`, `x.suffix-2` and so on. */
export function freeName(file: string, suffix: string): string {
  for (let n = 1; ; n += 1) {
    const name = `${file}.${suffix}${n === 1 ? '' : `-${n}`}`;
    if (!existsSync(name)) return name;
  }
}
