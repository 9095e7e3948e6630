/** Puts another file in a plan's place: restoring a backup or a copy, receiving a newer copy. */
import { copyFileSync, existsSync } from 'node:fs';
import { takeBackup, type BackupReason } from './backups.ts';
import { carrySent } from './copiesSent.ts';
import { faultOf, Refusal } from './faults.ts';
import { openIncoming } from './incoming.ts';
import { recordMilestone, revisionOf, unrecorded } from './journal.ts';
import type { LibraryContext } from './library.ts';
import { compareCopies, identityOf, type Identity } from './lineage.ts';
import type { OpenPlan } from './open.ts';
import { freeName, fsyncFile, moveDurably } from './storage.ts';
import { startBlock } from './takeOver.ts';

/** Marks an incoming plan as what it is on this machine. */
export function markAs(
  { connection, write }: OpenPlan,
  { kind, name }: Pick<Identity, 'kind' | 'name'>,
): void {
  connection
    .transaction(() =>
      unrecorded(connection, () => {
        write.run('UPDATE plan SET kind = ?, name = ?', kind, name);
      }),
    )
    .immediate();
}

/**
 * Renames a closed, complete file over a plan's. A write-ahead log left by a file that could not
 * be opened goes first: SQLite would replay it into the new file.
 */
export function putInPlace({ plans }: LibraryContext, staged: string, plan: string): void {
  const file = plans.fileOf(plan);
  plans.close(plan);
  const log = `${file}-wal`;
  if (existsSync(log)) moveDurably(log, freeName(log, 'unreadable'));
  moveDurably(staged, file);
  plans.forgetTrouble(plan);
}

/** Whether a plan cannot be opened because it holds work, here or in another window. */
function isHeld(error: unknown): boolean {
  return ['already-open', 'vanished'].includes(faultOf(error).code);
}

/** Backs up what is there now; answers it open, or null when it cannot be read. */
export function backUpCurrent(
  library: LibraryContext,
  plan: string,
  reason: BackupReason,
): OpenPlan | null {
  const { plans, clock } = library;
  let current: OpenPlan;
  try {
    current = plans.open(plan);
  } catch (error) {
    if (isHeld(error) || !plans.has(plan)) throw error;
    // It cannot be read, which is why somebody restores: keep its bytes instead.
    const file = plans.fileOf(plan);
    if (existsSync(file)) keepCopy(file);
    return null;
  }
  takeBackup(current.connection, plans.backupsOf(plan), reason, clock.instant());
  return current;
}

function keepCopy(file: string): void {
  const copy = `${file}.new`;
  copyFileSync(file, copy);
  fsyncFile(copy);
  moveDurably(copy, freeName(file, 'unreadable'));
}

/** What a plan is restored from. */
export interface RestoredFrom {
  /** This machine's to keep or throw away. */
  file: string;
  call: string;
  /** What the journal says, "Restored …". */
  words: string;
  /** A copy from outside, which may be of another plan or have parted from this one. */
  fromOutside: boolean;
}

/** The open plan, or null when it cannot be read. */
function readable({ plans }: LibraryContext, plan: string): OpenPlan | null {
  try {
    return plans.open(plan);
  } catch (error) {
    if (isHeld(error) || !plans.has(plan)) throw error;
    return null;
  }
}

/** Refuses a copy whose place is not the plan's: restoring it would lose what only the plan has. */
function checkOfPlan(incoming: OpenPlan & Identity, plan: string, current: OpenPlan | null): void {
  const here = current && identityOf(current.read);
  if (incoming.uid !== (here?.uid ?? plan)) {
    throw new Refusal(
      'refused',
      `This file is a copy of another plan, ${incoming.name}. Nothing was changed. To read it, ` +
        'receive it as a copy instead.',
    );
  }
  if (here?.holds === 'whole' && incoming.holds === 'figures') {
    throw new Refusal(
      'refused',
      'This copy holds figures only, so restoring it would take the people out of the plan. ' +
        'Nothing was changed. To read it, receive it as a copy instead.',
    );
  }
  if (current && compareCopies(current.read, incoming.read).relation === 'diverged') {
    throw new Refusal(
      'refused',
      'This copy and the plan here have each changed since they parted, so restoring one would ' +
        'lose the other’s changes. Nothing was changed. Receive it as a copy instead: both are kept.',
    );
  }
}

/**
 * Restores a plan from a file.
 *
 * @throws Refusal when the file is of another plan, or not fit to be opened; the plan is as it was.
 */
export function restore(library: LibraryContext, plan: string, from: RestoredFrom): void {
  const { clock, preferences, plans } = library;
  const incoming = openIncoming(library, from.file);
  try {
    if (from.fromOutside) checkOfPlan(incoming, plan, readable(library, plan));
    const current = backUpCurrent(library, plan, 'before restore');
    const kind = plans.lastKnown(plan)?.kind;
    const { call, words } = from;
    const entry = { at: clock.instant(), who: preferences.read().name, call, words };
    const goesOn =
      current !== null && compareCopies(current.read, incoming.read).relation === 'newer';
    recordMilestone(
      incoming.connection,
      entry,
      () => {
        if (kind) incoming.write.run('UPDATE plan SET kind = ?', kind);
        if (current) carrySent(current.read, incoming.write);
        // Somebody else's changes are in it, numbered in a block of theirs.
        if (goesOn) startBlock(incoming.write, entry);
      },
      // A page that saw the plan before must find itself behind.
      (current ? revisionOf(current.connection) : 0) + 1,
    );
  } finally {
    incoming.close();
  }
  putInPlace(library, from.file, plan);
}
