/**
 * Files councils already have. The app reads them into rows (domain/importing); here the rows
 * are staged, compared with the plan (domain/merging) and taken in as one change.
 */
import { z } from 'zod';
import { ROUTES_IN } from '../domain/asye/types.ts';
import { RETURN_FIELDS, type ReturnFields } from '../domain/importing/csww/document.ts';
import { MOVEMENT_KINDS } from '../domain/importing/codeWords.ts';
import { IMPORT_KINDS } from '../domain/importing/fields.ts';
import type { HeadlineChange } from '../domain/headlines/changes.ts';
import {
  MERGE_OUTCOMES,
  type Difference,
  type MergeOutcome,
  type RoleChoice,
} from '../domain/merging/types.ts';
import {
  ABSENCE_KINDS,
  COVERS,
  ENGAGEMENT_BASES,
  FUNDINGS,
  ONE_FTE,
  ROLE_GROUPS,
} from '../domain/records/types.ts';
import { libraryCall, planCommand, planId, planQuery } from './call.ts';
import { authorityNumber, date, name, rowId } from './fields.ts';

export type { Difference, MergeOutcome, RoleChoice };

const importKind = z.enum(IMPORT_KINDS);
const importId = z.uuid();

/** Rows cross in chunks of at most this many, and at most a mebibyte of JSON. */
export const ROWS_A_CHUNK = 5_000;

const ref = z.string().trim().min(1).max(60);
const label = z.string().trim().min(1).max(200);
const code = (last: number) => z.int().min(1).max(last).nullable();
const millionths = (most: number) =>
  z
    .int()
    .min(0)
    .max(most * ONE_FTE);
const anyRow = { row: z.int().min(1) };
const place = { service: label.nullable(), team: label, role: label };

/** As written in the statutory return; kept only where the user says so. */
const returned = z
  .partialRecord(z.enum(RETURN_FIELDS), z.array(z.string().max(200)).max(20))
  .optional();

/** The holder of a post and notes of a vacancy are not taken in: unknown keys are dropped. */
const postRow = z.object({
  kind: z.literal('establishment'),
  ...anyRow,
  ...place,
  postRef: ref.nullable(),
  fte: millionths(10_000).min(1),
  fundedFrom: date.nullable(),
  fundedTo: date.nullable(),
  funding: z.enum(FUNDINGS).nullable(),
  frozen: z.boolean().nullable(),
});

const person = {
  ...anyRow,
  ref,
  name: label.nullable(),
  sweNumber: ref.nullable(),
  postRef: ref.nullable(),
};

const personRow = z.object({
  kind: z.literal('people'),
  ...person,
  ...place,
  basis: z.enum(ENGAGEMENT_BASES),
  fte: millionths(1),
  from: date,
  to: date.nullable(),
  offerAcceptedOn: date.nullable(),
  origin: code(10),
  leavingReason: code(10),
  destination: code(9),
  absence: z
    .object({ kind: z.enum(ABSENCE_KINDS), from: date.nullable(), to: date.nullable() })
    .nullable(),
  returned,
});

const agencyRow = z.object({
  kind: z.literal('agency'),
  ...person,
  ...place,
  fte: millionths(1),
  from: date,
  to: date.nullable(),
  covers: z.enum(COVERS).nullable(),
  returned,
});

const movementRow = z.object({
  kind: z.literal('movements'),
  ...anyRow,
  movement: z.enum(MOVEMENT_KINDS),
  ref,
  name: label.nullable(),
  date,
  service: label.nullable(),
  team: label.nullable(),
  role: label.nullable(),
  postRef: ref.nullable(),
  basis: z.enum(ENGAGEMENT_BASES).nullable(),
  fte: millionths(1).nullable(),
  absence: z.enum(ABSENCE_KINDS).nullable(),
  origin: code(10),
  leavingReason: code(10),
  destination: code(9),
});

const cohortRow = z.object({
  kind: z.literal('cohort'),
  ...anyRow,
  ref: ref.nullable(),
  name: label.nullable(),
  sweNumber: ref.nullable(),
  cohort: label.nullable(),
  from: date.nullable(),
  service: label.nullable(),
  team: label.nullable(),
  role: label.nullable(),
  fte: millionths(1).nullable(),
  offerAcceptedOn: date.nullable(),
  routeIn: z.enum(ROUTES_IN).nullable(),
  university: label.nullable(),
  sweRegisteredOn: date.nullable(),
  registeredOn: date.nullable(),
  assessor: label.nullable(),
});

const endAfterStart = (row: { from: string; to: string | null }) =>
  row.to === null || row.to >= row.from;
const END_BEFORE_START = { message: 'The last day is before the first.', path: ['to'] };

