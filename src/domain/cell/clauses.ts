/**
 * What may stand beside the number in a cell: an as-at date, people in progress,
 * a status, "tbc". Each clause is read from the start of what is left.
 */
import { dateInWords, endOfYear, startOfYear, yearLabel, type Year } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Status } from '../figures.ts';
import { DATE_PATTERN, readDate } from './writtenDate.ts';
import type { RowOfCell } from './writtenNumber.ts';

/** What a cell knows of its place in the table. */
export interface AboutCell {
  measure: RowOfCell;
  year: Year;
  startMonth: number;
}

export interface Clauses {
  status: Status | null;
  asAt: IsoDate | null;
  inProgress: number | null;
  /** Words left over; only "tbc" may carry any. */
  rest: string;
}

export type ReadClauses = { ok: true; clauses: Clauses } | { ok: false; problem: string };

const BETWEEN_CLAUSES = /^[\s,;()]+/;
const TBC =
  /^[-–—:]?\s*(?:tbc|t\.b\.c\.?|tba|to be (?:confirmed|advised|agreed)|(?:not|not yet) known|unknown)(?![a-z])/i;
const STATUS = /^[-–—]?\s*(provisional|planned|actual|part[ -]year)(?![a-z])/i;
const IN_PROGRESS =
  /^(?:and |plus |with )?(?:a )?(?:further |another )?\+?\s*(\d{1,7}) (?:more )?(?:is |are )?in (?:progress|the pipeline)(?![a-z])/i;
const AS_AT = new RegExp(`^(?:@|as at|as of|at|to)\\s*(${DATE_PATTERN})(?!\\d)`, 'i');
const AS_AT_SIGN = /^(?:@|as at|as of)\s*/i;
const AS_AT_LAST = new RegExp(`\\s\\(?(?:@|as at)\\s*(${DATE_PATTERN})\\)?$`, 'i');

const EXAMPLE_DATE = 'Write the date as day, month, year, for example 45 @ 12.11.21.';

/** True when a text starts with "tbc" or other words for "not known yet". */
export function startsWithTbc(text: string): boolean {
  return TBC.test(text);
}

/** Reads clauses until none is left, or says which part it cannot read and what to write. */
export function readClauses(
  text: string,
  about: AboutCell,
  quoted: string,
  /** A status already said before the number. */
  status: Status | null = null,
): ReadClauses {
  const found: Clauses = { status, asAt: null, inProgress: null, rest: '' };
  let rest = text;
  for (;;) {
    rest = rest.replace(BETWEEN_CLAUSES, '');
    const step = readOne(rest, found, about, quoted);
    if (typeof step === 'string') return { ok: false, problem: step };
    if (step === null) break;
    rest = rest.slice(step.length);
  }
  found.rest = rest;
  if (found.status !== 'tbc' || found.asAt !== null) return { ok: true, clauses: found };
  const last = readLastDate(rest, about, quoted);
  return last.ok ? { ok: true, clauses: { ...found, asAt: last.asAt } } : last;
}

/** Reads one clause into `found`. Its length, null when there is none, or the problem in words. */
function readOne(
  rest: string,
  found: Clauses,
  about: AboutCell,
  quoted: string,
): { length: number } | null | string {
  const inProgress = IN_PROGRESS.exec(rest);
  if (inProgress) {
    if (found.inProgress !== null) return twice(quoted, 'the number in progress');
    if (about.measure.unit === 'percent') {
      return `${quoted} has people in progress, and “${about.measure.label}” is a percentage. Write the percentage alone.`;
    }
    found.inProgress = Number(inProgress[1]);
    if (found.inProgress > 1_000_000) {
      return `${quoted} is too large. Write a number in progress of at most 1,000,000.`;
    }
    return { length: inProgress[0].length };
  }
  const asAt = AS_AT.exec(rest);
  if (asAt) {
    if (found.asAt !== null) return twice(quoted, 'the date');
    const date = readDate(asAt[1] ?? '', about.year);
    if (date === null) return `${quoted} has no such date. ${EXAMPLE_DATE}`;
    found.asAt = date;
    return { length: asAt[0].length };
  }
  if (AS_AT_SIGN.test(rest)) return `${quoted} has no full date. ${EXAMPLE_DATE}`;
  const tbc = TBC.exec(rest);
  const word = tbc ? null : STATUS.exec(rest);
  const match = tbc ?? word;
  if (!match) return null;
  // After "tbc" a status word belongs to the free text: "tbc planned for May".
  if (found.status !== null) return found.status === 'tbc' ? null : twice(quoted, 'the status');
  found.status = tbc ? 'tbc' : statusOf(word?.[1] ?? '');
  return { length: match[0].length };
}

/** The status a word names, "provisional" or "part year", however it is written. */
export function statusOf(word: string): Status {
  const lower = word.toLowerCase().replace(' ', '-');
  return lower === 'provisional' || lower === 'planned' || lower === 'part-year' ? lower : 'actual';
}

function twice(quoted: string, what: string): string {
  return `${quoted} gives ${what} twice. Write it once.`;
}

/**
 * Words whose figure is not known may end in their date: `tbc after the census @ 12.11.21`,
 * `below 20% as at 12.11.21`. Date null when they do not.
 */
export function readLastDate(
  words: string,
  about: AboutCell,
  quoted: string,
): { ok: true; asAt: IsoDate | null } | { ok: false; problem: string } {
  const last = AS_AT_LAST.exec(` ${words}`);
  if (!last) return { ok: true, asAt: null };
  const asAt = readDate(last[1] ?? '', about.year);
  return asAt === null
    ? { ok: false, problem: `${quoted} has no such date. ${EXAMPLE_DATE}` }
    : { ok: true, asAt };
}

/**
 * Why a reading cannot have its date, or null when it can.
 *
 * A reading belongs to the year its date falls in, so a date before the year starts or
 * after it ends is refused: the figure has its own year to be written in. A planned or
 * unknown figure is said ahead of its year, so it may have any date up to the year's end.
 */
export function whyNotDate(
  clauses: Pick<Clauses, 'asAt' | 'status'>,
  about: AboutCell,
  quoted: string,
): string | null {
  const { asAt, status } = clauses;
  if (asAt === null) return null;
  const start = startOfYear(about.year, about.startMonth);
  const end = endOfYear(about.year, about.startMonth);
  const ahead = status === 'planned' || status === 'tbc';
  if (asAt <= end && (asAt >= start || ahead)) return null;
  const label = yearLabel(about.year, about.startMonth);
  return `${quoted} has a date outside ${label}. Write a date from ${dateInWords(start)} to ${dateInWords(end)}, or write the figure in the year of its date.`;
}
