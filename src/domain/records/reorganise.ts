/** Services and teams opened, renamed, moved and closed from a date, as one change. */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import type { Refusal } from './changes.ts';
import { indexRecords, type RecordsIndex } from './indexRecords.ts';
import { periodAt } from './structure.ts';
import type { PlanRecords, Team, TeamPeriod } from './types.ts';

/** A service by its id, or by the name it is opened with in the same change. */
type ServiceRef = number | string;

export type ReorganisationStep =
  | { kind: 'open-service'; name: string }
  | { kind: 'rename-service'; service: number; name: string }
  | { kind: 'close-service'; service: number }
  | { kind: 'open-team'; service: ServiceRef; name: string }
  | { kind: 'rename-team'; team: number; name: string }
  | { kind: 'move-team'; team: number; service: ServiceRef }
  | { kind: 'close-team'; team: number };

/** What to change. A closed team's or service's last day is the day before the date. */
export interface StructureChanges {
  ok: true;
  services: {
    added: { name: string; openedOn: IsoDate }[];
    renamed: { id: number; name: string; from: IsoDate }[];
    closed: { id: number; closedOn: IsoDate }[];
  };
  teams: {
    added: { service: ServiceRef; name: string; openedOn: IsoDate }[];
    closed: { id: number; closedOn: IsoDate }[];
  };
  periods: {
    added: { team: number; service: ServiceRef; name: string; from: IsoDate }[];
    /** Periods that begin on the date itself and are changed where they stand. */
    changed: { id: number; service: ServiceRef; name: string }[];
  };
  /** What is legal and worth a look, such as people left in a team that closes. */
  warnings: string[];
}

