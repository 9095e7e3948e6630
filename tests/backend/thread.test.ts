/** The backend in its worker thread: same answers, and a fault rather than a hang when it dies. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../src/contract/call.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { overWire } from '../overWire.ts';
import { APP_ROOT, AT, tempFolder } from './support.ts';

it('answers as the backend itself does, with the time it is told', async () => {
  const backend = await openBackendThread({
    folder: tempFolder(),
    appRoot: APP_ROOT,
    who: 'Jane',
    at: AT,
  });
  const call = overWire(backend.call);
  expect(await call('library.list', {})).toMatchObject({
    ok: true,
    value: { plans: [{ changedAt: AT }] },
  });
  expect(await call('nonsense', {})).toMatchObject({ fault: { code: 'unknown-call' } });
  await backend.close();
  await backend.close();
  expect((await call('library.list', {})).ok).toBe(false);
});

it('fails to open where the app’s own files are missing, and says so', async () => {
  const nowhere = openBackendThread({ folder: tempFolder(), appRoot: tempFolder() });
  await expect(nowhere).rejects.toThrow();
});

describe('a thread that dies', () => {
  /** The real thread, which ends itself where a name says so: see mortal.child.ts. */
  async function openMortal(folder = tempFolder()) {
    const lost: string[] = [];
    const backend = await openBackendThread({
      folder,
      appRoot: APP_ROOT,
      who: 'Jane',
      at: AT,
      threadFile: new URL('mortal.child.ts', import.meta.url),
      onLost: (message) => lost.push(message),
    });
    onTestFinished(() => backend.close());
    const call = overWire(backend.call);
    const { lastPlan: plan } = value<{ lastPlan: string }>(await call('preferences.read', {}));
    const rename = (author: string, revision: number) =>
      call('settings.change', { plan, revision, author });
    const standing = async () =>
      value<{ revision: number }>(await call('history.standing', { plan })).revision;
    return { backend, call, lost, plan, rename, standing };
  }

  function value<Value>(answer: Answer): Value {
    if (!answer.ok) throw new Error(answer.fault.message);
    return answer.value as Value;
  }
  const author = async (call: Awaited<ReturnType<typeof openMortal>>['call'], plan: string) =>
    value<PlanFigures>(await call('figures.read', { plan })).settings.author;

  it('is started again: what was saved is there, and the call in hand says it is not known', async () => {
    const { call, lost, plan, rename, standing } = await openMortal();
    const revision = await standing();
    value(await rename('Saved before', revision));
    const answer = await rename('dies before saving', revision + 1);
    expect(answer).toMatchObject({ ok: false, fault: { code: 'interrupted' } });
    expect(await standing()).toBe(revision + 1);
    expect(await author(call, plan)).toBe('Saved before');
    value(await rename('Saved after', revision + 1));
    expect(await author(call, plan)).toBe('Saved after');
    expect(lost).toEqual([]);
  });

  it('had perhaps saved the call in hand: then it is there, whole, and can be undone', async () => {
    const { call, plan, rename, standing } = await openMortal();
    const revision = await standing();
    const answer = await rename('dies after saving', revision);
    expect(answer).toMatchObject({ ok: false, fault: { code: 'interrupted' } });
    expect(await standing()).toBe(revision + 1);
    expect(await author(call, plan)).toBe('dies after saving');
    value(await call('history.undo', { plan, revision: revision + 1 }));
    expect(await author(call, plan)).not.toBe('dies after saving');
  });

  it('takes no other call with it: those behind it are answered by the next thread', async () => {
    const { call, plan, rename, standing } = await openMortal();
    const revision = await standing();
    const [killed, late, read] = await Promise.all([
      rename('dies after saving', revision),
      rename('Not seen the other', revision),
      call('figures.read', { plan }),
    ]);
    expect(killed).toMatchObject({ fault: { code: 'interrupted' } });
    expect(late).toMatchObject({ fault: { code: 'behind' } });
    expect(read).toMatchObject({ ok: true, value: { settings: { author: 'dies after saving' } } });
  });

  it('twice is said plainly, once, and by every call after', async () => {
    const { backend, call, lost, rename, standing } = await openMortal();
    const revision = await standing();
    const answers = await Promise.all([
      rename('dies before saving', revision),
      rename('dies before saving', revision),
      rename('Too late', revision),
    ]);
    expect(answers).toMatchObject([
      { fault: { code: 'interrupted' } },
      { fault: { code: 'internal', message: /stopped unexpectedly and cannot go on/ } },
      { fault: { code: 'internal', message: /What was saved is safe/ } },
    ]);
    expect(await call('library.list', {})).toMatchObject({ fault: { message: /cannot go on/ } });
    expect(lost).toEqual([expect.stringMatching(/Close Tenure and start it again/)]);
    await backend.close();
  });

  it('and cannot be started again is said plainly too', async () => {
    const file = path.join(tempFolder(), 'once.mjs');
    const life = path.join(tempFolder(), 'lived');
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads';
       import { existsSync, writeFileSync } from 'node:fs';
       if (existsSync(${JSON.stringify(life)})) throw new Error('no second life');
       writeFileSync(${JSON.stringify(life)}, '');
       parentPort.on('message', () => process.exit(1));
       parentPort.postMessage({ kind: 'ready' });`,
    );
    const lost: string[] = [];
    const backend = await openBackendThread({
      folder: tempFolder(),
      appRoot: APP_ROOT,
      threadFile: pathToFileURL(file),
      onLost: (message) => lost.push(message),
    });
    expect(await overWire(backend.call)('library.list', {})).toMatchObject({
      fault: { code: 'internal', message: /stopped unexpectedly/ },
    });
    expect(lost).toHaveLength(1);
    await backend.close();
  });
});
