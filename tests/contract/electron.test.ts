import { join } from 'node:path';
import { openBridge } from '../../electron/bridge.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import type { Wire } from '../../src/contract/index.ts';
import { exposedTenure, newRun } from '../electron/standin.ts';
import { contractSuite, type OpenTransport } from './suite.ts';

/** The desktop host: preload script, IPC and bridge, over a stand-in as strict as Electron. */
const overBridge: OpenTransport = async (folder) => {
  const appRoot = join(import.meta.dirname, '../..');
  const backend = await openBackendThread({ folder, appRoot, who: 'Test' });
  newRun();
  openBridge(backend.call);
  await import('../../electron/preload.ts');
  return { call: exposedTenure().call as Wire, close: backend.close };
};

contractSuite('the Electron bridge', overBridge);
