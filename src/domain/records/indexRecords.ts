/**
 * The records arranged once for every question that is asked of them: by id, and as pieces,
 * each an amount of FTE in a team and role over a span of days.
 *
 * When a piece ends depends on why. Somebody who leaves on 30 September is gone at its close.
 * Somebody who moves on 1 October, changes hours, or goes on under another contract is still
 * in the old place at the close of 30 September. A post funded to 31 March exists on 31 March.
 * (DOMAIN.md §2.)
 */
import { compareDates, dayOf, FOREVER, type Day } from './days.ts';
import type {
  Absence,
  Assignment,
  Engagement,
  EngagementBasis,
  EstablishmentLine,
  Millionths,
  PlanRecords,
  Role,
  Service,
  Team,
  TeamPeriod,
  Worker,
} from './types.ts';

interface Span {
  start: Day;
  end: Day;
}

interface Place extends Span {
  team: number;
  role: number;
  /** The team and role as one number, counted from 0. */
  cell: number;
  fte: Millionths;
}

/** A funded line. */
export interface FundedPiece extends Place {
  kind: 'funded';
  line: EstablishmentLine;
}

/**
 * `offer`: accepted and not started. `away`: the part of somebody's time in post that they are
 * absent, counted beside it and not instead of it.
 */
export type WorkKind = 'employed' | 'seconded-out' | 'seconded-in' | 'agency' | 'offer' | 'away';

/** Somebody's assignment, or the part of it that the kind says. */
export interface WorkPiece extends Place {
  kind: WorkKind;
  worker: number;
  engagement: Engagement;
  assignment: Assignment;
}

export type Piece = FundedPiece | WorkPiece;

/**
 * Somebody's unbroken time as an employee: contracts that overlap, or follow on the next day,
 * are one spell, so a change of basis is no leaver. A rehire is a new spell.
 */
export interface Spell extends Span {
  worker: number;
  /** In order of their start. */
  engagements: Engagement[];
  /** The contract the spell ended with, or the last to begin while it goes on. */
  last: Engagement;
}

export interface RecordsIndex {
  records: PlanRecords;
  services: Map<number, Service>;
  teams: Map<number, Team>;
  /** A team's periods, earliest first. */
  periodsOf: Map<number, TeamPeriod[]>;
  roles: Map<number, Role>;
  workers: Map<number, Worker>;
  engagements: Map<number, Engagement>;
  engagementsOf: Map<number, Engagement[]>;
  assignmentsOf: Map<number, Assignment[]>;
  absencesOf: Map<number, Absence[]>;
  spellsOf: Map<number, Spell[]>;
  /** What people do, by worker; spans of no length included, offers and absences not. */
  workOf: Map<number, WorkPiece[]>;
  /** Every piece that lasts over the close of at least one day. */
  pieces: Piece[];
  byStart: Piece[];
  byEnd: Piece[];
  /**
   * The first day anybody employed is placed in a team; null where nobody ever was. Contracts
   * may be older: where their holders worked before that, the records do not say.
   */
  begins: Day | null;
  /** The first day an agency worker is placed; null where none ever was: none is not nought. */
  agencyBegins: Day | null;
}

/** Permanent and fixed term are employed; agency workers and people seconded here are not. */
export function isEmployed(basis: EngagementBasis): boolean {
  return basis === 'permanent' || basis === 'fixed-term';
}

function byId<T extends { id: number }>(rows: readonly T[]): Map<number, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function groupBy<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function spellsOfWorker(engagements: readonly Engagement[]): Spell[] {
  const employed = engagements
    .filter((engagement) => isEmployed(engagement.basis))
    .sort((a, b) => compareDates(a.from, b.from) || a.id - b.id);
  const spells: Spell[] = [];
  for (const engagement of employed) {
    const start = dayOf(engagement.from);
    const end = engagement.to === null ? FOREVER : dayOf(engagement.to);
    const open = spells.at(-1);
    if (open && (open.end === FOREVER || start <= open.end + 1)) {
      open.engagements.push(engagement);
      if (end >= open.end) {
        open.end = end;
        open.last = engagement;
      }
    } else {
      const worker = engagement.worker;
      spells.push({ worker, start, end, engagements: [engagement], last: engagement });
    }
  }
  return spells;
}

/** The day at whose close somebody is no longer here on this contract (see the file's head). */
function endOfEngagement(
  engagement: Engagement,
  others: readonly Engagement[],
  spells: readonly Spell[],
): Day {
  // A conversion ends the assignment: nobody is their own agency cover.
  const converted =
    engagement.basis === 'agency'
      ? spells.find((spell) => spell.start > dayOf(engagement.from))?.start
      : undefined;
  if (engagement.to === null) return converted ?? FOREVER;
  const last = dayOf(engagement.to);
  if (converted !== undefined && converted <= last) return converted;
  const goesOn = isEmployed(engagement.basis)
    ? spells.some((spell) => spell.engagements.includes(engagement) && spell.end > last)
    : others.some((other) => other !== engagement && dayOf(other.from) === last + 1);
  return goesOn ? last + 1 : last;
}

function kindOf(engagement: Engagement, assignment: Assignment): WorkKind {
  if (engagement.basis === 'agency') return 'agency';
  if (engagement.basis === 'secondment') return 'seconded-in';
  return assignment.secondedOut ? 'seconded-out' : 'employed';
}

/** Numbers each team and role that has anybody or anything in it. */
function cellNumbers(): (team: number, role: number) => number {
  const teams = new Map<number, Map<number, number>>();
  let next = 0;
  return (team, role) => {
    let roles = teams.get(team);
    if (!roles) teams.set(team, (roles = new Map<number, number>()));
    let cell = roles.get(role);
    if (cell === undefined) roles.set(role, (cell = next++));
    return cell;
  };
}

