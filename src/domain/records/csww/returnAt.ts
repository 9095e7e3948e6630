/**
 * Who the statutory return of a census has an element for: people in post and agency workers at
 * its close, and everybody who left child and family social work in the year to it
 * (DOMAIN.md §8). Somebody who left and came back has two: one ends, the other goes on.
 */
import { addDays, type IsoDate } from '../../calendar.ts';
import { orgRoleOf } from '../codes.ts';
import { dateOf, dayOf, monthsBefore, type Day } from '../days.ts';
import { indexRecords, isEmployed, type RecordsIndex, type WorkPiece } from '../indexRecords.ts';
import { movementsIn, type Movement, type Movements } from '../movements.ts';
import type { RecordsScope } from '../scope.ts';
import { piecesAt } from '../stock.ts';
import type { Assignment, Engagement, Millionths, PlanRecords } from '../types.ts';

/** The six groups of roles of the return, wherever they work. */
export const RETURN_SCOPE: RecordsScope = { counts: 'dfe' };

/** What one element of the return is about. */
export interface ReturnEntry {
  worker: number;
  /** The contract it is shown under: where its codes are recorded. */
  engagement: Engagement;
  kind: 'in-post' | 'agency' | 'leaver';
  /** Over all posts in the return: at the census, or on the last day. */
  fte: Millionths;
  /** OrgRole, most senior first: two kinds of role at once are two. */
  orgRoles: number[];
  /** The first day in child and family social work here, whatever contracts followed. */
  from: IsoDate;
  /** StartOrigin as recorded at the start of the spell; null for a move in, which has none. */
  origin: number | null;
  /** The last day; null while they are here. */
  to: IsoDate | null;
  /** Left the return for another role in the authority: reason 7. */
  movedOutside: boolean;
}

export interface CswwReturn {
  index: RecordsIndex;
  censusDate: IsoDate;
  /** The first day of the year to the census. */
  from: IsoDate;
  /** The pieces of work at the close of the census. */
  work: WorkPiece[];
  movements: Movements;
  /** Whole moves from a role outside the return, and to one; a change of part of a job is neither. */
  movedIn: Movement[];
  movedOut: Movement[];
  entries: ReturnEntry[];
}

const made = new WeakMap<PlanRecords, Map<IsoDate, CswwReturn>>();

/**
 * The return's people at a census, 30 September as a rule. Kept as long as the records are: the
 * figures, what is kept and the return itself all rest on it.
 */
export function returnAt(records: PlanRecords, censusDate: IsoDate): CswwReturn {
  const byDate = made.get(records) ?? new Map<IsoDate, CswwReturn>();
  made.set(records, byDate);
  let csww = byDate.get(censusDate);
  if (!csww) byDate.set(censusDate, (csww = makeReturn(records, censusDate)));
  return csww;
}

function makeReturn(records: PlanRecords, censusDate: IsoDate): CswwReturn {
  const index = indexRecords(records);
  const from = addDays(monthsBefore(censusDate, 12), 1);
  const movements = movementsIn(records, from, censusDate, RETURN_SCOPE);
  const work = piecesAt(records, censusDate, RETURN_SCOPE).filter(
    (piece): piece is WorkPiece => piece.kind !== 'funded',
  );
  const movedIn = movements.movesIn.filter((one) => one.headcount > 0 && one.before.length > 0);
  const movedOut = movements.movesOut.filter((one) => one.headcount < 0 && one.after.length > 0);
  const entries = [
    ...entriesHere(index, work, censusDate),
    ...movements.leavers.map((one) => leaverEntry(index, one, one.date, false)),
    // Whoever moves on the year's first day was in post at the close of the last census.
    ...movedOut.map((one) => {
      const lastDay = addDays(one.date, -1);
      return leaverEntry(index, one, lastDay < from ? from : lastDay, true);
    }),
  ];
  return { index, censusDate, from, work, movements, movedIn, movedOut, entries };
}

/** OrgRole of a role; null outside the return. */
function orgRoleAt(index: RecordsIndex, role: number): number | null {
  return orgRoleOf(index.roles.get(role)?.group ?? 'other');
}

function orgRolesOf(index: RecordsIndex, places: readonly { role: number }[]): number[] {
  const codes = places.flatMap(({ role }) => orgRoleAt(index, role) ?? []);
  return [...new Set(codes)].sort((a, b) => a - b);
}

/** One entry for everybody in post, and one for each agency worker. */
function entriesHere(
  index: RecordsIndex,
  work: readonly WorkPiece[],
  censusDate: IsoDate,
): ReturnEntry[] {
  const pieces = {
    'in-post': new Map<number, WorkPiece[]>(),
    agency: new Map<number, WorkPiece[]>(),
  };
  for (const piece of work) {
    const inPost = piece.kind === 'employed' || piece.kind === 'seconded-in';
    if (!inPost && piece.kind !== 'agency') continue;
    const of = pieces[inPost ? 'in-post' : 'agency'];
    of.set(piece.worker, [...(of.get(piece.worker) ?? []), piece]);
  }
  const entry = (kind: 'in-post' | 'agency', worker: number, own: WorkPiece[]): ReturnEntry => {
    const { engagement } = own.find((piece) => piece.kind === 'employed') ?? own[0]!;
    return {
      worker,
      engagement,
      kind,
      fte: own.reduce((sum, piece) => sum + piece.fte, 0),
      orgRoles: orgRolesOf(index, own),
      ...(isEmployed(engagement.basis)
        ? cameOn(index, worker, dayOf(censusDate))
        : { from: engagement.from, origin: null }),
      to: null,
      movedOutside: false,
    };
  };
  return (['in-post', 'agency'] as const).flatMap((kind) =>
    [...pieces[kind]].map(([worker, own]) => entry(kind, worker, own)),
  );
}

function leaverEntry(
  index: RecordsIndex,
  movement: Movement,
  to: IsoDate,
  movedOutside: boolean,
): ReturnEntry {
  const { worker, engagement } = movement;
  const inReturn = movement.before.filter(
    ({ role }: Assignment) => orgRoleAt(index, role) !== null,
  );
  return {
    worker,
    engagement,
    kind: 'leaver',
    fte: Math.abs(movement.fte),
    orgRoles: orgRolesOf(index, inReturn),
    ...cameOn(index, worker, dayOf(to)),
    to,
    movedOutside,
  };
}

/**
 * The first day of somebody's time in child and family social work that goes on at a day: the
 * start of the spell, or the last move into it from a role outside the return.
 */
function cameOn(
  index: RecordsIndex,
  worker: number,
  day: Day,
): Pick<ReturnEntry, 'from' | 'origin'> {
  const spell = index.spellsOf
    .get(worker)
    ?.findLast(({ start, end }) => start <= day && day <= end);
  if (!spell) return { from: dateOf(day), origin: null };
  const pieces = (index.workOf.get(worker) ?? []).filter(
    ({ engagement, start }) => isEmployed(engagement.basis) && spell.start <= start && start <= day,
  );
  const within = pieces.filter(({ role }) => orgRoleAt(index, role) !== null);
  const on = (some: readonly WorkPiece[], at: Day) =>
    some.some(({ start, end }) => start <= at && at < end);
  const movedIn = within
    .map(({ start }) => start)
    .filter((start) => !on(within, start - 1) && on(pieces, start - 1));
  const first = Math.min(...pieces.map(({ start }) => start));
  if (movedIn.length > 0) return { from: dateOf(Math.max(...movedIn)), origin: null };
  return { from: dateOf(first), origin: spell.engagements[0]!.origin };
}
