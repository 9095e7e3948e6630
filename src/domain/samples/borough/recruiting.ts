/** Who starts: newly qualified cohorts, experienced people, managers, and offers still to come. */
import { dateOf, dayOf, type Day } from '../../records/days.ts';
import { ONE_FTE, type Worker } from '../../records/types.ts';
import {
  AS_AT,
  empty,
  free,
  LEAST_FTE,
  mondayFrom,
  type Area,
  type Month,
  type Post,
} from './area.ts';
import { isManager, isSocialWork } from './blueprint.ts';
import { begin, ROUTES, TENTH, type Start } from './people.ts';
import { nationalRates, seasonalVacancy } from './rates.ts';
import { experiencedOrigin, ORIGIN } from './returnCodes.ts';

/** The share of starters who are newly qualified, by month: a cohort each autumn. */
const NEWLY_QUALIFIED = [0.4, 0.15, 0, 0, 0, 0, 0.1, 0.5, 0.9, 0.6, 0.15, 0];

/** The share of what is wanted that a month's recruitment brings. */
const PACE = [0.6, 0.45, 0.45, 0.35, 0.4, 0.4, 0.5, 0.75, 1, 0.8, 0.5, 0.2];

/** Posts that could take somebody, of the roles wanted. */
export function openings(area: Area, wanted: (post: Post) => boolean): Post[] {
  return area.posts.filter((post) => free(post) >= LEAST_FTE && wanted(post));
}

/** The hours somebody takes of what is free in a post. */
function hours(area: Area, post: Post): number {
  const tenths = area.chance.weighted([
    [10, 88],
    [8, 6],
    [6, 4],
    [5, 2],
  ]);
  const room = Math.floor(free(post) / TENTH);
  return Math.min(tenths, room, ONE_FTE / TENTH) * TENTH;
}

/** Somebody who left half a year ago or more, and comes back. */
function returner(area: Area, from: Day): Worker | undefined {
  const candidates = area.former.filter(({ left, agency }) => !agency && left + 180 < from);
  if (candidates.length === 0) return undefined;
  const found = area.chance.pick(candidates);
  area.former = area.former.filter((one) => one.worker !== found.worker);
  return found.worker;
}

/** A first day in the month: its first Monday, its first day, or some Monday. */
function firstDayIn(area: Area, { first, last }: Month): Day {
  const kind = area.chance.share();
  if (kind < 0.2) return first;
  const firstMonday = mondayFrom(first);
  const monday = firstMonday + 7 * area.chance.whole(0, kind < 0.7 ? 0 : 3);
  return monday <= last ? monday : firstMonday;
}

function newlyQualified(area: Area, from: Day): Pick<Start, 'route' | 'origin' | 'offered'> {
  // Offers are made from January to May for the autumn.
  const offered = from - area.chance.whole(90, 230);
  return { route: ROUTES.asye, origin: ORIGIN.newlyQualified, offered };
}

/** Somebody takes a post by direct recruitment. */
export function recruit(area: Area, post: Post, from: Day, asye: boolean): void {
  const { chance } = area;
  const { team, role, line } = post;
  const qualified = isSocialWork(role);
  const back = !asye && chance.happens(0.06) ? returner(area, from) : undefined;
  const offered = chance.happens(0.9) ? from - chance.whole(28, 110) : null;
  const forATime = line.fundedTo !== null;
  const fixed = forATime || chance.happens(0.05);
  const until = forATime ? dayOf(line.fundedTo!) : from + 364;
  begin(area, {
    ...(back ? { worker: back } : {}),
    basis: fixed ? 'fixed-term' : 'permanent',
    from,
    until: fixed ? until : null,
    place: { team, role, fte: asye ? Math.min(free(post), ONE_FTE) : hours(area, post), post },
    offered,
    route: !qualified ? null : isManager(role) ? ROUTES.manager : ROUTES.experienced,
    origin: qualified ? experiencedOrigin(chance) : null,
    ...(asye ? newlyQualified(area, from) : {}),
  });
}

/** FTE to recruit so that vacancies come back to the year's line and season. */
function wantedFte(area: Area, month: Month): number {
  const posts = area.posts.filter(({ role }) => isSocialWork(role));
  const vacant = posts.reduce((sum, post) => sum + empty(post), 0);
  const all = posts.reduce((sum, post) => sum + post.line.fte, 0);
  const aim = nationalRates(month.last).vacancy + seasonalVacancy(month.month);
  return (PACE[month.month - 1]! * Math.max(0, vacant - aim * all)) / ONE_FTE;
}

/** Newly qualified people join full teams, over the establishment, until somebody leaves. */
function joinEarly(area: Area, month: Month): void {
  if (month.month !== 9) return;
  const full = area.posts.filter(
    (post) =>
      post.role === 'socialWorker' &&
      post.line.postRef === null &&
      post.line.fte >= 2 * ONE_FTE &&
      free(post) < LEAST_FTE,
  );
  const count = area.chance.rounded(area.teams.length / 20);
  for (const { team, role } of area.chance.some(full, count)) {
    const from = mondayFrom(month.first);
    const place = { team, role, fte: ONE_FTE, post: null };
    begin(area, { basis: 'permanent', from, place, ...newlyQualified(area, from) });
  }
}

/** The month's starters. */
export function recruitIn(area: Area, month: Month): void {
  const { chance } = area;
  let wanted = chance.rounded(wantedFte(area, month) / 0.95);
  const asyeShare = NEWLY_QUALIFIED[month.month - 1]!;
  while (wanted > 0) {
    const posts = openings(area, ({ role }) => isSocialWork(role) && role !== 'head');
    if (posts.length === 0) break;
    const whole = posts.filter((one) => free(one) >= ONE_FTE);
    const post = chance.pick(whole.length > 0 && chance.happens(0.85) ? whole : posts);
    const trainee = post.role === 'socialWorker' && free(post) >= 8 * TENTH;
    const asye = trainee && chance.happens(asyeShare);
    recruit(area, post, asye ? mondayFrom(month.first) : firstDayIn(area, month), asye);
    wanted--;
  }
  for (const post of openings(area, ({ role }) => role === 'head' || !isSocialWork(role))) {
    if (chance.happens(0.3)) recruit(area, post, firstDayIn(area, month), false);
  }
  joinEarly(area, month);
}

/** Offers accepted by the latest figures' date, for people who start after it. */
export function offerAhead(area: Area): void {
  const { chance } = area;
  const asAt = dayOf(AS_AT);
  const posts = openings(
    area,
    ({ role, line }) => isSocialWork(role) && line.fundedTo === null && line.postRef !== null,
  );
  const blocks = openings(area, ({ line }) => line.postRef === null);
  const count = Math.ceil(area.posts.length * 0.016);
  for (const post of chance.some([...posts, ...blocks], count)) {
    const from = mondayFrom(asAt + chance.whole(3, 75));
    const asye = post.role === 'socialWorker' && from > dayOf('2025-12-15');
    const before = area.employees.length;
    recruit(area, post, from, asye);
    const starter = area.employees[before]!;
    starter.engagement.offerAcceptedOn = dateOf(asAt - chance.whole(0, 45));
  }
}
