/** The figures of one kind over the plan's years, as cards and charts need them. */
import { dateInWords, yearLabel, type Year } from '../../../domain/calendar.ts';
import { figureOf, isKnown, type DerivedFigure } from '../../../domain/derived.ts';
import { yearsOf, type MeasureKind, type PlanFigures } from '../../../domain/figures.ts';
import { formatValue } from '../../../domain/format.ts';

/** A figure that is known, in its year. */
export interface YearFigure {
  year: Year;
  figure: DerivedFigure & { value: number };
}

/** Every known figure of a kind, earliest first. */
export function knownFigures(figures: PlanFigures, kind: MeasureKind): YearFigure[] {
  return yearsOf(figures.settings).flatMap((year) => {
    const figure = figureOf(figures, kind, year);
    return isKnown(figure) ? [{ year, figure }] : [];
  });
}

/** True where the figure counts other posts than the one before it: the user confirmed it. */
export function scopeChanged(before: YearFigure, after: YearFigure): boolean {
  return before.figure.scope !== after.figure.scope;
}

/**
 * True where a line may run from one figure to the next: years in a row, of one scope and
 * definition, both whole years. Part of a year is not a year, and no figure no value.
 */
export function isJoined(before: YearFigure | undefined, after: YearFigure): boolean {
  if (before === undefined || after.year !== before.year + 1) return false;
  if (before.figure.definition !== after.figure.definition) return false;
  return !scopeChanged(before, after) && !before.figure.partYear && !after.figure.partYear;
}

/** "12 November 2021", or "31 March 2018 to 12 November 2021". */
export function spanInWords(known: readonly YearFigure[]): string {
  const dates = known.map(({ figure }) => figure.asAt).sort();
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return 'no date yet';
  return first === last ? dateInWords(first) : `${dateInWords(first)} to ${dateInWords(last)}`;
}

/** Where a figure comes from, in a sentence and in a table. */
export const ORIGIN_WORDS: Record<DerivedFigure['origin'], string> = {
  reported: 'reported',
  calculated: 'calculated',
  records: 'from records',
};

/** "2021-22: 12.5%, at 12 November 2021, reported". */
export function figureInWords({ year, figure }: YearFigure, startMonth: number): string {
  const parts = [
    `${yearLabel(year, startMonth)}: ${formatValue(figure.value, figure.unit)}`,
    `at ${dateInWords(figure.asAt)}`,
    ORIGIN_WORDS[figure.origin],
  ];
  if (figure.partYear) parts.push('part of the year');
  if (figure.status === 'provisional') parts.push('provisional');
  return parts.join(', ');
}

/** The names of the scopes of some figures, each once. */
export function scopesInWords(figures: PlanFigures, ids: readonly (number | null)[]): string {
  return figures.scopes
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join('; ');
}

/** The sources of some figures, each once. */
export function sourcesInWords(known: readonly YearFigure[]): string {
  return [...new Set(known.map(({ figure }) => figure.source))].filter(Boolean).join('; ');
}
