/** What an import is given, and the difference it would make to a plan's records. */
import type { IsoDate } from '../calendar.ts';
import type { ReturnFields } from '../importing/csww/document.ts';
import type { Cohort, Intake, Member } from '../asye/types.ts';
import type {
  AgencyRow,
  CohortRow,
  EstablishmentRow,
  MovementRow,
  PeopleRow,
} from '../importing/rows/types.ts';
import type {
  Absence,
  Assignment,
  Engagement,
  EstablishmentLine,
  Role,
  RoleGroup,
  Worker,
} from '../records/types.ts';

/** Who holds a post, and notes of a vacancy, are not kept. */
export type PostRow = Omit<EstablishmentRow, 'holder' | 'vacant'>;
/** With what only the statutory return needs, where the user keeps it. */
export type PersonRow = PeopleRow & { returned?: ReturnFields | undefined };
export type AgencyWorkerRow = AgencyRow & { returned?: ReturnFields | undefined };
export type MergeRow = PostRow | PersonRow | AgencyWorkerRow | MovementRow | CohortRow;

/** What to do with a role that the plan does not have. */
export interface RoleChoice {
  name: string;
  group: RoleGroup;
  counts: boolean;
}

export interface MergeOptions {
  /** The day the file's list is of: where it differs from the plan, the plan changes from then. */
  asAt: IsoDate;
  /** The service of new teams for which the file names none. */
  service: string | null;
  roles: readonly RoleChoice[];
  /** The file names no real team or contract: people in the plan stay where and as they are. */
  keepPlaces: boolean;
  /** The census that return data belong to. */
  censusDate: IsoDate | null;
  /** The cohort, by name, of people for whom a cohort's list names none. */
  cohort: string | null;
  /** Ends what the plan has and the file does not: all of it, or these ids. */
  end: { lastDay: IsoDate; only: readonly number[] | null } | null;
}

/** `refused`: the row cannot be taken in, and says why. `gone`: in the plan, not in the file. */
export const MERGE_OUTCOMES = ['new', 'changed', 'unchanged', 'refused', 'gone'] as const;
export type MergeOutcome = (typeof MERGE_OUTCOMES)[number];

/** One row of the file, or one row of the plan that the file does not have. */
export interface Difference {
  /** As a spreadsheet counts; null for what is gone. */
  row: number | null;
  /** The engagement or establishment line that is gone. */
  id: number | null;
  /** The person's or post's reference. */
  ref: string | null;
  name: string | null;
  /** `Social worker, Duty`. */
  place: string;
  /** What changes, or why it cannot, in sentences without a full stop. */
  what: string[];
}

/** New rows have ids below zero, which refer to each other. */
export interface RowChanges<Row> {
  added: Row[];
  changed: Row[];
  removed: number[];
}

export interface NewService {
  id: number;
  name: string;
  openedOn: IsoDate;
}

export interface NewTeam {
  id: number;
  name: string;
  service: number;
  openedOn: IsoDate;
}

export interface NewReturn {
  worker: number;
  censusDate: IsoDate;
  fields: ReturnFields;
}

export interface RecordChanges {
  services: NewService[];
  teams: NewTeam[];
  roles: Role[];
  workers: RowChanges<Worker>;
  engagements: RowChanges<Engagement>;
  assignments: RowChanges<Assignment>;
  absences: RowChanges<Absence>;
  lines: RowChanges<EstablishmentLine>;
  cohorts: Cohort[];
  intakes: Intake[];
  members: RowChanges<Member>;
  /** Return data to keep, over what is kept of the same census. */
  returns: NewReturn[];
}

export interface Merge {
  differences: Record<MergeOutcome, Difference[]>;
  /** Of what is gone, how many are ended. */
  ended: number;
  newServices: string[];
  newTeams: { name: string; service: string }[];
  newRoles: RoleChoice[];
  newCohorts: string[];
  /** What a reader should know, in sentences. */
  notes: string[];
  changes: RecordChanges;
}

export function noRowChanges<Row>(): RowChanges<Row> {
  return { added: [], changed: [], removed: [] };
}

/** True when nothing would be written. */
export function changesNothing(changes: RecordChanges): boolean {
  const { workers, engagements, assignments, absences, lines, members, ...added } = changes;
  return (
    Object.values(added).every((rows) => rows.length === 0) &&
    [workers, engagements, assignments, absences, lines, members].every(
      (rows) => rows.added.length + rows.changed.length + rows.removed.length === 0,
    )
  );
}
