/** The backend in a worker thread, so that a host stays responsive while SQL runs. */
import { Worker } from 'node:worker_threads';
import type { Fault } from '../contract/call.ts';
import type { Wire } from '../contract/index.ts';
import { refusalText } from '../contract/text.ts';
import type { Log } from './clock.ts';
import type { BackendOptions } from './index.ts';

/** What crosses to the thread at its start: plain data only. */
export interface ThreadData extends Pick<BackendOptions, 'folder' | 'appRoot' | 'who'> {
  /** The time it always is, as an ISO date and time: for tests. */
  at?: string;
}

export interface ThreadOptions extends ThreadData {
  /** The thread's code; a bundler puts it elsewhere. */
  threadFile?: URL;
  log?: Log;
}

export type ToThread =
  { kind: 'call'; id: number; name: string; input: string } | { kind: 'close' };
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'answer'; id: number; answer: string }
  | { kind: 'log'; message: string; detail: string }
  | { kind: 'closed' };

const STOPPED: Fault = {
  code: 'internal',
  message:
    'Tenure’s own work has stopped unexpectedly. What was saved is safe. Close Tenure and start ' +
    'it again.',
};

/** The backend as a host holds it: reached by text, and closed at the end. */
export interface BackendThread {
  call: Wire;
  /** Closes every plan cleanly. Calls after it answer a fault. */
  close(): Promise<void>;
}

/**
 * Opens the backend in a thread of its own.
 *
 * @returns the backend once it is open. If the thread dies later, every call answers a fault.
 * @throws when it cannot open, with the thread's own error.
 */
export function openBackendThread(options: ThreadOptions): Promise<BackendThread> {
  const { threadFile = new URL('./thread.ts', import.meta.url), log = () => {}, ...data } = options;
  const worker = new Worker(threadFile, { workerData: data satisfies ThreadData });
  const waiting = new Map<number, (answer: string) => void>();
  let lastId = 0;
  let stopped = false;
  let whenClosed: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    whenClosed = resolve;
  });

  function stop(): void {
    stopped = true;
    for (const answer of waiting.values()) answer(refusalText(STOPPED));
    waiting.clear();
    whenClosed();
  }

  const backend: BackendThread = {
    call(name, input) {
      if (stopped) return Promise.resolve(refusalText(STOPPED));
      return new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        worker.postMessage({ kind: 'call', id: lastId, name, input } satisfies ToThread);
      });
    },
    close() {
      if (!stopped) worker.postMessage({ kind: 'close' } satisfies ToThread);
      return closed;
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') resolve(backend);
      if (message.kind === 'log') log(message.message, message.detail);
      if (message.kind === 'answer') {
        waiting.get(message.id)?.(message.answer);
        waiting.delete(message.id);
      }
    });
    worker.on('error', (error) => {
      log('the backend’s thread failed', error);
      reject(error instanceof Error ? error : new Error('the backend’s thread failed'));
      stop();
    });
    worker.on('exit', () => {
      reject(new Error('the backend’s thread ended before it was ready'));
      stop();
    });
  });
}
