/** Proposes which column is which, and what a file is; the user may change all of it. */
import type { Column } from './columns.ts';
import { readWrittenDate } from './dates.ts';
import { FIELDS, FIELDS_OF, IMPORT_KINDS, NEEDED } from './fields.ts';
import type { FieldId, ImportKind, Mapping } from './fields.ts';
import { looksNumeric, readHoursAndMinutes } from './numbers.ts';
import { meaningsIn, NOT_WHEN, plainHeading, type Meaning } from './synonyms.ts';

/** `sure`: the heading means the field. `likely`: it often does. `unsure`: it only contains it. */
export type Confidence = 'sure' | 'likely' | 'unsure';

export interface Proposal {
  column: number;
  confidence: Confidence;
}

export interface MappingProposal {
  kind: ImportKind;
  fields: Partial<Record<FieldId, Proposal>>;
  /** The proposal as a mapping, to read with as it stands. */
  mapping: Mapping;
}

interface Match {
  field: FieldId;
  column: Column;
  score: number;
}

const SURE = 3;
const LIKELY = 2;
/** Beneath this nothing is proposed. */
const ENOUGH = 0.7;

function meaningScore({ field, words, sure }: Meaning, heading: string): number {
  if (heading === words) return sure ? SURE : LIKELY;
  // One letter or a word as general as “to” is in too many headings to mean anything.
  if (!sure || words.length <= 2 || NOT_WHEN[field]?.test(heading) === true) return 0;
  return 1 + words.length / 100;
}

/** How well a column's heading, or its own part of one, says each field. */
function headingScores(kind: ImportKind, { heading, own }: Column): Map<FieldId, number> {
  const scores = new Map<FieldId, number>();
  const take = (text: string, weight: number) => {
    for (const meaning of meaningsIn(kind, text)) {
      const score = meaningScore(meaning, text) * weight;
      if (score > (scores.get(meaning.field) ?? 0)) scores.set(meaning.field, score);
    }
  };
  const whole = plainHeading(heading.replace(/ \(\d+\)$/, ''));
  const lower = plainHeading(own);
  take(whole, 1);
  if (lower !== whole) take(lower, 0.9);
  return scores;
}

/** True when what stands in the column could be what the field holds. */
function couldHold(field: FieldId, samples: readonly string[]): boolean {
  if (samples.length === 0) return true;
  const { type } = FIELDS[field];
  if (type === 'date') {
    const isDate = (text: string) =>
      readWrittenDate(text, 'day-first', 2000) !== null ||
      readWrittenDate(text, 'month-first', 2000) !== null ||
      /^\d{5}(?:\.\d+)?$/.test(text);
    return samples.some(isDate);
  }
  if (type === 'fte' || type === 'hours') {
    return samples.some((text) => looksNumeric(text) || readHoursAndMinutes(text) !== null);
  }
  if (type === 'name') return samples.some((text) => /\p{L}/u.test(text));
  return true;
}

function confidenceOf(score: number): Confidence {
  if (score >= SURE) return 'sure';
  return score >= LIKELY ? 'likely' : 'unsure';
}

/** Proposes a column for each field by the words of its heading; no column serves two fields. */
export function proposeMapping(columns: readonly Column[], kind: ImportKind): MappingProposal {
  const named = columns
    .filter(({ headed }) => headed)
    .map((column) => ({ column, scores: headingScores(kind, column) }));
  const matches: Match[] = FIELDS_OF[kind].flatMap((field) =>
    named
      .filter(({ scores }) => (scores.get(field) ?? 0) >= ENOUGH)
      .map(({ column, scores }) => {
        const score = scores.get(field)!;
        return { field, column, score: couldHold(field, column.samples) ? score : score / 4 };
      })
      .filter(({ score }) => score >= ENOUGH),
  );
  // Equal scores: what the file must have, then a column with cells, then the one further left.
  const needed = new Set(NEEDED[kind].flat());
  matches.sort(
    (a, b) =>
      b.score - a.score ||
      Number(needed.has(b.field)) - Number(needed.has(a.field)) ||
      Number(b.column.filled > 0) - Number(a.column.filled > 0) ||
      a.column.index - b.column.index,
  );
  const fields: Partial<Record<FieldId, Proposal>> = {};
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const { field, column, score } of matches) {
    if (fields[field] !== undefined || taken.has(column.index)) continue;
    fields[field] = { column: column.index, confidence: confidenceOf(score) };
    mapping[field] = column.index;
    taken.add(column.index);
  }
  if (kind === 'movements') datesOfTypedMovements(fields, mapping);
  return { kind, fields, mapping };
}

