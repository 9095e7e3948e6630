/** The plan's rows as the domain names them, and the small look-ups several handlers share. */
import { yearLabel, type Year } from '../../domain/calendar.ts';
import type {
  Measure,
  PlanFigures,
  PlanSettings,
  Reading,
  SameScope,
  Scope,
  Source,
  Target,
} from '../../domain/figures.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';

type SettingsRow = Omit<PlanSettings, 'ratingRule'> & PlanSettings['ratingRule'];

export function readSettings(db: Db): PlanSettings {
  const { tolerance, toleranceIn, ...settings } = db.get<SettingsRow>(
    `SELECT name, organisation, author, classification, first_year AS firstYear,
            last_year AS lastYear, year_start_month AS yearStartMonth, basis, tolerance,
            tolerance_in AS toleranceIn, frozen_posts AS frozenPosts,
            authority_number AS authorityNumber
       FROM plan`,
  )!;
  return { ...settings, ratingRule: { tolerance, toleranceIn } };
}

const MEASURE = 'id, kind, label, unit, position, retired_on AS retiredOn';
const READING = `id, measure_id AS measure, scope_id AS scope, source_id AS source, year,
  as_at AS asAt, value, status, in_progress AS inProgress, note, text, chosen`;
const TARGET = `id, measure_id AS measure, scope_id AS scope, source_id AS source, year, quarter,
  value, upper, status, set_on AS setOn, reason, text`;

type ReadingRow = Omit<Reading, 'chosen'> & { chosen: 0 | 1 };

/** Everything the published table is made of. */
export function readFigures(db: Db): PlanFigures {
  return {
    settings: readSettings(db),
    measures: readMeasures(db),
    readings: db
      .all<ReadingRow>(`SELECT ${READING} FROM reported_figure ORDER BY id`)
      .map((row) => ({ ...row, chosen: row.chosen === 1 })),
    targets: db.all<Target>(`SELECT ${TARGET} FROM target ORDER BY id`),
    scopes: db.all<Scope>('SELECT id, name, note FROM scope ORDER BY id'),
    sources: db.all<Source>('SELECT id, name, published_on AS publishedOn FROM source ORDER BY id'),
    sameScope: db.all<SameScope>('SELECT id, year, note FROM same_scope ORDER BY year'),
  };
}

export function readMeasures(db: Db): Measure[] {
  return db.all<Measure>(`SELECT ${MEASURE} FROM measure ORDER BY position, id`);
}

export function readingAt(
  db: Db,
  cell: { measure: number; year: Year; asAt: string; source: number },
): Reading | null {
  const row = db.get<ReadingRow>(
    `SELECT ${READING} FROM reported_figure
      WHERE measure_id = ? AND year = ? AND as_at = ? AND source_id = ?`,
    cell.measure,
    cell.year,
    cell.asAt,
    cell.source,
  );
  return row ? { ...row, chosen: row.chosen === 1 } : null;
}

export function readingById(db: Db, id: number): Reading {
  const row = db.get<ReadingRow>(`SELECT ${READING} FROM reported_figure WHERE id = ?`, id);
  if (!row) throw new Refusal('not-found', 'That figure is no longer in the plan.', 'reading');
  return { ...row, chosen: row.chosen === 1 };
}

export function targetById(db: Db, id: number): Target {
  const row = db.get<Target>(`SELECT ${TARGET} FROM target WHERE id = ?`, id);
  if (!row) throw new Refusal('not-found', 'That target is no longer in the plan.', 'target');
  return row;
}

/** The target set on a day from a source, or null. */
export function targetAt(
  db: Db,
  cell: Pick<Target, 'measure' | 'year' | 'quarter' | 'setOn' | 'source'>,
): Target | null {
  const row = db.get<Target>(
    `SELECT ${TARGET} FROM target
      WHERE measure_id = ? AND year = ? AND quarter IS ? AND set_on = ? AND source_id = ?`,
    cell.measure,
    cell.year,
    cell.quarter,
    cell.setOn,
    cell.source,
  );
  return row ?? null;
}

/** The target that was in force for a cell, to say what a revision replaces. */
export function targetBefore(
  db: Db,
  cell: Pick<Target, 'measure' | 'year' | 'quarter'>,
): Target | null {
  const row = db.get<Target>(
    `SELECT ${TARGET} FROM target WHERE measure_id = ? AND year = ? AND quarter IS ?
      ORDER BY set_on DESC, id DESC`,
    cell.measure,
    cell.year,
    cell.quarter,
  );
  return row ?? null;
}

export function measureById(db: Db, id: number, field = 'measure'): Measure {
  const row = db.get<Measure>(`SELECT ${MEASURE} FROM measure WHERE id = ?`, id);
  if (!row) throw new Refusal('bad-input', 'That row is no longer in the plan.', field);
  return row;
}

export function sourceById(db: Db, id: number, field = 'source'): Source {
  const row = db.get<Source>(
    'SELECT id, name, published_on AS publishedOn FROM source WHERE id = ?',
    id,
  );
  if (!row) throw new Refusal('bad-input', 'That source is no longer in the plan.', field);
  return row;
}

export function scopeById(db: Db, id: number, field = 'scope'): Scope {
  const row = db.get<Scope>('SELECT id, name, note FROM scope WHERE id = ?', id);
  if (!row) throw new Refusal('bad-input', 'That scope is no longer in the plan.', field);
  return row;
}

/** Refuses a year that the plan does not cover. */
export function checkYear(settings: PlanSettings, year: Year, field: string): void {
  const { firstYear, lastYear, yearStartMonth } = settings;
  if (year >= firstYear && year <= lastYear) return;
  const label = (y: Year) => yearLabel(y, yearStartMonth);
  throw new Refusal(
    'bad-input',
    `${label(year)} is outside this plan, which runs from ${label(firstYear)} to ` +
      `${label(lastYear)}. Add the year first.`,
    field,
  );
}

/** The scope that most figures of a year have, or null when it has none. */
function commonScope(db: Db, year: Year): number | null {
  const row = db.get<{ scope: number }>(
    `SELECT scope_id AS scope FROM (
       SELECT scope_id FROM reported_figure WHERE year = :year
       UNION ALL SELECT scope_id FROM target WHERE year = :year
     ) GROUP BY scope_id ORDER BY count(*) DESC, scope_id DESC`,
    { year },
  );
  return row?.scope ?? null;
}

/**
 * The scope a new figure takes when none is named: that of the year's other figures, else of the
 * nearest year before, else of the plan's first scope.
 */
export function defaultScope(db: Db, year: Year): number {
  const before = db.get<{ year: Year | null }>(
    `SELECT max(year) AS year FROM (
       SELECT year FROM reported_figure WHERE year <= :year
       UNION ALL SELECT year FROM target WHERE year <= :year)`,
    { year },
  );
  const nearest = before?.year == null ? null : commonScope(db, before.year);
  if (nearest !== null) return nearest;
  const first = db.get<{ id: number }>('SELECT id FROM scope ORDER BY id');
  if (!first) throw new Refusal('refused', 'This plan has no scope to give the figure.');
  return first.id;
}
