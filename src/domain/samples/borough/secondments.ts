/** Employees who go to work elsewhere for a time, and other people's who come here. */
import { ONE_FTE } from '../../records/types.ts';
import { free, type Area, type Month } from './area.ts';
import { isSettled } from './careers.ts';
import { begin, replace } from './people.ts';

const MONTHLY_OUT = 0.0009;

function goAndComeBack(area: Area, month: Month): void {
  const { chance } = area;
  const { first } = month;
  for (const person of area.employees) {
    const [job] = person.jobs;
    if (job && person.outUntil !== null && person.outUntil < first && person.changed < first) {
      person.outUntil = null;
      replace(area, person, job, first, {}, false);
    } else if (job?.post && isSettled(person, month) && chance.happens(MONTHLY_OUT)) {
      replace(area, person, job, first, {}, true);
      person.outUntil = first + chance.whole(5, 13) * 30;
    }
  }
}

function comeHere(area: Area, { first }: Month): void {
  const { chance } = area;
  if (!chance.happens(area.posts.length / 1000)) return;
  const posts = area.posts.filter(
    (post) =>
      free(post) >= ONE_FTE && ['teamManager', 'advanced', 'socialWorker'].includes(post.role),
  );
  if (posts.length === 0) return;
  const post = chance.pick(posts);
  begin(area, {
    basis: 'secondment',
    from: first,
    until: first + chance.whole(6, 14) * 30,
    place: { team: post.team, role: post.role, fte: ONE_FTE, post },
  });
}

/** The month's secondments, from its first day. */
export function arrangeSecondments(area: Area, month: Month): void {
  goAndComeBack(area, month);
  comeHere(area, month);
}
