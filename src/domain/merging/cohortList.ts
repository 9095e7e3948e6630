/**
 * A cohort's list, merged into the plan's cohorts. Somebody is known by reference, by registration
 * number, by name within their cohort, or by name and first day among those employed. What the
 * list leaves out stays as it is. A member starts where the list gives a first day that has come
 * and their employment is in the plan, or the list says where and for how much it is.
 */
import { daysBetween, dateInWords } from '../calendar.ts';
import { newReferences } from '../asye/references.ts';
import type { AsyeRecords, Cohort, Member } from '../asye/types.ts';
import { versionFor } from '../asye/versions.ts';
import type { CohortRow } from '../importing/rows/types.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Engagement, Worker } from '../records/types.ts';
import { TWO_TEAMS, type MergeContext } from './context.ts';
import { compareRows, PersonDraft, refKey } from './draft.ts';
import { AMBIGUOUS, nameKey } from './names.ts';

export type CohortsNow = Pick<
  AsyeRecords,
  'programmes' | 'versions' | 'cohorts' | 'members' | 'assessors'
>;

export const NO_COHORTS: CohortsNow = {
  programmes: [],
  versions: [],
  cohorts: [],
  members: [],
  assessors: [],
};

/** Somebody with the same name who started so near the list's date is the same person. */
const SAME_START_DAYS = 31;

/** Facts that a list may leave out, and what is said when one changes. */
const KEPT = {
  offerAcceptedOn: ['acceptedOn', 'The day the offer was accepted is recorded'],
  routeIn: ['routeIn', 'The route in is recorded'],
  university: ['university', 'The university is recorded'],
  sweRegisteredOn: ['sweRegisteredOn', 'The registration with Social Work England is recorded'],
  registeredOn: ['registeredOn', 'The registration on the programme is recorded'],
} as const satisfies Partial<Record<keyof CohortRow, readonly [keyof Member, string]>>;

const EMPTY: Omit<Member, 'id' | 'cohort' | 'worker'> = {
  engagement: null,
  version: null,
  acceptedOn: null,
  expectedOn: null,
  team: null,
  fte: null,
  startedOn: null,
  routeIn: null,
  university: null,
  sweRegisteredOn: null,
  registeredOn: null,
  assessor: null,
  supervisor: null,
  endedOn: null,
  outcome: null,
  note: '',
};

class CohortMerge {
  private readonly context: MergeContext;
  private readonly now: CohortsNow;
  private readonly cohorts: Map<string, Cohort>;
  private readonly members: Member[];
  private readonly newReference: () => string;
  private readonly workersByName = new Map<string, Worker[]>();
  private readonly workers: Map<number, Worker>;
  private readonly assessors = new Map<string, number>();
  private readonly seen = new Set<number>();

  constructor(context: MergeContext, now: CohortsNow, rows: readonly CohortRow[]) {
    this.context = context;
    this.now = now;
    this.cohorts = new Map(now.cohorts.map((cohort) => [nameKey(cohort.name), cohort]));
    this.members = now.members.map((member) => ({ ...member }));
    const { workers } = context.records;
    this.workers = new Map(workers.map((worker) => [worker.id, worker]));
    const given = rows.flatMap(({ ref }) => ref ?? []);
    this.newReference = newReferences([...workers.map(({ ref }) => ref), ...given]);
    for (const worker of workers) {
      if (worker.name === null) continue;
      const key = nameKey(worker.name);
      this.workersByName.set(key, [...(this.workersByName.get(key) ?? []), worker]);
    }
    for (const { id, worker, name } of now.assessors) {
      const who = worker === null ? null : this.workers.get(worker);
      for (const key of [name, who?.name, who?.ref]) if (key) this.assessors.set(nameKey(key), id);
    }
  }

  run(rows: readonly CohortRow[]): void {
    for (const row of rows) this.mergeRow(row);
    compareRows(this.now.members, this.members, this.context.changes.members);
  }

  private mergeRow(row: CohortRow): void {
    const cohort = this.cohortOf(row);
    if (typeof cohort === 'string') return this.refuse(row, cohort);
    const worker = this.find(row, cohort);
    if (worker && this.seen.has(worker.id)) {
      return this.refuse(row, 'Another row of the list is about the same person');
    }
    if (worker) this.seen.add(worker.id);
    const draft = new PersonDraft(
      this.context.people.originalOf(worker),
      { ref: row.ref?.trim() ?? '', name: row.name, sweNumber: row.sweNumber },
      this.context.nextId,
    );
    const known = this.members.find(
      (one) => one.cohort === cohort.id && one.worker === draft.worker.id,
    );
    const member = known ?? {
      ...{ id: this.context.nextId(), cohort: cohort.id, worker: draft.worker.id },
      ...EMPTY,
    };
    const what = [...this.mergeWorker(draft, row), ...this.mergeFacts(member, row)];
    const refusal = this.mergeStart(draft, member, cohort, row, what);
    if (refusal !== null) return this.refuse(row, refusal);
    if (!known) this.members.push(member);
    if (cohort.id < 0) this.openIntake(cohort, row);
    draft.addTo(this.context.changes);
    const outcome = !known ? 'new' : what.length > 0 ? 'changed' : 'unchanged';
    this.context.add(outcome, {
      ...{ row: row.row, id: null, ref: draft.worker.ref, name: draft.worker.name },
      place: cohort.name,
      what: known ? what : [`Joins ${cohort.name}`, ...what],
    });
  }

