/**
 * The records of the plan on screen: teams, posts, people, and which figures lead. They are read
 * when a page first needs them, and again when their tables change.
 */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Fault } from '../../contract/call.ts';
import type { LeadingFigure } from '../../contract/records.ts';
import type { PlanRecords } from '../../domain/records/types.ts';
import { usePlan } from './plan.ts';

/** The tables behind `records.read` and `figures.leads`. */
const RECORD_TABLES = new Set([
  'service',
  'service_period',
  'team',
  'team_period',
  'role',
  'establishment_line',
  'worker',
  'engagement',
  'assignment',
  'absence',
  'leading_figure',
]);

/** What was read, and of which plan: another plan's records are never shown. */
interface Held {
  plan: string;
  records: PlanRecords;
  leads: readonly LeadingFigure[];
}

export const useRecords = defineStore('records', () => {
  const plan = usePlan();
  const held = shallowRef<Held | null>(null);
  /** Why they could not be read, or null. */
  const fault = shallowRef<Fault | null>(null);
  /** True once a page has asked: only then are changes followed. */
  let wanted = false;
  /** The newest reading under way: an older one that arrives late is dropped. */
  let newest = 0;

  const here = computed(() => (held.value?.plan === plan.id ? held.value : null));
  /** Null until read. A new object whenever anything changed, as `indexRecords` expects. */
  const records = computed(() => here.value?.records ?? null);
  const leads = computed(() => here.value?.leads ?? []);
  /** True when the plan holds no team, post or person yet. */
  const empty = computed(
    () =>
      records.value !== null &&
      [records.value.teams, records.value.lines, records.value.workers].every(
        (rows) => rows.length === 0,
      ),
  );

  async function read(): Promise<void> {
    const id = plan.id;
    if (id === null) return;
    newest += 1;
    const mine = newest;
    const [all, chosen] = await Promise.all([
      plan.query('records.read', {}),
      plan.query('figures.leads', {}),
    ]);
    if (mine !== newest) return;
    if (all.ok && chosen.ok) {
      fault.value = null;
      held.value = { plan: id, records: all.value, leads: chosen.value };
    } else if (!all.ok) fault.value = all.fault;
    else if (!chosen.ok) fault.value = chosen.fault;
  }

  /** Reads the records unless they are here already. Pages call it when they open. */
  async function load(): Promise<void> {
    wanted = true;
    if (!here.value) await read();
  }

  plan.follow(async (changed) => {
    const stale = changed === undefined || changed.some((table) => RECORD_TABLES.has(table));
    if (wanted && stale) await read();
  });

  return { records, leads, fault, empty, load };
});
