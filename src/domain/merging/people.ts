/**
 * People and agency workers of a list, merged into the plan's records.
 *
 * A person is known by their reference, else by their registration number; a spell by its first
 * day. A later first day within a spell under the same contract is a move, because many systems
 * give the start in the post; under another contract the earlier one ends the day before. What
 * differs in team, role or hours changes from the list's own date, so that history stays.
 */
import { addDays, dateInWords } from '../calendar.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Engagement } from '../records/types.ts';
import { MergeContext, within, dayWords } from './context.ts';
import { PersonDraft } from './draft.ts';
import { tellGonePeople } from './gone.ts';
import { basisOf, matchSpells, peopleIn, type ListRow, type Person, type Spell } from './spells.ts';
import { mergePlaces, placementsOf, type PlacedRow } from './places.ts';

/** Codes and dates that a file may leave out: what it does not say stays as it is. */
const KEPT_WHERE_BLANK = ['offerAcceptedOn', 'origin', 'leavingReason', 'destination'] as const;

const KEPT_WORDS: Record<(typeof KEPT_WHERE_BLANK)[number], string> = {
  offerAcceptedOn: 'The day the offer was accepted changes',
  origin: 'The origin changes',
  leavingReason: 'The reason for leaving changes',
  destination: 'The destination changes',
};

class PersonMerge {
  private readonly context: MergeContext;
  private readonly draft: PersonDraft;
  private readonly person: Person;

  constructor(context: MergeContext, person: Person) {
    this.context = context;
    this.person = person;
    const { ref, name, sweNumber } = [...person.spells.values()][0]!.rows[0]!.row;
    this.draft = new PersonDraft(
      context.people.originalOf(person.worker),
      { ref: ref.trim(), name, sweNumber },
      context.nextId,
    );
  }

  /** Merges the person's rows; answers the engagements they are about. */
  run(keptReturns: ReadonlyMap<number, string>): number[] {
    const spells = [...this.person.spells.values()].sort((a, b) => a.from.localeCompare(b.from));
    const matches = matchSpells(this.draft, spells, this.context.options.keepPlaces);
    for (const spell of spells) {
      placementsOf(this.context, spell.rows);
      const accepted = spell.rows.filter(({ why }) => why === null);
      for (const { row, why } of spell.rows) if (why !== null) this.refuse(row, why);
      if (accepted.length === 0) continue;
      const engagement = matches.get(spell);
      const what = [
        ...this.mergeWorker(accepted),
        ...this.keepReturn(accepted, keptReturns),
        ...(engagement
          ? this.mergeSpell(engagement, spell, accepted)
          : this.startSpell(spell, accepted, matches)),
      ];
      const outcome = !engagement ? 'new' : what.length > 0 ? 'changed' : 'unchanged';
      for (const placed of accepted) this.tell(outcome, placed, what);
    }
    // Somebody new whose every row is refused is not added.
    if (this.person.worker || this.draft.engagements.length > 0)
      this.draft.addTo(this.context.changes);
    return [...matches.values()].map(({ id }) => id);
  }

  private tell(
    outcome: 'new' | 'changed' | 'unchanged',
    placed: PlacedRow<ListRow>,
    what: string[],
  ) {
    const { row, placement } = placed;
    const place = placement
      ? this.context.names.placeWords(placement.team, placement.role)
      : `${row.role}, ${row.team}`;
    this.context.add(outcome, {
      row: row.row,
      id: null,
      ref: row.ref,
      name: row.name,
      place,
      what,
    });
  }

  private refuse(row: ListRow, why: string): void {
    const place = `${row.role}, ${row.team}`;
    const { ref, name } = row;
    this.context.add('refused', { row: row.row, id: null, ref, name, place, what: [why] });
  }

  private mergeWorker(rows: readonly PlacedRow<ListRow>[]): string[] {
    const what: string[] = [];
    if (!this.person.worker) return what;
    const { worker } = this.draft;
    const name = rows.find(({ row }) => row.name !== null)?.row.name ?? worker.name;
    const sweNumber =
      rows.find(({ row }) => row.sweNumber !== null)?.row.sweNumber ?? worker.sweNumber;
    if (name !== worker.name) what.push('The name changes');
    if (sweNumber !== worker.sweNumber) what.push('The registration number changes');
    this.draft.worker = { ...worker, name, sweNumber };
    return what;
  }

  private keepReturn(
    rows: readonly PlacedRow<ListRow>[],
    keptReturns: ReadonlyMap<number, string>,
  ): string[] {
    const { censusDate } = this.context.options;
    const fields = rows.find(({ row }) => row.returned !== undefined)?.row.returned;
    if (censusDate === null || fields === undefined) return [];
    const { id } = this.draft.worker;
    if (keptReturns.get(id) === JSON.stringify(fields)) return [];
    this.context.changes.returns.push({ worker: id, censusDate, fields });
    return keptReturns.has(id) ? ['The return data change'] : ['Return data are kept'];
  }

