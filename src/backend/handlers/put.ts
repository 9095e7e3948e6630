/** Writes a reading or a target over the one it replaces, or beside the others of its cell. */
import type { ParsedOf } from '../../contract/call.ts';
import type { figuresCalls } from '../../contract/figures.ts';
import type { WriteDb } from '../db.ts';
import { defaultScope, readingAt, targetAt } from './rows.ts';

type Entries = ParsedOf<(typeof figuresCalls)['figures.record']>;
export type ReadingEntry = Entries['readings'][number];
export type TargetEntry = Entries['targets'][number];

/** Whether a figure was new, replaced another, or said what the plan already says. */
export type Outcome = 'added' | 'changed' | 'unchanged';

/** Writes a reading over the one of its measure, year, as-at date and source, or beside it. */
export function putReading(db: WriteDb, entry: ReadingEntry): Outcome {
  const existing = readingAt(db, entry);
  const scope = entry.scope ?? existing?.scope ?? defaultScope(db, entry.year);
  const { value, status, inProgress, note, text } = entry;
  if (existing) {
    const { changes } = db.run(
      `UPDATE reported_figure
          SET scope_id = :scope, value = :value, status = :status, in_progress = :inProgress,
              note = :note, text = :text
        WHERE id = :id AND (scope_id, value, status, in_progress, note, text)
          IS NOT (:scope, :value, :status, :inProgress, :note, :text)`,
      { scope, value, status, inProgress, note, text, id: existing.id },
    );
    return changes === 0 ? 'unchanged' : 'changed';
  }
  db.run(
    `INSERT INTO reported_figure (measure_id, scope_id, source_id, year, as_at, value, status,
       in_progress, note, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[entry.measure, scope, entry.source, entry.year, entry.asAt],
    ...[value, status, inProgress, note, text],
  );
  return 'added';
}

/** Writes a target revision over the one set the same day from the same source, or beside it. */
export function putTarget(db: WriteDb, entry: TargetEntry): Outcome {
  const existing = targetAt(db, entry);
  const scope = entry.scope ?? existing?.scope ?? defaultScope(db, entry.year);
  const { value, upper, status, reason, text } = entry;
  if (existing) {
    const { changes } = db.run(
      `UPDATE target
          SET scope_id = :scope, value = :value, upper = :upper, status = :status,
              reason = :reason, text = :text
        WHERE id = :id AND (scope_id, value, upper, status, reason, text)
          IS NOT (:scope, :value, :upper, :status, :reason, :text)`,
      { scope, value, upper, status, reason, text, id: existing.id },
    );
    return changes === 0 ? 'unchanged' : 'changed';
  }
  db.run(
    `INSERT INTO target (measure_id, scope_id, source_id, year, quarter, value, upper, status,
       set_on, reason, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[entry.measure, scope, entry.source, entry.year, entry.quarter],
    ...[value, upper, status, entry.setOn, reason, text],
  );
  return 'added';
}
