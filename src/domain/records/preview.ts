/** Records as they would be after a change: what a page shows before it is saved. */
import { addDays, type IsoDate } from '../calendar.ts';
import type { AssignmentChanges, LineChanges } from './changes.ts';
import type { StructureChanges } from './reorganise.ts';
import { serviceNameAt } from './structure.ts';
import type { PlanRecords, Service } from './types.ts';

/** Gives rows that are not saved yet ids below every other. */
function withIds<T>(
  rows: readonly T[],
  existing: readonly { id: number }[],
): (T & { id: number })[] {
  const lowest = existing.reduce((low, { id }) => Math.min(low, id), 0);
  return rows.map((row, at) => ({ ...row, id: lowest - 1 - at }));
}

/** Existing rows with their changes, without those removed, and the new ones. */
function changed<T extends { id: number }>(
  rows: readonly T[],
  updates: readonly ({ id: number } & Partial<T>)[],
  removed: readonly number[],
  added: readonly Omit<T, 'id'>[],
): T[] {
  const byId = new Map(updates.map((update) => [update.id, update]));
  const gone = new Set(removed);
  return [
    ...rows.filter((row) => !gone.has(row.id)).map((row) => ({ ...row, ...byId.get(row.id) })),
    ...(withIds(added, rows) as unknown as T[]),
  ];
}

/** The records after an establishment change. */
export function withLines(records: PlanRecords, changes: LineChanges): PlanRecords {
  const { ended, removed, added } = changes;
  return { ...records, lines: changed(records.lines, ended, removed, added) };
}

/** The records after somebody is placed, leaves or is redated. */
export function withAssignments(records: PlanRecords, changes: AssignmentChanges): PlanRecords {
  const { ended, shortened, redated, removed, added } = changes;
  const updates = [...ended, ...shortened, ...redated];
  return { ...records, assignments: changed(records.assignments, updates, removed, added) };
}

/** A service under its new name from a date, its earlier ones kept. */
function renamedAs(service: Service, rename?: { name: string; from: IsoDate }): Service {
  if (!rename) return service;
  const { name, from } = rename;
  const before = (service.earlierNames ?? []).filter(({ until }) => until < from);
  const was = serviceNameAt(service, addDays(from, -1));
  return { ...service, name, earlierNames: [...before, { name: was, until: from }] };
}

/** The records after a reorganisation. */
export function withStructure(records: PlanRecords, changes: StructureChanges): PlanRecords {
  const { services, teams, periods } = changes;
  const newServices = withIds(
    services.added.map((service) => ({ ...service, closedOn: null })),
    records.services,
  );
  const idOf = (service: number | string): number =>
    typeof service === 'number'
      ? service
      : newServices.find((one) => one.name.toLowerCase() === service.toLowerCase())!.id;
  const newTeams = withIds(teams.added, records.teams);
  const newPeriods = [
    ...newTeams.map(({ id, service, name, openedOn }) => ({
      team: id,
      service: idOf(service),
      name,
      from: openedOn,
    })),
    ...periods.added.map((period) => ({ ...period, service: idOf(period.service) })),
  ];
  const renamed = new Map(services.renamed.map((one) => [one.id, one]));
  return {
    ...records,
    services: [
      ...changed(records.services, services.closed, [], []).map((service) =>
        renamedAs(service, renamed.get(service.id)),
      ),
      ...newServices,
    ],
    teams: [
      ...changed(records.teams, teams.closed, [], []),
      ...newTeams.map(({ id, openedOn }) => ({ id, openedOn, closedOn: null })),
    ],
    teamPeriods: changed(
      records.teamPeriods,
      periods.changed.map((period) => ({ ...period, service: idOf(period.service) })),
      [],
      newPeriods,
    ),
  };
}
