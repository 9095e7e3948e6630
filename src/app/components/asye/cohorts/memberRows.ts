/** A cohort's members as a table shows, filters and sorts them. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { MemberView, MilestoneView } from '../../../../domain/asye/memberView.ts';
import { STAGE_LABELS, STAGES, type Stage } from '../../../../domain/asye/stage.ts';
import type { AsyeRecords } from '../../../../domain/asye/types.ts';
import { ROUTE_IN_LABELS } from '../../../../domain/asye/words.ts';
import { indexRecords } from '../../../../domain/records/indexRecords.ts';
import { compareNames } from '../../../../domain/records/structure.ts';
import type { PlanRecords, Worker } from '../../../../domain/records/types.ts';
import { fteText } from '../../establishment/words.ts';
import { teamName } from '../../workforce/words.ts';

export interface MemberRow {
  view: MemberView;
  name: string;
  stage: Stage;
  team: string;
  fte: string;
  startsOn: IsoDate | null;
  assessor: string;
  /** What is due first and not done. */
  next: MilestoneView | null;
  routeIn: string;
  university: string;
}

function nextOf({ milestones }: MemberView): MilestoneView | null {
  const open = milestones.filter(
    ({ standing, dueOn }) =>
      dueOn !== null && (standing === 'overdue' || standing === 'soon' || standing === 'later'),
  );
  return open.reduce<MilestoneView | null>(
    (first, one) => (first === null || one.dueOn! < first.dueOn! ? one : first),
    null,
  );
}

/** @param called - what somebody is called on screen. */
export function memberRows(
  members: readonly MemberView[],
  { assessors }: Pick<AsyeRecords, 'assessors'>,
  records: PlanRecords,
  day: IsoDate,
  called: (worker: Worker | undefined) => string,
): MemberRow[] {
  const { workers } = indexRecords(records);
  const assessorNames = new Map(
    assessors.map(({ id, worker, name }) => [
      id,
      worker === null ? (name ?? '') : called(workers.get(worker)),
    ]),
  );
  return members.map((view) => ({
    view,
    name: called(view.worker),
    stage: view.stage,
    team: view.team === null ? '' : teamName(records, view.team, day),
    fte: view.fte === null ? '' : fteText(view.fte),
    startsOn: view.startsOn,
    assessor: assessorNames.get(view.member.assessor ?? 0) ?? '',
    next: nextOf(view),
    routeIn: view.member.routeIn === null ? '' : ROUTE_IN_LABELS[view.member.routeIn],
    university: view.member.university ?? '',
  }));
}

/** The columns a table of members can be put in order by. */
export const MEMBER_COLUMNS = [
  { key: 'name', label: 'Member' },
  { key: 'stage', label: 'Stage' },
  { key: 'team', label: 'Team' },
  { key: 'fte', label: 'FTE' },
  { key: 'startsOn', label: 'Start' },
  { key: 'assessor', label: 'Assessor' },
  { key: 'next', label: 'Next due' },
  { key: 'routeIn', label: 'Route in, university' },
] as const;
export type MemberColumn = (typeof MEMBER_COLUMNS)[number]['key'];

/** What a row is put in order by; '' where nothing is known, which comes last. */
function keyOf(row: MemberRow, column: MemberColumn): string {
  if (column === 'next') return row.next?.dueOn ?? '';
  if (column === 'stage') return String(STAGES.indexOf(row.stage));
  if (column === 'routeIn') return `${row.routeIn} ${row.university}`.trim();
  return row[column] ?? '';
}

/** The rows in order of a column; what is not known comes last either way. */
export function sorted(
  rows: readonly MemberRow[],
  column: MemberColumn,
  direction: 'ascending' | 'descending',
): MemberRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [one, other] = [keyOf(a, column), keyOf(b, column)];
    if (one === '' || other === '') return Number(one === '') - Number(other === '');
    return sign * compareNames(one, other) || compareNames(a.name, b.name);
  });
}

/** The stages somebody is in, with how many are, for a filter. */
export function stageChoices(rows: readonly MemberRow[]): { value: string; label: string }[] {
  return STAGES.flatMap((stage) => {
    const count = rows.filter((row) => row.stage === stage).length;
    return count === 0 ? [] : [{ value: stage, label: `${STAGE_LABELS[stage]} (${count})` }];
  });
}
