/** No count left out of a published table can be had from the rest of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskTable } from '../../src/domain/suppression.ts';

/** 'x' where a cell is left out. */
const drawn = (masks: readonly boolean[][]) =>
  masks.map((row) => row.map((one) => (one ? 'x' : '.')).join(''));

describe('small numbers', () => {
  it('leave a table alone that has none, or none but nobody', () => {
    expect(
      drawn(
        maskTable([
          [9, 0],
          [12, 30],
        ]),
      ),
    ).toEqual(['...', '...', '...']);
    expect(maskTable([])).toEqual([]);
  });

  it('take with them the cheapest others that hide them, and no total', () => {
    // 2 alone is 10 − 8 by its row and 11 − 9 by its column: three others go with it.
    expect(
      drawn(
        maskTable([
          [2, 8],
          [9, 11],
        ]),
      ),
    ).toEqual(['xx.', 'xx.', '...']);
    // The second row's 6 and 7 are the cheapest to go with the first's 1 and 20.
    expect(
      drawn(
        maskTable([
          [1, 20],
          [6, 7],
          [40, 50],
        ]),
      ),
    ).toEqual(['xx.', 'xx.', '...', '...']);
  });

  it('are never hidden behind nobody, which would be found out', () => {
    // The cheapest cells are the second row's noughts, but its total says that they are none.
    expect(
      drawn(
        maskTable([
          [2, 18],
          [0, 0],
          [13, 7],
        ]),
      ),
    ).toEqual(['xx.', '...', 'xx.', '...']);
  });

  it('hide each other where they stand in a ring, and leave out a small total too', () => {
    expect(
      drawn(
        maskTable([
          [3, 2],
          [4, 1],
        ]),
      ).slice(0, 2),
    ).toEqual(['xx.', 'xx.']);
    // A single group of 3: its row and the totals are the same three people.
    expect(drawn(maskTable([[3, 0]]))).toEqual(['x.x', 'x.x']);
  });
});

/** Whether linear equations fix one unknown: Gauss's elimination, apart from the rule it tests. */
function isFixed(equations: number[][], unknown: number): boolean {
  const rows = equations.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  // The unknown's column last: it is fixed when a row is left that holds it alone.
  const order = [...Array(width).keys()].filter((at) => at !== unknown);
  let top = 0;
  for (const column of order) {
    const pivot = rows.findIndex((row, at) => at >= top && Math.abs(row[column]!) > 1e-9);
    if (pivot === -1) continue;
    [rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!];
    for (let at = top + 1; at < rows.length; at++) {
      const factor = rows[at]![column]! / rows[top]![column]!;
      rows[at] = rows[at]!.map((value, c) => value - factor * rows[top]![c]!);
    }
    top++;
  }
  return rows.slice(top).some((row) => Math.abs(row[unknown] ?? 0) > 1e-9);
}

describe('whatever the table', () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat({ max: 12 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

  it('every count of 1 to 4 is left out, and none left out follows from the others', () => {
    fc.assert(
      fc.property(table, (counts) => {
        const masked = maskTable(counts);
        const rows = counts.length + 1;
        const columns = counts[0]!.length + 1;
        counts.forEach((row, r) =>
          row.forEach((count, c) => {
            if (count > 0 && count < 5) expect(masked[r]![c]).toBe(true);
          }),
        );
        // Along a ring of cells of at least 1, one more and one fewer by turns is a table too.
        counts.forEach((row, r) =>
          row.forEach((count, c) => count === 0 && expect(masked[r]![c]).toBe(false)),
        );
        const unknowns = masked.flatMap((row, r) =>
          row.flatMap((one, c) => (one ? [[r, c] as const] : [])),
        );
        // Each row and column: its parts less its total is nothing.
        const along = (of: (r: number, c: number) => number) => unknowns.map(([r, c]) => of(r, c));
        const equations = [
          ...Array.from({ length: rows }, (_, row) =>
            along((r, c) => (r === row ? (c === columns - 1 ? -1 : 1) : 0)),
          ),
          ...Array.from({ length: columns }, (_, column) =>
            along((r, c) => (c === column ? (r === rows - 1 ? -1 : 1) : 0)),
          ),
        ];
        unknowns.forEach((_, at) => expect(isFixed(equations, at)).toBe(false));
      }),
    );
  });
});
