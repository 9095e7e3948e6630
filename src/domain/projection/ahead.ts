/**
 * What a plan's records already know of the time after a date: posts that open and close, people
 * who leave (a fixed term's end among them), and accepted offers with their starts.
 */
import { arrivalsAhead, type Arrival } from '../asye/arrivals.ts';
import { memberViews } from '../asye/memberView.ts';
import type { AsyeRecords } from '../asye/types.ts';
import { addDays, type IsoDate } from '../calendar.ts';
import { routesOf, type PlanFigures } from '../figures.ts';
import { movementsIn, type Movement } from '../records/movements.ts';
import { planScope } from '../records/recordsFigures.ts';
import type { RecordsScope } from '../records/scope.ts';
import { stocksAt } from '../records/stock.ts';
import { ONE_FTE, type PlanRecords } from '../records/types.ts';
import { farthest } from './grid.ts';
import type { EstablishmentChange, KnownAhead, KnownLeavers, KnownStarts } from './types.ts';

/** Posts in whole hundredths: FTE are sums of millionths. */
const hundredths = (posts: number) => Math.round(posts * 100) / 100;

/** Changes of the establishment in a period, each from its day. */
function postsAhead(
  records: PlanRecords,
  scope: RecordsScope,
  from: IsoDate,
  to: IsoDate,
): EstablishmentChange[] {
  const days = records.lines.flatMap(({ fundedFrom, fundedTo }) => [
    fundedFrom,
    ...(fundedTo === null ? [] : [addDays(fundedTo, 1)]),
  ]);
  const dates = [...new Set(days)].filter((day) => day > from && day <= to).sort();
  if (dates.length === 0) return [];
  const posts = stocksAt(records, [from, ...dates], scope).map(
    (stock) => stock.establishment / ONE_FTE,
  );
  return dates
    .map((day, at) => ({
      from: day,
      posts: hundredths((posts[at + 1] ?? 0) - (posts[at] ?? 0)),
    }))
    .filter((change) => change.posts !== 0);
}

function leaversAhead(leavers: readonly Movement[]): KnownLeavers[] {
  const people = new Map<IsoDate, number>();
  for (const { date } of leavers) people.set(date, (people.get(date) ?? 0) + 1);
  return [...people].map(([on, count]) => ({ on, people: count }));
}

function startsAhead(starts: readonly Omit<KnownStarts, 'people'>[]): KnownStarts[] {
  const found = new Map<string, KnownStarts>();
  for (const { measure, on } of starts) {
    const key = `${on} ${measure ?? ''}`;
    found.set(key, { measure, on, people: (found.get(key)?.people ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => a.on.localeCompare(b.on));
}

/**
 * What the records know of the days after `from`, up to `to`. Somebody whom a cohort expects and
 * who has no employment on record yet counts by the day the cohort expects them.
 *
 * @param expected - by recruitment route, everybody its offers and cohorts expect after `from`.
 */
function knownAhead(
  records: PlanRecords,
  expected: ReadonlyMap<number, readonly Arrival[]>,
  about: { scope: RecordsScope; from: IsoDate; to: IsoDate },
): KnownAhead {
  const { scope, from, to } = about;
  const { starters, leavers } = movementsIn(records, addDays(from, 1), to, scope);
  const employed = new Set(starters.map(({ worker }) => worker));
  const byCohort = [...expected].flatMap(([measure, arrivals]) =>
    arrivals.flatMap(({ worker, on }) => (employed.has(worker) ? [] : [{ measure, on }])),
  );
  const dated = byCohort.flatMap(({ measure, on }) =>
    on !== null && on > from && on <= to ? [{ measure, on }] : [],
  );
  const undated = new Map<number, number>();
  for (const { measure, on } of byCohort) {
    if (on === null) undated.set(measure, (undated.get(measure) ?? 0) + 1);
  }
  return {
    posts: postsAhead(records, scope, from, to),
    leavers: leaversAhead(leavers),
    starts: startsAhead([
      ...starters.map(({ date, engagement }) => ({ measure: engagement.route, on: date })),
      ...dated,
    ]),
    undated,
  };
}

/** A plan's records, as far as they could be read, and the day to look ahead from. */
export interface PlanAtDay {
  records: PlanRecords | null;
  asye: AsyeRecords | null;
  from: IsoDate;
}

/** What a plan's records and cohorts know of the two years after a day. */
export function planAhead(figures: PlanFigures, { records, asye, from }: PlanAtDay): KnownAhead {
  if (records === null) return { posts: [], leavers: [], starts: [], undated: new Map() };
  const members = asye ? memberViews(asye, records, from) : [];
  const expected = new Map(
    routesOf(figures).map(({ id }) => [id, arrivalsAhead(records, members, id, from)]),
  );
  const scope = planScope(figures.settings);
  return knownAhead(records, expected, { scope, from, to: farthest(from) });
}
