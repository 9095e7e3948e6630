/** Who came on a programme's route by the records, and is in no cohort. */
import { indexRecords, isEmployed } from '../records/indexRecords.ts';
import type { Engagement, PlanRecords } from '../records/types.ts';
import type { Member } from './types.ts';

export interface Unplaced {
  engagement: Engagement;
  /** Where they began. */
  team: number | null;
}

/**
 * Employees who came on one of some recruitment routes, or will, and were never in a cohort: the
 * latest start first. Those who have left are among them, because how many stayed is counted of
 * everybody who came.
 */
export function inNoCohort(
  records: PlanRecords,
  members: readonly Member[],
  routes: ReadonlySet<number>,
): Unplaced[] {
  const placed = new Set(members.map(({ worker }) => worker));
  const { assignmentsOf } = indexRecords(records);
  return records.engagements
    .filter(
      ({ basis, route, worker }) =>
        isEmployed(basis) && route !== null && routes.has(route) && !placed.has(worker),
    )
    .sort((a, b) => (a.from > b.from ? -1 : 1))
    .map((engagement) => ({
      engagement,
      team: assignmentsOf.get(engagement.id)?.[0]?.team ?? null,
    }));
}
