/**
 * What a plan holds about programmes for newly qualified social workers (DOMAIN.md §5): cohorts,
 * members, and what each has done. Stages, due dates and counts are derived from these facts.
 */
import type { IsoDate } from '../calendar.ts';
import type { Millionths } from '../records/types.ts';
import type { ProgrammeTemplate } from './template.ts';

export interface Programme {
  id: number;
  name: string;
  /** The recruitment route's measure id, whose yearly target its starters count towards. */
  route: number | null;
  position: number;
}

/** What a programme asks of people who start from a date, until the next version's. */
export interface ProgrammeVersion {
  id: number;
  programme: number;
  appliesFrom: IsoDate;
  /** The last day somebody can start on it. */
  appliesTo: IsoDate | null;
  template: ProgrammeTemplate;
  source: string;
  reason: string;
}

export interface Cohort {
  id: number;
  programme: number;
  name: string;
  /** University partners. */
  partners: string[];
  note: string;
}

/** A day on which some of a cohort start. */
export interface Intake {
  id: number;
  cohort: number;
  on: IsoDate;
  /** Null: not known yet. */
  places: number | null;
}

/** A member of staff, or somebody from outside by name. */
export interface Assessor {
  id: number;
  worker: number | null;
  name: string | null;
  /** How many members at once; more is a warning, never refused. */
  mostMembers: number;
  /** The last day they assess. */
  retiredOn: IsoDate | null;
}

export const ROUTES_IN = [
  'undergraduate',
  'postgraduate',
  'step-up',
  'approach',
  'apprenticeship',
  'other',
] as const;
export type RouteIn = (typeof ROUTES_IN)[number];

/** How a member's time on the programme ended. What of it leaves the plan: `sensitive.ts`. */
export const OUTCOMES = ['pass', 'fail', 'withdrawn', 'transferred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Member {
  id: number;
  cohort: number;
  worker: number;
  /** Their employment, from when it is agreed; it may start after today. */
  engagement: number | null;
  /** The version they started on; null before that. */
  version: number | null;
  /** When they accepted the offer. */
  acceptedOn: IsoDate | null;
  /** Before there is an engagement: when, where and for how much they are expected to start. */
  expectedOn: IsoDate | null;
  team: number | null;
  fte: Millionths | null;
  /** Their first day on the programme. */
  startedOn: IsoDate | null;
  routeIn: RouteIn | null;
  university: string | null;
  /** Registration with Social Work England, and of their place on the programme with its funder. */
  sweRegisteredOn: IsoDate | null;
  registeredOn: IsoDate | null;
  assessor: number | null;
  /** The worker who supervises them. */
  supervisor: number | null;
  /** Their last day on the programme. */
  endedOn: IsoDate | null;
  outcome: Outcome | null;
  note: string;
}

export const MILESTONE_STATES = ['done', 'late', 'waived'] as const;

/** What is recorded of a milestone; one with no record is still to do. */
export interface MilestoneRecord {
  id: number;
  member: number;
  key: string;
  /** 'late': not done and known to be late; `on` is then the day it is now expected. */
  state: (typeof MILESTONE_STATES)[number];
  on: IsoDate;
  note: string;
}

/** One piece of evidence. */
export interface Evidence {
  id: number;
  member: number;
  key: string;
  on: IsoDate;
  note: string;
}

export interface Supervision {
  id: number;
  member: number;
  on: IsoDate;
}

export const TIMETABLE_CHANGES = ['pause', 'extension'] as const;

/** An agreed change of a member's timetable. It moves what is due from its first day on. */
export interface TimetableChange {
  id: number;
  member: number;
  kind: (typeof TIMETABLE_CHANGES)[number];
  from: IsoDate;
  /** A pause's last day; null: not known yet. */
  to: IsoDate | null;
  /** The days an extension adds; null for a pause. */
  days: number | null;
  reason: string;
  agreedOn: IsoDate | null;
}

export interface Panel {
  id: number;
  on: IsoDate;
  capacity: number | null;
  note: string;
}

export const DECISIONS = ['pass', 'fail', 'deferred'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface PanelItem {
  id: number;
  panel: number;
  member: number;
  position: number;
  /** Null until the panel has met. */
  decision: Decision | null;
  conditions: string;
}

/** A payment claimed for a member. */
export interface Claim {
  id: number;
  member: number;
  key: string;
  pence: number;
  claimedOn: IsoDate;
  paidOn: IsoDate | null;
  reference: string;
}

/** Everything a plan holds about its programmes. */
export interface AsyeRecords {
  programmes: Programme[];
  versions: ProgrammeVersion[];
  cohorts: Cohort[];
  intakes: Intake[];
  assessors: Assessor[];
  members: Member[];
  milestones: MilestoneRecord[];
  evidence: Evidence[];
  supervisions: Supervision[];
  timetableChanges: TimetableChange[];
  panels: Panel[];
  panelItems: PanelItem[];
  claims: Claim[];
}
