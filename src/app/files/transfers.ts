/** Files across the seam, in chunks, with progress and a way to stop. */
import type { Answer, Fault } from '../../contract/call.ts';
import { CHUNK_BYTES, MAX_PLAN_BYTES, type Download } from '../../contract/library.ts';
import type { Call } from '../../contract/index.ts';

export interface TransferOptions {
  /** Told the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the transfer between two chunks. */
  signal?: AbortSignal;
}

const STOPPED: Fault = { code: 'refused', message: 'Stopped. Nothing was changed.' };

function refuse(fault: Fault): { ok: false; fault: Fault } {
  return { ok: false, fault };
}

/** `String.fromCharCode` takes its characters as arguments, of which there may not be too many. */
const SLICE = 0x8000;

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  }
  return btoa(binary);
}

/** The bytes of base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * Sends a file to the backend in chunks of at most 1 MiB.
 *
 * @returns the upload's id, for the call that uses it
 */
export async function upload(
  call: Call,
  file: Blob,
  { onProgress, signal }: TransferOptions = {},
): Promise<Answer<string>> {
  if (file.size === 0) return refuse({ code: 'bad-input', message: 'The file is empty.' });
  if (file.size > MAX_PLAN_BYTES) {
    return refuse({
      code: 'too-large',
      message: 'The file is larger than 512 MB, so it is not a copy of a plan.',
    });
  }
  const begun = await call('upload.begin', { bytes: file.size });
  if (!begun.ok) return begun;
  const id = begun.value.upload;
  for (let index = 0; index * CHUNK_BYTES < file.size; index += 1) {
    if (signal?.aborted) return refuse(STOPPED);
    const chunk = file.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    const bytes = toBase64(new Uint8Array(await chunk.arrayBuffer()));
    const written = await call('upload.write', { upload: id, index, bytes });
    if (!written.ok) return written;
    onProgress?.(Math.min(1, ((index + 1) * CHUNK_BYTES) / file.size));
  }
  if (signal?.aborted) return refuse(STOPPED);
  return { ok: true, value: id, changed: [] };
}

/** Fetches a prepared download from the backend. */
export async function download(
  call: Call,
  prepared: Download,
  { onProgress, signal }: TransferOptions = {},
): Promise<Answer<Blob>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for (let index = 0, last = false; !last; index += 1) {
    if (signal?.aborted) return refuse(STOPPED);
    const read = await call('download.read', { download: prepared.download, index });
    if (!read.ok) return read;
    const bytes = fromBase64(read.value.bytes);
    parts.push(bytes);
    received += bytes.length;
    last = read.value.last;
    onProgress?.(prepared.bytes === 0 ? 1 : Math.min(1, received / prepared.bytes));
  }
  return {
    ok: true,
    value: new Blob(parts, { type: 'application/vnd.sqlite3' }),
    changed: [],
  };
}
