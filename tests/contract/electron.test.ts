import { join } from 'node:path';
import { openBridge } from '../../electron/bridge.ts';
import { openBackendThread } from '../../src/backend/threaded.ts';
import type { Answer } from '../../src/contract/call.ts';
import { callAs } from '../electron/standin.ts';
import { contractSuite, type OpenTransport } from './suite.ts';

/** The desktop host's bridge. Electron clones what crosses it, so the test does. */
const overBridge: OpenTransport = async (folder) => {
  const appRoot = join(import.meta.dirname, '../..');
  const backend = await openBackendThread({ folder, appRoot, who: 'Test' });
  openBridge(backend.call);
  return {
    call: async (name, input) => {
      const answer = callAs(structuredClone(name), structuredClone(input)) as Promise<Answer>;
      return structuredClone(await answer);
    },
    close: backend.close,
  };
};

contractSuite('the Electron bridge', overBridge);
