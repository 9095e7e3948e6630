/** Numbers typed into the projection's fields: what each takes, how it is read and shown. */
import { leadingNumber } from '../../../domain/cell/writtenNumber.ts';

/** What a field takes. A percentage is kept as a share: 10 in the field is 0.1. */
export interface NumberRule {
  min: number;
  max: number;
  kind: 'whole' | 'decimal' | 'percent';
  /** An empty field is an answer: not known. */
  mayBeEmpty?: boolean;
}

/** A number, or null for a field that may be left empty and is. */
export type ReadNumber = { ok: true; value: number | null } | { ok: false; problem: string };

/** In the field's own terms: 10, not 0.1. */
function bounds({ min, max, kind }: NumberRule): string {
  const shown = (n: number) => (kind === 'percent' ? n * 100 : n).toLocaleString('en-GB');
  return `from ${shown(min)} to ${shown(max)}`.replaceAll('-', '−');
}

/**
 * Reads what was typed, within the field's bounds.
 *
 * @example readNumber('12.5%', a percent field from 0 to 0.95) is 0.125.
 */
export function readNumber(text: string, rule: NumberRule): ReadNumber {
  if (rule.mayBeEmpty && text.trim() === '') return { ok: true, value: null };
  const noun = rule.kind === 'whole' ? 'a whole number' : 'a number';
  const orEmpty = rule.mayBeEmpty ? ', or leave it empty while it is not known' : '';
  const problem = `Enter ${noun} ${bounds(rule)}${orEmpty}.`;
  const written = leadingNumber(text.trim());
  if (written === null || written.rest.trim() !== '') return { ok: false, problem };
  if (written.percent && rule.kind !== 'percent') return { ok: false, problem };
  if (rule.kind === 'whole' && !Number.isInteger(written.value)) return { ok: false, problem };
  const value =
    rule.kind === 'percent' ? Number((written.value / 100).toPrecision(12)) : written.value;
  if (value < rule.min || value > rule.max) return { ok: false, problem };
  return { ok: true, value };
}

/** A value as the field shows it: a percentage to one decimal, no thousands comma; '' for null. */
export function writeNumber(value: number | null, rule: NumberRule): string {
  if (value === null) return '';
  const shown = rule.kind === 'percent' ? value * 100 : value;
  return String(Number(shown.toFixed(rule.kind === 'percent' ? 1 : 2))).replace('-', '−');
}
