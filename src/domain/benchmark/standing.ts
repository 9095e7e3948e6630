/** Where an authority lies among all authorities at one census. */
import type { AreaFigures, BenchmarkArea } from './areas.ts';
import { publishedFigure, type Compared } from './measures.ts';

/** One authority's published number. */
export interface PlacedArea<Row extends AreaFigures = AreaFigures> {
  area: BenchmarkArea<Row>;
  value: number;
}

export interface Standing<Row extends AreaFigures = AreaFigures> {
  censusYear: number;
  value: number;
  /** Every authority with a number at that census, the own one too, lowest first. */
  all: readonly PlacedArea<Row>[];
  /** Of the others: how many have a lower, the same and a higher figure, as printed. */
  lower: number;
  same: number;
  higher: number;
  /** Share of the others with a lower figure, 0 to 1. */
  lowerShare: number;
  /** The middle figure of all. */
  median: number;
}

/** Fewer others than this say nothing about all authorities. */
const FEWEST_OTHERS = 20;

/**
 * Every authority with a number at a census, lowest first. Two authorities published in one row
 * are counted once.
 */
function placedAt<Row extends AreaFigures>(
  areas: readonly BenchmarkArea<Row>[],
  measure: Compared,
  censusYear: number,
): PlacedArea<Row>[] {
  const seen = new Set<Row>();
  return areas
    .flatMap((area): PlacedArea<Row>[] => {
      const row = area.level === 'Local authority' ? area.years.get(censusYear) : undefined;
      const value = publishedFigure(row, measure);
      if (row === undefined || typeof value !== 'number' || seen.has(row)) return [];
      seen.add(row);
      return [{ area, value }];
    })
    .sort((a, b) => a.value - b.value);
}

/** The middle of sorted values; the mean of the two middle ones of an even number. */
function medianOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  return (values[Math.floor(middle)]! + values[Math.ceil(middle)]!) / 2;
}

/**
 * Where an authority lies among all at the latest census at which it has a number. Figures are
 * compared as printed, so equal ones are the same. Null where it has none, or where the plan
 * holds too few others to say.
 */
export function standingOf<Row extends AreaFigures>(
  areas: readonly BenchmarkArea<Row>[],
  own: BenchmarkArea<Row>,
  measure: Compared,
): Standing<Row> | null {
  const censusYear = [...own.years.keys()]
    .reverse()
    .find((year) => typeof publishedFigure(own.years.get(year), measure) === 'number');
  if (censusYear === undefined) return null;
  const row = own.years.get(censusYear)!;
  const value = publishedFigure(row, measure) as number;
  const all = placedAt(areas, measure, censusYear);
  const others = all.filter(({ area }) => area.years.get(censusYear) !== row);
  if (others.length < FEWEST_OTHERS) return null;
  const lower = others.filter((one) => one.value < value).length;
  const higher = others.filter((one) => one.value > value).length;
  return {
    censusYear,
    value,
    all,
    lower,
    higher,
    same: others.length - lower - higher,
    lowerShare: lower / others.length,
    median: medianOf(all.map((one) => one.value)),
  };
}

/** Which quarter of all authorities a figure lies in, counted from the lowest. */
export function quarterOf({ lower, same, all }: Standing): 1 | 2 | 3 | 4 {
  // Equal figures share the middle of the places they take.
  const place = (lower + same / 2 + 0.5) / all.length;
  return Math.min(4, Math.floor(place * 4) + 1) as 1 | 2 | 3 | 4;
}
