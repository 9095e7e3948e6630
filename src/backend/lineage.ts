/**
 * The lineage of a plan: each journal entry's hash covers the entry and the hash before it, so
 * two copies of a plan agree up to the entry they parted after, and never again.
 */
import { createHash } from 'node:crypto';
import type { PlanKind, SideEntry } from '../contract/library.ts';
import type { Connection, Db } from './db.ts';

/** An entry without its hash, as the hash covers it. */
export interface LinkedEntry {
  id: number;
  at: string;
  who: string;
  call: string;
  words: string;
  kind: string;
  reverses: number | null;
  schema_version: number;
}

/** Text as SQLite stores it: half of a surrogate pair cannot be written as UTF-8. */
function stored(value: string | number | null): string | number | null {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/**
 * The SHA-256 of an entry and of the hash before it, as 64 hexadecimal digits. Row images are not
 * covered, because erasing a person blanks them.
 *
 * @param previous - the hash of the entry before, or the plan's origin for the first.
 */
export function entryHash(previous: string, entry: LinkedEntry): string {
  const { id, at, who, call, words, kind, reverses, schema_version: version } = entry;
  const fields = [previous, id, at, who, call, words, kind, reverses, version].map(stored);
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Gives a connection the SQL function `entry_hash`, by which old files get their hashes. */
export function defineEntryHash(connection: Connection): void {
  connection.function(
    'entry_hash',
    { deterministic: true, directOnly: true },
    (
      previous: string | null,
      id: number,
      at: string,
      who: string,
      call: string,
      words: string,
      kind: string,
      reverses: number | null,
      version: number,
    ) =>
      entryHash(previous ?? '', {
        ...{ id, at, who, call, words, kind, reverses },
        schema_version: version,
      }),
  );
}

/** What the next entry's hash covers besides the entry: the last hash, or the plan's origin. */
export function lastHash(connection: Connection): string {
  return connection
    .prepare<[], { hash: string }>(
      `SELECT coalesce((SELECT hash FROM journal_entry ORDER BY id DESC LIMIT 1),
                       (SELECT origin FROM plan), '') AS hash`,
    )
    .get()!.hash;
}

/** Whether every entry's hash follows from the one before. */
export function isLinked(db: Db): boolean {
  let previous = db.get<{ origin: string }>('SELECT origin FROM plan')?.origin ?? '';
  const entries = db.all<LinkedEntry & { hash: string }>(
    `SELECT id, at, who, call, words, kind, reverses, schema_version, hash
       FROM journal_entry ORDER BY id`,
  );
  return entries.every((entry) => {
    const follows = entryHash(previous, entry) === entry.hash;
    previous = entry.hash;
    return follows;
  });
}

/** How another copy of a plan stands to the one here. */
export interface Comparison {
  /**
   * `newer` when the other one goes on from where this one is, `older` when this one does, and
   * `diverged` when each holds what the other does not.
   */
  relation: 'same' | 'newer' | 'older' | 'diverged';
  /** How many entries both have. */
  common: number;
  /** What the one here holds since, newest first. */
  here: SideEntry[];
  /** What the other one holds since, newest first. */
  there: SideEntry[];
}

/** An export is in the history, and changes nothing: it does not part two copies. */
const NO_CHANGE = 'library.export';

function entriesAfter(db: Db, entry: number): SideEntry[] {
  return db.all<SideEntry>(
    `SELECT at, who, words FROM journal_entry WHERE id > ? AND call <> ? ORDER BY id DESC`,
    entry,
    NO_CHANGE,
  );
}

function linksOf(db: Db): { id: number; hash: string }[] {
  return db.all('SELECT id, hash FROM journal_entry ORDER BY id');
}

function relationOf(here: readonly unknown[], there: readonly unknown[]): Comparison['relation'] {
  if (there.length > 0) return here.length > 0 ? 'diverged' : 'newer';
  return here.length > 0 ? 'older' : 'same';
}

/** Compares two copies of one plan by their lineage. */
export function compareCopies(here: Db, there: Db): Comparison {
  const [mine, theirs] = [linksOf(here), linksOf(there)];
  let common = 0;
  while (common < mine.length && mine[common]!.hash === theirs[common]?.hash) common += 1;
  const parted = mine[common - 1]?.id ?? 0;
  const sides = { here: entriesAfter(here, parted), there: entriesAfter(there, parted) };
  return { relation: relationOf(sides.here, sides.there), common, ...sides };
}

/** What a plan's file says of the plan as one of several copies. */
export interface Identity {
  uid: string;
  name: string;
  kind: PlanKind;
  holds: 'whole' | 'figures';
}

export function identityOf(db: Db): Identity {
  return db.get<Identity>('SELECT uid, name, kind, holds FROM plan')!;
}
