/**
 * Where things are in the Targets table, and how the keyboard moves through it.
 *
 * Each measure has two lines: its readings, and its targets below. A place on column
 * `HEADING` is the row's name, which spans both lines.
 */
import type { CellKind } from '../../domain/readCell.ts';

export interface Place {
  line: number;
  column: number;
}

export interface GridSize {
  measures: number;
  years: number;
}

/** The column of the row names. */
export const HEADING = -1;

export type Movement =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'rowStart'
  | 'rowEnd'
  | 'tableStart'
  | 'tableEnd'
  | 'firstOfKind'
  | 'lastOfKind'
  | 'previousOfKind'
  | 'nextOfKind';

export function measureAt(line: number): number {
  return Math.floor(line / 2);
}

export function kindAt(line: number): CellKind {
  return line % 2 === 0 ? 'reading' : 'target';
}

export function lineOf(measure: number, kind: CellKind): number {
  return measure * 2 + (kind === 'target' ? 1 : 0);
}

export function samePlace(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column;
}

function clamp(n: number, low: number, high: number): number {
  return Math.max(low, Math.min(n, high));
}

/** The nearest place the table has; row names stand on the first of their two lines. */
export function within(place: Place, size: GridSize): Place {
  const column = clamp(place.column, HEADING, size.years - 1);
  const line = clamp(place.line, 0, Math.max(0, size.measures * 2 - 1));
  return { column, line: column === HEADING ? lineOf(measureAt(line), 'reading') : line };
}

/**
 * Where a movement leads; at an edge it stays.
 *
 * `nextOfKind` goes to the same line of the next measure: from target to target, so that
 * a column of targets is typed with Enter alone.
 */
export function move(from: Place, movement: Movement, size: GridSize): Place {
  const step = from.column === HEADING ? 2 : 1;
  const last = size.measures * 2 - 1;
  const kind = kindAt(from.line);
  const to: Record<Movement, Place> = {
    up: { ...from, line: from.line - step },
    down: { ...from, line: from.line + step },
    left: { ...from, column: from.column - 1 },
    right: { ...from, column: from.column + 1 },
    rowStart: { ...from, column: 0 },
    rowEnd: { ...from, column: size.years - 1 },
    tableStart: { line: 0, column: 0 },
    tableEnd: { line: last, column: size.years - 1 },
    firstOfKind: { ...from, line: lineOf(0, kind) },
    lastOfKind: { ...from, line: lineOf(size.measures - 1, kind) },
    previousOfKind: from.line < 2 ? from : { ...from, line: from.line - 2 },
    nextOfKind: from.line + 2 > last ? from : { ...from, line: from.line + 2 },
  };
  return within(to[movement], size);
}

/** Where an extended selection's moving corner goes: it keeps to the line's kind and off the names. */
export function extend(from: Place, movement: Movement, size: GridSize): Place {
  const sameKind: Partial<Record<Movement, Movement>> = {
    up: 'previousOfKind',
    down: 'nextOfKind',
  };
  const to = move(from, sameKind[movement] ?? movement, size);
  return onKind({ ...to, column: Math.max(0, to.column) }, kindAt(from.line));
}

/** The place on its measure's line of a kind. */
export function onKind(place: Place, kind: CellKind): Place {
  return { ...place, line: lineOf(measureAt(place.line), kind) };
}

/** A block of cells of one kind, bounds included. Measures and columns are indices. */
export interface Selection {
  kind: CellKind;
  measures: readonly [number, number];
  columns: readonly [number, number];
}

/** The block between two corners, or null when one of them is a row's name. */
export function selectionOf(anchor: Place, active: Place): Selection | null {
  if (anchor.column === HEADING || active.column === HEADING) return null;
  const between = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const;
  return {
    kind: kindAt(active.line),
    measures: between(measureAt(anchor.line), measureAt(active.line)),
    columns: between(anchor.column, active.column),
  };
}

export function isSelected(selection: Selection | null, place: Place): boolean {
  if (selection === null || selection.kind !== kindAt(place.line)) return false;
  const inside = (n: number, [low, high]: readonly [number, number]) => n >= low && n <= high;
  return (
    inside(measureAt(place.line), selection.measures) && inside(place.column, selection.columns)
  );
}

export function cellCount(selection: Selection): number {
  const width = ([low, high]: readonly [number, number]) => high - low + 1;
  return width(selection.measures) * width(selection.columns);
}

/** The order of the rows once one has moved up (−1) or down (+1) past its visible neighbour. */
export function movedOrder(
  ordered: readonly { id: number; retiredOn: string | null }[],
  id: number,
  by: -1 | 1,
): number[] | null {
  const rows = [...ordered];
  const from = rows.findIndex((row) => row.id === id);
  let to = from + by;
  while (rows[to] !== undefined && rows[to]?.retiredOn !== null) to += by;
  const moving = rows[from];
  if (moving === undefined || rows[to] === undefined) return null;
  rows.splice(from, 1);
  rows.splice(to, 0, moving);
  return rows.map((row) => row.id);
}
