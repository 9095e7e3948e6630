/** The figures that come with Tenure, as the backtest and its tests read them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AreaFigures } from '../../src/domain/benchmark/areas.ts';
import { expandBenchmark, type CompactBenchmark } from '../../src/domain/benchmark/compact.ts';

export const PUBLISHED_FILE = join(
  import.meta.dirname,
  '../../resources/benchmark/dfe-workforce.json',
);

/** Every row of a compact file. */
export function readPublished(file: string = PUBLISHED_FILE): AreaFigures[] {
  return expandBenchmark(JSON.parse(readFileSync(file, 'utf8')) as CompactBenchmark);
}
