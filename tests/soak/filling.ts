/** Makes every kind of call on a disk that is nearly full: each is done, or refused and not done. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays } from '../../src/domain/calendar.ts';
import type { Job } from './job.ts';
import { readLedger, type Answered } from './ledger.ts';
import { startProcess, type Waiting } from './process.ts';
import { expectedOf, reopen } from './reopening.ts';
import { SEEDED_AT, type Seed } from './seed.ts';
import { makeSmallDisk } from './smallDisk.ts';
import type { FolderState } from './state.ts';
import type { Finding, Tally } from './tally.ts';

const CALLS_A_DISK = 60;
const MEGABYTES = 32;
/** What is said when nobody foresaw the fault; a full disk is foreseen. */
const UNFORESEEN = /went wrong inside Tenure/;
/** Faults of a file, and no file is at fault here. */
const OF_A_FILE: readonly string[] = ['damaged-file', 'foreign-file', 'newer-file'];

/** The contents of every plan, and where each is. */
function contents({ plans, preferences }: FolderState): string {
  const digests = Object.entries(plans).map(([key, { digest }]) => `${key} ${digest}`);
  return JSON.stringify([digests.sort(), preferences]);
}

/** What is wrong with one answer: a refusal after which something is different, or without words. */
function answerFindings(before: FolderState, made: Answered): Finding[] {
  const { name, fault, message, state } = made;
  if (fault === null) return [];
  const changed = contents(before) !== contents(state);
  return [
    ...(changed
      ? [
          {
            kind: 'half-applied' as const,
            what: `${name} answered “${message}” and changed something`,
          },
        ]
      : []),
    ...(UNFORESEEN.test(message) || OF_A_FILE.includes(fault)
      ? [{ kind: 'unreadable' as const, what: `${name} answered “${message}”` }]
      : []),
  ];
}

/** Runs the mix on one small disk to its end, then opens the folder with room again. */
async function fillOne(disk: string, ledger: string, waiting: Waiting, job: Job) {
  const expected = expectedOf(job.folder);
  const { killed, errors } = await waiting.begin(job).ended;
  if (killed || errors !== '') throw new Error(`a process failed in ${disk}: ${errors}`);
  const findings: Finding[] = [];
  const { answered } = readLedger(ledger);
  for (const made of answered) {
    findings.push(...answerFindings(expected.state, made));
    expected.state = made.state;
    for (const { digest } of [...made.commits, ...Object.values(made.state.plans)]) {
      if (digest !== null) expected.everHeld.add(digest);
    }
  }
  const day = addDays(SEEDED_AT.slice(0, 10), 2);
  const reopened = await reopen(job.folder, `${day}T21:00:00.000Z`, expected);
  return { calls: answered.length, findings: [...findings, ...reopened.findings] };
}

/** @returns how many calls were made; null where no small disk can be made here. */
export async function fillRepeatedly(
  seed: Seed,
  drawnFrom: number,
  times: number,
  { tally, trial }: { tally: Tally; trial: string },
): Promise<number | null> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-full-'));
  let calls = 0;
  let waiting = startProcess('round.child.ts');
  try {
    for (let round = 0; round < times; round += 1) {
      const disk = makeSmallDisk(MEGABYTES);
      if (!disk) return null;
      try {
        const folder = path.join(disk.folder, 'data');
        const ledger = path.join(parent, `ledger-${round}`);
        cpSync(seed.folder, folder, { recursive: true });
        const job: Job = {
          ...{ folder, ledger, seed: drawnFrom, round, home: seed.home, copies: seed.copies },
          ...{ startsAt: `${addDays(SEEDED_AT.slice(0, 10), 1)}T09:00:00.000Z` },
          ...{ calls: CALLS_A_DISK, end: null, tight: true },
        };
        const beginning = waiting;
        waiting = startProcess('round.child.ts');
        const done = await fillOne(disk.folder, ledger, beginning, job);
        calls += done.calls;
        tally.add(trial, done.findings, `seed ${drawnFrom}, round ${round}`);
      } finally {
        disk.remove();
      }
    }
  } finally {
    waiting.drop();
    rmSync(parent, { recursive: true, force: true });
  }
  return calls;
}
