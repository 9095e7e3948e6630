/** Loose ends, as every real list has them: what reconciliation is there to find. */
import { dateOf, dayOf, type Day } from '../../records/days.ts';
import { add, AS_AT, type Area, type Job, type Person } from './area.ts';
import { begin, end, endsOn, newWorker, TENTH } from './people.ts';
import type { Engagement } from '../../records/types.ts';
import { changePost } from './posts.ts';
import { leavingCodes, ORIGIN } from './returnCodes.ts';

/**
 * A reviewing officer a team who works by the session: on the books, with no hours. Whoever
 * has gone is replaced.
 */
export function engageSessional(area: Area, from: Day): void {
  const isSessional = ({ assignment }: Job) => assignment.fte === 0;
  const has = new Set(
    area.employees.flatMap(({ jobs }) =>
      jobs.filter(isSessional).map((job) => job.assignment.team),
    ),
  );
  for (const team of area.teams) {
    if (!team.open || !team.kind.posts.reviewing || has.has(team.team.id)) continue;
    const place = { team, role: 'reviewing' as const, fte: 0, post: null };
    begin(area, { basis: 'permanent', from, place, origin: ORIGIN.notKnown });
  }
}

/** Somebody on the payroll whom nobody has put in a team. */
function engageWithoutPlace(area: Area): void {
  const worker = newWorker(area, 'socialWorker');
  add<Engagement>(area.records.engagements, {
    worker: worker.id,
    basis: 'fixed-term',
    from: '2025-10-06',
    to: '2026-04-05',
    offerAcceptedOn: null,
    route: null,
    origin: ORIGIN.notYetCollected,
    leavingReason: null,
    destination: null,
  });
}

/** Employees with a post of their own with a reference, and nothing going on. */
function ordinary(area: Area): { person: Person; job: Job }[] {
  return area.employees.flatMap((person) => {
    const [job, ...more] = person.jobs;
    const own = job?.post && job.assignment.postRef !== null;
    const quiet = person.until === null && person.absence === null && person.outUntil === null;
    return own && quiet && more.length === 0 ? [{ person, job }] : [];
  });
}

/** People who have said that they will leave. */
function giveNotice(area: Area): void {
  const { chance } = area;
  const asAt = dayOf(AS_AT);
  const staff = ordinary(area).filter(({ person }) => person.changed < asAt);
  for (const { person } of chance.some(staff, Math.ceil(area.posts.length * 0.01))) {
    const last = asAt + chance.whole(3, 75);
    end(area, person, last, leavingCodes(chance, (last - person.since) / 365.25));
  }
}

/** A reference no post has, a post that two people hold, and a post with fewer hours than its holder. */
function mislabel(area: Area): void {
  const { chance } = area;
  const count = Math.ceil(area.posts.length / 250);
  const people = chance.some(ordinary(area), 4 * count);
  const unknown = people.splice(0, count);
  unknown.forEach(({ job }) => {
    job.assignment.postRef = `FP-X${String(job.assignment.id).padStart(5, '0')}`;
  });
  const doubled = people.splice(0, count);
  doubled.forEach(({ job }) => {
    const others = area.posts.filter(
      ({ line, held }) =>
        line.role === job.assignment.role &&
        line.postRef !== null &&
        held > 8 * TENTH &&
        line !== job.post?.line,
    );
    if (others.length > 0) job.assignment.postRef = chance.pick(others).line.postRef;
  });
  const from = dayOf('2025-04-01');
  for (const { job } of people) {
    const { post, assignment } = job;
    if (!post || post.line.fundedFrom >= dateOf(from) || assignment.fte < 10 * TENTH) continue;
    changePost(area, post, from, { fte: 6 * TENTH, reason: 'Hours given up in the 2025 budget' });
  }
}

/** Ends that are known ahead: fixed terms and secondments, and bookings with notice given. */
function writeKnownEnds(area: Area): void {
  const noticed = dayOf(AS_AT) + 28;
  const known = [
    ...area.employees,
    ...area.guests,
    ...area.agency.filter(({ until }) => until! <= noticed),
  ];
  for (const person of known) {
    if (person.until === null) continue;
    endsOn(person, person.until);
    for (const { assignment } of person.jobs) assignment.to = dateOf(person.until);
  }
}

/** What is left open or wrong at the date of the latest figures. */
export function leaveLoose(area: Area): void {
  mislabel(area);
  giveNotice(area);
  engageWithoutPlace(area);
  writeKnownEnds(area);
}
