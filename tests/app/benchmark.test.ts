/** What the Benchmark pages say: figures as published, symbols never zero, every source named. */
import { describe, expect, it } from 'vitest';
import {
  comparedRows,
  latestInWords,
  otherNames,
  sourcesShown,
  symbolsShown,
  yearsInWords,
} from '../../src/app/components/benchmark/comparison.ts';
import {
  authorityChoices,
  usualComparators,
  wholeChoices,
} from '../../src/app/components/benchmark/choices.ts';
import {
  censusChoices,
  differenceBars,
  differenceRows,
  localChoices,
} from '../../src/app/components/benchmark/difference.ts';
import { aboutFile, revisionsOf, symbolsIn } from '../../src/app/components/benchmark/found.ts';
import { linesOverYears, roomBeside } from '../../src/app/components/benchmark/lines.ts';
import { standingShown, whyNoStanding } from '../../src/app/components/benchmark/standings.ts';
import type { HeldArea, HeldRow } from '../../src/app/stores/benchmark.ts';
import { areaByCode, benchmarkAreas } from '../../src/domain/benchmark/areas.ts';
import { dfeVacancyOf } from '../../src/domain/benchmark/dfeVacancy.ts';
import type { BenchmarkFigure } from '../../src/domain/importing/benchmark.ts';
import { differ, localVacancyOf } from '../../src/domain/records/differ.ts';
import { row } from '../domain/benchmark/rows.ts';
import { towerHamlets } from '../fixtures/towerHamlets.ts';

const held = (...[year, code, name, figure, about]: Parameters<typeof row>): HeldRow => ({
  ...row(year, code, name, figure, about),
  source: 'csww.csv',
});
const REGION = { level: 'Regional', regionCode: 'E13000001' } as const;
const NATION = { level: 'National', regionCode: null } as const;

const rows = [
  held(2020, 'E09000030', 'Tower Hamlets', 20.7),
  held(2021, 'E09000030', 'Tower Hamlets', 24),
  held(2020, 'E13000001', 'Inner London', 26.1, REGION),
  held(2021, 'E13000001', 'Inner London', 24.5, REGION),
  held(2021, 'E12000007', 'London', 22, { ...REGION, regionCode: 'E12000007' }),
  held(2021, 'E92000001', 'England', 16.7, NATION),
  { ...held(2021, 'E09000001', 'City of London', 'c'), source: 'other.csv' },
  held(2020, 'E10000021', 'Northamptonshire', 33.6),
];
const areas: HeldArea[] = benchmarkAreas(rows);
const area = (code: string) => areaByCode(areas, code)!;
const own = area('E09000030');
const [inner, england, city] = ['E13000001', 'E92000001', 'E09000001'].map(area) as [
  HeldArea,
  HeldArea,
  HeldArea,
];
const YEARS = [2020, 2021];
const NOBODY = new Map();

