/** Backups: whole checked copies beside the plan, kept by a stated rotation. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Backup } from '../contract/library.ts';
import type { Connection } from './db.ts';
import { Refusal } from './faults.ts';
import { copyInto } from './open.ts';
import { makeFolder, remove } from './storage.ts';

export const BACKUP_REASONS = [
  'daily',
  'before migration',
  'before restore',
  'before newer copy',
  'before import',
  'asked for',
] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/**
 * Which backups the rotation keeps: the last `daily` daily ones; then the newest daily one of each
 * of the last `months` months that have one; and of the others, the newest `others` and those of
 * the `otherDays` days before the newest backup. One that somebody asked for is always kept.
 */
export const ROTATION = { daily: 14, months: 12, otherDays: 30, others: 3 } as const;

const MS_PER_DAY = 86_400_000;
// 2021-11-12T09-30-00-000Z_before-import.tenure: no character that a file system refuses.
const FILE_NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z_([a-z-]+)\.tenure$/;

function fileNameFor(takenAt: string, reason: BackupReason): string {
  return `${takenAt.replaceAll(/[:.]/g, '-')}_${reason.replaceAll(' ', '-')}.tenure`;
}

function readFileName(file: string): Pick<Backup, 'takenAt' | 'reason'> | null {
  const [, date, hours, minutes, seconds, ms, slug] = FILE_NAME.exec(file) ?? [];
  const reason = BACKUP_REASONS.find((known) => known.replaceAll(' ', '-') === slug);
  if (reason === undefined) return null;
  return { takenAt: `${date}T${hours}:${minutes}:${seconds}.${ms}Z`, reason };
}

/** The backups in a folder, newest first. */
export function listBackups(folder: string): Backup[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .flatMap((file) => {
      const about = readFileName(file);
      return about
        ? [{ backup: file, ...about, bytes: statSync(path.join(folder, file)).size }]
        : [];
    })
    .sort((a, b) => b.backup.localeCompare(a.backup));
}

/** The path of a backup that is in the list, so that a name can never be a path elsewhere. */
export function backupFile(folder: string, backup: string): string {
  const found = listBackups(folder).find((known) => known.backup === backup);
  if (!found) throw new Refusal('not-found', 'That backup is no longer on this machine.');
  return path.join(folder, found.backup);
}

/** The ones the rotation keeps of some backups, newest first, if all their dates are right. */
function keptOf(backups: readonly Backup[]): Backup[] {
  const daily = backups.filter((backup) => backup.reason === 'daily');
  const others = backups.filter((backup) => backup.reason !== 'daily');
  const months = new Map<string, Backup>();
  for (const backup of daily) {
    const month = backup.takenAt.slice(0, 7);
    if (!months.has(month)) months.set(month, backup);
  }
  const newest = Date.parse(backups[0]?.takenAt ?? '');
  const recent = (backup: Backup) =>
    newest - Date.parse(backup.takenAt) <= ROTATION.otherDays * MS_PER_DAY;
  return [
    ...daily.slice(0, ROTATION.daily),
    ...[...months.values()].slice(0, ROTATION.months),
    ...others.slice(0, ROTATION.others),
    ...others.filter(recent),
  ];
}

const dayOf = (backup: Backup) => backup.takenAt.slice(0, 10);

/**
 * The backups that the rotation no longer keeps. A computer's clock may be wrong, so the rotation
 * never asks what the time is in order to count from it:
 *
 * - a backup dated after `instant` is kept, and counts for nothing: one of the two is wrong;
 * - another goes only if it would go whichever one day's backups were not there. So the backups of
 *   one start with a clock that is wrong, ahead or behind, push out none that the rotation would
 *   have kept without them; and the 30 days count at most from the newest backup but one day's.
 *
 * A clock that is wrong on several days running cannot be told from a plan that nobody opened.
 *
 * @param backups - newest first.
 * @param instant - what the clock says, ISO date and time in UTC.
 */
export function outdated(backups: readonly Backup[], instant: string): Backup[] {
  const counted = backups.filter(
    (backup) => backup.takenAt <= instant && backup.reason !== 'asked for',
  );
  const days = new Set(counted.map(dayOf));
  const kept = new Set(keptOf(counted));
  for (const day of days) {
    for (const backup of keptOf(counted.filter((one) => dayOf(one) !== day))) kept.add(backup);
  }
  return counted.filter((backup) => !kept.has(backup));
}

/** Takes a backup, then removes the ones the rotation no longer keeps. */
export function takeBackup(
  connection: Connection,
  folder: string,
  reason: BackupReason,
  instant: string,
): Backup {
  makeFolder(folder);
  let takenAt = instant;
  // Two in one millisecond would have one name.
  while (existsSync(path.join(folder, fileNameFor(takenAt, reason)))) {
    takenAt = new Date(Date.parse(takenAt) + 1).toISOString();
  }
  const backup = fileNameFor(takenAt, reason);
  copyInto(connection, path.join(folder, backup));
  const all = listBackups(folder);
  const taken = all.find((known) => known.backup === backup)!;
  for (const old of outdated(all, instant)) {
    // A clock that is behind dates a new backup among the old ones.
    if (old !== taken) remove(path.join(folder, old.backup));
  }
  return taken;
}

/** Takes the day's backup unless there is one. */
export function takeDailyBackup(connection: Connection, folder: string, instant: string): void {
  const today = instant.slice(0, 10);
  const taken = listBackups(folder).some(
    (backup) => backup.reason === 'daily' && backup.takenAt.startsWith(today),
  );
  if (!taken) takeBackup(connection, folder, 'daily', instant);
}
