/** Which teams and roles a figure counts, and when: a team may change service. */
import { dayOf, FOREVER, type Day } from './days.ts';
import type { RecordsIndex } from './indexRecords.ts';
import type { Role } from './types.ts';

/** What a figure counts. A part left out or null does not narrow it. */
export interface RecordsScope {
  /**
   * `plan`: the roles the plan counts. `dfe`: the statutory return's six groups.
   * `all`: every role.
   */
  counts: 'plan' | 'dfe' | 'all';
  service?: number | null;
  team?: number | null;
  role?: number | null;
  /**
   * Frozen posts are establishment, and vacant when empty, unless a council leaves them out.
   * The DfE basis always counts them (DOMAIN.md §3).
   */
  frozenPosts?: 'counted' | 'left-out';
}

/** Half-open spans of days, `[start, end)`, in order. */
type Spans = readonly (readonly [Day, Day])[];

const ALWAYS: Spans = [[-FOREVER, FOREVER]];
const NEVER: Spans = [];

/** When a team and role are in scope. */
export type Lens = (team: number, role: number) => Spans;

function countsRole(role: Role | undefined, scope: RecordsScope): boolean {
  if (scope.role != null && role?.id !== scope.role) return false;
  if (scope.counts === 'all') return true;
  if (!role) return false;
  return scope.counts === 'plan' ? role.counts : role.group !== 'other';
}

/** When a team belongs to a service. Its first period reaches back to whatever came before. */
function spansInService(index: RecordsIndex, team: number, service: number): Spans {
  const periods = index.periodsOf.get(team) ?? [];
  const spans: [Day, Day][] = [];
  periods.forEach((period, at) => {
    if (period.service !== service) return;
    const start = at === 0 ? -FOREVER : dayOf(period.from);
    const next = periods[at + 1];
    const end = next ? dayOf(next.from) : FOREVER;
    const before = spans.at(-1);
    if (before?.[1] === start) before[1] = end;
    else spans.push([start, end]);
  });
  return spans;
}

/** A scope ready to be asked about many pieces. */
export function lensOf(index: RecordsIndex, scope: RecordsScope): Lens {
  const roles = new Map<number, boolean>();
  const teams = new Map<number, Spans>();
  const { service } = scope;
  return (team, role) => {
    let counted = roles.get(role);
    if (counted === undefined) {
      roles.set(role, (counted = countsRole(index.roles.get(role), scope)));
    }
    if (!counted || (scope.team != null && scope.team !== team)) return NEVER;
    if (service == null) return ALWAYS;
    let spans = teams.get(team);
    if (!spans) teams.set(team, (spans = spansInService(index, team, service)));
    return spans;
  };
}

/** True when the scope counts the team and role on a day. */
export function isInScope(lens: Lens, team: number, role: number, day: Day): boolean {
  const spans = lens(team, role);
  return spans === ALWAYS || spans.some(([start, end]) => start <= day && day < end);
}

interface Placed {
  start: Day;
  end: Day;
  team: number;
  role: number;
}

/** The parts of pieces that are in scope: a piece itself where all of it is. */
export function partsInScope<P extends Placed>(lens: Lens, pieces: readonly P[]): P[] {
  const parts: P[] = [];
  for (const piece of pieces) {
    const spans = lens(piece.team, piece.role);
    if (spans === ALWAYS) parts.push(piece);
    else if (piece.start === piece.end) {
      if (isInScope(lens, piece.team, piece.role, piece.start)) parts.push(piece);
    } else {
      for (const [from, to] of spans) {
        const start = Math.max(piece.start, from);
        const end = Math.min(piece.end, to);
        if (start < end) parts.push({ ...piece, start, end });
      }
    }
  }
  return parts;
}

/** True when the scope cuts pieces, so that an order by start or end no longer holds. */
export function cutsPieces(scope: RecordsScope): boolean {
  return scope.service != null;
}
