/** One person's records while a file is merged into them: changed freely, compared at the end. */
import type { IsoDate } from '../calendar.ts';
import { leave, place, redate, type AssignmentChanges, type Refusal } from '../records/changes.ts';
import type {
  Absence,
  AbsenceKind,
  Assignment,
  Engagement,
  PlanRecords,
  Worker,
} from '../records/types.ts';
import type { Placement } from '../records/changes.ts';
import { noRowChanges, type RecordChanges, type RowChanges } from './types.ts';

/** A person's rows as they were. */
export interface Original {
  worker: Worker | null;
  engagements: readonly Engagement[];
  assignments: readonly Assignment[];
  absences: readonly Absence[];
}

export class PersonDraft {
  worker: Worker;
  engagements: Engagement[];
  assignments: Assignment[];
  absences: Absence[];
  private readonly original: Original;
  private readonly nextId: () => number;

  constructor(original: Original, worker: Omit<Worker, 'id'>, nextId: () => number) {
    this.original = original;
    this.nextId = nextId;
    this.worker = original.worker ?? { ...worker, id: nextId() };
    this.engagements = original.engagements.map((row) => ({ ...row }));
    this.assignments = original.assignments.map((row) => ({ ...row }));
    this.absences = original.absences.map((row) => ({ ...row }));
  }

  start(engagement: Omit<Engagement, 'id' | 'worker'>): Engagement {
    const row = { ...engagement, id: this.nextId(), worker: this.worker.id };
    this.engagements.push(row);
    return row;
  }

  addAssignment(assignment: Omit<Assignment, 'id'>): void {
    this.assignments.push({ ...assignment, id: this.nextId() });
  }

  /** Where an engagement works on a day. */
  placesOn(engagement: number, day: IsoDate): Assignment[] {
    return this.assignments.filter(
      (one) =>
        one.engagement === engagement && one.from <= day && (one.to === null || one.to >= day),
    );
  }

  /** Places somebody from a day; why not, in words, or null. */
  place(engagement: Engagement, from: IsoDate, placements: readonly Placement[]): string | null {
    return this.take(place(this.assignments, engagement, from, placements));
  }

  /** Ends an engagement; why not, in words, or null. */
  leave(engagement: Engagement, lastDay: IsoDate): string | null {
    const why = this.take(leave(this.assignments, engagement, lastDay));
    if (why === null) {
      engagement.to = lastDay;
      this.cutAbsences(engagement);
    }
    return why;
  }

  /** Corrects an engagement's dates; why not, in words, or null. */
  redate(engagement: Engagement, from: IsoDate, to: IsoDate | null): string | null {
    const why = this.take(redate(this.assignments, engagement, { from, to }));
    if (why === null) {
      engagement.from = from;
      engagement.to = to;
      this.cutAbsences(engagement);
    }
    return why;
  }

  /**
   * Records that somebody is away, over an absence of the same days. False where nothing changes.
   */
  beAway(engagement: Engagement, kind: AbsenceKind, from: IsoDate, to: IsoDate | null): boolean {
    const { from: first, to: last } = engagement;
    const begins = from < first ? first : from;
    const ends = last !== null && (to === null || to > last) ? last : to;
    if (ends !== null && ends < begins) return false;
    const over = this.absences.find(
      (one) =>
        one.engagement === engagement.id &&
        (one.to === null || one.to >= begins) &&
        (ends === null || one.from <= ends),
    );
    if (!over) {
      const row = { engagement: engagement.id, kind, from: begins, to: ends };
      this.absences.push({ ...row, id: this.nextId() });
      return true;
    }
    // A file that does not say when it ends takes no end away.
    const until = to ?? over.to;
    if (over.kind === kind && over.to === until) return false;
    over.kind = kind;
    over.to = until;
    return true;
  }

