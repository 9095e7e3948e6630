/**
 * People and agency workers of a list, merged into the plan's records.
 *
 * A person is known by their reference, else by their registration number; a spell by its first
 * day. A later first day within a spell under the same contract is a move, because many systems
 * give the start in the post; under another contract the earlier one ends the day before. What
 * differs in team, role or hours changes from the list's own date, so that history stays.
 */
import { addDays, dateInWords } from '../calendar.ts';
import { compareDates } from '../records/days.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Engagement } from '../records/types.ts';
import { mergeCodes } from './codes.ts';
import { MergeContext, within, dayWords } from './context.ts';
import { PersonDraft } from './draft.ts';
import { tellGonePeople } from './gone.ts';
import { matchReturned, mergeReturned } from './returned.ts';
import { basisOf, matchSpells, peopleIn, type ListRow, type Person, type Spell } from './spells.ts';
import { mergePlaces, placementsOf, type PlacedRow } from './places.ts';

class PersonMerge {
  private readonly context: MergeContext;
  private readonly draft: PersonDraft;
  private readonly person: Person;

  constructor(context: MergeContext, person: Person) {
    this.context = context;
    this.person = person;
    const { ref } = [...person.spells.values()][0]!.rows[0]!.row;
    this.draft = new PersonDraft(
      context.people.originalOf(person.worker),
      { ref: ref.trim(), ...this.calledNow() },
      context.nextId,
    );
  }

  /** Merges the person's rows; answers the engagements they are about. */
  run(keptReturns: ReadonlyMap<number, string>): number[] {
    const spells = [...this.person.spells.values()].sort((a, b) => a.from.localeCompare(b.from));
    const returned = this.context.options.keepPlaces
      ? matchReturned(this.context, this.draft, spells)
      : null;
    const matches = returned ? new Map<Spell, Engagement>() : matchSpells(this.draft, spells);
    for (const spell of spells) {
      placementsOf(this.context, spell.rows);
      const accepted = spell.rows.filter(({ why }) => why === null);
      for (const { row, why } of spell.rows) if (why !== null) this.refuse(row, why);
      if (accepted.length === 0) continue;
      const engagement = matches.get(spell);
      const run = returned?.get(spell);
      const what = [
        ...this.mergeWorker(),
        ...this.keepReturn(accepted, keptReturns),
        ...(run
          ? mergeReturned(this.context, this.draft, { run, spell, rows: accepted })
          : engagement
            ? this.mergeSpell(engagement, spell, accepted)
            : this.startSpell(spell, accepted, matches)),
      ];
      const outcome = !engagement && !run ? 'new' : what.length > 0 ? 'changed' : 'unchanged';
      for (const placed of accepted) this.tell(outcome, placed, what);
    }
    // Somebody new whose every row is refused is not added.
    if (this.person.worker || this.draft.engagements.length > 0)
      this.draft.addTo(this.context.changes);
    return [...matches.values(), ...[...(returned?.values() ?? [])].flatMap(({ all }) => all)].map(
      ({ id }) => id,
    );
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

  /** The name and number of the latest spell that gives them. */
  private calledNow(): { name: string | null; sweNumber: string | null } {
    const latestFirst = [...this.person.spells.values()].sort((a, b) =>
      compareDates(b.from, a.from),
    );
    const rows = latestFirst.flatMap((spell) => spell.rows.map(({ row }) => row));
    return {
      name: rows.find(({ name }) => name !== null)?.name ?? null,
      sweNumber: rows.find(({ sweNumber }) => sweNumber !== null)?.sweNumber ?? null,
    };
  }

  private mergeWorker(): string[] {
    const what: string[] = [];
    if (!this.person.worker) return what;
    const { worker } = this.draft;
    const called = this.calledNow();
    const name = called.name ?? worker.name;
    const sweNumber = called.sweNumber ?? worker.sweNumber;
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
    mergeCodes(engagement, rows);
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
    const { asAt } = this.context.options;
    const what: string[] = [];
    if (engagement.basis !== spell.basis) {
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
    what.push(...mergeCodes(engagement, rows));
    const at = within(asAt, spell.from, spell.to);
    what.push(
      ...mergePlaces(this.context, this.draft, { engagement, since: spell.from, at, rows }),
    );
    what.push(...this.mergeAbsence(engagement, rows));
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

/** Tells where new agency workers have one name and several references: bookings, perhaps. */
function tellRepeatedNames(context: MergeContext, people: readonly Person[]): void {
  const rowsOf = new Map<string, number[]>();
  for (const { worker, spells } of people) {
    const [first] = [...spells.values()].flatMap(({ rows }) => rows);
    if (worker || first?.row.kind !== 'agency' || first.row.name === null) continue;
    const name = first.row.name.toLowerCase();
    rowsOf.set(name, [...(rowsOf.get(name) ?? []), first.row.row]);
  }
  for (const rows of rowsOf.values()) {
    if (rows.length < 2) continue;
    context.names.notes.push(
      `Rows ${rows.slice(0, 8).join(', ')} have one name and a reference each, and are taken as different people. If they are bookings of one person, leave the reference column out: agency workers are then known by name.`,
    );
  }
}

/** Merges a list of people, agency workers or both. */
export function mergePeople(
  context: MergeContext,
  rows: readonly ListRow[],
  keptReturns: ReadonlyMap<number, string>,
): void {
  const listed = new Set<number>();
  const people = peopleIn(context, rows);
  tellRepeatedNames(context, people);
  for (const person of people) {
    for (const id of new PersonMerge(context, person).run(keptReturns)) listed.add(id);
  }
  tellGonePeople(context, new Set(rows.map(basisOf)), listed);
}
