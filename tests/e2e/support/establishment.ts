/** A data folder whose plan has a small establishment, for tests of the pages that show it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, OutputOf } from '../../../src/contract/call.ts';
import type { CallName, Calls } from '../../../src/contract/index.ts';
import { openBackend, type Backend } from '../../../src/backend/index.ts';

const APP_ROOT = join(import.meta.dirname, '../../..');
const FULL = 1_000_000;
export const RECORDS_BEGIN = '2020-04-01';

async function must<Name extends CallName>(
  backend: Backend,
  name: Name,
  input: InputOf<Calls[Name]>,
): Promise<OutputOf<Calls[Name]>> {
  const answer = await backend.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.fault.message}`);
  return answer.value as OutputOf<Calls[Name]>;
}

/**
 * Two services, three teams and two roles. North Assessment has 4 social worker posts, one of
 * them grant-funded, three people in post and an agency worker; South Assessment 2 posts, one
 * person at 0.6 and, at 30 September 2025, an accepted offer; Family Support 1 post and 2 people, so one over.
 *
 * @returns the folder; the caller removes it.
 */
export async function seedEstablishment(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenure-e2e-'));
  const backend = openBackend({
    folder,
    appRoot: APP_ROOT,
    now: () => new Date(),
    who: 'Jane',
    log: console.error,
  });
  try {
    const { plan } = await must(backend, 'library.addSample', { sample: 'tower-hamlets' });
    await must(backend, 'library.open', { plan });
    await must(backend, 'preferences.change', { lastPlan: plan });
    const revision = async () => (await must(backend, 'history.standing', { plan })).revision;
    await must(backend, 'structure.reorganise', {
      ...{ plan, revision: await revision(), from: RECORDS_BEGIN },
      steps: [
        { kind: 'open-service', name: 'Assessment' },
        { kind: 'open-service', name: 'Early help' },
        { kind: 'open-team', service: 'Assessment', name: 'North Assessment' },
        { kind: 'open-team', service: 'Assessment', name: 'South Assessment' },
        { kind: 'open-team', service: 'Early help', name: 'Family Support' },
      ],
    });
    const role = async (name: string, group: 'case-holder' | 'first-line-manager') => {
      const made = { role: null, name, group, counts: true };
      return (await must(backend, 'role.save', { plan, revision: await revision(), ...made })).role;
    };
    const worker = await role('Social worker', 'case-holder');
    const manager = await role('Team manager', 'first-line-manager');
    const { teams, teamPeriods } = await must(backend, 'records.read', { plan });
    const [north = 0, south = 0, support = 0] = [
      'North Assessment',
      'South Assessment',
      'Family Support',
    ].map((name) => teamPeriods.find((period) => period.name === name)?.team);
    if (teams.length !== 3) throw new Error('The teams were not opened.');

    const post = (team: number, postRef: string, roleId = worker, grant = false) => ({
      ...{ kind: 'add' as const, team, role: roleId, fte: FULL, postRef },
      funding: grant ? ('grant' as const) : ('base' as const),
    });
    await must(backend, 'establishment.change', {
      ...{ plan, revision: await revision(), from: RECORDS_BEGIN, reason: 'Opening structure' },
      steps: [
        ...['SW001', 'SW002', 'SW003'].map((ref) => post(north, ref)),
        post(north, 'SW004', worker, true),
        post(north, 'TM001', manager),
        ...['SW005', 'SW006'].map((ref) => post(south, ref)),
        post(support, 'SW007'),
      ],
    });
    const start = async (
      ref: string,
      team: number,
      about: Partial<InputOf<Calls['workforce.start']>> & { fte?: number; postRef?: string } = {},
    ) => {
      const { fte = FULL, postRef = null, ...rest } = about;
      await must(backend, 'workforce.start', {
        ...{ plan, revision: await revision(), worker: { ref }, basis: 'permanent' },
        from: '2021-09-01',
        placements: [{ team, role: worker, fte, postRef }],
        ...rest,
      });
    };
    await start('P1', north, { postRef: 'SW001' });
    await start('P2', north, { postRef: 'SW002' });
    await start('P3', north, { postRef: 'SW003' });
    await start('A1', north, { basis: 'agency' });
    await start('P4', south, { postRef: 'SW005', fte: 600_000 });
    await start('P7', south, { from: '2025-11-03', offerAcceptedOn: '2025-09-01' });
    await start('P5', support, { postRef: 'SW007' });
    await start('P6', support, {});
  } finally {
    await backend.close();
  }
  return folder;
}
