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
  /** `daily`, `before migration`, `before restore`, `before newer copy`, `before import`. */
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

/** A copy that was exported. */
export interface CopySent {
  /** ISO date and time, UTC. */
  at: string;
  who: string;
  /** Whom it was for, as typed; may be empty. */
  forWhom: string;
  contents: 'whole' | 'figures';
  encrypted: boolean;
  fileName: string;
}

/** An entry of a copy's history. */
export interface SideEntry {
  /** ISO date and time, UTC. */
  at: string;
  who: string;
  words: string;
}

/** What happened when a copy was received, by its lineage. */
export interface Received {
  /** Where the copy is now; for what changed nothing, the plan that was compared with it. */
  plan: string;
  name: string;
  /**
   * `new`: added to the list, read-only. `replaced-older`: in the place of an older received copy,
   * which was backed up. `same` and `older`: nothing was changed. `newer-than-own`: nothing was
   * changed yet, and the user is asked. `replaced-own`: in the place of the user's own plan, which
   * was backed up. `beside`: added beside the plan here, which stays as it is.
   */
  outcome:
    'new' | 'replaced-older' | 'same' | 'older' | 'newer-than-own' | 'replaced-own' | 'beside';
  /** What the copy holds that the plan here does not, newest first. */
  changes: SideEntry[];
  /** The plan here that the copy was compared with, and what it holds that the copy does not. */
  here: { plan: string; name: string; kind: PlanKind; changes: SideEntry[] } | null;
  /** The copy's people were left out, so it never takes the place of a plan that may hold them. */
  figuresOnly: boolean;
}

/** The shortest passphrase that a copy is encrypted under. */
export const SHORTEST_PASSPHRASE = 12;

const newPassphrase = z
  .string()
  .min(SHORTEST_PASSPHRASE, `Use at least ${SHORTEST_PASSPHRASE} characters.`)
  .max(1000, 'Keep the passphrase to 1,000 characters.');
/** As typed to open a copy: whether it is right is not for a schema to say. */
const passphrase = z.string().max(1000).default('');

/** How an encrypted copy begins. */
export const ENCRYPTED_MARK = 'TENURE-ENCRYPTED';

/** The folder outside this computer's data that gets a copy of each plan after a day's work. */
export interface SecondHome {
  /** The folder's own name, never its path; null when none is chosen. */
  folder: string | null;
  /** The folder is there and can be written to. */
  reachable: boolean;
  /** Nothing is copied until the user has said whether the copies are to be encrypted. */
  protection: 'undecided' | 'encrypted' | 'open';
  /** The host can show a folder dialog; otherwise the folder is named when Tenure starts. */
  canChoose: boolean;
  /** The user's own plans. */
  plans: {
    plan: string;
    name: string;
    /** When its newest copy in the folder was made, ISO date and time in UTC; null for none. */
    copiedAt: string | null;
    /** The plan has changed since. */
    changedSince: boolean;
    /** The plan has changed since, and that was more than a week ago. */
    old: boolean;
  }[];
  /** Why the last copy was not made, in words; null when it was. */
  trouble: string | null;
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

  /**
   * Prepares a copy for download, and records it in the plan's history. Figures-only copies hold
   * no people. `passphrase` is null for a copy that anybody can open, which is said each time.
   */
  'library.export': libraryCall({
    plan: planId,
    contents: z.enum(['whole', 'figures']),
    forWhom: z.string().trim().max(200, 'Keep it to 200 characters.').default(''),
    passphrase: newPassphrase.nullable(),
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
  /**
   * Takes in a copy somebody sent, read-only. What becomes of it follows from its lineage; `onto`
   * says what the user chose where a newer copy could take the place of their own plan.
   */
  'library.receive': libraryCall({
    upload: transferId,
    passphrase,
    onto: z.enum(['ask', 'own', 'beside']).default('ask'),
  }).answers<Received>(),
  /** Replaces a plan with the uploaded copy of it, after a backup. */
  'library.restoreCopy': libraryCall({
    plan: planId,
    upload: transferId,
    passphrase,
  }).answers<null>(),

  'secondHome.read': libraryCall({}).answers<SecondHome>(),
  /** Asks for a folder by the host's own dialog. The page never names one. */
  'secondHome.choose': libraryCall({}).answers<SecondHome>(),
  /** Encrypts the copies from now on, or leaves them open to whoever finds them. */
  'secondHome.protect': libraryCall({ passphrase: newPassphrase.nullable() }).answers<SecondHome>(),
  /** Copies every plan of the user's own that has changed since its last copy. */
  'secondHome.copyNow': libraryCall({}).answers<SecondHome>(),
  /** Makes no more copies. Those in the folder stay. */
  'secondHome.forget': libraryCall({}).answers<SecondHome>(),

  'preferences.read': libraryCall({}).answers<Preferences>(),
  'preferences.change': libraryCall({
    name: name.optional(),
    theme: z.enum(['light', 'dark', 'system']).optional(),
    lastPlan: planId.nullable().optional(),
    hideNames: z.boolean().optional(),
    asAt: z.record(planId, date).optional(),
  }).answers<Preferences>(),
};
