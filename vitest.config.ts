import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// The desktop host runs against a stand-in that is as strict as Electron and records what it was told.
const DESKTOP = { alias: { electron: join(import.meta.dirname, 'tests/electron/standin.ts') } };
const BROWSER_TESTS = ['tests/e2e/**/*.test.ts', 'tests/security/browser.exploit.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: DESKTOP,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...BROWSER_TESTS, 'tests/soak/**'],
          testTimeout: 20_000,
          // Starting a process and loading every module again would take longer than the tests.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        // Two real browsers on the two cores these run on, and patience. Some files go over HTTP
        // and some over the desktop's bridge; `npm run soak` takes all of them over the bridge.
        resolve: DESKTOP,
        test: {
          name: 'e2e',
          include: BROWSER_TESTS,
          globalSetup: ['tests/e2e/support/globalSetup.ts'],
          maxWorkers: 2,
          // After the unit tests, which want both cores too.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Kills and long fuzzing: `npm run soak`, never part of `npm test`.
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 30 * 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