  private refuse(row: CohortRow, why: string): void {
    const { ref, name, cohort } = row;
    const place = cohort ?? this.context.options.cohort ?? '';
    this.context.add('refused', { row: row.row, id: null, ref, name, place, what: [why] });
  }

  /** The row's cohort, a new one where the plan has none of the name; or why there is none. */
  private cohortOf({ cohort: written, from }: CohortRow): Cohort | string {
    const name = written ?? this.context.options.cohort;
    if (name === null) return 'The list names no cohort. Say which cohort these people are in';
    const known = this.cohorts.get(nameKey(name));
    if (known) return known;
    const { programmes, versions } = this.now;
    const day = from ?? this.context.options.asAt;
    const programme =
      programmes.find(({ id }) => versionFor(versions, id, day) !== null) ?? programmes[0];
    if (!programme) return 'The plan has no programme. Add one on the ASYE page first';
    const cohort: Cohort = {
      ...{ id: this.context.nextId(), programme: programme.id, name: name.trim() },
      ...{ partners: [], note: '' },
    };
    this.cohorts.set(nameKey(name), cohort);
    this.context.changes.cohorts.push(cohort);
    return cohort;
  }

  /** A new cohort has an intake for each first day its list gives. */
  private openIntake(cohort: Cohort, { from }: CohortRow): void {
    const { intakes } = this.context.changes;
    if (from === null || intakes.some((one) => one.cohort === cohort.id && one.on === from)) return;
    intakes.push({ id: this.context.nextId(), cohort: cohort.id, on: from, places: null });
  }

  /** The one person with a registration number; null where two share it. */
  private withNumber(sweNumber: string): Worker | null {
    const some = this.context.records.workers.filter(
      (worker) => worker.sweNumber !== null && refKey(worker.sweNumber) === refKey(sweNumber),
    );
    return some.length === 1 ? some[0]! : null;
  }

  private find({ ref, name, sweNumber, from }: CohortRow, cohort: Cohort): Worker | null {
    const byRef = ref === null ? null : this.context.people.find(ref);
    const known = byRef ?? (sweNumber === null ? null : this.withNumber(sweNumber));
    if (known || ref !== null || name === null) return known;
    const named = this.workersByName.get(nameKey(name)) ?? [];
    const members = new Set(
      this.now.members.filter((one) => one.cohort === cohort.id).map(({ worker }) => worker),
    );
    const here = named.filter(({ id }) => members.has(id));
    if (here.length > 0) return here.length === 1 ? here[0]! : null;
    if (from === null) return null;
    const started = named.filter(({ id }) =>
      (this.context.people.engagementsOf.get(id) ?? []).some(
        (one) => isEmployed(one.basis) && Math.abs(daysBetween(one.from, from)) <= SAME_START_DAYS,
      ),
    );
    return started.length === 1 ? started[0]! : null;
  }

  private mergeWorker(draft: PersonDraft, row: CohortRow): string[] {
    const { worker } = draft;
    if (worker.id < 0) {
      if (worker.ref === '') draft.worker = { ...worker, ref: this.newReference() };
      return row.ref === null ? [`Given the reference ${draft.worker.ref}`] : [];
    }
    // Somebody found by name is not renamed by another spacing of it.
    const sameName = row.name !== null && nameKey(row.name) === nameKey(worker.name ?? '');
    const name = sameName ? worker.name : (row.name ?? worker.name);
    const sweNumber = row.sweNumber ?? worker.sweNumber;
    draft.worker = { ...worker, name, sweNumber };
    return [
      ...(name === worker.name ? [] : ['The name changes']),
      ...(sweNumber === worker.sweNumber ? [] : ['The registration number changes']),
    ];
  }

