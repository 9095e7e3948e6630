/** The plans on this machine: new, open, copy, bin, backups, and files in and out. */
import { z } from 'zod';
import { libraryCall, planId } from './call.ts';
import { date, name, text, value, wholeNumber, year } from './fields.ts';
import { settingsFields } from './figures.ts';
import type { PlanStanding } from './history.ts';

/** Uploads and downloads cross in chunks of at most this many bytes. */
export const CHUNK_BYTES = 1024 * 1024;

/** The largest plan file that can be received. */
export const MAX_PLAN_BYTES = 512 * 1024 * 1024;

const transferId = z.uuid();
const chunk = z.base64().max(Math.ceil(CHUNK_BYTES / 3) * 4 + 4);

export const PLAN_KINDS = ['own', 'sample', 'received'] as const;
/** `received` plans are read-only copies somebody sent. */
export type PlanKind = (typeof PLAN_KINDS)[number];

/** A plan as the library lists it. */
export interface PlanListing {
  plan: string;
  name: string;
  organisation: string;
  kind: PlanKind;
  /** When the plan last changed, ISO date and time in UTC; null for none. */
  changedAt: string | null;
  /** The date of its latest figures. */
  asAt: string | null;
  bytes: number;
  /** Why it cannot be opened, where it cannot: in words, with its fault code. */
  trouble: {
    code: 'already-open' | 'newer-file' | 'foreign-file' | 'damaged-file' | 'vanished';
    message: string;
  } | null;
}

export interface Library {
  plans: PlanListing[];
  bin: PlanListing[];
}

export interface Backup {
  backup: string;
  takenAt: string;
  /** `daily`, `before migration`, `before restore`, `before import`. */
  reason: string;
  bytes: number;
}

/** A file beside a plan that is neither the plan's own nor a backup. */
export interface Leftover {
  /** Its name, to be deleted by. */
  leftover: string;
  /** A backup or plan that was never finished; what a restore kept because it could not be read. */
  kind: 'half-made' | 'kept-by-restore' | 'unknown';
  bytes: number;
}

export interface Preferences {
  /** Who the journal says made a change on this machine. */
  name: string;
  theme: 'light' | 'dark' | 'system';
  /** The plan that was open last. */
  lastPlan: string | null;
  /** People are shown by their reference, on screen and in print. */
  hideNames: boolean;
  /** The day each plan is looked at as at, where one was chosen on this machine: date by plan. */
  asAt: Record<string, string>;
}

export interface Download {
  download: string;
  fileName: string;
  bytes: number;
}

/** What happened when a copy was received. */
export interface Received {
  plan: string;
  name: string;
  outcome: 'new' | 'replaced-older' | 'already-here';
  /** The journal's words for what the newer copy changed, newest first. */
  changes: string[];
}

/** Figures Tower Hamlets published, and a made-up borough with teams, posts and people. */
export const SAMPLES = ['tower-hamlets', 'fictional-borough'] as const;
export type Sample = (typeof SAMPLES)[number];

export const libraryCalls = {
  'library.list': libraryCall({}).answers<Library>(),
  /** Opens a plan: checks the file, migrates it if it is older, takes the day's backup. */
  'library.open': libraryCall({ plan: planId }).answers<PlanStanding>(),
  'library.create': libraryCall({
    name: settingsFields.name,
    organisation: settingsFields.organisation,
    basis: settingsFields.basis,
    yearStartMonth: settingsFields.yearStartMonth,
    firstYear: year,
    lastYear: year,
    routes: z.array(name).min(1, 'Name at least one recruitment route.').max(50),
    /** The latest figures, or null where not known. */
    latest: z.strictObject({
      asAt: date,
      establishment: value.nullable(),
      vacancies: value.nullable(),
    }),
    targets: z.strictObject({
      year,
      /** Percent. */
      vacancyRate: value.nullable(),
      /** One for each route, in the order of `routes`. */
      routes: z.array(wholeNumber.nullable()),
    }),
  }).answers<{ plan: string }>(),
  'library.addSample': libraryCall({ sample: z.enum(SAMPLES) }).answers<{ plan: string }>(),
  'library.rename': libraryCall({ plan: planId, name }).answers<null>(),
  'library.duplicate': libraryCall({ plan: planId, name }).answers<{ plan: string }>(),
  'library.moveToBin': libraryCall({ plan: planId }).answers<null>(),
  'library.takeFromBin': libraryCall({ plan: planId }).answers<null>(),
  /** Deletes a plan in the bin for good. `name` must be the plan's name, typed by the user. */
  'library.deleteForGood': libraryCall({ plan: planId, name: text }).answers<null>(),
  /** A received copy becomes this machine's own, editable plan; the journal says so. */
  'library.takeOver': libraryCall({ plan: planId }).answers<null>(),

  'library.backups': libraryCall({ plan: planId }).answers<Backup[]>(),
  'library.backUpNow': libraryCall({ plan: planId }).answers<Backup>(),
  'library.restoreBackup': libraryCall({ plan: planId, backup: name }).answers<null>(),
  /** Deletes a backup for good, such as one that still holds somebody who was erased. */
  'library.deleteBackup': libraryCall({ plan: planId, backup: name }).answers<null>(),
  /** Deletes a file left beside a plan for good, such as one that still holds somebody erased. */
  'library.deleteLeftover': libraryCall({
    plan: planId,
    leftover: z.string().min(1).max(500),
  }).answers<null>(),
  /** Saves a plan whose file is gone, but which is still open, as a new plan; answers its id. */
  'library.saveVanished': libraryCall({ plan: planId }).answers<{ plan: string }>(),
  /** What is wrong with a file that will not open, as text to send to support: no figures, no names. */
  'library.report': libraryCall({ plan: planId }).answers<{ report: string }>(),

  /** Prepares a copy for download. Figures-only copies hold no people. */
  'library.export': libraryCall({
    plan: planId,
    contents: z.enum(['whole', 'figures']),
  }).answers<Download>(),
  'download.read': libraryCall({ download: transferId, index: z.int().min(0) }).answers<{
    bytes: string;
    last: boolean;
  }>(),
  'upload.begin': libraryCall({ bytes: z.int().min(1).max(MAX_PLAN_BYTES) }).answers<{
    upload: string;
  }>(),
  'upload.write': libraryCall({
    upload: transferId,
    index: z.int().min(0),
    bytes: chunk,
  }).answers<null>(),
  /** A copy somebody sent: opens read-only, replaces an older copy of the same plan. */
  'library.receive': libraryCall({ upload: transferId }).answers<Received>(),
  /** Replaces a plan with the uploaded copy of it, after a backup. */
  'library.restoreCopy': libraryCall({ plan: planId, upload: transferId }).answers<null>(),

  'preferences.read': libraryCall({}).answers<Preferences>(),
  'preferences.change': libraryCall({
    name: name.optional(),
    theme: z.enum(['light', 'dark', 'system']).optional(),
    lastPlan: planId.nullable().optional(),
    hideNames: z.boolean().optional(),
    asAt: z.record(planId, date).optional(),
  }).answers<Preferences>(),
};
