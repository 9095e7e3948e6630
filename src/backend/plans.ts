/** The plans on this machine: where each lies, which are open, and how they are listed. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { planId } from '../contract/call.ts';
import { PLAN_KINDS, type PlanKind, type PlanListing } from '../contract/library.ts';
import { takeBackup, takeDailyBackup } from './backups.ts';
import type { Clock, Log } from './clock.ts';
import type { Db } from './db.ts';
import { faultOf, Refusal } from './faults.ts';
import type { Migration } from './migrate.ts';
import { openPlan, peekInto, type OpenPlan } from './open.ts';
import { makeFolder, moveDurably, writeWhole } from './storage.ts';

export const PLAN_FILE = 'plan.tenure';
const CARD_FILE = 'listing.json';

/** What the list shows of a plan, read from its file. */
const card = z.strictObject({
  name: z.string(),
  organisation: z.string(),
  kind: z.enum(PLAN_KINDS),
  changedAt: z.string().nullable(),
  asAt: z.string().nullable(),
});
type Card = z.output<typeof card>;

export function readCard(db: Db): Card {
  return db.get<Card>(
    `SELECT name, organisation, kind,
            (SELECT max(at) FROM journal_entry) AS changedAt,
            (SELECT max(as_at) FROM reported_figure
              WHERE value IS NOT NULL AND status <> 'planned') AS asAt
       FROM plan`,
  )!;
}

export interface Plans {
  folderOf(plan: string): string;
  binFolderOf(plan: string): string;
  fileOf(plan: string): string;
  backupsOf(plan: string): string;
  /** The open plan, opened now if it was not: checked, migrated, the day's backup taken. */
  open(plan: string): OpenPlan;
  /** The open plan, or null when this backend has not opened it. */
  opened(plan: string): OpenPlan | null;
  close(plan: string): void;
  closeAll(): void;
  has(plan: string): boolean;
  inBin(plan: string): boolean;
  /** Another file is in a plan's place now. */
  forgetTrouble(plan: string): void;
  /** Moves a prepared folder into the library under a plan's id. */
  adopt(stagedFolder: string, plan: string): void;
  list(): PlanListing[];
  listBin(): PlanListing[];
  /** What the list last knew of a plan, for one that cannot be read now. */
  lastKnown(plan: string): { name: string; kind: PlanKind } | null;
}

export interface PlansOptions {
  folder: string;
  migrations: readonly Migration[];
  clock: Clock;
  log: Log;
}

type Trouble = NonNullable<PlanListing['trouble']>;
const TROUBLES: readonly string[] = ['already-open', 'newer-file', 'foreign-file', 'damaged-file'];

function troubleOf(error: unknown): Trouble {
  const fault = faultOf(error);
  return {
    code: TROUBLES.includes(fault.code) ? (fault.code as Trouble['code']) : 'damaged-file',
    message: fault.message,
  };
}

export function openPlans({ folder, migrations, clock, log }: PlansOptions): Plans {
  const plansFolder = path.join(folder, 'plans');
  const binFolder = path.join(folder, 'bin');
  const open = new Map<string, OpenPlan>();
  /** What was wrong when a plan was last opened: the list looks less closely than opening does. */
  const troubles = new Map<string, Trouble>();
  makeFolder(plansFolder);
  makeFolder(binFolder);

  const folderOf = (plan: string) => path.join(plansFolder, plan);
  const binFolderOf = (plan: string) => path.join(binFolder, plan);
  const fileOf = (plan: string) => path.join(folderOf(plan), PLAN_FILE);
  const backupsOf = (plan: string) => path.join(folderOf(plan), 'backups');

  function openNow(plan: string): OpenPlan {
    if (!existsSync(folderOf(plan))) {
      throw new Refusal('not-found', 'This plan is no longer on this machine.');
    }
    let opened: OpenPlan;
    try {
      opened = openPlan(fileOf(plan), {
        migrations,
        beforeMigration: (connection) => {
          takeBackup(connection, backupsOf(plan), 'before migration', clock.instant());
        },
      });
    } catch (error) {
      const trouble = troubleOf(error);
      // Being open elsewhere passes, and the list sees it for itself.
      if (trouble.code !== 'already-open') troubles.set(plan, trouble);
      throw error;
    }
    troubles.delete(plan);
    open.set(plan, opened);
    saveCard(folderOf(plan), readCard(opened.read));
    try {
      takeDailyBackup(opened.connection, backupsOf(plan), clock.instant());
    } catch (error) {
      // A full disk must not keep anybody from reading their plan.
      log('the daily backup failed', error);
    }
    return opened;
  }

  function savedCard(inFolder: string): Card | null {
    try {
      return card.parse(JSON.parse(readFileSync(path.join(inFolder, CARD_FILE), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Keeps what was last read, so that a plan that cannot be read still has its name. */
  function saveCard(inFolder: string, fresh: Card): void {
    if (JSON.stringify(savedCard(inFolder)) === JSON.stringify(fresh)) return;
    try {
      writeWhole(path.join(inFolder, CARD_FILE), JSON.stringify(fresh));
    } catch (error) {
      log('a plan’s listing could not be kept', error);
    }
  }

  function listingOf(plan: string, inFolder: string): PlanListing {
    const file = path.join(inFolder, PLAN_FILE);
    const bytes = existsSync(file) ? statSync(file).size : 0;
    const opened = inFolder === folderOf(plan) ? open.get(plan) : undefined;
    try {
      const fresh = opened ? readCard(opened.read) : peekInto(file, migrations, readCard);
      saveCard(inFolder, fresh);
      return { plan, ...fresh, bytes, trouble: opened ? null : (troubles.get(plan) ?? null) };
    } catch (error) {
      const known = savedCard(inFolder) ?? {
        name: 'A plan that cannot be read',
        organisation: '',
        kind: 'own' as const,
        changedAt: null,
        asAt: null,
      };
      return { plan, ...known, bytes, trouble: troubleOf(error) };
    }
  }

  function listIn(parent: string): PlanListing[] {
    return readdirSync(parent)
      .filter((name) => planId.safeParse(name).success)
      .map((plan) => listingOf(plan, path.join(parent, plan)))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.plan.localeCompare(b.plan));
  }

  function close(plan: string): void {
    const opened = open.get(plan);
    open.delete(plan);
    if (!opened) return;
    saveCard(folderOf(plan), readCard(opened.read));
    opened.close();
  }

  return {
    folderOf,
    binFolderOf,
    fileOf,
    backupsOf,
    open: (plan) => open.get(plan) ?? openNow(plan),
    opened: (plan) => open.get(plan) ?? null,
    close,
    closeAll() {
      for (const plan of [...open.keys()]) {
        try {
          close(plan);
        } catch (error) {
          log('a plan did not close cleanly', error);
        }
      }
    },
    has: (plan) => existsSync(folderOf(plan)),
    inBin: (plan) => existsSync(binFolderOf(plan)),
    forgetTrouble: (plan) => {
      troubles.delete(plan);
    },
    adopt(stagedFolder, plan) {
      moveDurably(stagedFolder, folderOf(plan));
      troubles.delete(plan);
    },
    list: () => listIn(plansFolder),
    listBin: () => listIn(binFolder),
    lastKnown: (plan) => savedCard(folderOf(plan)),
  };
}
