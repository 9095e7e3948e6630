import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/contract/index.ts';
import { CHUNK_BYTES } from '../../src/contract/library.ts';
import { download, fromBase64, toBase64, upload } from '../../src/app/files/transfers.ts';

const BYTES = Uint8Array.from({ length: CHUNK_BYTES * 2 + 5 }, (_, at) => at % 251);

/** A backend that only keeps what it is sent. */
function keeping() {
  const chunks: Uint8Array[] = [];
  const call = ((name: string, input: { index?: number; bytes?: string }) => {
    if (name === 'upload.write') chunks[input.index ?? -1] = fromBase64(input.bytes ?? '');
    return Promise.resolve({ ok: true, value: { upload: 'the-upload' }, changed: [] });
  }) as unknown as Call;
  return { chunks, call };
}

/** A backend that has one file to give. */
function giving(bytes: Uint8Array): Call {
  return ((_name: string, { index }: { index: number }) => {
    const end = (index + 1) * CHUNK_BYTES;
    return Promise.resolve({
      ok: true,
      value: {
        bytes: toBase64(bytes.subarray(index * CHUNK_BYTES, end)),
        last: end >= bytes.length,
      },
      changed: [],
    });
  }) as unknown as Call;
}

describe('an upload', () => {
  it('crosses in chunks of at most 1 MiB, with progress', async () => {
    const { chunks, call } = keeping();
    const shares: number[] = [];
    const answer = await upload(call, new Blob([BYTES]), { onProgress: (s) => shares.push(s) });
    expect(answer).toMatchObject({ ok: true, value: 'the-upload' });
    expect(chunks.map((chunk) => chunk.length)).toEqual([CHUNK_BYTES, CHUNK_BYTES, 5]);
    expect(Buffer.concat(chunks).equals(BYTES)).toBe(true);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toHaveLength(3);
  });

  it('stops between chunks when it is told to', async () => {
    const { chunks, call } = keeping();
    const abort = new AbortController();
    const answer = await upload(call, new Blob([BYTES]), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    expect(answer).toMatchObject({
      ok: false,
      fault: { message: 'Stopped. Nothing was changed.' },
    });
    expect(chunks).toHaveLength(1);
  });

  it('refuses an empty file at once', async () => {
    const { call } = keeping();
    expect(await upload(call, new Blob([]))).toMatchObject({
      ok: false,
      fault: { message: 'The file is empty.' },
    });
  });
});

describe('a download', () => {
  it('is put together again', async () => {
    const prepared = { download: 'x', fileName: 'Plan.tenure', bytes: BYTES.length };
    const answer = await download(giving(BYTES), prepared);
    if (!answer.ok) throw new Error(answer.fault.message);
    expect(Buffer.from(await answer.value.arrayBuffer()).equals(BYTES)).toBe(true);
  });
});
