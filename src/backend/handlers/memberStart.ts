/**
 * How members come: added, their offer accepted, started. The journal's words name the cohort
 * and the place, never who.
 */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { versionFor, versionsOf } from '../../domain/asye/versions.ts';
import type { Cohort, Member, ProgrammeVersion } from '../../domain/asye/types.ts';
import { isEmployed } from '../../domain/records/indexRecords.ts';
import type { Engagement } from '../../domain/records/types.ts';
import type { cohortCalls, NewMember } from '../../contract/cohorts.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { cohortById, memberById, programmeById, versionRowsOf } from './asyeRows.ts';
import { checkWithin, countToRoute, employ, inTermsOf } from './memberEmployment.ts';
import { checkTeamOpen, placesInWords } from './placing.ts';
import { engagementById, workerById } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';
import { checkRefFree, workerFor } from './workers.ts';
import { lastPlaceInWords } from './workforceWords.ts';

type Calls = Pick<typeof cohortCalls, 'member.add' | 'member.accept' | 'member.start'>;

/** Refuses a day that has not come yet. */
export function checkCome(day: IsoDate, today: IsoDate, what: string, field: string): void {
  if (day <= today) return;
  throw new Refusal('bad-input', `${dateInWords(day)} is still to come. ${what}`, field);
}

/** When a programme takes people, for the reason why it takes nobody on a day. */
function daysTaken(versions: readonly ProgrammeVersion[]): string {
  const [first] = versions;
  const last = versions.at(-1);
  if (!first || !last) return 'It has no version yet.';
  const until = last.appliesTo === null ? 'on' : `to ${dateInWords(last.appliesTo)}`;
  return `It takes people who start from ${dateInWords(first.appliesFrom)} ${until}.`;
}

/** The version somebody starts on, or why nobody can that day. */
function versionOn(db: Db, cohort: Cohort, day: IsoDate, field: string): ProgrammeVersion {
  const versions = versionsOf(versionRowsOf(db, cohort.programme), cohort.programme);
  const version = versionFor(versions, cohort.programme, day);
  if (version) return version;
  const { name } = programmeById(db, cohort.programme);
  throw new Refusal(
    'bad-input',
    `${name} takes nobody who starts on ${dateInWords(day)}. ${daysTaken(versions)}`,
    field,
  );
}

/** Refuses somebody who is in a cohort still, or was in this one. */
function checkInNoCohort(db: Db, worker: number, cohort: Cohort, field: string): void {
  const other = db.get<{ id: number; name: string }>(
    `SELECT cohort.id, cohort.name FROM cohort_member JOIN cohort ON cohort.id = cohort_id
      WHERE worker_id = ? AND (ended_on IS NULL OR cohort_id = ?)
      ORDER BY cohort_id = ? DESC`,
    ...[worker, cohort.id, cohort.id],
  );
  if (!other) return;
  throw new Refusal(
    'bad-input',
    other.id === cohort.id
      ? `This person is in ${cohort.name} already.`
      : `This person is in ${other.name}, and how that ended is not recorded. Record it first.`,
    field,
  );
}

/** The employment of somebody who is added with one. */
function givenEngagement(db: Db, id: number, worker: number, field: string): Engagement {
  const engagement = engagementById(db, id);
  if (engagement.worker !== worker || !isEmployed(engagement.basis)) {
    const words = 'That is not this person’s employment here. Choose one of theirs.';
    throw new Refusal('bad-input', words, field);
  }
  return engagement;
}

function checkDatesOf({ acceptedOn, expectedOn }: NewMember, today: IsoDate, at: string): void {
  if (acceptedOn === null) return;
  checkCome(acceptedOn, today, 'Enter the day they accepted.', `${at}.acceptedOn`);
  if (expectedOn === null || acceptedOn <= expectedOn) return;
  throw new Refusal(
    'bad-input',
    `They accepted after the day they are expected, ${dateInWords(expectedOn)}. Check the two dates.`,
    `${at}.acceptedOn`,
  );
}

/** The day they started on the programme and its version, where they have. */
function startOf(
  db: Db,
  cohort: Cohort,
  engagement: Engagement | null,
  startedOn: IsoDate | null,
  at: string,
): { startedOn: IsoDate; version: number } | null {
  if (startedOn === null) return null;
  const field = `${at}.startedOn`;
  if (engagement === null) {
    throw new Refusal('bad-input', 'Choose the employment they started in.', field);
  }
  checkWithin(engagement, startedOn, field);
  return { startedOn, version: versionOn(db, cohort, startedOn, field).id };
}

