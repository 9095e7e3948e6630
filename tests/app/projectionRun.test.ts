/** A question always has a state: running, answered or stopped. There is no moment without one. */
import { computed, effectScope, nextTick, shallowRef } from 'vue';
import { expect, it, onTestFinished } from 'vitest';
import { useProjectionRun, type Question } from '../../src/app/stores/projectionRun.ts';
import type { ProjectionRunner } from '../../src/app/projectionRunner.ts';
import { simulate, type ProjectionResult } from '../../src/domain/projection/index.ts';
import { withRecruits } from '../domain/projection/inputs.ts';

/** A runner whose answers the test gives. */
function manual() {
  const waiting: { resolve: (result: ProjectionResult | null) => void; recruits: number }[] = [];
  const runner: ProjectionRunner = {
    run: (input) =>
      new Promise((resolve) => {
        waiting.push({ resolve, recruits: input.routes[0]?.recruits[0] ?? NaN });
      }),
    cancel: () => waiting.at(-1)?.resolve(null),
    close: () => {},
  };
  return { runner, waiting };
}

const question = (plan: string, recruits: number): Question => ({
  plan,
  input: withRecruits(recruits, { paths: 100 }),
});
const timers = () => new Promise((resolve) => setTimeout(resolve, 5));

function started(first: Question | null) {
  const { runner, waiting } = manual();
  const asked = shallowRef(first);
  const scope = effectScope();
  onTestFinished(() => scope.stop());
  const run = scope.run(() =>
    useProjectionRun(
      computed(() => asked.value),
      runner,
    ),
  )!;
  const answer = () => waiting.at(-1)?.resolve(simulate(asked.value!.input));
  return { asked, run, waiting, answer };
}

it('goes from one plan to another and back, and is never without a state', async () => {
  const first = question('a', 38);
  const { asked, run, waiting, answer } = started(first);
  expect(run.state.value?.at).toBe('running');
  await timers();
  answer();
  await timers();
  expect(run.state.value?.at).toBe('answered');

  // Another plan: at once running, with nothing of the first beside it.
  asked.value = question('b', 45);
  expect(run.state.value).toMatchObject({ at: 'running', earlier: null });
  await nextTick();
  await timers();
  expect(waiting.at(-1)?.recruits).toBe(45);
  answer();
  await timers();
  expect(run.state.value?.at).toBe('answered');

  asked.value = first;
  expect(run.state.value).toMatchObject({ at: 'running', earlier: null });
  await nextTick();
  await timers();
  answer();
  await timers();
  expect(run.state.value).toMatchObject({ at: 'answered', answered: { input: first.input } });
});

it('keeps the last answer beside a question that was stopped, and takes it up again', async () => {
  const { asked, run, answer } = started(question('a', 38));
  await timers();
  answer();
  await timers();
  asked.value = question('a', 39);
  await nextTick();
  run.cancel();
  expect(run.state.value).toMatchObject({ at: 'stopped', why: null });
  expect(run.state.value).toHaveProperty('earlier.input.routes.0.recruits.0', 38);
  run.again();
  expect(run.state.value?.at).toBe('running');
});

it('has no state only while nothing is asked', async () => {
  const { asked, run } = started(null);
  expect(run.state.value).toBeNull();
  asked.value = question('a', 38);
  expect(run.state.value?.at).toBe('running');
  await nextTick();
  expect(run.state.value?.at).toBe('running');
});
