/** Figures in words: one way to write a number, for every screen, message and export. */
import type { Unit } from './figures.ts';

const MINUS = '−';

/** Making one takes far longer than using it, and a list of people writes thousands of numbers. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(minDigits: number, maxDigits: number): Intl.NumberFormat {
  const key = `${minDigits} ${maxDigits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: minDigits,
      maximumFractionDigits: maxDigits,
    });
    formats.set(key, format);
  }
  return format;
}

function grouped(value: number, minDigits: number, maxDigits: number): string {
  const text = formatOf(minDigits, maxDigits).format(Math.abs(value));
  // A value that rounds to zero has no sign: "−0" would say something that is not so.
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? `${MINUS}${text}` : text;
}

/**
 * A value in its unit: a percentage to one decimal, anything else to two, without trailing zeros.
 *
 * @example formatValue(12.5, 'percent') is '12.5%'; formatValue(319, 'posts') is '319';
 * formatValue(8.54, 'days') is '8.54'; formatValue(-5, 'posts') is '−5'.
 */
export function formatValue(value: number, unit: Unit): string {
  return unit === 'percent' ? `${grouped(value, 0, 1)}%` : grouped(value, 0, 2);
}

/**
 * A number with a fixed number of decimals, so that a column of them lines up.
 *
 * @example formatFixed(24) is '24.0'; formatFixed(-0.04) is '0.0'.
 */
export function formatFixed(value: number, digits = 1): string {
  return grouped(value, digits, digits);
}

/**
 * A movement with its sign and a fixed number of decimals.
 *
 * @example signedFixed(1.04) is '+1.0'; signedFixed(-1.04) is '−1.0'; signedFixed(0.04) is '0.0'.
 */
export function signedFixed(value: number, digits = 1): string {
  const text = formatFixed(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/**
 * A share as a percentage with a fixed number of decimals.
 *
 * @example formatPercent(0.125) is '12.5%'; formatPercent(0.62, 0) is '62%'.
 */
export function formatPercent(share: number, digits = 1): string {
  return `${grouped(share * 100, digits, digits)}%`;
}

/**
 * A movement with its sign: a true minus, a plus, or a bare zero.
 *
 * @example formatSigned(7) is '+7'; formatSigned(-64) is '−64'; formatSigned(0) is '0'.
 */
export function formatSigned(value: number): string {
  const text = grouped(value, 0, 2);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/**
 * An amount kept in pence, in pounds; the pence only where there are some.
 *
 * @example formatMoney(100_000) is '£1,000'; formatMoney(123_450) is '£1,234.50'.
 */
export function formatMoney(pence: number): string {
  const digits = pence % 100 === 0 ? 0 : 2;
  return `${pence < 0 ? MINUS : ''}£${grouped(Math.abs(pence) / 100, digits, digits)}`;
}
