/**
 * Opens a data folder after whatever happened to it, and says what is wrong: what was acknowledged
 * is there, what was under way is there whole or not at all, and nothing lies about.
 */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openBackend, type Backend } from '../../src/backend/index.ts';
import type { Library } from '../../src/contract/library.ts';
import { APP_ROOT } from './appRoot.ts';
import { connectionTo } from './connections.ts';
import { disagreements } from './journalAgainstTables.ts';
import type { CallMade } from './ledger.ts';
import { ask } from './mix/view.ts';
import { digestOfClosed, folderState, type FolderState, type PlanState } from './state.ts';
import type { Finding } from './tally.ts';

/** What is known of a folder before it is opened again. */
export interface Expected {
  /** As it was when the last call had been answered. */
  state: FolderState;
  inFlight: CallMade | null;
  /** Every state that a plan of this folder was ever in: what a backup may hold. */
  everHeld: Set<string>;
  /** Leftovers that were counted before. */
  seen: Set<string>;
}

export interface Reopened {
  findings: Finding[];
  state: FolderState;
}

/** The calls that put a file made elsewhere in a plan's place. */
const PLACING = new Set([
  'library.create',
  'library.addSample',
  'library.duplicate',
  'library.receive',
  'library.restoreBackup',
  'library.restoreCopy',
]);
/** The calls that move or remove a whole plan. */
const MOVING = new Set(['library.moveToBin', 'library.takeFromBin', 'library.deleteForGood']);

/** The states that the call under way may have left a plan in. */
function mayHold({ inFlight }: Expected, plan: string): Set<string> {
  if (!inFlight) return new Set();
  const own = `${path.sep}${plan}${path.sep}plan.tenure`;
  const commits = inFlight.commits.filter(
    ({ file }) => PLACING.has(inFlight.name) || file.endsWith(own),
  );
  return new Set(commits.map(({ digest }) => digest));
}

const nameOf = ({ inFlight }: Expected) => inFlight?.name ?? 'no call';

/** What is wrong with a plan that was there and is. */
function contentFindings(expected: Expected, before: PlanState, now: PlanState): Finding[] {
  const { plan } = now;
  const right =
    now.digest !== null &&
    (now.digest === before.digest || mayHold(expected, plan).has(now.digest));
  if (right) return backupFindings(expected, before, now);
  const behind =
    now.revision !== null && before.revision !== null && now.revision < before.revision;
  const held = ({ digest, revision }: PlanState) => `${digest} at ${revision}`;
  const what = `${plan} holds ${held(now)}, not ${held(before)}, after ${nameOf(expected)}`;
  return [{ kind: behind ? 'lost' : 'half-applied', what }];
}

function backupFindings({ inFlight }: Expected, before: PlanState, now: PlanState): Finding[] {
  const deleting = inFlight?.name === 'library.deleteBackup' ? inFlight.input.backup : null;
  return before.backups
    .filter((backup) => !now.backups.includes(backup) && backup !== deleting)
    .map((backup) => ({ kind: 'lost', what: `the backup ${backup} of ${before.plan} is gone` }));
}

/** Whether a plan's folder was on its way between the list and the bin, or out of the bin. */
function wasMoving({ inFlight }: Expected, { plan }: PlanState): boolean {
  return inFlight !== null && MOVING.has(inFlight.name) && inFlight.plan === plan;
}

/** What is wrong with a plan that was there and is not. */
function goneFindings(expected: Expected, before: PlanState, now: FolderState): Finding[] {
  const { plan, place } = before;
  if (wasMoving(expected, before)) {
    if (nameOf(expected) === 'library.deleteForGood' && place === 'bin') return [];
    const moved = now.plans[`${place === 'bin' ? 'plans' : 'bin'}/${plan}`];
    if (moved?.digest === before.digest) return [];
  }
  return [{ kind: 'lost', what: `${place}/${plan} is gone after ${nameOf(expected)}` }];
}

/** What is wrong with a plan that is there and was not. */
function newFindings(expected: Expected, now: PlanState, all: FolderState): Finding[] {
  const { plan, place, digest } = now;
  const from = `${place === 'bin' ? 'plans' : 'bin'}/${plan}`;
  if (wasMoving(expected, now) && !(from in all.plans)) return [];
  if (digest !== null && mayHold(expected, plan).has(digest)) return [];
  const what = `${place}/${plan} appeared with ${digest} after ${nameOf(expected)}`;
  return [{ kind: 'half-applied', what }];
}

/** What is wrong with which plans are where, and with what each holds. */
function planFindings(expected: Expected, now: FolderState): Finding[] {
  const { plans } = expected.state;
  return [
    ...Object.entries(plans).flatMap(([key, before]) => {
      const there = now.plans[key];
      return there ? contentFindings(expected, before, there) : goneFindings(expected, before, now);
    }),
    ...Object.entries(now.plans).flatMap(([key, there]) =>
      key in plans ? [] : newFindings(expected, there, now),
    ),
  ];
}

function backupFile(folder: string, { place, plan }: PlanState, backup: string): string {
  return path.join(folder, place, plan, 'backups', backup);
}

