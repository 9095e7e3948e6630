/** One borough's worth of teams and people while it is being made: what is there now. */
import { addDays, endOfMonth, startOfYear, type IsoDate, type Year } from '../../calendar.ts';
import { dateOf, dayOf, type Day } from '../../records/days.ts';
import type {
  Absence,
  Assignment,
  Engagement,
  EstablishmentLine,
  Millionths,
  PlanRecords,
  Service,
  Team,
  TeamPeriod,
  Worker,
} from '../../records/types.ts';
import type { RoleKey, ServiceKey, TeamKind } from './blueprint.ts';
import type { Chance } from './chance.ts';

/** The date of the latest figures. */
export const AS_AT: IsoDate = '2025-10-31';
export const LAST_YEAR: Year = 2025;

/** A month that is made: its days, first and last, and when it is. */
export interface Month {
  first: Day;
  last: Day;
  /** 1 to 12. */
  month: number;
  year: number;
}

/** A funded post, or a block of them, as it stands now. */
export interface Post {
  line: EstablishmentLine;
  role: RoleKey;
  team: TeamNow;
  /** FTE held by employees and people seconded here. */
  held: Millionths;
  /** FTE agency workers cover. */
  cover: Millionths;
}

/** Where somebody works now. A post is null for somebody over the establishment. */
export interface Job {
  assignment: Assignment;
  post: Post | null;
}

/** Somebody here now, employed or not. */
export interface Person {
  worker: Worker;
  engagement: Engagement;
  jobs: Job[];
  /** The first day of unbroken service. */
  since: Day;
  /** The last day on which something about them changed. */
  changed: Day;
  /** The last day of a contract, or of an agency booking, where it is known. */
  until: Day | null;
  absence: Absence | null;
  /** The last day of a secondment elsewhere. */
  outUntil: Day | null;
}

export interface TeamNow {
  team: Team;
  kind: TeamKind;
  period: TeamPeriod;
  service: ServiceKey;
  open: boolean;
}

export interface Area {
  chance: Chance;
  /** Every area's: rows are added as things happen. */
  records: PlanRecords;
  /** Told apart where the plan holds more than one; else empty. */
  suffix: string;
  services: Map<ServiceKey, Service>;
  teams: TeamNow[];
  posts: Post[];
  employees: Person[];
  /** Other people's employees, seconded here. */
  guests: Person[];
  agency: Person[];
  /** Who has left and might come back. */
  former: { worker: Worker; left: Day; agency: boolean }[];
}

/** Adds a row under the next number. */
export function add<Row extends { id: number }>(rows: Row[], row: Omit<Row, 'id'>): Row {
  const added = { id: rows.length + 1, ...row } as Row;
  rows.push(added);
  return added;
}

/** The day before the first year: the opening stock. Nothing is recorded before it. */
export function recordsBegin(years: number): Day {
  return dayOf(startOfYear(LAST_YEAR - years + 1)) - 1;
}

/** The months from the first year's first to the latest figures'. */
export function monthsMade(years: number): Month[] {
  const months: Month[] = [];
  let first = dateOf(recordsBegin(years) + 1);
  while (first <= AS_AT) {
    const last = endOfMonth(first);
    const [year, month] = first.split('-').map(Number) as [number, number];
    months.push({ first: dayOf(first), last: dayOf(last), year, month });
    first = addDays(last, 1);
  }
  return months;
}

/** The FTE of a post that nobody holds, frozen or not. */
export function empty(post: Post): Millionths {
  return Math.max(0, post.line.fte - post.held);
}

/** The FTE of a post that may be filled. */
export function free(post: Post): Millionths {
  return post.line.frozen ? 0 : empty(post);
}

/** Less than this of a post is not advertised. */
export const LEAST_FTE: Millionths = 500_000;

/** Day 0 was a Thursday. */
const MONDAY = 4;

export function mondayFrom(day: Day): Day {
  return day + ((MONDAY - (day % 7) + 7) % 7);
}
