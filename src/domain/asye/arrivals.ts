/**
 * Who is expected: offers accepted, and not started yet. Somebody counts once, by their
 * employment where one is on record, else by what their cohort knows of them.
 */
import { addMonths, type IsoDate } from '../calendar.ts';
import { indexRecords, isEmployed } from '../records/indexRecords.ts';
import type { Engagement, PlanRecords } from '../records/types.ts';
import type { MemberView } from './memberView.ts';

export interface Arrival {
  worker: number;
  /** The day they are expected; null: not known yet. */
  on: IsoDate | null;
  team: number | null;
  /** Where they are in a cohort. */
  member: number | null;
}

/**
 * True for an accepted offer of employment that is still to begin. Somebody already employed
 * here is no recruit by taking another contract.
 */
function isComing(records: PlanRecords, engagement: Engagement, day: IsoDate): boolean {
  const { basis, offerAcceptedOn, from, worker } = engagement;
  if (!isEmployed(basis) || offerAcceptedOn === null) return false;
  if (offerAcceptedOn > day || from <= day) return false;
  const spells = indexRecords(records).spellsOf.get(worker) ?? [];
  return spells.some(({ engagements }) => engagements[0] === engagement);
}

/**
 * Everybody expected on a recruitment route at the close of a day, the earliest first and those
 * without a date last.
 *
 * @param members - as at that day.
 */
export function arrivalsAhead(
  records: PlanRecords,
  members: readonly MemberView[],
  route: number,
  day: IsoDate,
): Arrival[] {
  const memberOf = new Map(members.map((view) => [view.worker.id, view.member.id]));
  const found = new Map<number, Arrival>();
  const coming = records.engagements
    .filter((one) => one.route === route && isComing(records, one, day))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { id, worker, from } of coming) {
    if (found.has(worker)) continue;
    const place = indexRecords(records).assignmentsOf.get(id)?.[0];
    const team = place?.team ?? null;
    found.set(worker, { worker, on: from, team, member: memberOf.get(worker) ?? null });
  }
  for (const { member, worker, stage, engagement, programme } of members) {
    const known = engagement !== null || found.has(worker.id);
    if (stage !== 'confirmed' || known || programme.route !== route) continue;
    const { expectedOn: on, team, id } = member;
    found.set(worker.id, { worker: worker.id, on, team, member: id });
  }
  return [...found.values()].sort((a, b) => ((a.on ?? '~') < (b.on ?? '~') ? -1 : 1));
}

export interface MonthOfArrivals {
  /** The first day of the month. */
  month: IsoDate;
  count: number;
}

export interface ArrivalsByMonth {
  /** Every month from the first with anybody to the last, those between with nobody included. */
  months: MonthOfArrivals[];
  /** Expected by now, and no start recorded. */
  late: number;
  /** Their day is not known yet. */
  undated: number;
}

/** Counts those expected by month: a year's starts are lumpy, never a twelfth each. */
export function arrivalsByMonth(arrivals: readonly Arrival[], day: IsoDate): ArrivalsByMonth {
  const ahead = arrivals.flatMap(({ on }) => (on !== null && on > day ? [on] : [])).sort();
  const months: MonthOfArrivals[] = [];
  const last = ahead.at(-1);
  if (ahead[0] !== undefined && last !== undefined) {
    for (let month = `${ahead[0].slice(0, 7)}-01`; month <= last; month = addMonths(month, 1)) {
      const count = ahead.filter((on) => on.slice(0, 7) === month.slice(0, 7)).length;
      months.push({ month, count });
    }
  }
  return {
    months,
    late: arrivals.filter(({ on }) => on !== null && on <= day).length,
    undated: arrivals.filter(({ on }) => on === null).length,
  };
}
