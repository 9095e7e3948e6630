/** DfE's published file: every quirk of ../shared/data/README.md, and both real generations. */
import { describe, expect, it } from 'vitest';
import {
  looksLikeBenchmark,
  readBenchmark,
  type BenchmarkFile,
} from '../../../src/domain/importing/index.ts';
import { decode } from '../../../src/app/files/decode.ts';
import { readTextSheet } from '../../../src/app/files/textSheet.ts';
import { areaByCode, benchmarkAreas } from '../../../src/domain/benchmark/areas.ts';
import { referenceFile } from '../../reference.ts';

const sheetOf = (text: string) =>
  readTextSheet(decode(new TextEncoder().encode(text)), 'dfe').sheet;
const read = (text: string) => readBenchmark(sheetOf(text));

const HEADER =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name';
const AREA =
  '2021,Reporting year,Local authority,E92000001,England,E13000001,Inner London,211,E09000030,Tower Hamlets';

describe('DfE’s file', () => {
  it('may have a byte order mark, stray spaces and % in its headings, and older names', () => {
    const old = read(
      `\uFEFF ${HEADER} , social_worker_fte ,leaver_fte,turnover_rate_fte_%,agency_worker_rate_fte_%\n${AREA},259.4,32.4,12.5,20\n`,
    );
    const now = read(
      `${HEADER},inpost_fte,leavers_fte,turnover_rate_fte,agency_rate_fte\n${AREA},259.4,32.4,12.5,20\n`,
    );
    expect(old.rows).toEqual(now.rows);
    expect(old.unused).toEqual([]);
    expect(old.rows[0]).toEqual({
      row: 2,
      censusYear: 2021,
      level: 'Local authority',
      areaCode: 'E09000030',
      areaName: 'Tower Hamlets',
      regionCode: 'E13000001',
      figures: { inPostFte: 259.4, leaversFte: 32.4, turnoverRateFte: 12.5, agencyRateFte: 20 },
    });
  });

  it('may have thousands commas inside quotes, and names with commas', () => {
    const { rows } = read(
      `${HEADER},inpost_fte,cases\n2021,Reporting year,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,810,E06000010,"Kingston upon Hull, City of","1,234.5","12,345"\n`,
    );
    expect(rows[0]?.areaName).toBe('Kingston upon Hull, City of');
    expect(rows[0]?.figures).toEqual({ inPostFte: 1234.5, cases: 12345 });
  });

  it('never has a symbol made into a number', () => {
    const { rows, problems } = read(
      `${HEADER},inpost_fte,leavers_fte,agency_fte,vacancy_fte,cases,caseload_fte,starters_fte\n${AREA},z,x,c,low,u,:,\n`,
    );
    expect(rows[0]?.figures).toEqual({
      inPostFte: 'z',
      leaversFte: 'x',
      agencyFte: 'c',
      vacancyFte: 'low',
      cases: 'u',
      caseloadFte: ':',
    });
    expect(problems).toEqual([]);
  });

  it('may have blank rows at its end and empty columns', () => {
    const { rows, unused } = read(`${HEADER},inpost_fte,,\n${AREA},259.4,,\n,,,,,,,,,,,,\n,,,\n\n`);
    expect(rows).toHaveLength(1);
    expect(unused).toEqual([]);
  });

  it('mixes the nation, regions and authorities, each with its own code', () => {
    const { rows } = read(
      `${HEADER},inpost_fte\n2021,Reporting year,National,E92000001,England,,,,,,32500\n2021,Reporting year,Regional,E92000001,England,E12000007,London,,,,6000\n${AREA},259.4\n`,
    );
    expect(
      rows.map(({ level, areaCode, areaName, regionCode }) => [
        level,
        areaCode,
        areaName,
        regionCode,
      ]),
    ).toEqual([
      ['National', 'E92000001', 'England', null],
      ['Regional', 'E12000007', 'London', 'E12000007'],
      ['Local authority', 'E09000030', 'Tower Hamlets', 'E13000001'],
    ]);
  });

  it('may have two authorities in one row', () => {
    const { rows } = read(
      `${HEADER},inpost_fte\n2021,Reporting year,Local authority,E92000001,England,E12000004,East Midlands,940 / 941,E06000061 / E06000062,North and West Northamptonshire,300\n`,
    );
    expect(rows[0]?.areaCode).toBe('E06000061 / E06000062');
  });

  it('has codes reissued between years, and one area stays one series', () => {
    const dorset = (year: number, code: string) =>
      `${year},Reporting year,Local authority,E92000001,England,E12000009,South West,838,${code},Dorset,${year}`;
    const { rows } = read(
      `${HEADER},inpost_fte\n${dorset(2018, 'E10000009')}\n${dorset(2019, 'E06000059')}\n`,
    );
    const areas = benchmarkAreas(rows);
    const years = (code: string) => [...(areaByCode(areas, code)?.years.keys() ?? [])];
    expect(years('E06000059')).toEqual([2018, 2019]);
    expect(years('E10000009')).toEqual([2018, 2019]);
    expect(years('E99999999')).toEqual([]);
  });

  it('of a later release is read by the names it knows, and names the others', () => {
    const { rows, unused, measures } = read(
      `geographic_level,time_period,new_la_code,la_name,something_new,vacancy_rate_fte\nLocal authority,2026,E09000030,Tower Hamlets,5,11.2\n`,
    );
    expect(rows[0]).toMatchObject({ censusYear: 2026, figures: { vacancyRateFte: 11.2 } });
    expect(measures).toEqual(['vacancyRateFte']);
    expect(unused).toEqual(['something_new']);
    // Without a column of names an area goes by its code.
    const nameless = read(
      'geographic_level,time_period,new_la_code,cases\nLocal authority,2026,E1,9\n',
    );
    expect(nameless.rows[0]).toMatchObject({ areaCode: 'E1', areaName: 'E1' });
  });

  it('has rows refused that name no year, level or area, or come twice', () => {
    const { rows, problems } = read(
      `${HEADER},inpost_fte\n${AREA},1\n${AREA},2\n202122${AREA.slice(4)},3\n${AREA.replace('Local authority', 'Ward')},4\n2021,,Local authority,,,,,,,,5\n${AREA.replace('2021', '2020')},about 5\n`,
    );
    expect(rows.map(({ censusYear, figures }) => [censusYear, figures])).toEqual([
      [2021, { inPostFte: 1 }],
      [2020, {}],
    ]);
    expect(problems.map(({ row, severity }) => [row, severity])).toEqual([
      [3, 'refuses-row'],
      [4, 'refuses-row'],
      [5, 'refuses-row'],
      [6, 'refuses-row'],
      [7, 'question'],
    ]);
  });

  it('that breaks its figures down is refused, for the first of several rows is no total', () => {
    expect(() => read(`${HEADER},sex,inpost_fte\n${AREA},M,100\n${AREA},F,159.4\n`)).toThrow(
      'This file breaks its figures down',
    );
  });

  it('is told from other files', () => {
    expect(looksLikeBenchmark(sheetOf(`${HEADER},inpost_fte\n`))).toBe(true);
    expect(looksLikeBenchmark(sheetOf('Team,Role,FTE\nA,B,1\n'))).toBe(false);
    expect(() => read('Team,Role,FTE\nA,B,1\n')).toThrow('This is not DfE’s workforce file');
  });
});

