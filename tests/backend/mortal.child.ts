/** The backend's thread, but it dies where a call's input says so: before or after it is saved. */
import { parentPort } from 'node:worker_threads';
import type { ToThread } from '../../src/backend/oneThread.ts';

const dieOn = (words: string) => (message: ToThread) => {
  if (message.kind === 'call' && message.input.includes(words)) process.exit(1);
};

// Listeners are told in the order they came: this one before the real thread's, the other after
// it has saved and before its answer leaves.
parentPort?.on('message', dieOn('dies before saving'));
await import('../../src/backend/thread.ts');
parentPort?.on('message', dieOn('dies after saving'));
