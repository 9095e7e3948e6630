/** DfE's published figures for every authority, and whom the plan is compared with. */
import { z } from 'zod';
import {
  BENCHMARK_LEVELS,
  BENCHMARK_MEASURES,
  type BenchmarkMeasure,
} from '../domain/importing/benchmark.ts';
import { planCommand, planQuery } from './call.ts';
import type { ImportOutcome } from './figures.ts';
import { name } from './fields.ts';

/** The ONS code as published: a few rows hold two. */
const areaCode = z.string().trim().min(1).max(60);

/**
 * One area at one census, as `domain/importing` reads it. A figure is a number, or DfE's symbol
 * for its absence; a blank cell has no entry.
 */
const benchmarkRow = z.object({
  /** The census is on 30 September of this year. */
  censusYear: z.int().min(1990).max(2100),
  level: z.enum(BENCHMARK_LEVELS),
  areaCode,
  areaName: name,
  /** The region an authority lies in; null for the nation. */
  regionCode: areaCode.nullable(),
  figures: z.partialRecord(
    z.enum(Object.keys(BENCHMARK_MEASURES) as BenchmarkMeasure[]),
    z.union([z.number(), z.string().max(20)]),
  ),
});
export type BenchmarkEntry = z.output<typeof benchmarkRow>;

/** Rows as a file holds them, and the file's name. */
const importedBenchmark = {
  source: name,
  rows: z.array(benchmarkRow).min(1, 'The file has no rows.').max(5_000),
};

/** The plan's own authority, and whom it is compared with. */
export const chosenAreas = {
  own: areaCode.nullable(),
  others: z.array(areaCode).max(40, 'Choose 40 areas at most.'),
};

/** Every benchmark figure of a plan, those that come with Tenure among them, and who is compared. */
export interface Benchmark {
  /** By year, newest first, then by name. `source` is the file a row was read from. */
  rows: (BenchmarkEntry & { source: string })[];
  /** The plan's own authority. */
  own: string | null;
  /** The areas it is compared with, in order. */
  comparators: string[];
}

export const benchmarkCalls = {
  'benchmark.read': planQuery({}).answers<Benchmark>(),
  /**
   * Takes in a published file. A row replaces that of the same area and year, which DfE revises;
   * no other is touched.
   */
  'benchmark.import': planCommand(importedBenchmark).answers<ImportOutcome>(),
  /** Chooses the plan's own authority, and whom it is compared with. */
  'comparators.set': planCommand(chosenAreas).answers<null>(),
};
