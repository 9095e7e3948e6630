/** The page's own transport on the desktop's wire: preload script, IPC, bridge and thread. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openBridge } from '../../electron/bridge.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import type { Answer } from '../../src/contract/call.ts';
import type { Call } from '../../src/contract/index.ts';
import { exposedTenure, newRun } from './standin.ts';

export interface DesktopPage {
  call: Call;
  /** The sample plan, which the first start opens. */
  plan: string;
  close(): Promise<void>;
}

/**
 * Opens one at a time, as a run of the desktop app has one.
 *
 * @param threadFile - the backend's thread; the real one where none is given
 */
export async function openDesktopPage(threadFile?: URL): Promise<DesktopPage> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-desktop-page-'));
  const appRoot = join(import.meta.dirname, '../..');
  const backend = await openBackendThread({ folder, appRoot, who: 'Test', threadFile });
  newRun();
  openBridge(backend.call);
  await import('../../electron/preload.ts');
  vi.stubGlobal('window', { tenure: exposedTenure() });
  vi.stubGlobal('location', { hash: '' });
  const { call } = await import('../../src/app/transport.ts');
  return {
    call,
    plan: good(await call('preferences.read', {})).lastPlan!,
    async close() {
      vi.unstubAllGlobals();
      await backend.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The value of an answer that must be good. */
export function good<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(`${answer.fault.code}: ${answer.fault.message}`);
  return answer.value;
}
