import { join } from 'node:path';
import { openBackendThread } from '../../src/backend/threaded.ts';
import { contractSuite } from './suite.ts';

contractSuite('the backend’s thread', (folder) =>
  openBackendThread({ folder, appRoot: join(import.meta.dirname, '../..'), who: 'Test' }),
);
