/** Writes a sample's cohorts into a plan that has none, beside the programmes every plan has. */
import type { AsyeContent } from '../domain/samples/borough/asye.ts';
import type { SqlValue, WriteDb } from './db.ts';

type Rows = readonly Readonly<Record<string, SqlValue>>[];

/** Inserts rows of which every field is a column. */
function insert(db: WriteDb, table: string, columns: Readonly<Record<string, string>>, rows: Rows) {
  const fields = Object.keys(columns);
  const sql =
    `INSERT INTO ${table} (${Object.values(columns).join(', ')}) ` +
    `VALUES (${fields.map((field) => `:${field}`).join(', ')})`;
  for (const row of rows) {
    db.run(sql, Object.fromEntries(fields.map((field) => [field, row[field] ?? null])));
  }
}

/** What most of the tables have. */
const OF_MEMBER = { id: 'id', member: 'member_id', key: 'key', on: 'on_date', note: 'note' };

/** @param route - the measure that is the programme's recruitment route in this plan. */
export function fillAsye(db: WriteDb, content: AsyeContent, route: number): void {
  db.run('UPDATE programme SET route_id = ?', route);
  insert(
    db,
    'cohort',
    { id: 'id', programme: 'programme_id', name: 'name', partners: 'partners', note: 'note' },
    content.cohorts.map((one) => ({ ...one, partners: JSON.stringify(one.partners) })),
  );
  const intake = { id: 'id', cohort: 'cohort_id', on: 'on_date', places: 'places' };
  insert(
    db,
    'cohort_intake',
    intake,
    content.intakes.map((one) => ({ ...one })),
  );
  insert(
    db,
    'assessor',
    {
      ...{ id: 'id', worker: 'worker_id', name: 'name', mostMembers: 'most_members' },
      retiredOn: 'retired_on',
    },
    content.assessors.map((one) => ({ ...one })),
  );
  insert(
    db,
    'cohort_member',
    {
      ...{ id: 'id', cohort: 'cohort_id', worker: 'worker_id', engagement: 'engagement_id' },
      ...{ version: 'version_id', acceptedOn: 'accepted_on', expectedOn: 'expected_on' },
      ...{ team: 'team_id', fte: 'fte_millionths', startedOn: 'started_on', routeIn: 'route_in' },
      ...{ university: 'university', sweRegisteredOn: 'swe_registered_on' },
      ...{ registeredOn: 'registered_on', assessor: 'assessor_id', supervisor: 'supervisor_id' },
      ...{ endedOn: 'ended_on', outcome: 'outcome', note: 'note' },
    },
    content.members.map((one) => ({ ...one })),
  );
  insert(
    db,
    'milestone',
    { ...OF_MEMBER, state: 'state' },
    content.milestones.map((one) => ({ ...one })),
  );
  insert(
    db,
    'evidence',
    OF_MEMBER,
    content.evidence.map((one) => ({ ...one })),
  );
  const supervision = { id: 'id', member: 'member_id', on: 'on_date' };
  insert(
    db,
    'supervision',
    supervision,
    content.supervisions.map((one) => ({ ...one })),
  );
  insert(
    db,
    'timetable_change',
    {
      ...{ id: 'id', member: 'member_id', kind: 'kind', from: 'from_date', to: 'to_date' },
      ...{ days: 'days', reason: 'reason', agreedOn: 'agreed_on' },
    },
    content.timetableChanges.map((one) => ({ ...one })),
  );
  const panel = { id: 'id', on: 'on_date', capacity: 'capacity', note: 'note' };
  insert(
    db,
    'panel',
    panel,
    content.panels.map((one) => ({ ...one })),
  );
  insert(
    db,
    'panel_item',
    {
      ...{ id: 'id', panel: 'panel_id', member: 'member_id', position: 'position' },
      ...{ decision: 'decision', conditions: 'conditions' },
    },
    content.panelItems.map((one) => ({ ...one })),
  );
  insert(
    db,
    'claim',
    {
      ...{ id: 'id', member: 'member_id', key: 'key', pence: 'pence', claimedOn: 'claimed_on' },
      ...{ paidOn: 'paid_on', reference: 'reference' },
    },
    content.claims.map((one) => ({ ...one })),
  );
}
