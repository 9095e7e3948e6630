/** Kills the process that holds a data folder, again and again, while it makes every kind of call. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { addDays } from '../../src/domain/calendar.ts';
import type { Job } from './job.ts';
import { readLedger, type Ledger } from './ledger.ts';
import { Draw } from './mix/draw.ts';
import { startProcess, type Waiting } from './process.ts';
import { expectedOf, reopen, type Expected } from './reopening.ts';
import { SEEDED_AT, type Seed } from './seed.ts';
import type { Tally } from './tally.ts';

/** A folder lives this many kills, a day each, and then a new one begins. */
const KILLS_A_LIFE = 10;
/** A process is killed within this time of its first call, unless a step ends it before. */
const LONGEST_MS = 500;
/** A process that ends itself does so within this many steps. */
const MOST_STEPS = 400;

export interface Kills {
  seed: Seed;
  /** What the choices are drawn from. */
  drawnFrom: number;
  times: number;
  tally: Tally;
  trial: string;
}

/** What was seen to go well, and how often. */
export type Well = Map<string, number>;

/** Takes in what a process wrote down before it was killed. */
function takeIn(expected: Expected, { answered, inFlight }: Ledger, well: Well): void {
  for (const { name, fault, state, commits } of answered) {
    if (fault === null) well.set(name, (well.get(name) ?? 0) + 1);
    for (const { digest } of commits) expected.everHeld.add(digest);
    for (const { digest } of Object.values(state.plans)) {
      if (digest !== null) expected.everHeld.add(digest);
    }
    expected.state = state;
  }
  for (const { digest } of inFlight?.commits ?? []) expected.everHeld.add(digest);
  expected.inFlight = inFlight;
}

/** Runs one process to its end: by a step of its own, or by time. */
async function killOne(waiting: Waiting, job: Job, draw: Draw): Promise<void> {
  const moment = draw.int(0, LONGEST_MS);
  const round = waiting.begin(job);
  await round.going;
  if (job.killAtStep === null) {
    await setTimeout(moment);
    round.kill();
  }
  const { killed, errors } = await round.ended;
  if (!killed) throw new Error(`a process ended by itself in round ${job.round}: ${errors}`);
}

/** Kills a process `times` times over copies of the seed; what went well before. */
export async function killRepeatedly({
  seed,
  drawnFrom,
  times,
  tally,
  trial,
}: Kills): Promise<Well> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-soak-'));
  const well: Well = new Map();
  let waiting = startProcess('round.child.ts');
  let life: { folder: string; expected: Expected } | null = null;
  try {
    for (let round = 0; round < times; round += 1) {
      const age = round % KILLS_A_LIFE;
      if (age === 0 || life === null) {
        if (life) rmSync(life.folder, { recursive: true, force: true });
        const folder = path.join(parent, `life-${round}`);
        cpSync(seed.folder, folder, { recursive: true });
        life = { folder, expected: expectedOf(folder) };
      }
      const { folder, expected } = life;
      const draw = new Draw(drawnFrom, round);
      const day = addDays(SEEDED_AT.slice(0, 10), age + 1);
      const ledger = path.join(parent, `ledger-${round}`);
      const job: Job = {
        ...{ folder, ledger, seed: drawnFrom, round, home: seed.home, copies: seed.copies },
        ...{ startsAt: `${day}T09:00:00.000Z`, calls: Number.MAX_SAFE_INTEGER, tight: false },
        killAtStep: draw.maybe(draw.int(1, MOST_STEPS)),
      };
      const beginning = waiting;
      waiting = startProcess('round.child.ts');
      await killOne(beginning, job, draw);
      takeIn(expected, readLedger(ledger), well);
      rmSync(ledger);
      const { findings, state } = await reopen(folder, `${day}T21:00:00.000Z`, expected);
      tally.add(trial, findings, `seed ${drawnFrom}, round ${round}`);
      // From here on what is there is what is expected, so that one fault is counted once.
      expected.state = state;
      expected.inFlight = null;
    }
  } finally {
    waiting.drop();
    rmSync(parent, { recursive: true, force: true });
  }
  return well;
}
