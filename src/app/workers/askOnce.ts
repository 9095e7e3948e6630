/**
 * Asks a worker of its own one thing, and ends it with the answer. Aborting ends it at once; the
 * answer is then null.
 *
 * @throws Error when the worker breaks down.
 */
export function askOnce<Reply>(
  worker: Worker,
  request: unknown,
  signal: AbortSignal,
  transfer: Transferable[] = [],
): Promise<Reply | null> {
  return new Promise<Reply | null>((resolve, reject) => {
    const finish = (answer: () => void) => {
      worker.terminate();
      answer();
    };
    worker.addEventListener('message', (event: MessageEvent<Reply>) =>
      finish(() => resolve(event.data)),
    );
    worker.addEventListener('error', ({ message }) => finish(() => reject(new Error(message))));
    signal.addEventListener('abort', () => finish(() => resolve(null)));
    worker.postMessage(request, transfer);
  });
}
