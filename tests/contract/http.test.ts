import { join } from 'node:path';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { startHost } from '../../src/browser-host/server.ts';
import type { Answer } from '../../src/contract/call.ts';
import { contractSuite, type OpenTransport } from './suite.ts';

/** The browser host, called as src/app/transport.ts does. */
const overHttp: OpenTransport = async (folder) => {
  const appRoot = join(import.meta.dirname, '../..');
  const backend = await openBackendThread({ folder, appRoot, who: 'Test' });
  const host = await startHost({
    call: backend.call,
    pages: (_request, response) => response.end(),
  });

  const post = async (path: string, body: unknown, session = ''): Promise<string> => {
    const response = await fetch(`${host.origin}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: host.origin,
        Authorization: `Bearer ${session}`,
      },
      body: JSON.stringify(body),
    });
    return response.text();
  };
  const launch = new URL(host.address).hash.slice('#launch='.length);
  const answer = JSON.parse(await post('/session', { launch })) as Answer;
  const { session } = (answer.ok ? answer.value : {}) as { session: string };
  return {
    call: (name, input) => post('/call', { name, input }, session),
    close: () => host.close().then(() => backend.close()),
  };
};

contractSuite('HTTP', overHttp);