  private cutAbsences({ id, from, to }: Engagement): void {
    this.absences = this.absences.flatMap((one) => {
      if (one.engagement !== id) return [one];
      const begins = one.from < from ? from : one.from;
      const ends = to !== null && (one.to === null || one.to > to) ? to : one.to;
      return ends !== null && ends < begins ? [] : [{ ...one, from: begins, to: ends }];
    });
  }

  private take(changes: AssignmentChanges | Refusal): string | null {
    if (!changes.ok) return changes.problem;
    const ends = new Map([...changes.ended, ...changes.shortened].map(({ id, to }) => [id, to]));
    const dates = new Map(changes.redated.map(({ id, from, to }) => [id, { from, to }]));
    const removed = new Set(changes.removed);
    this.assignments = this.assignments
      .filter(({ id }) => !removed.has(id))
      .map((one) => {
        const redated = dates.get(one.id);
        return redated ? { ...one, ...redated } : { ...one, to: ends.get(one.id) ?? one.to };
      });
    for (const one of changes.added) this.addAssignment(one);
    return null;
  }

  /** Adds what differs from the original to an import's changes. */
  addTo(changes: RecordChanges): void {
    const { worker, engagements, assignments, absences } = this.original;
    compareRows(worker ? [worker] : [], [this.worker], changes.workers);
    compareRows(engagements, this.engagements, changes.engagements);
    compareRows(assignments, this.assignments, changes.assignments);
    compareRows(absences, this.absences, changes.absences);
  }
}

/** Compares rows by id and adds what differs to `changes`. */
export function compareRows<Row extends { id: number }>(
  before: readonly Row[],
  after: readonly Row[],
  changes: RowChanges<Row>,
): void {
  const left = new Map(before.map((row) => [row.id, row]));
  for (const row of after) {
    const was = left.get(row.id);
    left.delete(row.id);
    if (!was) changes.added.push(row);
    else if (!sameRow(was, row)) changes.changed.push(row);
  }
  changes.removed.push(...left.keys());
}

function sameRow<Row extends object>(a: Row, b: Row): boolean {
  return (Object.keys(a) as (keyof Row)[]).every((key) => a[key] === b[key]);
}

export function noChanges(): RecordChanges {
  return {
    services: [],
    teams: [],
    roles: [],
    workers: noRowChanges(),
    engagements: noRowChanges(),
    assignments: noRowChanges(),
    absences: noRowChanges(),
    lines: noRowChanges(),
    cohorts: [],
    intakes: [],
    members: noRowChanges(),
    returns: [],
  };
}

/** A plan's people as they were, found by reference, registration number and id. */
export class PeopleIndex {
  private readonly byRef = new Map<string, Worker>();
  readonly engagementsOf = new Map<number, Engagement[]>();
  private readonly placesOf = new Map<number, Assignment[]>();
  private readonly absencesOf = new Map<number, Absence[]>();

  constructor({ workers, engagements, assignments, absences }: PlanRecords) {
    for (const worker of workers) this.byRef.set(refKey(worker.ref), worker);
    for (const row of engagements) group(this.engagementsOf, row.worker, row);
    for (const row of assignments) group(this.placesOf, row.engagement, row);
    for (const row of absences) group(this.absencesOf, row.engagement, row);
  }

  find(ref: string): Worker | null {
    return this.byRef.get(refKey(ref)) ?? null;
  }

  assignmentsOf(engagement: number): readonly Assignment[] {
    return this.placesOf.get(engagement) ?? [];
  }

  originalOf(worker: Worker | null): Original {
    const engagements = worker ? (this.engagementsOf.get(worker.id) ?? []) : [];
    return {
      worker,
      engagements,
      assignments: engagements.flatMap(({ id }) => this.assignmentsOf(id)),
      absences: engagements.flatMap(({ id }) => this.absencesOf.get(id) ?? []),
    };
  }
}

/** A reference as it is compared, like the database's NOCASE. */
export function refKey(ref: string): string {
  return ref.trim().toLowerCase();
}

function group<Row>(map: Map<number, Row[]>, key: number, row: Row): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}
