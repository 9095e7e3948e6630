/** One authority, one series: codes reissued, and two authorities in one row. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/app/files/decode.ts';
import { readTextSheet } from '../../../src/app/files/textSheet.ts';
import { areaByCode, benchmarkAreas } from '../../../src/domain/benchmark/areas.ts';
import { readBenchmark } from '../../../src/domain/importing/benchmark.ts';
import { referenceFile } from '../../reference.ts';
import { row } from './rows.ts';

const [NORTH, WEST] = ['E06000061', 'E06000062'];
const JOINT = `${NORTH} / ${WEST}`;
const names = (rows: Parameters<typeof benchmarkAreas>[0]) =>
  benchmarkAreas(rows).map(({ name }) => name);

describe('a code reissued', () => {
  it('goes on under its name, and the later code speaks for a year both releases give', () => {
    // One release had Somerset 2021 and 2022 under the old code; the next has all under the new.
    const rows = [
      row(2021, 'E10000027', 'Somerset', 20),
      row(2022, 'E10000027', 'Somerset', 21),
      row(2021, 'E06000066', 'Somerset', 20.5),
      row(2022, 'E06000066', 'Somerset', 21.5),
      row(2023, 'E06000066', 'Somerset', 22.5),
    ];
    const areas = benchmarkAreas(rows);
    expect(areas).toHaveLength(1);
    expect(areas[0]).toMatchObject({ code: 'E06000066', name: 'Somerset' });
    expect([...areas[0]!.years].map(([year, one]) => [year, one.figures.vacancyRateFte])).toEqual([
      [2021, 20.5],
      [2022, 21.5],
      [2023, 22.5],
    ]);
    // An area chosen by its old code is found.
    expect(areaByCode(areas, 'E10000027')).toBe(areas[0]);
  });

  it('is not seen where another authority took over the name’s place', () => {
    expect(
      names([
        row(2018, 'E10000021', 'Northamptonshire', 26.7),
        row(2021, NORTH, 'North Northamptonshire', 39.6),
      ]),
    ).toEqual(['North Northamptonshire', 'Northamptonshire']);
  });

  it('keeps a region and an authority of one name apart', () => {
    const region = row(2021, 'E12000007', 'London', 24, { level: 'Regional' });
    expect(names([region, row(2021, 'E09000099', 'London', 20)])).toEqual(['London', 'London']);
  });
});

describe('two authorities in one row', () => {
  const shared = row(2021, JOINT, 'North Northamptonshire / West Northamptonshire', 39.6);

  it('are one area, found by either code', () => {
    const areas = benchmarkAreas([shared]);
    expect(areas.map(({ code }) => code)).toEqual([JOINT]);
    for (const code of [NORTH, WEST, JOINT]) expect(areaByCode(areas, code)).toBe(areas[0]);
  });

  it('stay one where an earlier release gave the same figures to one of them', () => {
    const areas = benchmarkAreas([
      row(2020, NORTH, 'North Northamptonshire', 33),
      row(2021, NORTH, 'North Northamptonshire', 39.6),
      row(2021, WEST, 'West Northamptonshire', 'z'),
      shared,
    ]);
    expect(areas).toHaveLength(1);
    expect([...areas[0]!.years.values()].map(({ areaCode }) => areaCode)).toEqual([NORTH, JOINT]);
  });

  it('are two where both gave figures in some year, and the shared year is in both', () => {
    const areas = benchmarkAreas([
      shared,
      row(2025, NORTH, 'North Northamptonshire', 20),
      row(2025, WEST, 'West Northamptonshire', 30),
    ]);
    expect(areas.map(({ name }) => name)).toEqual([
      'North Northamptonshire',
      'West Northamptonshire',
    ]);
    for (const area of areas) {
      expect([...area.years.keys()]).toEqual([2021, 2025]);
      expect(area.years.get(2021)).toBe(shared);
    }
  });
});

it('two that were apart and then shared a row keep their own names', () => {
  const areas = benchmarkAreas([
    row(2017, NORTH, 'North Northamptonshire', 20),
    row(2017, WEST, 'West Northamptonshire', 30),
    row(2018, JOINT, 'North Northamptonshire / West Northamptonshire', 25),
  ]);
  expect(areas.map(({ code, years }) => [code, years.size])).toEqual([
    [NORTH, 2],
    [WEST, 2],
  ]);
});

it('puts every row in a series, and gives no area two rows a year, whatever the rows', () => {
  const codes = ['A', 'B', 'C', 'A / B', 'B / C'];
  const some = fc.array(
    fc.record({
      year: fc.integer({ min: 2017, max: 2020 }),
      code: fc.constantFrom(...codes),
      name: fc.constantFrom('Ash', 'Birch', 'Cedar'),
      value: fc.constantFrom<number | string>(10, 'z'),
    }),
  );
  fc.assert(
    fc.property(some, (all) => {
      const rows = all.map(({ year, code, name, value }) => row(year, code, name, value));
      const areas = benchmarkAreas(rows);
      for (const one of rows) {
        const area = areaByCode(areas, one.areaCode);
        expect(area?.years.has(one.censusYear)).toBe(true);
      }
      for (const { years } of areas) {
        expect([...years].every(([year, { censusYear }]) => year === censusYear)).toBe(true);
      }
      expect(new Set(areas.map(({ code }) => code)).size).toBe(areas.length);
    }),
  );
});

const EARLIER = referenceFile('dfe/csww_headline_measures_2017_to_2022.csv');
const LATER = referenceFile('dfe/csww_indicators_2017_to_2023.csv');

describe.skipIf(EARLIER === null || LATER === null)('both real releases in one plan', () => {
  const read = (text: string) =>
    readBenchmark(readTextSheet(decode(new TextEncoder().encode(text)), 'dfe').sheet).rows;
  // As a plan holds them: a later row replaces that of the same area and year.
  const held = () => {
    const kept = new Map(
      [...read(EARLIER!), ...read(LATER!)].map((one) => [`${one.censusYear} ${one.areaCode}`, one]),
    );
    return [...kept.values()];
  };

  it('give every authority one series', () => {
    const areas = benchmarkAreas(held());
    const at = (year: number) =>
      areas.filter(({ level, years }) => level === 'Local authority' && years.has(year)).length;
    // As many authorities as the later release has rows, in every year.
    const rows = read(LATER!).filter(({ level }) => level === 'Local authority');
    for (let year = 2017; year <= 2023; year += 1) {
      expect(at(year), String(year)).toBe(
        rows.filter(({ censusYear }) => censusYear === year).length,
      );
    }
    for (const name of ['Dorset', 'Somerset', 'North Yorkshire']) {
      const found = areas.filter((area) => area.name === name);
      expect(found.map(({ years }) => years.size)).toEqual([7]);
    }
    const kingston = areaByCode(areas, 'E09000021')!;
    expect(kingston.name).toBe('Kingston upon Thames / Richmond upon Thames');
    expect(kingston.years.size).toBe(7);
    expect(areaByCode(areas, 'E09000027')).toBe(kingston);
  });
});