describe('the table', () => {
  it('has each figure as published, and says why one is not there', () => {
    const [first, , nation, confidential] = comparedRows(
      ...([own, [inner, england, city], YEARS, 'vacancy', NOBODY] as const),
    );
    expect(first!.cells.map(({ text }) => text)).toEqual(['20.7%', '24.0%']);
    expect(nation!.cells[0]).toEqual({ year: 2020, text: '–', words: 'not in the file' });
    expect(confidential!.cells[1]).toEqual({ year: 2021, text: 'c', words: 'c: confidential' });
    expect(symbolsShown([own, city], 'vacancy')).toEqual(['c: confidential']);
  });

  it('sets the plan’s own figure beside DfE’s, and their difference in points', () => {
    const recorded = new Map([[2021, { vacancy: 22.96, turnover: null, agency: 20 }]]);
    const table = comparedRows(own, [], YEARS, 'vacancy', recorded);
    expect(table.map(({ kind }) => kind)).toEqual(['own', 'records', 'difference']);
    expect(table[1]!.cells.map(({ text }) => text)).toEqual(['–', '23.0%']);
    // 22.96 − 24 is −1.04: worked out unrounded, and rounded for show.
    expect(table[2]!.cells[1]).toEqual({ year: 2021, text: '−1.0', words: '−1.0 points' });
    expect(comparedRows(own, [], YEARS, 'turnover', recorded)).toHaveLength(1);
    expect(comparedRows(own, [], YEARS, 'caseload', recorded)).toHaveLength(1);
  });

  it('names the file of every figure', () => {
    expect(sourcesShown([own, inner], YEARS)).toEqual(['csww.csv: 2020 to 2021']);
    expect(sourcesShown([own, inner, city], YEARS)).toEqual([
      'csww.csv: Tower Hamlets and Inner London, 2020 to 2021',
      'other.csv: City of London, 2021',
    ]);
    expect(yearsInWords([2017, 2020, 2021])).toBe('2017, 2020 and 2021');
  });

  it('says what was published under another name', () => {
    const joint = benchmarkAreas([
      held(2020, 'E1', 'Kingston', 12),
      held(2021, 'E1 / E2', 'Kingston / Richmond', 13),
    ]);
    expect(otherNames(joint)).toEqual(['Kingston / Richmond, 2020: published as Kingston.']);
    expect(otherNames([own])).toEqual([]);
  });

  it('is summed up at the latest census with a figure', () => {
    expect(latestInWords([own, inner, city], YEARS, 'vacancy')).toBe(
      'Vacancy rate at 30 September 2021: Tower Hamlets 24.0%, Inner London 24.5%, City of London c (confidential).',
    );
    expect(latestInWords([city], YEARS, 'vacancy')).toBe(
      'DfE gives no vacancy rate of City of London.',
    );
  });
});

describe('the lines', () => {
  it('are four at most, the plan’s own records among them', () => {
    const recorded = new Map([[2021, { vacancy: 22.96, turnover: null, agency: 20 }]]);
    expect(roomBeside(YEARS, 'vacancy', NOBODY)).toBe(3);
    expect(roomBeside(YEARS, 'vacancy', recorded)).toBe(2);
    const { series, table } = linesOverYears(own, [england, city], YEARS, 'vacancy', recorded);
    expect(series.map(({ endLabel }) => endLabel)).toEqual([
      'Tower Hamlets\u00a024.0%',
      'This plan’s records\u00a023.0%',
      'England\u00a016.7%',
      'City of London',
    ]);
    // A gap where there is no figure, never zero.
    expect(series[2]!.points[0]!.value).toBeNull();
    expect(table.rows[1]).toEqual(['2021', 24, 22.96, 16.7, 'c (confidential)']);
  });
});

describe('the standing', () => {
  const many: HeldArea[] = benchmarkAreas([
    ...rows,
    ...Array.from({ length: 30 }, (_, n) => held(2021, `X${n}`, `Area ${n}`, n)),
  ]);

  it('is told in words, dots and a table', () => {
    const shown = standingShown(many, areaByCode(many, 'E09000030')!, 'vacancy')!;
    // Of Area 0 to 29, 24 are lower than 24.0 and one is the same; the City is confidential.
    expect(shown.summary).toBe(
      'The vacancy rate of Tower Hamlets, 24.0%, is higher than that of 24 of the 30 other ' +
        'authorities with a figure (80%), and the same as that of 1. It lies in the highest quarter.',
    );
    expect(shown.asAt).toBe('30 September 2021');
    expect(shown.dots.dots).toHaveLength(31);
    expect(shown.table.rows.at(-1)).toEqual(['Area 29', 29]);
  });

  it('says what is missing', () => {
    expect(standingShown(areas, own, 'vacancy')).toBeNull();
    expect(whyNoStanding(own, 'vacancy')).toContain(
      'Import DfE’s file with every local authority.',
    );
    expect(whyNoStanding(city, 'vacancy')).toContain('DfE gives no vacancy rate of City of London');
  });
});

describe('the choices', () => {
  it('say which authority is no more, and propose the region and England', () => {
    expect(authorityChoices(areas, 2021).map(({ label }) => label)).toEqual([
      'City of London',
      'Northamptonshire (until 2020)',
      'Tower Hamlets',
    ]);
    expect(wholeChoices(areas, own).map(({ label }) => label)).toEqual([
      'Inner London (its region)',
      'England',
      'London',
    ]);
    expect(usualComparators(areas, own)).toEqual(['E13000001', 'E92000001']);
  });
});

