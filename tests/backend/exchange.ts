/** Copies between backends as people exchange them: exported, carried across, received. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { InputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { CHUNK_BYTES } from '../../src/contract/library.ts';
import { tempFolder, type TestBackend } from './support.ts';

type Export = Partial<InputOf<Calls['library.export']>>;
export type Receive = Partial<InputOf<Calls['library.receive']>>;

/** Exports a plan and reads it as a host would: whole and not encrypted unless the test says so. */
export async function download(backend: TestBackend, plan: string, wanted: Export = {}) {
  const prepared = await backend.ok('library.export', {
    ...{ plan, contents: 'whole', passphrase: null },
    ...wanted,
  });
  const parts: Buffer[] = [];
  for (let index = 0, last = false; !last; index += 1) {
    const part = await backend.ok('download.read', { download: prepared.download, index });
    parts.push(Buffer.from(part.bytes, 'base64'));
    last = part.last;
  }
  const file = Buffer.concat(parts);
  expect(file).toHaveLength(prepared.bytes);
  return { file, fileName: prepared.fileName };
}

export async function upload(backend: TestBackend, file: Buffer): Promise<string> {
  const { upload: id } = await backend.ok('upload.begin', { bytes: file.length });
  for (let index = 0; index * CHUNK_BYTES < file.length; index += 1) {
    const bytes = file.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64');
    await backend.ok('upload.write', { upload: id, index, bytes });
  }
  return id;
}

export async function receive(backend: TestBackend, file: Buffer, how: Receive = {}) {
  return backend.ok('library.receive', { upload: await upload(backend, file), ...how });
}

/** Opens bytes as a database, changes it, and gives the bytes back. */
export function tampered(file: Buffer, change: string | ((db: Database.Database) => void)): Buffer {
  const at = path.join(tempFolder(), 'x.db');
  writeFileSync(at, file);
  const db = new Database(at);
  if (typeof change === 'string') db.exec(change);
  else change(db);
  db.close();
  return readFileSync(at);
}

/** What a plan's history says, newest first. */
export async function wordsOf(backend: TestBackend, plan: string): Promise<string[]> {
  const { entries } = await backend.ok('history.list', { plan });
  return entries.map(({ words }) => words);
}
