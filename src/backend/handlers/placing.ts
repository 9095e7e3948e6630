/** Where people work: the checks of a placement, and the writing of what a change worked out. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { AssignmentChanges } from '../../domain/records/changes.ts';
import type { EngagementBasis } from '../../domain/records/types.ts';
import type { Placement } from '../../contract/records.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { roleById, teamName } from './recordRows.ts';
import { fteInWords, listed } from './words.ts';

/** Refuses a team that is not there, not open yet or closed on a date. */
export function checkTeamOpen(db: Db, team: number, on: IsoDate, field: string): void {
  const row = db.get<{ openedOn: IsoDate; closedOn: IsoDate | null }>(
    'SELECT opened_on AS openedOn, closed_on AS closedOn FROM team WHERE id = ?',
    team,
  );
  if (!row) throw new Refusal('bad-input', 'That team is no longer in the plan.', field);
  if (row.openedOn > on) {
    throw new Refusal(
      'bad-input',
      `${teamName(db, team, on)} opens on ${dateInWords(row.openedOn)}. Choose a date from then on.`,
      field,
    );
  }
  if (row.closedOn !== null && row.closedOn < on) {
    throw new Refusal(
      'bad-input',
      `${teamName(db, team, on)} closed on ${dateInWords(row.closedOn)}. Choose an earlier date ` +
        'or another team.',
      field,
    );
  }
}

/** Checks each placement's team, role and what it says of itself. */
export function checkPlacements(
  db: Db,
  placements: readonly Placement[],
  basis: EngagementBasis,
  from: IsoDate,
): void {
  placements.forEach(({ team, role, secondedOut }, index) => {
    checkTeamOpen(db, team, from, `placements.${index}.team`);
    roleById(db, role, `placements.${index}.role`);
    if (secondedOut && (basis === 'agency' || basis === 'secondment')) {
      throw new Refusal(
        'bad-input',
        'Only this authority’s own employees can be seconded out.',
        `placements.${index}.secondedOut`,
      );
    }
  });
}

/** Writes the assignments that a change ended, redated, removed and added. */
export function writeAssignments(
  db: WriteDb,
  engagement: number,
  { ended, shortened, redated, removed, added }: AssignmentChanges,
): void {
  for (const { id, to } of [...ended, ...shortened]) {
    db.run('UPDATE assignment SET to_date = ? WHERE id = ?', to, id);
  }
  for (const { id, from, to } of redated) {
    db.run('UPDATE assignment SET from_date = ?, to_date = ? WHERE id = ?', from, to, id);
  }
  for (const id of removed) db.run('DELETE FROM assignment WHERE id = ?', id);
  for (const one of added) {
    db.run(
      `INSERT INTO assignment (engagement_id, team_id, role_id, fte_millionths, from_date, to_date,
         post_ref, seconded_out, covers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[engagement, one.team, one.role, one.fte, one.from, one.to],
      ...[one.postRef, one.secondedOut ? 1 : 0, one.covers],
    );
  }
}

type Place = Pick<Placement, 'team' | 'role' | 'fte'>;

/** `Social worker, Hackney Wick Assessment`. */
export function placeInWords(db: Db, { team, role }: Omit<Place, 'fte'>, on: IsoDate): string {
  return `${roleById(db, role).name}, ${teamName(db, team, on)}`;
}

/** `Social worker, Hackney Wick Assessment (0.6 FTE) and Team manager, Duty (0.4 FTE)`. */
export function placesInWords(db: Db, places: readonly Place[], on: IsoDate): string {
  if (places.length === 1) return placeInWords(db, places[0]!, on);
  return listed(places.map((one) => `${placeInWords(db, one, on)} (${fteInWords(one.fte)})`));
}
