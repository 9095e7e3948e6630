/** The plan on screen: its figures, where it stands, and the one way to change it. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Answer, Fault, FaultCode, InputOf, OutputOf } from '../../contract/call.ts';
import type { CallName, Calls } from '../../contract/index.ts';
import type { PlanStanding } from '../../contract/history.ts';
import { latestReadingDate, type PlanFigures } from '../../domain/figures.ts';
import { call } from '../transport.ts';

type PlanCallName<Writes extends boolean> = {
  [Name in CallName]: Calls[Name] extends { over: 'plan'; writes: Writes } ? Name : never;
}[CallName];
export type PlanQueryName = PlanCallName<false>;
export type PlanCommandName = PlanCallName<true>;

/** A plan call's input without what the store adds to it. */
export type About<Name extends CallName> = Omit<InputOf<Calls[Name]>, 'plan' | 'revision'>;

/** The tables behind `figures.read`: when one changes, the figures are read again. */
const FIGURE_TABLES = new Set([
  'plan',
  'measure',
  'scope',
  'source',
  'reported_figure',
  'target',
  'same_scope',
]);

/** What a command answers when the page no longer shows the plan as it is. */
const OUT_OF_STEP: ReadonlySet<FaultCode> = new Set(['behind', 'interrupted']);

const NO_PLAN: Answer<never> = {
  ok: false,
  fault: { code: 'not-found', message: 'No plan is open. Open one from Plans.' },
};

/** Reads again what is derived from the tables that changed; from any of them when not said. */
type Follower = (changed?: readonly string[]) => Promise<void>;

export const usePlan = defineStore('plan', () => {
  const standing = shallowRef<PlanStanding | null>(null);
  const figures = shallowRef<PlanFigures | null>(null);
  /** Why the plan could not be opened, or null. */
  const trouble = shallowRef<{ plan: string; fault: Fault } | null>(null);
  /** Grows with every change, so that pages with queries of their own know to ask again. */
  const changes = ref(0);
  /** Other stores of this plan's data. */
  const followers: Follower[] = [];

  const id = computed(() => standing.value?.plan ?? null);
  const readOnly = computed(() => standing.value?.kind === 'received');
  /** The date of the latest figures: every figure on screen is as at some date, at latest this. */
  const asAt = computed(() => figures.value && latestReadingDate(figures.value));

  function close(): void {
    standing.value = null;
    figures.value = null;
    trouble.value = null;
  }

  /** Opens a plan and reads its figures. The answer says why when it cannot. */
  async function open(plan: string): Promise<Answer<PlanStanding>> {
    const opened = await call('library.open', { plan });
    if (!opened.ok) {
      close();
      trouble.value = { plan, fault: opened.fault };
      return opened;
    }
    const read = await call('figures.read', { plan });
    if (!read.ok) return read;
    trouble.value = null;
    figures.value = read.value;
    standing.value = opened.value;
    changes.value += 1;
    for (const followed of followers) void followed();
    void call('preferences.change', { lastPlan: plan });
    return opened;
  }

  /** Reads again what the tables that changed stand behind. */
  async function refresh(changed?: readonly string[]): Promise<void> {
    const plan = id.value;
    if (plan === null) return;
    const stale = changed === undefined || changed.some((table) => FIGURE_TABLES.has(table));
    const [stands, read] = await Promise.all([
      call('history.standing', { plan }),
      stale ? call('figures.read', { plan }) : null,
      ...followers.map((followed) => followed(changed)),
    ]);
    if (id.value !== plan) return;
    if (read?.ok) figures.value = read.value;
    if (stands.ok) standing.value = stands.value;
    changes.value += 1;
  }

  /** Lets another store follow the plan: what it reads is there before a command resolves. */
  function follow(follower: Follower): void {
    followers.push(follower);
  }

  /** A plan whose file is gone leaves the page to the ways on. */
  function noticeVanished(plan: string, answer: Answer): void {
    if (!answer.ok && answer.fault.code === 'vanished')
      trouble.value = { plan, fault: answer.fault };
  }

  /** Asks about the open plan. */
  async function query<Name extends PlanQueryName>(
    name: Name,
    about: About<Name>,
  ): Promise<Answer<OutputOf<Calls[Name]>>> {
    const plan = id.value;
    if (plan === null) return NO_PLAN;
    const answer = await send(name, { ...about, plan });
    noticeVanished(plan, answer);
    return answer;
  }

  /**
   * Changes the open plan. On success what changed is read again before this
   * resolves; a page that is out of step is refreshed and told.
   */
  async function command<Name extends PlanCommandName>(
    name: Name,
    about: About<Name>,
  ): Promise<Answer<OutputOf<Calls[Name]>>> {
    const stands = standing.value;
    if (stands === null) return NO_PLAN;
    const answer = await send(name, { ...about, plan: stands.plan, revision: stands.revision });
    if (answer.ok) await refresh(answer.changed);
    else if (OUT_OF_STEP.has(answer.fault.code)) await refresh();
    noticeVanished(stands.plan, answer);
    return answer;
  }

  // The compiler cannot see that adding `plan` and `revision` back completes the input.
  function send<Name extends CallName>(
    name: Name,
    input: object,
  ): Promise<Answer<OutputOf<Calls[Name]>>> {
    return call(name, input as InputOf<Calls[Name]>);
  }

  return {
    id,
    standing,
    figures,
    trouble,
    changes,
    readOnly,
    asAt,
    open,
    close,
    refresh,
    follow,
    query,
    command,
  };
});
