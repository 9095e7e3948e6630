import { join } from 'node:path';
import { openBackend } from '../../src/backend/index.ts';
import { wireOf } from '../../src/backend/wire.ts';
import { contractSuite } from './suite.ts';

contractSuite('the backend itself', (folder) => {
  const backend = openBackend({
    folder,
    appRoot: join(import.meta.dirname, '../..'),
    now: () => new Date(),
    who: 'Test',
  });
  return Promise.resolve({ call: wireOf(backend), close: backend.close });
});
