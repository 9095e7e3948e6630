/** Puts another file in a plan's place: restoring a backup or a copy, receiving a newer copy. */
import { copyFileSync, existsSync } from 'node:fs';
import { planId } from '../contract/call.ts';
import { takeBackup } from './backups.ts';
import { faultOf, Refusal } from './faults.ts';
import { recordMilestone, revisionOf, unrecorded } from './journal.ts';
import type { LibraryContext } from './library.ts';
import { openPlan, type OpenPlan } from './open.ts';
import type { PlanKind } from '../contract/library.ts';
import { freeName, fsyncFile, moveDurably } from './storage.ts';

/** What an incoming file says of itself. */
export interface Incoming {
  uid: string;
  name: string;
  revision: number;
}

/**
 * Opens a file from outside with every check there is, so that nothing of it is trusted: its
 * schema, every page and index, every reference, and that it holds one plan with a proper id.
 */
export function openIncoming(library: LibraryContext, file: string): OpenPlan & Incoming {
  const opened = openPlan(file, { migrations: library.migrations });
  try {
    const { connection } = opened;
    const broken = connection.pragma('foreign_key_check') as unknown[];
    const whole = connection.pragma('integrity_check(1)', { simple: true }) === 'ok';
    const plan = opened.read.get<{ uid: string; name: string }>('SELECT uid, name FROM plan');
    if (!whole || broken.length > 0 || !plan || !planId.safeParse(plan.uid).success) {
      throw new Refusal(
        'damaged-file',
        'This copy is damaged, so nothing was taken from it. Ask for it to be sent again.',
      );
    }
    return { ...opened, uid: plan.uid, name: plan.name, revision: revisionOf(connection) };
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** Marks an incoming plan as what it is on this machine. */
export function setKind({ connection, write }: OpenPlan, kind: PlanKind): void {
  connection
    .transaction(() =>
      unrecorded(connection, () => {
        write.run('UPDATE plan SET kind = ?', kind);
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

/** Backs up what is there now; answers its revision, or null when it cannot be read. */
function backUpCurrent(library: LibraryContext, plan: string): number | null {
  const { plans, clock } = library;
  let current: OpenPlan;
  try {
    current = plans.open(plan);
  } catch (error) {
    if (['already-open', 'vanished'].includes(faultOf(error).code) || !plans.has(plan)) throw error;
    // It cannot be read, which is why somebody restores: keep its bytes instead.
    const file = plans.fileOf(plan);
    if (existsSync(file)) keepCopy(file);
    return null;
  }
  takeBackup(current.connection, plans.backupsOf(plan), 'before restore', clock.instant());
  return revisionOf(current.connection);
}

function keepCopy(file: string): void {
  const copy = `${file}.new`;
  copyFileSync(file, copy);
  fsyncFile(copy);
  moveDurably(copy, freeName(file, 'unreadable'));
}

/**
 * Restores a plan from a file that is this machine's to keep or throw away.
 *
 * @param words - what the journal says, "Restored …".
 * @throws Refusal when the file is of another plan, or not fit to be opened; the plan is as it was.
 */
export function restore(
  library: LibraryContext,
  plan: string,
  file: string,
  call: string,
  words: string,
): void {
  const { plans, clock, preferences } = library;
  const incoming = openIncoming(library, file);
  try {
    if (incoming.uid !== plan) {
      throw new Refusal(
        'refused',
        `This file is a copy of another plan, ${incoming.name}. Nothing was changed. To read it, ` +
          'receive it as a copy instead.',
      );
    }
    const revision = backUpCurrent(library, plan);
    const kind = plans.lastKnown(plan)?.kind;
    recordMilestone(
      incoming.connection,
      { at: clock.instant(), who: preferences.read().name, call, words },
      () => {
        if (kind) incoming.write.run('UPDATE plan SET kind = ?', kind);
      },
      // A page that saw the plan before must find itself behind.
      (revision ?? 0) + 1,
    );
  } finally {
    incoming.close();
  }
  putInPlace(library, file, plan);
}
