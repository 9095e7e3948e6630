/** The details of a member of a cohort that a coordinator keeps by hand. */
import type { IsoDate } from '../../domain/calendar.ts';
import type { Member } from '../../domain/asye/types.ts';
import type { memberCalls } from '../../contract/members.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkAssessor } from './assessors.ts';
import { memberById } from './asyeRows.ts';
import { checkNotAhead } from './memberDates.ts';
import { memberInWords } from './memberWords.ts';
import { workerById } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { listed } from './words.ts';

type Details = Pick<
  Member,
  'routeIn' | 'university' | 'sweRegisteredOn' | 'registeredOn' | 'assessor' | 'supervisor' | 'note'
>;

const LABELS: readonly [keyof Details, string][] = [
  ['routeIn', 'the route in'],
  ['university', 'the university'],
  ['sweRegisteredOn', 'the date of registration with Social Work England'],
  ['registeredOn', 'the date of registration on the programme'],
  ['assessor', 'the assessor'],
  ['supervisor', 'the supervisor'],
  ['note', 'the note'],
];

function checkDetails(db: Db, member: Member, given: Details, today: IsoDate): void {
  for (const field of ['sweRegisteredOn', 'registeredOn'] as const) {
    const on = given[field];
    if (on !== null) checkNotAhead(on, today, 'A registration', field);
  }
  if (given.assessor !== null && given.assessor !== member.assessor) {
    checkAssessor(db, given.assessor, member, today);
  }
  if (given.supervisor === null) return;
  workerById(db, given.supervisor);
  if (given.supervisor === member.worker) {
    throw new Refusal(
      'bad-input',
      'Nobody supervises themselves. Choose somebody else.',
      'supervisor',
    );
  }
}

export const memberHandlers: Handlers<Pick<typeof memberCalls, 'member.change'>> = {
  'member.change': (db, { plan: _plan, revision: _revision, member: id, ...given }, { today }) => {
    const member = memberById(db, id);
    checkDetails(db, member, given, today);
    db.run(
      `UPDATE cohort_member
          SET route_in = ?, university = ?, swe_registered_on = ?, registered_on = ?,
              assessor_id = ?, supervisor_id = ?, note = ?
        WHERE id = ?`,
      ...[given.routeIn, given.university, given.sweRegisteredOn, given.registeredOn],
      ...[given.assessor, given.supervisor, given.note, id],
    );
    const what = LABELS.flatMap(([field, label]) =>
      member[field] === given[field] ? [] : [label],
    );
    const words = `Changed ${listed(what)}: ${memberInWords(db, member, today)}`;
    return { value: null, words };
  },
};
