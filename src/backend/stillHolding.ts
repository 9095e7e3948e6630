/** Where somebody who was erased from a plan may still be found on this machine. */
import path from 'node:path';
import type { Backup } from '../contract/library.ts';
import type { HoldingCopy, HoldingPlan, StillHolding } from '../contract/records.ts';
import { listBackups } from './backups.ts';
import { copiesSentHolding } from './copiesSent.ts';
import type { Db } from './db.ts';
import { leftoversIn } from './leftovers.ts';
import type { LibraryContext } from './library.ts';
import { peekInto } from './open.ts';

/** Whom to look for: as the plan they were erased from knew them. */
export interface Sought {
  id: number;
  ref: string;
  sweNumber: string | null;
}

/** What else tells a duplicate from another plan: where its history began. */
export type Origin = Readonly<Record<'at' | 'who' | 'words', string>>;

/** How a plan's history began: the same in all its duplicates and copies. */
export function originOf(db: Db): Origin | null {
  return db.get<Origin>('SELECT at, who, words FROM journal_entry ORDER BY id LIMIT 1') ?? null;
}

/** The worker in a file's records who has that reference or number, or that id; null where none. */
function workerIn(db: Db, { id, ref, sweNumber }: Sought, sameIds: boolean): number | null {
  const found = db.get<{ id: number }>(
    `SELECT id FROM worker WHERE ref = :ref OR swe_number = :sweNumber OR (:sameIds AND id = :id)
      ORDER BY ref = :ref DESC LIMIT 1`,
    { id, ref, sweNumber, sameIds: sameIds ? 1 : 0 },
  );
  return found?.id ?? null;
}

/** Whether a file's history still has rows of that person as they were. */
function historyHolds(db: Db, id: number): boolean {
  const image = db.get(
    `SELECT 1 FROM journal_image
      WHERE table_name = 'worker' AND row_id = ? AND (before IS NOT NULL OR after IS NOT NULL)`,
    id,
  );
  return image !== undefined;
}

/** A file made before there were records of people holds nobody. */
function hasWorkers(db: Db): boolean {
  return db.get(`SELECT 1 FROM sqlite_schema WHERE name = 'worker'`) !== undefined;
}

/** The backups that may hold a person, newest first; one that cannot be read may. */
function backupsHolding({ plans, migrations }: LibraryContext, plan: string, sought: Sought) {
  const folder = plans.backupsOf(plan);
  return listBackups(folder).filter(({ backup }: Backup) => {
    try {
      return peekInto(
        path.join(folder, backup),
        migrations,
        (db) =>
          hasWorkers(db) && (workerIn(db, sought, true) !== null || historyHolds(db, sought.id)),
      );
    } catch {
      return true;
    }
  });
}

/** What another plan of the library holds of somebody; null where it holds nothing. */
function holdingIn(
  db: Db,
  sought: Sought,
  origin: Origin | null,
): { worker: number | null } | null {
  if (!hasWorkers(db)) return null;
  const theirs = originOf(db);
  const sameIds =
    origin !== null &&
    theirs?.at === origin.at &&
    theirs.who === origin.who &&
    theirs.words === origin.words;
  const worker = workerIn(db, sought, sameIds);
  if (worker !== null) return { worker };
  return sameIds && historyHolds(db, sought.id) ? { worker: null } : null;
}

/** The other plans here, in the bin too, that hold a person; one that cannot be read may. */
function plansHolding(
  { plans }: LibraryContext,
  plan: string,
  sought: Sought,
  origin: Origin | null,
): HoldingPlan[] {
  return plans.everywhere().flatMap((other): HoldingPlan[] => {
    if (other.plan === plan && !other.inBin) return [];
    const known = { plan: other.plan, inBin: other.inBin };
    try {
      return plans.look(other, (db, card) => {
        const holding = holdingIn(db, sought, origin);
        if (holding === null) return [];
        const { name, kind } = card;
        return [{ ...known, name, readOnly: kind === 'received', lookedInto: true, ...holding }];
      });
    } catch {
      const name = plans.nameOf(other);
      return [{ ...known, name, readOnly: false, lookedInto: false, worker: null }];
    }
  });
}

/** The copies outside this machine's plans that may hold a person, newest first. */
function copiesHolding(library: LibraryContext, plan: string, sought: Sought): HoldingCopy[] {
  const { read } = library.plans.open(plan);
  return [...copiesSentHolding(read, sought), ...library.secondHome.copiesOf(plan)];
}

/** Every place on this machine that may still hold somebody erased from a plan. */
export function stillHolding(
  library: LibraryContext,
  plan: string,
  sought: Sought,
  origin: Origin | null,
): StillHolding {
  const { plans, transfers } = library;
  return {
    backups: backupsHolding(library, plan, sought),
    leftovers: leftoversIn(plans.folderOf(plan)),
    plans: plansHolding(library, plan, sought, origin),
    copiesSent: copiesHolding(library, plan, sought),
    otherWindows: transfers.otherWindows(),
  };
}