  private mergeFacts(member: Member, row: CohortRow): string[] {
    const what: string[] = [];
    for (const [from, [to, words]] of Object.entries(KEPT)) {
      const said = row[from as keyof typeof KEPT];
      if (said === null || said === member[to]) continue;
      Object.assign(member, { [to]: said });
      what.push(words);
    }
    if (row.assessor === null) return what;
    const assessor = this.assessors.get(nameKey(row.assessor));
    if (assessor === undefined) {
      what.push(`No assessor of the plan is called “${row.assessor}”, so none is set`);
    } else if (assessor !== member.assessor) {
      member.assessor = assessor;
      what.push('The assessor is recorded');
    }
    return what;
  }

  /** Their employment: the one they have, or one from what the row says; null where neither. */
  private employment(
    draft: PersonDraft,
    member: Member,
    cohort: Cohort,
    row: CohortRow,
    what: string[],
  ): Engagement | string | null {
    const from = row.from!;
    const linked = draft.engagements.find(({ id }) => id === member.engagement);
    const has =
      linked ??
      draft.engagements.find(
        (one) =>
          isEmployed(one.basis) &&
          Math.abs(daysBetween(one.from, from)) <= SAME_START_DAYS &&
          (one.to === null || one.to >= from),
      ) ??
      draft.engagements.find(
        (one) => isEmployed(one.basis) && one.from <= from && (one.to === null || one.to >= from),
      );
    if (has) return has;
    const { service, team, role, fte } = row;
    if (team === null || role === null || fte === null) return null;
    const placed = this.context.names.team({ service, team, role }, from);
    if (placed === AMBIGUOUS) return TWO_TEAMS;
    const { names } = this.context;
    const engagement = draft.start({
      ...{ basis: 'permanent', from, to: null, offerAcceptedOn: member.acceptedOn },
      route: this.now.programmes.find(({ id }) => id === cohort.programme)?.route ?? null,
      ...{ origin: 1, leavingReason: null, destination: null },
    });
    const roleId = names.role(role);
    draft.addAssignment({
      ...{ engagement: engagement.id, team: placed, role: roleId, fte, from, to: null },
      ...{ postRef: null, secondedOut: false, covers: null },
    });
    what.push(`Employed from ${dateInWords(from)}: ${names.placeWords(placed, roleId)}`);
    return engagement;
  }

  /** Starts the member, or records when they are expected. Answers why neither can be. */
  private mergeStart(
    draft: PersonDraft,
    member: Member,
    cohort: Cohort,
    row: CohortRow,
    what: string[],
  ): string | null {
    const { from } = row;
    if (from === null) return null;
    if (member.startedOn !== null) {
      if (member.startedOn === from) return null;
      return `They started on ${dateInWords(member.startedOn)}. Correct that on the ASYE page first`;
    }
    const version = versionFor(this.now.versions, cohort.programme, from);
    if (version === null) {
      return `The programme of ${cohort.name} takes nobody on ${dateInWords(from)}`;
    }
    const employment = this.employment(draft, member, cohort, row, what);
    if (typeof employment === 'string') return employment;
    if (employment) {
      if (member.engagement !== employment.id) {
        member.engagement = employment.id;
        if (employment.id > 0) what.push('The employment already in the plan is linked');
      }
      if (from <= this.context.options.asAt) {
        member.startedOn = from < employment.from ? employment.from : from;
        member.version = version.id;
        member.expectedOn = member.team = member.fte = null;
        what.push(`On the programme from ${dateInWords(member.startedOn)}`);
        return null;
      }
    }
    return this.expect(member, employment, row, what);
  }

  private expect(
    member: Member,
    employment: Engagement | null,
    row: CohortRow,
    what: string[],
  ): string | null {
    const from = row.from!;
    if (employment) return null;
    if (row.fte !== null && row.fte > 0) member.fte = row.fte;
    if (row.team !== null) {
      const known = this.context.records.teamPeriods.find(
        ({ name }) => nameKey(name) === nameKey(row.team!),
      );
      if (known) member.team = known.team;
    }
    if (member.expectedOn === from) return null;
    member.expectedOn = from;
    what.push(
      from <= this.context.options.asAt
        ? `Expected on ${dateInWords(from)}; not started, because the plan does not have their employment. Give team, role and FTE, or import people first`
        : `Expected on ${dateInWords(from)}`,
    );
    return null;
  }
}

/** Merges a cohort's list. */
export function mergeCohortList(
  context: MergeContext,
  rows: readonly CohortRow[],
  now: CohortsNow,
): void {
  new CohortMerge(context, now, rows).run(rows);
}

/** Whether a row is about somebody, for what has to be taken out when they are erased. */
export function isRowOf(row: CohortRow, { ref, name }: Pick<Worker, 'ref' | 'name'>): boolean {
  if (row.ref !== null) return refKey(row.ref) === refKey(ref);
  return row.name !== null && name !== null && nameKey(row.name) === nameKey(name);
}
