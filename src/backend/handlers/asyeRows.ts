/** The programmes' rows as the domain names them, and the look-ups several handlers share. */
import { programmeTemplate } from '../../contract/asye.ts';
import type {
  AsyeRecords,
  Assessor,
  Claim,
  Cohort,
  Evidence,
  Intake,
  Member,
  MilestoneRecord,
  Panel,
  PanelItem,
  Programme,
  ProgrammeVersion,
  Supervision,
  TimetableChange,
} from '../../domain/asye/types.ts';
import type { Db, SqlParams } from '../db.ts';
import { Refusal } from '../faults.ts';

const PROGRAMME = 'id, name, route_id AS route, position';
const MEMBER = `id, cohort_id AS cohort, worker_id AS worker, engagement_id AS engagement,
  version_id AS version, accepted_on AS acceptedOn, expected_on AS expectedOn, team_id AS team,
  fte_millionths AS fte, started_on AS startedOn, route_in AS routeIn, university,
  swe_registered_on AS sweRegisteredOn, registered_on AS registeredOn, assessor_id AS assessor,
  supervisor_id AS supervisor, ended_on AS endedOn, outcome, note`;
const ASSESSOR = `id, worker_id AS worker, name, most_members AS mostMembers,
  retired_on AS retiredOn`;
const MILESTONE = 'id, member_id AS member, key, state, on_date AS "on", note';
const EVIDENCE = 'id, member_id AS member, key, on_date AS "on", note';
const CHANGE = `id, member_id AS member, kind, from_date AS "from", to_date AS "to", days, reason,
  agreed_on AS agreedOn`;
const PANEL = 'id, on_date AS "on", capacity, note';
const PANEL_ITEM = `id, panel_id AS panel, member_id AS member, position, decision, conditions`;
const CLAIM = `id, member_id AS member, key, pence, claimed_on AS claimedOn, paid_on AS paidOn,
  reference`;

function readVersions(db: Db, rest: string, ...params: SqlParams): ProgrammeVersion[] {
  return db
    .all<Omit<ProgrammeVersion, 'template'> & { template: string }>(
      `SELECT id, programme_id AS programme, applies_from AS appliesFrom, applies_to AS appliesTo,
              template, source, reason FROM programme_version ${rest}`,
      ...params,
    )
    .map((row) => ({ ...row, template: programmeTemplate.parse(JSON.parse(row.template)) }));
}

function readCohorts(db: Db, rest: string, ...params: SqlParams): Cohort[] {
  return db
    .all<Omit<Cohort, 'partners'> & { partners: string }>(
      `SELECT id, programme_id AS programme, name, partners, note FROM cohort ${rest}`,
      ...params,
    )
    .map((row) => ({ ...row, partners: JSON.parse(row.partners) as string[] }));
}

/** Everything the plan holds about its programmes. */
export function readAsye(db: Db): AsyeRecords {
  return {
    programmes: db.all<Programme>(`SELECT ${PROGRAMME} FROM programme ORDER BY position, id`),
    versions: readVersions(db, 'ORDER BY programme_id, applies_from'),
    cohorts: readCohorts(db, 'ORDER BY id'),
    intakes: db.all<Intake>(
      `SELECT id, cohort_id AS cohort, on_date AS "on", places FROM cohort_intake
        ORDER BY on_date, id`,
    ),
    assessors: db.all<Assessor>(`SELECT ${ASSESSOR} FROM assessor ORDER BY id`),
    members: db.all<Member>(`SELECT ${MEMBER} FROM cohort_member ORDER BY id`),
    milestones: db.all<MilestoneRecord>(`SELECT ${MILESTONE} FROM milestone ORDER BY id`),
    evidence: db.all<Evidence>(`SELECT ${EVIDENCE} FROM evidence ORDER BY on_date, id`),
    supervisions: db.all<Supervision>(
      'SELECT id, member_id AS member, on_date AS "on" FROM supervision ORDER BY on_date, id',
    ),
    timetableChanges: db.all<TimetableChange>(
      `SELECT ${CHANGE} FROM timetable_change ORDER BY from_date, id`,
    ),
    panels: db.all<Panel>(`SELECT ${PANEL} FROM panel ORDER BY on_date`),
    panelItems: db.all<PanelItem>(
      `SELECT ${PANEL_ITEM} FROM panel_item ORDER BY panel_id, position, id`,
    ),
    claims: db.all<Claim>(`SELECT ${CLAIM} FROM claim ORDER BY claimed_on, id`),
  };
}

/** The row, or a refusal that says it is gone. */
function found<Row>(row: Row | undefined, what: string, field: string): Row {
  if (row === undefined) {
    throw new Refusal('not-found', `That ${what} is no longer in the plan.`, field);
  }
  return row;
}

export function programmeById(db: Db, id: number): Programme {
  const row = db.get<Programme>(`SELECT ${PROGRAMME} FROM programme WHERE id = ?`, id);
  return found(row, 'programme', 'programme');
}

