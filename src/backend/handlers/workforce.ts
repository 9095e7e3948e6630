/**
 * People: starters, leavers, moves, hours, secondments. The journal's words tell the role and
 * team, never who nor why somebody left: they stay when a person is erased, and in every copy.
 */
import { dateInWords } from '../../domain/calendar.ts';
import type { Engagement } from '../../domain/records/types.ts';
import type { recordsCalls } from '../../contract/records.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import {
  beginSpell,
  checkSpell,
  correctSpell,
  endSpell,
  placeFrom,
  removeSpell,
} from './employing.ts';
import { engagementById, engagementsOf, workerById } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { checkRefFree, removeWorkerIfUnheld, workerFor } from './workers.ts';
import { lastPlaceInWords, placeWords, startWords } from './workforceWords.ts';

type Calls = typeof recordsCalls;
type WorkforceCalls =
  | 'workforce.start'
  | 'workforce.leave'
  | 'workforce.place'
  | 'workforce.remove'
  | 'workforce.correct'
  | 'worker.change';

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

export const workforceHandlers: Handlers<Pick<Calls, WorkforceCalls>> = {
  'workforce.start': (db, input, { today }) => {
    const { basis, from, until, offerAcceptedOn, route, origin, placements } = input;
    const spell = { basis, from, to: until, offerAcceptedOn, route, origin };
    checkSpell(db, spell, placements);
    const worker = workerFor(db, input.worker);
    const engagement = beginSpell(db, { ...spell, worker }, placements);
    return { value: { worker, engagement }, words: startWords(db, input, today) };
  },

  'workforce.leave': (db, { engagement: id, lastDay, leavingReason, destination }) => {
    const engagement = engagementById(db, id);
    const where = lastPlaceInWords(db, engagement);
    endSpell(db, engagement, { lastDay, leavingReason, destination });
    const who = {
      permanent: 'a leaver',
      'fixed-term': 'a leaver',
      agency: 'the end of an agency worker’s time',
      secondment: 'the end of a secondment in',
    }[engagement.basis];
    return { value: null, words: `Recorded ${who}: ${where}, last day ${dateInWords(lastDay)}` };
  },

  'workforce.place': (db, { engagement: id, from, placements }) => {
    const before = placeFrom(db, engagementById(db, id), from, placements);
    return { value: null, words: placeWords(db, before, placements, from) };
  },

  'workforce.remove': (db, { engagement: id }) => {
    const engagement = engagementById(db, id);
    const where = lastPlaceInWords(db, engagement);
    checkNoMember(db, engagement);
    removeSpell(db, id);
    removeWorkerIfUnheld(db, engagement.worker);
    const words = `Removed a record made in error: ${where}, from ${dateInWords(engagement.from)}`;
    return { value: null, words };
  },

  'workforce.correct': (db, { plan: _plan, revision: _revision, engagement: id, ...given }) => {
    const engagement = engagementById(db, id);
    const where = lastPlaceInWords(db, engagement);
    correctSpell(db, engagement, given);
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
