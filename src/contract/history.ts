/** The journal: who changed what and when, undo and redo. */
import { z } from 'zod';
import { planCommand, planQuery } from './call.ts';
import { rowId } from './fields.ts';
import type { PlanKind } from './library.ts';

/** An entry that undo or redo would act on next. */
export interface Step {
  entry: number;
  words: string;
}

/** Where a plan stands: its revision, and what undo and redo would do. */
export interface PlanStanding {
  plan: string;
  name: string;
  kind: PlanKind;
  revision: number;
  undo: Step | null;
  redo: Step | null;
}

export interface JournalEntry {
  entry: number;
  /** ISO date and time, UTC. */
  at: string;
  who: string;
  words: string;
  kind: 'change' | 'undo' | 'redo';
  /** For undo and redo: the entry they reversed. */
  reverses: number | null;
  /** False for a record of what happened, such as a restore: there is nothing in it to undo. */
  changesRows: boolean;
  /** An undo of this entry is in force. */
  undone: boolean;
  /** Why this entry cannot be undone, in words; null when it can. */
  whyNot: string | null;
}

export const historyCalls = {
  'history.standing': planQuery({}).answers<PlanStanding>(),
  /** The newest entries, or the ones before an entry. */
  'history.list': planQuery({
    before: rowId.nullable().default(null),
    limit: z.int().min(1).max(500).default(100),
  }).answers<{ entries: JournalEntry[]; more: boolean }>(),
  /** Undoes an entry; the latest change that is in force when none is named. */
  'history.undo': planCommand({ entry: rowId.optional() }).answers<Step>(),
  'history.redo': planCommand({}).answers<Step>(),
  /** Undoes every change after an entry, newest first, all or none. */
  'history.undoTo': planCommand({ entry: z.int().min(0) }).answers<{ undone: number }>(),
};
