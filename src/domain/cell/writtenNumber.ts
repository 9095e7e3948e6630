/** Numbers as people write them in a cell, and what a row accepts. */
import type { Measure } from '../figures.ts';

/** The largest figure a plan stores, either side of zero. */
const LARGEST = 1_000_000;

/** What a cell knows of its row. */
export type RowOfCell = Pick<Measure, 'kind' | 'unit' | 'label'>;

export interface WrittenNumber {
  value: number;
  percent: boolean;
  /** What follows the number. */
  rest: string;
}

const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+';
const PERCENT = '%|per ?cent\\b|pct\\b';
/** Accountants write minus five as (5). */
const IN_BRACKETS = new RegExp(`^\\(\\s*(${DIGITS})\\s*(${PERCENT})?\\s*\\)\\s*(${PERCENT})?`, 'i');
const PLAIN = new RegExp(`^([-−–]?)\\s*(${DIGITS})\\s*(${PERCENT})?`, 'i');

/**
 * The number a text starts with: `1,234`, `-5`, `(5)` as minus five, `12.5%`.
 * Null when there is none, or when more digits follow (`12,5`, `12.11.21`).
 */
export function leadingNumber(text: string): WrittenNumber | null {
  const bracketed = IN_BRACKETS.exec(text);
  const match = bracketed ?? PLAIN.exec(text);
  if (!match) return null;
  const digits = bracketed ? match[1] : match[2];
  const negative = bracketed !== null || /[-−–]/.test(match[1] ?? '');
  const percent = bracketed ? (match[2] ?? match[3]) !== undefined : match[3] !== undefined;
  const rest = text.slice(match[0].length);
  if (/^[.,]?\d/.test(rest)) return null;
  const size = Number((digits ?? '').replaceAll(',', ''));
  // Minus nought is nought.
  return { value: negative && size !== 0 ? -size : size, percent, rest };
}

/** Kinds that count people or posts that exist, which cannot be fewer than none. */
const NEVER_NEGATIVE = new Set([
  'establishment',
  'recruits',
  'recruitsTotal',
  'leavers',
  'turnoverRate',
  'agency',
  'agencyRate',
]);

/** Why a row cannot hold the number, in words that say what to write; null when it can. */
export function whyNotInRow(number: WrittenNumber, row: RowOfCell, quoted: string): string | null {
  const { value, percent } = number;
  if (percent && row.unit !== 'percent') {
    return `${quoted} is a percentage, and “${row.label}” counts ${row.unit === 'number' ? 'a number' : row.unit}. Write the number without %.`;
  }
  if (row.unit === 'percent' && !percent && value !== 0 && Math.abs(value) < 1) {
    const asShare = Number((value * 100).toPrecision(12));
    return `${quoted} could be ${value}% or ${asShare}%. Write it with its % sign.`;
  }
  if (Math.abs(value) > LARGEST) {
    return `${quoted} is too large. Write a number of at most 1,000,000.`;
  }
  if (value < 0 && NEVER_NEGATIVE.has(row.kind)) {
    return `${quoted} is below zero, and “${row.label}” cannot be. Write 0 or more.`;
  }
  if (value > 100 && (row.kind === 'vacancyRate' || row.kind === 'agencyRate')) {
    return `${quoted} is more than 100%, and “${row.label}” cannot be. Write a percentage of at most 100%.`;
  }
  return null;
}

/** A number as plain digits that read back to the same number: no exponent, no thousands comma. */
export function plainDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
