/**
 * Small numbers left out of what is published (DOMAIN.md §10). A count of 1 to 4 may tell of a
 * person. Others are left out with it, as few as will do, so that none of them can be had by taking
 * the published ones from their totals.
 */

/** Counts below this, and above 0, are left out. */
export const SMALL_BELOW = 5;

/** What stands in a published table where a count is left out. */
export const LEFT_OUT = '[c]';

/** A total is worth more to its readers than any of its parts. */
const TOTAL_COST = 1_000_000;

interface Table {
  /** The counts with a last column and a last row of totals. */
  cells: number[][];
  masked: boolean[][];
}

function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0);
  const rows = counts.map((row) => [...row, sum(row)]);
  const width = (rows[0]?.length ?? 1) - 1;
  const totals = Array.from({ length: width + 1 }, (_, at) => sum(rows.map((row) => row[at] ?? 0)));
  return [...rows, totals];
}

/**
 * The cheapest way from a row to a column over cells that could be left out, one cell of the row
 * itself excepted: rows and columns are places, cells the ways between them (Dijkstra).
 *
 * @returns the cells on the way.
 */
function wayRound({ cells, masked }: Table, row: number, column: number): [number, number][] {
  const rows = cells.length;
  const columns = cells[0]!.length;
  const places = rows + columns;
  const costs = Array.from({ length: places }, () => Infinity);
  const from = Array.from({ length: places }, () => -1);
  const done = new Set<number>();
  costs[row] = 0;
  const costOf = (r: number, c: number) => {
    if (masked[r]![c]) return 0;
    // Nobody is no hiding place: a count cannot be less, so it could be told that it is none.
    if (cells[r]![c] === 0) return Infinity;
    const total = r === rows - 1 || c === columns - 1 ? TOTAL_COST : 0;
    return 1 + cells[r]![c]! + total;
  };
  for (;;) {
    let here = -1;
    for (let place = 0; place < places; place++) {
      const nearer = here === -1 || costs[place]! < costs[here]!;
      if (!done.has(place) && costs[place]! < Infinity && nearer) here = place;
    }
    if (here === -1 || here === rows + column) break;
    done.add(here);
    const isRow = here < rows;
    for (let other = 0; other < (isRow ? columns : rows); other++) {
      const [r, c] = isRow ? [here, other] : [other, here - rows];
      if (r === row && c === column) continue;
      const place = isRow ? rows + other : other;
      const cost = costs[here]! + costOf(r, c);
      if (cost < costs[place]!) {
        costs[place] = cost;
        from[place] = here;
      }
    }
  }
  const way: [number, number][] = [];
  for (let place = rows + column; from[place] !== -1; place = from[place]!) {
    const before = from[place]!;
    way.push(place < rows ? [place, before - rows] : [before, place - rows]);
  }
  return way;
}

/** True where cells left out lead from a row to a column without the cell they share. */
function hasWayRound(table: Table, row: number, column: number): boolean {
  const { masked } = table;
  const rows = masked.length;
  const seen = new Set([row]);
  const ahead = [row];
  for (let place = ahead.pop(); place !== undefined; place = ahead.pop()) {
    const isRow = place < rows;
    const others = isRow ? masked[place]!.length : rows;
    for (let other = 0; other < others; other++) {
      const [r, c] = isRow ? [place, other] : [other, place - rows];
      const next = isRow ? rows + other : other;
      if (!masked[r]![c] || seen.has(next) || (r === row && c === column)) continue;
      seen.add(next);
      ahead.push(next);
    }
  }
  return seen.has(rows + column);
}

/**
 * Which cells of a table of counts are left out when it is published with its totals: every count
 * of 1 to 4, and others until no cell left out can be had by adding and taking away the rest. That
 * is so exactly where each lies on a ring of cells left out, going by rows and columns in turn: one
 * more and one fewer by turns along the ring, and every total stays. So no cell left out is 0.
 *
 * @param counts - rows of counts, without their totals.
 * @param below - counts from 1 to one less are left out.
 * @returns true for a cell left out; the last row and column are the totals'.
 * @example maskTable([[2, 8], [9, 11]]) leaves out all four, and no total.
 */
export function maskTable(
  counts: readonly (readonly number[])[],
  below = SMALL_BELOW,
): boolean[][] {
  if (counts.length === 0 || counts[0]!.length === 0) return [];
  const cells = withTotals(counts);
  const masked = cells.map((row) => row.map((count) => count > 0 && count < below));
  const table = { cells, masked };
  for (let row = 0; row < cells.length; row++) {
    for (let column = 0; column < cells[row]!.length; column++) {
      if (!masked[row]![column] || hasWayRound(table, row, column)) continue;
      for (const [r, c] of wayRound(table, row, column)) masked[r]![c] = true;
    }
  }
  return masked;
}