describe('a file', () => {
  const { source: _source, ...plain } = rows[6]!;
  const file = {
    rows: [{ row: 2, ...plain }],
    years: [2021],
    measures: ['vacancyRateFte' as const],
    unused: ['something_new'],
    problems: [],
  };

  it('is told by its years, areas and columns, its symbols with their meaning', () => {
    expect(aboutFile(file).map(({ words }) => words)).toEqual([
      '30 September 2021',
      '1 authority, 0 regions, 0 nations',
      '1 row, one for each area and census',
      '1 of the 22 that Tenure knows',
      'something_new',
    ]);
    expect(symbolsIn(file)).toEqual([{ symbol: 'c', meaning: 'confidential', count: 1 }]);
  });

  it('lists what it revises, the areas compared first', () => {
    const revised = {
      ...{ areaCode: 'A', areaName: 'Ash', censusYear: 2021, measure: 'cases' as const },
      before: 'x' as BenchmarkFigure,
      after: 23070,
    };
    const other = { ...revised, areaCode: 'B', areaName: 'Birch', before: null };
    const changes = { added: 0, changed: 1, unchanged: 0, revised: [other, revised] };
    expect(revisionsOf(changes, new Set(['B'])).map(({ what }) => what)).toEqual([
      'Birch, 2021: Cases held',
      'Ash, 2021: Cases held',
    ]);
    // Without anybody compared, figures that were there come before new ones.
    expect(revisionsOf(changes, new Set()).slice(0, 1)).toEqual([
      { what: 'Ash, 2021: Cases held', before: 'x (not available)', after: '23,070' },
    ]);
  });
});

describe('Tower Hamlets, autumn 2021', () => {
  const local = localVacancyOf(towerHamlets(), 2021)!;
  const [published] = benchmarkAreas([
    held(2021, 'E09000030', 'Tower Hamlets', 24, {
      figures: { vacancyRateFte: 24, vacancyFte: 81.8, inPostFte: 259.4 },
    }),
  ]);
  const dfe = dfeVacancyOf(published!, 2021);
  const found = differ(local, dfe, null);

  it('goes from 12.5% to 24.0%, and draws nothing for what is not known', () => {
    expect(differenceBars(found).map(({ label, kind, text }) => [label, kind, text])).toEqual([
      ['Local figure', 'level', '12.5%'],
      ['Scope', 'unknown', 'not known'],
      ['Denominator', 'down', '−0.8 points'],
      ['Agency treatment', 'unknown', 'not known'],
      ['Date', 'unknown', 'not known'],
      ['Not explained', 'unexplained', '+12.3 points'],
      ['DfE’s figure', 'level', '24.0%'],
    ]);
    // The bars lead from one figure to the other.
    const bars = differenceBars(found);
    const moved = bars.slice(0, -1).reduce((sum, { value }) => sum + (value ?? 0), 0);
    expect(moved).toBeCloseTo(bars.at(-1)!.value!, 9);
  });

  it('names both sources, and the steps that stay in what is not explained', () => {
    const table = differenceRows(found, local, dfe, 'csww.csv');
    expect(table[0]!.words).toMatch(/^40 vacancies of 319 posts, at 12 November 2021\. Source: Ch/);
    expect(table.at(-2)!.words).toContain('Not known: scope, agency treatment, date.');
    expect(table.at(-1)!.words).toBe(
      '81.8 FTE vacant of 81.8 vacant and 259.4 in post, at 30 September 2021. Source: csww.csv.',
    );
  });

  it('without DfE’s figures ends in what is not known', () => {
    const alone = differ(local, null, null);
    expect(
      differenceBars(alone)
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['not known', 'not known']);
    expect(differenceRows(alone, local, null, '').at(-1)!.words).toBe('Not in this plan.');
  });

  it('offers the years and censuses that have figures, latest first', () => {
    expect(localChoices(towerHamlets())[0]!.label).toBe('2021-22: 12.5% at 12 November 2021');
    expect(localChoices(towerHamlets()).map(({ value }) => value)).toEqual([
      2021, 2020, 2019, 2018, 2017,
    ]);
    expect(censusChoices(own).map(({ label }) => label)).toEqual([
      '30 September 2021: 24.0%',
      '30 September 2020: 20.7%',
    ]);
  });
});
