/** The records' rows as the domain names them, and the look-ups several handlers share. */
import type {
  Absence,
  Assignment,
  Engagement,
  EstablishmentLine,
  PlanRecords,
  Role,
  Service,
  Team,
  TeamPeriod,
  Worker,
} from '../../domain/records/types.ts';
import type { LeadingFigure } from '../../contract/records.ts';
import type { Db, SqlParams } from '../db.ts';
import { Refusal } from '../faults.ts';

const ROLE = 'id, name, role_group AS "group", counts, position';
const LINE = `id, team_id AS team, role_id AS role, fte_millionths AS fte,
  funded_from AS fundedFrom, funded_to AS fundedTo, funding, frozen, post_ref AS postRef, reason`;
const WORKER = 'id, ref, name, swe_number AS sweNumber';
const ENGAGEMENT = `id, worker_id AS worker, basis, from_date AS "from", to_date AS "to",
  offer_accepted_on AS offerAcceptedOn, route_id AS route, origin,
  leaving_reason AS leavingReason, destination`;
const ASSIGNMENT = `id, engagement_id AS engagement, team_id AS team, role_id AS role,
  fte_millionths AS fte, from_date AS "from", to_date AS "to", post_ref AS postRef,
  seconded_out AS secondedOut, covers`;
const ABSENCE = 'id, engagement_id AS engagement, kind, from_date AS "from", to_date AS "to"';

/** A row as SQLite gives it: 0 and 1 where the domain has false and true. */
type Raw<Row, Flags extends keyof Row> = Omit<Row, Flags> & Record<Flags, 0 | 1>;

/** Which figure somebody chose to lead, cell by cell. */
export function readLeads(db: Db): LeadingFigure[] {
  return db.all<LeadingFigure>(
    'SELECT measure_id AS measure, year, leads FROM leading_figure ORDER BY measure_id, year',
  );
}

function readRoles(db: Db, rest: string, ...params: SqlParams): Role[] {
  return db
    .all<Raw<Role, 'counts'>>(`SELECT ${ROLE} FROM role ${rest}`, ...params)
    .map((row) => ({ ...row, counts: row.counts === 1 }));
}

function readLines(db: Db, rest: string, ...params: SqlParams): EstablishmentLine[] {
  return db
    .all<Raw<EstablishmentLine, 'frozen'>>(
      `SELECT ${LINE} FROM establishment_line ${rest}`,
      ...params,
    )
    .map((row) => ({ ...row, frozen: row.frozen === 1 }));
}

function readAssignments(db: Db, rest: string, ...params: SqlParams): Assignment[] {
  return db
    .all<Raw<Assignment, 'secondedOut'>>(`SELECT ${ASSIGNMENT} FROM assignment ${rest}`, ...params)
    .map((row) => ({ ...row, secondedOut: row.secondedOut === 1 }));
}

interface ServicePeriodRow {
  service: number;
  name: string;
  from: string;
}

/** Services by their latest name, with the names they had before. */
function readServices(db: Db): Service[] {
  const periods = new Map<number, ServicePeriodRow[]>();
  const rows = db.all<ServicePeriodRow>(
    `SELECT service_id AS service, name, from_date AS "from" FROM service_period
      ORDER BY service_id, from_date`,
  );
  for (const row of rows) {
    const of = periods.get(row.service);
    if (of) of.push(row);
    else periods.set(row.service, [row]);
  }
  return db
    .all<Team>('SELECT id, opened_on AS openedOn, closed_on AS closedOn FROM service ORDER BY id')
    .map((service) => {
      const names = periods.get(service.id) ?? [];
      return {
        ...service,
        name: names.at(-1)?.name ?? '',
        earlierNames: names
          .slice(0, -1)
          .map(({ name }, at) => ({ name, until: names[at + 1]!.from })),
      };
    });
}

/** Every record of the plan. */
export function readRecords(db: Db): PlanRecords {
  return {
    services: readServices(db),
    teams: db.all<Team>(
      'SELECT id, opened_on AS openedOn, closed_on AS closedOn FROM team ORDER BY id',
    ),
    teamPeriods: db.all<TeamPeriod>(
      `SELECT id, team_id AS team, service_id AS service, name, from_date AS "from"
         FROM team_period ORDER BY id`,
    ),
    roles: readRoles(db, 'ORDER BY position, id'),
    lines: readLines(db, 'ORDER BY id'),
    workers: db.all<Worker>(`SELECT ${WORKER} FROM worker ORDER BY id`),
    engagements: db.all<Engagement>(`SELECT ${ENGAGEMENT} FROM engagement ORDER BY id`),
    assignments: readAssignments(db, 'ORDER BY id'),
    absences: db.all<Absence>(`SELECT ${ABSENCE} FROM absence ORDER BY id`),
  };
}

export function allLines(db: Db): EstablishmentLine[] {
  return readLines(db, 'ORDER BY id');
}

export function roleById(db: Db, id: number, field = 'role'): Role {
  const [role] = readRoles(db, 'WHERE id = ?', id);
  if (!role) throw new Refusal('bad-input', 'That role is no longer in the plan.', field);
  return role;
}

export function workerById(db: Db, id: number): Worker {
  const worker = db.get<Worker>(`SELECT ${WORKER} FROM worker WHERE id = ?`, id);
  if (!worker) throw new Refusal('not-found', 'That person is no longer in the plan.', 'worker');
  return worker;
}

export function engagementById(db: Db, id: number): Engagement {
  const row = db.get<Engagement>(`SELECT ${ENGAGEMENT} FROM engagement WHERE id = ?`, id);
  if (!row) {
    throw new Refusal('not-found', 'That person’s record is no longer in the plan.', 'engagement');
  }
  return row;
}

export function engagementsOf(db: Db, worker: number): Engagement[] {
  return db.all<Engagement>(
    `SELECT ${ENGAGEMENT} FROM engagement WHERE worker_id = ? ORDER BY from_date, id`,
    worker,
  );
}

export function assignmentsOf(db: Db, engagement: number): Assignment[] {
  return readAssignments(db, 'WHERE engagement_id = ? ORDER BY from_date, id', engagement);
}

export function absencesOf(db: Db, engagement: number): Absence[] {
  return db.all<Absence>(
    `SELECT ${ABSENCE} FROM absence WHERE engagement_id = ? ORDER BY from_date, id`,
    engagement,
  );
}

export function absenceById(db: Db, id: number): Absence {
  const absence = db.get<Absence>(`SELECT ${ABSENCE} FROM absence WHERE id = ?`, id);
  if (!absence) throw new Refusal('not-found', 'That absence is no longer in the plan.', 'absence');
  return absence;
}

/** A team's name at a date, or the first it had. */
export function teamName(db: Db, team: number, date: string): string {
  const row = db.get<{ name: string }>(
    `SELECT name FROM team_period WHERE team_id = :team
      ORDER BY from_date <= :date DESC,
               CASE WHEN from_date <= :date THEN from_date END DESC, from_date LIMIT 1`,
    { team, date },
  );
  return row?.name ?? 'a team';
}
