/** What no plan's records may have, loose ends or not: contradictions in themselves. */
import { addDays, isIsoDate, type IsoDate } from '../../../src/domain/calendar.ts';
import { ONE_FTE, type PlanRecords } from '../../../src/domain/records/types.ts';

interface Span {
  id: number;
  from: IsoDate;
  to: IsoDate | null;
}

const FAR = '9999-12-31';
const lastDay = (span: { to: IsoDate | null }) => span.to ?? FAR;

/** The pairs that follow each other and overlap, as words. */
function overlaps(what: string, spans: readonly Span[]): string[] {
  const inOrder = [...spans].sort((a, b) => a.from.localeCompare(b.from));
  return inOrder.flatMap((span, at) => {
    const next = inOrder[at + 1];
    return next && next.from <= lastDay(span) ? [`${what}: ${span.id} and ${next.id} overlap`] : [];
  });
}

function unique(what: string, values: readonly (string | number)[]): string[] {
  return new Set(values).size === values.length ? [] : [`${what} is not unique`];
}

function structureProblems(records: PlanRecords): string[] {
  const { services, teams, teamPeriods, lines } = records;
  const problems: string[] = [];
  const service = new Map(services.map((one) => [one.id, one]));
  const team = new Map(teams.map((one) => [one.id, one]));
  for (const period of teamPeriods) {
    const of = team.get(period.team);
    const within = service.get(period.service);
    if (!of || !within) problems.push(`period ${period.id} is of nothing`);
    else if (period.from < of.openedOn || period.from < within.openedOn) {
      problems.push(`period ${period.id} begins too early`);
    } else if (of.closedOn !== null && period.from > of.closedOn) {
      problems.push(`period ${period.id} begins after its team closed`);
    }
  }
  problems.push(
    ...unique(
      'team and date',
      teamPeriods.map((one) => `${one.team} ${one.from}`),
    ),
  );
  for (const line of lines) {
    const of = team.get(line.team);
    if (!of || line.fundedFrom < of.openedOn) problems.push(`line ${line.id} has no team`);
    else if (of.closedOn !== null && (line.fundedTo ?? FAR) > of.closedOn) {
      problems.push(`line ${line.id} outlives its team`);
    }
    if (line.fte <= 0 || !Number.isInteger(line.fte)) problems.push(`line ${line.id} has no FTE`);
    if (line.fundedTo !== null && line.fundedTo < line.fundedFrom) {
      problems.push(`line ${line.id} ends before it begins`);
    }
  }
  const posts = Map.groupBy(
    lines.filter(({ postRef }) => postRef !== null),
    ({ postRef }) => postRef,
  );
  for (const [ref, some] of posts) {
    const spans = some.map(({ id, fundedFrom: from, fundedTo: to }) => ({ id, from, to }));
    problems.push(...overlaps(`post ${ref}`, spans));
  }
  return problems;
}

/** Whether an employee holds more than one whole-time equivalent on a day something begins. */
function overOne(assignments: PlanRecords['assignments']): boolean {
  return assignments.some(({ from: day }) => {
    const on = assignments.filter((one) => one.from <= day && lastDay(one) >= day);
    return on.reduce((sum, { fte }) => sum + fte, 0) > ONE_FTE;
  });
}

function peopleProblems(records: PlanRecords, asAt: IsoDate): string[] {
  const { workers, engagements, assignments, absences } = records;
  const problems: string[] = [];
  problems.push(
    ...unique(
      'worker reference',
      workers.map(({ ref }) => ref),
    ),
  );
  for (const { ref, sweNumber, name } of workers) {
    if (!/^FH-\d{5,}$/.test(ref)) problems.push(`worker ${ref} has an odd reference`);
    if (sweNumber !== null && !/^SW000\d{7}$/.test(sweNumber))
      problems.push(`${ref}: ${sweNumber}`);
    if (name === '') problems.push(`worker ${ref} has an empty name`);
  }
  const ofWorker = Map.groupBy(engagements, ({ worker }) => worker);
  for (const [worker, some] of ofWorker) problems.push(...overlaps(`worker ${worker}`, some));
  if (ofWorker.size !== workers.length) problems.push('somebody has no engagement');

  const team = new Map(records.teams.map((one) => [one.id, one]));
  const placed = Map.groupBy(assignments, (one) => one.engagement);
  const away = Map.groupBy(absences, (one) => one.engagement);
  const knownAhead = addDays(asAt, 550);
  for (const engagement of engagements) {
    const { id, from, to, offerAcceptedOn } = engagement;
    const parts = [...(placed.get(id) ?? []), ...(away.get(id) ?? [])];
    for (const span of [engagement, ...parts]) {
      const dates = [span.from, ...(span.to === null ? [] : [span.to])];
      if (!dates.every(isIsoDate) || span.from > lastDay(span)) problems.push(`${id}: bad dates`);
      if (dates.some((date) => date < '1975-01-01' || date > knownAhead)) {
        problems.push(`${id}: ${dates.join(' to ')} is out of range`);
      }
    }
    for (const part of parts) {
      if (part.from < from || lastDay(part) > lastDay(engagement)) {
        problems.push(`engagement ${id}: ${part.from} to ${part.to} is outside it`);
      }
    }
    if (offerAcceptedOn !== null && offerAcceptedOn > from) problems.push(`${id}: late offer`);
    if (from > asAt && (offerAcceptedOn ?? FAR) > asAt) problems.push(`${id}: unknown future`);
    if (to !== null && to > knownAhead) problems.push(`${id}: ends too far ahead`);
    const jobs = placed.get(id) ?? [];
    const seats = Map.groupBy(jobs, (job) => `${job.team}/${job.role}/${job.postRef}`);
    for (const [seat, some] of seats)
      problems.push(...overlaps(`engagement ${id} at ${seat}`, some));
    if (overOne(jobs)) problems.push(`engagement ${id} is more than one FTE`);
    problems.push(...overlaps(`absences of ${id}`, away.get(id) ?? []));
    for (const job of jobs) {
      const of = team.get(job.team);
      if (!of || job.from < of.openedOn) problems.push(`assignment ${job.id} has no team`);
      else if (of.closedOn !== null && job.from > of.closedOn) {
        problems.push(`assignment ${job.id} begins in a closed team`);
      }
    }
  }
  const known = new Set(engagements.map(({ id }) => id));
  if ([...placed.keys(), ...away.keys()].some((id) => !known.has(id))) problems.push('a stray row');
  return problems;
}

/** Every contradiction, in words. */
export function problemsIn(records: PlanRecords, asAt: IsoDate): string[] {
  const ids = Object.entries(records).flatMap(([name, rows]: [string, { id: number }[]]) =>
    rows.every(({ id }, at) => id === at + 1) ? [] : [`the numbers of ${name} have gaps`],
  );
  return [...ids, ...structureProblems(records), ...peopleProblems(records, asAt)].slice(0, 20);
}
