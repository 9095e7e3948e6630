/**
 * What was kept of imported statutory returns. It is personal, so it is read only when the page
 * that builds a return asks, and let go with the plan.
 */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Fault } from '../../contract/call.ts';
import type { KeptReturn } from '../../contract/imports.ts';
import { usePlan } from './plan.ts';

const TABLES = new Set(['worker', 'worker_return']);

export const useKeptReturns = defineStore('keptReturns', () => {
  const plan = usePlan();
  const held = shallowRef<{ plan: string; kept: readonly KeptReturn[] } | null>(null);
  /** Why it could not be read, or null. */
  const fault = shallowRef<Fault | null>(null);
  /** True while a page shows it: only then are changes followed. */
  let wanted = false;
  let newest = 0;

  /** Null until read. */
  const kept = computed(() => (held.value?.plan === plan.id ? held.value.kept : null));

  async function read(): Promise<void> {
    const id = plan.id;
    if (id === null) return;
    newest += 1;
    const mine = newest;
    const answer = await plan.query('returns.read', {});
    if (mine !== newest || !wanted) return;
    fault.value = answer.ok ? null : answer.fault;
    if (answer.ok) held.value = { plan: id, kept: answer.value };
  }

  async function load(): Promise<void> {
    wanted = true;
    if (kept.value === null) await read();
  }

  /** Lets go of it: call it when the page goes. */
  function drop(): void {
    wanted = false;
    held.value = null;
  }

  plan.follow(async (changed) => {
    if (wanted && (changed === undefined || changed.some((table) => TABLES.has(table)))) {
      await read();
    }
  });

  return { kept, fault, load, drop };
});
