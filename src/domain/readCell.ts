/**
 * A cell of the published table as people write it, read and written back (DOMAIN.md §4).
 *
 * What a cell says is kept: value, status, as-at date, people in progress, and the words
 * themselves where they say more than the value. What cannot be read is refused with the
 * reason and what to write; an ambiguous cell is refused, never guessed.
 */
import { dateInWords, endOfYear, type IsoDate, type Year } from './calendar.ts';
import { canonical, canonicalTarget, statusAtDate, textToKeep } from './cell/canonical.ts';
import {
  readClauses,
  readLastDate,
  startsWithTbc,
  statusOf,
  whyNotDate,
  type AboutCell,
} from './cell/clauses.ts';
import { quote, whyNotNumber, whyNotRest } from './cell/refusals.ts';
import { leadingNumber, whyNotInRow } from './cell/writtenNumber.ts';
import type { Measure, Reading, Status, Target } from './figures.ts';

export type CellKind = 'reading' | 'target';

/** What a reading's cell says. */
export interface CellContent {
  /** In the measure's unit; a percentage as 12.5. Null when nothing is known. */
  value: number | null;
  status: Status;
  /** The date written in the cell; null when there is none. */
  asAt: IsoDate | null;
  inProgress: number | null;
  /** As written, when that says more than the value; else ''. */
  text: string;
  unit: 'percent' | null;
}

/** What a target's cell says: one value, or a minimum and an upper threshold. */
export interface TargetContent {
  value: number | null;
  upper: number | null;
  status: 'set' | 'tbc';
  text: string;
}

/** What a cell says (null: it is blank), or why it cannot be read. */
export type CellRead<Content> =
  { ok: true; content: Content | null } | { ok: false; problem: string };

const LONGEST = 4000;
const NO_FIGURE = /^(?:[-–—]|n\/a|na|n\.a\.|not applicable)$/i;
const BOUND =
  /^(?:[<>≤≥]|(?:currently )?(?:below|under|above|over|less than|more than|fewer than|up to|at least|at most|no more than)\b)/i;

