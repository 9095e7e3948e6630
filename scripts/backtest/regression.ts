/** Linear regression without an intercept: by least squares, and by least absolute error. */

type Rows = readonly (readonly number[])[];

/** Solves a small system of equations by Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < size; column++) {
    const rest = rows.slice(column);
    const pivot = rest.reduce((best, row) =>
      Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
    );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    rows.forEach((row, at) => {
      if (at === column) return;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      rows[at] = row.map((value, place) => value - factor * (pivot[place] ?? 0));
    });
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

function weightedSquares(rows: Rows, values: readonly number[], weights: readonly number[]) {
  const size = rows[0]?.length ?? 0;
  const places = Array.from({ length: size }, (_, at) => at);
  const sum = (of: (row: readonly number[], at: number) => number) =>
    rows.reduce((total, row, at) => total + (weights[at] ?? 0) * of(row, at), 0);
  const matrix = places.map((i) =>
    places.map((j) => sum((row) => (row[i] ?? 0) * (row[j] ?? 0)) + (i === j ? 1e-9 : 0)),
  );
  const right = places.map((i) => sum((row, at) => (row[i] ?? 0) * (values[at] ?? 0)));
  return solve(matrix, right);
}

/** The weights that make the sum of squared misses least. */
export function leastSquares(rows: Rows, values: readonly number[]): number[] {
  return weightedSquares(
    rows,
    values,
    rows.map(() => 1),
  );
}

/** Misses smaller than this count as this, a share: a weight has to end somewhere. */
const SMALLEST_MISS = 0.0005;

/** Rounds of reweighting, long after the weights have settled. */
const ROUNDS = 80;

/**
 * The weights that make the sum of absolute misses least, by iteratively reweighted least
 * squares: authorities that leapt count no more than others.
 */
export function leastAbsolute(rows: Rows, values: readonly number[]): number[] {
  let found = leastSquares(rows, values);
  for (let round = 0; round < ROUNDS; round++) {
    const weights = rows.map((row, at) => {
      const fitted = row.reduce((sum, value, place) => sum + value * (found[place] ?? 0), 0);
      return 1 / Math.max(Math.abs((values[at] ?? 0) - fitted), SMALLEST_MISS);
    });
    found = weightedSquares(rows, values, weights);
  }
  return found;
}
