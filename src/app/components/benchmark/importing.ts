/** DfE's file from the chosen file to the change it makes, one step at a time. */
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Fault } from '../../../contract/call.ts';
import type { ImportOutcome } from '../../../contract/figures.ts';
import { benchmarkChanges, type BenchmarkChanges } from '../../../domain/benchmark/changes.ts';
import { NOT_BENCHMARK, type BenchmarkFile } from '../../../domain/importing/benchmark.ts';
import { ImportRefusal } from '../../../domain/importing/refusal.ts';
import { openRecordsFile } from '../../files/recordsFile.ts';
import { useBenchmark } from '../../stores/benchmark.ts';
import { usePlan } from '../../stores/plan.ts';

const LONGEST_NAME = 200;

/** What was found in a file, and what it would change. */
export interface BenchmarkPreview {
  format: string;
  notes: string[];
  file: BenchmarkFile;
  changes: BenchmarkChanges;
}

type Step =
  | { at: 'choose' }
  | { at: 'reading' }
  | { at: 'refused'; message: string }
  | { at: 'preview'; preview: BenchmarkPreview };

export function useBenchmarkImport() {
  const plan = usePlan();
  const benchmark = useBenchmark();
  const fileName = ref('');
  const step = shallowRef<Step>({ at: 'choose' });
  const fault = shallowRef<Fault | null>(null);
  const applying = ref(false);
  let abort: AbortController | null = null;

  function stop(): void {
    abort?.abort();
    abort = null;
    if (step.value.at === 'reading') step.value = { at: 'choose' };
  }
  onScopeDispose(stop);

  function startAgain(): void {
    stop();
    fault.value = null;
    step.value = { at: 'choose' };
  }

  /** Reads a file in the worker that reads all files, and compares it. Nothing is changed by it. */
  async function choose(chosen: File): Promise<void> {
    startAgain();
    fileName.value = chosen.name;
    step.value = { at: 'reading' };
    abort = new AbortController();
    const { signal } = abort;
    try {
      const opened = await openRecordsFile(chosen, { signal });
      if (opened === null || signal.aborted) return;
      opened.close();
      const { outline } = opened;
      if (outline.what !== 'benchmark') throw new ImportRefusal(NOT_BENCHMARK);
      const { format, notes, benchmark: file } = outline;
      const changes = benchmarkChanges(benchmark.rows, file.rows);
      step.value = { at: 'preview', preview: { format, notes, file, changes } };
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      if (!signal.aborted) step.value = { at: 'refused', message: error.message };
    }
  }

  /** Makes the change, as one that can be undone. */
  async function apply(): Promise<ImportOutcome | null> {
    if (step.value.at !== 'preview') return null;
    applying.value = true;
    const answer = await plan.command('benchmark.import', {
      source: fileName.value.slice(0, LONGEST_NAME),
      // The place of a row in its file plays no part in the plan.
      rows: step.value.preview.file.rows.map(({ row: _row, ...rest }) => rest),
    });
    applying.value = false;
    fault.value = answer.ok ? null : answer.fault;
    return answer.ok ? answer.value : null;
  }

  return { fileName, step, fault, applying, choose, stop, startAgain, apply };
}
