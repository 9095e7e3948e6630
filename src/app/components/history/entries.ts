/** The plan's history as far as it has been read, kept fresh as the plan changes. */
import { ref, shallowRef, watch } from 'vue';
import type { Fault } from '../../../contract/call.ts';
import type { JournalEntry } from '../../../contract/history.ts';
import { usePlan } from '../../stores/plan.ts';

const PAGE = 100;
/** The most the contract gives at once. */
const MOST = 500;

export function useEntries() {
  const plan = usePlan();
  const entries = shallowRef<JournalEntry[] | null>(null);
  const more = ref(false);
  const loading = ref(false);
  const fault = shallowRef<Fault | null>(null);

  async function read(before: number | null, limit: number): Promise<void> {
    const of = plan.id;
    loading.value = true;
    const answer = await plan.query('history.list', { before, limit });
    if (plan.id !== of) return;
    loading.value = false;
    fault.value = answer.ok ? null : answer.fault;
    if (!answer.ok) return;
    entries.value =
      before === null ? answer.value.entries : [...(entries.value ?? []), ...answer.value.entries];
    more.value = answer.value.more;
  }

  /** Reads again as many as are shown. */
  function refresh(): Promise<void> {
    return read(null, Math.min(MOST, Math.max(PAGE, entries.value?.length ?? 0)));
  }

  function loadMore(): Promise<void> {
    return read(entries.value?.at(-1)?.entry ?? null, PAGE);
  }

  // Another plan is another history.
  watch(
    () => plan.id,
    () => (entries.value = null),
  );
  watch(() => plan.changes, refresh, { immediate: true });

  return { entries, more, loading, fault, loadMore };
}
