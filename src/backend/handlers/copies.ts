/** Backups, copies sent and received, and the files they cross in. */
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { dateInWords } from '../../domain/calendar.ts';
import type { libraryCalls, Received } from '../../contract/library.ts';
import { backupFile, listBackups, takeBackup } from '../backups.ts';
import type { Db } from '../db.ts';
import { faultOf, Refusal } from '../faults.ts';
import { revisionOf } from '../journal.ts';
import { deleteLeftover } from '../leftovers.ts';
import type { LibraryContext } from '../library.ts';
import { copyInto } from '../open.ts';
import { keepFiguresOnly } from '../people.ts';
import { PLAN_FILE } from '../planFiles.ts';
import { readCard } from '../plans.ts';
import { openIncoming, putInPlace, restore, setKind } from '../replacing.ts';
import { fsyncFile, fsyncFolder, makeFolder, moveDurably, remove } from '../storage.ts';
import { reportOn } from '../report.ts';
import type { Handlers } from './types.ts';

type CopyCalls =
  | 'library.backups'
  | 'library.backUpNow'
  | 'library.restoreBackup'
  | 'library.deleteBackup'
  | 'library.deleteLeftover'
  | 'library.report'
  | 'library.export'
  | 'library.receive'
  | 'library.restoreCopy'
  | 'download.read'
  | 'upload.begin'
  | 'upload.write'
  | 'preferences.read'
  | 'preferences.change';

function checkHere({ plans }: LibraryContext, plan: string): void {
  if (plans.has(plan)) return;
  throw new Refusal('not-found', 'This plan is no longer on this machine.', 'plan');
}

/** A name every file system takes. */
function fileNameOf(name: string, contents: 'whole' | 'figures', today: string): string {
  const plain = name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/^\.+/, '')
    .trim();
  const what = contents === 'figures' ? ' figures' : '';
  return `${plain.slice(0, 100) || 'Plan'}${what} ${today}.tenure`;
}

/** What a newer copy changed, newest first. */
function changesSince(db: Db, revision: number): string[] {
  return db
    .all<{ words: string }>(
      'SELECT words FROM journal_entry WHERE id > ? ORDER BY id DESC',
      revision,
    )
    .map((entry) => entry.words);
}

/** The received copy that is here: its revision, or null when it cannot be read. */
function receivedHere(library: LibraryContext, plan: string): { revision: number | null } {
  const { plans } = library;
  let kind = plans.lastKnown(plan)?.kind;
  let revision: number | null = null;
  try {
    const here = plans.open(plan);
    kind = readCard(here.read).kind;
    revision = revisionOf(here.connection);
  } catch (error) {
    if (faultOf(error).code === 'already-open') throw error;
  }
  if (kind === 'received') return { revision };
  throw new Refusal(
    'refused',
    'Your own copy of this plan is already here, so this one was not taken in. To put it in the ' +
      'place of yours, open your plan’s backups and restore from a copy. To keep both, duplicate ' +
      'yours and move the original to the bin first.',
  );
}

function receive(library: LibraryContext, file: string): Received {
  const { plans, transfers } = library;
  const incoming = openIncoming(library, file);
  const { uid: plan, name } = incoming;
  let outcome: Received['outcome'] = 'new';
  let changes: string[] = [];
  try {
    if (plans.has(plan)) {
      const here = receivedHere(library, plan);
      if (here.revision !== null && incoming.revision <= here.revision) {
        return { plan, name, outcome: 'already-here', changes: [] };
      }
      outcome = 'replaced-older';
      changes = changesSince(incoming.read, here.revision ?? 0);
    }
    setKind(incoming, 'received');
  } finally {
    incoming.close();
  }
  if (outcome === 'new') {
    const staged = transfers.stagingPath();
    makeFolder(staged);
    moveDurably(file, path.join(staged, PLAN_FILE));
    fsyncFolder(staged);
    plans.adopt(staged, plan);
  } else {
    putInPlace(library, file, plan);
  }
  return { plan, name, outcome, changes };
}

export const copyHandlers: Handlers<Pick<typeof libraryCalls, CopyCalls>> = {
  'library.backups': (library, { plan }) => {
    checkHere(library, plan);
    return listBackups(library.plans.backupsOf(plan));
  },

  'library.backUpNow': ({ plans, clock }, { plan }) =>
    takeBackup(plans.open(plan).connection, plans.backupsOf(plan), 'asked for', clock.instant()),

  'library.restoreBackup': (library, { plan, backup }) => {
    checkHere(library, plan);
    const folder = library.plans.backupsOf(plan);
    const file = backupFile(folder, backup);
    const { takenAt } = listBackups(folder).find((known) => known.backup === backup)!;
    const staged = library.transfers.stagingPath();
    try {
      copyFileSync(file, staged);
      fsyncFile(staged);
      const words = `Restored the backup taken on ${dateInWords(takenAt.slice(0, 10))}`;
      restore(library, plan, staged, 'library.restoreBackup', words);
    } finally {
      remove(staged);
    }
    return null;
  },

  'library.deleteBackup': (library, { plan, backup }) => {
    checkHere(library, plan);
    remove(backupFile(library.plans.backupsOf(plan), backup));
    return null;
  },

  'library.deleteLeftover': (library, { plan, leftover }) => {
    checkHere(library, plan);
    deleteLeftover(library.plans.folderOf(plan), leftover);
    return null;
  },

  'library.report': (library, { plan }) => {
    checkHere(library, plan);
    const { plans, migrations } = library;
    return { report: reportOn(plans.fileOf(plan), migrations, plans.opened(plan)) };
  },

  // A figures-only copy holds no people, and none of the history's rows as they were. Its
  // teams and establishment stay, and the history's words, which never name anybody.
  'library.export': ({ plans, transfers, clock }, { plan, contents }) => {
    const { connection, read } = plans.open(plan);
    const file = transfers.stagingPath();
    try {
      copyInto(connection, file);
      if (contents === 'figures') keepFiguresOnly(file);
    } catch (error) {
      remove(file);
      throw error;
    }
    const fileName = fileNameOf(readCard(read).name, contents, clock.today());
    return { ...transfers.offer(file), fileName };
  },

  'library.receive': (library, { upload }) => {
    const file = library.transfers.finish(upload);
    try {
      return receive(library, file);
    } finally {
      if (existsSync(file)) remove(file);
    }
  },

  'library.restoreCopy': (library, { plan, upload }) => {
    checkHere(library, plan);
    const file = library.transfers.finish(upload);
    try {
      restore(library, plan, file, 'library.restoreCopy', 'Restored this plan from a copy');
    } finally {
      remove(file);
    }
    return null;
  },

  'download.read': ({ transfers }, { download, index }) => transfers.read(download, index),
  'upload.begin': ({ transfers }, { bytes }) => ({ upload: transfers.begin(bytes) }),
  'upload.write': ({ transfers }, { upload, index, bytes }) => {
    transfers.write(upload, index, bytes);
    return null;
  },

  'preferences.read': ({ preferences }) => preferences.read(),
  'preferences.change': ({ preferences }, changes) => preferences.change(changes),
};
