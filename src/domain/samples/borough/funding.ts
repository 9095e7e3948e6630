/** What the budget does to posts: growth, grants, freezes, savings, and funding that ends. */
import { dateOf, dayOf, type Day } from '../../records/days.ts';
import { free, LEAST_FTE, type Area, type Month, type Post, type TeamNow } from './area.ts';
import { endPost, changePost, openPost } from './posts.ts';
import { redeploy } from './structure.ts';

/** Posts added for a time, in teams of a kind. */
const FOR_A_TIME = [
  {
    from: '2020-10-01',
    until: '2022-03-31',
    kind: 'Assessment',
    share: 0.012,
    funding: 'temporary',
    reason: 'Recovery posts for eighteen months',
  },
  {
    from: '2022-04-01',
    until: '2025-03-31',
    kind: 'Family Hub',
    share: 0.008,
    funding: 'grant',
    reason: 'Family hubs grant (fictional), three years',
  },
  {
    from: '2024-04-01',
    until: '2027-03-31',
    kind: 'Safeguarding',
    share: 0.012,
    funding: 'grant',
    reason: 'Family help grant (fictional), three years',
  },
] as const;

/** The share of posts the budget adds in an ordinary year. */
const GROWTH = 0.015;
const FREEZES = ['2023-07-01', '2024-10-01'];
const THAW = '2025-04-01';

function openTeams(area: Area, kind?: string): TeamNow[] {
  return area.teams.filter(({ open, kind: { name, posts } }) => {
    return open && (kind ? name === kind : (posts.socialWorker ?? 0) > 0);
  });
}

function grow(area: Area, day: Day): void {
  const teams = openTeams(area);
  const count = area.chance.rounded(area.posts.length * GROWTH);
  const year = `${dateOf(day).slice(0, 4)} budget`;
  for (const team of area.chance.some(teams, count)) {
    const role = area.chance.happens(0.8) ? 'socialWorker' : 'advanced';
    openPost(area, { team, role, from: day, reason: `Growth agreed in the ${year}` });
  }
  const unused = area.posts.filter(
    (post) => isUnused(post) && post.role === 'socialWorker' && post.line.fundedFrom < dateOf(day),
  );
  for (const post of area.chance.some(unused, area.chance.rounded(unused.length * 0.04))) {
    post.line.reason = `${post.line.reason}. Ended as a saving in the ${year}`;
    endPost(area, post, day - 1);
  }
}

/** Nobody holds it, covers it or has been promised it, and it is one post. */
function isUnused(post: Post): boolean {
  return post.held === 0 && post.cover === 0 && post.line.postRef !== null && !post.line.frozen;
}

function fundForATime(area: Area, day: Day): void {
  for (const { from, until, kind, share, funding, reason } of FOR_A_TIME) {
    const teams = openTeams(area, kind);
    if (dayOf(from) !== day || teams.length === 0) continue;
    const count = Math.max(1, area.chance.rounded(area.posts.length * share));
    for (let one = 0; one < count; one++) {
      const team = teams[one % teams.length]!;
      const role = 'socialWorker';
      openPost(area, { team, role, from: day, until: dayOf(until), funding, reason });
    }
  }
}

function freeze(area: Area, day: Day): void {
  if (FREEZES.includes(dateOf(day))) {
    const count = Math.ceil(area.posts.length * 0.008);
    for (const post of area.chance.some(area.posts.filter(isUnused), count)) {
      changePost(area, post, day, { frozen: true, reason: 'Frozen to meet the budget' });
    }
  }
  if (dateOf(day) === THAW) {
    const frozen = area.posts.filter((post) => post.line.frozen);
    for (const post of frozen.slice(0, Math.floor(frozen.length / 2))) {
      changePost(area, post, day, { frozen: false, reason: 'Released for recruitment' });
    }
  }
}

/** Posts whose funding has ended go; whoever is still in one is found another. */
function expire(area: Area, day: Day): void {
  const yesterday = dateOf(day - 1);
  for (const post of area.posts.filter(({ line }) => line.fundedTo === yesterday)) {
    endPost(area, post, day - 1);
    for (const person of [...area.employees, ...area.agency]) {
      const job = person.jobs.find((one) => one.post === post);
      if (job) redeploy(area, person, job, day);
    }
  }
}

/**
 * Hours too few to advertise are taken off a part-time holder's post sooner or later, and put
 * with the rest of the team's: the establishment stays the same.
 */
function poolHours(area: Area, day: Day): void {
  for (const post of [...area.posts]) {
    const { line, role, team, held, cover } = post;
    const rest = free(post);
    const own = line.postRef !== null && line.fundedTo === null && held > 0 && cover === 0;
    if (!own || rest === 0 || rest >= LEAST_FTE || !area.chance.happens(0.12)) continue;
    const reason = `Hours of ${line.postRef} put with the team’s`;
    changePost(area, post, day, { fte: line.fte - rest, reason });
    const pool = area.posts.find(
      (one) =>
        one.team === team &&
        one.role === role &&
        one.line.postRef === null &&
        one.line.fundedTo === null,
    );
    if (pool) changePost(area, pool, day, { fte: pool.line.fte + rest, reason });
    else openPost(area, { team, role, from: day, fte: rest, block: true, reason });
  }
}

/** The establishment's changes on the first of a month. */
export function fund(area: Area, { first, month }: Month): void {
  expire(area, first);
  if (month === 4) grow(area, first);
  fundForATime(area, first);
  freeze(area, first);
  poolHours(area, first);
}
