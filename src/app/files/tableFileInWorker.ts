/** The worker's front door: hands it a file, waits for the table, ends it. */
import type { AboutFile } from '../../domain/tableFile/read.ts';
import { askOnce } from '../workers/askOnce.ts';
import type { TableFileRequest } from '../workers/tableFile.worker.ts';
import { MAX_FILE_BYTES, TOO_LARGE, refused, type TableFileRead } from './tableFileRead.ts';

const UNREADABLE = refused(
  'The file could not be read. Check that it opens in Excel, save it again and try again.',
);

/** Reads a chosen file in a worker. Aborting ends the worker at once; the answer is then null. */
export async function readTableFileInWorker(
  file: File,
  about: AboutFile,
  signal: AbortSignal,
): Promise<TableFileRead | null> {
  // Refused before its bytes are read into memory.
  if (file.size > MAX_FILE_BYTES) return TOO_LARGE;
  const bytes = await file.arrayBuffer();
  if (signal.aborted) return null;
  const worker = new Worker(new URL('../workers/tableFile.worker.ts', import.meta.url), {
    type: 'module',
  });
  const request: TableFileRequest = { bytes, about };
  return askOnce<TableFileRead>(worker, request, signal, [bytes]).catch(() => UNREADABLE);
}
