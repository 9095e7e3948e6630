/**
 * Rows of the plan on screen, read when a page first needs them and again whenever their tables
 * change. Another plan's rows are never shown.
 */
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import type { Answer, Fault } from '../../contract/call.ts';
import type { usePlan } from './plan.ts';

export interface PlanRows<Rows> {
  /** Null until read. A new object whenever anything changed. */
  rows: ComputedRef<Rows | null>;
  /** Why they could not be read, or null. */
  fault: ShallowRef<Fault | null>;
  /** Reads them unless they are here already. Pages call it when they open. */
  load: () => Promise<void>;
}

/**
 * @param tables - those behind `read`.
 */
export function planRows<Rows>(
  plan: ReturnType<typeof usePlan>,
  tables: ReadonlySet<string>,
  read: () => Promise<Answer<Rows>>,
): PlanRows<Rows> {
  const held = shallowRef<{ plan: string; rows: Rows } | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** True once a page has asked: only then are changes followed. */
  let wanted = false;
  /** The newest reading under way: an older one that arrives late is dropped. */
  let newest = 0;
  const rows = computed(() => (held.value?.plan === plan.id ? held.value.rows : null));

  async function refresh(): Promise<void> {
    const id = plan.id;
    if (id === null) return;
    newest += 1;
    const mine = newest;
    const answer = await read();
    if (mine !== newest) return;
    fault.value = answer.ok ? null : answer.fault;
    if (answer.ok) held.value = { plan: id, rows: answer.value };
  }

  plan.follow(async (changed) => {
    const stale = changed === undefined || changed.some((table) => tables.has(table));
    if (wanted && stale) await refresh();
  });

  return {
    rows,
    fault,
    load: async () => {
      wanted = true;
      if (!rows.value) await refresh();
    },
  };
}
