/** Writes what a merge worked out: new rows get their ids here, in place of those below zero. */
import type { Cohort, Intake, Member } from '../../domain/asye/types.ts';
import type {
  Absence,
  Assignment,
  Engagement,
  EstablishmentLine,
  Role,
  Worker,
} from '../../domain/records/types.ts';
import type { RecordChanges, RowChanges } from '../../domain/merging/types.ts';
import type { SqlValue, WriteDb } from '../db.ts';
import { openService, openTeam } from './structure.ts';

/** Real ids of rows just added, by the id the merge gave them. */
type Ids = Map<number, number>;

type Columns<Row> = (row: Row, id: (made: number) => number) => Record<string, SqlValue>;

/** Columns and values of each table's rows, in one place. */
const roleColumns: Columns<Role> = ({ name, group, counts, position }) => ({
  name,
  role_group: group,
  counts: counts ? 1 : 0,
  position,
});
const workerColumns: Columns<Worker> = ({ ref, name, sweNumber }) => ({
  ref,
  name,
  swe_number: sweNumber,
});
const engagementColumns: Columns<Engagement> = (row, id) => ({
  worker_id: id(row.worker),
  basis: row.basis,
  from_date: row.from,
  to_date: row.to,
  offer_accepted_on: row.offerAcceptedOn,
  route_id: row.route,
  origin: row.origin,
  leaving_reason: row.leavingReason,
  destination: row.destination,
});
const assignmentColumns: Columns<Assignment> = (row, id) => ({
  engagement_id: id(row.engagement),
  team_id: id(row.team),
  role_id: id(row.role),
  fte_millionths: row.fte,
  from_date: row.from,
  to_date: row.to,
  post_ref: row.postRef,
  seconded_out: row.secondedOut ? 1 : 0,
  covers: row.covers,
});
const absenceColumns: Columns<Absence> = (row, id) => ({
  engagement_id: id(row.engagement),
  kind: row.kind,
  from_date: row.from,
  to_date: row.to,
});
const lineColumns: Columns<EstablishmentLine> = (row, id) => ({
  team_id: id(row.team),
  role_id: id(row.role),
  fte_millionths: row.fte,
  funded_from: row.fundedFrom,
  funded_to: row.fundedTo,
  funding: row.funding,
  frozen: row.frozen ? 1 : 0,
  post_ref: row.postRef,
  reason: row.reason,
});

const cohortColumns: Columns<Cohort> = ({ programme, name, partners, note }) => ({
  programme_id: programme,
  name,
  partners: JSON.stringify(partners),
  note,
});
const intakeColumns: Columns<Intake> = ({ cohort, on, places }, id) => ({
  cohort_id: id(cohort),
  on_date: on,
  places,
});
const memberColumns: Columns<Member> = (row, id) => ({
  cohort_id: id(row.cohort),
  worker_id: id(row.worker),
  engagement_id: row.engagement === null ? null : id(row.engagement),
  version_id: row.version,
  accepted_on: row.acceptedOn,
  expected_on: row.expectedOn,
  team_id: row.team === null ? null : id(row.team),
  fte_millionths: row.fte,
  started_on: row.startedOn,
  route_in: row.routeIn,
  university: row.university,
  swe_registered_on: row.sweRegisteredOn,
  registered_on: row.registeredOn,
  assessor_id: row.assessor,
});

/** Rows a statement: AUTOINCREMENT's bookkeeping is done once for all of them. */
const ROWS_A_STATEMENT = 250;

class Writer {
  readonly ids: Ids = new Map();
  private readonly db: WriteDb;

  constructor(db: WriteDb) {
    this.db = db;
  }

  private readonly id = (made: number): number => this.ids.get(made) ?? made;

  /** The id the table's next row has: ids are never used twice. */
  private nextId(table: string): number {
    const used = this.db.get<{ seq: number }>(
      'SELECT seq FROM sqlite_sequence WHERE name = ?',
      table,
    );
    return (used?.seq ?? 0) + 1;
  }

  add<Row extends { id: number }>(
    table: string,
    rows: readonly Row[],
    columns: Columns<Row>,
  ): void {
    const first = this.nextId(table);
    rows.forEach((row, at) => this.ids.set(row.id, first + at));
    for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
      const some = rows.slice(from, from + ROWS_A_STATEMENT).map((row) => ({
        id: this.id(row.id),
        ...columns(row, this.id),
      }));
      const names = Object.keys(some[0]!);
      const places = `(${names.map(() => '?').join(', ')})`;
      this.db.run(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES ${some.map(() => places).join(', ')}`,
        ...some.flatMap((row) => Object.values(row)),
      );
    }
  }

  change<Row extends { id: number }>(
    table: string,
    rows: readonly Row[],
    columns: Columns<Row>,
  ): void {
    let sql = '';
    for (const row of rows) {
      const values = columns(row, this.id);
      const names = Object.keys(values);
      sql ||= `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`;
      this.db.run(sql, ...Object.values(values), row.id);
    }
  }

  remove(table: string, ids: readonly number[]): void {
    for (const id of ids) this.db.run(`DELETE FROM ${table} WHERE id = ?`, id);
  }

  rows<Row extends { id: number }>(
    table: string,
    { added, changed }: RowChanges<Row>,
    columns: Columns<Row>,
  ): void {
    this.change(table, changed, columns);
    this.add(table, added, columns);
  }
}

/** Writes the changes, those that others refer to first; removals the other way round. */
export function writeRecordChanges(db: WriteDb, changes: RecordChanges): void {
  const writer = new Writer(db);
  for (const { id, name, openedOn } of changes.services) {
    writer.ids.set(id, openService(db, name, openedOn));
  }
  for (const { id, name, service, openedOn } of changes.teams) {
    writer.ids.set(id, openTeam(db, name, writer.ids.get(service) ?? service, openedOn));
  }
  writer.add('role', changes.roles, roleColumns);
  writer.remove('absence', changes.absences.removed);
  writer.remove('assignment', changes.assignments.removed);
  writer.remove('engagement', changes.engagements.removed);
  writer.remove('establishment_line', changes.lines.removed);
  writer.rows('establishment_line', changes.lines, lineColumns);
  writer.rows('worker', changes.workers, workerColumns);
  writer.rows('engagement', changes.engagements, engagementColumns);
  writer.rows('assignment', changes.assignments, assignmentColumns);
  writer.rows('absence', changes.absences, absenceColumns);
  writer.add('cohort', changes.cohorts, cohortColumns);
  writer.add('cohort_intake', changes.intakes, intakeColumns);
  writer.rows('cohort_member', changes.members, memberColumns);
  for (const { worker, censusDate, fields } of changes.returns) {
    db.run(
      `INSERT INTO worker_return (worker_id, census_date, fields) VALUES (?, ?, ?)
         ON CONFLICT (worker_id, census_date) DO UPDATE SET fields = excluded.fields`,
      ...[writer.ids.get(worker) ?? worker, censusDate, JSON.stringify(fields)],
    );
  }
}
