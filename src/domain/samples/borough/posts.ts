/** Opening, changing and ending funded posts. */
import { dateOf, type Day } from '../../records/days.ts';
import { ONE_FTE, type EstablishmentLine } from '../../records/types.ts';
import { add, type Area, type Post, type TeamNow } from './area.ts';
import { roleId, type RoleKey } from './blueprint.ts';

interface NewPost {
  team: TeamNow;
  role: RoleKey;
  from: Day;
  fte?: number;
  funding?: EstablishmentLine['funding'];
  /** The last funded day. */
  until?: Day | null;
  /** Several posts funded together, without references. */
  block?: boolean;
  reason: string;
}

export function openPost(area: Area, wanted: NewPost): Post {
  const { team, role, from, fte = ONE_FTE, funding = 'base', until = null, reason } = wanted;
  const line = add<EstablishmentLine>(area.records.lines, {
    team: team.team.id,
    role: roleId(role),
    fte,
    fundedFrom: dateOf(from),
    fundedTo: until === null ? null : dateOf(until),
    funding,
    frozen: false,
    postRef: null,
    reason,
  });
  if (!wanted.block) line.postRef = `FP-${String(line.id).padStart(4, '0')}`;
  const post = { line, role, team, held: 0, cover: 0 };
  area.posts.push(post);
  return post;
}

/**
 * The post goes on from a day otherwise than before: a new line under the same reference, unless
 * the one there is began that day.
 */
export function changePost(
  area: Area,
  post: Post,
  day: Day,
  change: Partial<Pick<EstablishmentLine, 'team' | 'fte' | 'frozen' | 'reason'>>,
): void {
  if (post.line.fundedFrom === dateOf(day)) {
    Object.assign(post.line, change);
    return;
  }
  const { id: _id, ...kept } = post.line;
  post.line.fundedTo = dateOf(day - 1);
  post.line = add<EstablishmentLine>(area.records.lines, {
    ...kept,
    ...change,
    fundedFrom: dateOf(day),
  });
}

/** Its last funded day is `last`. Who holds it must have been found another place. */
export function endPost(area: Area, post: Post, last: Day): void {
  post.line.fundedTo = dateOf(last);
  area.posts = area.posts.filter((one) => one !== post);
}
