/** Services, teams, posts and people: the records behind the yearly figures. */
import { z } from 'zod';
import type { Year } from '../domain/calendar.ts';
import {
  ABSENCE_KINDS,
  COVERS,
  ENGAGEMENT_BASES,
  FUNDINGS,
  ONE_FTE,
  ROLE_GROUPS,
  type PlanRecords,
} from '../domain/records/types.ts';
import { planCommand, planQuery } from './call.ts';
import { date, name, rowId, text, year } from './fields.ts';
import type { Backup, Leftover } from './library.ts';

/** Another plan on this machine that holds somebody who was erased, or may. */
export interface HoldingPlan {
  plan: string;
  name: string;
  inBin: boolean;
  /** A copy that somebody sent: nobody can be erased from it, only the whole copy deleted. */
  readOnly: boolean;
  /** Whether it could be looked into; otherwise it may hold them. */
  lookedInto: boolean;
  /** Their id in its records; null where only its history still has them. */
  worker: number | null;
}

/** A whole copy of the plan that was exported while it held somebody. */
export interface HoldingCopy {
  /** When it was exported, ISO date and time in UTC. */
  at: string;
  /** Who exported it. */
  who: string;
  forWhom: string;
  fileName: string;
}

/** Every place that may still hold somebody who was erased. */
export interface StillHolding {
  backups: Backup[];
  leftovers: Leftover[];
  plans: HoldingPlan[];
  copiesSent: HoldingCopy[];
  /** Another window of Tenure is at work on this machine, with files of its own under way. */
  otherWindows: boolean;
}

/** What erasing somebody came to. */
export interface Erased extends StillHolding {
  /** Whether their traces are out of the plan's file; where not, Tenure tries again by itself. */
  scrubbed: boolean;
}

/** Funded FTE of a line, in millionths: a block may hold many posts. */
const fundedFte = z
  .int('Enter the FTE as a number, for example 1 or 0.6.')
  .min(1, 'Enter an FTE above 0.')
  .max(10_000 * ONE_FTE, 'Enter an FTE below 10,000.');

/** One person's FTE in one post, in millionths. Zero hours is 0. */
const personFte = z
  .int('Enter the FTE as a number, for example 1 or 0.6.')
  .min(0, 'Enter an FTE of 0 or more.')
  .max(ONE_FTE, 'Enter an FTE of 1 or less; a second post is a second line.');

const postRef = z
  .string()
  .trim()
  .min(1, 'Enter the post’s reference, or leave it out.')
  .max(60, 'Keep the reference to 60 characters.')
  .nullable()
  .default(null);

/** A worker's reference: what the payroll or HR system calls them. */
export const workerRef = z
  .string()
  .trim()
  .min(1, 'Enter the person’s reference.')
  .max(60, 'Keep the reference to 60 characters.');
const personName = z.string().trim().min(1).max(200).nullable();

const sweNumber = z
  .string()
  .regex(/^[A-Za-z]{2}\d{10}$/, 'A Social Work England number is two letters and ten digits.')
  .nullable()
  .default(null);

/** Somebody known, by id, or somebody new. */
export const givenWorker = z.union([
  rowId,
  z.strictObject({ ref: workerRef, name: personName.default(null), sweNumber }),
]);

/** Codes of the statutory return's lists (domain/records/codes.ts), or null where not known. */
const startOrigin = z.int().min(1).max(10).nullable();
export const reasonLeave = z.int().min(1).max(10).nullable();
export const leaverDestination = z.int().min(1).max(9).nullable();

export const LEADS = ['reported', 'records'] as const;
/** Which figure leads for a measure and year: the one reported, or the one from records. */
export interface LeadingFigure {
  measure: number;
  year: Year;
  leads: (typeof LEADS)[number];
}

/** One step of a reorganisation, all from the same date. */
const structureStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open-service'), name }),
  z.strictObject({ kind: z.literal('rename-service'), service: rowId, name }),
  z.strictObject({ kind: z.literal('close-service'), service: rowId }),
  /** `service` is an id, or the name of a service opened in the same reorganisation. */
  z.strictObject({ kind: z.literal('open-team'), service: z.union([rowId, name]), name }),
  z.strictObject({ kind: z.literal('rename-team'), team: rowId, name }),
  z.strictObject({ kind: z.literal('move-team'), team: rowId, service: z.union([rowId, name]) }),
  z.strictObject({ kind: z.literal('close-team'), team: rowId }),
]);
export type StructureStep = z.output<typeof structureStep>;

