/** The backend in its worker thread: same answers, and a fault rather than a hang when it dies. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
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

it('answers a fault when the thread dies', async () => {
  const file = path.join(tempFolder(), 'dying.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ kind: 'ready' });
     parentPort.on('message', () => process.exit(1));`,
  );
  const backend = await openBackendThread({
    folder: tempFolder(),
    appRoot: APP_ROOT,
    threadFile: pathToFileURL(file),
  });
  const call = overWire(backend.call);
  const answers = await Promise.all([call('library.list', {}), call('library.list', {})]);
  for (const answer of [...answers, await call('library.list', {})]) {
    expect(answer).toMatchObject({ ok: false, fault: { code: 'internal', message: /stopped/ } });
  }
  await backend.close();
});
