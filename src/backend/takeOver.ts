/**
 * Taking over editing: a copy becomes a plan of one's own, and its new rows get numbers that no
 * other copy gives, so that two copies can be merged one day without renumbering.
 */
import { randomInt } from 'node:crypto';
import type { PlanKind } from '../contract/library.ts';
import type { WriteDb } from './db.ts';
import { Refusal } from './faults.ts';
import { quoted, recordMilestone, type EntryWords } from './journal.ts';
import type { OpenPlan } from './open.ts';

/** How many numbers a block has. Block 0 is of whoever started the plan. */
export const BLOCK = 2 ** 40;
/** The last block whose numbers JavaScript can count exactly: they stay below 2^53. */
const LAST_BLOCK = 2 ** 13 - 1;
/** A block is drawn from this part of those that are left. */
const DRAWN_FROM = 16;

function autoincrementTables(db: WriteDb): string[] {
  return db
    .all<{ name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'`,
    )
    .map(({ name }) => name);
}

/** The highest block that a row or a record of blocks is in. */
function highestBlock(db: WriteDb, tables: readonly string[]): number {
  const used = tables.map(
    (table) => db.get<{ id: number }>(`SELECT ifnull(max(id), 0) AS id FROM ${quoted(table)}`)!.id,
  );
  const recorded = db.get<{ id: number }>('SELECT ifnull(max(id), 0) AS id FROM id_block')!.id;
  return Math.max(recorded, ...used.map((id) => Math.floor(id / BLOCK)));
}

/**
 * Draws a block above every block used so far: SQLite never numbers a row below one that is there.
 * Two people who take over the same copy without knowing of each other draw the same one with a
 * chance of 1 in 511 the first time. Each draw leaves 31 of 32 blocks on average, so a plan can
 * change hands about two hundred times.
 */
function drawBlock(highest: number): number {
  const left = LAST_BLOCK - highest;
  if (left < 1) {
    throw new Refusal(
      'refused',
      'This plan has changed hands too often to be taken over once more. Nothing was changed. ' +
        'Ask whoever edits it now to go on.',
    );
  }
  return highest + randomInt(1, Math.max(1, Math.floor(left / DRAWN_FROM)) + 1);
}

/** Numbers every row from now on in a block of this copy's own, in the caller's transaction. */
export function startBlock(db: WriteDb, { at, who }: Pick<EntryWords, 'at' | 'who'>): number {
  const tables = autoincrementTables(db);
  const block = drawBlock(highestBlock(db, tables));
  db.run('INSERT INTO id_block (id, taken_at, taken_by) VALUES (?, ?, ?)', block, at, who);
  for (const table of tables) {
    db.run('DELETE FROM sqlite_sequence WHERE name = ?', table);
    db.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', table, block * BLOCK);
  }
  return block;
}

/** Makes an open copy a plan of this computer's own, and says so in its history. */
export function takeOver(
  { connection, write }: OpenPlan,
  kind: PlanKind,
  entry: Omit<EntryWords, 'kind' | 'reverses'>,
  change: () => void = () => {},
): void {
  recordMilestone(connection, entry, () => {
    write.run('UPDATE plan SET kind = ?', kind);
    startBlock(write, entry);
    change();
  });
}
