/** The forms of a cell's details, read into the facts to record. */
import { dateInWords, endOfQuarter } from '../../domain/calendar.ts';
import {
  isFlow,
  STATUSES,
  type PlanFigures,
  type Reading,
  type Status,
} from '../../domain/figures.ts';
import { readCell, readTargetCell, writeReading } from '../../domain/readCell.ts';
import { usualAsAt } from './defaults.ts';
import type { ReadingEntry, TargetEntry } from './entries.ts';
import { readTypedDate } from './typedDate.ts';

export const STATUS_WORDS: Record<Status, string> = {
  actual: 'Actual',
  provisional: 'Provisional',
  'part-year': 'Part of the year',
  planned: 'Planned',
  tbc: 'To be confirmed (tbc)',
};
export const STATUS_CHOICES = STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }));

interface Where {
  measure: PlanFigures['measures'][number];
  year: number;
}

type Problems<Fields> = Partial<Record<keyof Fields, string>>;
export type FormRead<Entry, Fields> =
  { ok: true; entry: Entry } | { ok: false; problems: Problems<Fields> };

const WHOLE = /^\d{1,7}$/;

/** A reading as its form holds it: what was typed, until it is saved. */
export interface ReadingFields {
  value: string;
  status: Status;
  asAt: string;
  inProgress: string;
  note: string;
  text: string;
  source: number | null;
  scope: number | null;
}

/** The form of a reading, or of a new one. */
export function readingFields(
  reading: Reading | null,
  where: Where,
  figures: PlanFigures,
  fresh: { source: number | null; today: string },
): ReadingFields {
  if (reading === null) {
    const asAt = usualAsAt(figures, where.measure.id, where.year, null, fresh.today);
    return {
      ...{ value: '', status: 'actual', inProgress: '', note: '', text: '', scope: null },
      asAt: dateInWords(asAt),
      source: fresh.source,
    };
  }
  const plain = { ...reading, status: 'actual' as const, inProgress: null, text: '' };
  const atYearEnd = { ...plain, year: where.year };
  return {
    value: reading.value === null ? '' : numberInWords(atYearEnd, where, figures),
    status: reading.status,
    asAt: dateInWords(reading.asAt),
    inProgress: reading.inProgress === null ? '' : String(reading.inProgress),
    note: reading.note,
    text: reading.text,
    source: reading.source,
    scope: reading.scope,
  };
}

function numberInWords(reading: Reading, { measure }: Where, figures: PlanFigures): string {
  const written = writeReading(reading, measure, figures.settings.yearStartMonth);
  return written.replace(/ @ .*$/, '');
}

/** Reads the form; every problem at once, each for its field. */
export function readReadingForm(
  fields: ReadingFields,
  where: Where,
  figures: PlanFigures,
): FormRead<Omit<ReadingEntry, 'source'>, ReadingFields> {
  const problems: Problems<ReadingFields> = {};
  const about = { ...where, startMonth: figures.settings.yearStartMonth };
  const read = readCell(fields.value, about);
  let value: number | null = null;
  if (!read.ok) problems.value = read.problem;
  else if (read.content) {
    const { asAt, inProgress, status } = read.content;
    value = read.content.value;
    if (asAt !== null || inProgress !== null || status === 'planned' || status === 'provisional') {
      problems.value =
        'Write the number alone. Its date, status and people in progress have fields of their own.';
    }
  }
  if (read.ok && value === null && fields.status !== 'tbc') {
    problems.value = 'Enter a number, or choose “To be confirmed” as the status.';
  }
  const asAt = readTypedDate(fields.asAt, where.year);
  if (asAt === null) problems.asAt = 'Enter a real date, for example 12 November 2021.';
  const inProgress = fields.inProgress.trim();
  if (inProgress !== '' && !WHOLE.test(inProgress)) {
    problems.inProgress = 'Enter a whole number, or leave it blank.';
  }
  if (Object.keys(problems).length > 0 || asAt === null) return { ok: false, problems };
  return {
    ok: true,
    entry: {
      measure: where.measure.id,
      year: where.year,
      asAt,
      value,
      status: fields.status,
      inProgress: inProgress === '' || !isFlow(where.measure.kind) ? null : Number(inProgress),
      note: fields.note.trim(),
      text: fields.text.trim(),
      ...(fields.scope === null ? {} : { scope: fields.scope }),
    },
  };
}

export interface TargetFields {
  value: string;
  upper: string;
  quarter: 1 | 2 | 3 | 4 | null;
  setOn: string;
  reason: string;
  source: number | null;
}

export function newTargetFields(source: number | null, today: string): TargetFields {
  return { value: '', upper: '', quarter: null, setOn: dateInWords(today), reason: '', source };
}

/** Reads the form of a target revision. */
export function readTargetForm(
  fields: TargetFields,
  where: Where,
  figures: PlanFigures,
): FormRead<Omit<TargetEntry, 'source'>, TargetFields> {
  const problems: Problems<TargetFields> = {};
  const about = { ...where, startMonth: figures.settings.yearStartMonth };
  const upper = fields.upper.trim();
  const read = readTargetCell(fields.value, about);
  const readUpper = upper === '' ? null : readTargetCell(upper, about);
  if (!read.ok) problems.value = read.problem;
  else if (read.content === null)
    problems.value = 'Enter a target, or tbc when it is not known yet.';
  if (readUpper && !readUpper.ok) problems.upper = readUpper.problem;
  else if (readUpper && (readUpper.content?.value ?? null) === null) {
    problems.upper = 'Enter a number, or leave it blank.';
  } else if (readUpper && read.ok && read.content?.upper) {
    problems.upper = 'The first field already gives an upper threshold. Leave this one blank.';
  }
  const setOn = readTypedDate(fields.setOn, where.year);
  if (setOn === null) problems.setOn = 'Enter a real date, for example 14 May 2021.';
  if (Object.keys(problems).length > 0 || !read.ok || !read.content || setOn === null) {
    return { ok: false, problems };
  }
  const threshold = readUpper?.ok ? (readUpper.content?.value ?? null) : null;
  return {
    ok: true,
    entry: {
      ...read.content,
      upper: read.content.upper ?? threshold,
      measure: where.measure.id,
      year: where.year,
      quarter: fields.quarter,
      setOn,
      reason: fields.reason.trim(),
    },
  };
}

/** `By the end of quarter 1, 30 June 2021`, and so on; null for the whole year. */
export function quarterWords(
  quarter: 1 | 2 | 3 | 4 | null,
  year: number,
  startMonth: number,
): string {
  return quarter === null
    ? 'The whole year'
    : `By the end of quarter ${quarter}, ${dateInWords(endOfQuarter(year, quarter, startMonth))}`;
}

/** The form's field that a fault is about: `readings.0.asAt` is about `asAt`. */
export function faultField(field: string | undefined): string {
  return field?.split('.').at(-1) ?? '';
}
