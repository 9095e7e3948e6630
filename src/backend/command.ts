/** One command: one IMMEDIATE transaction holding the change and its journal entry, or nothing. */
import type { Db, WriteDb } from './db.ts';
import { Refusal } from './faults.ts';
import type { About, Done, Words } from './handlers/types.ts';
import { recordEntry, revisionOf, tablesChangedSince, type EntryWords } from './journal.ts';
import type { OpenPlan } from './open.ts';
import { oweScrub } from './scrub.ts';

/** What a command did. */
export interface CommandResult<Value> {
  value: Value;
  /** The tables it changed, from its journal images. */
  changed: string[];
  revision: number;
  /** What is left to do now that it is on disk. */
  afterwards: Done<Value>['afterwards'];
}

/** Rolls a transaction back without being a failure. */
class Discarded extends Error {}

/** Refuses to change a copy somebody sent. */
export function checkMayChange(db: Db): void {
  const kind = db.get<{ kind: string }>('SELECT kind FROM plan')?.kind;
  if (kind !== 'received') return;
  throw new Refusal(
    'read-only',
    'This is a copy somebody sent, so it can only be read. To change it, take over editing in ' +
      'the list of plans.',
  );
}

/**
 * Runs a command on an open plan.
 *
 * @param expected - the revision its page last saw, or null when no page is concerned.
 * @throws Refusal 'behind' when the plan has moved on, 'read-only' for a received copy, and
 * whatever the change throws; nothing is changed then.
 */
export function runCommand<Value>(
  plan: OpenPlan,
  call: string,
  about: Pick<About, 'instant' | 'who'>,
  expected: number | null,
  change: (db: WriteDb) => Done<Value>,
): CommandResult<Value> {
  const { connection, write } = plan;
  const before = revisionOf(connection);
  const entryFor = ({ words, kind = 'change', reverses = null }: Words): EntryWords => ({
    at: about.instant,
    who: about.who,
    call,
    words,
    kind,
    reverses,
  });
  let done: Done<Value> | undefined;
  const run = () => {
    checkMayChange(write);
    if (expected !== null && expected !== before) {
      throw new Refusal(
        'behind',
        'This plan has changed since this page was loaded. The page has been refreshed; check ' +
          'and try again.',
      );
    }
    recordEntry(connection, () => {
      done = change(write);
      return { ...entryFor(done), final: done.final !== undefined };
    });
    // Before it is committed, so that the mark is there whenever the process stops.
    if (done?.final) oweScrub(plan.file);
    for (const step of done?.then ?? []) recordEntry(connection, () => entryFor(step()));
    if (done?.discard) throw new Discarded();
  };
  try {
    connection.transaction(run).immediate();
  } catch (error) {
    if (!(error instanceof Discarded)) throw error;
  }
  // The compiler does not see that the transaction has set it, or thrown.
  const { value, final, afterwards } = done as unknown as Done<Value>;
  return {
    value,
    changed: [...tablesChangedSince(connection, before), ...(final?.changed ?? [])],
    revision: revisionOf(connection),
    afterwards,
  };
}
