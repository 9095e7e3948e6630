/** A small plan with records: two services, three teams, two roles, and people on request. */
import type { PlanRecords } from '../../src/domain/records/types.ts';
import { emptyPlan, openTest, type TestBackend } from './support.ts';

export const ONE = 1_000_000;
export const OPENED = '2015-04-01';

export interface RecordsPlan {
  backend: TestBackend;
  plan: string;
  team: Record<'Duty' | 'Children in care' | 'Fostering', number>;
  role: Record<'Social worker' | 'Team manager', number>;
  records(): Promise<PlanRecords>;
  /** The newest entry's words. */
  lastWords(): Promise<string>;
  /** Somebody in one post of Duty, unless told otherwise. */
  start(ref: string, about?: Partial<StartAbout>): Promise<{ worker: number; engagement: number }>;
}

interface StartAbout {
  name: string | null;
  from: string;
  until: string | null;
  team: number;
  role: number;
  fte: number;
  basis: 'permanent' | 'fixed-term' | 'agency' | 'secondment';
}

export async function recordsPlan(): Promise<RecordsPlan> {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  await backend.change('structure.reorganise', {
    plan,
    from: OPENED,
    steps: [
      { kind: 'open-service', name: 'Assessment' },
      { kind: 'open-service', name: 'Permanence' },
      { kind: 'open-team', service: 'Assessment', name: 'Duty' },
      { kind: 'open-team', service: 'Permanence', name: 'Children in care' },
      { kind: 'open-team', service: 'Permanence', name: 'Fostering' },
    ],
  });
  const role = async (name: string, group: 'case-holder' | 'first-line-manager') =>
    (await backend.change('role.save', { plan, name, group, counts: true })).role;
  const roles = {
    'Social worker': await role('Social worker', 'case-holder'),
    'Team manager': await role('Team manager', 'first-line-manager'),
  };
  const records = () => backend.ok('records.read', { plan });
  const { teamPeriods } = await records();
  const team = Object.fromEntries(
    teamPeriods.map(({ name, team: id }) => [name, id]),
  ) as RecordsPlan['team'];
  return {
    backend,
    plan,
    team,
    role: roles,
    records,
    async lastWords() {
      const { entries } = await backend.ok('history.list', { plan, limit: 1 });
      return entries[0]!.words;
    },
    start(ref, about = {}) {
      const { name = null, from = '2020-01-06', until = null, basis = 'permanent' } = about;
      const place = {
        team: about.team ?? team.Duty,
        role: about.role ?? roles['Social worker'],
        fte: about.fte ?? ONE,
      };
      const worker = { ref, name };
      const placements = [place];
      return backend.change('workforce.start', { plan, worker, basis, from, until, placements });
    },
  };
}
