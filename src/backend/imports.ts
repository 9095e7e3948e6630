/**
 * Rows of files on their way in, held in memory until they are applied or dropped: never on disk,
 * so there is nothing to erase but this. TEMP tables would be in memory too (temp_store), and
 * comparing rows with the plan is the domain's rule, not SQL's.
 */
import { randomUUID } from 'node:crypto';
import { MOST_ROWS } from '../domain/importing/cells.ts';
import type { ImportKind } from '../domain/importing/fields.ts';
import type { Merge, MergeRow } from '../domain/merging/types.ts';
import type { Clock } from './clock.ts';
import { Refusal } from './faults.ts';

/** An import nobody has touched for this long is dropped. */
export const IMPORT_EXPIRES_AFTER_MS = 2 * 60 * 60 * 1000;
/** More at once than this, and the oldest is dropped. */
export const MOST_IMPORTS = 2;

/** A file's rows, and what they would do to the plan. */
export interface StagedImport {
  id: string;
  plan: string;
  kind: ImportKind;
  fileName: string;
  rows: MergeRow[];
  /** The last comparison, and what it was made of: the plan's revision and the choices. */
  merge: { of: string; merge: Merge } | null;
}

export interface Imports {
  begin(about: Pick<StagedImport, 'plan' | 'kind' | 'fileName'>): string;
  /** Adds a chunk; answers how many rows there are now. */
  add(id: string, index: number, rows: readonly MergeRow[]): number;
  /** @throws Refusal 'not-found' where there is no such import of the plan. */
  get(id: string, plan: string): StagedImport;
  drop(id: string): void;
  /** Takes a person's rows out of everything staged. */
  forget(is: (row: MergeRow) => boolean): void;
  clear(): void;
}

/** Which kinds of row a file of each kind may have: a statutory return lists both. */
const KINDS_IN: Record<ImportKind, readonly MergeRow['kind'][]> = {
  establishment: ['establishment'],
  people: ['people', 'agency'],
  movements: ['movements'],
  agency: ['agency'],
  cohort: ['cohort'],
};

interface Held extends StagedImport {
  chunks: number;
  touched: number;
}

export function openImports(clock: Clock): Imports {
  const imports = new Map<string, Held>();
  const now = () => Date.parse(clock.instant());

  function dropExpired(): void {
    const oldest = now() - IMPORT_EXPIRES_AFTER_MS;
    for (const [id, { touched }] of imports) if (touched < oldest) imports.delete(id);
  }

  function find(id: string): Held {
    dropExpired();
    const found = imports.get(id);
    if (!found) {
      throw new Refusal('not-found', 'This import is no longer there. Choose the file again.');
    }
    found.touched = now();
    return found;
  }

  return {
    begin(about) {
      dropExpired();
      const [oldest] = imports.keys();
      if (imports.size >= MOST_IMPORTS && oldest !== undefined) imports.delete(oldest);
      const id = randomUUID();
      imports.set(id, { ...about, id, rows: [], merge: null, chunks: 0, touched: now() });
      return id;
    },

    add(id, index, rows) {
      const held = find(id);
      if (index !== held.chunks) {
        throw new Refusal('bad-input', 'This part of the file is out of order.', 'index');
      }
      const strange = rows.findIndex(({ kind }) => !KINDS_IN[held.kind].includes(kind));
      if (strange >= 0) {
        throw new Refusal('bad-input', 'This row is of another kind of file.', `rows.${strange}`);
      }
      if (held.rows.length + rows.length > MOST_ROWS) {
        throw new Refusal(
          'too-large',
          'The file has more than 100,000 rows. Split it and import the parts one after the other.',
        );
      }
      for (const row of rows) held.rows.push(row);
      held.chunks += 1;
      held.merge = null;
      return held.rows.length;
    },

    get(id, plan) {
      const held = find(id);
      if (held.plan === plan) return held;
      throw new Refusal('not-found', 'This import is of another plan. Choose the file again.');
    },

    drop: (id) => {
      imports.delete(id);
    },

    forget(is) {
      for (const held of imports.values()) {
        held.rows = held.rows.filter((row) => !is(row));
        held.merge = null;
      }
    },

    clear: () => {
      imports.clear();
    },
  };
}