  private startSpell(
    spell: Spell,
    rows: readonly PlacedRow<ListRow>[],
    matches: ReadonlyMap<Spell, Engagement>,
  ): string[] {
    const what = [
      ...this.endContractBefore(spell, matches),
      `Starts on ${dateInWords(spell.from)}`,
      ...(spell.to === null ? [] : [`Last day ${dateInWords(spell.to)}`]),
    ];
    const codes = { offerAcceptedOn: null, origin: null, leavingReason: null, destination: null };
    const engagement = this.draft.start({
      basis: spell.basis,
      from: spell.from,
      to: spell.to,
      route: null,
      ...codes,
    });
    this.mergeCodes(engagement, rows);
    for (const { row, placement } of rows) {
      if (!placement) continue;
      const to = row.to ?? spell.to;
      this.draft.addAssignment({ ...placement, engagement: engagement.id, from: spell.from, to });
    }
    this.mergeAbsence(engagement, rows);
    return what;
  }

  /** A contract that the new one follows, and that the file no longer has, ends the day before. */
  private endContractBefore(spell: Spell, matches: ReadonlyMap<Spell, Engagement>): string[] {
    if (!isEmployed(spell.basis)) return [];
    const listed = new Set(matches.values());
    const before = this.draft.engagements.find(
      (one) =>
        // Below zero are those of this very file.
        one.id > 0 &&
        !listed.has(one) &&
        isEmployed(one.basis) &&
        one.basis !== spell.basis &&
        one.from < spell.from &&
        (one.to === null || one.to >= spell.from),
    );
    if (!before) return [];
    const lastDay = addDays(spell.from, -1);
    this.draft.leave(before, lastDay);
    return [`The contract before ends on ${dateInWords(lastDay)}`];
  }

  private mergeSpell(
    engagement: Engagement,
    spell: Spell,
    rows: readonly PlacedRow<ListRow>[],
  ): string[] {
    const { asAt, keepPlaces } = this.context.options;
    const what: string[] = [];
    if (engagement.basis !== spell.basis && !keepPlaces) {
      engagement.basis = spell.basis;
      what.push('The contract changes');
    }
    // A leaving date still to come is not taken back by a list that does not know of it.
    const known = engagement.to !== null && engagement.to > asAt ? engagement.to : null;
    const to = spell.to ?? known;
    const from = spell.from < engagement.from ? spell.from : engagement.from;
    if (from !== engagement.from || to !== engagement.to) {
      if (from !== engagement.from) what.push(`The first day becomes ${dateInWords(from)}`);
      if (to !== engagement.to) {
        what.push(`The last day becomes ${dayWords(to)} (was ${dayWords(engagement.to)})`);
      }
      this.draft.redate(engagement, from, to);
    }
    what.push(...this.mergeCodes(engagement, rows));
    const at = within(asAt, spell.from, spell.to);
    what.push(
      ...mergePlaces(this.context, this.draft, { engagement, since: spell.from, at, rows }),
    );
    what.push(...this.mergeAbsence(engagement, rows));
    return what;
  }

  private mergeCodes(engagement: Engagement, rows: readonly PlacedRow<ListRow>[]): string[] {
    const what: string[] = [];
    for (const { row } of rows) {
      if (row.kind === 'agency') continue;
      for (const key of KEPT_WHERE_BLANK) {
        const said = row[key];
        // A second post's row may say otherwise: the first one counts.
        if (said === null || said === engagement[key] || what.includes(KEPT_WORDS[key])) continue;
        Object.assign(engagement, { [key]: said });
        what.push(KEPT_WORDS[key]);
      }
    }
    return what;
  }

  private mergeAbsence(engagement: Engagement, rows: readonly PlacedRow<ListRow>[]): string[] {
    const { asAt } = this.context.options;
    const absence = rows
      .flatMap(({ row }) => (row.kind === 'people' ? [row.absence] : []))
      .find((one) => one !== null);
    if (!absence) return [];
    const from = absence.from ?? within(asAt, null, absence.to);
    const changed = this.draft.beAway(engagement, absence.kind, from, absence.to);
    return changed ? ['The absence is recorded'] : [];
  }
}

/** Merges a list of people, agency workers or both. */
export function mergePeople(
  context: MergeContext,
  rows: readonly ListRow[],
  keptReturns: ReadonlyMap<number, string>,
): void {
  const listed = new Set<number>();
  for (const person of peopleIn(context, rows)) {
    for (const id of new PersonMerge(context, person).run(keptReturns)) listed.add(id);
  }
  tellGonePeople(context, new Set(rows.map(basisOf)), listed);
}
