/** What the journal says of people's changes: the role and team, never who nor why. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { Engagement } from '../../domain/records/types.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { Placement, recordsCalls } from '../../contract/records.ts';
import type { Db } from '../db.ts';
import { placeInWords, placesInWords } from './placing.ts';
import { assignmentsOf } from './recordRows.ts';
import { fteInWords } from './words.ts';

type Start = ParsedOf<(typeof recordsCalls)['workforce.start']>;

/** `Recorded a starter: Social worker, Duty, from 6 January 2020`. */
export function startWords(
  db: Db,
  { basis, from, placements }: Pick<Start, 'basis' | 'from' | 'placements'>,
  today: IsoDate,
): string {
  const what = {
    permanent: 'a starter',
    'fixed-term': 'a fixed-term starter',
    agency: 'an agency worker',
    secondment: 'a secondment in',
  }[basis];
  const places = placesInWords(db, placements, from);
  const offer = from > today && basis !== 'agency' ? ' whose offer is accepted' : '';
  return `Recorded ${what}${offer}: ${places}, from ${dateInWords(from)}`;
}

/** A move, a change of hours or a secondment in words. */
export function placeWords(
  db: Db,
  before: readonly Placement[],
  after: readonly Placement[],
  from: IsoDate,
): string {
  const since = `from ${dateInWords(from)}`;
  const [was] = before;
  const [is] = after;
  if (was && is && before.length === 1 && after.length === 1) {
    const where = placeInWords(db, is, from);
    if (was.team !== is.team || was.role !== is.role) {
      return `Moved a worker from ${placeInWords(db, was, from)} to ${where} ${since}`;
    }
    if (was.secondedOut !== is.secondedOut) {
      return `Recorded a secondment ${is.secondedOut ? 'out' : 'that ended'}: ${where}, ${since}`;
    }
    if (was.fte !== is.fte) {
      return `Changed a worker’s hours from ${fteInWords(was.fte)} to ${fteInWords(is.fte)}: ${where}, ${since}`;
    }
  }
  return `Changed where a worker works ${since}: ${placesInWords(db, after, from)}`;
}

/** Where somebody works last, or will. */
export function lastPlaceInWords(db: Db, engagement: Engagement): string {
  const last = assignmentsOf(db, engagement.id).at(-1);
  return last ? placeInWords(db, last, last.to ?? last.from) : 'no post';
}
