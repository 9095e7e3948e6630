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

/** Renames a file or folder within one disk, durably, over what was there. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
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

/** Removes a file or folder if it is there. */
export function remove(target: string): void {
  rmSync(target, { recursive: true, force: true });
}

/** The first free name beside a file with `suffix`: `x.suffix`, `x.suffix-2` and so on. */
export function freeName(file: string, suffix: string): string {
  for (let n = 1; ; n += 1) {
    const name = `${file}.${suffix}${n === 1 ? '' : `-${n}`}`;
    if (!existsSync(name)) return name;
  }
}
