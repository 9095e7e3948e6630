/** Services and teams: opening, renaming, moving, merging and closing them. */
import type { IsoDate } from '../../calendar.ts';
import { dateOf, type Day } from '../../records/days.ts';
import type { Service, Team, TeamPeriod } from '../../records/types.ts';
import { add, free, type Area, type Job, type Person, type TeamNow } from './area.ts';
import {
  SERVICE_NAMES,
  TEAM_KINDS,
  teamsOfKinds,
  type RoleKey,
  type ServiceKey,
  type TeamKind,
} from './blueprint.ts';
import { wardName } from './names.ts';
import { DESTINATION, REASON } from './returnCodes.ts';
import { end, replace, unassign } from './people.ts';
import { changePost, endPost, openPost } from './posts.ts';

/** When services and teams that were there before the records opened. */
const OPENED: IsoDate = '2012-04-01';

export function openService(area: Area, key: ServiceKey, openedOn: IsoDate): Service {
  const name = SERVICE_NAMES[key] + area.suffix;
  const service = add<Service>(area.records.services, { name, openedOn, closedOn: null });
  area.services.set(key, service);
  return service;
}

export function openTeam(area: Area, kind: TeamKind, name: string, openedOn: IsoDate): TeamNow {
  const team = add<Team>(area.records.teams, { openedOn, closedOn: null });
  const period = add<TeamPeriod>(area.records.teamPeriods, {
    team: team.id,
    service: area.services.get(kind.service)!.id,
    name,
    from: openedOn,
  });
  const opened = { team, kind, period, service: kind.service, open: true };
  area.teams.push(opened);
  return opened;
}

/** Funds a new team's posts from a day. */
export function fundTeam(area: Area, team: TeamNow, from: Day, reason: string): void {
  const { posts, block = false } = team.kind;
  for (const [role, count] of Object.entries(posts) as [RoleKey, number][]) {
    const inBlock = block && role === 'socialWorker' && count > 0;
    const lines = inBlock ? 1 : count;
    for (let one = 0; one < lines; one++) {
      const fte = inBlock ? count * 1_000_000 : undefined;
      openPost(area, { team, role, from, block: inBlock, reason, ...(fte ? { fte } : {}) });
    }
  }
}

/** The services and teams there are when the records begin, with their posts. */
export function openStructure(area: Area, teams: number, begins: Day): void {
  const counts = teamsOfKinds(teams);
  TEAM_KINDS.forEach((kind, at) => {
    const count = counts[at]!;
    if (count > 0 && !area.services.has(kind.service)) openService(area, kind.service, OPENED);
    for (let number = 0; number < count; number++) {
      const alone = kind.teams === 1 && count === 1;
      const team = openTeam(
        area,
        kind,
        alone ? kind.name : `${kind.name} ${wardName(number)}`,
        OPENED,
      );
      fundTeam(area, team, begins, 'Establishment when these records begin');
    }
  });
}

/** The area's open teams of a kind. */
export function teamsNamed(area: Area, kind: string): TeamNow[] {
  return area.teams.filter((team) => team.open && team.kind.name === kind);
}

/** The team is renamed, or belongs to another service, from a day. Its history stays with it. */
export function changeTeam(
  area: Area,
  team: TeamNow,
  day: Day,
  change: { name?: string; service?: ServiceKey },
): void {
  if (change.service) team.service = change.service;
  const service = area.services.get(team.service)!.id;
  const name = change.name ?? team.period.name;
  const from = dateOf(day);
  if (team.period.from === from) Object.assign(team.period, { name, service });
  else
    team.period = add<TeamPeriod>(area.records.teamPeriods, {
      team: team.team.id,
      service,
      name,
      from,
    });
}

export function renameService(area: Area, key: ServiceKey, day: Day, name: string): void {
  const service = area.services.get(key);
  if (!service) return;
  const earlier = { name: service.name, until: dateOf(day) };
  service.earlierNames = [...(service.earlierNames ?? []), earlier];
  service.name = name + area.suffix;
}

function closeTeam(team: TeamNow, last: Day): void {
  team.open = false;
  team.team.closedOn = dateOf(last);
}

function jobsIn(area: Area, team: TeamNow): { person: Person; job: Job }[] {
  return [...area.employees, ...area.guests, ...area.agency].flatMap((person) =>
    person.jobs
      .filter((job) => job.assignment.team === team.team.id)
      .map((job) => ({ person, job })),
  );
}

/** Somebody with two posts never has both in one team and role. */
function hasAnotherIn(person: Person, job: Job, { team }: TeamNow): boolean {
  const { role } = job.assignment;
  return person.jobs.some(
    (one) => one !== job && one.assignment.team === team.id && one.assignment.role === role,
  );
}

/**
 * The posts and people of one team go to another from a day, and it closes. One team needs one
 * manager, so the posts of the other's end.
 */
export function mergeTeams(area: Area, from: TeamNow, into: TeamNow, day: Day): void {
  const reason = `Moved when ${from.period.name} joined ${into.period.name}`;
  const jobs = jobsIn(area, from);
  for (const post of area.posts.filter((one) => one.team === from)) {
    if (post.role === 'teamManager') endPost(area, post, day - 1);
    else changePost(area, post, day, { team: into.team.id, reason });
    post.team = into;
  }
  for (const { person, job } of jobs) {
    if (job.post?.role === 'teamManager') redeploy(area, person, job, day);
    else if (hasAnotherIn(person, job, into)) unassign(person, job, day - 1);
    else replace(area, person, job, day, { team: into });
  }
  closeTeam(from, day - 1);
}

/**
 * The team closes with its posts. Those in it take empty posts elsewhere where there are any;
 * the others are made redundant, and agency bookings end. `overlooked` people are left in the
 * closed team, as happens where nobody tells payroll.
 */
export function closeDown(area: Area, team: TeamNow, day: Day, overlooked = 0): void {
  const jobs = jobsIn(area, team);
  for (const post of area.posts.filter((one) => one.team === team)) endPost(area, post, day - 1);
  const permanent = jobs.filter(
    ({ person }) => person.engagement.basis === 'permanent' && person.outUntil === null,
  );
  const left = permanent.slice(0, overlooked);
  for (const { job } of left) job.post = null;
  for (const one of jobs) if (!left.includes(one)) redeploy(area, one.person, one.job, day);
  closeTeam(team, day - 1);
}

/** Somebody's post has ended: they take an empty one of the role, or go. */
export function redeploy(area: Area, person: Person, job: Job, day: Day): void {
  const { role, fte } = job.assignment;
  const employed = person.engagement.basis === 'permanent';
  const post = area.posts.find(
    (one) => one.line.role === role && free(one) >= fte && !hasAnotherIn(person, job, one.team),
  );
  if (post && employed) replace(area, person, job, day, { team: post.team, post });
  else if (person.jobs.length > 1) unassign(person, job, day - 1);
  else if (employed) {
    const reason = area.chance.pick([REASON.voluntaryRedundancy, REASON.compulsoryRedundancy]);
    end(area, person, day - 1, { reason, destination: DESTINATION.notKnown });
  } else end(area, person, day - 1);
}

export function closeService(area: Area, key: ServiceKey, last: Day): void {
  const service = area.services.get(key);
  if (service) service.closedOn = dateOf(last);
}
