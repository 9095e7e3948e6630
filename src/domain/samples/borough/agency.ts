/** Agency workers: bookings for vacancies and absences, and those who become employees. */
import { type Day } from '../../records/days.ts';
import { ONE_FTE, type Covers, type Worker } from '../../records/types.ts';
import { free, mondayFrom, type Area, type Month, type Post } from './area.ts';
import { isSocialWork, roleKey } from './blueprint.ts';
import type { Chance } from './chance.ts';
import { begin, end, goOn, replace, ROUTES, TENTH, type Place } from './people.ts';
import { nationalRates } from './rates.ts';
import { ORIGIN } from './returnCodes.ts';

/** Weeks of a booking, extensions included: eight months on average. */
function weeksBooked(chance: Chance): number {
  const [from, to] = chance.weighted<readonly [number, number]>([
    [[4, 16], 22],
    [[17, 34], 35],
    [[35, 60], 25],
    [[61, 120], 18],
  ]);
  return chance.whole(from, to);
}

/** Somebody whose booking ended three months ago or more. */
function bookedBefore(area: Area, from: Day): Worker | undefined {
  const found = area.former.find(({ left, agency }) => agency && left + 100 < from);
  if (!found || !area.chance.happens(0.05)) return undefined;
  area.former = area.former.filter((one) => one.worker !== found.worker);
  return found.worker;
}

/** Somebody is booked from a day. `inPlace`: for those there when the records begin. */
function book(area: Area, place: Place, from: Day, inPlace = false): void {
  const worker = inPlace ? undefined : bookedBefore(area, from);
  const weeks = weeksBooked(area.chance);
  begin(area, {
    ...(worker ? { worker } : {}),
    basis: 'agency',
    from,
    place,
    until: from + Math.ceil(inPlace ? weeks * 7 * area.chance.share() : weeks * 7) - 3,
  });
}

/** The FTE of a vacancy that agency workers do not cover. */
const uncovered = (post: Post) => free(post) - post.cover;

/** Where an agency worker is wanted most: a vacancy, or somebody's absence. */
function placeWanted(area: Area): Place | null {
  const { chance } = area;
  const away = area.employees.filter(
    ({ absence, jobs }) =>
      absence && jobs[0]!.post !== null && isSocialWork(roleKey(jobs[0]!.assignment.role)),
  );
  if (away.length > 0 && chance.happens(0.12)) {
    const { assignment } = chance.pick(away).jobs[0]!;
    const team = area.teams.find((one) => one.team.id === assignment.team)!;
    const { fte } = assignment;
    return { team, role: roleKey(assignment.role), fte, post: null, covers: 'absence' };
  }
  const posts = area.posts.filter(
    (post) => isSocialWork(post.role) && post.role !== 'head' && uncovered(post) >= 5 * TENTH,
  );
  if (posts.length === 0) return null;
  const post = chance.pick(posts);
  const fte = Math.min(ONE_FTE, chance.happens(0.92) ? uncovered(post) : 6 * TENTH);
  const covers = chance.weighted<Covers | null>([
    ['vacancy', 90],
    [null, 6],
    ['extra', 4],
  ]);
  return { team: post.team, role: post.role, fte: Math.min(fte, uncovered(post)), post, covers };
}

function agencyFte(area: Area): number {
  return area.agency.reduce((sum, { jobs }) => sum + jobs[0]!.assignment.fte, 0);
}

function wantedFte(area: Area, day: Day): number {
  const { agency } = nationalRates(day);
  const inPost = area.posts
    .filter(({ role }) => isSocialWork(role))
    .reduce((sum, { held }) => sum + held, 0);
  return (inPost * agency) / (1 - agency);
}

/** Who is booked when the records begin. */
export function openBookings(area: Area, day: Day): void {
  while (agencyFte(area) < wantedFte(area, day)) {
    const place = placeWanted(area);
    if (!place) return;
    book(area, place, day, true);
  }
}

/**
 * A booking that runs out ends. Where its post has been filled it moves to another vacancy, or
 * ends after its notice.
 */
function endBookings(area: Area, { first, last }: Month): void {
  for (const person of [...area.agency]) {
    const { post, assignment } = person.jobs[0]!;
    if (post && uncovered(post) < -6 * TENTH && person.changed < first - 60) {
      const other = area.posts.find(
        (one) => one.role === post.role && uncovered(one) >= assignment.fte,
      );
      if (other && area.chance.happens(0.85)) {
        replace(area, person, person.jobs[0]!, first, { team: other.team, post: other });
      } else person.until = Math.min(person.until!, mondayFrom(first + 14) - 3);
    }
    if (person.until! <= last) end(area, person, Math.max(person.until!, person.changed));
  }
}

/** Agency workers who have been here some months become employees, in the post they cover. */
function convert(area: Area, { first, last }: Month): void {
  const { chance } = area;
  const ready = area.agency.filter(
    (person) => person.changed < first - 120 && person.jobs[0]!.post !== null,
  );
  for (const person of ready) {
    const { post, assignment } = person.jobs[0]!;
    const stays = chance.happens(0.035);
    if (!stays || !post || post.line.fundedTo !== null || free(post) < assignment.fte) continue;
    const from = mondayFrom(first + chance.whole(0, 14));
    if (from > last || from > person.until!) continue;
    goOn(area, person, {
      basis: 'permanent',
      from,
      place: { team: post.team, role: post.role, fte: assignment.fte, post },
      route: ROUTES.conversion,
      origin: ORIGIN.agency,
      offered: from - chance.whole(30, 80),
    });
  }
}

/** The month's bookings, conversions first. */
export function bookAgency(area: Area, month: Month): void {
  convert(area, month);
  endBookings(area, month);
  const { first, last } = month;
  let short = wantedFte(area, last) - agencyFte(area);
  while (short > ONE_FTE / 2) {
    const place = placeWanted(area);
    if (!place) return;
    const monday = mondayFrom(first) + 7 * area.chance.whole(0, 3);
    book(area, place, monday);
    short -= place.fte;
  }
}
