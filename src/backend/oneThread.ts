/** One worker thread with the backend in it, from its start to its end. */
import { Worker } from 'node:worker_threads';
import type { Log } from './clock.ts';
import type { ThreadData } from './threaded.ts';

/** What is answered with text: a page's call, or the folder that only a host can name. */
export type Asked =
  { kind: 'call'; name: string; input: string } | { kind: 'second-home'; folder: string };
export type ToThread = Asked | { kind: 'close' };
export type FromThread =
  | { kind: 'ready' }
  | { kind: 'answer'; text: string }
  | { kind: 'log'; message: string; detail: string };

export interface Thread {
  /** Asks, when what was asked before is answered; null when the thread ends without an answer. */
  ask(asked: Asked): Promise<string | null>;
  /** Closes the backend; resolves when the thread has ended. */
  close(): Promise<void>;
}

/**
 * Starts a thread.
 *
 * @param onEnded - told when a thread that was ready ends, before its call in hand is answered
 * @returns the thread, once its backend is open
 * @throws the thread's own error, when it ends before that
 */
export function startThread(
  file: URL,
  data: ThreadData,
  log: Log,
  onEnded: () => unknown,
): Promise<Thread> {
  const worker = new Worker(file, { workerData: data });
  const post = (message: ToThread) => worker.postMessage(message);
  const ended = Promise.withResolvers<null>();
  const ready = Promise.withResolvers<Thread>();
  let alive = true;
  let inHand: ((text: string | null) => void) | null = null;

  function answer(text: string | null): void {
    inHand?.(text);
    inHand = null;
  }

  const thread: Thread = {
    ask: (asked) =>
      new Promise((resolve) => {
        if (!alive) return resolve(null);
        inHand = resolve;
        post(asked);
      }),
    async close() {
      post({ kind: 'close' });
      await ended.promise;
    },
  };

  let isReady = false;
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'log') log(message.message, message.detail);
    if (message.kind === 'answer') answer(message.text);
    if (message.kind === 'ready') {
      isReady = true;
      ready.resolve(thread);
    }
  });
  worker.on('error', (error) => {
    log('the backend’s thread failed', error);
    ready.reject(error);
  });
  worker.on('exit', () => {
    alive = false;
    if (isReady) onEnded();
    ready.reject(new Error('the backend’s thread ended before it was ready'));
    answer(null);
    ended.resolve(null);
  });
  return ready.promise;
}
