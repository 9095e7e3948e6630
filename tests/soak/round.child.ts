/**
 * Makes calls of the mix as fast as it can over a data folder, and writes each down. It waits for
 * its job on standard input, so that it can be started before it is needed.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { openBackend } from '../../src/backend/index.ts';
import { APP_ROOT } from './appRoot.ts';
import { beforeEachCommit } from './connections.ts';
import { digestOf } from './digest.ts';
import type { Job } from './job.ts';
import type { Line } from './ledger.ts';
import { Draw } from './mix/draw.ts';
import { openMix } from './mix/index.ts';
import { openRoom } from './room.ts';
import { folderState } from './state.ts';
import { countSteps, killAtStep } from './steps.ts';

// The project's own functions are counted as steps; this one writes the ledger and is not.
const writeRaw = writeSync;

/** From nothing to what any call needs, the small amounts as often as the large. */
function bytesLeft(draw: Draw): number {
  return draw.int(0, 2 ** draw.int(12, 21));
}

async function run(job: Job): Promise<void> {
  const ledger = openSync(job.ledger, 'a');
  const write = (line: Line) => writeRaw(ledger, `${JSON.stringify(line)}\n`);
  let ticks = 0;
  const now = () => new Date(Date.parse(job.startsAt) + 10 * (ticks += 1));
  const room = job.tight ? openRoom(job.folder) : null;
  const draw = new Draw(job.seed, job.round);
  beforeEachCommit((connection) => {
    write({ kind: 'commits', file: connection.name, digest: digestOf(connection) });
  });
  if (job.killAtStep !== null) killAtStep(job.killAtStep);

  const backend = openBackend({ folder: job.folder, appRoot: APP_ROOT, now, who: 'Jane' });
  const copies = job.copies.map(({ plan, file }) => ({ plan, bytes: readFileSync(file) }));
  const about = { today: job.startsAt.slice(0, 10), home: job.home, copies };
  const mix = openMix(backend.call, draw, about);
  for (let n = 0; n < job.calls; n += 1) {
    room?.free();
    const call = await mix.next();
    if (n === 0) process.stdout.write('going\n');
    write({ kind: 'began', call });
    room?.leave(bytesLeft(draw));
    countSteps(true);
    const answer = await backend.call(call.name, call.input);
    countSteps(false);
    const state = folderState(job.folder);
    const { code: fault, message } = answer.ok ? { code: null, message: '' } : answer.fault;
    write({ kind: 'answered', fault, message, state });
    mix.answered(call, answer);
  }
  room?.free();
  await backend.close();
}

// One that is killed could not keep it at its end.
flushCompileCache();

createInterface(process.stdin).once('line', (line) => {
  void run(JSON.parse(line) as Job).then(() => process.exit(0));
});
