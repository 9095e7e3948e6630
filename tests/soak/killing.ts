/** Kills the process that holds a data folder, again and again, while it makes every kind of call. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { addDays } from '../../src/domain/calendar.ts';
import type { End, Job } from './job.ts';
import { readLedger, type Answered, type Ledger } from './ledger.ts';
import { Draw } from './mix/draw.ts';
import { WRITING_CALLS } from './mix/index.ts';
import { startProcess, type Waiting } from './process.ts';
import { expectedOf, reopen, type Expected } from './reopening.ts';
import { SEEDED_AT, type Seed } from './seed.ts';
import type { Finding, Tally } from './tally.ts';

/** A folder lives this many kills, a day each, and then a new one begins. */
const KILLS_A_LIFE = 10;
/** Calls made before the one that a process ends in. */
const MOST_BEFORE = 8;
/** A process that is killed from outside is killed within this time of the call’s beginning. */
const LONGEST_MS = 12;
/** A process that ends itself does so within two to this many steps, in the first ones most often. */
const MOST_STEPS_LOG = 6;
/** A process that has not ended itself by then is killed from outside after all. */
const PATIENCE_MS = 10_000;
/** The calls that commit twice: what was erased, and then that no trace of it is left. */
const COMMITS_TWICE = new Set<string>(['worker.erase']);

export interface Kills {
  seed: Seed;
  /** What the choices are drawn from. */
  drawnFrom: number;
  times: number;
  tally: Tally;
  trial: string;
}

/** A call is one transaction on its plan, or a kill between two leaves half of it. */
function splitFindings({ name, plan, fault, commits }: Answered): Finding[] {
  if (fault !== null || COMMITS_TWICE.has(name)) return [];
  const own = commits.filter(
    ({ file }) => plan !== null && file.includes(`${plan}${path.sep}plan.`),
  );
  const states = new Set(own.map(({ digest }) => digest));
  return states.size < 2
    ? []
    : [{ kind: 'half-applied', what: `${name} commits ${states.size} times` }];
}

/** Takes in what a process wrote down before it was killed; what is wrong with that alone. */
function takeIn(expected: Expected, { answered, inFlight }: Ledger): Finding[] {
  for (const { state, commits } of answered) {
    for (const { digest } of commits) expected.everHeld.add(digest);
    for (const { digest } of Object.values(state.plans)) {
      if (digest !== null) expected.everHeld.add(digest);
    }
    expected.state = state;
  }
  for (const { digest } of inFlight?.commits ?? []) expected.everHeld.add(digest);
  expected.inFlight = inFlight;
  return answered.flatMap(splitFindings);
}

/** How a round ends: the calls take turns, so that each is killed as often as the others. */
function endOf(draw: Draw, turn: number): End {
  return {
    after: draw.int(0, MOST_BEFORE),
    during: WRITING_CALLS[turn % WRITING_CALLS.length]!,
    step: draw.maybe(draw.int(1, 2 ** draw.int(0, MOST_STEPS_LOG))),
  };
}

/** Waits without letting go of the processor: timers count in whole milliseconds. */
function wait(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}

/** Runs one process to its end. */
async function killOne(waiting: Waiting, job: Job, draw: Draw): Promise<void> {
  const ms = draw.int(0, LONGEST_MS * 100) / 100;
  const round = waiting.begin(job);
  await round.going;
  if (job.end?.step === null) wait(ms);
  else await Promise.race([round.ended, setTimeout(PATIENCE_MS, null, { ref: false })]);
  round.kill();
  const { killed, errors } = await round.ended;
  if (!killed) throw new Error(`a process ended by itself in round ${job.round}: ${errors}`);
}

/** Kills a process `times` times over copies of the seed. */
export async function killRepeatedly({
  seed,
  drawnFrom,
  times,
  tally,
  trial,
}: Kills): Promise<void> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-soak-'));
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
        end: endOf(draw, drawnFrom + round),
      };
      const beginning = waiting;
      waiting = startProcess('round.child.ts');
      await killOne(beginning, job, draw);
      const before = takeIn(expected, readLedger(ledger));
      rmSync(ledger);
      const { findings, state } = await reopen(folder, `${day}T21:00:00.000Z`, expected);
      tally.add(trial, [...before, ...findings], `seed ${drawnFrom}, round ${round}`);
      // From here on what is there is what is expected, so that one fault is counted once.
      expected.state = state;
      expected.inFlight = null;
    }
  } finally {
    waiting.drop();
    rmSync(parent, { recursive: true, force: true });
  }
}
