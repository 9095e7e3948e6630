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
import { damaged, openPlan, peekInto, type OpenPlan } from './open.ts';
import { CARD_FILE, PLAN_FILE } from './planFiles.ts';
import { payScrub } from './scrub.ts';
import { makeFolder, moveDurably, writeWhole } from './storage.ts';

/** What the list shows of a plan, read from its file. */
const card = z.strictObject({
  name: z.string(),
  organisation: z.string(),
  kind: z.enum(PLAN_KINDS),
  changedAt: z.string().nullable(),
  asAt: z.string().nullable(),
});
export type Card = z.output<typeof card>;

/** @throws Refusal 'damaged-file' for a file without its plan. */
export function readCard(db: Db): Card {
  const found = db.get<Card>(
    `SELECT name, organisation, kind,
            (SELECT max(at) FROM journal_entry) AS changedAt,
            (SELECT max(as_at) FROM reported_figure
              WHERE value IS NOT NULL AND status <> 'planned') AS asAt
       FROM plan`,
  );
  if (!found) throw damaged();
  return found;
}

/** A plan's folder: in the library, or in the bin. */
export interface PlanPlace {
  plan: string;
  inBin: boolean;
}

export interface Plans {
  folderOf(plan: string): string;
  binFolderOf(plan: string): string;
  fileOf(plan: string): string;
  backupsOf(plan: string): string;
  /**
   * The open plan, opened now if it was not: checked, migrated, the day's backup taken.
   *
   * @throws Refusal 'vanished' where the file was moved or deleted since it was opened.
   */
  open(plan: string): OpenPlan;
  /** The open plan, or null when this backend has not opened it. */
  opened(plan: string): OpenPlan | null;
  /** Every plan this backend has open. */
  allOpened(): [plan: string, opened: OpenPlan][];
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
  /** Every plan here, the bin's included. */
  everywhere(): PlanPlace[];
  /** What a plan is called, as far as that is known. */
  nameOf(place: PlanPlace): string;
  /**
   * Looks into any plan without opening it for use.
   *
   * @throws Refusal where it cannot be read.
   */
  look<Value>(place: PlanPlace, look: (db: Db, card: Card) => Value): Value;
}

export interface PlansOptions {
  folder: string;
  migrations: readonly Migration[];
  clock: Clock;
  log: Log;
}

type Trouble = NonNullable<PlanListing['trouble']>;
const TROUBLES: readonly string[] = [
  'already-open',
  'newer-file',
  'foreign-file',
  'damaged-file',
  'vanished',
];

/** Why a plan cannot be opened, whatever was thrown. */
function troubleOf(error: unknown): Trouble {
  const fault = faultOf(error);
  if (TROUBLES.includes(fault.code)) {
    return { code: fault.code as Trouble['code'], message: fault.message };
  }
  return {
    code: 'damaged-file',
    message:
      'This plan’s file cannot be read, so it was not opened and nothing in it was changed. ' +
      'Restore the plan from a backup, or send the report on the file to support.',
  };
}

const VANISHED =
  'This plan’s file was moved or deleted while Tenure had it open, so nothing more can be saved ' +
  'in it. Tenure still holds the whole plan, your last change included: save it as a new plan ' +
  'before you close Tenure.';

/** What a plan is called whose file was never read here. */
const UNKNOWN: Card = {
  name: 'A plan that cannot be read',
  organisation: '',
  kind: 'own',
  changedAt: null,
  asAt: null,
};

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

  const placeOf = ({ plan, inBin }: PlanPlace) => (inBin ? binFolderOf(plan) : folderOf(plan));

  /** The open plan if it is there, or null when this backend has not opened it. */
  function openedNow(plan: string): OpenPlan | null {
    const opened = open.get(plan);
    if (opened && !opened.isThere()) throw new Refusal('vanished', VANISHED);
    return opened ?? null;
  }

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
    payScrub(opened, log);
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

  function lookInto<Value>(place: PlanPlace, look: (db: Db, card: Card) => Value): Value {
    const opened = place.inBin ? null : openedNow(place.plan);
    const lookWithCard = (db: Db) => look(db, readCard(db));
    if (opened) return lookWithCard(opened.read);
    return peekInto(path.join(placeOf(place), PLAN_FILE), migrations, lookWithCard);
  }

  /** What is still known of a plan that cannot be read where it lies. */
  function lastCard(place: PlanPlace): Card {
    const held = place.inBin ? undefined : open.get(place.plan);
    try {
      if (held) return readCard(held.read);
    } catch (error) {
      log('an open plan could not be read', error);
    }
    return savedCard(placeOf(place)) ?? UNKNOWN;
  }

  function listingOf(place: PlanPlace): PlanListing {
    const { plan, inBin } = place;
    const inFolder = placeOf(place);
    let bytes = 0;
    try {
      bytes = statSync(path.join(inFolder, PLAN_FILE)).size;
    } catch {
      // No file, or none that may be looked at: what is wrong is said below.
    }
    try {
      const fresh = lookInto(place, (_db, found) => found);
      saveCard(inFolder, fresh);
      const known = inBin || open.has(plan) ? null : troubles.get(plan);
      return { plan, ...fresh, bytes, trouble: known ?? null };
    } catch (error) {
      return { plan, ...lastCard(place), bytes, trouble: troubleOf(error) };
    }
  }

  function plansIn(inBin: boolean): string[] {
    const parent = inBin ? binFolder : plansFolder;
    const found = existsSync(parent)
      ? readdirSync(parent).filter((name) => planId.safeParse(name).success)
      : [];
    // One that is open is listed though its folder is gone: it can still be saved elsewhere.
    return inBin ? found : [...new Set([...found, ...open.keys()])];
  }

  function listIn(inBin: boolean): PlanListing[] {
    return plansIn(inBin)
      .map((plan) => listingOf({ plan, inBin }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.plan.localeCompare(b.plan));
  }

  function close(plan: string): void {
    const opened = open.get(plan);
    open.delete(plan);
    if (!opened) return;
    try {
      if (opened.isThere()) saveCard(folderOf(plan), readCard(opened.read));
    } finally {
      // SQLite removes the log by its path as it closes, which would be another file's by now.
      if (opened.isThere() || !existsSync(opened.file)) opened.close();
    }
  }

  return {
    folderOf,
    binFolderOf,
    fileOf,
    backupsOf,
    open: (plan) => openedNow(plan) ?? openNow(plan),
    opened: (plan) => open.get(plan) ?? null,
    allOpened: () => [...open],
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
      makeFolder(plansFolder);
      moveDurably(stagedFolder, folderOf(plan));
      troubles.delete(plan);
    },
    list: () => listIn(false),
    listBin: () => listIn(true),
    lastKnown: (plan) => savedCard(folderOf(plan)),
    everywhere: () =>
      [false, true].flatMap((inBin) => plansIn(inBin).map((plan) => ({ plan, inBin }))),
    nameOf: (place) => lastCard(place).name,
    look: lookInto,
  };
}
