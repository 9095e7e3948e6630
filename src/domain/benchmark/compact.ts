/**
 * DfE's published figures as they come with Tenure: every area's rows in as few characters as
 * keep them readable, and exactly what the file they were made from says.
 */
import {
  BENCHMARK_LEVELS,
  type BenchmarkFigure,
  type BenchmarkMeasure,
} from '../importing/benchmark.ts';
import type { AreaFigures } from './areas.ts';

/** An area as one name, level and region were published under one code. */
interface CompactArea {
  code: string;
  name: string;
  /** Its place in `BENCHMARK_LEVELS`. */
  level: number;
  region: string | null;
  /** By the year of the census, a figure for each of the measures; null for a blank cell. */
  years: Record<string, (BenchmarkFigure | null)[]>;
}

/** What the file says of itself: attribution under the Open Government Licence. */
export interface PublishedAbout {
  title: string;
  publisher: string;
  licence: string;
  licenceAddress: string;
  attribution: string;
}

export interface CompactBenchmark extends PublishedAbout {
  measures: BenchmarkMeasure[];
  areas: CompactArea[];
}

/** The rows of one file, compact. Their order is kept by area, not by year. */
export function compactBenchmark(
  about: PublishedAbout,
  rows: readonly AreaFigures[],
): CompactBenchmark {
  const measures = [
    ...new Set(rows.flatMap(({ figures }) => Object.keys(figures) as BenchmarkMeasure[])),
  ];
  const areas = new Map<string, CompactArea>();
  for (const { areaCode, areaName, level, regionCode, censusYear, figures } of rows) {
    const key = JSON.stringify([areaCode, areaName, level, regionCode]);
    const area = areas.get(key) ?? {
      code: areaCode,
      name: areaName,
      level: BENCHMARK_LEVELS.indexOf(level),
      region: regionCode,
      years: {},
    };
    area.years[censusYear] = measures.map((measure) => figures[measure] ?? null);
    areas.set(key, area);
  }
  return { ...about, measures, areas: [...areas.values()] };
}

/** The rows again, newest first, then by name. */
export function expandBenchmark({ measures, areas }: CompactBenchmark): AreaFigures[] {
  return areas
    .flatMap(({ code, name, level, region, years }) =>
      Object.entries(years).map(([year, values]): AreaFigures => ({
        censusYear: Number(year),
        level: BENCHMARK_LEVELS[level] ?? 'Local authority',
        areaCode: code,
        areaName: name,
        regionCode: region,
        figures: Object.fromEntries(
          measures.flatMap((measure, at) => {
            const figure = values[at] ?? null;
            return figure === null ? [] : [[measure, figure]];
          }),
        ),
      })),
    )
    .sort((a, b) => b.censusYear - a.censusYear || a.areaName.localeCompare(b.areaName, 'en-GB'));
}

/** Rows of the plan's own files in place of those of the same area and year that came with Tenure. */
export function withPublished<Row extends AreaFigures>(
  own: readonly Row[],
  published: readonly Row[],
): Row[] {
  const keyOf = ({ censusYear, areaCode }: Row) => `${censusYear} ${areaCode}`;
  const there = new Set(own.map(keyOf));
  return [...own, ...published.filter((row) => !there.has(keyOf(row)))].sort(
    (a, b) => b.censusYear - a.censusYear || a.areaName.localeCompare(b.areaName, 'en-GB'),
  );
}