export function versionById(db: Db, id: number): ProgrammeVersion {
  return found(readVersions(db, 'WHERE id = ?', id)[0], 'version', 'version');
}

/** A programme's versions, earliest first. */
export function versionRowsOf(db: Db, programme: number): ProgrammeVersion[] {
  return readVersions(db, 'WHERE programme_id = ? ORDER BY applies_from', programme);
}

export function cohortById(db: Db, id: number): Cohort {
  return found(readCohorts(db, 'WHERE id = ?', id)[0], 'cohort', 'cohort');
}

export function memberById(db: Db, id: number): Member {
  const row = db.get<Member>(`SELECT ${MEMBER} FROM cohort_member WHERE id = ?`, id);
  return found(row, 'member', 'member');
}

export function membersOf(db: Db, cohort: number): Member[] {
  return db.all<Member>(
    `SELECT ${MEMBER} FROM cohort_member WHERE cohort_id = ? ORDER BY id`,
    cohort,
  );
}

export function assessorById(db: Db, id: number, field = 'assessor'): Assessor {
  const row = db.get<Assessor>(`SELECT ${ASSESSOR} FROM assessor WHERE id = ?`, id);
  return found(row, 'assessor', field);
}

export function evidenceById(db: Db, id: number): Evidence {
  const row = db.get<Evidence>(`SELECT ${EVIDENCE} FROM evidence WHERE id = ?`, id);
  return found(row, 'piece of evidence', 'evidence');
}

export function supervisionById(db: Db, id: number): Supervision {
  const row = db.get<Supervision>(
    'SELECT id, member_id AS member, on_date AS "on" FROM supervision WHERE id = ?',
    id,
  );
  return found(row, 'supervision', 'supervision');
}

export function timetableChangeById(db: Db, id: number): TimetableChange {
  const row = db.get<TimetableChange>(`SELECT ${CHANGE} FROM timetable_change WHERE id = ?`, id);
  return found(row, 'pause or extension', 'change');
}

/** What is recorded of a member's milestones. */
export function milestonesOf(db: Db, member: number): MilestoneRecord[] {
  return db.all<MilestoneRecord>(
    `SELECT ${MILESTONE} FROM milestone WHERE member_id = ? ORDER BY id`,
    member,
  );
}

export function panelById(db: Db, id: number): Panel {
  const row = db.get<Panel>(`SELECT ${PANEL} FROM panel WHERE id = ?`, id);
  return found(row, 'panel', 'panel');
}

/** A panel's agenda, in order. */
export function panelItemsOf(db: Db, panel: number): PanelItem[] {
  return db.all<PanelItem>(
    `SELECT ${PANEL_ITEM} FROM panel_item WHERE panel_id = ? ORDER BY position, id`,
    panel,
  );
}

/** The panels a member is or was on. */
export function panelItemsOfMember(db: Db, member: number): PanelItem[] {
  return db.all<PanelItem>(
    `SELECT ${PANEL_ITEM} FROM panel_item WHERE member_id = ? ORDER BY id`,
    member,
  );
}

/** Somebody's memberships of cohorts. */
export function membershipsOf(db: Db, worker: number): Member[] {
  return db.all<Member>(
    `SELECT ${MEMBER} FROM cohort_member WHERE worker_id = ? ORDER BY id`,
    worker,
  );
}

export function evidenceOf(db: Db, member: number): Evidence[] {
  return db.all<Evidence>(
    `SELECT ${EVIDENCE} FROM evidence WHERE member_id = ? ORDER BY on_date, id`,
    member,
  );
}

export function supervisionsOf(db: Db, member: number): Supervision[] {
  return db.all<Supervision>(
    `SELECT id, member_id AS member, on_date AS "on" FROM supervision WHERE member_id = ?
      ORDER BY on_date`,
    member,
  );
}

/** A member's pauses and extensions, earliest first. */
export function timetableChangesOf(db: Db, member: number): TimetableChange[] {
  return db.all<TimetableChange>(
    `SELECT ${CHANGE} FROM timetable_change WHERE member_id = ? ORDER BY from_date, id`,
    member,
  );
}

export function claimById(db: Db, id: number): Claim {
  return found(db.get<Claim>(`SELECT ${CLAIM} FROM claim WHERE id = ?`, id), 'claim', 'claim');
}

/** What is claimed of one payment for a member, or undefined. */
export function claimOf(db: Db, member: number, key: string): Claim | undefined {
  return db.get<Claim>(`SELECT ${CLAIM} FROM claim WHERE member_id = ? AND key = ?`, member, key);
}

export function claimsOf(db: Db, member: number): Claim[] {
  return db.all<Claim>(
    `SELECT ${CLAIM} FROM claim WHERE member_id = ? ORDER BY claimed_on, id`,
    member,
  );
}

/** A worker as an assessor; undefined where they are none. */
export function assessorOfWorker(db: Db, worker: number): Assessor | undefined {
  return db.get<Assessor>(`SELECT ${ASSESSOR} FROM assessor WHERE worker_id = ?`, worker);
}
