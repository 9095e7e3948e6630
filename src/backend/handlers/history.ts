/** The journal as people read it, undo and redo. */
import type { historyCalls, JournalEntry, PlanStanding, Step } from '../../contract/history.ts';
import type { PlanKind } from '../../contract/library.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import {
  ENTRIES,
  entryById,
  nextRedo,
  nextUndo,
  originalOf,
  reverseEntry,
  whyNotReversed,
  whyNotUndone,
  type EntryRow,
} from '../undo.ts';
import type { Done, Handlers, Words } from './types.ts';

function stepOf(db: Db, entry: EntryRow | null): Step | null {
  if (!entry || whyNotReversed(db, entry) !== null) return null;
  return { entry: entry.id, words: originalOf(db, entry).words };
}

/** Where a plan stands. */
export function standingOf(db: Db, plan: string): PlanStanding {
  const { name, kind, revision } = db.get<{ name: string; kind: PlanKind; revision: number }>(
    `SELECT name, kind, (SELECT ifnull(max(id), 0) FROM journal_entry) AS revision FROM plan`,
  )!;
  return {
    plan,
    name,
    kind,
    revision,
    undo: stepOf(db, nextUndo(db)),
    redo: stepOf(db, nextRedo(db)),
  };
}

/** Reverses an entry: a change is undone, an undo is redone. */
function reverse(db: WriteDb, entry: EntryRow): Words {
  reverseEntry(db, entry);
  const words = originalOf(db, entry).words;
  return entry.kind === 'change'
    ? { words: `Undid: ${words}`, kind: 'undo', reverses: entry.id }
    : { words: `Redid: ${words}`, kind: 'redo', reverses: entry.id };
}

function reversed(db: WriteDb, entry: EntryRow | null, nothing: string): Done<Step> {
  if (!entry) throw new Refusal('refused', nothing);
  const step = { entry: entry.id, words: originalOf(db, entry).words };
  return { value: step, ...reverse(db, entry) };
}

/**
 * The entries whose reversal, in this order, takes the plan back to how it stood at the close of
 * `entry`: changes since that are in force; undos since, in force, of changes up to it; and
 * changes up to it that were undone then and redone since.
 */
function stepsBackTo(db: Db, entry: number): number[] {
  const later = db.all<EntryRow>(`${ENTRIES} WHERE entry.id > ? ORDER BY entry.id DESC`, entry);
  const steps = later.flatMap((row) => {
    if (row.kind === 'change') return row.live && row.has_images ? [row.id] : [];
    if (row.kind === 'undo') return row.live && row.reverses! <= entry ? [row.id] : [];
    if (row.reverses! > entry) return [];
    const original = originalOf(db, row);
    return original.live ? [original.id] : [];
  });
  return [...new Set(steps)];
}

export const historyHandlers: Handlers<typeof historyCalls> = {
  'history.standing': (db, _input, { plan }) => standingOf(db, plan),

  'history.list': (db, { before, limit }) => {
    const rows = db.all<EntryRow>(
      `${ENTRIES} WHERE entry.id < ? ORDER BY entry.id DESC LIMIT ?`,
      before ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
    );
    const entries = rows.slice(0, limit).map((row): JournalEntry => ({
      entry: row.id,
      at: row.at,
      who: row.who,
      words: row.words,
      kind: row.kind,
      reverses: row.reverses,
      changesRows: row.has_images === 1,
      undone: row.live === 0,
      whyNot: whyNotUndone(db, row),
    }));
    return { entries, more: rows.length > limit };
  },

  'history.undo': (db, { entry: id }) => {
    const entry = id === undefined ? nextUndo(db) : entryById(db, id);
    const why = entry && id !== undefined ? whyNotUndone(db, entry) : null;
    if (why !== null) throw new Refusal('refused', `This cannot be undone. ${why}`, 'entry');
    return reversed(db, entry, 'There is nothing to undo.');
  },

  'history.redo': (db) => reversed(db, nextRedo(db), 'There is nothing to redo.'),

  'history.undoTo': (db, { entry }) => {
    if (entry > 0) entryById(db, entry);
    const steps = stepsBackTo(db, entry);
    return {
      value: { undone: steps.length },
      words: '',
      then: steps.map((step) => () => reverse(db, entryById(db, step))),
    };
  },
};
