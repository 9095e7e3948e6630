/**
 * The figures a plan holds: dated readings and targets of named measures,
 * each with its scope and source, exactly as reported (DOMAIN.md §3, §4).
 */
import { endOfYear, yearLabel, type IsoDate, type Year } from './calendar.ts';

/**
 * What a row of the table measures. `recruits` is one recruitment route;
 * `recruitsTotal` the stated total of all routes; `other` any further row a
 * council keeps, which no calculation reads.
 */
export const MEASURE_KINDS = [
  'establishment',
  'vacancies',
  'vacancyRate',
  'recruits',
  'recruitsTotal',
  'leavers',
  'turnoverRate',
  'agency',
  'agencyRate',
  'other',
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const UNITS = ['people', 'posts', 'percent', 'days', 'number'] as const;
export type Unit = (typeof UNITS)[number];

/** A row of the table. */
export interface Measure {
  id: number;
  kind: MeasureKind;
  label: string;
  unit: Unit;
  position: number;
  /** The last day the row was in use, or null while it is. */
  retiredOn: IsoDate | null;
}

/**
 * How sure a reading is. `tbc` means not known yet: never zero, though it may
 * carry the value somebody wrote beside it ("38-tbc").
 */
export const STATUSES = ['actual', 'provisional', 'part-year', 'planned', 'tbc'] as const;
export type Status = (typeof STATUSES)[number];

/** One reading of a measure at a date. A year may hold many. */
export interface Reading {
  id: number;
  measure: number;
  scope: number;
  source: number;
  year: Year;
  asAt: IsoDate;
  /** In the measure's unit; a percentage as 12.5. Null when nothing is known. */
  value: number | null;
  status: Status;
  /** Accepted offers not yet started, beside the value, never in it. */
  inProgress: number | null;
  note: string;
  /** The words as they were written, when they say more than the value. */
  text: string;
  /** The user chose this reading over the others of its year. */
  chosen: boolean;
}

/** One revision of a target. The latest by `setOn` is in force. */
export interface Target {
  id: number;
  measure: number;
  scope: number;
  source: number;
  year: Year;
  /** By the end of this quarter; null for the whole year. */
  quarter: 1 | 2 | 3 | 4 | null;
  /** The target, or the minimum where `upper` is given. */
  value: number | null;
  /** The upper threshold of a min/upper rating, or null. */
  upper: number | null;
  status: 'set' | 'tbc';
  setOn: IsoDate;
  reason: string;
  text: string;
}

/** Which roles and teams a figure counts. */
export interface Scope {
  id: number;
  name: string;
  note: string;
}

/** Where a figure comes from. */
export interface Source {
  id: number;
  name: string;
  publishedOn: IsoDate | null;
}

/**
 * The user's answer to "is this a change of scope?" for the step into `year`.
 * A confirmed change needs no record of its own: the figures carry the new scope.
 */
export interface SameScope {
  id: number;
  year: Year;
  note: string;
}

export const BASES = ['local', 'dfe'] as const;
/** Which definitions the rates use: DOMAIN.md §3's two presets. */
export type Basis = (typeof BASES)[number];

export const CLASSIFICATIONS = ['Unrestricted', 'Official', 'Official-Sensitive'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** How a figure without a min/upper pair is rated against its target. */
export interface RatingRule {
  /** Half-width of the amber band, boundary included. */
  tolerance: number;
  /** Percent of the target, or points of the measure itself. */
  toleranceIn: 'percent' | 'points';
}

/** A plan's choices, shown wherever a figure depends on them. */
export interface PlanSettings {
  name: string;
  organisation: string;
  /** Whose figures these are, printed on reports. */
  author: string;
  classification: Classification;
  firstYear: Year;
  lastYear: Year;
  /** 1 to 12; April is 4. */
  yearStartMonth: number;
  basis: Basis;
  ratingRule: RatingRule;
  /**
   * Whether a frozen post is establishment, and a vacancy when empty, on the plan's own basis.
   * Left out where records play no part: counted.
   */
  frozenPosts?: 'counted' | 'left-out';
  /** The authority's three-digit number, for the statutory return; null where it is not known. */
  authorityNumber?: string | null;
}

/** Every reported figure of a plan: what Targets, Overview and Projection are derived from. */
export interface PlanFigures {
  settings: PlanSettings;
  measures: Measure[];
  readings: Reading[];
  targets: Target[];
  scopes: Scope[];
  sources: Source[];
  sameScope: SameScope[];
}

/** The years of a plan, first to last. */
export function yearsOf(settings: Pick<PlanSettings, 'firstYear' | 'lastYear'>): Year[] {
  return Array.from(
    { length: settings.lastYear - settings.firstYear + 1 },
    (_, index) => settings.firstYear + index,
  );
}

/** The rows of a plan in their order; retired ones only when asked for. */
export function measuresInOrder(figures: PlanFigures, withRetired = false): Measure[] {
  return figures.measures
    .filter((measure) => withRetired || measure.retiredOn === null)
    .sort((a, b) => a.position - b.position);
}

/** The one measure of a kind, or null where the plan has none. Routes have `routesOf`. */
export function measureOfKind(
  figures: PlanFigures,
  kind: Exclude<MeasureKind, 'recruits' | 'other'>,
): Measure | null {
  return figures.measures.find((measure) => measure.kind === kind) ?? null;
}

/** The recruitment routes in order. */
export function routesOf(figures: PlanFigures, withRetired = false): Measure[] {
  return measuresInOrder(figures, withRetired).filter((measure) => measure.kind === 'recruits');
}

/** All readings of a cell, newest first. */
export function readingsOf(figures: PlanFigures, measure: number, year: Year): Reading[] {
  return figures.readings
    .filter((reading) => reading.measure === measure && reading.year === year)
    .sort((a, b) => b.asAt.localeCompare(a.asAt) || b.id - a.id);
}

/**
 * The reading in use: the one chosen, else the one with the latest as-at date. A planned
 * figure is dated ahead, so it gives way to any other.
 */
export function readingInUse(figures: PlanFigures, measure: number, year: Year): Reading | null {
  const readings = readingsOf(figures, measure, year);
  return (
    readings.find((reading) => reading.chosen) ??
    readings.find((reading) => reading.status !== 'planned') ??
    readings[0] ??
    null
  );
}

/** All revisions of a target, newest first. */
export function targetRevisions(
  figures: PlanFigures,
  measure: number,
  year: Year,
  quarter: Target['quarter'] = null,
): Target[] {
  return figures.targets
    .filter((t) => t.measure === measure && t.year === year && t.quarter === quarter)
    .sort((a, b) => b.setOn.localeCompare(a.setOn) || b.id - a.id);
}

/** The target in force, or the one that was in force at the close of `asOf`. */
export function targetInForce(
  figures: PlanFigures,
  measure: number,
  year: Year,
  quarter: Target['quarter'] = null,
  asOf?: IsoDate,
): Target | null {
  const revisions = targetRevisions(figures, measure, year, quarter);
  return revisions.find((target) => asOf === undefined || target.setOn <= asOf) ?? null;
}

/** A measure counted over a year, as opposed to one that stands at a date. */
export function isFlow(kind: MeasureKind): boolean {
  return kind === 'recruits' || kind === 'recruitsTotal' || kind === 'leavers';
}

/** True when a reading of a flow was taken before its year ended: part of a year is not a year. */
export function isPartYear(
  reading: Pick<Reading, 'asAt' | 'year' | 'status'>,
  kind: MeasureKind,
  startMonth: number,
): boolean {
  if (!isFlow(kind)) return false;
  return reading.status === 'part-year' || reading.asAt < endOfYear(reading.year, startMonth);
}

/** The latest date any reading with a value was taken, or null for a plan with none. */
export function latestReadingDate(figures: PlanFigures): IsoDate | null {
  return figures.readings
    .filter((reading) => reading.value !== null && reading.status !== 'planned')
    .reduce<IsoDate | null>((latest, r) => (latest && latest > r.asAt ? latest : r.asAt), null);
}

/** `Vacancies, 2021-22`: how messages and the journal name a cell. */
export function cellName(measure: Pick<Measure, 'label'>, year: Year, startMonth: number): string {
  return `${measure.label}, ${yearLabel(year, startMonth)}`;
}

/** The scope of the latest figures, or null for a plan with none. */
export function scopeInUse(figures: PlanFigures): Scope | null {
  const latest = figures.readings
    .filter((reading) => reading.value !== null)
    .reduce<Reading | null>((best, r) => (best && best.asAt >= r.asAt ? best : r), null);
  return figures.scopes.find((scope) => scope.id === latest?.scope) ?? null;
}
