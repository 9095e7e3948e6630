/** Services, teams and roles: opened, renamed, moved and closed from a date. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { reorganise, type StructureChanges } from '../../domain/records/reorganise.ts';
import { serviceNameAt } from '../../domain/records/structure.ts';
import type { PlanRecords } from '../../domain/records/types.ts';
import type { recordsCalls, StructureStep } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { readRecords, roleById, teamName } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { because, counted, listed } from './words.ts';

/** A service by its id, or by the name it is opened with. */
type ServiceRef = number | string;

const key = (name: string) => name.toLowerCase();

/** Opens a service. Also how an import makes one it names. */
export function openService(db: WriteDb, name: string, from: IsoDate): number {
  const { id } = db.run('INSERT INTO service (opened_on) VALUES (?)', from);
  db.run(
    'INSERT INTO service_period (service_id, name, from_date) VALUES (?, ?, ?)',
    ...[id, name, from],
  );
  return id;
}

/** Opens a team. Also how an import makes one it names. */
export function openTeam(db: WriteDb, name: string, service: number, from: IsoDate): number {
  const { id } = db.run('INSERT INTO team (opened_on) VALUES (?)', from);
  db.run(
    'INSERT INTO team_period (team_id, service_id, name, from_date) VALUES (?, ?, ?, ?)',
    ...[id, service, name, from],
  );
  return id;
}

/** Writes what a reorganisation worked out. */
function writeChanges(db: WriteDb, changes: StructureChanges, from: IsoDate): void {
  const { services, teams, periods } = changes;
  const opened = new Map(
    services.added.map(({ name, openedOn }) => [key(name), openService(db, name, openedOn)]),
  );
  const idOf = (ref: ServiceRef) => (typeof ref === 'number' ? ref : opened.get(key(ref))!);
  for (const { id, name } of services.renamed) {
    db.run(
      `INSERT INTO service_period (service_id, name, from_date) VALUES (?, ?, ?)
         ON CONFLICT (service_id, from_date) DO UPDATE SET name = excluded.name`,
      ...[id, name, from],
    );
  }
  for (const { service, name, openedOn } of teams.added) {
    openTeam(db, name, idOf(service), openedOn);
  }
  for (const { team, service, name, from: since } of periods.added) {
    db.run(
      'INSERT INTO team_period (team_id, service_id, name, from_date) VALUES (?, ?, ?, ?)',
      ...[team, idOf(service), name, since],
    );
  }
  for (const { id, service, name } of periods.changed) {
    db.run('UPDATE team_period SET service_id = ?, name = ? WHERE id = ?', idOf(service), name, id);
  }
  for (const { id, closedOn } of teams.closed) {
    db.run('UPDATE team SET closed_on = ? WHERE id = ?', closedOn, id);
  }
  for (const { id, closedOn } of services.closed) {
    db.run('UPDATE service SET closed_on = ? WHERE id = ?', closedOn, id);
  }
}

/** What the journal says of one step. */
function stepWords(db: Db, records: PlanRecords, step: StructureStep, from: IsoDate): string {
  const service = (ref: ServiceRef) =>
    typeof ref === 'string'
      ? ref
      : serviceNameAt(
          records.services.find((one) => one.id === ref),
          from,
        );
  const team = (id: number) => teamName(db, id, from);
  switch (step.kind) {
    case 'open-service':
      return `Opened the service ${step.name}`;
    case 'rename-service':
      return `Renamed the service ${service(step.service)} to ${step.name}`;
    case 'close-service':
      return `Closed the service ${service(step.service)}`;
    case 'open-team':
      return `Opened the team ${step.name} in ${service(step.service)}`;
    case 'rename-team':
      return `Renamed the team ${team(step.team)} to ${step.name}`;
    case 'move-team':
      return `Moved the team ${team(step.team)} to ${service(step.service)}`;
    case 'close-team':
      return `Closed the team ${team(step.team)}`;
  }
}

const STEP_KINDS: readonly [StructureStep['kind'], string, string][] = [
  ['open-service', 'opened', 'service'],
  ['open-team', 'opened', 'team'],
  ['rename-service', 'renamed', 'service'],
  ['rename-team', 'renamed', 'team'],
  ['move-team', 'moved', 'team'],
  ['close-team', 'closed', 'team'],
  ['close-service', 'closed', 'service'],
];

function reorganisationWords(
  db: Db,
  records: PlanRecords,
  { from, reason, steps }: { from: IsoDate; reason: string; steps: readonly StructureStep[] },
): string {
  const since = `from ${dateInWords(from)}`;
  const [only] = steps;
  if (only && steps.length === 1) {
    return `${stepWords(db, records, only, from)} ${since}${because(reason)}`;
  }
  const counts = STEP_KINDS.flatMap(([kind, verb, thing]) => {
    const n = steps.filter((step) => step.kind === kind).length;
    return n === 0 ? [] : [`${verb} ${counted(n, thing)}`];
  });
  return `Reorganised ${since}: ${listed(counts)}${reason === '' ? '' : ` (${reason})`}`;
}

export const structureHandlers: Handlers<
  Pick<typeof recordsCalls, 'structure.reorganise' | 'role.save'>
> = {
  'structure.reorganise': (db, input) => {
    const records = readRecords(db);
    const changes = reorganise(records, input);
    if (!changes.ok) {
      const field = changes.step === undefined ? 'steps' : `steps.${changes.step}`;
      throw new Refusal('bad-input', changes.problem, field);
    }
    const words = reorganisationWords(db, records, input);
    writeChanges(db, changes, input.from);
    return { value: null, words };
  },

  'role.save': (db, { role: id, name, group, counts }) => {
    const taken = db.get<{ name: string }>(
      'SELECT name FROM role WHERE name = ? AND id <> ?',
      ...[name, id ?? 0],
    );
    if (taken) {
      throw new Refusal('bad-input', `There is already a role named ${taken.name}.`, 'name');
    }
    const counted = counts ? 'counted in the plan’s measures' : 'not counted in its measures';
    if (id === null) {
      const role = addRole(db, { name, group, counts });
      return { value: { role }, words: `Added the role ${name}, ${counted}` };
    }
    const was = roleById(db, id);
    db.run(
      'UPDATE role SET name = ?, role_group = ?, counts = ? WHERE id = ?',
      ...[name, group, counts ? 1 : 0, id],
    );
    const renamed = was.name === name ? '' : ` (was ${was.name})`;
    return { value: { role: id }, words: `Changed the role ${name}${renamed}, ${counted}` };
  },
};

/** Adds a role below the others. Also how an import makes one it names. */
export function addRole(
  db: WriteDb,
  { name, group, counts }: { name: string; group: string; counts: boolean },
): number {
  return db.run(
    `INSERT INTO role (name, role_group, counts, position)
       VALUES (?, ?, ?, (SELECT ifnull(max(position), 0) + 1 FROM role))`,
    ...[name, group, counts ? 1 : 0],
  ).id;
}
