/** What a handler is given and what it gives back, read off the contract. */
import type { IsoDate } from '../../domain/calendar.ts';
import type { OutputOf, ParsedOf } from '../../contract/call.ts';
import type { Db, WriteDb } from '../db.ts';
import type { EntryKind } from '../journal.ts';
import type { Imports } from '../imports.ts';
import type { LibraryContext } from '../library.ts';
import type { OpenPlan } from '../open.ts';
import type { PublishedRows } from '../published.ts';

/** What a plan handler may know besides its input. */
export interface About {
  plan: string;
  who: string;
  /** ISO date and time in UTC. */
  instant: string;
  today: IsoDate;
  /** DfE's figures that come with Tenure. */
  published: () => PublishedRows;
  /** Files on their way in. */
  imports: Imports;
}

/** What the journal says of a change. */
export interface Words {
  words: string;
  kind?: EntryKind;
  reverses?: number | null;
}

/** What a command's handler gives back. The entry is written only when a row changed. */
export interface Done<Value> extends Words {
  value: Value;
  /** Take everything back: the caller only wanted to know what would happen. */
  discard?: boolean;
  /**
   * Made without row images, so that nothing brings it back: its entry is kept all the same, and
   * these are the tables it changed.
   */
  final?: { changed: readonly string[] };
  /** What can only be done once the change is on disk. Its answer is the call's value. */
  afterwards?: (plan: OpenPlan, library: LibraryContext) => Value;
  /** Further changes, each with an entry of its own, in the same transaction. */
  then?: readonly (() => Words)[];
}

type HandlerOf<C> = C extends { readonly over: 'library' }
  ? (library: LibraryContext, input: ParsedOf<C>) => OutputOf<C>
  : C extends { readonly writes: true }
    ? (db: WriteDb, input: ParsedOf<C>, about: About) => Done<OutputOf<C>>
    : (db: Db, input: ParsedOf<C>, about: About) => OutputOf<C>;

/** A handler for every call of an area: none missing, none besides. */
export type Handlers<Table> = { readonly [Name in keyof Table]: HandlerOf<Table[Name]> };
