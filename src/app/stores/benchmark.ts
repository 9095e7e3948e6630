/**
 * DfE's published figures in the plan on screen, and whom it is compared with. They are read when
 * a page first needs them, and again when their tables change.
 */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Benchmark } from '../../contract/benchmark.ts';
import type { Fault } from '../../contract/call.ts';
import { areaByCode, benchmarkAreas, type BenchmarkArea } from '../../domain/benchmark/areas.ts';
import { usePlan } from './plan.ts';

/** A row with the file it was read from. */
export type HeldRow = Benchmark['rows'][number];
/** An area of the published figures, one series. */
export type HeldArea = BenchmarkArea<HeldRow>;

const BENCHMARK_TABLES = new Set(['benchmark', 'comparator']);

export const useBenchmark = defineStore('benchmark', () => {
  const plan = usePlan();
  /** What was read, and of which plan: another plan's figures are never shown. */
  const held = shallowRef<{ plan: string; benchmark: Benchmark } | null>(null);
  /** Why they could not be read, or null. */
  const fault = shallowRef<Fault | null>(null);
  /** True once a page has asked: only then are changes followed. */
  let wanted = false;
  /** The newest reading under way: an older one that arrives late is dropped. */
  let newest = 0;

  const benchmark = computed(() => (held.value?.plan === plan.id ? held.value.benchmark : null));
  const rows = computed<readonly HeldRow[]>(() => benchmark.value?.rows ?? []);
  const areas = computed<HeldArea[]>(() => benchmarkAreas(rows.value));
  const own = computed(() => {
    const code = benchmark.value?.own ?? null;
    return code === null ? null : areaByCode(areas.value, code);
  });
  /** The areas compared with, in order. Two codes that have become one area are it once. */
  const comparators = computed(() => {
    const found = (benchmark.value?.comparators ?? []).flatMap(
      (code) => areaByCode(areas.value, code) ?? [],
    );
    return [...new Set(found)].filter((area) => area !== own.value);
  });
  /** The censuses the plan has any figure of, earliest first. */
  const years = computed(() =>
    [...new Set(rows.value.map(({ censusYear }) => censusYear))].sort((a, b) => a - b),
  );

  async function read(): Promise<void> {
    const id = plan.id;
    if (id === null) return;
    newest += 1;
    const mine = newest;
    const answer = await plan.query('benchmark.read', {});
    if (mine !== newest) return;
    if (answer.ok) {
      fault.value = null;
      held.value = { plan: id, benchmark: answer.value };
    } else fault.value = answer.fault;
  }

  /** Reads the figures unless they are here already. Pages call it when they open. */
  async function load(): Promise<void> {
    wanted = true;
    if (benchmark.value === null) await read();
  }

  plan.follow(async (changed) => {
    const stale = changed === undefined || changed.some((table) => BENCHMARK_TABLES.has(table));
    if (wanted && stale) await read();
  });

  return { benchmark, rows, areas, own, comparators, years, fault, load };
});
