/**
 * Kills a process while it opens, at its steps and between them: while an older file is brought up
 * to date, from each version of the schema, and at the very first start.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readMigrations } from '../../src/backend/migrate.ts';
import { makeFileOfVersion, PLAN_OF_VERSIONS } from '../fixtures/schemaVersions.ts';
import { APP_ROOT } from './appRoot.ts';
import { Draw } from './mix/draw.ts';
import { startProcess, type Waiting } from './process.ts';
import { expectedOf, reopen, type Expected } from './reopening.ts';
import { SEEDED_AT } from './seed.ts';
import { folderState } from './state.ts';
import type { Finding, Tally } from './tally.ts';

/** What the opening process is given to do. */
export interface OpeningJob {
  folder: string;
  plan: string;
  startsAt: string;
  /** It ends itself before this step; null: it opens and closes. */
  killAtStep: number | null;
}

const MIGRATIONS = readMigrations(path.join(APP_ROOT, 'migrations'));
/** An opening takes about this long. */
const LONGEST_MS = 150;
const LATER = '2026-06-14T21:00:00.000Z';

/** When an opening process is ended: before a step, or so long after it began. */
type End = { step: number } | { ms: number };

const wordsOf = (end: End) => ('step' in end ? `step ${end.step}` : `${end.ms} ms`);

/** Opens a folder in a process of its own, to its end; how many steps that takes. */
async function openToTheEnd(folder: string): Promise<number> {
  const job: OpeningJob = { folder, plan: PLAN_OF_VERSIONS, startsAt: SEEDED_AT, killAtStep: null };
  const { errors, said } = await startProcess('opening.child.ts').begin(job).ended;
  const steps = Number(said.split('\n').at(-2));
  if (errors !== '' || !Number.isInteger(steps)) throw new Error(`an opening failed: ${errors}`);
  return steps;
}

/** Opens a folder in a process that is ended on its way, or opens first where that is sooner. */
async function openAndEnd(waiting: Waiting, folder: string, end: End): Promise<void> {
  const killAtStep = 'step' in end ? end.step : null;
  const job: OpeningJob = { folder, plan: PLAN_OF_VERSIONS, startsAt: SEEDED_AT, killAtStep };
  const round = waiting.begin(job);
  await round.going;
  if ('ms' in end) {
    await setTimeout(end.ms);
    round.kill();
  }
  const { errors } = await round.ended;
  if (errors !== '') throw new Error(`an opening failed: ${errors}`);
}

/** A folder with one plan of an older version. */
function folderOfVersion(parent: string, version: number): string {
  const folder = mkdtempSync(path.join(parent, `version-${version}-`));
  const plan = path.join(folder, 'plans', PLAN_OF_VERSIONS);
  mkdirSync(path.join(folder, 'bin'));
  mkdirSync(plan, { recursive: true });
  makeFileOfVersion(path.join(plan, 'plan.tenure'), version, MIGRATIONS);
  return folder;
}

/** The ends to try: every `stride`-th step, and as many moments. */
function endsOf(steps: number, stride: number, draw: Draw): End[] {
  const atSteps = Array.from({ length: Math.ceil(steps / stride) }, (_, at) => ({
    step: 1 + at * stride,
  }));
  return [...atSteps, ...atSteps.map(() => ({ ms: draw.int(0, LONGEST_MS) }))];
}

interface Ends {
  ends: readonly End[];
  make: () => string;
  look: (folder: string) => Promise<Finding[]>;
  report: (end: End, findings: Finding[]) => void;
}

/** Ends an opening in each way; what each left is looked at and reported. */
async function endInEachWay({ ends, make, look, report }: Ends): Promise<void> {
  let waiting = startProcess('opening.child.ts');
  try {
    for (const end of ends) {
      const folder = make();
      const beginning = waiting;
      waiting = startProcess('opening.child.ts');
      await openAndEnd(beginning, folder, end);
      report(end, await look(folder));
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    waiting.drop();
  }
}

/** What a plan of a version holds once it is brought up to date, and what its backups may hold. */
async function broughtUpToDate(parent: string, version: number) {
  const folder = folderOfVersion(parent, version);
  const { everHeld } = expectedOf(folder);
  const steps = await openToTheEnd(folder);
  const { state } = expectedOf(folder);
  for (const { digest } of Object.values(state.plans)) if (digest !== null) everHeld.add(digest);
  rmSync(folder, { recursive: true, force: true });
  const plans = Object.fromEntries(
    Object.entries(state.plans).map(([key, plan]) => [key, { ...plan, backups: [] }]),
  );
  return { steps, plans, everHeld };
}

/** Kills the opening of an older file, from every version of the schema but the newest. */
export async function killMigrations(
  drawnFrom: number,
  stride: number,
  { tally, trial }: { tally: Tally; trial: string },
): Promise<void> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-steps-'));
  try {
    for (const { version } of MIGRATIONS.slice(0, -1)) {
      const { steps, plans, everHeld } = await broughtUpToDate(parent, version);
      const look = async (folder: string) => {
        const { preferences } = folderState(folder);
        const expected: Expected = {
          ...{ state: { plans, preferences }, inFlight: null },
          ...{ everHeld: new Set(everHeld), seen: new Set<string>() },
        };
        return (await reopen(folder, LATER, expected)).findings;
      };
      await endInEachWay({
        ends: endsOf(steps, stride, new Draw(drawnFrom, version)),
        make: () => folderOfVersion(parent, version),
        look,
        report: (end, findings) => {
          tally.add(trial, findings, `from version ${version}, ${wordsOf(end)}`);
        },
      });
    }
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** After a first start that was killed, the next one has the one sample, whole. */
async function sampleFindings(folder: string): Promise<Finding[]> {
  if (!readdirSync(folder).includes('plans')) mkdirSync(path.join(folder, 'plans'));
  if (!readdirSync(folder).includes('bin')) mkdirSync(path.join(folder, 'bin'));
  const before = folderState(folder);
  const nothing = { ...before, plans: {} };
  const expected: Expected = {
    ...{ state: nothing, inFlight: null },
    ...{ everHeld: new Set<string>(), seen: new Set<string>() },
  };
  const { findings, state } = await reopen(folder, LATER, expected);
  const plans = Object.keys(state.plans).length;
  const real = findings.filter(({ kind }) => kind === 'unreadable' || kind === 'leftovers');
  return plans === 1
    ? real
    : [...real, { kind: 'lost', what: `${plans} plans after a first start` }];
}

/** Kills the very first start, when the sample is made. */
export async function killFirstStart(
  drawnFrom: number,
  stride: number,
  { tally, trial }: { tally: Tally; trial: string },
): Promise<void> {
  const parent = mkdtempSync(path.join(tmpdir(), 'tenure-first-'));
  const make = () => mkdtempSync(path.join(parent, 'data-'));
  try {
    const steps = await openToTheEnd(make());
    await endInEachWay({
      ends: endsOf(steps, stride, new Draw(drawnFrom, 0)),
      make,
      look: sampleFindings,
      report: (end, findings) => {
        tally.add(trial, findings, wordsOf(end));
      },
    });
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
