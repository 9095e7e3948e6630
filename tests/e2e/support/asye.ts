/** A data folder whose plan has one cohort on its programme. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, OutputOf } from '../../../src/contract/call.ts';
import type { CallName, Calls } from '../../../src/contract/index.ts';
import { openBackend } from '../../../src/backend/index.ts';

const APP_ROOT = join(import.meta.dirname, '../../..');
const FTE = 1_000_000;
const STARTED = '2024-09-02';

/**
 * The cohort September 2024 in two teams: Ada Alder, Bea Birch, Cy Cedar and Di Dogwood (at 0.6
 * FTE) started ASYE on 2 September 2024. Bea is on maternity leave from 2 January to 30 June 2025,
 * and no pause has been agreed. Mo Maple manages Duty.
 *
 * @returns the folder; the caller removes it.
 */
export async function seedCohort(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-asye-'));
  const backend = openBackend({ folder, appRoot: APP_ROOT, now: () => new Date(), who: 'Jane' });
  const ok = async <Name extends CallName>(name: Name, input: InputOf<Calls[Name]>) => {
    const answer = await backend.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
    return answer.value as OutputOf<Calls[Name]>;
  };
  const { plan } = await ok('library.create', {
    ...{ name: 'Academy', organisation: 'Anytown', basis: 'local', yearStartMonth: 4 },
    ...{ firstYear: 2022, lastYear: 2026, routes: ['ASYE'] },
    latest: { asAt: '2024-03-31', establishment: null, vacancies: null },
    targets: { year: 2024, vacancyRate: null, routes: [null] },
  });
  await ok('library.open', { plan });
  await ok('preferences.change', { lastPlan: plan });
  const revision = async () => (await ok('history.standing', { plan })).revision;
  await ok('structure.reorganise', {
    ...{ plan, revision: await revision(), from: '2020-04-01' },
    steps: [
      { kind: 'open-service', name: 'Assessment' },
      { kind: 'open-team', service: 'Assessment', name: 'Duty' },
      { kind: 'open-team', service: 'Assessment', name: 'Intake' },
    ],
  });
  const role = async (name: string, group: 'case-holder' | 'first-line-manager') =>
    (await ok('role.save', { plan, revision: await revision(), name, group, counts: true })).role;
  const [worker, manager] = [
    await role('Social worker', 'case-holder'),
    await role('Team manager', 'first-line-manager'),
  ];
  const [duty, intake] = (await ok('records.read', { plan })).teams.map(({ id }) => id) as [
    number,
    number,
  ];
  const start = async (name: string, team: number, fte = FTE, inRole = worker, from = STARTED) =>
    ok('workforce.start', {
      ...{ plan, revision: await revision(), from, basis: 'permanent' },
      worker: { ref: name.slice(0, 2).toUpperCase(), name },
      placements: [{ team, role: inRole, fte }],
    });
  await start('Mo Maple', duty, FTE, manager, '2021-04-01');
  const people = [
    await start('Ada Alder', duty),
    await start('Bea Birch', duty),
    await start('Cy Cedar', intake),
    await start('Di Dogwood', intake, 600_000),
  ];
  await ok('workforce.beAbsent', {
    ...{ plan, revision: await revision(), engagement: people[1]!.engagement },
    ...{ kind: 'MAT', from: '2025-01-02', until: '2025-06-30' },
  });
  const { cohort } = await ok('cohort.save', {
    ...{ plan, revision: await revision(), programme: 1, name: 'September 2024' },
  });
  await ok('member.add', {
    ...{ plan, revision: await revision(), cohort },
    members: people.map((person) => ({ ...person, startedOn: STARTED })),
  });
  await backend.close();
  return folder;
}
