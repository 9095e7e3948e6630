/**
 * The 17 indicators of Tower Hamlets' scrutiny paper of March 2023: 14 have targets, and the
 * council published 6 green, 4 amber and 4 red. Quoted here as numerator, denominator, minimum,
 * upper and the published rating.
 */
import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import { rateMinUpper, rateTolerance, type Rating } from '../../src/domain/rating.ts';
import { referenceFile } from '../reference.ts';

const PUBLISHED: [ref: string, of: number, all: number, min: number, upper: number, Rating][] = [
  ['1.1', 2056, 2297, 90, 95, 'red'],
  ['2.1', 15595, 15860, 90, 95, 'green'],
  ['2.10a', 3489, 3888, 90, 95, 'red'],
  ['3.1', 637, 738, 85, 90, 'amber'],
  ['3.3', 620, 738, 85, 90, 'red'],
  ['4.7.2', 204, 214, 92, 95, 'green'],
  ['5.10', 89, 301, 10, 5, 'red'],
  ['5.11', 277, 301, 90, 95, 'amber'],
  ['3.2', 559, 637, 85, 90, 'amber'],
  ['4.8', 140, 145, 96.5, 98.5, 'amber'],
  ['5.18', 346, 346, 95, 100, 'green'],
  ['6.1', 264, 269, 90, 95, 'green'],
  ['6.2', 208, 269, 65, 75, 'green'],
  ['6.3', 254, 269, 85, 90, 'green'],
];

describe('the council’s own minimum and upper ratings', () => {
  test.each(PUBLISHED)('%s: %d of %d against %d to %d', (_ref, of, all, min, upper, rating) => {
    expect(rateMinUpper((of / all) * 100, min, upper)).toBe(rating);
  });

  it('comes to 6 green, 4 amber and 4 red', () => {
    const counts = { green: 0, amber: 0, red: 0 };
    for (const [, of, all, min, upper] of PUBLISHED) {
      counts[rateMinUpper((of / all) * 100, min, upper)] += 1;
    }
    expect(counts).toEqual({ green: 6, amber: 4, red: 4 });
  });

  const file = referenceFile('kpi-march-2023.csv');
  it.skipIf(file === null)('quotes the file it comes from', () => {
    const { data } = Papa.parse<Record<string, string>>(file ?? '', {
      header: true,
      skipEmptyLines: true,
    });
    const rated = data
      .filter((row) => row['min'] !== '')
      .map((row) => [
        row['ref'],
        ...['numerator', 'denominator', 'min', 'upper'].map((column) => Number(row[column])),
        row['rag'],
      ]);
    expect(rated).toEqual(PUBLISHED);
    expect(data.filter((row) => row['min'] === '')).toHaveLength(3);
  });
});

describe('the boundaries of a rating', () => {
  it('is green at the upper threshold and amber at the minimum', () => {
    expect(rateMinUpper(90, 85, 90)).toBe('green');
    expect(rateMinUpper(85, 85, 90)).toBe('amber');
    expect(rateMinUpper(84.99, 85, 90)).toBe('red');
  });

  it('reads a minimum above the upper threshold as lower is better', () => {
    expect(rateMinUpper(5, 10, 5)).toBe('green');
    expect(rateMinUpper(10, 10, 5)).toBe('amber');
    expect(rateMinUpper(10.01, 10, 5)).toBe('red');
  });

  it('includes the boundary of a tolerance, in percent of the target or in points', () => {
    const percent = { tolerance: 5, toleranceIn: 'percent' } as const;
    const points = { tolerance: 5, toleranceIn: 'points' } as const;
    expect(rateTolerance(10, 10, percent, true)).toBe('green');
    expect(rateTolerance(10.5, 10, percent, true)).toBe('amber');
    expect(rateTolerance(10.51, 10, percent, true)).toBe('red');
    expect(rateTolerance(15, 10, points, true)).toBe('amber');
    expect(rateTolerance(15.01, 10, points, true)).toBe('red');
    expect(rateTolerance(19, 20, percent, false)).toBe('amber');
    expect(rateTolerance(18.9, 20, percent, false)).toBe('red');
    expect(rateTolerance(21, 20, percent, false)).toBe('green');
  });

  it('compares unrounded: 620 of 738 is within 1% of 85, the printed 84.0 is not', () => {
    // The tolerance reading of DOMAIN.md §3: 85 less 1 point is 84.
    const rule = { tolerance: 1, toleranceIn: 'points' } as const;
    expect(rateTolerance((620 / 738) * 100, 85, rule, false)).toBe('amber');
    expect(rateTolerance(83.99, 85, rule, false)).toBe('red');
    // 0.1 + 0.2 is arithmetic noise, not a missed target.
    expect(rateTolerance(0.1 + 0.2, 0.3, rule, true)).toBe('green');
  });
});
