/** A small plan with a cohort whose members have started. */
import type { AsyeRecords } from '../../src/domain/asye/types.ts';
import { recordsPlan, type RecordsPlan } from './recordsPlan.ts';

const COHORT = 'September 2021';
const STARTED = '2021-09-01';

export interface AsyePlan extends RecordsPlan {
  cohort: number;
  /** A started member for each reference asked for. */
  member: Record<string, number>;
  worker: Record<string, number>;
  asye(): Promise<AsyeRecords>;
}

/**
 * People in Duty since 1 September 2021, all of one ASYE cohort and started that day.
 *
 * @param refs - the members' references.
 */
export async function asyePlan(refs: readonly string[] = ['N1']): Promise<AsyePlan> {
  const some = await recordsPlan();
  const { backend, plan } = some;
  const people: [string, { worker: number; engagement: number }][] = [];
  for (const ref of refs) people.push([ref, await some.start(ref, { from: STARTED })]);
  const { cohort } = await backend.change('cohort.save', { plan, programme: 1, name: COHORT });
  const { members } = await backend.change('member.add', {
    ...{ plan, cohort },
    members: people.map(([, person]) => ({ ...person, startedOn: STARTED })),
  });
  return {
    ...some,
    cohort,
    member: Object.fromEntries(refs.map((ref, at) => [ref, members[at]!])),
    worker: Object.fromEntries(people.map(([ref, { worker }]) => [ref, worker])),
    asye: () => backend.ok('asye.read', { plan }),
  };
}
