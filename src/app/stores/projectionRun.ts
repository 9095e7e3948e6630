/** Runs the projection off the main thread a moment after its assumptions last changed. */
import { computed, ref, shallowRef } from 'vue';
import type { ProjectionInput, ProjectionResult } from '../../domain/projection/index.ts';
import { createProjectionRunner } from '../projectionRunner.ts';

/** Milliseconds without a change before a run starts, so that typing does not start one a key. */
const SETTLE = 300;

/** A result with what it was made from. */
export interface Answered {
  input: ProjectionInput;
  result: ProjectionResult;
}

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

/** One projection at a time: a newer one replaces what is running, and the last answer stays. */
export function useProjectionRun() {
  const answered = shallowRef<Answered | null>(null);
  const wanted = shallowRef<ProjectionInput | null>(null);
  /** The share done, 0 to 1; null when nothing is running or about to. */
  const progress = ref<number | null>(null);
  /** Why the last run gave no answer, in words; null when it did. */
  const failure = ref<string | null>(null);
  const cancelled = ref(false);

  const runner = createProjectionRunner();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    runner.cancel();
    progress.value = null;
  }

  async function start(input: ProjectionInput): Promise<void> {
    try {
      const result = await runner.run(input, (share) => (progress.value = share));
      // Overtaken or cancelled: whoever did that has said so.
      if (result === null) return;
      answered.value = { input, result };
      progress.value = null;
    } catch (error) {
      failure.value = (error as Error).message;
      progress.value = null;
    }
  }

  /** Runs soon, unless the answer on screen is this one's already. */
  function soon(input: ProjectionInput): void {
    stop();
    wanted.value = input;
    failure.value = null;
    cancelled.value = false;
    if (sameData(answered.value?.input, input)) return;
    progress.value = 0;
    timer = setTimeout(() => void start(input), answered.value ? SETTLE : 0);
  }

  /** Stops the run; the last answer stays, and the page says that it is an earlier one's. */
  function cancel(): void {
    if (progress.value === null) return;
    stop();
    cancelled.value = true;
  }

  function again(): void {
    if (wanted.value) soon(wanted.value);
  }

  /** Another plan: nothing of this one's is left. */
  function forget(): void {
    stop();
    answered.value = null;
    wanted.value = null;
    failure.value = null;
    cancelled.value = false;
  }

  return {
    answered,
    progress,
    failure,
    cancelled,
    working: computed(() => progress.value !== null),
    soon,
    cancel,
    again,
    forget,
  };
}
