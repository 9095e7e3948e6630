/** A data folder whose plan is empty, for tests of what is brought into it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../../src/backend/index.ts';
import type { OutputOf } from '../../../src/contract/call.ts';
import type { Calls } from '../../../src/contract/index.ts';

const APP_ROOT = join(import.meta.dirname, '../../..');

/**
 * A data folder with a plan that has no figures and no teams yet.
 *
 * @returns the folder; the caller removes it.
 */
export async function seedEmptyPlan(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-e2e-'));
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date() });
  const created = await backend.call('library.create', {
    name: 'Import',
    organisation: 'Anytown',
    basis: 'local',
    yearStartMonth: 4,
    firstYear: 2020,
    lastYear: 2025,
    routes: ['ASYE', 'Experienced'],
    latest: { asAt: '2024-03-31', establishment: null, vacancies: null },
    targets: { year: 2024, vacancyRate: null, routes: [null, null] },
  });
  if (!created.ok) throw new Error(created.fault.message);
  const { plan } = created.value as OutputOf<Calls['library.create']>;
  await backend.call('preferences.change', { lastPlan: plan });
  await backend.close();
  return folder;
}
