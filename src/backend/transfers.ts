/** Files on their way in and out, in chunks, in this run's folder, which goes when it ends. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { CHUNK_BYTES } from '../contract/library.ts';
import type { Clock } from './clock.ts';
import { Refusal } from './faults.ts';
import type { Instance } from './instances.ts';
import { remove } from './storage.ts';

/** A transfer nobody has touched for this long is dropped. */
export const EXPIRES_AFTER_MS = 60 * 60 * 1000;
/** More uploads at once than this, and the oldest is dropped. */
export const MOST_UPLOADS = 4;

interface Upload {
  file: string;
  bytes: number;
  received: number;
  touched: number;
}

interface Outgoing {
  file: string;
  bytes: number;
  touched: number;
}

export interface Transfers {
  /** A new path to prepare a file or folder at; it is on the plans' own disk. */
  stagingPath(): string;
  begin(bytes: number): string;
  write(upload: string, index: number, base64: string): void;
  /** The file of a complete upload; it leaves the transfer's care. */
  finish(upload: string): string;
  offer(file: string): { download: string; bytes: number };
  read(download: string, index: number): { bytes: string; last: boolean };
  /** Drops every file on its way in or out. */
  dropAll(): void;
  /** Whether other runs of Tenure are at work here, with transfers of their own. */
  otherWindows(): boolean;
}

function gone(what: string): Refusal {
  return new Refusal('not-found', `This ${what} is no longer there. Start it again.`);
}

/** @param instance - this run, whose folder the files lie in. */
export function openTransfers({ folder, others }: Instance, clock: Clock): Transfers {
  const uploads = new Map<string, Upload>();
  const downloads = new Map<string, Outgoing>();
  const now = () => Date.parse(clock.instant());

  function drop(transfers: Map<string, Upload | Outgoing>, id: string): void {
    const transfer = transfers.get(id);
    transfers.delete(id);
    if (transfer) remove(transfer.file);
  }

  function dropExpired(): void {
    const oldest = now() - EXPIRES_AFTER_MS;
    for (const transfers of [uploads, downloads] as Map<string, Upload | Outgoing>[]) {
      for (const [id, { touched }] of transfers) if (touched < oldest) drop(transfers, id);
    }
  }

  const stagingPath = () => path.join(folder, randomUUID());

  return {
    stagingPath,

    begin(bytes) {
      dropExpired();
      const oldest = uploads.keys().next();
      if (uploads.size >= MOST_UPLOADS && !oldest.done) drop(uploads, oldest.value);
      const id = randomUUID();
      const file = stagingPath();
      closeSync(openSync(file, 'wx', 0o600));
      uploads.set(id, { file, bytes, received: 0, touched: now() });
      return id;
    },

    write(id, index, base64) {
      dropExpired();
      const upload = uploads.get(id);
      if (!upload) throw gone('upload');
      const bytes = Buffer.from(base64, 'base64');
      const expected = Math.min(CHUNK_BYTES, upload.bytes - upload.received);
      if (index * CHUNK_BYTES !== upload.received || expected === 0) {
        throw new Refusal('bad-input', 'This part of the file is out of order.', 'index');
      }
      if (bytes.length !== expected) {
        throw new Refusal('bad-input', 'This part of the file has the wrong size.', 'bytes');
      }
      const handle = openSync(upload.file, 'r+');
      try {
        writeSync(handle, bytes, 0, bytes.length, upload.received);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      upload.received += bytes.length;
      upload.touched = now();
    },

    finish(id) {
      dropExpired();
      const upload = uploads.get(id);
      if (!upload) throw gone('upload');
      if (upload.received !== upload.bytes) {
        throw new Refusal('refused', 'The file has not arrived whole. Send it again.');
      }
      uploads.delete(id);
      return upload.file;
    },

    offer(file) {
      dropExpired();
      const id = randomUUID();
      const bytes = statSync(file).size;
      downloads.set(id, { file, bytes, touched: now() });
      return { download: id, bytes };
    },

    read(id, index) {
      dropExpired();
      const outgoing = downloads.get(id);
      if (!outgoing) throw gone('download');
      const start = index * CHUNK_BYTES;
      if (start >= outgoing.bytes) {
        throw new Refusal('bad-input', 'The file has no such part.', 'index');
      }
      const bytes = Buffer.alloc(Math.min(CHUNK_BYTES, outgoing.bytes - start));
      const handle = openSync(outgoing.file, 'r');
      try {
        readSync(handle, bytes, 0, bytes.length, start);
      } finally {
        closeSync(handle);
      }
      outgoing.touched = now();
      return {
        bytes: bytes.toString('base64'),
        last: start + bytes.length === outgoing.bytes,
      };
    },

    dropAll() {
      for (const id of uploads.keys()) drop(uploads, id);
      for (const id of downloads.keys()) drop(downloads, id);
    },

    otherWindows: () => others() > 0,
  };
}
