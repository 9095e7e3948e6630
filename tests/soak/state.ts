/** A data folder as a person would find it: which plans are where, and what each holds. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../../src/backend/db.ts';
import { connectionTo } from './connections.ts';
import { digestOf, digestOfFile } from './digest.ts';

/** Where a plan can be, and the folder's name. A received copy can be in both at once. */
const PLACES = ['plans', 'bin'] as const;
type Place = (typeof PLACES)[number];

export interface PlanState {
  place: Place;
  plan: string;
  /** Of every row of its file; null where the file cannot be read from outside. */
  digest: string | null;
  /** The number of its last entry; null where it was not read through its own connection. */
  revision: number | null;
  backups: string[];
}

export interface FolderState {
  /** By place and id: `plans/3f0c…`, as the folder lies in the data folder. */
  plans: Record<string, PlanState>;
  preferences: unknown;
}

const ofConnections = new WeakMap<Connection, { changes: number; digest: string }>();
const ofFiles = new Map<string, { as: string; digest: string | null }>();

function digestThrough(connection: Connection): string {
  const { changes } = connection
    .prepare<[], { changes: number }>('SELECT total_changes() AS changes')
    .get()!;
  const known = ofConnections.get(connection);
  if (known?.changes === changes) return known.digest;
  const digest = digestOf(connection);
  ofConnections.set(connection, { changes, digest });
  return digest;
}

/** The digest of a closed file, null where it is no whole database; read again once it changes. */
export function digestOfClosed(file: string): string | null {
  const as = [file, `${file}-wal`]
    .map((one) => statSync(one, { throwIfNoEntry: false }))
    .map((stat) => (stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : 'none'))
    .join();
  const known = ofFiles.get(file);
  if (known?.as === as) return known.digest;
  let digest: string | null = null;
  try {
    digest = digestOfFile(file);
  } catch {
    // Said by whoever opens it.
  }
  ofFiles.set(file, { as, digest });
  return digest;
}

export function lastEntryOf(connection: Connection): number {
  return connection
    .prepare<[], { n: number }>('SELECT ifnull(max(id), 0) AS n FROM journal_entry')
    .get()!.n;
}

function planState(place: Place, plan: string, folder: string): PlanState {
  const file = path.join(folder, 'plan.tenure');
  const backupsFolder = path.join(folder, 'backups');
  const backups = existsSync(backupsFolder)
    ? readdirSync(backupsFolder).filter((name) => name.endsWith('.tenure'))
    : [];
  const connection = connectionTo(file);
  if (connection) {
    const digest = digestThrough(connection);
    return { place, plan, digest, revision: lastEntryOf(connection), backups };
  }
  const digest = existsSync(file) ? digestOfClosed(file) : null;
  return { place, plan, digest, revision: null, backups };
}

export function folderState(folder: string): FolderState {
  const plans: FolderState['plans'] = {};
  for (const place of PLACES) {
    for (const plan of readdirSync(path.join(folder, place))) {
      plans[`${place}/${plan}`] = planState(place, plan, path.join(folder, place, plan));
    }
  }
  const file = path.join(folder, 'preferences.json');
  const preferences: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  return { plans, preferences };
}
