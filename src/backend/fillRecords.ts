/** Writes a whole plan's records into a plan that has none: how a sample with people is made. */
import type { PlanRecords, Service } from '../domain/records/types.ts';
import type { SqlValue, WriteDb } from './db.ts';

function fillServices(db: WriteDb, services: readonly Service[]): void {
  for (const { id, name, earlierNames = [], openedOn, closedOn } of services) {
    db.run(
      'INSERT INTO service (id, opened_on, closed_on) VALUES (?, ?, ?)',
      id,
      openedOn,
      closedOn,
    );
    // Each name begins where the one before it ends.
    let from = openedOn;
    for (const period of [...earlierNames, { name, until: null }]) {
      db.run(
        'INSERT INTO service_period (service_id, name, from_date) VALUES (?, ?, ?)',
        id,
        period.name,
        from,
      );
      from = period.until ?? from;
    }
  }
}

function fillStructure(db: WriteDb, records: PlanRecords): void {
  fillServices(db, records.services);
  for (const { id, openedOn, closedOn } of records.teams) {
    db.run('INSERT INTO team (id, opened_on, closed_on) VALUES (?, ?, ?)', id, openedOn, closedOn);
  }
  for (const { id, team, service, name, from } of records.teamPeriods) {
    db.run(
      `INSERT INTO team_period (id, team_id, service_id, name, from_date) VALUES (?, ?, ?, ?, ?)`,
      ...[id, team, service, name, from],
    );
  }
  for (const { id, name, group, counts, position } of records.roles) {
    db.run(
      'INSERT INTO role (id, name, role_group, counts, position) VALUES (?, ?, ?, ?, ?)',
      ...[id, name, group, Number(counts), position],
    );
  }
  for (const line of records.lines) {
    const { id, team, role, fte, fundedFrom, fundedTo, funding, frozen, postRef, reason } = line;
    db.run(
      `INSERT INTO establishment_line (id, team_id, role_id, fte_millionths, funded_from,
         funded_to, funding, frozen, post_ref, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, team, role, fte, fundedFrom, fundedTo, funding, Number(frozen), postRef, reason],
    );
  }
}

function fillPeople(db: WriteDb, records: PlanRecords, routeOf: (route: number) => number): void {
  for (const { id, ref, name, sweNumber } of records.workers) {
    db.run(
      'INSERT INTO worker (id, ref, name, swe_number) VALUES (?, ?, ?, ?)',
      ...[id, ref, name, sweNumber],
    );
  }
  for (const engagement of records.engagements) {
    const { id, worker, basis, from, to, offerAcceptedOn, route, origin } = engagement;
    const values: SqlValue[] = [id, worker, basis, from, to, offerAcceptedOn];
    db.run(
      `INSERT INTO engagement (id, worker_id, basis, from_date, to_date, offer_accepted_on,
         route_id, origin, leaving_reason, destination) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...values,
      ...[route === null ? null : routeOf(route), origin],
      ...[engagement.leavingReason, engagement.destination],
    );
  }
  for (const assignment of records.assignments) {
    const { id, engagement, team, role, fte, from, to, postRef, secondedOut, covers } = assignment;
    db.run(
      `INSERT INTO assignment (id, engagement_id, team_id, role_id, fte_millionths, from_date,
         to_date, post_ref, seconded_out, covers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, engagement, team, role, fte, from, to, postRef, Number(secondedOut), covers],
    );
  }
  for (const { id, engagement, kind, from, to } of records.absences) {
    db.run(
      'INSERT INTO absence (id, engagement_id, kind, from_date, to_date) VALUES (?, ?, ?, ?, ?)',
      ...[id, engagement, kind, from, to],
    );
  }
}

/**
 * Writes every record under its own number. The plan must have none yet.
 *
 * @param routeOf - the id, in this plan, of the row a record's `route` means.
 */
export function fillRecords(
  db: WriteDb,
  records: PlanRecords,
  routeOf: (route: number) => number,
): void {
  fillStructure(db, records);
  fillPeople(db, records, routeOf);
}
