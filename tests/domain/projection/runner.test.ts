/** The page's runner and the worker's service, joined as a Worker joins them. */
import { describe, expect, it } from 'vitest';
import { createProjectionRunner } from '../../../src/app/projectionRunner.ts';
import type { ProjectionWorker } from '../../../src/app/projectionRunner.ts';
import { projectionService } from '../../../src/app/workers/projectionService.ts';
import { simulate } from '../../../src/domain/projection/index.ts';
import { withRecruits } from './inputs.ts';

/** A worker in this thread: messages are copied and arrive later, as between threads. */
function localWorker(started: { count: number } = { count: 0 }): ProjectionWorker {
  started.count++;
  let ended = false;
  const worker: ProjectionWorker = {
    onmessage: null,
    onerror: null,
    postMessage(request) {
      const copy = structuredClone(request);
      setTimeout(() => void handle(copy));
    },
    terminate() {
      ended = true;
    },
  };
  const handle = projectionService((reply) => {
    const data = structuredClone(reply);
    setTimeout(() => {
      if (!ended) worker.onmessage?.(new MessageEvent('message', { data }));
    });
  });
  return worker;
}

describe('projections in a worker', () => {
  const input = withRecruits(38, { paths: 3000 });

  it('are what the same code gives without one, with progress on the way', async () => {
    const runner = createProjectionRunner(localWorker);
    const seen: number[] = [];
    const result = await runner.run(input, (share) => seen.push(share));
    expect(result).toEqual(simulate(input));
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((share) => share > 0 && share <= 1)).toBe(true);
    runner.close();
  });

  it('are overtaken by a later request: the latest wins, on one worker', async () => {
    const started = { count: 0 };
    const runner = createProjectionRunner(() => localWorker(started));
    const first = runner.run(input);
    const second = runner.run({ ...input, seed: 2 });
    const third = runner.run({ ...input, seed: 3 });
    expect(await first).toBeNull();
    expect(await second).toBeNull();
    expect(await third).toEqual(simulate({ ...input, seed: 3 }));
    expect(started.count).toBe(1);
    runner.close();
  });

  it('stop when cancelled, and run again afterwards', async () => {
    const runner = createProjectionRunner(localWorker);
    const cancelled = runner.run(input, () => runner.cancel());
    expect(await cancelled).toBeNull();
    expect(await runner.run(input)).not.toBeNull();
    runner.close();
  });

  it('say in words why there is no answer', async () => {
    const runner = createProjectionRunner(localWorker);
    await expect(runner.run({ ...input, vacancies: 400 })).rejects.toThrow(
      'There are more vacancies (400) than posts (319).',
    );
    runner.close();
  });

  it('take assumptions that are proxies, as a page holds them', async () => {
    const runner = createProjectionRunner(localWorker);
    const proxied = { ...input, routes: input.routes.map((route) => new Proxy(route, {})) };
    expect(await runner.run(proxied)).not.toBeNull();
    runner.close();
  });

  it('end when the page closes the runner', async () => {
    const runner = createProjectionRunner(localWorker);
    const open = runner.run(input);
    runner.close();
    expect(await open).toBeNull();
  });

  it('fail in words when the worker does, and start another next time', async () => {
    const started = { count: 0 };
    let broken: ProjectionWorker | null = null;
    const runner = createProjectionRunner(() => (broken = localWorker(started)));
    const failing = runner.run(input);
    (broken as ProjectionWorker | null)?.onerror?.({} as ErrorEvent);
    await expect(failing).rejects.toThrow('The projection could not run');
    expect(await runner.run(input)).not.toBeNull();
    expect(started.count).toBe(2);
    runner.close();
  });
});
