/** The door to the worker that builds a statutory return. */
import { askOnce } from '../workers/askOnce.ts';
import type { ReturnReply, ReturnRequest } from '../workers/statutoryReturn.worker.ts';

/**
 * Builds and checks a return in a worker. Null when aborted.
 *
 * @throws Error when it cannot be built; nothing was saved.
 */
export function buildReturnInWorker(
  request: ReturnRequest,
  signal: AbortSignal,
): Promise<ReturnReply | null> {
  const worker = new Worker(new URL('../workers/statutoryReturn.worker.ts', import.meta.url), {
    type: 'module',
  });
  return askOnce<ReturnReply>(worker, request, signal);
}
