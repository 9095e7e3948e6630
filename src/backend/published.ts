/** DfE's published figures as they come with Tenure: the same in every plan, never written to one. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Benchmark } from '../contract/benchmark.ts';
import { expandBenchmark, type CompactBenchmark } from '../domain/benchmark/compact.ts';

/** Every row, with what it is to be attributed to. */
export type PublishedRows = readonly Benchmark['rows'][number][];

/**
 * The rows that come with Tenure, read when they are first asked for.
 *
 * @param appRoot - where `resources/` is.
 * @throws when the app's own file is missing or is no such file.
 */
export function publishedFigures(appRoot: string): () => PublishedRows {
  let rows: PublishedRows | null = null;
  return () => {
    if (rows === null) {
      const file = path.join(appRoot, 'resources', 'benchmark', 'dfe-workforce.json');
      const compact = JSON.parse(readFileSync(file, 'utf8')) as CompactBenchmark;
      const source = `${compact.publisher}, ${compact.title} (${compact.licence})`;
      rows = expandBenchmark(compact).map((row) => ({ ...row, source }));
    }
    return rows;
  };
}
