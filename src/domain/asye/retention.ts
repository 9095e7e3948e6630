/**
 * Whether newly qualified social workers stay (DOMAIN.md §5): the share still here at 12, 24 and 36
 * months, and the curve between. Only those who have reached an anniversary are counted at it:
 * somebody whose time is still running is never counted as having stayed.
 */
import { addMonths, yearOf, type IsoDate } from '../calendar.ts';
import { wilson, type Interval } from '../statistics/interval.ts';
import { kaplanMeier } from '../statistics/kaplanMeier.ts';
import { maskTable } from '../suppression.ts';
import { isHereAt, leftAfter, originOf, type Followed, type From } from './followed.ts';
import { monthsBetween } from './programmeTime.ts';
import { ROUTES_IN } from './types.ts';

export const RETENTION_MONTHS = [12, 24, 36] as const;

/** Fewer than this are too few to compare with others. */
export const FEW = 10;

/** The share still here at an anniversary. */
export interface Stayed {
  months: number;
  /** Those who have reached it. */
  reached: number;
  /** Of them, those employed here at its close; somebody who left and came back is here. */
  here: number;
  /** `here` of `reached`; null where nobody has reached it. */
  share: number | null;
  /** 95%, Wilson's. */
  interval: Interval | null;
  /** Too few to compare. */
  few: boolean;
}

/** The share of people still here a number of months after they started, or completed. */
export function stayedAt(
  people: readonly Followed[],
  from: From,
  months: number,
  asAt: IsoDate,
): Stayed {
  let reached = 0;
  let here = 0;
  for (const person of people) {
    const origin = originOf(person, from);
    const anniversary = origin === null ? null : addMonths(origin, months);
    if (anniversary === null || anniversary > asAt) continue;
    reached += 1;
    if (isHereAt(person, anniversary)) here += 1;
  }
  return {
    ...{ months, reached, here },
    share: reached === 0 ? null : here / reached,
    interval: wilson(here, reached),
    few: reached < FEW,
  };
}

/** The curve at the end of a month. */
export interface CurvePoint {
  month: number;
  /** Not yet left, by Kaplan and Meier's estimate. */
  share: number;
  /** 95%; null before anybody has left and after all have. */
  interval: Interval | null;
  /** Followed to the end of the month and still here. */
  here: number;
  /** Left by the end of the month. */
  left: number;
}

/**
 * The share who have not left, month by month from the start or the completion, until nobody has
 * been followed for longer. Leaving is the end of the first unbroken employment: somebody who comes
 * back has left all the same.
 *
 * @param months - the last month wanted.
 */
export function retentionCurve(
  people: readonly Followed[],
  from: From,
  asAt: IsoDate,
  months: number,
): CurvePoint[] {
  const times = people.flatMap((person) => {
    const origin = originOf(person, from);
    if (origin === null || origin > asAt) return [];
    const left = leftAfter(person, origin, asAt);
    return [
      {
        time: monthsBetween(origin, left ?? asAt),
        left: left !== null,
        followed: monthsBetween(origin, asAt),
      },
    ];
  });
  const steps = kaplanMeier(times);
  const longest = times.reduce((most, { followed }) => Math.max(most, followed), -1);
  const last = Math.min(months, Math.floor(longest));
  return Array.from({ length: last + 1 }, (_, month) => {
    const step = steps.findLast(({ time }) => time <= month);
    return {
      month,
      share: step?.share ?? 1,
      interval: step?.interval ?? null,
      here: times.filter(({ time, left }) => (left ? time > month : time >= month)).length,
      left: times.filter(({ time, left }) => left && time <= month).length,
    };
  });
}

export const GROUPINGS = ['cohort', 'year', 'route', 'team'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A cohort's or team's id, the year started in, a route in; null: not recorded. */
export type GroupKey = number | string | null;

export interface RetentionGroup {
  key: GroupKey;
  people: readonly Followed[];
  /** At each of `RETENTION_MONTHS`. */
  stayed: Stayed[];
}

/** People in a cohort, or people in none, together and in groups that hold each of them once. */
export interface RetentionPart {
  inCohort: boolean;
  whole: RetentionGroup;
  groups: RetentionGroup[];
}

export interface RetentionChoice {
  from: From;
  by: Grouping;
  asAt: IsoDate;
  startMonth: number;
}

function keyOf(person: Followed, { by, startMonth }: RetentionChoice): GroupKey {
  switch (by) {
    case 'cohort':
      return person.cohort;
    case 'year':
      return yearOf(person.startedOn, startMonth);
    case 'route':
      return person.routeIn;
    case 'team':
      return person.team;
  }
}

/** Where a group stands in the list: by year or id, routes in their order, not recorded last. */
function placeOf(key: GroupKey): number {
  if (typeof key === 'number') return key;
  const route = ROUTES_IN.findIndex((one) => one === key);
  return route === -1 ? Infinity : route;
}

function groupOf(
  key: GroupKey,
  people: readonly Followed[],
  { from, asAt }: RetentionChoice,
): RetentionGroup {
  const stayed = RETENTION_MONTHS.map((months) => stayedAt(people, from, months, asAt));
  return { key, people, stayed };
}

function partOf(people: readonly Followed[], inCohort: boolean, choice: RetentionChoice) {
  const some = people.filter(
    (person) => (person.cohort !== null) === inCohort && originOf(person, choice.from) !== null,
  );
  const groups = [...Map.groupBy(some, (person) => keyOf(person, choice))]
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([key, members]) => groupOf(key, members, choice));
  // Those in no cohort have no cohort and no route in on record to tell them apart by.
  const apart = inCohort || choice.by === 'year' || choice.by === 'team';
  return { inCohort, whole: groupOf(null, some, choice), groups: apart ? groups : [] };
}

/** Retention of cohort members in groups, and of those in no cohort beside them; empty parts left out. */
export function retentionBy(people: readonly Followed[], choice: RetentionChoice): RetentionPart[] {
  return [true, false]
    .map((inCohort) => partOf(people, inCohort, choice))
    .filter(({ whole }) => whole.people.length > 0);
}

/** What may be published of a share: null where a number is left out. */
export interface PublishedStayed {
  months: number;
  reached: number | null;
  here: number | null;
  share: number | null;
  interval: Interval | null;
}

function publishedOf(stayed: Stayed, masks: readonly boolean[]): PublishedStayed {
  const [hereOut, leftOut, reachedOut] = masks;
  const counted = !hereOut && !leftOut && !reachedOut;
  return {
    months: stayed.months,
    reached: reachedOut ? null : stayed.reached,
    here: hereOut ? null : stayed.here,
    share: counted ? stayed.share : null,
    interval: counted ? stayed.interval : null,
  };
}

/**
 * A part as it may be published: counts of 1 to 4 of those here, gone or reached are left out, with
 * whatever else would give them away. In the order of its groups, the whole last.
 */
export function publishedPart({ groups, whole }: RetentionPart): PublishedStayed[][] {
  const rows = groups.length > 0 ? groups : [whole];
  const masks = RETENTION_MONTHS.map((_, at) =>
    maskTable(
      rows.map(({ stayed }) => {
        const { here, reached } = stayed[at]!;
        return [here, reached - here];
      }),
    ),
  );
  return [...groups, whole].map((group, row) =>
    group.stayed.map((stayed, at) => publishedOf(stayed, masks[at]![row]!)),
  );
}
