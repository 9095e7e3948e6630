/** The published table: measures, readings, targets, scopes, sources, and the plan's settings. */
import { z } from 'zod';
import {
  BASES,
  CLASSIFICATIONS,
  MEASURE_KINDS,
  STATUSES,
  UNITS,
  type PlanFigures,
} from '../domain/figures.ts';
import { planCommand, planQuery } from './call.ts';
import {
  authorityNumber,
  date,
  name,
  quarter,
  rowId,
  text,
  value,
  wholeNumber,
  year,
} from './fields.ts';

const readingFields = {
  year,
  asAt: date,
  value: value.nullable(),
  status: z.enum(STATUSES),
  inProgress: wholeNumber.nullable().default(null),
  note: text.default(''),
  text: text.default(''),
};

const targetFields = {
  year,
  quarter: quarter.default(null),
  value: value.nullable(),
  upper: value.nullable().default(null),
  status: z.enum(['set', 'tbc']),
  setOn: date,
  reason: text.default(''),
  text: text.default(''),
};

/**
 * A reading to record. It replaces the reading of the same measure, year, as-at
 * date and source; any other reading of the year is kept. Without a scope it
 * takes the scope of the year's other figures, or of the year before.
 */
export const readingEntry = z.strictObject({
  measure: rowId,
  source: rowId,
  scope: rowId.optional(),
  /** The reading this one corrects where its date or source changes: removed in the same change. */
  corrects: rowId.optional(),
  /** Puts this reading in use even where another of its year was chosen or is later. */
  use: z.boolean().optional(),
  ...readingFields,
});

/** A target revision. It replaces the one set the same day from the same source; others are kept. */
export const targetEntry = z.strictObject({
  measure: rowId,
  source: rowId,
  scope: rowId.optional(),
  ...targetFields,
});

/** A measure of an imported table, named instead of numbered: created where the plan has none. */
export const importedMeasure = z.strictObject({
  label: name,
  kind: z.enum(MEASURE_KINDS),
  unit: z.enum(UNITS),
});

const imported = { measure: name, source: name, scope: name };

/** A whole table as a file holds it, names instead of ids. Import, the samples and the tests use it. */
export const importedTable = z.strictObject({
  measures: z.array(importedMeasure).max(500),
  sources: z.array(z.strictObject({ name, publishedOn: date.nullable() })).max(500),
  scopes: z.array(z.strictObject({ name, note: text })).max(500),
  readings: z
    .array(z.strictObject({ ...imported, ...readingFields, chosen: z.boolean().default(false) }))
    .max(20_000),
  targets: z.array(z.strictObject({ ...imported, ...targetFields })).max(20_000),
});
export type ImportedTable = z.input<typeof importedTable>;

/** What an import did, or would do. */
export interface ImportOutcome {
  added: number;
  changed: number;
  unchanged: number;
}

export const settingsFields = {
  name,
  organisation: name,
  author: text,
  classification: z.enum(CLASSIFICATIONS),
  basis: z.enum(BASES),
  yearStartMonth: z.int().min(1).max(12),
  ratingRule: z.strictObject({
    tolerance: z.number().min(0).max(100),
    toleranceIn: z.enum(['percent', 'points']),
  }),
  frozenPosts: z.enum(['counted', 'left-out']).optional(),
  authorityNumber: authorityNumber.nullable().optional(),
};

export const figuresCalls = {
  /** Every reported figure of the plan with its settings. */
  'figures.read': planQuery({}).answers<PlanFigures>(),

  /** Records readings and targets: an edit of a cell, or a paste of many. */
  'figures.record': planCommand({
    readings: z.array(readingEntry).max(5_000).default([]),
    targets: z.array(targetEntry).max(5_000).default([]),
  }).answers<null>(),
  'figures.removeReading': planCommand({ reading: rowId }).answers<null>(),
  'figures.removeTarget': planCommand({ target: rowId }).answers<null>(),
  /** Chooses the reading in use for its year; `null` goes back to the latest. */
  'figures.choose': planCommand({
    measure: rowId,
    year,
    reading: rowId.nullable(),
  }).answers<null>(),
  /** Adds and updates what a file holds; removes nothing. `dryRun` only counts. */
  'figures.import': planCommand({
    table: importedTable,
    dryRun: z.boolean(),
  }).answers<ImportOutcome>(),

  'measure.add': planCommand({
    label: name,
    kind: z.enum(MEASURE_KINDS),
    unit: z.enum(UNITS),
  }).answers<{ measure: number }>(),
  'measure.rename': planCommand({ measure: rowId, label: name }).answers<null>(),
  /** Every row's id, once each, in the new order. */
  'measure.reorder': planCommand({ order: z.array(rowId).min(1).max(500) }).answers<null>(),
  /** Retires a row from a date; its figures are kept. `on: null` brings it back. */
  'measure.retire': planCommand({ measure: rowId, on: date.nullable() }).answers<null>(),

  'source.add': planCommand({ name, publishedOn: date.nullable() }).answers<{ source: number }>(),
  'source.change': planCommand({
    source: rowId,
    name,
    publishedOn: date.nullable(),
  }).answers<null>(),

  /** "Yes, the scope changed": figures from `year` on take the new scope. */
  'scope.confirmChange': planCommand({ year, name, note: text.default('') }).answers<{
    scope: number;
  }>(),
  /** "No, the scope is the same": the question is not asked again. */
  'scope.confirmSame': planCommand({ year, note: text.default('') }).answers<null>(),
  'scope.rename': planCommand({ scope: rowId, name, note: text }).answers<null>(),

  /** Rolls the plan forward by one year, or back by one before the first. */
  'year.add': planCommand({ where: z.enum(['after', 'before']) }).answers<{ year: number }>(),

  'settings.change': planCommand(z.strictObject(settingsFields).partial().shape).answers<null>(),
};
