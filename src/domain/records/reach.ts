/** How far records reach: later rates would only count the silence after the last one. */
import { dateInWords, endOfMonth, type IsoDate } from '../calendar.ts';
import { monthsBefore } from './days.ts';
import type { PlanRecords } from './types.ts';

/** Records that stop this long before today are looked at as they stopped. */
const STALE_MONTHS = 3;

/** What is on record by a day: the latest event of each kind, or ''. */
interface Latest {
  /** Nobody arranges it ahead: a move, a booking that begins, a start nobody had accepted. */
  seen: IsoDate;
  /** A start after an accepted offer, or a last day after notice: known some months before. */
  arranged: IsoDate;
}

function latestEvents(
  { engagements, assignments }: Pick<PlanRecords, 'engagements' | 'assignments'>,
  today: IsoDate,
): Latest {
  const latest: Latest = { seen: '', arranged: '' };
  const see = (kind: keyof Latest, date: IsoDate | null) => {
    if (date !== null && date <= today && date > latest[kind]) latest[kind] = date;
  };
  const offered = new Map<number, IsoDate>();
  for (const { id, basis, from, to, offerAcceptedOn } of engagements) {
    if (offerAcceptedOn === null) see('seen', from);
    else {
      see('seen', offerAcceptedOn);
      see('arranged', from);
      offered.set(id, from);
    }
    // The end of a fixed term or of a booking was arranged when it began.
    if (basis === 'permanent') see('arranged', to);
  }
  for (const { engagement, from } of assignments) {
    if (offered.get(engagement) !== from) see('seen', from);
  }
  return latest;
}

/**
 * The latest day records speak of: today, unless nothing has been recorded for three months;
 * then the end of the month of the last record. What was arranged ahead (a start after an accepted
 * offer, a last day after notice) goes on coming for some months after the records stop, so once
 * they have it is no sign that anybody still kept them. The end of a fixed term or of a booking
 * never is one.
 */
export function recordsReach(
  records: Pick<PlanRecords, 'engagements' | 'assignments'>,
  today: IsoDate,
): IsoDate {
  const { seen, arranged } = latestEvents(records, today);
  const latest = arranged > seen ? arranged : seen;
  if (latest === '' || latest >= monthsBefore(today, STALE_MONTHS)) return today;
  const onlyArranged = seen !== '' && monthsBefore(latest, STALE_MONTHS) <= seen;
  return endOfMonth(onlyArranged ? seen : latest);
}

/**
 * What to know of records that have stopped: `No movements recorded since 31 October 2025.`
 * Empty where they have not, and where there are none.
 */
export function silenceInWords(
  records: Pick<PlanRecords, 'engagements' | 'assignments'>,
  today: IsoDate,
): string {
  const reach = recordsReach(records, today);
  return reach === today ? '' : `No movements recorded since ${dateInWords(reach)}.`;
}