/** One line with plain spaces: cells pasted from Excel and Word hold other kinds. */
function tidy(written: string): string {
  return written
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function refuse(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}

/**
 * Reads a reading's cell.
 *
 * A blank cell, a dash and "n/a" say that there is no figure: content null. They are not
 * zero and not "tbc", which says that a figure is to come. A bound ("below 20%") is not a
 * value: it is kept as text with status tbc. A count dated before its year ends is
 * part-year. Dates outside the year are refused (see `whyNotDate`).
 *
 * @example `18 (Further 1 in progress)` has value 18 and 1 in progress.
 * @example `45 @ 12.11.21` in a recruits row of 2021-22 is 45, part-year, as at 12 November 2021.
 * @example `38-tbc` has value 38 and status tbc.
 */
export function readCell(written: string, about: AboutCell): CellRead<CellContent> {
  const text = tidy(written);
  if (text === '' || NO_FIGURE.test(text)) return { ok: true, content: null };
  const quoted = quote(text);
  if (text.length > LONGEST)
    return refuse(`${quoted} is too long. Write at most 4,000 characters.`);
  const unit = about.measure.unit === 'percent' ? ('percent' as const) : null;
  if (BOUND.test(text)) return readBound(text, about, unit);

  const [, early = '', body = ''] = /^(?:(planned|provisional)\b:? ?)?(.*)$/i.exec(text) ?? [];
  const number = startsWithTbc(body) ? null : leadingNumber(body);
  if (number === null && !startsWithTbc(body)) return refuse(whyNotNumber(text, quoted));
  if (number !== null) {
    const problem = whyNotInRow(number, about.measure, quoted);
    if (problem !== null) return refuse(problem);
  }

  const tail = number === null ? body : withoutUnit(number.rest.trim(), about.measure.unit);
  // "Planned: tbc" is not known yet; its words are kept.
  const status = early === '' || number === null ? null : statusOf(early);
  const read = readClauses(tail, about, quoted, status);
  if (!read.ok) return read;
  const { clauses } = read;
  if (clauses.status !== 'tbc' && clauses.rest !== '') {
    return refuse(whyNotRest(clauses.rest, number?.value ?? null, quoted));
  }
  const problem = whyNotDate(clauses, about, quoted);
  if (problem !== null) return refuse(problem);

  const { asAt, inProgress } = clauses;
  const value = number === null ? null : number.value;
  const dated = {
    value,
    asAt,
    inProgress,
    status: statusAtDate(clauses.status ?? 'actual', asAt, about),
  };
  const kept = textToKeep(text, asAt, canonical(dated, about));
  return { ok: true, content: { ...dated, text: kept, unit } };
}

/** "Below 20%" says something, but not how many: unknown, with its words. */
function readBound(
  text: string,
  about: AboutCell,
  unit: CellContent['unit'],
): CellRead<CellContent> {
  const last = readLastDate(text, about, quote(text));
  if (!last.ok) return last;
  const status = 'tbc' as const;
  const problem = whyNotDate({ asAt: last.asAt, status }, about, quote(text));
  if (problem !== null) return refuse(problem);
  const kept = textToKeep(text, last.asAt, 'tbc');
  const { asAt } = last;
  return { ok: true, content: { value: null, status, asAt, inProgress: null, text: kept, unit } };
}

function withoutUnit(tail: string, unit: Measure['unit']): string {
  return unit === 'percent' || unit === 'number'
    ? tail
    : tail.replace(new RegExp(`^${unit}\\b`, 'i'), '').trim();
}

/**
 * A reading as its cell shows it for editing: the words as written where they still say
 * what the reading says, else Tenure's own. Reads back to the same content; a date at the
 * end of the year is left out.
 *
 * @example 45 as at 12 November 2021 is `45 @ 12 November 2021`.
 */
export function writeReading(
  reading: Pick<Reading, 'value' | 'status' | 'inProgress' | 'asAt' | 'text' | 'year'>,
  measure: Pick<Measure, 'kind' | 'unit' | 'label'>,
  startMonth: number,
): string {
  const about = { measure, year: reading.year, startMonth };
  const end = endOfYear(reading.year, startMonth);
  const date = reading.asAt === end ? '' : ` @ ${dateInWords(reading.asAt)}`;
  const own = `${canonical(reading, about)}${date}`;
  const status = statusAtDate(reading.status, reading.asAt, about);
  const saysTheSame = (text: string) => {
    const read = readCell(text, about);
    if (!read.ok || read.content === null) return false;
    const { content } = read;
    return (
      content.value === reading.value &&
      content.status === status &&
      content.inProgress === reading.inProgress &&
      (content.asAt ?? end) === reading.asAt
    );
  };
  if (reading.text === '') return own;
  return [reading.text, `${reading.text}${date}`].find(saysTheSame) ?? own;
}

const TARGET_EXAMPLES = 'Write one number, a minimum and an upper threshold as 85 to 90, or tbc.';

/**
 * Reads a target's cell: `20`, `10%`, `38-tbc`, `tbc`, or `85 to 90` (minimum to upper; a
 * minimum above the upper threshold means that lower is better).
 */
export function readTargetCell(written: string, about: AboutCell): CellRead<TargetContent> {
  const text = tidy(written);
  if (text === '' || NO_FIGURE.test(text)) return { ok: true, content: null };
  const quoted = quote(text);
  if (text.length > LONGEST)
    return refuse(`${quoted} is too long. Write at most 4,000 characters.`);
  if (startsWithTbc(text)) {
    const kept = text === 'tbc' ? '' : text;
    return { ok: true, content: { value: null, upper: null, status: 'tbc', text: kept } };
  }
  const minimum = leadingNumber(text);
  if (minimum === null) return refuse(`${quoted} is not a target. ${TARGET_EXAMPLES}`);
  const after = minimum.rest.trim();
  const [, tail = ''] = /^(?:to|[-–—])\s*(?=[\d.(−-])(.*)$/i.exec(after) ?? [];
  const upper = tail === '' ? null : leadingNumber(tail);
  // "85 to 90%" gives both a percentage; so does the row itself.
  const percent = minimum.percent || (upper?.percent ?? false);
  for (const number of upper === null ? [minimum] : [minimum, upper]) {
    const problem = whyNotInRow({ ...number, percent }, about.measure, quoted);
    if (problem !== null) return refuse(problem);
  }
  const rest = (upper === null ? after : upper.rest).replace(/^[\s,;()]+/, '');
  const tbc = startsWithTbc(rest);
  if (rest !== '' && !tbc) return refuse(`${quoted} is not a target. ${TARGET_EXAMPLES}`);
  const content: TargetContent = {
    value: minimum.value,
    upper: upper === null ? null : upper.value,
    status: tbc ? 'tbc' : 'set',
    text: '',
  };
  const plain = rest === '' && upper === null;
  const kept = plain || text === canonicalTarget(content, about.measure) ? '' : text;
  return { ok: true, content: { ...content, text: kept } };
}

/** A target as its cell shows it for editing; reads back to the same content. */
export function writeTarget(
  target: Pick<Target, 'value' | 'upper' | 'status' | 'text' | 'year'>,
  measure: Pick<Measure, 'kind' | 'unit' | 'label'>,
): string {
  const read =
    target.text === '' ? null : readTargetCell(target.text, aboutTarget(target.year, measure));
  const content = read?.ok === true ? read.content : null;
  const saysTheSame =
    content !== null &&
    content.value === target.value &&
    content.upper === target.upper &&
    content.status === target.status;
  return saysTheSame ? target.text : canonicalTarget(target, measure);
}

/** No date is read in a target's cell, so the month its year starts in makes no difference. */
function aboutTarget(year: Year, measure: AboutCell['measure']): AboutCell {
  return { measure, year, startMonth: 4 };
}
