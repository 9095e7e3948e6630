/** What taking in a published file would change, before it is done. */
import {
  BENCHMARK_MEASURES,
  type BenchmarkFigure,
  type BenchmarkMeasure,
} from '../importing/benchmark.ts';
import type { AreaFigures } from './areas.ts';

/** A figure that a later release gives differently, or gives where there was none. */
export interface RevisedFigure {
  areaCode: string;
  areaName: string;
  censusYear: number;
  measure: BenchmarkMeasure;
  /** Null where there was, or is, none. */
  before: BenchmarkFigure | null;
  after: BenchmarkFigure | null;
}

export interface BenchmarkChanges {
  added: number;
  changed: number;
  unchanged: number;
  revised: RevisedFigure[];
}

const keyOf = ({ censusYear, areaCode }: AreaFigures) => `${censusYear} ${areaCode}`;
const MEASURES = Object.keys(BENCHMARK_MEASURES) as BenchmarkMeasure[];

function revisedIn(before: AreaFigures, after: AreaFigures): RevisedFigure[] {
  const { areaCode, areaName, censusYear } = after;
  return MEASURES.flatMap((measure) => {
    const was = before.figures[measure] ?? null;
    const is = after.figures[measure] ?? null;
    return was === is ? [] : [{ areaCode, areaName, censusYear, measure, before: was, after: is }];
  });
}

/**
 * Rows of a file against those the plan holds: new, changed or the same. A row is known by its
 * year and code; it changes where any figure, its name, level or region does.
 */
export function benchmarkChanges(
  held: readonly AreaFigures[],
  rows: readonly AreaFigures[],
): BenchmarkChanges {
  const there = new Map(held.map((row) => [keyOf(row), row]));
  const changes: BenchmarkChanges = { added: 0, changed: 0, unchanged: 0, revised: [] };
  for (const row of rows) {
    const before = there.get(keyOf(row));
    if (before === undefined) {
      changes.added += 1;
      continue;
    }
    const revised = revisedIn(before, row);
    const renamed =
      before.areaName !== row.areaName ||
      before.level !== row.level ||
      before.regionCode !== row.regionCode;
    if (revised.length > 0 || renamed) changes.changed += 1;
    else changes.unchanged += 1;
    changes.revised.push(...revised);
  }
  return changes;
}
