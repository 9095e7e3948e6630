/**
 * A member's employment: the one they have, or one begun for them. A second employment beside
 * the first is never made, so that nobody is counted twice.
 */
import { dateInWords, yearOf, type IsoDate } from '../../domain/calendar.ts';
import { isEmployed } from '../../domain/records/indexRecords.ts';
import type { Engagement, EngagementBasis } from '../../domain/records/types.ts';
import type { Member, Programme } from '../../domain/asye/types.ts';
import type { Placement } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { beginSpell, checkSpell, correctSpell, placeFrom, writeEngagement } from './employing.ts';
import { engagementById, engagementsOf } from './recordRows.ts';
import { readSettings } from './rows.ts';

/** StartOrigin 1 of the statutory return: newly qualified social worker. */
const NEWLY_QUALIFIED = 1;

/** What is known of the employment a member is to have. */
export interface Wanted {
  /** First day at work. */
  from: IsoDate;
  basis: EngagementBasis;
  acceptedOn: IsoDate | null;
  /** Null: as it is on record already. */
  placements: readonly Placement[] | null;
}

/** Runs checks made for other calls, and names the fields of what they refuse as this call does. */
export function inTermsOf<Result>(
  names: Readonly<Record<string, string>>,
  work: () => Result,
): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, field } = error.fault;
    throw new Refusal(code, message, field === undefined ? field : (names[field] ?? field));
  }
}

/** The employment somebody has on a day, or null. */
function employmentOn(db: Db, worker: number, day: IsoDate): Engagement | null {
  const inForce = engagementsOf(db, worker).find(
    ({ basis, from, to }) => isEmployed(basis) && from <= day && (to === null || to >= day),
  );
  return inForce ?? null;
}

function begin(db: WriteDb, member: Member, route: number | null, wanted: Wanted): number {
  const { from, basis, acceptedOn, placements } = wanted;
  if (placements === null) {
    throw new Refusal(
      'bad-input',
      'No employment of theirs is on record on that day. Say which team and role they start in.',
      'placements',
    );
  }
  const spell = {
    ...{ worker: member.worker, basis, from, to: null, offerAcceptedOn: acceptedOn, route },
    origin: NEWLY_QUALIFIED,
  };
  checkSpell(db, spell, placements);
  return beginSpell(db, spell, placements);
}

/** Brings the employment that was begun for a member to what is now agreed. */
function amend(db: WriteDb, current: Engagement, wanted: Wanted): void {
  const { id: _id, worker: _worker, ...as } = current;
  correctSpell(db, current, {
    ...as,
    from: wanted.from,
    basis: wanted.basis,
    offerAcceptedOn: wanted.acceptedOn ?? current.offerAcceptedOn,
  });
}

/** The route is filled in where none is recorded and they came in the year they start in. */
export function countToRoute(
  db: WriteDb,
  engagement: Engagement,
  { route }: Programme,
  startsOn: IsoDate,
): void {
  if (engagement.route !== null || route === null) return;
  const { yearStartMonth } = readSettings(db);
  if (yearOf(engagement.from, yearStartMonth) !== yearOf(startsOn, yearStartMonth)) return;
  writeEngagement(db, { ...engagement, route });
}

/**
 * The employment a member has from a day on: theirs, brought to what is agreed; one on record
 * already, linked as it is; or one begun now.
 */
export function employ(
  db: WriteDb,
  member: Member,
  programme: Programme,
  wanted: Wanted,
): Engagement {
  const own = member.engagement === null ? null : engagementById(db, member.engagement);
  const current = own ?? employmentOn(db, member.worker, wanted.from);
  if (!current) return engagementById(db, begin(db, member, programme.route, wanted));
  if (own) amend(db, own, wanted);
  const now = engagementById(db, current.id);
  if (wanted.placements !== null) placeFrom(db, now, wanted.from, wanted.placements);
  countToRoute(db, now, programme, wanted.from);
  return engagementById(db, current.id);
}

/** Refuses a first day on the programme outside the employment. */
export function checkWithin({ from, to }: Engagement, startedOn: IsoDate, field: string): void {
  if (startedOn < from) {
    throw new Refusal(
      'bad-input',
      `They start work on ${dateInWords(from)}, which is later. Check the two dates.`,
      field,
    );
  }
  if (to !== null && startedOn > to) {
    throw new Refusal(
      'bad-input',
      `Their employment ended on ${dateInWords(to)}. Choose a date up to then.`,
      field,
    );
  }
}
