/** An import from the chosen file to the change it makes, one step at a time. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Fault } from '../../../contract/call.ts';
import type { ImportOutcome } from '../../../contract/figures.ts';
import { scopeInUse } from '../../../domain/figures.ts';
import { tableContent, type TableContent } from '../../../domain/tableFile.ts';
import { compareTables, type FigureChange } from '../../../domain/tableFile/compare.ts';
import type { FileProblem } from '../../../domain/tableFile/cells.ts';
import { readTableFileInWorker } from '../../files/tableFileInWorker.ts';
import { usePlan } from '../../stores/plan.ts';

/** A new plan's own name for it, when no figure says otherwise. */
const USUAL_SCOPE = 'As reported';
const LONGEST_NAME = 200;

export type ImportStep =
  | { at: 'choose' }
  | { at: 'reading' }
  | { at: 'refused'; message: string; problems: FileProblem[] }
  | { at: 'preview'; outcome: ImportOutcome; changes: FigureChange[] };

export function useImport() {
  const plan = usePlan();
  const file = shallowRef<File | null>(null);
  const step = shallowRef<ImportStep>({ at: 'choose' });
  const fault = shallowRef<Fault | null>(null);
  const applying = ref(false);
  let content: TableContent | null = null;
  let abort: AbortController | null = null;

  /** What a file's figures fall back on: the plan's rows and scope, and the file's own name. */
  const about = computed(() => ({
    measures: (plan.figures?.measures ?? []).map(({ label, kind, unit }) => ({
      label,
      kind,
      unit,
    })),
    source: (file.value?.name ?? '').replace(/\.\w+$/, '').slice(0, LONGEST_NAME) || 'Imported',
    scope: (plan.figures && scopeInUse(plan.figures)?.name) ?? USUAL_SCOPE,
  }));

  function startAgain(): void {
    stop();
    fault.value = null;
    step.value = { at: 'choose' };
  }

  function stop(): void {
    abort?.abort();
    if (step.value.at === 'reading') step.value = { at: 'choose' };
  }
  onScopeDispose(stop);

  /** Reads a file and asks what it would change. Nothing is changed by it. */
  async function choose(chosen: File): Promise<void> {
    startAgain();
    file.value = chosen;
    step.value = { at: 'reading' };
    abort = new AbortController();
    const { signal } = abort;
    const stopped = () => signal.aborted;
    const read = await readTableFileInWorker(chosen, about.value, signal);
    if (read === null || stopped()) return;
    if (!read.ok) {
      step.value = { at: 'refused', message: read.message, problems: read.problems };
      return;
    }
    content = read.content;
    const answer = await plan.command('figures.import', { table: content, dryRun: true });
    if (stopped()) return;
    if (!answer.ok) {
      step.value = { at: 'refused', message: answer.fault.message, problems: [] };
      return;
    }
    step.value = { at: 'preview', outcome: answer.value, changes: changesOf(content) };
  }

  function changesOf(of: TableContent): FigureChange[] {
    const { figures } = plan;
    if (figures === null) return [];
    return compareTables(tableContent(figures), of, figures.settings.yearStartMonth);
  }

  /** Makes the change, as one that can be undone. */
  async function apply(): Promise<ImportOutcome | null> {
    if (content === null) return null;
    applying.value = true;
    const answer = await plan.command('figures.import', { table: content, dryRun: false });
    applying.value = false;
    fault.value = answer.ok ? null : answer.fault;
    return answer.ok ? answer.value : null;
  }

  return { file, step, fault, applying, choose, stop, startAgain, apply };
}
