/**
 * How a member's time on the programme ends: finished, withdrawn before it began, or added in
 * error. The journal's words are the same however it ended (domain/asye/sensitive.ts).
 */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { Member } from '../../domain/asye/types.ts';
import type { Engagement } from '../../domain/records/types.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { cohortCalls } from '../../contract/cohorts.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { cohortById, memberById } from './asyeRows.ts';
import { endSpell, placeFrom, removeSpell } from './employing.ts';
import { inTermsOf } from './memberEmployment.ts';
import { checkCome } from './memberStart.ts';
import { placesInWords } from './placing.ts';
import { assignmentsOf, engagementById } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { removeWorkerIfUnheld } from './workers.ts';

type Calls = Pick<typeof cohortCalls, 'member.finish' | 'member.withdraw' | 'member.remove'>;
type Finish = ParsedOf<Calls['member.finish']>;

/** What is recorded of members besides the member itself, and what each is called. */
const RECORDED = {
  milestone: 'milestones',
  evidence: 'evidence',
  supervision: 'supervision',
  timetable_change: 'a pause or an extension',
  panel_item: 'a panel',
  claim: 'a payment',
} as const;

function checkEnd(
  member: Member,
  engagement: Engagement | null,
  given: Finish,
  today: IsoDate,
): void {
  const { endedOn, outcome } = given;
  const decided = outcome === 'pass' || outcome === 'fail';
  if (member.startedOn === null && (decided || engagement === null)) {
    const words = 'They have not started on the programme. Record their start first.';
    throw new Refusal('refused', words, 'outcome');
  }
  if (decided) checkCome(endedOn, today, 'Record how it ended once it has.', 'endedOn');
  const began = member.startedOn ?? engagement?.from ?? endedOn;
  if (endedOn < began) {
    const words = `They started on ${dateInWords(began)}. Enter a day from then on.`;
    throw new Refusal('bad-input', words, 'endedOn');
  }
  if (engagement?.to != null && endedOn > engagement.to) {
    const words = `They left on ${dateInWords(engagement.to)}. Enter a day up to then.`;
    throw new Refusal('bad-input', words, 'endedOn');
  }
}

function employmentOf(engagement: Engagement | null): Engagement {
  if (engagement) return engagement;
  throw new Refusal('refused', 'Their employment is not on record. Correct their start first.');
}

/** The new role from a date; in words. */
function move(db: WriteDb, engagement: Engagement | null, given: Finish): string {
  const { movedFrom, placements, outcome, endedOn } = given;
  if (placements === null && movedFrom === null) return '';
  if (outcome !== 'pass') {
    const words = 'A new role follows a pass. Record another move on the Workforce page.';
    throw new Refusal('bad-input', words, 'outcome');
  }
  if (movedFrom === null) {
    throw new Refusal('bad-input', 'Enter the day the new role begins.', 'movedFrom');
  }
  if (movedFrom < endedOn) {
    const words = `They were on the programme until ${dateInWords(endedOn)}. Enter a day from then on.`;
    throw new Refusal('bad-input', words, 'movedFrom');
  }
  if (placements === null) {
    throw new Refusal('bad-input', 'Say which team and role.', 'placements');
  }
  const employment = employmentOf(engagement);
  inTermsOf({ from: 'movedFrom' }, () => placeFrom(db, employment, movedFrom, placements));
  return `; ${placesInWords(db, placements, movedFrom)} from ${dateInWords(movedFrom)}`;
}

/** The end of their employment; in words. */
function leaveAsWell(db: WriteDb, engagement: Engagement | null, given: Finish): string {
  const { lastDay, leavingReason, destination, outcome, endedOn } = given;
  if (lastDay === null) return '';
  if (outcome === 'pass') {
    const words = 'Somebody who completed and then leaves is recorded on the Workforce page.';
    throw new Refusal('bad-input', words, 'lastDay');
  }
  if (lastDay < endedOn) {
    const words = `They were on the programme until ${dateInWords(endedOn)}. Enter a day from then on.`;
    throw new Refusal('bad-input', words, 'lastDay');
  }
  endSpell(db, employmentOf(engagement), { lastDay, leavingReason, destination });
  return `; a leaver, last day ${dateInWords(lastDay)}`;
}

function writeEnd(db: WriteDb, { id }: Member, endedOn: IsoDate, outcome: Member['outcome']): void {
  const end = [endedOn, outcome, id];
  db.run('UPDATE cohort_member SET ended_on = ?, outcome = ? WHERE id = ?', ...end);
}

/** The offer made to somebody who will not come goes; what was planned stays with the member. */
function takeBackOffer(db: WriteDb, member: Member, on: IsoDate): void {
  if (member.engagement === null) return;
  const { id, from } = engagementById(db, member.engagement);
  if (from <= on) {
    throw new Refusal(
      'refused',
      `They started work on ${dateInWords(from)}. Record how their time ended instead.`,
      'on',
    );
  }
  const place = assignmentsOf(db, id)[0];
  db.run(
    `UPDATE cohort_member SET engagement_id = NULL, expected_on = ?, team_id = ?,
            fte_millionths = ? WHERE id = ?`,
    ...[from, place?.team ?? null, place?.fte || null, member.id],
  );
  removeSpell(db, id);
}

/** Refuses to take out somebody of whom something is recorded. */
function checkNothingRecorded(db: Db, member: Member): void {
  const [, what] =
    Object.entries(RECORDED).find(([table]) =>
      db.get(`SELECT 1 FROM ${table} WHERE member_id = ?`, member.id),
    ) ?? [];
  const held = what ?? (member.endedOn === null ? undefined : 'how their time ended');
  if (held === undefined) return;
  throw new Refusal(
    'refused',
    `Something is recorded of this member already: ${held}. They stay in the cohort; record how ` +
      'their time on the programme ended instead.',
  );
}

export const memberEndHandlers: Handlers<Calls> = {
  'member.finish': (db, given, { today }) => {
    const member = memberById(db, given.member);
    const { name } = cohortById(db, member.cohort);
    const engagement = member.engagement === null ? null : engagementById(db, member.engagement);
    checkEnd(member, engagement, given, today);
    const followed = `${move(db, engagement, given)}${leaveAsWell(db, engagement, given)}`;
    writeEnd(db, member, given.endedOn, given.outcome);
    const what = member.endedOn === null ? 'Recorded' : 'Corrected';
    const words = `${what} the end of a member’s programme: ${name}, ${dateInWords(given.endedOn)}${followed}`;
    return { value: null, words };
  },

  'member.withdraw': (db, { member: id, on }, { today }) => {
    const member = memberById(db, id);
    const { name } = cohortById(db, member.cohort);
    if (member.startedOn !== null || member.endedOn !== null) {
      throw new Refusal('refused', 'They started already. Record how their time ended instead.');
    }
    checkCome(on, today, 'Enter the day they said so.', 'on');
    if (member.acceptedOn !== null && on < member.acceptedOn) {
      const words = `They accepted on ${dateInWords(member.acceptedOn)}. Enter a day from then on.`;
      throw new Refusal('bad-input', words, 'on');
    }
    takeBackOffer(db, member, on);
    writeEnd(db, member, on, 'withdrawn');
    return { value: null, words: `Recorded that somebody will not join ${name}` };
  },

  'member.remove': (db, { member: id }) => {
    const member = memberById(db, id);
    const { name } = cohortById(db, member.cohort);
    checkNothingRecorded(db, member);
    db.run('DELETE FROM cohort_member WHERE id = ?', id);
    removeWorkerIfUnheld(db, member.worker);
    return { value: null, words: `Took a member out of ${name}, added in error` };
  },
};
