/**
 * What the journal says of members: their cohort and team, never who they are nor how they do.
 * These words stay when a person is erased, and go into copies.
 */
import type { IsoDate } from '../../domain/calendar.ts';
import type { Member } from '../../domain/asye/types.ts';
import type { Db } from '../db.ts';
import { cohortById } from './asyeRows.ts';
import { assignmentsOf, teamName } from './recordRows.ts';
import { counted, listed } from './words.ts';

/** The team a member works in on a day, or is expected in; null where none is known. */
function teamOf(db: Db, member: Member, on: IsoDate): number | null {
  if (member.engagement === null) return member.team;
  const places = assignmentsOf(db, member.engagement);
  const now = places.find(({ from, to }) => from <= on && (to === null || to >= on));
  return (now ?? places.at(-1))?.team ?? member.team;
}

/** `a member of September 2025, Duty`. */
export function memberInWords(db: Db, member: Member, on: IsoDate): string {
  const team = teamOf(db, member, on);
  const { name } = cohortById(db, member.cohort);
  return `a member of ${name}${team === null ? '' : `, ${teamName(db, team, on)}`}`;
}

/** `a member of September 2025, Duty`; `8 members of September 2025 and 1 member of March 2025`. */
export function membersInWords(db: Db, members: readonly Member[], on: IsoDate): string {
  if (members.length === 1) return memberInWords(db, members[0]!, on);
  const cohorts = [...new Set(members.map(({ cohort }) => cohort))];
  return listed(
    cohorts.map((cohort) => {
      const some = members.filter((member) => member.cohort === cohort).length;
      return `${counted(some, 'member')} of ${cohortById(db, cohort).name}`;
    }),
  );
}
