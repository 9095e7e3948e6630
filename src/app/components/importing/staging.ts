/** Rows on their way into the plan: staged, compared with it, and taken in or dropped. */
import { ref, shallowRef } from 'vue';
import type { Answer, Fault } from '../../../contract/call.ts';
import type { ImportDone, ImportPreview } from '../../../contract/imports.ts';
import type { ImportKind } from '../../../domain/importing/fields.ts';
import type { MergeOptions, MergeRow } from '../../../domain/merging/types.ts';
import { useLeading } from '../../stores/leading.ts';
import { usePlan } from '../../stores/plan.ts';
import { call } from '../../transport.ts';

/** Well under what one message may hold, and often enough to show progress and stop. */
const ROWS_A_MESSAGE = 1000;

export function useStaging() {
  const plan = usePlan();
  const leading = useLeading();
  const id = ref<string | null>(null);
  const preview = shallowRef<ImportPreview | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** The newest comparison asked for: an older one that arrives late is dropped. */
  let newest = 0;

  const refused = (answer: Answer): boolean => {
    fault.value = answer.ok ? null : answer.fault;
    return !answer.ok;
  };

  /** Drops what is staged. Nothing of the plan has been changed by it. */
  function drop(): void {
    if (id.value !== null) void call('import.cancel', { import: id.value });
    id.value = null;
    preview.value = null;
    fault.value = null;
    newest += 1;
  }

  /** Sends the rows; false when refused or stopped. */
  async function stage(
    about: { kind: ImportKind; fileName: string; rows: readonly MergeRow[] },
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    drop();
    if (plan.id === null) return false;
    const { kind, fileName, rows } = about;
    const begun = await call('import.begin', { plan: plan.id, kind, fileName });
    if (!begun.ok) return !refused(begun);
    id.value = begun.value.import;
    for (let at = 0, index = 0; at < rows.length; at += ROWS_A_MESSAGE, index += 1) {
      if (signal.aborted) break;
      onProgress(at / rows.length);
      const part = rows.slice(at, at + ROWS_A_MESSAGE);
      const sent = await call('import.rows', { import: begun.value.import, index, rows: part });
      if (refused(sent)) return false;
    }
    if (signal.aborted) drop();
    return !signal.aborted;
  }

  const asInput = ({ roles, end, ...rest }: MergeOptions) => ({
    ...rest,
    roles: [...roles],
    end: end && { lastDay: end.lastDay, only: end.only && [...end.only] },
  });

  /** Compares the staged rows with the plan; nothing is changed. */
  async function compare(options: MergeOptions): Promise<boolean> {
    if (id.value === null) return false;
    newest += 1;
    const mine = newest;
    const about = { ...asInput(options), lookedAt: leading.chosen };
    const answer = await plan.query('import.preview', { import: id.value, ...about });
    if (mine !== newest || refused(answer) || !answer.ok) return false;
    preview.value = answer.value;
    return true;
  }

  /**
   * Takes the rows in, as one change. Null when refused: nothing was changed.
   *
   * @param authority - the authority's number the file gives, for a plan that has none
   */
  async function apply(
    options: MergeOptions,
    authority: string | null,
  ): Promise<ImportDone | null> {
    if (id.value === null) return null;
    const about = { import: id.value, ...asInput(options), authority };
    const answer = await plan.command('import.apply', about);
    if (refused(answer) || !answer.ok) return null;
    id.value = null;
    return answer.value;
  }

  return { id, preview, fault, stage, compare, apply, drop };
}
