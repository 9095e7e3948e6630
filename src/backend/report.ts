/** What is wrong with a file, as text to send to support: no figures, no names, no paths. */
import { closeSync, existsSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import Database from 'better-sqlite3';
import { errorCode, faultOf } from './faults.ts';
import { newestVersion, type Migration } from './migrate.ts';
import { checkHeader, checkWhole, peekInto, type OpenPlan } from './open.ts';

/** What a check found: 'yes', or the fault in words with its code. */
function outcomeOf(check: () => void): string {
  try {
    check();
    return 'yes';
  } catch (error) {
    const { code, message } = faultOf(error);
    return `no: ${message} (${errorCode(error) || code})`;
  }
}

function headerOf(file: string): string[] {
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return [
    `File format: ${header.toString('latin1', 0, 15).replaceAll(/[^ -~]/g, '?')}`,
    `Application mark: ${header.readInt32BE(68)}`,
    `Version: ${header.readInt32BE(60)}`,
  ];
}

function checksOf(file: string, migrations: readonly Migration[]): string[] {
  return [
    ...headerOf(file),
    `Is a Tenure plan: ${outcomeOf(() => checkHeader(file, migrations))}`,
    `Can be opened: ${outcomeOf(() => peekInto(file, migrations, () => undefined))}`,
    `Every page is whole: ${outcomeOf(() => {
      const connection = new Database(file, { timeout: 0, fileMustExist: true });
      try {
        checkWhole(connection);
      } finally {
        connection.close();
      }
    })}`,
  ];
}

/** What is at a plan's path: a file, or in words what there is instead. */
function whatLiesAt(file: string): Stats | string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return 'The file is not there.';
    return found.isFile() ? found : 'Something that is no file lies in its place.';
  } catch (error) {
    return `The file cannot be looked at (${errorCode(error)}).`;
  }
}

/** Describes a plan's file. `opened` is the plan where this backend has it open. */
export function reportOn(
  file: string,
  migrations: readonly Migration[],
  opened: OpenPlan | null,
): string {
  const sqlite = process.versions.sqlite ?? 'not known';
  const lines = [
    'Tenure plan report',
    `Newest version this Tenure knows: ${newestVersion(migrations)}`,
    `Node ${process.versions.node}, SQLite of Node ${sqlite}, ${process.platform} ${process.arch}`,
  ];
  const what = whatLiesAt(file);
  if (typeof what === 'string') return [...lines, what].join('\n');
  lines.push(`Size: ${what.size} bytes`);
  if (existsSync(`${file}-wal`)) lines.push(`Log: ${statSync(`${file}-wal`).size} bytes`);
  lines.push(
    ...(opened
      ? [`Open now. Every page is whole: ${outcomeOf(() => checkWhole(opened.connection))}`]
      : checksOf(file, migrations)),
  );
  return lines.join('\n');
}
