import { join } from 'node:path';
import { openBackend } from '../../src/backend/index.ts';
import { contractSuite } from './suite.ts';

contractSuite('the backend itself', (folder) =>
  Promise.resolve(
    openBackend({
      folder,
      appRoot: join(import.meta.dirname, '../..'),
      now: () => new Date(),
      who: 'Test',
    }),
  ),
);
