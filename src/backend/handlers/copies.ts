/** Backups, copies sent and received, and the files they cross in. */
import { copyFileSync } from 'node:fs';
import { dateInWords } from '../../domain/calendar.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { CopySent, Download, libraryCalls } from '../../contract/library.ts';
import { backupFile, listBackups, takeBackup } from '../backups.ts';
import { forgetSent, recordSent } from '../copiesSent.ts';
import { encryptFile, newKey } from '../encryption.ts';
import { Refusal } from '../faults.ts';
import { takeUpload } from '../incoming.ts';
import { recordMilestone } from '../journal.ts';
import { deleteLeftover } from '../leftovers.ts';
import type { LibraryContext } from '../library.ts';
import { identityOf } from '../lineage.ts';
import { copyInto, type OpenPlan } from '../open.ts';
import { keepFiguresOnly } from '../people.ts';
import { receive } from '../receiving.ts';
import { restore } from '../replacing.ts';
import { fsyncFile, remove, safeFileName } from '../storage.ts';
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

function fileNameOf(name: string, contents: 'whole' | 'figures', today: string): string {
  return `${safeFileName(name)}${contents === 'figures' ? ' figures' : ''} ${today}.tenure`;
}

/** Makes the file of a copy at a path where nothing is yet. */
function makeCopy(
  { transfers }: LibraryContext,
  { connection }: OpenPlan,
  file: string,
  { contents, passphrase }: Wanted,
): void {
  const plain = passphrase === null ? file : transfers.stagingPath();
  try {
    copyInto(connection, plain);
    if (contents === 'figures') keepFiguresOnly(plain);
    if (passphrase !== null) encryptFile(plain, file, newKey(passphrase));
  } catch (error) {
    remove(file);
    throw error;
  } finally {
    if (plain !== file) remove(plain);
  }
}

type Wanted = ParsedOf<(typeof libraryCalls)['library.export']>;

/** What the history says of an export. */
function exportWords({ contents, forWhom, passphrase }: Wanted): string {
  const copy = contents === 'whole' ? 'a whole copy' : 'a copy of figures only';
  const whom = forWhom === '' ? '' : ` for ${forWhom}`;
  return `Exported ${copy}${whom}, ${passphrase === null ? 'not encrypted' : 'encrypted'}`;
}

/**
 * Makes a copy and records it first, so that a copy that is moved to another computer knows of
 * itself. What is recorded of one that could not be made is taken back.
 */
function makeRecordedCopy(
  library: LibraryContext,
  plan: OpenPlan,
  file: string,
  copy: {
    wanted: Wanted;
    sent: CopySent;
  },
): void {
  const { wanted, sent } = copy;
  const entry = { at: sent.at, who: sent.who, call: 'library.export' };
  const record = (words: string, change: () => void) =>
    recordMilestone(plan.connection, { ...entry, words }, change);
  record(exportWords(wanted), () => recordSent(plan.write, sent));
  try {
    makeCopy(library, plan, file, wanted);
  } catch (error) {
    record('That copy could not be made, so nothing was exported', () =>
      forgetSent(plan.write, sent),
    );
    throw error;
  }
}

/** Prepares a copy. A figures-only one of a copy somebody sent is recorded nowhere: it is nobody's. */
function exportCopy(library: LibraryContext, wanted: Wanted): Download {
  const { plans, transfers, clock, preferences } = library;
  const plan = plans.open(wanted.plan);
  const { name, kind } = identityOf(plan.read);
  const { contents, forWhom, passphrase } = wanted;
  const fileName = fileNameOf(name, contents, clock.today());
  const file = transfers.stagingPath();
  if (kind !== 'received') {
    const sent: CopySent = {
      ...{ at: clock.instant(), who: preferences.read().name, forWhom, contents, fileName },
      encrypted: passphrase !== null,
    };
    makeRecordedCopy(library, plan, file, { wanted, sent });
  } else if (contents === 'figures') {
    makeCopy(library, plan, file, wanted);
  } else {
    throw new Refusal(
      'refused',
      'A whole copy holds people, so the plan’s history has to say who has one, and this is a ' +
        'read-only copy whose history cannot be added to. Ask whoever sent it to export one, or ' +
        'take over editing first. A copy of the figures alone can be exported.',
    );
  }
  return { ...transfers.offer(file), fileName };
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
      const call = 'library.restoreBackup';
      restore(library, plan, { file: staged, call, words, fromOutside: false });
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

  'library.export': exportCopy,

  'library.receive': (library, { upload, passphrase, onto }) => {
    const file = takeUpload(library, upload, passphrase);
    try {
      return receive(library, file, onto);
    } finally {
      remove(file);
    }
  },

  'library.restoreCopy': (library, { plan, upload, passphrase }) => {
    checkHere(library, plan);
    const file = takeUpload(library, upload, passphrase);
    try {
      const words = 'Restored this plan from a copy';
      restore(library, plan, { file, call: 'library.restoreCopy', words, fromOutside: true });
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
