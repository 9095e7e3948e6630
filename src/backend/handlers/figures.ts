/** Readings and targets: recorded, removed, chosen. */
import { cellName, type Measure, type PlanSettings } from '../../domain/figures.ts';
import { yearLabel } from '../../domain/calendar.ts';
import type { figuresCalls } from '../../contract/figures.ts';
import type { WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { putReading, putTarget, type ReadingEntry, type TargetEntry } from './put.ts';
import type { Handlers } from './types.ts';
import { checkReadingValue, checkTargetValue } from './rules.ts';
import {
  checkYear,
  measureById,
  readFigures,
  readingAt,
  readingById,
  readSettings,
  scopeById,
  sourceById,
  targetAt,
  targetBefore,
  targetById,
} from './rows.ts';
import { counted, readingInWords, targetInWords } from './words.ts';

type Calls = typeof figuresCalls;

/** A choice among a cell's readings ends when a later one arrives: the later one is what is shown. */
function endEarlierChoice(db: WriteDb, { measure, year, asAt }: ReadingEntry): void {
  db.run(
    `UPDATE reported_figure SET chosen = 0
      WHERE measure_id = ? AND year = ? AND chosen = 1 AND as_at <= ?`,
    measure,
    year,
    asAt,
  );
}

/** Puts a recorded reading in use, whichever other of its year was chosen or is later. */
function putInUse(db: WriteDb, entry: ReadingEntry): void {
  const reading = readingAt(db, entry);
  if (!reading) return;
  const cell = [entry.measure, entry.year];
  db.run(
    `UPDATE reported_figure SET chosen = 0
      WHERE measure_id = ? AND year = ? AND chosen = 1 AND id IS NOT ?`,
    ...[...cell, reading.id],
  );
  // The latest is in use without a choice, and gives way to a later one when it comes.
  db.run(
    `UPDATE reported_figure SET chosen = 1
      WHERE id = ? AND chosen = 0 AND EXISTS (SELECT 1 FROM reported_figure AS other
        WHERE other.measure_id = ? AND other.year = ?
          AND (other.as_at, other.id) > (reported_figure.as_at, reported_figure.id))`,
    ...[reading.id, ...cell],
  );
}

/** Removes the reading that an entry corrects, so that its date or source can change. */
function removeCorrected(db: WriteDb, entry: ReadingEntry): void {
  if (entry.corrects === undefined) return;
  const corrected = readingById(db, entry.corrects);
  if (corrected.measure !== entry.measure || corrected.year !== entry.year) {
    throw new Refusal('bad-input', 'A correction stays in its own row and year.', 'corrects');
  }
  if (readingAt(db, entry)?.id === corrected.id) return;
  db.run('DELETE FROM reported_figure WHERE id = ?', corrected.id);
}

interface Checked<Entry> {
  entry: Entry;
  measure: Measure;
}

/** Checks an entry's row, year, source and scope; answers its row. */
function checkEntry(
  db: WriteDb,
  settings: PlanSettings,
  entry: ReadingEntry | TargetEntry,
  at: string,
): Measure {
  const measure = measureById(db, entry.measure, `${at}.measure`);
  checkYear(settings, entry.year, `${at}.year`);
  sourceById(db, entry.source, `${at}.source`);
  if (entry.scope !== undefined) scopeById(db, entry.scope, `${at}.scope`);
  return measure;
}

function readingWords(db: WriteDb, { entry, measure }: Checked<ReadingEntry>, month: number) {
  const was = readingAt(db, entry);
  const before = was ? ` (was ${readingInWords(was, measure.unit)})` : '';
  return (
    `Recorded ${cellName(measure, entry.year, month)}: ` +
    `${readingInWords(entry, measure.unit)}${before}`
  );
}

function targetWords(db: WriteDb, { entry, measure }: Checked<TargetEntry>, month: number) {
  const was = targetAt(db, entry) ?? targetBefore(db, entry);
  const before = was ? ` (was ${targetInWords(was, measure.unit)})` : '';
  const quarter = entry.quarter === null ? '' : ` quarter ${entry.quarter}`;
  return (
    `Set the ${measure.label} target for ${yearLabel(entry.year, month)}${quarter} to ` +
    `${targetInWords(entry, measure.unit)}${before}`
  );
}

/** What the journal says of a record: the one figure, or how many from where. */
function recordWords(
  db: WriteDb,
  readings: readonly Checked<ReadingEntry>[],
  targets: readonly Checked<TargetEntry>[],
  month: number,
): string {
  const [reading] = readings;
  const [target] = targets;
  if (reading && readings.length === 1 && !target) return readingWords(db, reading, month);
  if (target && targets.length === 1 && !reading) return targetWords(db, target, month);
  const counts = [
    ...(readings.length > 0 ? [counted(readings.length, 'figure')] : []),
    ...(targets.length > 0 ? [counted(targets.length, 'target')] : []),
  ];
  const sources = new Set([...readings, ...targets].map(({ entry }) => entry.source));
  const [only] = sources;
  const from =
    sources.size === 1 && only !== undefined
      ? sourceById(db, only).name
      : counted(sources.size, 'source');
  return `Recorded ${counts.join(' and ')} from ${from}`;
}

export const figuresHandlers: Handlers<
  Pick<
    Calls,
    | 'figures.read'
    | 'figures.record'
    | 'figures.removeReading'
    | 'figures.removeTarget'
    | 'figures.choose'
  >
> = {
  'figures.read': (db) => readFigures(db),

  'figures.record': (db, input) => {
    const settings = readSettings(db);
    const readings = input.readings.map((entry, index) => {
      const measure = checkEntry(db, settings, entry, `readings.${index}`);
      checkReadingValue(measure, entry, settings.yearStartMonth, `readings.${index}`);
      return { entry, measure };
    });
    const targets = input.targets.map((entry, index) => {
      const measure = checkEntry(db, settings, entry, `targets.${index}`);
      checkTargetValue(measure, entry, settings.yearStartMonth, `targets.${index}`);
      return { entry, measure };
    });
    const words = recordWords(db, readings, targets, settings.yearStartMonth);
    for (const { entry } of readings) {
      removeCorrected(db, entry);
      if (putReading(db, entry) === 'added') endEarlierChoice(db, entry);
      if (entry.use) putInUse(db, entry);
    }
    for (const { entry } of targets) putTarget(db, entry);
    return { value: null, words };
  },

  'figures.removeReading': (db, { reading: id }) => {
    const reading = readingById(db, id);
    const measure = measureById(db, reading.measure);
    db.run('DELETE FROM reported_figure WHERE id = ?', id);
    const cell = cellName(measure, reading.year, readSettings(db).yearStartMonth);
    return {
      value: null,
      words: `Removed ${cell}: ${readingInWords(reading, measure.unit)}`,
    };
  },

  'figures.removeTarget': (db, { target: id }) => {
    const target = targetById(db, id);
    const measure = measureById(db, target.measure);
    db.run('DELETE FROM target WHERE id = ?', id);
    const year = yearLabel(target.year, readSettings(db).yearStartMonth);
    return {
      value: null,
      words:
        `Removed the ${measure.label} target for ${year}: ` + targetInWords(target, measure.unit),
    };
  },

  'figures.choose': (db, { measure: measureId, year, reading: id }) => {
    const measure = measureById(db, measureId);
    const cell = cellName(measure, year, readSettings(db).yearStartMonth);
    const chosen = id === null ? null : readingById(db, id);
    if (chosen && (chosen.measure !== measureId || chosen.year !== year)) {
      throw new Refusal('bad-input', `That figure is not one of ${cell}.`, 'reading');
    }
    db.run(
      `UPDATE reported_figure SET chosen = 0
        WHERE measure_id = ? AND year = ? AND chosen = 1 AND id IS NOT ?`,
      measureId,
      year,
      id,
    );
    if (chosen) db.run('UPDATE reported_figure SET chosen = 1 WHERE id = ?', chosen.id);
    const words = chosen
      ? `Chose for ${cell}: ${readingInWords(chosen, measure.unit)}, ` +
        sourceById(db, chosen.source).name
      : `Went back to the latest figure for ${cell}`;
    return { value: null, words };
  },
};
