/** The seam's inside: looks a call up, parses its input, runs its handler, answers. */
import type { z } from 'zod';
import { changesNothing } from '../domain/merging/types.ts';
import { calls, isCallName, type CallName } from '../contract/index.ts';
import type { Answer } from '../contract/call.ts';
import type { ImportOutcome } from '../contract/figures.ts';
import { takeBackup } from './backups.ts';
import { checkMayChange, runCommand, type CommandResult } from './command.ts';
import type { Db, WriteDb } from './db.ts';
import { faultOf, Refusal } from './faults.ts';
import { mergeOf } from './handlers/imports.ts';
import { handlers } from './handlers/index.ts';
import { aboutPlan } from './handlers/library.ts';
import type { About, Done } from './handlers/types.ts';
import { revisionOf } from './journal.ts';
import type { LibraryContext } from './library.ts';
import type { OpenPlan } from './open.ts';
import { retryScrub } from './scrub.ts';

// The contract proves each handler fits its call (handlers/index.ts). Here the name is only
// known at run time, so a handler is seen through the widest type of its kind.
type LibraryHandler = (library: LibraryContext, input: unknown) => unknown;
type QueryHandler = (db: Db, input: unknown, about: About) => unknown;
type CommandHandler = (db: WriteDb, input: unknown, about: About) => Done<unknown>;

/** What the stores refetch after a library call; the calls not named here change nothing shown. */
const LIBRARY_CHANGES: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  'library.create': ['library'],
  'library.addSample': ['library'],
  'library.rename': ['library', 'plan'],
  'library.duplicate': ['library'],
  'library.moveToBin': ['library', 'preferences'],
  'library.takeFromBin': ['library'],
  'library.deleteForGood': ['library'],
  'library.takeOver': ['library', 'plan'],
  'library.backUpNow': ['backups'],
  'library.restoreBackup': ['library', 'plan', 'backups'],
  'library.deleteBackup': ['backups'],
  'library.saveVanished': ['library'],
  'library.restoreCopy': ['library', 'plan', 'backups'],
  'library.export': ['library', 'copy_sent'],
  'library.receive': ['library', 'plan', 'backups'],
  'preferences.change': ['preferences'],
};

/** How zod begins a message of its own, for which the contract has no words for people. */
const ZODS_OWN = /^(Invalid|Unrecognized|Too (big|small)|Expected)/;

/** The input once parsed, or a refusal naming the first field that is wrong. */
function parse(input: z.ZodType, given: unknown): unknown {
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const field = issue.path.map(String).join('.');
  const message = ZODS_OWN.test(issue.message)
    ? `${field === '' ? 'What was sent' : `“${field}”`} is missing or cannot be read.`
    : issue.message;
  throw new Refusal('bad-input', message, field);
}

function planOf(input: unknown): string | null {
  const named = typeof input === 'object' && input !== null && 'plan' in input ? input.plan : null;
  return typeof named === 'string' ? named : null;
}

/** Whether an import of a table of figures would change something. */
function figuresWouldChange(
  plan: OpenPlan,
  about: About,
  handler: CommandHandler,
  input: unknown,
): boolean {
  if ((input as { dryRun: boolean }).dryRun) return false;
  const tryOut = runCommand(plan, 'figures.import', about, null, (db) => ({
    ...handler(db, input, about),
    discard: true,
  })) as CommandResult<ImportOutcome>;
  return tryOut.value.added + tryOut.value.changed > 0;
}

/** Whether a command is an import that would change something: then a backup comes first. */
function importsSomething(
  name: CallName,
  plan: OpenPlan,
  about: About,
  handler: CommandHandler,
  input: unknown,
): boolean {
  if (name === 'figures.import') return figuresWouldChange(plan, about, handler, input);
  if (name !== 'import.apply') return false;
  checkMayChange(plan.read);
  const { merge } = mergeOf(plan.read, about, input as Parameters<typeof mergeOf>[2]);
  return !changesNothing(merge.changes);
}

function answerLibrary(library: LibraryContext, name: CallName, input: unknown): Answer {
  const value = (handlers[name] as LibraryHandler)(library, input);
  const changed = LIBRARY_CHANGES[name] ?? [];
  const plan = planOf(input);
  const opened = plan === null ? null : library.plans.opened(plan);
  return opened
    ? { ok: true, value, changed, revision: revisionOf(opened.connection) }
    : { ok: true, value, changed };
}

function answerQuery(library: LibraryContext, name: CallName, input: unknown): Answer {
  const about = aboutPlan(library, planOf(input)!);
  const { connection, read } = library.plans.open(about.plan);
  const value = (handlers[name] as QueryHandler)(read, input, about);
  return { ok: true, value, changed: [], revision: revisionOf(connection) };
}

/** Does what is left to do once a change is on disk: whatever fails here, the change is made. */
function finish(done: CommandResult<unknown>, plan: OpenPlan, library: LibraryContext): unknown {
  if (!done.afterwards) return done.value;
  try {
    return done.afterwards(plan, library);
  } catch (error) {
    throw new Refusal(
      'internal',
      'The change itself is saved, but Tenure could not finish what belongs to it. Close Tenure ' +
        'and open it again, then check the plan.',
      undefined,
      error,
    );
  }
}

function answerCommand(library: LibraryContext, name: CallName, input: unknown): Answer {
  const about = aboutPlan(library, planOf(input)!);
  const plan = library.plans.open(about.plan);
  retryScrub(plan, library.log);
  const handler = handlers[name] as CommandHandler;
  const { revision: expected } = input as { revision: number };
  library.secondHome.beginDay(about.plan, plan);
  const current = expected === revisionOf(plan.connection);
  if (current && importsSomething(name, plan, about, handler, input)) {
    const folder = library.plans.backupsOf(about.plan);
    takeBackup(plan.connection, folder, 'before import', about.instant);
  }
  const done = runCommand(plan, name, about, expected, (db) => handler(db, input, about));
  // What was just saved is nowhere if the file went away meanwhile: that is said instead.
  library.plans.open(about.plan);
  const value = finish(done, plan, library);
  return { ok: true, value, changed: done.changed, revision: done.revision };
}

/** Answers one call. Never throws: whatever goes wrong becomes a fault in plain words. */
export function answer(library: LibraryContext, name: unknown, given: unknown): Answer {
  try {
    if (!isCallName(name)) {
      throw new Refusal('unknown-call', 'This version of Tenure cannot do that.');
    }
    const { over, writes, input } = calls[name];
    const parsed = parse(input, given);
    if (over === 'library') return answerLibrary(library, name, parsed);
    return writes ? answerCommand(library, name, parsed) : answerQuery(library, name, parsed);
  } catch (error) {
    const fault = faultOf(error);
    const cause = error instanceof Refusal ? error.cause : error;
    if (cause !== undefined) library.log(`${String(name)} failed: ${fault.code}`, cause);
    return { ok: false, fault };
  }
}
