/**
 * The projection being explored: its assumptions, the scenarios they may be saved as,
 * and the latest result. It outlives the page, so that nothing is lost by looking elsewhere.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Answer, Fault } from '../../contract/call.ts';
import type { Scenario } from '../../contract/projection.ts';
import {
  defaultAssumptions,
  projectionInput,
  type ProjectionAssumptions,
  type RouteAssumption,
} from '../../domain/projection/index.ts';
import { useLeading } from './leading.ts';
import { usePlan } from './plan.ts';
import { sameData, useProjectionRun } from './projectionRun.ts';

/** Text a field could not read, kept with the reason. */
export interface Unread {
  text: string;
  problem: string;
}

/** What the assumptions started from. */
interface Base {
  /** Null: the plan's own figures. */
  scenario: Pick<Scenario, 'scenario' | 'name'> | null;
  assumptions: ProjectionAssumptions;
}

/** Everything `restore` needs to put an exploration back as it was. */
export type Exploration = Readonly<{ base: Base | null; current: ProjectionAssumptions | null }>;

export const useProjection = defineStore('projection', () => {
  const plan = usePlan();
  const base = shallowRef<Base | null>(null);
  const current = shallowRef<ProjectionAssumptions | null>(null);
  const unread = ref<Record<string, Unread>>({});
  const scenarios = shallowRef<Scenario[]>([]);
  const fault = shallowRef<Fault | null>(null);
  const run = useProjectionRun();

  const leading = useLeading();
  const defaults = computed(() => leading.figures && defaultAssumptions(leading.figures));
  /** What the plan lacks for a projection, in words; null when it lacks nothing. */
  const lacking = computed(() =>
    defaults.value && 'problem' in defaults.value ? defaults.value.problem : null,
  );
  const own = computed(() =>
    defaults.value && 'assumptions' in defaults.value ? defaults.value : null,
  );
  const changed = computed(() => !sameData(current.value, base.value?.assumptions));
  const problems = computed(() => Object.keys(unread.value).length);
  /** The plan's figures have moved on since these assumptions were taken from them. */
  const behindPlan = computed(
    () =>
      base.value?.scenario === null &&
      own.value !== null &&
      !sameData(base.value.assumptions, own.value.assumptions),
  );

  function startFrom(next: Base | null): void {
    base.value = next;
    current.value = next?.assumptions ?? null;
    unread.value = {};
  }

  /** Back to the plan's own figures. */
  function reset(): void {
    startFrom(own.value && { scenario: null, assumptions: own.value.assumptions });
  }

  function load({ scenario, name, assumptions }: Scenario): void {
    startFrom({ scenario: { scenario, name }, assumptions });
  }

  /** Back to the assumptions as they were loaded. */
  function discard(): void {
    startFrom(base.value);
  }

  function exploration(): Exploration {
    return { base: base.value, current: current.value };
  }

  /** Puts an earlier exploration back, its changes included. */
  function restore(earlier: Exploration): void {
    startFrom(earlier.base);
    current.value = earlier.current;
  }

  function change(to: Partial<ProjectionAssumptions>): void {
    if (current.value) current.value = { ...current.value, ...to };
  }

  function changeRoute(measure: number, to: Partial<RouteAssumption>): void {
    const routes = current.value?.routes.map((route) =>
      route.measure === measure ? { ...route, ...to } : route,
    );
    if (routes) change({ routes });
  }

  function hold(field: string, what: Unread): void {
    unread.value = { ...unread.value, [field]: what };
  }

  function release(...fields: string[]): void {
    if (!fields.some((field) => field in unread.value)) return;
    unread.value = Object.fromEntries(
      Object.entries(unread.value).filter(([field]) => !fields.includes(field)),
    );
  }

  async function readScenarios(): Promise<void> {
    const asked = plan.id;
    if (asked === null) return;
    const answer = await plan.query('scenario.list', {});
    if (plan.id !== asked) return;
    if (answer.ok) scenarios.value = answer.value;
    fault.value = answer.ok ? null : answer.fault;
  }

  /** Saves the assumptions under a name, replacing the scenario that has it. */
  async function save(name: string): Promise<Answer<{ scenario: number }>> {
    const assumptions = current.value;
    if (assumptions === null) throw new Error('There are no assumptions to save.');
    const answer = await plan.command('scenario.save', { name, assumptions });
    if (answer.ok) {
      base.value = {
        scenario: { scenario: answer.value.scenario, name: name.trim() },
        assumptions,
      };
    }
    return answer;
  }

  async function remove(scenario: number): Promise<Answer<null>> {
    return plan.command('scenario.remove', { scenario });
  }

  watch(
    () => plan.id,
    () => {
      run.forget();
      scenarios.value = [];
      reset();
    },
  );
  // Unchanged assumptions follow the plan; changed ones are the user's and stay.
  watch(own, () => {
    if (current.value === null || (base.value?.scenario === null && !changed.value)) reset();
  });
  watch(() => plan.changes, readScenarios, { immediate: true });
  watch(
    [current, () => leading.figures],
    ([assumptions, figures]) => {
      if (assumptions && figures) run.soon(projectionInput(figures, assumptions));
      else run.forget();
    },
    { immediate: true },
  );
  reset();

  return {
    assumptions: current,
    base,
    changed,
    lacking,
    own,
    behindPlan,
    unread,
    problems,
    scenarios,
    fault,
    answered: run.answered,
    progress: run.progress,
    failure: run.failure,
    cancelled: run.cancelled,
    working: run.working,
    cancel: run.cancel,
    again: run.again,
    reset,
    load,
    discard,
    exploration,
    restore,
    change,
    changeRoute,
    hold,
    release,
    save,
    remove,
  };
});
