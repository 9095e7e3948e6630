/** Numbers as files write them: thousands, decimal commas, percent, brackets, trailing minus. */
import { clean } from './cells.ts';

export type DecimalMark = '.' | ',';

export interface NumberRead {
  value: number;
  /** Written with a percent sign; the value is the number before it. */
  percent: boolean;
}

/** No number is longer, spaces around it included. */
const LONGEST = 1000;

const WITH_POINT = /^(?:\d{1,3}(?:[, ']\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d{1,2})?$|^\.\d+$/i;
const WITH_COMMA = /^(?:\d{1,3}(?:[. ']\d{3})+|\d+)(?:,\d*)?$|^,\d+$/;

/** A written number without its sign, percent, currency and brackets. */
function bare(text: string): { digits: string; negative: boolean; percent: boolean } {
  let digits = clean(text).replace(/’/g, "'");
  const percent = /(?:%|\bper ?cent)\s*\)?$/i.test(digits);
  digits = digits.replace(/\s*(?:%|\bper ?cent)/i, '');
  const bracketed = /^\(.*\)$/.test(digits);
  if (bracketed) digits = digits.slice(1, -1).trim();
  const minus = /^[-−–]\s*|\s*[-−–]$/;
  const signed = minus.test(digits);
  digits = digits.replace(minus, '').replace(/^[+£]\s*/, '');
  return { digits, negative: bracketed || signed, percent };
}

/**
 * Reads a whole text as one number; null when it is not one.
 *
 * @param mark - what separates the decimals in this column
 * @example readNumber('(1,234.5)', '.') is minus 1234.5; readNumber('0,6', ',') is 0.6
 */
export function readNumber(text: string, mark: DecimalMark): NumberRead | null {
  if (text.length > LONGEST) return null;
  const { digits, negative, percent } = bare(text);
  if (!(mark === '.' ? WITH_POINT : WITH_COMMA).test(digits)) return null;
  const plain =
    mark === '.' ? digits.replace(/[, ']/g, '') : digits.replace(/[. ']/g, '').replace(',', '.');
  const size = Number(plain);
  if (!Number.isFinite(size)) return null;
  return { value: negative && size !== 0 ? -size : size, percent };
}

/** True when the text is a number with either mark. */
export function looksNumeric(text: string): boolean {
  return readNumber(text, '.') !== null || readNumber(text, ',') !== null;
}

/** Which mark one text can be read with, when only one makes sense of it. */
function markOfText(text: string): DecimalMark | 'either' | null {
  if (text.length > LONGEST) return null;
  const { digits } = bare(text);
  if (!/[.,]/.test(digits)) return null;
  const point = WITH_POINT.test(digits);
  const comma = WITH_COMMA.test(digits);
  if (point !== comma) return point ? '.' : ',';
  if (!point) return null;
  // Both read it: 1,000 or 1.000. No one writes 0,600 to mean six hundred.
  if (/^0[.,]/.test(digits)) return digits.charAt(1) as DecimalMark;
  return digits.includes(',') ? 'either' : null;
}

/**
 * What separates the decimals in a column: one mark when the texts show it, `either` when
 * texts such as 1,000 could be a thousand or one, `mixed` when they contradict each other.
 * Without any evidence it is a point, as the United Kingdom writes.
 */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | 'either' | 'mixed' {
  let point = false;
  let comma = false;
  let either = false;
  for (const text of texts) {
    const mark = markOfText(text);
    if (mark === '.') point = true;
    else if (mark === ',') comma = true;
    else if (mark === 'either') either = true;
  }
  if (point && comma) return 'mixed';
  if (comma) return ',';
  return point || !either ? '.' : 'either';
}

/** Hours written as hours and minutes: `18:30` is 18.5. Null when it is not such a time. */
export function readHoursAndMinutes(text: string): number | null {
  const match = /^(\d{1,3}):([0-5]\d)(?::00)?$/.exec(clean(text));
  return match ? Number(match[1]) + Number(match[2]) / 60 : null;
}
