/**
 * The projection being explored: its assumptions, the scenarios they may be saved as,
 * and the latest result. It outlives the page, so that nothing is lost by looking elsewhere.
 */
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { Answer, Fault } from '../../contract/call.ts';
import type { Scenario } from '../../contract/projection.ts';
import {
  defaultAssumptions,
  planAhead,
  projectionInput,
  type MissingFigure,
  type ProjectionAssumptions,
  type RouteAssumption,
} from '../../domain/projection/index.ts';
import { useAsye } from './asye.ts';
import { useLeading } from './leading.ts';
import { usePlan } from './plan.ts';
import { sameData, useProjectionRun, type Question, type RunState } from './projectionRun.ts';
import { useRecords } from './records.ts';

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

/**
 * Assumptions that are not simply the plan's own, and of which plan they are: another plan's are
 * never shown. Everything `restore` needs to put an exploration back as it was.
 */
export type Exploration = Readonly<{
  plan: string;
  base: Base;
  current: ProjectionAssumptions;
}> | null;

/** What the page has to show: the figures are read, something is missing, or a run's state. */
export type ProjectionState =
  { at: 'reading' } | { at: 'missing'; problem: string; missing: MissingFigure[] } | RunState;

type UnreadFields = Record<string, Unread>;

export const useProjection = defineStore('projection', () => {
  const plan = usePlan();
  const leading = useLeading();
  const records = useRecords();
  const asye = useAsye();

  const explored = shallowRef<Exploration>(null);
  const held = shallowRef<{ plan: string | null; fields: UnreadFields } | null>(null);
  const listed = shallowRef<{ plan: string; scenarios: Scenario[] } | null>(null);
  const fault = shallowRef<Fault | null>(null);

  /** False until figures and records are here: an answer made before them would change. */
  const ready = computed(
    () => leading.ready && (asye.rows !== null || asye.fault !== null || records.fault !== null),
  );
  const defaults = computed(() => {
    const { figures } = leading;
    if (figures === null || !ready.value) return null;
    return defaultAssumptions(figures, (from) =>
      planAhead(figures, { records: records.records, asye: asye.rows, from }),
    );
  });
  const own = computed(() =>
    defaults.value && 'assumptions' in defaults.value ? defaults.value : null,
  );
  const ownBase = computed<Base | null>(
    () => own.value && { scenario: null, assumptions: own.value.assumptions },
  );
  const here = computed(() => (explored.value?.plan === plan.id ? explored.value : null));
  /** Until somebody explores, the assumptions are the plan's own, and follow it. */
  const base = computed(() => here.value?.base ?? ownBase.value);
  const current = computed(() => here.value?.current ?? ownBase.value?.assumptions ?? null);
  const changed = computed(() => !sameData(current.value, base.value?.assumptions));
  const unread = computed<UnreadFields>(() =>
    held.value?.plan === plan.id ? held.value.fields : {},
  );
  const problems = computed(() => Object.keys(unread.value).length);
  const scenarios = computed(() => (listed.value?.plan === plan.id ? listed.value.scenarios : []));
  /** The plan's figures have moved on since these assumptions were taken from them. */
  const behindPlan = computed(
    () =>
      base.value?.scenario === null &&
      own.value !== null &&
      !sameData(base.value.assumptions, own.value.assumptions),
  );

  const asked = computed<Question | null>((before) => {
    const { figures } = leading;
    if (plan.id === null || figures === null || own.value === null || current.value === null) {
      return null;
    }
    const question = { plan: plan.id, input: projectionInput(figures, current.value) };
    return before && sameData(before, question) ? before : question;
  });
  const run = useProjectionRun(asked);
  const state = computed<ProjectionState>(() => {
    if (defaults.value && 'problem' in defaults.value) {
      return { at: 'missing', ...defaults.value };
    }
    return run.state.value ?? { at: 'reading' };
  });
  /** The answer on screen, of these assumptions or of earlier ones; null where there is none. */
  const answered = computed(() => {
    const { value } = state;
    if (value.at === 'answered') return value.answered;
    return value.at === 'running' || value.at === 'stopped' ? value.earlier : null;
  });

  function startFrom(next: Exploration): void {
    explored.value = next;
    held.value = null;
  }

  /** Back to the plan's own figures. */
  function reset(): void {
    startFrom(null);
  }

  function load({ scenario, name, assumptions }: Scenario): void {
    if (plan.id === null) return;
    const from = { scenario: { scenario, name }, assumptions };
    startFrom({ plan: plan.id, base: from, current: assumptions });
  }

  /** Back to the assumptions as they were loaded. */
  function discard(): void {
    const { value } = here;
    startFrom(value && { ...value, current: value.base.assumptions });
  }

  function exploration(): Exploration {
    return here.value;
  }

  /** Puts an earlier exploration back, its changes included. */
  function restore(earlier: Exploration): void {
    startFrom(earlier);
  }

  function change(to: Partial<ProjectionAssumptions>): void {
    if (plan.id === null || base.value === null || current.value === null) return;
    const next = { plan: plan.id, base: base.value, current: { ...current.value, ...to } };
    const asOwn = next.base.scenario === null && sameData(next.current, ownBase.value?.assumptions);
    // Back at the plan's own figures they follow it again.
    explored.value = asOwn ? null : next;
  }

  function changeRoute(measure: number, to: Partial<RouteAssumption>): void {
    const routes = current.value?.routes.map((route) =>
      route.measure === measure ? { ...route, ...to } : route,
    );
    if (routes) change({ routes });
  }

  function hold(field: string, what: Unread): void {
    held.value = { plan: plan.id, fields: { ...unread.value, [field]: what } };
  }

  function release(...fields: string[]): void {
    if (!fields.some((field) => field in unread.value)) return;
    const left = Object.entries(unread.value).filter(([field]) => !fields.includes(field));
    held.value = { plan: plan.id, fields: Object.fromEntries(left) };
  }

  /** Reads what the page needs of the open plan. Pages call it when they open. */
  async function read(): Promise<void> {
    await Promise.all([leading.load(), asye.load()]);
  }

  async function readScenarios(): Promise<void> {
    const asking = plan.id;
    if (asking === null) return;
    const answer = await plan.query('scenario.list', {});
    if (plan.id !== asking) return;
    if (answer.ok) listed.value = { plan: asking, scenarios: answer.value };
    fault.value = answer.ok ? null : answer.fault;
  }

  /** Saves the assumptions under a name, replacing the scenario that has it. */
  async function save(name: string): Promise<Answer<{ scenario: number }>> {
    const assumptions = current.value;
    if (assumptions === null || plan.id === null) {
      throw new Error('There are no assumptions to save.');
    }
    const of = plan.id;
    const answer = await plan.command('scenario.save', { name, assumptions });
    if (answer.ok) {
      const scenario = { scenario: answer.value.scenario, name: name.trim() };
      explored.value = { plan: of, base: { scenario, assumptions }, current: assumptions };
    }
    return answer;
  }

  async function remove(scenario: number): Promise<Answer<null>> {
    return plan.command('scenario.remove', { scenario });
  }

  watch(() => plan.changes, readScenarios, { immediate: true });

  return {
    assumptions: current,
    base,
    changed,
    own,
    behindPlan,
    unread,
    problems,
    scenarios,
    fault,
    state,
    answered,
    cancel: run.cancel,
    again: run.again,
    read,
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
