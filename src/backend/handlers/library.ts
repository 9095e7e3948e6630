/** The plans on this machine: list, open, make, name, copy, bin, take over. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { libraryCalls } from '../../contract/library.ts';
import { runCommand } from '../command.ts';
import { faultOf, Refusal } from '../faults.ts';
import { recordMilestone } from '../journal.ts';
import type { LibraryContext } from '../library.ts';
import { identityOf } from '../lineage.ts';
import { copyInto, openPlan, type OpenPlan } from '../open.ts';
import { PLAN_FILE } from '../planFiles.ts';
import { readCard } from '../plans.ts';
import { addSample } from '../samples.ts';
import { fsyncFolder, makeFolder, moveDurably, remove } from '../storage.ts';
import { takeOver } from '../takeOver.ts';
import { createOwnPlan } from './creating.ts';
import { standingOf } from './history.ts';
import type { About, Handlers } from './types.ts';

type LibraryCalls =
  | 'library.list'
  | 'library.open'
  | 'library.create'
  | 'library.addSample'
  | 'library.rename'
  | 'library.duplicate'
  | 'library.moveToBin'
  | 'library.takeFromBin'
  | 'library.deleteForGood'
  | 'library.takeOver'
  | 'library.saveVanished';

/** Who and when, for a change of a plan made from the library. */
export function aboutPlan(library: LibraryContext, plan: string): About {
  return {
    plan,
    who: library.preferences.read().name,
    instant: library.clock.instant(),
    today: library.clock.today(),
    imports: library.imports,
    published: library.published,
  };
}

/** Codes of plans that hold work, here or in another window, which would be lost. */
const IN_USE: readonly string[] = ['already-open', 'vanished'];

/** Refuses to move a plan that another window has open; one that cannot be read may be moved. */
function checkNotOpenElsewhere({ plans }: LibraryContext, plan: string): void {
  try {
    plans.open(plan);
  } catch (error) {
    const { code } = faultOf(error);
    if (IN_USE.includes(code) || !plans.has(plan)) throw error;
  }
}

/** A plan with a history and figures of another, under a new identity. */
function duplicate(library: LibraryContext, original: OpenPlan, name: string): string {
  const { plans, transfers, migrations, clock, preferences } = library;
  const uid = randomUUID();
  const staged = transfers.stagingPath();
  makeFolder(staged);
  try {
    const file = path.join(staged, PLAN_FILE);
    copyInto(original.connection, file);
    const copy = openPlan(file, { migrations });
    try {
      const was = copy.read.get<{ name: string }>('SELECT name FROM plan')!.name;
      recordMilestone(
        copy.connection,
        {
          at: clock.instant(),
          who: preferences.read().name,
          call: 'library.duplicate',
          words: `Made this plan as a copy of ${was}`,
        },
        () => {
          copy.write.run(`UPDATE plan SET uid = ?, name = ?, kind = 'own'`, uid, name);
        },
      );
    } finally {
      copy.close();
    }
    fsyncFolder(staged);
    plans.adopt(staged, uid);
  } catch (error) {
    remove(staged);
    throw error;
  }
  return uid;
}

function checkInBin({ plans }: LibraryContext, plan: string): void {
  if (plans.inBin(plan)) return;
  throw new Refusal('not-found', 'This plan is no longer in the bin.', 'plan');
}

export const libraryHandlers: Handlers<Pick<typeof libraryCalls, LibraryCalls>> = {
  'library.list': ({ plans }) => ({ plans: plans.list(), bin: plans.listBin() }),

  'library.open': ({ plans, secondHome }, { plan }) => {
    const opened = plans.open(plan);
    secondHome.beginDay(plan, opened);
    return standingOf(opened.read, plan);
  },

  'library.create': (library, input) => ({ plan: createOwnPlan(library, input) }),

  'library.addSample': (library, { sample }) => ({
    plan: addSample(library, sample, 'library.addSample'),
  }),

  'library.rename': (library, { plan, name }) => {
    runCommand(library.plans.open(plan), 'library.rename', aboutPlan(library, plan), null, (db) => {
      const was = db.get<{ name: string }>('SELECT name FROM plan')!.name;
      db.run('UPDATE plan SET name = ?', name);
      return { value: null, words: `Renamed the plan to ${name} (was ${was})` };
    });
    return null;
  },

  'library.duplicate': (library, { plan, name }) => ({
    plan: duplicate(library, library.plans.open(plan), name),
  }),

  'library.saveVanished': (library, { plan }) => {
    const opened = library.plans.opened(plan);
    if (!opened || opened.isThere()) {
      throw new Refusal('refused', 'This plan’s file is where it belongs. Nothing was done.');
    }
    const { name } = readCard(opened.read);
    const saved = duplicate(library, opened, `${name.slice(0, 180)} (saved again)`);
    library.plans.close(plan);
    return { plan: saved };
  },

  'library.moveToBin': (library, { plan }) => {
    const { plans, preferences } = library;
    checkNotOpenElsewhere(library, plan);
    if (plans.inBin(plan)) {
      throw new Refusal(
        'refused',
        'Another copy of this plan is already in the bin. Delete that one first.',
      );
    }
    plans.close(plan);
    moveDurably(plans.folderOf(plan), plans.binFolderOf(plan));
    if (preferences.read().lastPlan === plan) preferences.change({ lastPlan: null });
    return null;
  },

  'library.takeFromBin': (library, { plan }) => {
    const { plans } = library;
    checkInBin(library, plan);
    if (plans.has(plan)) {
      throw new Refusal(
        'refused',
        'Another copy of this plan is in the list. Move that one to the bin or delete this one.',
      );
    }
    plans.adopt(plans.binFolderOf(plan), plan);
    return null;
  },

  'library.deleteForGood': (library, { plan, name }) => {
    const { plans, transfers } = library;
    checkInBin(library, plan);
    const listed = plans.listBin().find((listing) => listing.plan === plan);
    if (listed?.name !== name.trim()) {
      throw new Refusal('bad-input', 'Type the plan’s name exactly as it is listed.', 'name');
    }
    // Out of the bin in one step, so that a crash leaves no half of a plan behind.
    const doomed = transfers.stagingPath();
    moveDurably(plans.binFolderOf(plan), doomed);
    remove(doomed);
    return null;
  },

  'library.takeOver': (library, { plan }) => {
    const opened = library.plans.open(plan);
    if (identityOf(opened.read).kind !== 'received') {
      throw new Refusal('refused', 'This plan is already yours to edit.');
    }
    const { instant, who } = aboutPlan(library, plan);
    takeOver(opened, 'own', {
      ...{ at: instant, who, call: 'library.takeOver', words: 'Took over editing of this plan' },
    });
    return null;
  },
};
