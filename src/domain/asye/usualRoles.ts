/** The roles members usually begin in, and go on to: what a form proposes. */
import { addDays } from '../calendar.ts';
import { indexRecords } from '../records/indexRecords.ts';
import type { PlanRecords } from '../records/types.ts';
import { placesOn } from './hours.ts';
import type { MemberView } from './memberView.ts';

/** The number that comes most often; of two, the one met last. Null where there is none. */
function mostOften(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1);
  return (
    [...counts].reduce<[number, number] | null>(
      (most, entry) => (most && most[1] > entry[1] ? most : entry),
      null,
    )?.[0] ?? null
  );
}

/** The role most members were in on their first day on the programme. */
export function usualFirstRole(
  records: PlanRecords,
  members: readonly MemberView[],
): number | null {
  const { assignmentsOf } = indexRecords(records);
  return mostOften(
    members.flatMap(({ member, engagement }) => {
      if (engagement === null || member.startedOn === null) return [];
      const places = assignmentsOf.get(engagement.id) ?? [];
      return placesOn(places, member.startedOn)[0]?.role ?? [];
    }),
  );
}

/** The role most members who passed were in a year later, their first or another. */
export function usualNextRole(records: PlanRecords, members: readonly MemberView[]): number | null {
  const { assignmentsOf } = indexRecords(records);
  return mostOften(
    members.flatMap(({ member: { endedOn, outcome }, engagement }) => {
      if (engagement === null || endedOn === null || outcome !== 'pass') return [];
      const places = assignmentsOf.get(engagement.id) ?? [];
      return placesOn(places, addDays(endedOn, 365))[0]?.role ?? [];
    }),
  );
}
