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

/** Puts the rows together by person and spell. */
export function peopleIn(context: MergeContext, rows: readonly ListRow[]): Person[] {
  const people = new Map<number | string, Person>();
  for (const row of rows) {
    const worker = context.people.find(row.ref, row.sweNumber);
    const key = worker?.id ?? refKey(row.ref);
    let person = people.get(key);
    if (!person) people.set(key, (person = { worker, spells: new Map() }));
    const basis = basisOf(row);
    const { from, to } = row;
    const placed = { row, placement: null, why: null };
    const spell = person.spells.get(`${from} ${basis}`);
    if (spell) {
      spell.rows.push(placed);
      if (spell.to !== null) spell.to = to === null || to > spell.to ? to : spell.to;
    } else person.spells.set(`${from} ${basis}`, { basis, from, to, rows: [placed] });
  }
  return [...people.values()];
}

const overlaps = (a: { from: IsoDate; to: IsoDate | null }, b: typeof a) =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);

/** Finds each spell's engagement: by first day, then by the days they share. */
export function matchSpells(
  draft: PersonDraft,
  spells: readonly Spell[],
  keepPlaces: boolean,
): Map<Spell, Engagement> {
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
  const sameContract = (one: Engagement, spell: Spell) =>
    keepPlaces ? kindOf(one.basis) === kindOf(spell.basis) : one.basis === spell.basis;
  match((one, spell) => sameContract(one, spell) && overlaps(one, spell));
  return matches;
}
