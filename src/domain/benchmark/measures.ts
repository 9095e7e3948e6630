/** What is compared between authorities, and how a published figure reads. */
import type { Unit } from '../figures.ts';
import { formatFixed } from '../format.ts';
import type { BenchmarkFigure, BenchmarkMeasure } from '../importing/benchmark.ts';
import { definitionOf } from '../measures.ts';
import type { AreaFigures } from './areas.ts';

export const COMPARED = ['vacancy', 'turnover', 'agency', 'caseload'] as const;
/** A measure of the Benchmark page. */
export type Compared = (typeof COMPARED)[number];

interface ComparedMeasure {
  label: string;
  /** In a sentence: "The vacancy rate of England". */
  noun: string;
  unit: Unit;
  /** The published figure shown, as printed: 24 for 24%. */
  figure: BenchmarkMeasure;
  definition: string;
}

export const COMPARED_MEASURES: Readonly<Record<Compared, ComparedMeasure>> = {
  vacancy: {
    label: 'Vacancy rate',
    noun: 'vacancy rate',
    unit: 'percent',
    figure: 'vacancyRateFte',
    definition: definitionOf('vacancyRate', 'dfe'),
  },
  turnover: {
    label: 'Turnover rate',
    noun: 'turnover rate',
    unit: 'percent',
    figure: 'turnoverRateFte',
    definition:
      'Leavers in the year to 30 September as a percentage of people in post at its end, full-time equivalent.',
  },
  agency: {
    label: 'Agency rate',
    noun: 'agency rate',
    unit: 'percent',
    figure: 'agencyRateFte',
    definition:
      'Agency workers as a percentage of agency workers and people in post, full-time equivalent.',
  },
  caseload: {
    label: 'Average caseload',
    noun: 'average caseload',
    unit: 'number',
    figure: 'caseloadFte',
    definition:
      'Cases held at 30 September for each full-time equivalent social worker, agency workers included, who holds at least one.',
  },
};

/** What each symbol that DfE prints in place of a figure means. None of them is zero. */
export const SYMBOL_MEANINGS: Readonly<Record<string, string>> = {
  z: 'not applicable',
  x: 'not available',
  ':': 'not available',
  c: 'confidential',
  low: 'rounds to 0, but is not 0',
  k: 'rounds to 0, but is not 0',
  u: 'low reliability',
};

/** A symbol's meaning in words. */
export function symbolMeaning(symbol: string): string {
  return SYMBOL_MEANINGS[symbol.toLowerCase()] ?? 'a symbol that is explained on DfE’s site';
}

/**
 * A measure of a row as published: a number, DfE's symbol, or null where the row or the figure is
 * not there. A symbol is never made into a number.
 */
export function publishedFigure(
  row: AreaFigures | undefined,
  measure: Compared,
): BenchmarkFigure | null {
  return row?.figures[COMPARED_MEASURES[measure].figure] ?? null;
}

/** A number of a measure, with the one decimal DfE prints: `24.0%`, `14.2`. */
export function figureText(value: number, measure: Compared): string {
  return `${formatFixed(value)}${COMPARED_MEASURES[measure].unit === 'percent' ? '%' : ''}`;
}

/** A published figure as it reads in a sentence: `24.0%`, `c (confidential)`, `no figure`. */
export function figureInWords(figure: BenchmarkFigure | null, measure: Compared): string {
  if (figure === null) return 'no figure';
  if (typeof figure === 'number') return figureText(figure, measure);
  return `${figure} (${symbolMeaning(figure)})`;
}

/** The date of a census: 30 September. */
export const censusDate = (censusYear: number) => `${censusYear}-09-30`;
