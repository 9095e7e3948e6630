/** Starting, placing and leaving: every change of who works where goes through here. */
import { dateOf, type Day } from '../../records/days.ts';
import {
  type Assignment,
  type Engagement,
  type EngagementBasis,
  type Millionths,
  type Worker,
} from '../../records/types.ts';
import { add, type Area, type Job, type Person, type Post, type TeamNow } from './area.ts';
import { isSocialWork, roleId, roleKey, type RoleKey } from './blueprint.ts';
import { personName } from './names.ts';

/** The place of each recruitment route among the published table's rows. */
export const ROUTES = { asye: 4, conversion: 5, experienced: 6, manager: 7 } as const;

export interface Place {
  team: TeamNow;
  role: RoleKey;
  fte: Millionths;
  post: Post | null;
  covers?: Assignment['covers'];
}

export interface Start {
  /** Somebody known; otherwise a new person. */
  worker?: Worker;
  basis: EngagementBasis;
  from: Day;
  /** The first day of service, where records of it begin later. */
  since?: Day;
  place: Place;
  until?: Day | null;
  offered?: Day | null;
  route?: number | null;
  origin?: number | null;
}

/** FTE in tenths, as posts are shared out. */
export const TENTH = 100_000;

/** Somebody the records have not known before. */
export function newWorker(area: Area, role: RoleKey): Worker {
  const { chance, records } = area;
  const worker = add<Worker>(records.workers, { ref: '', name: null, sweNumber: null });
  const digits = String(worker.id);
  worker.ref = `FH-${digits.padStart(5, '0')}`;
  // A few records lack a name or a number, as real ones do.
  worker.name = chance.happens(0.97) ? personName(chance) : null;
  const numbered = isSocialWork(role) && chance.happens(0.97);
  worker.sweNumber = numbered ? `SW${digits.padStart(10, '0')}` : null;
  return worker;
}

/** Counts FTE into a post, or out of it. */
function hold(post: Post | null, basis: EngagementBasis, fte: Millionths): void {
  if (!post) return;
  if (basis === 'agency') post.cover += fte;
  else post.held += fte;
}

/** Puts somebody in a place from a day. */
export function assign(
  area: Area,
  person: Person,
  from: Day,
  place: Place,
  secondedOut = false,
): Job {
  const { team, role, fte, post, covers = null } = place;
  const assignment = add<Assignment>(area.records.assignments, {
    engagement: person.engagement.id,
    team: team.team.id,
    role: roleId(role),
    fte,
    from: dateOf(from),
    to: null,
    postRef: post?.line.postRef ?? null,
    secondedOut,
    covers,
  });
  hold(post, person.engagement.basis, fte);
  const job = { assignment, post };
  person.jobs.push(job);
  person.changed = from;
  return job;
}

/** Takes somebody out of a place after a day. */
export function unassign(person: Person, job: Job, last: Day): void {
  job.assignment.to = dateOf(last);
  hold(job.post, person.engagement.basis, -job.assignment.fte);
  person.jobs = person.jobs.filter((one) => one !== job);
  person.changed = Math.max(person.changed, last);
}

/** The people of the area who are engaged on a basis. */
function listOf(area: Area, basis: EngagementBasis): Person[] {
  if (basis === 'agency') return area.agency;
  return basis === 'secondment' ? area.guests : area.employees;
}

function engage(area: Area, worker: Worker, start: Start): Engagement {
  return add<Engagement>(area.records.engagements, {
    worker: worker.id,
    basis: start.basis,
    from: dateOf(start.since ?? start.from),
    to: null,
    offerAcceptedOn: start.offered == null ? null : dateOf(start.offered),
    route: start.route ?? null,
    origin: start.origin ?? null,
    leavingReason: null,
    destination: null,
  });
}

/** Somebody starts. */
export function begin(area: Area, start: Start): Person {
  const { from, place } = start;
  const worker = start.worker ?? newWorker(area, place.role);
  const person: Person = {
    worker,
    engagement: engage(area, worker, start),
    jobs: [],
    since: start.since ?? from,
    changed: from,
    until: start.until ?? null,
    absence: null,
    outUntil: null,
  };
  assign(area, person, from, place);
  listOf(area, start.basis).push(person);
  return person;
}

export interface Leaving {
  reason?: number | null;
  destination?: number | null;
}

/** The contract ends on a day, and an absence no later. */
export function endsOn({ engagement, absence }: Person, last: Day): void {
  engagement.to = dateOf(last);
  if (absence && (absence.to === null || absence.to > engagement.to)) absence.to = engagement.to;
}

/** Somebody's last day. What was known to go on longer ends with it. */
export function end(area: Area, person: Person, last: Day, leaving: Leaving = {}): void {
  const { engagement, worker } = person;
  for (const job of [...person.jobs]) unassign(person, job, last);
  endsOn(person, last);
  engagement.leavingReason = leaving.reason ?? null;
  engagement.destination = leaving.destination ?? null;
  const list = listOf(area, engagement.basis);
  list.splice(list.indexOf(person), 1);
  area.former.push({ worker, left: last, agency: engagement.basis === 'agency' });
}

/** The same person goes on under another contract from the next day: nobody has left. */
export function goOn(
  area: Area,
  person: Person,
  start: Pick<Start, 'from' | 'basis' | 'place' | 'route' | 'origin' | 'offered'>,
): Person {
  const { worker, since, engagement } = person;
  end(area, person, start.from - 1);
  area.former.pop();
  const next = begin(area, { ...start, worker });
  if (engagement.basis !== 'agency') next.since = since;
  return next;
}

/** The place somebody has in a job. */
export function placeOf(area: Area, { assignment, post }: Job): Place {
  const team = post?.team ?? area.teams.find((one) => one.team.id === assignment.team)!;
  const { fte, covers } = assignment;
  return { team, role: roleKey(assignment.role), fte, post, covers };
}

/** From a day on, one of somebody's places is another. */
export function replace(
  area: Area,
  person: Person,
  job: Job,
  from: Day,
  change: Partial<Place>,
  secondedOut = job.assignment.secondedOut,
): Job {
  const place = { ...placeOf(area, job), ...change };
  unassign(person, job, from - 1);
  return assign(area, person, from, place, secondedOut);
}
