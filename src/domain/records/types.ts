/**
 * The records a plan holds: teams, posts and people, each dated (DOMAIN.md §2, §8).
 * An end date is the last day, inclusive; the stock at a date is at its close.
 */
import type { IsoDate } from '../calendar.ts';

/** FTE in millionths: 1 whole-time equivalent is 1,000,000, as the return's six decimals allow. */
export type Millionths = number;
export const ONE_FTE: Millionths = 1_000_000;

/** The statutory return's organisational roles (OrgRole 1 to 6), and those outside it. */
export const ROLE_GROUPS = [
  'senior-manager',
  'middle-manager',
  'first-line-manager',
  'senior-practitioner',
  'case-holder',
  'qualified-no-cases',
  'other',
] as const;
export type RoleGroup = (typeof ROLE_GROUPS)[number];

export interface Service {
  id: number;
  /** Its latest name. */
  name: string;
  /** The names it had before, earliest first, each until the day of the next. */
  earlierNames?: readonly { name: string; until: IsoDate }[];
  openedOn: IsoDate;
  closedOn: IsoDate | null;
}

export interface Team {
  id: number;
  openedOn: IsoDate;
  closedOn: IsoDate | null;
}

/** A team's name and service from a date, until its next period. */
export interface TeamPeriod {
  id: number;
  team: number;
  service: number;
  name: string;
  from: IsoDate;
}

export interface Role {
  id: number;
  name: string;
  group: RoleGroup;
  /** Counts in the plan's own measures. DfE's count groups other than 'other', whatever this says. */
  counts: boolean;
  position: number;
}

export const FUNDINGS = ['base', 'grant', 'temporary'] as const;
export type Funding = (typeof FUNDINGS)[number];

/** Funded FTE of a role in a team: one post where `postRef` is given, else a block of posts. */
export interface EstablishmentLine {
  id: number;
  team: number;
  role: number;
  fte: Millionths;
  fundedFrom: IsoDate;
  fundedTo: IsoDate | null;
  funding: Funding;
  frozen: boolean;
  postRef: string | null;
  reason: string;
}

export interface Worker {
  id: number;
  ref: string;
  name: string | null;
  sweNumber: string | null;
}

/** Permanent and fixed term are employed. A secondment is somebody else's employee working here. */
export const ENGAGEMENT_BASES = ['permanent', 'fixed-term', 'agency', 'secondment'] as const;
export type EngagementBasis = (typeof ENGAGEMENT_BASES)[number];

/** One spell with the authority. A rehire is a new one; moves and hours are assignments of one. */
export interface Engagement {
  id: number;
  worker: number;
  basis: EngagementBasis;
  from: IsoDate;
  /** The last day worked. */
  to: IsoDate | null;
  offerAcceptedOn: IsoDate | null;
  /** The recruitment route's measure id. */
  route: number | null;
  /** StartOrigin 1 to 10, ReasonLeave 1 to 10, LeaverDestination 1 to 9 (codes.ts). */
  origin: number | null;
  leavingReason: number | null;
  destination: number | null;
}

export const COVERS = ['vacancy', 'absence', 'extra'] as const;
export type Covers = (typeof COVERS)[number];

/** Where an engagement works, in what role and for what FTE. Two posts are two at once. */
export interface Assignment {
  id: number;
  engagement: number;
  team: number;
  role: number;
  fte: Millionths;
  from: IsoDate;
  to: IsoDate | null;
  postRef: string | null;
  /** Employed here, working elsewhere: not in post meanwhile. */
  secondedOut: boolean;
  covers: Covers | null;
}

export const ABSENCE_KINDS = ['MAT', 'OTH', 'PUB', 'SIC', 'TRN', 'UNA', 'UNP'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Away but still the holder of the post. */
export interface Absence {
  id: number;
  engagement: number;
  kind: AbsenceKind;
  from: IsoDate;
  to: IsoDate | null;
}

/** Every record of a plan. */
export interface PlanRecords {
  services: Service[];
  teams: Team[];
  teamPeriods: TeamPeriod[];
  roles: Role[];
  lines: EstablishmentLine[];
  workers: Worker[];
  engagements: Engagement[];
  assignments: Assignment[];
  absences: Absence[];
}
