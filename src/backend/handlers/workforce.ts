/**
 * People: starters, leavers, moves, hours, secondments. The journal's words tell the role and
 * team, never who nor why somebody left: they stay when a person is erased, and in every copy.
 */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import {
  leave,
  place,
  redate,
  type Refusal as CannotChange,
} from '../../domain/records/changes.ts';
import { isEmployed } from '../../domain/records/indexRecords.ts';
import type { Engagement, EngagementBasis } from '../../domain/records/types.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { Placement, recordsCalls } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkPlacements, writeAssignments } from './placing.ts';
import { assignmentsOf, engagementById, engagementsOf, workerById } from './recordRows.ts';
import { measureById } from './rows.ts';
import type { Handlers } from './types.ts';
import { lastPlaceInWords, placeWords, startWords } from './workforceWords.ts';

type Calls = typeof recordsCalls;
type WorkforceCalls =
  | 'workforce.start'
  | 'workforce.leave'
  | 'workforce.place'
  | 'workforce.remove'
  | 'workforce.correct'
  | 'worker.change';

/** What a change worked out, or its refusal at the field it is about. */
function must<Result extends { ok: true }>(
  result: Result | CannotChange,
  field: string,
  ofStep?: string,
): Result {
  if (result.ok) return result;
  const { problem, step } = result;
  const at = step === undefined || ofStep === undefined ? field : `${ofStep}.${step}`;
  throw new Refusal('bad-input', problem, at);
}

function checkDates(
  {
    from,
    to,
    offerAcceptedOn,
  }: { from: IsoDate; to: IsoDate | null; offerAcceptedOn: IsoDate | null },
  toField: string,
): void {
  if (to !== null && to < from) {
    throw new Refusal(
      'bad-input',
      `The last day, ${dateInWords(to)}, is before the first, ${dateInWords(from)}.`,
      toField,
    );
  }
  if (offerAcceptedOn !== null && offerAcceptedOn > from) {
    throw new Refusal(
      'bad-input',
      `The offer was accepted after the first day, ${dateInWords(from)}. Check the two dates.`,
      'offerAcceptedOn',
    );
  }
}

function checkRoute(db: Db, route: number | null): void {
  if (route === null) return;
  if (measureById(db, route, 'route').kind === 'recruits') return;
  throw new Refusal('bad-input', 'Choose one of the plan’s recruitment routes.', 'route');
}

/** Refuses a second employment at once: a second post is a second place of the first. */
function checkNotEmployedThen(
  db: Db,
  worker: number,
  spell: { id: number; basis: EngagementBasis; from: IsoDate; to: IsoDate | null },
): void {
  if (!isEmployed(spell.basis)) return;
  const other = engagementsOf(db, worker).find(
    (one) =>
      one.id !== spell.id &&
      isEmployed(one.basis) &&
      (one.to === null || one.to >= spell.from) &&
      (spell.to === null || one.from <= spell.to),
  );
  if (!other) return;
  throw new Refusal(
    'bad-input',
    `This person is already employed here from ${dateInWords(other.from)}` +
      `${other.to === null ? '' : ` to ${dateInWords(other.to)}`}. Record a second post or a move ` +
      'there, or end that first.',
    'from',
  );
}

function checkRefFree(db: Db, ref: string, except: number, field: string): void {
  if (!db.get('SELECT 1 FROM worker WHERE ref = ? AND id <> ?', ref, except)) return;
  throw new Refusal(
    'bad-input',
    'Somebody with that reference is already in the plan. Choose them, or check the reference.',
    field,
  );
}

function workerFor(db: WriteDb, worker: ParsedOf<Calls['workforce.start']>['worker']): number {
  if (typeof worker === 'number') return workerById(db, worker).id;
  checkRefFree(db, worker.ref, 0, 'worker.ref');
  const { ref, name, sweNumber } = worker;
  return db.run('INSERT INTO worker (ref, name, swe_number) VALUES (?, ?, ?)', ref, name, sweNumber)
    .id;
}

/** Refuses to remove an employment, or a person, that a cohort refers to. */
function checkNoMember(db: Db, { id, worker }: Engagement): void {
  const others = engagementsOf(db, worker).length > 1;
  const cohort = db.get<{ name: string }>(
    `SELECT cohort.name FROM cohort_member JOIN cohort ON cohort.id = cohort_id
      WHERE engagement_id = :id OR (NOT :others AND (worker_id = :worker OR supervisor_id = :worker
         OR assessor_id IN (SELECT id FROM assessor WHERE worker_id = :worker)))
      UNION ALL SELECT 'the list of assessors' FROM assessor WHERE NOT :others AND worker_id = :worker
      LIMIT 1`,
    { id, worker, others: Number(others) },
  );
  if (!cohort) return;
  throw new Refusal(
    'refused',
    `This person is in ${cohort.name} on the ASYE page. Take them out of it first.`,
  );
}

/** Where an engagement works at the close of a date. */
function placesOn(db: Db, engagement: Engagement, on: IsoDate): Placement[] {
  return assignmentsOf(db, engagement.id).filter(
    ({ from, to }) => from <= on && (to === null || to >= on),
  );
}

