/** What a warning is. It never corrects: every figure is kept as reported (DOMAIN.md §4). */
import type { Year } from '../calendar.ts';

export interface Warning {
  /** The same for the same warning each time it is worked out. */
  id: string;
  kind: 'parts-total' | 'rate-mismatch' | 'bridge' | 'scope-jump' | 'part-year' | 'sources-differ';
  /** The row it stands beside; null when the plan has no such row. */
  measure: number | null;
  year: Year;
  appliesTo: 'reading' | 'target';
  words: string;
  question?: 'scope-change';
}

/** A warning with its id. */
export function warning(fields: Omit<Warning, 'id'>): Warning {
  const { kind, appliesTo, measure, year } = fields;
  return { id: `${kind}:${appliesTo}:${measure ?? 0}:${year}`, ...fields };
}

/** True when two figures that should agree do not; arithmetic noise is no disagreement. */
export function differ(a: number, b: number): boolean {
  return Math.abs(a - b) > 1e-9;
}
