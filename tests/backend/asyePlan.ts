/** A small plan with a cohort: its members are written straight into the file, as facts given. */
import Database from 'better-sqlite3';
import type { AsyeRecords } from '../../src/domain/asye/types.ts';
import { recordsPlan, type RecordsPlan } from './recordsPlan.ts';
import { openTest, planFile, type TestBackend } from './support.ts';

const COHORT = 'September 2021';
const STARTED = '2021-09-01';

export interface AsyePlan extends Omit<RecordsPlan, 'backend'> {
  backend: TestBackend;
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
  const plain = await recordsPlan();
  const people: [string, { worker: number; engagement: number }][] = [];
  for (const ref of refs) people.push([ref, await plain.start(ref, { from: STARTED })]);
  await plain.backend.close();

  const { folder } = plain.backend;
  const file = new Database(planFile(folder, plain.plan));
  const insert = (sql: string, ...params: unknown[]) =>
    Number(file.prepare(sql).run(...params).lastInsertRowid);
  const cohort = insert('INSERT INTO cohort (programme_id, name) VALUES (1, ?)', COHORT);
  const members = people.map(([ref, { worker, engagement }]) => [
    ref,
    insert(
      `INSERT INTO cohort_member (cohort_id, worker_id, engagement_id, version_id, accepted_on,
         started_on) VALUES (?, ?, ?, 1, '2021-05-01', ?)`,
      ...[cohort, worker, engagement, STARTED],
    ),
  ]);
  file.close();

  const backend = openTest(folder);
  await backend.ok('library.open', { plan: plain.plan });
  return {
    ...plain,
    backend,
    cohort,
    member: Object.fromEntries(members) as Record<string, number>,
    worker: Object.fromEntries(people.map(([ref, { worker }]) => [ref, worker])),
    records: () => backend.ok('records.read', { plan: plain.plan }),
    asye: () => backend.ok('asye.read', { plan: plain.plan }),
    async lastWords() {
      const { entries } = await backend.ok('history.list', { plan: plain.plan, limit: 1 });
      return entries[0]!.words;
    },
    start: (ref, about = {}) =>
      backend.change('workforce.start', {
        ...{ plan: plain.plan, worker: { ref, name: about.name ?? null } },
        ...{ basis: 'permanent', from: about.from ?? '2020-01-06' },
        placements: [{ team: plain.team.Duty, role: plain.role['Social worker'], fte: 1_000_000 }],
      }),
  };
}
