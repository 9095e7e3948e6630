/** What one person does at a moment, and which of it a scope counts. */
import type { Day } from './days.ts';
import type { WorkPiece } from './indexRecords.ts';
import { partsInScope, type Lens } from './scope.ts';
import type { Engagement, Millionths } from './types.ts';

export interface Part {
  start: Day;
  end: Day;
  inScope: boolean;
  piece: WorkPiece;
}

/** What somebody does at one moment. */
export interface State {
  parts: Part[];
  /** FTE of everything, and of what is in scope, and of the part of that seconded out. */
  total: Millionths;
  fte: Millionths;
  out: Millionths;
  /** In scope at all, and in post there. */
  here: boolean;
  inPost: boolean;
}

export function stateOf(parts: Part[]): State {
  const state: State = { parts, total: 0, fte: 0, out: 0, here: false, inPost: false };
  for (const { piece, inScope } of parts) {
    state.total += piece.fte;
    if (!inScope) continue;
    state.here = true;
    state.fte += piece.fte;
    if (piece.kind === 'seconded-out') state.out += piece.fte;
    else state.inPost = true;
  }
  return state;
}

/** A piece cut where it enters and leaves the scope. */
export function partsOf(lens: Lens, piece: WorkPiece): Part[] {
  const parts: Part[] = [];
  let at = piece.start;
  const inside = partsInScope(lens, [piece]);
  for (const { start, end } of inside) {
    if (at < start) parts.push({ start: at, end: start, inScope: false, piece });
    parts.push({ start, end, inScope: true, piece });
    at = end;
  }
  if (at < piece.end || inside.length === 0) {
    parts.push({ start: at, end: piece.end, inScope: false, piece });
  }
  return parts;
}

/** The parts in force at the close of a day. */
export const partsOn = (parts: readonly Part[], day: Day) =>
  parts.filter((part) => part.start <= day && day < part.end);

/** The assignments somebody holds, in scope or not. */
export const assignmentsIn = (state: State) => [
  ...new Set(state.parts.map((part) => part.piece.assignment)),
];

/** The teams and roles in scope, to tell one state's from another's. */
export const placesIn = (state: State) =>
  state.parts
    .filter((part) => part.inScope)
    .map(({ piece }) => `${piece.team}/${piece.role}`)
    .sort()
    .join();

/** The contract a change is shown under: one in scope where there is one. */
export const engagementIn = (...states: State[]): Engagement | undefined =>
  states.flatMap((state) => state.parts).find((part) => part.inScope)?.piece.engagement ??
  states.flatMap((state) => state.parts)[0]?.piece.engagement;
