/** Runs the projection off the main thread a moment after its assumptions last changed. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue';
import type { ProjectionInput, ProjectionResult } from '../../domain/projection/index.ts';
import { createProjectionRunner, type ProjectionRunner } from '../projectionRunner.ts';

/** Milliseconds without a change before a run starts, so that typing does not start one a key. */
const SETTLE = 300;

/** A result with what it was made from. */
export interface Answered {
  input: ProjectionInput;
  result: ProjectionResult;
}

/**
 * What there is of an answer to a question: it is being worked out, it is there, or it was
 * stopped. An earlier answer stays beside the first and last, and the page says that it is one.
 */
export type RunState =
  | { at: 'running'; share: number; earlier: Answered | null }
  | { at: 'answered'; answered: Answered }
  /** `why`: the words of a failure; null when somebody cancelled it. */
  | { at: 'stopped'; why: string | null; earlier: Answered | null };

/** The same plain data, whatever order its properties were written in. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameData(value, right.get(key)))
  );
}

/** A question, and whose it is: an answer of another plan is never shown beside it. */
export interface Question {
  plan: string;
  input: ProjectionInput;
}

interface Stopped {
  question: Question;
  why: string | null;
}

/**
 * Answers whatever is asked, the newest question only. The state follows from the question and
 * from what came of it, so there is no moment at which a question has neither.
 *
 * @param asked - null while there is nothing to ask.
 */
export function useProjectionRun(
  asked: ComputedRef<Question | null>,
  runner: ProjectionRunner = createProjectionRunner(),
) {
  const latest = shallowRef<{ plan: string; answered: Answered } | null>(null);
  const stopped = shallowRef<Stopped | null>(null);
  const share = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const earlier = computed(() =>
    latest.value && latest.value.plan === asked.value?.plan ? latest.value.answered : null,
  );
  /** Null only while nothing is asked. */
  const state = computed<RunState | null>(() => {
    const question = asked.value;
    if (question === null) return null;
    if (earlier.value && sameData(earlier.value.input, question.input)) {
      return { at: 'answered', answered: earlier.value };
    }
    if (stopped.value?.question === question) {
      return { at: 'stopped', why: stopped.value.why, earlier: earlier.value };
    }
    return { at: 'running', share: share.value, earlier: earlier.value };
  });

  async function start(question: Question): Promise<void> {
    try {
      const result = await runner.run(question.input, (done) => (share.value = done));
      // Overtaken or cancelled: whoever did that has said so.
      if (result === null) return;
      latest.value = { plan: question.plan, answered: { input: question.input, result } };
    } catch (error) {
      stopped.value = { question, why: (error as Error).message };
    }
  }

  function halt(): void {
    clearTimeout(timer);
    runner.cancel();
  }

  /** Works the question out, unless its answer is there. */
  function answer(): void {
    halt();
    stopped.value = null;
    share.value = 0;
    const question = asked.value;
    if (question === null || state.value?.at !== 'running') return;
    timer = setTimeout(() => void start(question), earlier.value ? SETTLE : 0);
  }

  /** Stops the run; the last answer stays, and the page says that it is an earlier one's. */
  function cancel(): void {
    const question = asked.value;
    if (question === null || state.value?.at !== 'running') return;
    halt();
    stopped.value = { question, why: null };
  }

  watch(asked, answer, { immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    runner.close();
  });

  return { state, cancel, again: answer };
}