interface Draft {
  records: PlanRecords;
  index: RecordsIndex;
  from: IsoDate;
  changes: StructureChanges;
  /** Every existing team's period as it will be from the date. */
  periods: Map<number, { before: TeamPeriod; service: ServiceRef; name: string }>;
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

const isClosed = (draft: Draft, row: { closedOn: IsoDate | null }) =>
  row.closedOn !== null && row.closedOn < draft.from;

function serviceProblem(draft: Draft, ref: ServiceRef): string | null {
  if (typeof ref === 'string') {
    const opened = draft.changes.services.added.some((service) => same(service.name, ref));
    return opened ? null : `There is no service “${ref}” opened before this step.`;
  }
  const service = draft.index.services.get(ref);
  if (!service) return 'The service is no longer there. Look at the structure again.';
  return isClosed(draft, service) ? `${service.name} is closed by then.` : null;
}

function serviceNameProblem(draft: Draft, name: string, but: number | null): string | null {
  const { added, renamed } = draft.changes.services;
  const taken =
    added.some((service) => same(service.name, name)) ||
    renamed.some((service) => service.id !== but && same(service.name, name)) ||
    draft.records.services.some(
      (service) =>
        service.id !== but &&
        !isClosed(draft, service) &&
        !renamed.some((one) => one.id === service.id) &&
        same(service.name, name),
    );
  return taken ? `There is a service “${name}” already. Choose another name.` : null;
}

function laterNameProblem(draft: Draft, id: number): string | null {
  const service = draft.index.services.get(id);
  const later = service?.earlierNames?.find(({ until }) => until > draft.from);
  return later
    ? `${service?.name ?? ''} already changes its name on ${dateInWords(later.until)}. Choose a date from then on.`
    : null;
}

function teamProblem(draft: Draft, team: Team | undefined): string | null {
  if (!team) return 'The team is no longer there. Look at the structure again.';
  const period = draft.periods.get(team.id)?.before;
  const name = period?.name ?? 'The team';
  if (isClosed(draft, team)) return `${name} is closed by then.`;
  if (team.openedOn > draft.from) {
    return `${name} opens on ${dateInWords(team.openedOn)}. Choose a date from then on.`;
  }
  if (draft.changes.teams.closed.some((closed) => closed.id === team.id)) {
    return `${name} is closed by an earlier step.`;
  }
  const later = (draft.index.periodsOf.get(team.id) ?? []).find((one) => one.from > draft.from);
  return later
    ? `${name} already changes on ${dateInWords(later.from)}. Choose a date from then on.`
    : null;
}

function closeTeam(draft: Draft, team: Team): string | null {
  const closedOn = addDays(draft.from, -1);
  const name = draft.periods.get(team.id)?.name ?? 'The team';
  if (closedOn < team.openedOn) return `${name} would close before it opens.`;
  draft.changes.teams.closed.push({ id: team.id, closedOn });
  const { lines, assignments } = draft.records;
  const goesOn = (to: IsoDate | null) => to === null || to > closedOn;
  const people = assignments.filter(
    (one) =>
      one.team === team.id &&
      goesOn(one.to) &&
      goesOn(draft.index.engagements.get(one.engagement)?.to ?? null),
  ).length;
  const posts = lines.filter((one) => one.team === team.id && goesOn(one.fundedTo)).length;
  const { warnings } = draft.changes;
  if (people > 0) warnings.push(`${name} closes with people still placed in it: ${people}.`);
  if (posts > 0) warnings.push(`${name} closes with posts still funded in it: ${posts}.`);
  return null;
}

function closeService(draft: Draft, id: number): string | null {
  const problem = serviceProblem(draft, id);
  if (problem !== null) return problem;
  const service = draft.index.services.get(id)!;
  const closedOn = addDays(draft.from, -1);
  if (closedOn < service.openedOn) return `${service.name} would close before it opens.`;
  draft.changes.services.closed.push({ id, closedOn });
  return null;
}

/** Takes one step into the draft, or says why it cannot be taken. */
function take(draft: Draft, step: ReorganisationStep): string | null {
  const { changes, from } = draft;
  switch (step.kind) {
    case 'open-service': {
      const problem = serviceNameProblem(draft, step.name, null);
      if (problem === null) changes.services.added.push({ name: step.name, openedOn: from });
      return problem;
    }
    case 'rename-service': {
      const { service: id, name } = step;
      const problem =
        serviceProblem(draft, id) ??
        laterNameProblem(draft, id) ??
        serviceNameProblem(draft, name, id);
      if (problem === null) changes.services.renamed.push({ id, name, from });
      return problem;
    }
    case 'close-service':
      return closeService(draft, step.service);
    case 'open-team': {
      const problem = serviceProblem(draft, step.service);
      const { service, name } = step;
      if (problem === null) changes.teams.added.push({ service, name, openedOn: from });
      return problem;
    }
    case 'rename-team':
    case 'move-team':
    case 'close-team': {
      const team = draft.index.teams.get(step.team);
      const problem = teamProblem(draft, team);
      if (!team || problem !== null) return problem;
      if (step.kind === 'close-team') return closeTeam(draft, team);
      const period = draft.periods.get(team.id);
      if (!period) return 'The team has no name on record.';
      if (step.kind === 'rename-team') period.name = step.name;
      else {
        const where = serviceProblem(draft, step.service);
        if (where !== null) return where;
        period.service = step.service;
      }
    }
  }
  return null;
}

/** The teams open from the date on, as they will be. */
function teamsAfter(draft: Draft): { service: ServiceRef; name: string }[] {
  const { added, closed } = draft.changes.teams;
  const kept = draft.records.teams.flatMap((team) => {
    const gone = isClosed(draft, team) || closed.some((one) => one.id === team.id);
    return gone ? [] : (draft.periods.get(team.id) ?? []);
  });
  return [...kept, ...added];
}

/** What is wrong once every step is taken: a closed service with teams, one name twice. */
function problemAfter(draft: Draft): string | null {
  const teams = teamsAfter(draft);
  for (const { id } of draft.changes.services.closed) {
    const left = teams.find((team) => team.service === id);
    const service = draft.index.services.get(id)!.name;
    if (left) return `${service} closes with ${left.name} still in it. Move or close the team.`;
  }
  const twice = teams.find((team, at) =>
    teams.some(
      (other, before) =>
        before < at && other.service === team.service && same(other.name, team.name),
    ),
  );
  return twice ? `Two teams of one service would be called “${twice.name}”.` : null;
}

/**
 * Works out a reorganisation: what to add, rename and close. A team keeps its history: from
 * the date it has a new period with its new name or service.
 */
export function reorganise(
  records: PlanRecords,
  change: { from: IsoDate; steps: readonly ReorganisationStep[] },
): StructureChanges | Refusal {
  const index = indexRecords(records);
  const { from } = change;
  const periods: Draft['periods'] = new Map();
  for (const [team, of] of index.periodsOf) {
    const before = periodAt(of, from);
    if (before) periods.set(team, { before, service: before.service, name: before.name });
  }
  const changes: StructureChanges = {
    ok: true,
    services: { added: [], renamed: [], closed: [] },
    teams: { added: [], closed: [] },
    periods: { added: [], changed: [] },
    warnings: [],
  };
  const draft: Draft = { records, index, from, changes, periods };
  for (const [step, one] of change.steps.entries()) {
    const problem = take(draft, one);
    if (problem !== null) return { ok: false, problem, step };
  }
  const problem = problemAfter(draft);
  if (problem !== null) return { ok: false, problem };
  for (const [team, { before, service, name }] of periods) {
    if (before.service === service && before.name === name) continue;
    if (before.from === from) changes.periods.changed.push({ id: before.id, service, name });
    else changes.periods.added.push({ team, service, name, from });
  }
  return changes;
}
