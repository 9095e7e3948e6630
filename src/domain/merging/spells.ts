/** A list's rows put together by person and spell, and each spell's engagement in the plan. */
import type { IsoDate } from '../calendar.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Engagement, EngagementBasis, Worker } from '../records/types.ts';
import type { MergeContext } from './context.ts';
import { refKey, type PersonDraft } from './draft.ts';
import type { PlacedRow } from './places.ts';
import type { AgencyWorkerRow, PersonRow } from './types.ts';

/** A row of a list of people. */
export type ListRow = PersonRow | AgencyWorkerRow;

/** Rows of one person with one first day and contract: one post, or two at once. */
export interface Spell {
  basis: EngagementBasis;
  from: IsoDate;
  /** The last day; null while any of the posts goes on. */
  to: IsoDate | null;
  rows: PlacedRow<ListRow>[];
}

export interface Person {
  worker: Worker | null;
  spells: Map<string, Spell>;
}

export const basisOf = (row: ListRow): EngagementBasis =>
  row.kind === 'agency' ? 'agency' : row.basis;

const kindOf = (basis: EngagementBasis) => (isEmployed(basis) ? 'employed' : basis);

/** The rows of one reference. */
interface Referred {
  ref: string;
  rows: ListRow[];
  /** The registration numbers they give: one, where nothing is amiss. */
  numbers: Set<string>;
}

function byReference(rows: readonly ListRow[]): Map<string, Referred> {
  const references = new Map<string, Referred>();
  for (const row of rows) {
    const key = refKey(row.ref);
    let of = references.get(key);
    if (!of) references.set(key, (of = { ref: row.ref, rows: [], numbers: new Set() }));
    of.rows.push(row);
    if (row.sweNumber !== null) of.numbers.add(refKey(row.sweNumber));
  }
  return references;
}

/**
 * The registration numbers that may tell who somebody is: given to one name only, and to no
 * reference that has another as well.
 */
function tellingNumbers(references: Iterable<Referred>): Set<string> {
  const names = new Map<string, Set<string>>();
  const doubtful = new Set<string>();
  for (const { rows, numbers } of references) {
    if (numbers.size > 1) for (const number of numbers) doubtful.add(number);
    for (const { sweNumber, name } of rows) {
      if (sweNumber === null) continue;
      const of = names.get(refKey(sweNumber)) ?? new Set();
      names.set(refKey(sweNumber), name === null ? of : of.add(refKey(name)));
    }
  }
  const telling = [...names].filter(([number, of]) => of.size <= 1 && !doubtful.has(number));
  return new Set(telling.map(([number]) => number));
}

/**
 * The workers who have each registration number, as the plan will be: those of the plan whose
 * own rows give them no other, and those whose rows give them this one.
 */
function workersByNumber(
  context: MergeContext,
  references: ReadonlyMap<string, Referred>,
): Map<string, Worker[]> {
  const workers = new Map<string, Worker[]>();
  for (const worker of context.records.workers) {
    const [said] = references.get(refKey(worker.ref))?.numbers ?? [];
    const number = said ?? (worker.sweNumber === null ? null : refKey(worker.sweNumber));
    if (number !== null) workers.set(number, [...(workers.get(number) ?? []), worker]);
  }
  return workers;
}

/**
 * Puts the rows together by person and spell. Somebody whose reference is new is known by the
 * registration number, in the plan or under another reference of the file: agency bookings have
 * a reference each.
 */
export function peopleIn(context: MergeContext, rows: readonly ListRow[]): Person[] {
  const people = new Map<number | string, Person>();
  const byNumber = new Map<string, Person>();
  const references = byReference(rows);
  const telling = tellingNumbers(references.values());
  const numbered = workersByNumber(context, references);
  for (const [key, { ref, numbers, rows: of }] of references) {
    const shared = [...numbers].find((number) => telling.has(number)) ?? null;
    const holders = shared === null ? [] : (numbered.get(shared) ?? []);
    // A number that two people have tells neither from the other.
    const worker = context.people.find(ref) ?? (holders.length === 1 ? holders[0]! : null);
    const person =
      (worker ? people.get(worker.id) : shared === null ? undefined : byNumber.get(shared)) ??
      newPerson(worker);
    people.set(worker?.id ?? key, person);
    if (shared !== null && !byNumber.has(shared)) byNumber.set(shared, person);
    for (const row of of) addTo(person, row);
  }
  return [...new Set(people.values())];
}

function newPerson(worker: Worker | null): Person {
  return { worker, spells: new Map() };
}

function addTo({ spells }: Person, row: ListRow): void {
  const basis = basisOf(row);
  const { from, to } = row;
  const placed = { row, placement: null, why: null };
  const spell = spells.get(`${from} ${basis}`);
  if (!spell) {
    spells.set(`${from} ${basis}`, { basis, from, to, rows: [placed] });
    return;
  }
  spell.rows.push(placed);
  if (spell.to !== null) spell.to = to === null || to > spell.to ? to : spell.to;
}

const overlaps = (a: { from: IsoDate; to: IsoDate | null }, b: typeof a) =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);

/** Finds each spell's engagement: by first day, then by the days they share. */
export function matchSpells(draft: PersonDraft, spells: readonly Spell[]): Map<Spell, Engagement> {
  const matches = new Map<Spell, Engagement>();
  const taken = new Set<Engagement>();
  const match = (fits: (engagement: Engagement, spell: Spell) => boolean) => {
    for (const spell of spells) {
      if (matches.has(spell)) continue;
      const found = draft.engagements.find((one) => !taken.has(one) && fits(one, spell));
      if (!found) continue;
      matches.set(spell, found);
      taken.add(found);
    }
  };
  match((one, spell) => one.from === spell.from && one.basis === spell.basis);
  match((one, spell) => one.from === spell.from && kindOf(one.basis) === kindOf(spell.basis));
  match((one, spell) => one.basis === spell.basis && overlaps(one, spell));
  return matches;
}
