/** What happens to people between starting and leaving: promotion, moves, hours, second posts. */
import { ONE_FTE } from '../../records/types.ts';
import { free, type Area, type Job, type Month, type Person, type Post } from './area.ts';
import { roleKey, type RoleKey } from './blueprint.ts';
import { assign, replace, TENTH, unassign } from './people.ts';

/** The role people are promoted from. */
const FROM: Partial<Record<RoleKey, RoleKey>> = {
  head: 'serviceManager',
  serviceManager: 'teamManager',
  teamManager: 'advanced',
  advanced: 'socialWorker',
  reviewing: 'advanced',
};
const YEARS_BEFORE_PROMOTION = 2;

/** True for somebody at work in one place, not sessional, to whom nothing has happened since last month. */
export function isSettled(person: Person, { first }: Month): boolean {
  return (
    person.jobs.length === 1 &&
    person.changed < first &&
    person.absence === null &&
    person.outUntil === null &&
    person.until === null &&
    person.jobs[0]!.assignment.fte > 0
  );
}

function settledIn(area: Area, month: Month, role: RoleKey): Person[] {
  return area.employees.filter(
    (person) => isSettled(person, month) && roleKey(person.jobs[0]!.assignment.role) === role,
  );
}

/** Empty posts above the front line are filled from below, about half of them. */
function promote(area: Area, month: Month): void {
  for (const post of area.posts) {
    const from = FROM[post.role];
    if (!from || free(post) < ONE_FTE || !area.chance.happens(0.1)) continue;
    const candidates = settledIn(area, month, from).filter(
      ({ since, jobs }) =>
        month.first - since > YEARS_BEFORE_PROMOTION * 365 && jobs[0]!.assignment.fte >= 8 * TENTH,
    );
    if (candidates.length > 0) moveInto(area, area.chance.pick(candidates), post, month);
  }
}

/** From the first of the month somebody is in another post. */
function moveInto(area: Area, person: Person, post: Post, { first }: Month): void {
  const { team, role } = post;
  replace(area, person, person.jobs[0]!, first, { team, role, post, covers: null });
}

/** People change team in the same role, and those over the establishment get a post. */
function transfer(area: Area, month: Month): void {
  const { chance } = area;
  for (const person of area.employees) {
    if (!isSettled(person, month)) continue;
    const { post, assignment } = person.jobs[0]!;
    const waiting = post === null;
    if (!chance.happens(waiting ? 0.3 : 0.004)) continue;
    const fits = (one: Post) =>
      one.line.role === assignment.role && free(one) >= assignment.fte && one !== post;
    const posts = area.posts.filter(
      (one) => fits(one) && (!waiting || one.team.team.id === assignment.team),
    );
    if (posts.length > 0) moveInto(area, person, chance.pick(posts), month);
  }
}

/** The hours somebody might change to, and that their post has room for. */
function otherHours(area: Area, { assignment, post }: Job): number | null {
  const { chance } = area;
  const now = assignment.fte / TENTH;
  const tenths = now === 10 ? chance.pick([8, 8, 6, 9]) : chance.pick([10, 10, 8, 6]);
  if (tenths === now || !post) return null;
  const room = free(post) + assignment.fte;
  return tenths * TENTH <= room ? tenths * TENTH : null;
}

/** Full-time people now and then want fewer hours, part-time people sooner more. */
function wantsOtherHours({ chance }: Area, { jobs }: Person): boolean {
  return chance.happens(jobs[0]!.assignment.fte === ONE_FTE ? 0.0025 : 0.02);
}

function changeHours(area: Area, month: Month): void {
  for (const person of area.employees) {
    if (!isSettled(person, month) || !wantsOtherHours(area, person)) continue;
    const fte = otherHours(area, person.jobs[0]!);
    if (fte !== null) replace(area, person, person.jobs[0]!, month.first, { fte });
  }
}

/** Now and then somebody part-time takes the rest of another post as well, or gives it up. */
function secondPosts(area: Area, month: Month): void {
  const { chance } = area;
  for (const person of area.employees) {
    if (person.jobs.length > 1 && person.changed < month.first && chance.happens(0.04)) {
      if (!person.absence) unassign(person, person.jobs[1]!, month.first - 1);
      continue;
    }
    const hours = person.jobs[0]!.assignment.fte;
    if (hours > 6 * TENTH || !isSettled(person, month) || !chance.happens(0.01)) continue;
    const fte = ONE_FTE - hours - chance.whole(0, 1) * TENTH;
    const posts = area.posts.filter(
      (post) =>
        free(post) >= fte &&
        ['advanced', 'socialWorker', 'reviewing'].includes(post.role) &&
        post.team.team.id !== person.jobs[0]!.assignment.team,
    );
    if (posts.length === 0) continue;
    const post = chance.pick(posts);
    assign(area, person, month.first, { team: post.team, role: post.role, fte, post });
  }
}

/** Changes from the first of the month. */
export function moveOn(area: Area, month: Month): void {
  promote(area, month);
  transfer(area, month);
  changeHours(area, month);
  secondPosts(area, month);
}
