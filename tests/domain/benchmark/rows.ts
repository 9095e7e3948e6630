/** Published rows for tests, a line each. */
import type { AreaFigures } from '../../../src/domain/benchmark/areas.ts';
import type { BenchmarkFigure } from '../../../src/domain/importing/benchmark.ts';

/** An authority's row with its vacancy rate, unless told otherwise. */
export function row(
  censusYear: number,
  areaCode: string,
  areaName: string,
  vacancyRateFte: BenchmarkFigure,
  about: Partial<AreaFigures> = {},
): AreaFigures {
  return {
    censusYear,
    level: 'Local authority',
    areaCode,
    areaName,
    regionCode: 'E13000001',
    figures: { vacancyRateFte },
    ...about,
  };
}
