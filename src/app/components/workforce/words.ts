/** How people, places and FTE are written on the Workforce page. */
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import { formatPercent, formatValue } from '../../../domain/format.ts';
import { COVERS_LABELS } from '../../../domain/records/codes.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import { teamAt } from '../../../domain/records/structure.ts';
import type { Assignment, PlanRecords } from '../../../domain/records/types.ts';
import { fteText } from '../establishment/words.ts';

/** A share as a percentage; one without a denominator has no figure. */
export function rateText(share: number | null): string {
  return share === null ? 'No figure' : formatPercent(share);
}

/** '1 April 2020 to 31 March 2021', or '… to now' while it goes on. */
export function spanText(from: IsoDate, to: IsoDate | null): string {
  return `${dateInWords(from)} to ${to === null ? 'now' : dateInWords(to)}`;
}

/** '1 person', '2 people'. */
export function peopleText(count: number): string {
  return `${formatValue(count, 'people')} ${count === 1 ? 'person' : 'people'}`;
}

export function roleName(records: PlanRecords, role: number): string {
  return indexRecords(records).roles.get(role)?.name ?? '';
}

/** A team's name as it was on a date. */
export function teamName(records: PlanRecords, team: number, date: IsoDate): string {
  return teamAt(records, team, date)?.name ?? '';
}

/** 'Social worker, Hackney Wick Assessment, 0.6 FTE, seconded out'. */
export function placeText(records: PlanRecords, place: Assignment, date = place.from): string {
  const { team, role, fte, secondedOut, covers } = place;
  return [
    roleName(records, role),
    teamName(records, team, date),
    `${fteText(fte)} FTE`,
    ...(secondedOut ? ['seconded out'] : []),
    ...(covers ? [`covers: ${COVERS_LABELS[covers].toLowerCase()}`] : []),
  ].join(', ');
}
