/** Who is in post when the records begin. */
import type { Day } from '../../records/days.ts';
import { ONE_FTE } from '../../records/types.ts';
import type { Area, Post } from './area.ts';
import { isSocialWork } from './blueprint.ts';
import type { Chance } from './chance.ts';
import { begin, TENTH } from './people.ts';
import { nationalRates } from './rates.ts';
import { earlierOrigin } from './returnCodes.ts';

/** FTE of the people who share one post, mostly one; full-time more often than not. */
function sharesOfPost(chance: Chance): number[] {
  return chance.weighted<number[]>([
    [[10], 85],
    [[8], 5],
    [[6, 4], 4],
    [[6], 3],
    [[5, 5], 2],
    [[9], 1],
  ]);
}

/** Years of service of somebody in post: the mix that England's exit rates lead to. */
function yearsOfService(chance: Chance): number {
  const [from, to] = chance.weighted<readonly [number, number]>([
    [[0.1, 2], 28],
    [[2, 5], 27],
    [[5, 10], 22],
    [[10, 20], 17],
    [[20, 30], 5],
    [[30, 36], 1],
  ]);
  return from + chance.share() * (to - from);
}

/** Somebody holds some of a post, after years of service that only their start date tells of. */
function fill(area: Area, post: Post, fte: number, day: Day): void {
  const since = Math.floor(day - yearsOfService(area.chance) * 365.25);
  begin(area, {
    basis: 'permanent',
    from: day,
    since,
    place: { team: post.team, role: post.role, fte, post },
    origin: isSocialWork(post.role) ? earlierOrigin(area.chance) : null,
  });
}

/** Fills the posts there are, but for the share that is vacant. */
export function openPosts(area: Area, day: Day): void {
  const { chance } = area;
  // Part-time hours leave some of the vacancies; whole empty posts are the rest.
  const vacant = nationalRates(day).vacancy - 0.03;
  for (const post of [...area.posts]) {
    const most = isSocialWork(post.role) ? vacant : 0.05;
    for (let unit = post.line.fte / ONE_FTE; unit >= 1; unit--) {
      if (chance.happens(most)) continue;
      for (const tenths of sharesOfPost(chance)) fill(area, post, tenths * TENTH, day);
    }
  }
}