/** One step of an establishment change, all from the same date. */
const establishmentStep = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    team: rowId,
    role: rowId,
    fte: fundedFte,
    funding: z.enum(FUNDINGS).default('base'),
    frozen: z.boolean().default(false),
    postRef,
    until: date.nullable().default(null),
  }),
  /** The line goes on from the date with other FTE, funding or freeze. */
  z.strictObject({
    kind: z.literal('alter'),
    line: rowId,
    fte: fundedFte,
    funding: z.enum(FUNDINGS),
    frozen: z.boolean(),
  }),
  /** The line's last funded day is the day before the date. */
  z.strictObject({ kind: z.literal('end'), line: rowId }),
]);
export type EstablishmentStep = z.output<typeof establishmentStep>;

const placement = z.strictObject({
  team: rowId,
  role: rowId,
  fte: personFte,
  postRef,
  secondedOut: z.boolean().default(false),
  covers: z.enum(COVERS).nullable().default(null),
});
/** Where somebody works from a date. */
export type Placement = z.output<typeof placement>;

export const placements = z.array(placement).min(1, 'Say which team and role.').max(5);

export const recordsCalls = {
  /** Every record of the plan. */
  'records.read': planQuery({}).answers<PlanRecords>(),

  /** Opens, renames, moves and closes services and teams from a date, as one change. */
  'structure.reorganise': planCommand({
    from: date,
    reason: text.default(''),
    steps: z.array(structureStep).min(1).max(500),
  }).answers<null>(),
  /** Adds a role, or changes the one named. */
  'role.save': planCommand({
    role: rowId.nullable().default(null),
    name,
    group: z.enum(ROLE_GROUPS),
    counts: z.boolean(),
  }).answers<{ role: number }>(),

  /** Changes the establishment from a date, with the reason, as one change. */
  'establishment.change': planCommand({
    from: date,
    reason: text.default(''),
    steps: z.array(establishmentStep).min(1).max(2_000),
  }).answers<null>(),

  /** Somebody starts, or has accepted an offer and will. */
  'workforce.start': planCommand({
    /** Somebody known (a rehire, a second spell), or somebody new. */
    worker: givenWorker,
    basis: z.enum(ENGAGEMENT_BASES),
    from: date,
    until: date.nullable().default(null),
    offerAcceptedOn: date.nullable().default(null),
    route: rowId.nullable().default(null),
    origin: startOrigin.default(null),
    placements,
  }).answers<{ worker: number; engagement: number }>(),
  /** Ends an engagement. `lastDay` is the last day worked. */
  'workforce.leave': planCommand({
    engagement: rowId,
    lastDay: date,
    leavingReason: reasonLeave.default(null),
    destination: leaverDestination.default(null),
  }).answers<null>(),
  /**
   * A move, a change of hours, a second post, a secondment out and back: where somebody works
   * from a date on.
   */
  'workforce.place': planCommand({
    engagement: rowId,
    from: date,
    placements,
  }).answers<null>(),
  /** The spell never was: it, its placements and absences go, and the person if nothing is left. */
  'workforce.remove': planCommand({ engagement: rowId }).answers<null>(),
  /** Maternity, sickness and the like: the holder still counts. */
  'workforce.beAbsent': planCommand({
    engagement: rowId,
    kind: z.enum(ABSENCE_KINDS),
    from: date,
    until: date.nullable().default(null),
  }).answers<{ absence: number }>(),
  /** Ends or corrects an absence. */
  'workforce.changeAbsence': planCommand({
    absence: rowId,
    from: date,
    until: date.nullable(),
  }).answers<null>(),
  'workforce.removeAbsence': planCommand({ absence: rowId }).answers<null>(),
  /** Corrects what was recorded wrongly: dates, basis, route and codes of a spell. */
  'workforce.correct': planCommand({
    engagement: rowId,
    basis: z.enum(ENGAGEMENT_BASES),
    from: date,
    to: date.nullable(),
    offerAcceptedOn: date.nullable(),
    route: rowId.nullable(),
    origin: startOrigin,
    leavingReason: reasonLeave,
    destination: leaverDestination,
  }).answers<null>(),
  'worker.change': planCommand({
    worker: rowId,
    ref: workerRef,
    name: personName,
    sweNumber,
  }).answers<null>(),
  /** Everything held on one person, for a subject access request, as JSON with plain headings. */
  'worker.export': planQuery({ worker: rowId }).answers<{ json: string }>(),
  /**
   * Erases one person: records, journal images and staged files. It cannot be undone.
   * `ref` must be the person's reference, typed by the user.
   */
  'worker.erase': planCommand({ worker: rowId, ref: text }).answers<Erased>(),

  /** Which figures lead where somebody has chosen. */
  'figures.leads': planQuery({}).answers<LeadingFigure[]>(),
  /** Chooses which figure leads in some cells; `null` takes the choice back. */
  'figures.lead': planCommand({
    cells: z
      .array(z.strictObject({ measure: rowId, year }))
      .min(1)
      .max(1_000),
    leads: z.enum(LEADS).nullable(),
  }).answers<null>(),
};