function addMember(
  db: WriteDb,
  cohort: Cohort,
  given: NewMember,
  today: IsoDate,
  at: string,
): number {
  checkDatesOf(given, today, at);
  const worker = workerFor(db, given.worker, `${at}.worker`);
  checkInNoCohort(db, worker, cohort, `${at}.worker`);
  const engagement =
    given.engagement === null
      ? null
      : givenEngagement(db, given.engagement, worker, `${at}.engagement`);
  const start = startOf(db, cohort, engagement, given.startedOn, at);
  if (given.team !== null) {
    checkTeamOpen(db, given.team, given.expectedOn ?? today, `${at}.team`);
  }
  if (engagement) {
    const programme = programmeById(db, cohort.programme);
    countToRoute(db, engagement, programme, start?.startedOn ?? engagement.from);
  }
  const expected = engagement ? [null, null, null] : [given.expectedOn, given.team, given.fte];
  return db.run(
    `INSERT INTO cohort_member (cohort_id, worker_id, engagement_id, version_id, accepted_on,
       started_on, route_in, university, expected_on, team_id, fte_millionths)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[cohort.id, worker, engagement?.id ?? null, start?.version ?? null],
    ...[given.acceptedOn ?? engagement?.offerAcceptedOn ?? null, start?.startedOn ?? null],
    ...[given.routeIn, given.university, ...expected],
  ).id;
}

/** Refuses to change what was agreed with somebody who has started or will not. */
function checkToCome({ startedOn, endedOn }: Member): void {
  if (startedOn !== null) {
    const words = `They started on ${dateInWords(startedOn)}. Correct their start, or record a move.`;
    throw new Refusal('refused', words);
  }
  if (endedOn === null) return;
  throw new Refusal('refused', 'They are no longer to come. Undo that first, or add them again.');
}

/** Writes what follows from an employment: what was planned gives way to it. */
function writeEmployed(db: WriteDb, member: Member, engagement: Engagement): void {
  db.run(
    `UPDATE cohort_member SET engagement_id = ?, expected_on = NULL, team_id = NULL,
            fte_millionths = NULL WHERE id = ?`,
    ...[engagement.id, member.id],
  );
}

export const memberStartHandlers: Handlers<Calls> = {
  'member.add': (db, { cohort: id, members }, { today }) => {
    const cohort = cohortById(db, id);
    const added = members.map((given, at) => addMember(db, cohort, given, today, `members.${at}`));
    const words = `Added ${counted(added.length, 'member')} to ${cohort.name}`;
    return { value: { members: added }, words };
  },

  'member.accept': (db, given, { today }) => {
    const { acceptedOn, expectedOn, team, fte, basis, placements } = given;
    const member = memberById(db, given.member);
    const { name, programme } = cohortById(db, member.cohort);
    checkToCome(member);
    checkCome(acceptedOn, today, 'Enter the day they accepted.', 'acceptedOn');
    db.run('UPDATE cohort_member SET accepted_on = ? WHERE id = ?', acceptedOn, member.id);
    if (placements === null && member.engagement === null) {
      if (team !== null) checkTeamOpen(db, team, expectedOn ?? today, 'team');
      db.run(
        'UPDATE cohort_member SET expected_on = ?, team_id = ?, fte_millionths = ? WHERE id = ?',
        ...[expectedOn, team, fte, member.id],
      );
      return { value: null, words: `Recorded an accepted offer: a member of ${name}` };
    }
    if (expectedOn === null) {
      const why = 'Enter their first day: the post is theirs from then.';
      throw new Refusal('bad-input', why, 'expectedOn');
    }
    const fields = { from: 'expectedOn', to: 'expectedOn', offerAcceptedOn: 'acceptedOn' };
    const engagement = inTermsOf(fields, () =>
      employ(db, member, programmeById(db, programme), {
        ...{ from: expectedOn, basis, acceptedOn, placements },
      }),
    );
    writeEmployed(db, member, engagement);
    const where = placements
      ? placesInWords(db, placements, expectedOn)
      : lastPlaceInWords(db, engagement);
    const words = `Recorded an accepted offer: a member of ${name}, ${where}, from ${dateInWords(expectedOn)}`;
    return { value: null, words };
  },

  'member.start': (db, given, { today }) => {
    const { startedOn, basis, placements, ref } = given;
    const member = memberById(db, given.member);
    const cohort = cohortById(db, member.cohort);
    const hint = 'Until then it is an accepted offer.';
    checkCome(startedOn, today, hint, 'startedOn');
    const version = versionOn(db, cohort, startedOn, 'startedOn');
    if (member.endedOn !== null && member.endedOn < startedOn) {
      const words = `Their time on the programme ended on ${dateInWords(member.endedOn)}.`;
      throw new Refusal('bad-input', words, 'startedOn');
    }
    const own = member.engagement === null ? null : engagementById(db, member.engagement);
    const from = given.employedFrom ?? own?.from ?? startedOn;
    const at = given.employedFrom === null ? 'startedOn' : 'employedFrom';
    const engagement = inTermsOf({ from: at, to: at, offerAcceptedOn: at }, () =>
      employ(db, member, programmeById(db, cohort.programme), {
        ...{ from, acceptedOn: own ? null : member.acceptedOn, placements },
        basis: own && given.employedFrom === null ? own.basis : basis,
      }),
    );
    checkWithin(engagement, startedOn, 'startedOn');
    if (ref !== null && ref !== workerById(db, member.worker).ref) {
      checkRefFree(db, ref, member.worker, 'ref');
      db.run('UPDATE worker SET ref = ? WHERE id = ?', ref, member.worker);
    }
    writeEmployed(db, member, engagement);
    db.run(
      'UPDATE cohort_member SET started_on = ?, version_id = ? WHERE id = ?',
      ...[startedOn, version.id, member.id],
    );
    const what = member.startedOn === null ? 'Recorded a start' : 'Corrected a start';
    const words = `${what}: a member of ${cohort.name}, ${lastPlaceInWords(db, engagement)}, on the programme from ${dateInWords(startedOn)}`;
    return { value: null, words };
  },
};
