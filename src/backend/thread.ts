/** The worker thread's entry: one backend, which answers one call at a time, over messages. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ToThread } from './oneThread.ts';
import type { ThreadData } from './threaded.ts';
import { openBackend } from './index.ts';
import { wireOf } from './wire.ts';

if (!parentPort) throw new Error('thread.ts runs as a worker thread only');
const port = parentPort;
const { at, ...options } = workerData as ThreadData;

const send = (message: FromThread) => port.postMessage(message);
const backend = openBackend({
  ...options,
  now: at === undefined ? () => new Date() : () => new Date(at),
  log: (message, error) =>
    send({
      kind: 'log',
      message,
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
});
const call = wireOf(backend);

port.on('message', (message: ToThread) => {
  if (message.kind === 'close') {
    void backend.close().then(() => port.close());
    return;
  }
  if (message.kind === 'second-home') {
    send({ kind: 'answer', text: JSON.stringify(backend.useSecondHome(message.folder)) });
    return;
  }
  void call(message.name, message.input).then((text) => send({ kind: 'answer', text }));
});
send({ kind: 'ready' });
