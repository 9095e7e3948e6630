/** What a figure opens to: the movements, the people or the posts it was counted from. */
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import { FUNDING_LABELS, labelOf, LEAVING_REASONS } from '../../../domain/records/codes.ts';
import { dateOf, dayOf } from '../../../domain/records/days.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import type { Movement } from '../../../domain/records/movements.ts';
import type { RecordsScope } from '../../../domain/records/scope.ts';
import { serviceBandOf, type ServiceBand } from '../../../domain/records/service.ts';
import { membersAt, type Member } from '../../../domain/records/stock.ts';
import type { Assignment, EstablishmentLine, PlanRecords } from '../../../domain/records/types.ts';
import { fteText, signedFte } from '../establishment/words.ts';
import { placeText, roleName, spanText, teamName } from './words.ts';

/** A row behind a figure. `worker` is null for a post. */
export interface BehindRow {
  worker: number | null;
  /** What the row is when it is nobody: a post. */
  label: string;
  what: string;
  date: string;
  fte: string;
}

export interface Behind {
  title: string;
  about: string;
  rows: BehindRow[];
}

const KINDS: Record<Member['kind'], string> = {
  employed: 'In post',
  'seconded-in': 'Seconded in',
  'seconded-out': 'Seconded out, not in post',
  agency: 'Agency',
  offer: 'Offer accepted',
};

function placesText(records: PlanRecords, places: readonly Assignment[], date: IsoDate): string {
  return places.map((place) => placeText(records, place, date)).join('; ');
}

function movementText(records: PlanRecords, movement: Movement): string {
  const { before, after, date, engagement } = movement;
  if (before.length === 0) return placesText(records, after, date);
  if (after.length === 0) {
    const reason = labelOf(LEAVING_REASONS, engagement.leavingReason);
    return [placesText(records, before, date), ...(reason ? [reason] : [])].join('. ');
  }
  return `${placesText(records, before, date)} → ${placesText(records, after, date)}`;
}

/** Movements as rows, in their order. */
export function movementRows(records: PlanRecords, movements: readonly Movement[]): BehindRow[] {
  return movements.map((movement) => ({
    worker: movement.worker,
    label: '',
    what: movementText(records, movement),
    date: dateInWords(movement.date),
    fte: signedFte(movement.fte),
  }));
}

/** Posts as rows. */
export function lineRows(records: PlanRecords, lines: readonly EstablishmentLine[]): BehindRow[] {
  return lines.map((line) => ({
    worker: null,
    label: line.postRef ? `Post ${line.postRef}` : 'Posts',
    what: [
      roleName(records, line.role),
      teamName(records, line.team, line.fundedFrom),
      FUNDING_LABELS[line.funding].toLowerCase(),
      ...(line.frozen ? ['frozen'] : []),
      ...(line.reason ? [line.reason] : []),
    ].join(', '),
    date: spanText(line.fundedFrom, line.fundedTo),
    fte: fteText(line.fte),
  }));
}

/** People at a date as rows. */
export function memberRows(
  records: PlanRecords,
  members: readonly Member[],
  date: IsoDate,
): BehindRow[] {
  const { engagements } = indexRecords(records);
  return members.map((member) => {
    const engagement = engagements.get(member.engagement);
    return {
      worker: member.worker,
      label: '',
      what: [
        KINDS[member.kind],
        roleName(records, member.role),
        teamName(records, member.team, date),
        ...(member.away ? ['away'] : []),
      ].join(', '),
      date: engagement ? spanText(engagement.from, engagement.to) : '',
      fte: fteText(member.fte),
    };
  });
}

/** Of the people in post a year before, who is still employed in the scope. */
export function stayedRows(
  records: PlanRecords,
  then: IsoDate,
  now: IsoDate,
  scope: RecordsScope,
): { stayed: BehindRow[]; gone: BehindRow[] } {
  const before = membersAt(records, then, scope).members.filter(({ kind }) => kind === 'employed');
  const still = new Set(
    membersAt(records, now, scope)
      .members.filter(({ kind }) => kind === 'employed' || kind === 'seconded-out')
      .map(({ worker }) => worker),
  );
  const rows = (some: Member[]) => memberRows(records, some, then);
  return {
    stayed: rows(before.filter(({ worker }) => still.has(worker))),
    gone: rows(before.filter(({ worker }) => !still.has(worker))),
  };
}

/** The employees in post at a date whose service is in a band. */
export function bandMembers(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
  band: ServiceBand,
): Member[] {
  const { spellsOf } = indexRecords(records);
  const day = dayOf(date);
  return membersAt(records, date, scope).members.filter(({ kind, worker }) => {
    if (kind !== 'employed') return false;
    const spell = spellsOf.get(worker)?.find((one) => one.start <= day && day <= one.end);
    return spell !== undefined && serviceBandOf(dateOf(spell.start), date) === band;
  });
}
