/** The difference a file's rows would make to a plan's records. */
import type { CohortRow, MovementRow } from '../importing/rows/types.ts';
import type { PlanRecords } from '../records/types.ts';
import { mergeCohortList, NO_COHORTS, type CohortsNow } from './cohortList.ts';
import { MergeContext } from './context.ts';
import { mergeEstablishment } from './establishment.ts';
import { mergeMovements } from './movements.ts';
import type { NamedPlace } from './names.ts';
import { mergePeople } from './people.ts';
import type {
  AgencyWorkerRow,
  Merge,
  MergeOptions,
  MergeRow,
  PersonRow,
  PostRow,
  RowChanges,
} from './types.ts';

/**
 * Works out what an import would add, change and end, and for each row of the file what becomes
 * of it. Merging the same rows again, after those changes were made, changes nothing.
 *
 * @param keptReturns - return data already kept for the options' census, as JSON, by worker.
 * @param cohorts - the cohorts a cohort's list adds to.
 */
export function mergeRows(
  records: PlanRecords,
  rows: readonly MergeRow[],
  options: MergeOptions,
  keptReturns: ReadonlyMap<number, string> = new Map(),
  cohorts: CohortsNow = NO_COHORTS,
): Merge {
  const named = rows.flatMap((row): NamedPlace[] =>
    row.team === null || row.service === null
      ? []
      : [{ service: row.service, team: row.team, role: '' }],
  );
  const context = new MergeContext(records, options, named);
  const posts = rows.filter((row): row is PostRow => row.kind === 'establishment');
  const people = rows.filter(
    (row): row is PersonRow | AgencyWorkerRow => row.kind === 'people' || row.kind === 'agency',
  );
  const movements = rows.filter((row): row is MovementRow => row.kind === 'movements');
  if (posts.length > 0) mergeEstablishment(context, posts);
  if (people.length > 0) mergePeople(context, people, keptReturns);
  if (movements.length > 0) mergeMovements(context, movements);
  const members = rows.filter((row): row is CohortRow => row.kind === 'cohort');
  if (members.length > 0) mergeCohortList(context, members, cohorts);
  return context.merge();
}

function applied<Row extends { id: number }>(
  rows: readonly Row[],
  { added, changed, removed }: RowChanges<Row>,
): Row[] {
  const after = new Map(changed.map((row) => [row.id, row]));
  const gone = new Set(removed);
  return [
    ...rows.filter(({ id }) => !gone.has(id)).map((row) => after.get(row.id) ?? row),
    ...added,
  ];
}

/** The records as they would be: new rows keep their ids below zero. */
export function mergedRecords(records: PlanRecords, { changes }: Merge): PlanRecords {
  const { services, teams, roles } = changes;
  return {
    services: [...records.services, ...services.map((one) => ({ ...one, closedOn: null }))],
    teams: [
      ...records.teams,
      ...teams.map(({ id, openedOn }) => ({ id, openedOn, closedOn: null })),
    ],
    teamPeriods: [
      ...records.teamPeriods,
      ...teams.map(({ id, service, name, openedOn }) => ({
        id,
        team: id,
        service,
        name,
        from: openedOn,
      })),
    ],
    roles: [...records.roles, ...roles],
    lines: applied(records.lines, changes.lines),
    workers: applied(records.workers, changes.workers),
    engagements: applied(records.engagements, changes.engagements),
    assignments: applied(records.assignments, changes.assignments),
    absences: applied(records.absences, changes.absences),
  };
}