describe.each([
  { name: 'dfe/csww_headline_measures_2017_to_2022.csv', rows: 978, measures: 20, last: 2022 },
  { name: 'dfe/csww_indicators_2017_to_2023.csv', rows: 1137, measures: 22, last: 2023 },
])('$name', ({ name, rows, measures, last }) => {
  const text = referenceFile(name);
  const file = (): BenchmarkFile => read(text ?? '');

  it.skipIf(text === null)('is read whole', () => {
    const found = file();
    expect(found.problems).toEqual([]);
    expect(found.unused).toEqual([]);
    expect(found.rows).toHaveLength(rows);
    expect(found.measures).toHaveLength(measures);
    expect(found.years).toEqual(Array.from({ length: last - 2016 }, (_, at) => 2017 + at));
  });

  it.skipIf(text === null)('has Tower Hamlets 2021 as published, and only known symbols', () => {
    const found = file();
    const row = areaByCode(benchmarkAreas(found.rows), 'E09000030')?.years.get(2021);
    // DOMAIN.md §3: 81.8 vacancies beside 259.4 in post, 24.0%.
    expect(row?.figures).toMatchObject({ vacancyFte: 81.8, inPostFte: 259.4, vacancyRateFte: 24 });
    const symbols = new Set(
      found.rows.flatMap(({ figures }) =>
        Object.values(figures).filter((f) => typeof f === 'string'),
      ),
    );
    expect([...symbols].every((symbol) => ['z', 'x', 'c', 'low', 'u', ':'].includes(symbol))).toBe(
      true,
    );
  });
});
