/** Posts and people at the close of a date: totals, the tree behind them, and who they are. */
import type { IsoDate } from '../calendar.ts';
import { dayOf } from './days.ts';
import { indexRecords, type Piece, type WorkKind, type WorkPiece } from './indexRecords.ts';
import { lensOf, partsInScope, isInScope, cutsPieces, type RecordsScope } from './scope.ts';
import { compareNames, periodAt, serviceNameAt, teamAt } from './structure.ts';
import { createTally, type Stock, type Tally } from './tally.ts';
import type { AbsenceKind, EstablishmentLine, Millionths, PlanRecords } from './types.ts';

export type { Stock } from './tally.ts';
export type { RecordsScope } from './scope.ts';

/** The pieces in scope that count at the close of a date. */
export function piecesAt(records: PlanRecords, date: IsoDate, scope: RecordsScope): Piece[] {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const day = dayOf(date);
  const found: Piece[] = [];
  for (const piece of index.byStart) {
    if (piece.start > day) break;
    if (piece.end > day && isInScope(lens, piece.team, piece.role, day)) found.push(piece);
  }
  return found;
}

/** The stock at the close of a date. */
export function stockAt(records: PlanRecords, date: IsoDate, scope: RecordsScope): Stock {
  const tally = createTally(scope.frozenPosts);
  for (const piece of piecesAt(records, date, scope)) tally.count(piece, 1);
  return tally.stock();
}

/**
 * The stock at the close of each of many dates, in one pass over the records.
 *
 * @param dates - in order, earliest first.
 */
export function stocksAt(
  records: PlanRecords,
  dates: readonly IsoDate[],
  scope: RecordsScope,
): Stock[] {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const inOrder = (pieces: Piece[], edge: 'start' | 'end') => {
    const parts = partsInScope(lens, pieces);
    return cutsPieces(scope) ? parts.sort((a, b) => a[edge] - b[edge]) : parts;
  };
  const starts = inOrder(index.byStart, 'start');
  const ends = inOrder(index.byEnd, 'end');
  const tally = createTally(scope.frozenPosts);
  let started = 0;
  let ended = 0;
  return dates.map((date) => {
    const day = dayOf(date);
    for (let piece = starts[started]; piece && piece.start <= day; piece = starts[++started]) {
      tally.count(piece, 1);
    }
    for (let piece = ends[ended]; piece && piece.end <= day; piece = ends[++ended]) {
      tally.count(piece, -1);
    }
    return tally.stock();
  });
}

/** A row of the establishment table: everything, a service, a team, or a role in a team. */
export interface EstablishmentNode {
  level: 'all' | 'service' | 'team' | 'role';
  /** The service's, team's or role's id; null for everything. */
  id: number | null;
  name: string;
  /** False for a team or service that is not open on the date but still has posts or people. */
  open: boolean;
  stock: Stock;
  /** A headcount is of distinct people, so the children's may add up to more. */
  children: EstablishmentNode[];
}

interface Branch {
  tally: Tally;
  children: Map<number, Branch>;
}

/**
 * Service → team → role, each with its stock at the close of a date. Teams open on the date
 * are there with nothing in them; a closed team only while posts or people remain in it.
 */
export function establishmentTable(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
): EstablishmentNode {
  const index = indexRecords(records);
  const branch = (): Branch => ({
    tally: createTally(scope.frozenPosts),
    children: new Map<number, Branch>(),
  });
  const childOf = (parent: Branch, id: number): Branch => {
    let child = parent.children.get(id);
    if (!child) parent.children.set(id, (child = branch()));
    return child;
  };
  const serviceOf = (team: number) => periodAt(index.periodsOf.get(team) ?? [], date)?.service;

  const root = branch();
  for (const team of records.teams) {
    const at = teamAt(records, team.id, date);
    const wanted =
      at?.open &&
      (scope.team == null || scope.team === team.id) &&
      (scope.service == null || scope.service === at.service);
    if (wanted) childOf(childOf(root, at.service), team.id);
  }
  for (const piece of piecesAt(records, date, scope)) {
    const service = childOf(root, serviceOf(piece.team) ?? 0);
    const team = childOf(service, piece.team);
    const role = childOf(team, piece.role);
    for (const { tally } of [root, service, team, role]) tally.count(piece, 1);
  }

  const openService = (id: number) => {
    const service = index.services.get(id);
    if (!service) return false;
    return service.openedOn <= date && (service.closedOn === null || service.closedOn >= date);
  };
  const byName = (a: EstablishmentNode, b: EstablishmentNode) => compareNames(a.name, b.name);
  const byPosition = (a: EstablishmentNode, b: EstablishmentNode) =>
    (index.roles.get(a.id ?? 0)?.position ?? 0) - (index.roles.get(b.id ?? 0)?.position ?? 0);

  const roleNode = (id: number, { tally }: Branch): EstablishmentNode => ({
    level: 'role',
    id,
    name: index.roles.get(id)?.name ?? '',
    open: true,
    stock: tally.stock(),
    children: [],
  });
  const teamNode = (id: number, { tally, children }: Branch): EstablishmentNode => {
    const at = teamAt(records, id, date);
    return {
      level: 'team',
      id,
      name: at?.name ?? '',
      open: at?.open ?? false,
      stock: tally.stock(),
      children: [...children].map(([role, one]) => roleNode(role, one)).sort(byPosition),
    };
  };
  const serviceNode = (id: number, { tally, children }: Branch): EstablishmentNode => ({
    level: 'service',
    id,
    name: serviceNameAt(index.services.get(id), date),
    open: openService(id),
    stock: tally.stock(),
    children: [...children].map(([team, one]) => teamNode(team, one)).sort(byName),
  });
  return {
    level: 'all',
    id: null,
    name: 'All services',
    open: true,
    stock: root.tally.stock(),
    children: [...root.children].map(([id, one]) => serviceNode(id, one)).sort(byName),
  };
}

/** Somebody behind a figure: one of the places they work, or will. */
export interface Member {
  kind: Exclude<WorkKind, 'away'>;
  worker: number;
  engagement: number;
  assignment: number;
  team: number;
  role: number;
  fte: Millionths;
  /** Absent on the date, and how. */
  away: AbsenceKind | null;
}

/** The posts and people behind a stock: what a figure opens to. */
export function membersAt(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
): { lines: EstablishmentLine[]; members: Member[] } {
  const index = indexRecords(records);
  const pieces = piecesAt(records, date, scope);
  const absence = (piece: WorkPiece): AbsenceKind | null =>
    index.absencesOf
      .get(piece.engagement.id)
      ?.find(({ from, to }) => from <= date && (to === null || to >= date))?.kind ?? null;
  return {
    lines: pieces.flatMap((piece) => (piece.kind === 'funded' ? [piece.line] : [])),
    members: pieces.flatMap((piece) => {
      if (piece.kind === 'funded' || piece.kind === 'away') return [];
      const { kind, worker, team, role, fte, engagement, assignment } = piece;
      return [
        {
          kind,
          worker,
          engagement: engagement.id,
          assignment: assignment.id,
          team,
          role,
          fte,
          away: kind === 'offer' ? null : absence(piece),
        },
      ];
    }),
  };
}