/** The one date beside a type of movement is the date of it, though it is called a start date. */
function datesOfTypedMovements(fields: MappingProposal['fields'], mapping: Mapping): void {
  const { movement, date, from, to } = mapping;
  if (movement === undefined || date !== undefined || from === undefined || to !== undefined)
    return;
  fields.date = { column: from, confidence: 'likely' };
  mapping.date = from;
  delete fields.from;
  delete mapping.from;
}

/** Fields that one kind of file has and the others do not. */
const TELLING: Record<ImportKind, readonly FieldId[]> = {
  establishment: ['fundedFrom', 'fundedTo', 'funding', 'frozen', 'holder', 'postRef'],
  people: ['basis', 'sweNumber', 'absence', 'offerAcceptedOn'],
  movements: ['movement', 'date'],
  agency: ['covers'],
  cohort: ['cohort', 'university', 'routeIn', 'registeredOn', 'sweRegisteredOn', 'assessor'],
};

/** Words in the file's or sheet's name, or its headings, that say what it is. */
const NAME_SAYS: Record<ImportKind, RegExp> = {
  establishment: /establishment|\bestb?\b|\bposts\b|structure/i,
  people: /people|staff(?:ing)? list|employees?\b|workforce|headcount|in post/i,
  movements: /movements?|starters?|leavers?|turnover/i,
  agency: /agency|locums?|contingent|interims?|temps\b/i,
  cohort: /asye|nqsw|cohort|newly qualified/i,
};

const WEIGHT: Record<Confidence, number> = { sure: 1, likely: 0.6, unsure: 0.2 };

/** How much a file looks like one of a kind: what it needs, what it alone has, what it is called. */
function pointsOf(
  { kind, fields }: MappingProposal,
  columns: readonly Column[],
  name: string,
): number {
  const weight = (field: FieldId) => WEIGHT[fields[field]?.confidence ?? 'unsure'];
  const has = (field: FieldId) => fields[field] !== undefined;
  const needed = NEEDED[kind].filter((group) => group.some(has)).length;
  const telling = TELLING[kind].filter(has).reduce((sum, field) => sum + weight(field), 0);
  const headings = columns.filter(({ heading }) => NAME_SAYS[kind].test(heading)).length;
  // A list of leavers alone has no start dates.
  const leaversOnly = kind === 'movements' && has('to') && !has('from') ? 2 : 0;
  const named = NAME_SAYS[kind].test(name) ? 2 : 0;
  return needed + telling + leaversOnly + named + Math.min(headings, 2) / 2;
}

/** What the file most likely is, by what each kind would make of its columns, and its name. */
export function proposeKind(
  proposals: Record<ImportKind, MappingProposal>,
  columns: readonly Column[],
  name: string,
): ImportKind {
  return IMPORT_KINDS.map((kind) => ({
    kind,
    points: pointsOf(proposals[kind], columns, name),
  })).reduce((best, each) => (each.points > best.points ? each : best)).kind;
}

/** A mapping by headings, to keep: it holds when the columns come in another order. */
export type RememberedMapping = Partial<Record<FieldId, string>>;

export function rememberMapping(mapping: Mapping, columns: readonly Column[]): RememberedMapping {
  const headings = new Map(columns.map(({ index, heading }) => [index, heading]));
  const entries = Object.entries(mapping).map(([field, index]) => [field, headings.get(index)]);
  return Object.fromEntries(
    entries.filter(([, heading]) => heading !== undefined),
  ) as RememberedMapping;
}

/** A kept mapping on a file's columns; a field whose heading is no longer there is left out. */
export function recallMapping(remembered: RememberedMapping, columns: readonly Column[]): Mapping {
  const byHeading = new Map(columns.map(({ index, heading }) => [plainHeading(heading), index]));
  const mapping: Mapping = {};
  for (const [field, heading] of Object.entries(remembered)) {
    const index = byHeading.get(plainHeading(heading));
    if (Object.hasOwn(FIELDS, field) && index !== undefined) mapping[field as FieldId] = index;
  }
  return mapping;
}
