/**
 * Makes calls of the mix as fast as it can over a data folder, and writes each down. It waits for
 * its job on standard input, so that it can be started before it is needed.
 */
import { openSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { openBackend } from '../../src/backend/index.ts';
import { APP_ROOT } from './appRoot.ts';
import { beforeEachCommit } from './connections.ts';
import { digestOf } from './digest.ts';
import { copiesOf, type End, type Job } from './job.ts';
import type { Line } from './ledger.ts';
import { Draw } from './mix/draw.ts';
import { openMix } from './mix/index.ts';
import { openRoom } from './room.ts';
import { folderState } from './state.ts';
import { countSteps, killAtStep } from './steps.ts';

// The project’s writes are steps; the ledger’s are not.
const writeRaw = writeSync;

/** From nothing to what any call needs, the small amounts as often as the large. */
function bytesLeft(draw: Draw): number {
  return draw.int(0, 2 ** draw.int(12, 21));
}

/** A call that cannot be made yet is waited for so many calls; then another one takes its place. */
const PATIENCE = 60;

/** Says when the end comes: in which call, and that it has begun. */
function openEnd(end: End | null) {
  let near = false;
  if (end?.step != null) killAtStep(end.step);
  return {
    wanted: (n: number) => (end && n >= end.after && !near ? end.during : undefined),
    begins(n: number, name: string) {
      const due = end && n >= end.after && (name === end.during || n >= end.after + PATIENCE);
      if (due && !near) process.stdout.write('now\n');
      near ||= due === true;
      countSteps(near);
    },
    over() {
      countSteps(false);
    },
  };
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
  const end = openEnd(job.end);

  const backend = openBackend({ folder: job.folder, appRoot: APP_ROOT, now, who: 'Jane' });
  const copies = copiesOf(job.copies);
  const about = { today: job.startsAt.slice(0, 10), home: job.home, copies };
  const mix = openMix(backend.call, draw, about);
  for (let n = 0; n < job.calls; n += 1) {
    room?.free();
    const call = await mix.next(end.wanted(n));
    write({ kind: 'began', call });
    room?.leave(bytesLeft(draw));
    end.begins(n, call.name);
    const answer = await backend.call(call.name, call.input);
    end.over();
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
