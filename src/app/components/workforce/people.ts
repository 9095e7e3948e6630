/** The people list: a row for each engagement, how it stands, and which rows a filter keeps. */
import type { IsoDate } from '../../../domain/calendar.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type {
  Assignment,
  Engagement,
  EngagementBasis,
  PlanRecords,
  Worker,
} from '../../../domain/records/types.ts';
import { fteText } from '../establishment/words.ts';
import { roleName, teamName } from './words.ts';

export const WHO = [
  { value: 'here', label: 'Here now' },
  { value: 'coming', label: 'Yet to start' },
  { value: 'gone', label: 'Left or ended' },
  { value: 'all', label: 'Everybody' },
] as const;
export type Who = (typeof WHO)[number]['value'];

export interface Period {
  from: IsoDate;
  to: IsoDate;
}

export interface PeopleFilter {
  who: Who;
  text: string;
  team: number | null;
  role: number | null;
  basis: EngagementBasis | null;
  route: number | null;
  started: Period | null;
  left: Period | null;
}

export interface PersonRow {
  engagement: Engagement;
  worker: Worker;
  who: Exclude<Who, 'all'>;
  /** How they stand, in words: "In post", "Seconded out", "Away". */
  standing: string;
  /** Where they work now, will first, or did last. */
  places: Assignment[];
  team: string;
  role: string;
  fte: string;
}

function whoOf({ from, to }: Engagement, today: IsoDate): PersonRow['who'] {
  if (from > today) return 'coming';
  return to !== null && to <= today ? 'gone' : 'here';
}

/** The places of an engagement on a date, or the nearest day of it. */
export function placesOf(
  records: PlanRecords,
  engagement: Engagement,
  date: IsoDate,
): { on: IsoDate; places: Assignment[] } {
  const { from, to } = engagement;
  const on = date < from ? from : to !== null && to < date ? to : date;
  const all = indexRecords(records).assignmentsOf.get(engagement.id) ?? [];
  return {
    on,
    places: all.filter((one) => one.from <= on && (one.to === null || one.to >= on)),
  };
}

function standingOf(
  records: PlanRecords,
  engagement: Engagement,
  places: readonly Assignment[],
  who: PersonRow['who'],
  today: IsoDate,
): string {
  const { basis, offerAcceptedOn } = engagement;
  if (who === 'coming') return offerAcceptedOn === null ? 'Yet to start' : 'Offer accepted';
  if (who === 'gone') return basis === 'agency' || basis === 'secondment' ? 'Ended' : 'Left';
  const absences = indexRecords(records).absencesOf.get(engagement.id) ?? [];
  if (absences.some(({ from, to }) => from <= today && (to === null || to >= today))) return 'Away';
  if (basis === 'agency') return 'Agency';
  if (basis === 'secondment') return 'Seconded in';
  if (places.length > 0 && places.every((place) => place.secondedOut)) return 'Seconded out';
  return 'In post';
}

// ISO dates are in order as plain text.
function latestFirst(a: Engagement, b: Engagement): number {
  if (a.from !== b.from) return a.from < b.from ? 1 : -1;
  return b.id - a.id;
}

/** A row for every engagement, as it stands on a date; the latest start first. */
export function peopleRows(records: PlanRecords, today: IsoDate): PersonRow[] {
  const { workers } = indexRecords(records);
  const listed = (words: string[]) => [...new Set(words)].join('; ');
  return records.engagements
    .flatMap((engagement): PersonRow[] => {
      const worker = workers.get(engagement.worker);
      if (!worker) return [];
      const who = whoOf(engagement, today);
      const { on, places } = placesOf(records, engagement, today);
      return [
        {
          engagement,
          worker,
          who,
          standing: standingOf(records, engagement, places, who, today),
          places,
          team: listed(places.map(({ team }) => teamName(records, team, on))),
          role: listed(places.map(({ role }) => roleName(records, role))),
          fte: fteText(places.reduce((all, { fte }) => all + fte, 0)),
        },
      ];
    })
    .sort((a, b) => latestFirst(a.engagement, b.engagement));
}

const within = (date: IsoDate | null, period: Period | null) =>
  period === null || (date !== null && date >= period.from && date <= period.to);

/**
 * The rows a filter keeps.
 *
 * @param byName - false while names are hidden: a search that still found them would tell them
 */
export function filtered(
  rows: readonly PersonRow[],
  filter: PeopleFilter,
  byName: boolean,
): PersonRow[] {
  const { who, team, role, basis, route, started, left } = filter;
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (who === 'all' || row.who === who) &&
      (basis === null || row.engagement.basis === basis) &&
      (route === null || row.engagement.route === route) &&
      (team === null || row.places.some((place) => place.team === team)) &&
      (role === null || row.places.some((place) => place.role === role)) &&
      within(row.engagement.from, started) &&
      within(row.engagement.to, left) &&
      (text === '' ||
        row.worker.ref.toLowerCase().includes(text) ||
        (row.worker.sweNumber?.toLowerCase().includes(text) ?? false) ||
        (byName && (row.worker.name?.toLowerCase().includes(text) ?? false))),
  );
}