/** A row as `domain/importing` reads it. */
export const importRow = z.union([
  personRow.refine(endAfterStart, END_BEFORE_START),
  postRow.refine(
    ({ fundedFrom, fundedTo }) =>
      fundedFrom === null || fundedTo === null || fundedTo >= fundedFrom,
    { message: 'The last funded day is before the first.', path: ['fundedTo'] },
  ),
  agencyRow.refine(endAfterStart, END_BEFORE_START),
  movementRow,
  cohortRow,
]);

/** How the rows are taken in. The same choices go with the preview and with applying. */
const importOptions = {
  /** The day the list is of: what differs from the plan changes from then. */
  asAt: date,
  /** The service of new teams for which the file names none; null: the only one, or unknown. */
  service: name.nullable().default(null),
  /** What new roles are; a role not named here is as the preview proposes. */
  roles: z
    .array(z.strictObject({ name: label, group: z.enum(ROLE_GROUPS), counts: z.boolean() }))
    .max(500)
    .default([]),
  /** The file names no real team or contract, as a statutory return: people keep theirs. */
  keepPlaces: z.boolean().default(false),
  /** The census of the return data that rows carry; null keeps none. */
  censusDate: date.nullable().default(null),
  /** The cohort, by name, of people for whom a cohort's list names none. */
  cohort: name.nullable().default(null),
  /** Ends what the plan has and the file does not: all of it, or the ids of these differences. */
  end: z
    .strictObject({ lastDay: date, only: z.array(rowId).max(20_000).nullable().default(null) })
    .nullable()
    .default(null),
};

/** What an import would do. */
export interface ImportPreview {
  fileName: string;
  rows: number;
  counts: Record<MergeOutcome, number>;
  /** Of what is gone, how many would be ended. */
  ended: number;
  newServices: string[];
  newTeams: { name: string; service: string }[];
  newCohorts: string[];
  /** With the group proposed or chosen for each. */
  newRoles: RoleChoice[];
  /** What a reader should know, in sentences. */
  notes: string[];
  /** The plan's headlines as they are, and as they would be. */
  headlines: HeadlineChange[];
  /** Nothing would be written. */
  nothing: boolean;
}

/** What an import did. */
export interface ImportDone {
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  ended: number;
}

/** What only the statutory return needs, kept for a person. */
export interface KeptReturn {
  worker: number;
  censusDate: string;
  fields: ReturnFields;
}

const MOST_SHOWN = 500;

export const importCalls = {
  /** Begins to stage a file's rows. Nothing is changed until `import.apply`. */
  'import.begin': libraryCall({
    plan: planId,
    kind: importKind,
    fileName: name,
  }).answers<{ import: string }>(),
  /** Adds a chunk of rows; `index` counts chunks from 0. */
  'import.rows': libraryCall({
    import: importId,
    index: z.int().min(0),
    rows: z.array(importRow).min(1).max(ROWS_A_CHUNK),
  }).answers<{ rows: number }>(),
  /** Drops the staged rows. Also right after they are gone. */
  'import.cancel': libraryCall({ import: importId }).answers<null>(),
  /** The difference the staged rows would make to the plan as it is now. */
  'import.preview': planQuery({
    import: importId,
    ...importOptions,
    /** The day the plan is looked at as at, where one is chosen: its headlines are of it. */
    lookedAt: date.nullable().default(null),
  }).answers<ImportPreview>(),
  /** A page of the rows of one outcome, as the last preview found them. */
  'import.differences': planQuery({
    import: importId,
    outcome: z.enum(MERGE_OUTCOMES),
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(MOST_SHOWN).default(50),
  }).answers<{ differences: Difference[]; total: number }>(),
  /** Takes the staged rows in as one change, after a backup. The same file again changes nothing. */
  'import.apply': planCommand({
    import: importId,
    ...importOptions,
    /** The authority's number the file gives: the plan takes it where it has none. */
    authority: authorityNumber.nullable().default(null),
  }).answers<ImportDone>(),

  /** Which column is which, as remembered for a file's headings (`headerKey`): heading by field. */
  'mapping.read': planQuery({
    kind: importKind,
    header: z.string().min(1).max(20_000),
  }).answers<Record<string, string> | null>(),
  /** Remembers it. No part of the history: it changes no figure. */
  'mapping.save': planCommand({
    kind: importKind,
    header: z.string().min(1).max(20_000),
    mapping: z.record(z.string().max(60), z.string().max(400)),
  }).answers<null>(),

  /** The return data kept. */
  'returns.read': planQuery({}).answers<KeptReturn[]>(),
  /** Discards the return data of a census. It can be undone; erasing a person cannot. */
  'returns.discard': planCommand({ censusDate: date }).answers<{ discarded: number }>(),
};
