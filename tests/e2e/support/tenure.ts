/** Tenure in the test's own process, on a data folder of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../../src/backend/index.ts';
import { wireOf } from '../../../src/backend/wire.ts';
import type { Wire } from '../../../src/contract/index.ts';
import { startHost } from '../../../src/browser-host/server.ts';
import { servePages } from '../../../src/browser-host/static.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** How the page reaches its backend: the browser host's way, or the desktop's. */
export type WireName = 'http' | 'bridge';

export interface RunningTenure {
  /** Over HTTP with the launch token, which works once. */
  address: string;
  wire: Wire;
  data: string;
  /** Closes everything properly. Removes the data folder if it made it. */
  stop(): Promise<void>;
}

/**
 * Starts the browser host on the app as it is built: the same backend, server and files that
 * `npm start` runs. What its process adds (its thread, its one line, Ctrl+C) is tested in
 * tests/hosts and tests/backend/thread.test.ts.
 *
 * @param options - `data`: a data folder to keep; a temporary one otherwise. `chooses`: the folder
 * that somebody chooses whenever a folder dialog is shown, as the desktop has one.
 */
export async function launchTenure(
  options: { data?: string; chooses?: string } = {},
): Promise<RunningTenure> {
  const { chooses } = options;
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'tenure-e2e-')));
  const backend = openBackend({
    folder: data,
    appRoot: ROOT,
    now: () => new Date(),
    log: console.error,
    canChooseFolder: chooses !== undefined,
  });
  const answer = wireOf(backend);
  const wire: Wire = async (name, input) =>
    name === 'secondHome.choose' && chooses !== undefined
      ? JSON.stringify(backend.useSecondHome(chooses))
      : answer(name, input);
  const host = await startHost({ call: wire, pages: servePages(join(ROOT, 'dist/app')) });
  return {
    address: host.address,
    wire,
    data,
    async stop() {
      await host.close();
      await backend.close();
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}
