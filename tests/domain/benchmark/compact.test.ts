import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AreaFigures } from '../../../src/domain/benchmark/areas.ts';
import {
  compactBenchmark,
  expandBenchmark,
  withPublished,
} from '../../../src/domain/benchmark/compact.ts';
import { BENCHMARK_LEVELS } from '../../../src/domain/importing/benchmark.ts';

const ABOUT = {
  title: 'Figures',
  publisher: 'Publisher',
  licence: 'Licence',
  licenceAddress: 'https://example.org/',
  attribution: 'Attribution.',
};

const rows: fc.Arbitrary<AreaFigures[]> = fc.uniqueArray(
  fc.record({
    censusYear: fc.integer({ min: 2017, max: 2023 }),
    level: fc.constantFrom(...BENCHMARK_LEVELS),
    areaCode: fc.constantFrom('E06000001', 'E06000002', 'E06000061 / E06000062'),
    areaName: fc.constantFrom('Anytown', 'Otherton, City of'),
    regionCode: fc.constantFrom(null, 'E12000001'),
    figures: fc.dictionary(
      fc.constantFrom('vacancyFte', 'caseloadFte', 'agencyRateFte'),
      fc.oneof(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.constantFrom('z', 'c', 'low')),
      { noNullPrototype: true },
    ),
  }),
  { selector: ({ censusYear, areaCode }) => `${censusYear} ${areaCode}` },
);

it('gives every row back, symbols and blanks included, through the text of a file', () => {
  const sorted = (all: readonly AreaFigures[]) =>
    [...all].sort((a, b) =>
      `${a.censusYear} ${a.areaCode}`.localeCompare(`${b.censusYear} ${b.areaCode}`),
    );
  fc.assert(
    fc.property(rows, (all) => {
      const text = JSON.stringify(compactBenchmark(ABOUT, all));
      expect(sorted(expandBenchmark(JSON.parse(text) as never))).toEqual(sorted(all));
    }),
  );
});

it('puts a plan’s own rows in place of those that came with Tenure', () => {
  const row = (censusYear: number, areaName: string): AreaFigures => ({
    censusYear,
    level: 'Local authority',
    areaCode: 'E06000001',
    areaName,
    regionCode: null,
    figures: {},
  });
  const merged = withPublished(
    [row(2023, 'Revised'), row(2024, 'Later')],
    [row(2022, 'Came'), row(2023, 'Came')],
  );
  expect(merged.map(({ censusYear, areaName }) => [censusYear, areaName])).toEqual([
    [2024, 'Later'],
    [2023, 'Revised'],
    [2022, 'Came'],
  ]);
});