/** Keeps absences within the engagement they belong to. */
function cutAbsences(db: WriteDb, { id, from, to }: Pick<Engagement, 'id' | 'from' | 'to'>): void {
  db.run(
    `DELETE FROM absence WHERE engagement_id = :id
       AND (to_date < :from OR (:to IS NOT NULL AND from_date > :to))`,
    { id, from, to },
  );
  db.run(
    `UPDATE absence SET from_date = max(from_date, :from),
            to_date = CASE WHEN :to IS NULL THEN to_date ELSE min(ifnull(to_date, :to), :to) END
      WHERE engagement_id = :id
        AND (from_date < :from OR (:to IS NOT NULL AND ifnull(to_date, '9999') > :to))`,
    { id, from, to },
  );
}

function writeEngagement(db: WriteDb, row: Omit<Engagement, 'worker'>): void {
  db.run(
    `UPDATE engagement
        SET basis = ?, from_date = ?, to_date = ?, offer_accepted_on = ?, route_id = ?,
            origin = ?, leaving_reason = ?, destination = ?
      WHERE id = ?`,
    ...[row.basis, row.from, row.to, row.offerAcceptedOn, row.route],
    ...[row.origin, row.leavingReason, row.destination, row.id],
  );
}

export const workforceHandlers: Handlers<Pick<Calls, WorkforceCalls>> = {
  'workforce.start': (db, input, { today }) => {
    const { basis, from, until, offerAcceptedOn, route, origin, placements } = input;
    checkDates({ from, to: until, offerAcceptedOn }, 'until');
    checkRoute(db, route);
    checkPlacements(db, placements, basis, from);
    const worker = workerFor(db, input.worker);
    checkNotEmployedThen(db, worker, { id: 0, basis, from, to: until });
    const { id: engagement } = db.run(
      `INSERT INTO engagement (worker_id, basis, from_date, to_date, offer_accepted_on, route_id,
         origin) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[worker, basis, from, until, offerAcceptedOn, route, origin],
    );
    const spell = { id: engagement, from, to: until };
    writeAssignments(
      db,
      engagement,
      must(place([], spell, from, placements), 'placements', 'placements'),
    );
    return { value: { worker, engagement }, words: startWords(db, input, today) };
  },

  'workforce.leave': (db, { engagement: id, lastDay, leavingReason, destination }) => {
    const engagement = engagementById(db, id);
    const where = lastPlaceInWords(db, engagement);
    const changes = must(leave(assignmentsOf(db, id), engagement, lastDay), 'lastDay');
    writeAssignments(db, id, changes);
    writeEngagement(db, { ...engagement, to: lastDay, leavingReason, destination });
    cutAbsences(db, { ...engagement, to: lastDay });
    const who = {
      permanent: 'a leaver',
      'fixed-term': 'a leaver',
      agency: 'the end of an agency worker’s time',
      secondment: 'the end of a secondment in',
    }[engagement.basis];
    return { value: null, words: `Recorded ${who}: ${where}, last day ${dateInWords(lastDay)}` };
  },

  'workforce.place': (db, { engagement: id, from, placements }) => {
    const engagement = engagementById(db, id);
    checkPlacements(db, placements, engagement.basis, from);
    const before = placesOn(db, engagement, from);
    const changes = must(
      place(assignmentsOf(db, id), engagement, from, placements),
      'from',
      'placements',
    );
    writeAssignments(db, id, changes);
    return { value: null, words: placeWords(db, before, placements, from) };
  },

  'workforce.remove': (db, { engagement: id }) => {
    const engagement = engagementById(db, id);
    const where = lastPlaceInWords(db, engagement);
    checkNoMember(db, engagement);
    for (const table of ['absence', 'assignment']) {
      db.run(`DELETE FROM ${table} WHERE engagement_id = ?`, id);
    }
    db.run('DELETE FROM engagement WHERE id = ?', id);
    if (engagementsOf(db, engagement.worker).length === 0) {
      db.run('DELETE FROM worker_return WHERE worker_id = ?', engagement.worker);
      db.run('DELETE FROM worker WHERE id = ?', engagement.worker);
    }
    const words = `Removed a record made in error: ${where}, from ${dateInWords(engagement.from)}`;
    return { value: null, words };
  },

  'workforce.correct': (db, { plan: _plan, revision: _revision, engagement: id, ...given }) => {
    const engagement = engagementById(db, id);
    checkDates(given, 'to');
    checkRoute(db, given.route);
    checkNotEmployedThen(db, engagement.worker, { id, ...given });
    const where = lastPlaceInWords(db, engagement);
    const changes = must(redate(assignmentsOf(db, id), engagement, given), 'to');
    writeAssignments(db, id, changes);
    writeEngagement(db, { ...given, id });
    cutAbsences(db, { id, ...given });
    const to = given.to === null ? '' : ` to ${dateInWords(given.to)}`;
    const words = `Corrected a worker’s record: ${where}, from ${dateInWords(given.from)}${to}`;
    return { value: null, words };
  },

  'worker.change': (db, { worker: id, ref, name, sweNumber }) => {
    const was = workerById(db, id);
    checkRefFree(db, ref, id, 'ref');
    db.run(
      'UPDATE worker SET ref = ?, name = ?, swe_number = ? WHERE id = ?',
      ...[ref, name, sweNumber, id],
    );
    const what = [
      ...(was.ref === ref ? [] : ['reference']),
      ...(was.name === name ? [] : ['name']),
      ...(was.sweNumber === sweNumber ? [] : ['registration number']),
    ];
    return { value: null, words: `Changed a worker’s ${what.join(' and ')}` };
  },
};