function backupContents(folder: string, { everHeld }: Expected, now: FolderState): Finding[] {
  return Object.values(now.plans).flatMap((there) =>
    there.backups.flatMap((backup): Finding[] => {
      const digest = digestOfClosed(backupFile(folder, there, backup));
      const named = `the backup ${backup} of ${there.plan}`;
      if (digest === null) return [{ kind: 'unreadable', what: named }];
      if (everHeld.has(digest)) return [];
      // Said once.
      everHeld.add(digest);
      return [{ kind: 'half-applied', what: `${named} holds what the plan never held` }];
    }),
  );
}

function preferencesFindings({ state, inFlight }: Expected, now: FolderState): Finding[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (same(now.preferences, state.preferences)) return [];
  const before = state.preferences as Record<string, unknown> | null;
  const changes: Record<string, object> = {
    'preferences.change': inFlight?.input ?? {},
    'library.moveToBin': { lastPlan: null },
  };
  const change = inFlight ? changes[inFlight.name] : undefined;
  if (before && change && same(now.preferences, { ...before, ...change })) return [];
  return [{ kind: 'lost', what: `the preferences are ${JSON.stringify(now.preferences)}` }];
}

/** What is wrong with an open plan in itself. */
function wholeness(folder: string, plan: string): Finding[] {
  const connection = connectionTo(path.join(folder, 'plans', plan, 'plan.tenure'));
  if (!connection) return [{ kind: 'unreadable', what: `${plan} has no connection` }];
  const checked = String(connection.pragma('integrity_check(1)', { simple: true }));
  const broken = connection.pragma('foreign_key_check') as unknown[];
  return [
    ...(checked === 'ok' ? [] : [{ kind: 'unreadable' as const, what: `${plan}: ${checked}` }]),
    ...(broken.length === 0
      ? []
      : [{ kind: 'half-applied' as const, what: `${plan}: ${broken.length} broken references` }]),
    ...disagreements(connection).map((what): Finding => ({
      kind: 'half-applied',
      what: `${plan}: ${what}`,
    })),
  ];
}

async function openEach(
  { call }: Backend,
  folder: string,
  { plans, bin }: Library,
): Promise<Finding[]> {
  const troubled = [...plans, ...bin].flatMap(({ plan, trouble }): Finding[] =>
    trouble ? [{ kind: 'unreadable', what: `${plan}: ${trouble.message}` }] : [],
  );
  const findings = [...troubled];
  for (const { plan } of plans) {
    const opened = await call('library.open', { plan });
    if (opened.ok) findings.push(...wholeness(folder, plan));
    else findings.push({ kind: 'unreadable', what: `${plan}: ${opened.fault.message}` });
  }
  return findings;
}

/** What belongs in a data folder that nobody has open, as paths within it. */
const BELONGS: readonly RegExp[] = [
  /^preferences\.json$/,
  /^(plans|bin)\/[0-9a-f-]{36}\/(plan\.tenure|listing\.json)$/,
  /^(plans|bin)\/[0-9a-f-]{36}\/backups\/[\w-]+\.tenure$/,
];

/** A file’s path without the place of its plan: what lies beside a plan goes to the bin with it. */
const moved = (file: string) => file.replace(/^(plans|bin)[\\/]/, '');

/** Files that nothing refers to any more, with their size. */
export function leftovers(folder: string, seen: Set<string>): Finding[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !seen.has(moved(file)))
    .flatMap((file): Finding[] => {
      if (BELONGS.some((shape) => shape.test(file.split(path.sep).join('/')))) return [];
      seen.add(moved(file));
      const bytes = statSync(path.join(folder, file)).size;
      return [{ kind: 'leftovers', what: `${file} of ${bytes} bytes` }];
    });
}

/**
 * Opens the folder, looks at everything and closes it.
 *
 * @param startsAt - when it is, as the backend is told: after what was done before.
 */
export async function reopen(
  folder: string,
  startsAt: string,
  expected: Expected,
): Promise<Reopened> {
  let ticks = 0;
  const now = () => new Date(Date.parse(startsAt) + 10 * (ticks += 1));
  const backend = openBackend({ folder, appRoot: APP_ROOT, now, who: 'Jane' });
  try {
    const library = await ask(backend.call, 'library.list', {});
    const findings = await openEach(backend, folder, library);
    const state = folderState(folder);
    findings.push(...planFindings(expected, state));
    for (const { digest } of Object.values(state.plans)) {
      if (digest !== null) expected.everHeld.add(digest);
    }
    findings.push(...preferencesFindings(expected, state));
    findings.push(...backupContents(folder, expected, state));
    await backend.close();
    findings.push(...leftovers(folder, expected.seen));
    return { findings, state };
  } finally {
    await backend.close();
  }
}

/** Every state that the plans of a closed folder and their backups hold. */
function heldIn(folder: string): Set<string> {
  const state = folderState(folder);
  const backups = Object.values(state.plans).flatMap((there) =>
    there.backups.map((backup) => digestOfClosed(backupFile(folder, there, backup))),
  );
  const plans = Object.values(state.plans).map(({ digest }) => digest);
  return new Set([...plans, ...backups].filter((digest) => digest !== null));
}

/** What is known of a closed folder that nothing has happened to yet. */
export function expectedOf(folder: string): Expected {
  const seen = new Set<string>();
  leftovers(folder, seen);
  return { state: folderState(folder), inFlight: null, everHeld: heldIn(folder), seen };
}
