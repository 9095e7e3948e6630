/** Backups: whole checked copies beside the plan, kept by a stated rotation. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Backup } from '../contract/library.ts';
import type { Connection, Db } from './db.ts';
import { Refusal } from './faults.ts';
import type { Migration } from './migrate.ts';
import { copyInto, peekInto } from './open.ts';
import { makeFolder, remove } from './storage.ts';

export const BACKUP_REASONS = [
  'daily',
  'before migration',
  'before restore',
  'before import',
  'asked for',
] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/**
 * Which backups are kept: the last `daily` daily ones; then the newest daily one of each of the
 * last `months` months that have one; and every other one for `otherDays` days, and the newest
 * `others` of them however old they are.
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
  if (!existsSync(folder)) return [];
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

/** The backups that the rotation no longer keeps. `backups` is newest first. */
export function outdated(backups: readonly Backup[], instant: string): Backup[] {
  const daily = backups.filter((backup) => backup.reason === 'daily');
  const others = backups.filter((backup) => backup.reason !== 'daily');
  const months = new Map<string, Backup>();
  for (const backup of daily) {
    const month = backup.takenAt.slice(0, 7);
    if (!months.has(month)) months.set(month, backup);
  }
  const oldest = new Date(Date.parse(instant) - ROTATION.otherDays * MS_PER_DAY).toISOString();
  const kept = new Set([
    ...daily.slice(0, ROTATION.daily),
    ...[...months.values()].slice(0, ROTATION.months),
    ...others.slice(0, ROTATION.others),
    ...others.filter((backup) => backup.takenAt >= oldest),
  ]);
  return backups.filter((backup) => !kept.has(backup));
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
  for (const old of outdated(all, instant)) remove(path.join(folder, old.backup));
  return all.find((known) => known.backup === backup)!;
}

function mayHold(db: Db, worker: { id: number; ref: string }): boolean {
  if (!db.get(`SELECT 1 FROM sqlite_schema WHERE name = 'worker'`)) return false;
  return (
    db.get(
      `SELECT 1 FROM worker WHERE id = :id OR ref = :ref
       UNION ALL SELECT 1 FROM journal_image WHERE table_name = 'worker' AND row_id = :id LIMIT 1`,
      { id: worker.id, ref: worker.ref },
    ) !== undefined
  );
}

/** The backups that may hold a person, newest first; one that cannot be read may. */
export function backupsHolding(
  folder: string,
  migrations: readonly Migration[],
  worker: { id: number; ref: string },
): Backup[] {
  return listBackups(folder).filter(({ backup }) => {
    try {
      return peekInto(path.join(folder, backup), migrations, (db) => mayHold(db, worker));
    } catch {
      return true;
    }
  });
}

/** Takes the day's backup unless there is one. */
export function takeDailyBackup(connection: Connection, folder: string, instant: string): void {
  const today = instant.slice(0, 10);
  const taken = listBackups(folder).some(
    (backup) => backup.reason === 'daily' && backup.takenAt.startsWith(today),
  );
  if (!taken) takeBackup(connection, folder, 'daily', instant);
}
