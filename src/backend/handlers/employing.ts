/**
 * Spells with the authority: begun, ended, placed, corrected and taken out. The Workforce page
 * and the ASYE page change them by these same steps.
 */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import {
  leave,
  place,
  redate,
  type Refusal as CannotChange,
} from '../../domain/records/changes.ts';
import { isEmployed } from '../../domain/records/indexRecords.ts';
import type { Engagement } from '../../domain/records/types.ts';
import type { Placement } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { checkPlacements, writeAssignments } from './placing.ts';
import { assignmentsOf, engagementsOf } from './recordRows.ts';
import { measureById } from './rows.ts';

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

/** Refuses a last day before the first, and an offer accepted after it. */
function checkDates(
  { from, to, offerAcceptedOn }: Pick<Engagement, 'from' | 'to' | 'offerAcceptedOn'>,
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

/** Refuses a row of the table that is no recruitment route. */
export function checkRoute(db: Db, route: number | null): void {
  if (route === null) return;
  if (measureById(db, route, 'route').kind === 'recruits') return;
  throw new Refusal('bad-input', 'Choose one of the plan’s recruitment routes.', 'route');
}

/** Refuses a second employment at once: a second post is a second place of the first. */
function checkNotEmployedThen(
  db: Db,
  spell: Pick<Engagement, 'id' | 'worker' | 'basis' | 'from' | 'to'>,
): void {
  if (!isEmployed(spell.basis)) return;
  const other = engagementsOf(db, spell.worker).find(
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

/** Where an engagement works at the close of a date. */
export function placesOn(db: Db, engagement: Pick<Engagement, 'id'>, on: IsoDate): Placement[] {
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

/** Writes an engagement's dates, basis, route and codes as they now are. */
export function writeEngagement(db: WriteDb, row: Omit<Engagement, 'worker'>): void {
  db.run(
    `UPDATE engagement
        SET basis = ?, from_date = ?, to_date = ?, offer_accepted_on = ?, route_id = ?,
            origin = ?, leaving_reason = ?, destination = ?
      WHERE id = ?`,
    ...[row.basis, row.from, row.to, row.offerAcceptedOn, row.route],
    ...[row.origin, row.leavingReason, row.destination, row.id],
  );
}

/** Begins a spell of somebody the plan holds; its id. */
export function beginSpell(
  db: WriteDb,
  spell: Omit<Engagement, 'id' | 'leavingReason' | 'destination'>,
  placements: readonly Placement[],
): number {
  const { worker, basis, from, to, offerAcceptedOn, route, origin } = spell;
  checkNotEmployedThen(db, { ...spell, id: 0 });
  const { id } = db.run(
    `INSERT INTO engagement (worker_id, basis, from_date, to_date, offer_accepted_on, route_id,
       origin) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[worker, basis, from, to, offerAcceptedOn, route, origin],
  );
  const changes = must(place([], { id, from, to }, from, placements), 'placements', 'placements');
  writeAssignments(db, id, changes);
  return id;
}

/** What has to hold of a spell before anybody is written down for it. */
export function checkSpell(
  db: Db,
  spell: Pick<Engagement, 'basis' | 'from' | 'to' | 'offerAcceptedOn' | 'route'>,
  placements: readonly Placement[],
): void {
  checkDates(spell, 'until');
  checkRoute(db, spell.route);
  checkPlacements(db, placements, spell.basis, spell.from);
}

/** Ends a spell on the last day worked. */
export function endSpell(
  db: WriteDb,
  engagement: Engagement,
  end: { lastDay: IsoDate } & Pick<Engagement, 'leavingReason' | 'destination'>,
): void {
  const { lastDay, ...why } = end;
  const changes = must(leave(assignmentsOf(db, engagement.id), engagement, lastDay), 'lastDay');
  writeAssignments(db, engagement.id, changes);
  writeEngagement(db, { ...engagement, ...why, to: lastDay });
  cutAbsences(db, { ...engagement, to: lastDay });
}

/** Places somebody from a date on; where they worked on it before. */
export function placeFrom(
  db: WriteDb,
  engagement: Engagement,
  from: IsoDate,
  placements: readonly Placement[],
): Placement[] {
  checkPlacements(db, placements, engagement.basis, from);
  const before = placesOn(db, engagement, from);
  const changes = must(
    place(assignmentsOf(db, engagement.id), engagement, from, placements),
    'from',
    'placements',
  );
  writeAssignments(db, engagement.id, changes);
  return before;
}

/** Corrects what a spell says of itself; where somebody worked follows its dates. */
export function correctSpell(
  db: WriteDb,
  engagement: Engagement,
  given: Omit<Engagement, 'id' | 'worker'>,
): void {
  const { id, worker } = engagement;
  checkDates(given, 'to');
  checkRoute(db, given.route);
  checkNotEmployedThen(db, { ...given, id, worker });
  const changes = must(redate(assignmentsOf(db, id), engagement, given), 'to');
  writeAssignments(db, id, changes);
  writeEngagement(db, { ...given, id });
  cutAbsences(db, { id, ...given });
}

/** The spell never was: it, where it was placed and its absences go. */
export function removeSpell(db: WriteDb, id: number): void {
  for (const table of ['absence', 'assignment']) {
    db.run(`DELETE FROM ${table} WHERE engagement_id = ?`, id);
  }
  db.run('DELETE FROM engagement WHERE id = ?', id);
}
