/** A plan with a cohort, for tests that begin where others' commands have ended. */
import { openPlan } from '../../src/backend/open.ts';
import { MIGRATIONS, openTest, planFile, type TestBackend } from './support.ts';
import { recordsPlan, type RecordsPlan } from './recordsPlan.ts';

/** Runs statements on a plan's file while no backend has it, unrecorded; opens a new backend. */
export async function writeDirectly(
  { backend, plan }: Pick<RecordsPlan, 'backend' | 'plan'>,
  statements: readonly string[],
): Promise<TestBackend> {
  await backend.close();
  const file = planFile(backend.folder, plan);
  const { connection, close } = openPlan(file, { migrations: MIGRATIONS });
  connection.exec('UPDATE journal_now SET recording = 0');
  for (const statement of statements) connection.exec(statement);
  close();
  return openTest(backend.folder);
}

/** A cohort of ASYE, Autumn 2020, with everybody of the plan in it from their first day at work. */
export const COHORT_OF_ALL = [
  `INSERT INTO cohort (programme_id, name) VALUES (1, 'Autumn 2020')`,
  `INSERT INTO cohort_member (cohort_id, worker_id, engagement_id, version_id, started_on)
     SELECT 1, worker_id, id, 1, from_date FROM engagement ORDER BY id`,
];

/** A plan whose cohort has members who started on 1 September 2020, by reference. */
export async function planWithCohort(refs: readonly string[]) {
  const some = await recordsPlan();
  for (const ref of refs) await some.start(ref, { from: '2020-09-01' });
  return { plan: some.plan, backend: await writeDirectly(some, COHORT_OF_ALL) };
}
