/** What counts as a known fact, and which facts may be set against each other. */
import type { Year } from './calendar.ts';
import {
  measureOfKind,
  readingInUse,
  type MeasureKind,
  type PlanFigures,
  type Reading,
} from './figures.ts';

/** A reading that says how many there are, not how many there should be or may be. */
export type Fact = Reading & { value: number };

/** True when a reading is a known fact: it has a value, and is neither planned nor unknown. */
export function isFact(reading: Reading | null): reading is Fact {
  return (
    reading !== null &&
    reading.value !== null &&
    reading.status !== 'tbc' &&
    reading.status !== 'planned'
  );
}

/** The reading in use of a kind, when it is a fact. */
export function factOf(
  figures: PlanFigures,
  kind: Exclude<MeasureKind, 'recruits' | 'other'>,
  year: Year,
): Fact | null {
  const measure = measureOfKind(figures, kind);
  const reading = measure && readingInUse(figures, measure.id, year);
  return isFact(reading) ? reading : null;
}

/** True when readings count the same posts on the same day, so that they may be divided. */
export function areAlike(readings: readonly Reading[]): boolean {
  return readings.every(
    (reading) => reading.scope === readings[0]?.scope && reading.asAt === readings[0].asAt,
  );
}

/**
 * How far a printed number may be from the one it was rounded from: half its last digit.
 *
 * @example halfLastDigit(12.5) is 0.05; halfLastDigit(29) is 0.5.
 */
export function halfLastDigit(printed: number): number {
  const decimals = /\.(\d+)$/.exec(String(printed))?.[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals;
}
