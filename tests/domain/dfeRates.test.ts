/** Every English authority's published rates, reproduced from their own parts (DOMAIN.md §3). */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { agencyRate, definitionOf, turnoverRate, vacancyRate } from '../../src/domain/measures.ts';
import { MEASURE_KINDS } from '../../src/domain/figures.ts';
import { readCell } from '../../src/domain/readCell.ts';
import { referenceFile } from '../reference.ts';

const file = referenceFile('dfe/csww_indicators_2017_to_2023.csv');
type Row = Record<string, string>;
const rows: Row[] =
  file === null
    ? []
    : Papa.parse<Row>(file, { header: true, skipEmptyLines: true }).data.filter(
        (row) => row['geographic_level'] === 'Local authority',
      );

/** A figure of the file as the plan would read it: a symbol is no number. */
function figure(row: Row, column: string): number | null {
  const measure = { kind: 'other', unit: 'number', label: column } as const;
  const read = readCell(row[column] ?? '', { measure, year: 2021, startMonth: 4 });
  return read.ok ? (read.content?.value ?? null) : null;
}

/**
 * How far the rate of printed parts may be from the printed rate: half a digit of the rate,
 * and what half a digit of each part (0.05 people) makes of a quotient.
 */
function slack(part: number, whole: number): number {
  return 0.05 + (100 * 0.05 * (whole + 2 * part)) / (whole * whole) + 1e-9;
}

describe.skipIf(file === null)('DfE rates of every authority, 2017 to 2023', () => {
  const compare = (
    rate: (row: Row) => { share: number | null; part: number | null; whole: number | null },
    column: string,
  ) => {
    let compared = 0;
    const wrong: string[] = [];
    for (const row of rows) {
      const published = figure(row, column);
      const { share, part, whole } = rate(row);
      if (published === null || share === null || part === null || whole === null) continue;
      compared += 1;
      if (Math.abs(share * 100 - published) > slack(part, whole)) {
        wrong.push(`${row['la_name']} ${row['time_period']}: ${share * 100} is not ${published}`);
      }
    }
    expect(wrong).toEqual([]);
    return compared;
  };

  it('reproduces vacancy rates', () => {
    const compared = compare((row) => {
      const vacancies = figure(row, 'vacancy_fte');
      const inPost = figure(row, 'inpost_fte');
      const whole = vacancies === null || inPost === null ? null : vacancies + inPost;
      return { share: vacancyRate({ vacancies, inPost }, 'dfe'), part: vacancies, whole };
    }, 'vacancy_rate_fte');
    expect(compared).toBeGreaterThan(1000);
  });

  it('reproduces turnover rates', () => {
    const compared = compare((row) => {
      const leavers = figure(row, 'leavers_fte');
      const whole = figure(row, 'inpost_fte');
      return { share: turnoverRate({ leavers, inPostAtEnd: whole }, 'dfe'), part: leavers, whole };
    }, 'turnover_rate_fte');
    expect(compared).toBeGreaterThan(1000);
  });

  it('reproduces agency rates', () => {
    const compared = compare((row) => {
      const agency = figure(row, 'agency_fte');
      const inPost = figure(row, 'inpost_fte');
      const whole = agency === null || inPost === null ? null : agency + inPost;
      return { share: agencyRate({ agency, inPost }, 'dfe'), part: agency, whole };
    }, 'agency_rate_fte');
    expect(compared).toBeGreaterThan(1000);
  });

  it('reads no symbol as a number', () => {
    const symbols = new Set<string>();
    for (const row of rows) {
      for (const column of ['vacancy_fte', 'vacancy_rate_fte', 'agency_fte', 'turnover_rate_fte']) {
        const written = row[column] ?? '';
        if (/^\d/.test(written)) continue;
        symbols.add(written);
        expect(figure(row, column)).toBeNull();
      }
    }
    expect(symbols.size).toBeGreaterThan(0);
  });
});

describe('a rate', () => {
  it('is absent without a denominator, never 0 or NaN', () => {
    expect(vacancyRate({ vacancies: 4, establishment: null }, 'local')).toBeNull();
    expect(vacancyRate({ vacancies: 0, establishment: 0 }, 'local')).toBeNull();
    expect(vacancyRate({ vacancies: 0, inPost: 0 }, 'dfe')).toBeNull();
    expect(vacancyRate({ vacancies: 4, inPost: 8 }, 'local')).toBeNull();
    expect(turnoverRate({ leavers: 4, averageInPost: 0 }, 'local')).toBeNull();
    expect(turnoverRate({ leavers: null, inPostAtEnd: 10 }, 'dfe')).toBeNull();
    expect(agencyRate({ agency: Number.NaN, establishment: 10 }, 'local')).toBeNull();
  });

  it('has two truths for one council: DfE September 2021, local November 2021', () => {
    // Tower Hamlets: DfE 81.8 vacancies beside 259.4 in post; the council's slide 40 of 319.
    expect(vacancyRate({ vacancies: 81.8, inPost: 259.4 }, 'dfe')).toBeCloseTo(0.24, 3);
    expect(vacancyRate({ vacancies: 40, establishment: 319 }, 'local')).toBeCloseTo(0.1254, 4);
  });

  it('names its definition on either basis', () => {
    for (const kind of MEASURE_KINDS) {
      expect(definitionOf(kind, 'local')).toMatch(/^[A-Z].*\.$/);
      expect(definitionOf(kind, 'dfe')).toMatch(/^[A-Z].*\.$/);
    }
    expect(definitionOf('vacancyRate', 'local')).toContain('funded establishment');
  });
});
