/** A return's workers as rows of people and agency workers, to import like any other file's. */
import type { IsoDate } from '../../calendar.ts';
import type { EngagementBasis, Millionths } from '../../records/types.ts';
import type { ImportProblem } from '../problems.ts';
import type { AgencyRow, PeopleRow } from '../rows/types.ts';
import type { CswwDocument, CswwWorkerRow } from './document.ts';

/** What the return does not say, and the user does. */
export interface CswwChoices {
  /** The return names no team. */
  service: string | null;
  team: string;
  /** The plan's role for OrgRole 1 to 6, and for workers without one. */
  roles: Partial<Record<number, string>>;
  roleForOthers: string;
  /** How workers who are not from an agency are employed: the return has no contract type. */
  basis: EngagementBasis;
  /** For workers without a start date; null leaves them out. */
  startForOthers: IsoDate | null;
  /** For workers without an FTE from 0 to 1; null leaves them out. */
  fteForOthers: Millionths | null;
}

export interface CswwRows {
  people: PeopleRow[];
  agency: AgencyRow[];
  /** Workers a plan cannot hold as they stand, each with the remedy. */
  problems: ImportProblem[];
}

/** Rows of the return's workers. A format warning alone leaves nobody out. */
export function cswwRows(document: CswwDocument, choices: CswwChoices): CswwRows {
  const rows: CswwRows = { people: [], agency: [], problems: [] };
  for (const worker of document.workers) {
    const from = worker.from ?? choices.startForOthers;
    const fte = worker.fte ?? choices.fteForOthers;
    if (worker.ref === '') refuse(rows, worker, 'SWENo', 'There is nothing to know the worker by.');
    else if (from === null) refuse(rows, worker, 'RoleStartDate', 'There is no start date.');
    else if (fte === null) refuse(rows, worker, 'FTE', 'There is no FTE from 0 to 1.');
    else if (worker.to !== null && worker.to < from) {
      refuse(rows, worker, 'RoleEndDate', 'The worker leaves before starting.');
    } else if (worker.agency === null) {
      refuse(rows, worker, 'AgencyWorker', 'It does not say whether the worker is from an agency.');
    } else add(rows, worker, { from, fte }, choices);
  }
  return rows;
}

function refuse(rows: CswwRows, worker: CswwWorkerRow, column: string, why: string): void {
  const remedy = `Correct ${column} in the return.`;
  rows.problems.push({
    row: worker.row,
    column,
    written: '',
    why,
    remedy,
    severity: 'refuses-row',
  });
}

function add(
  rows: CswwRows,
  worker: CswwWorkerRow,
  { from, fte }: { from: IsoDate; fte: Millionths },
  choices: CswwChoices,
): void {
  const shared = {
    row: worker.row,
    ref: worker.ref,
    name: null,
    sweNumber: worker.sweNumber,
    service: choices.service,
    team: choices.team,
    role: choices.roles[worker.orgRole ?? 0] ?? choices.roleForOthers,
    postRef: null,
    fte,
    from,
    to: worker.to,
  };
  if (worker.agency === true) {
    rows.agency.push({ kind: 'agency', ...shared, covers: null });
    return;
  }
  rows.people.push({
    kind: 'people',
    ...shared,
    basis: choices.basis,
    offerAcceptedOn: null,
    origin: worker.origin,
    leavingReason: worker.leavingReason,
    destination: worker.destination,
    absence: null,
  });
}
