/** How far records reach: later rates would only count the silence after the last one. */
import { endOfMonth, type IsoDate } from '../calendar.ts';
import { monthsBefore } from './days.ts';
import type { PlanRecords } from './types.ts';

/** Records that stop this long before today are looked at as they stopped. */
const STALE_MONTHS = 3;

/**
 * The latest day records speak of: today, unless nothing has been recorded for three months;
 * then the end of the month of the last record. The end of a fixed term or of a
 * booking is arranged ahead, so that it comes is no sign that anybody still records.
 */
export function recordsReach(
  records: Pick<PlanRecords, 'engagements' | 'assignments'>,
  today: IsoDate,
): IsoDate {
  let latest = '';
  const see = (date: IsoDate | null) => {
    if (date !== null && date <= today && date > latest) latest = date;
  };
  for (const { basis, from, to } of records.engagements) {
    see(from);
    if (basis === 'permanent') see(to);
  }
  for (const { from } of records.assignments) see(from);
  if (latest === '' || latest >= monthsBefore(today, STALE_MONTHS)) return today;
  return endOfMonth(latest);
}