interface Workings {
  cellOf: (team: number, role: number) => number;
  spellsOf: Map<number, Spell[]>;
  engagementsOf: Map<number, Engagement[]>;
  assignmentsOf: Map<number, Assignment[]>;
  absencesOf: Map<number, Absence[]>;
}

/** Where somebody works under a contract, kept within it. */
function workPieces(engagement: Engagement, workings: Workings): WorkPiece[] {
  const { cellOf, spellsOf, engagementsOf, assignmentsOf } = workings;
  const { worker } = engagement;
  const spells = spellsOf.get(worker) ?? [];
  const begins = dayOf(engagement.from);
  const ends = endOfEngagement(engagement, engagementsOf.get(worker) ?? [], spells);
  return (assignmentsOf.get(engagement.id) ?? []).flatMap((assignment) => {
    const { team, role, fte } = assignment;
    const start = Math.max(begins, dayOf(assignment.from));
    const until = assignment.to === null ? FOREVER : dayOf(assignment.to) + 1;
    const end = Math.min(ends, until);
    if (start > end || until <= begins) return [];
    const kind = kindOf(engagement, assignment);
    const cell = cellOf(team, role);
    return [{ kind, start, end, team, role, cell, fte, worker, engagement, assignment }];
  });
}

/** The offer's time, at the places somebody will begin in. */
function offerPieces(engagement: Engagement, work: WorkPiece[], workings: Workings): WorkPiece[] {
  const { spellsOf } = workings;
  if (engagement.offerAcceptedOn === null || engagement.basis === 'agency') return [];
  const spell = (spellsOf.get(engagement.worker) ?? []).find((one) =>
    one.engagements.includes(engagement),
  );
  // Somebody already employed fills no vacancy by taking another contract.
  if (spell && spell.engagements[0] !== engagement) return [];
  const start = dayOf(engagement.offerAcceptedOn);
  const end = dayOf(engagement.from);
  return work
    .filter((piece) => piece.start === end && start < end && piece.kind !== 'seconded-out')
    .map((piece) => ({ ...piece, kind: 'offer', start, end }));
}

function awayPieces(engagement: Engagement, work: WorkPiece[], workings: Workings): WorkPiece[] {
  const { absencesOf } = workings;
  return (absencesOf.get(engagement.id) ?? []).flatMap((absence) => {
    const from = dayOf(absence.from);
    const to = absence.to === null ? FOREVER : dayOf(absence.to) + 1;
    return work.flatMap((piece) => {
      if (piece.kind !== 'employed' && piece.kind !== 'seconded-in') return [];
      const start = Math.max(piece.start, from);
      const end = Math.min(piece.end, to);
      return start < end ? [{ ...piece, kind: 'away' as const, start, end }] : [];
    });
  });
}

function build(records: PlanRecords): RecordsIndex {
  const engagementsOf = groupBy(records.engagements, (engagement) => engagement.worker);
  const assignmentsOf = groupBy(records.assignments, (assignment) => assignment.engagement);
  const absencesOf = groupBy(records.absences, (absence) => absence.engagement);
  const spellsOf = new Map<number, Spell[]>();
  for (const [worker, engagements] of engagementsOf) {
    spellsOf.set(worker, spellsOfWorker(engagements));
  }
  const cellOf = cellNumbers();
  const workings: Workings = { cellOf, spellsOf, engagementsOf, assignmentsOf, absencesOf };

  const pieces: Piece[] = records.lines.map((line) => ({
    kind: 'funded',
    start: dayOf(line.fundedFrom),
    end: line.fundedTo === null ? FOREVER : dayOf(line.fundedTo) + 1,
    team: line.team,
    role: line.role,
    cell: cellOf(line.team, line.role),
    fte: line.fte,
    line,
  }));
  const workOf = new Map<number, WorkPiece[]>();
  for (const [worker, engagements] of engagementsOf) {
    const all: WorkPiece[] = [];
    for (const engagement of engagements) {
      const work = workPieces(engagement, workings);
      all.push(...work);
      for (const piece of work) if (piece.start < piece.end) pieces.push(piece);
      pieces.push(...offerPieces(engagement, work, workings));
      pieces.push(...awayPieces(engagement, work, workings));
    }
    workOf.set(worker, all);
  }

  const periodsOf = groupBy(records.teamPeriods, (period) => period.team);
  for (const periods of periodsOf.values()) periods.sort((a, b) => compareDates(a.from, b.from));
  return {
    records,
    services: byId(records.services),
    teams: byId(records.teams),
    periodsOf,
    roles: byId(records.roles),
    workers: byId(records.workers),
    engagements: byId(records.engagements),
    engagementsOf,
    assignmentsOf,
    absencesOf,
    spellsOf,
    workOf,
    pieces,
    byStart: [...pieces].sort((a, b) => a.start - b.start),
    byEnd: [...pieces].sort((a, b) => a.end - b.end),
    begins: firstPlaced(pieces, ['employed', 'seconded-out']),
    agencyBegins: firstPlaced(pieces, ['agency']),
  };
}

function firstPlaced(pieces: readonly Piece[], kinds: readonly Piece['kind'][]): Day | null {
  let first: Day | null = null;
  for (const { kind, start } of pieces) {
    if (kinds.includes(kind) && (first === null || start < first)) first = start;
  }
  return first;
}

const built = new WeakMap<PlanRecords, RecordsIndex>();

/**
 * The records' index, built on first use and kept as long as the records are. Records are
 * never changed in place: a change is a new `PlanRecords`.
 */
export function indexRecords(records: PlanRecords): RecordsIndex {
  let index = built.get(records);
  if (!index) built.set(records, (index = build(records)));
  return index;
}
