/** The groups of the Retention tab, named, each with what may be published of it. */
import { yearLabel, addMonths, type IsoDate } from '../../../../domain/calendar.ts';
import { originOf, type Followed, type From } from '../../../../domain/asye/followed.ts';
import {
  publishedPart,
  type Grouping,
  type PublishedStayed,
  type RetentionGroup,
  type RetentionPart,
} from '../../../../domain/asye/retention.ts';
import type { Cohort } from '../../../../domain/asye/types.ts';
import { compareNames, teamAt } from '../../../../domain/records/structure.ts';
import type { PlanRecords } from '../../../../domain/records/types.ts';
import { SMALL_BELOW } from '../../../../domain/suppression.ts';
import { ROUTE_IN_LABELS } from '../../../../domain/asye/words.ts';

export const GROUPING_LABELS: Record<Grouping, string> = {
  cohort: 'Cohort',
  year: 'Year started',
  route: 'Route in',
  team: 'Team of first placement',
};

export const FROM_LABELS: Record<From, string> = {
  start: 'From the start',
  completion: 'From completion',
};

const NOT_RECORDED = 'Not recorded';

/** A line of the table. */
export interface RetentionRow {
  id: string;
  /** In the table, under its part; and by itself, in a chart or a file. */
  label: string;
  name: string;
  group: RetentionGroup;
  published: PublishedStayed[];
  /** Everybody of its part, rather than one group. */
  whole: boolean;
  part: RetentionPart;
  /** Enough people for a curve: fewer would show what single people did. */
  canDraw: boolean;
}

/** What groups are named after. */
export interface Naming {
  by: Grouping;
  cohorts: readonly Cohort[];
  records: PlanRecords;
  startMonth: number;
  asAt: IsoDate;
}

function nameOf(key: RetentionGroup['key'], naming: Naming): string {
  if (key === null) return NOT_RECORDED;
  switch (naming.by) {
    case 'cohort':
      return naming.cohorts.find(({ id }) => id === key)?.name ?? NOT_RECORDED;
    case 'year':
      return yearLabel(Number(key), naming.startMonth);
    case 'route':
      return ROUTE_IN_LABELS[key as keyof typeof ROUTE_IN_LABELS];
    case 'team':
      return teamAt(naming.records, Number(key), naming.asAt)?.name ?? NOT_RECORDED;
  }
}

const wholeName = ({ inCohort }: RetentionPart) =>
  inCohort ? 'All cohort members' : 'Not in a cohort';

/** A part's groups as the table lists them: the whole first, then its groups. */
export function retentionRows(part: RetentionPart, naming: Naming): RetentionRow[] {
  const published = publishedPart(part);
  const row = (group: RetentionGroup, at: number, whole: boolean): RetentionRow => {
    const label = whole ? wholeName(part) : nameOf(group.key, naming);
    return {
      id: `${part.inCohort ? 'in' : 'out'} ${whole ? 'all' : String(group.key)}`,
      label,
      name: whole || part.inCohort ? label : `${label}, not in a cohort`,
      ...{ group, whole, part, published: published[at]! },
      canDraw: group.people.length >= SMALL_BELOW,
    };
  };
  const groups = part.groups.map((group, at) => row(group, at, false));
  if (naming.by === 'team') groups.sort((a, b) => compareNames(a.name, b.name));
  return [row(part.whole, part.groups.length, true), ...groups];
}

/** The first day somebody of a group reaches an anniversary; null where nobody has an origin. */
export function firstReached(
  people: readonly Followed[],
  from: From,
  months: number,
): IsoDate | null {
  const origins = people.flatMap((person) => originOf(person, from) ?? []).sort();
  return origins[0] === undefined ? null : addMonths(origins[0], months);
}
