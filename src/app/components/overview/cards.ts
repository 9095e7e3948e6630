/** The figure cards of the Overview: what each says of a figure in the year reviewed. */
import { dateInWords, type Year } from '../../../domain/calendar.ts';
import { figureOf, totalRecruits, type DerivedFigure } from '../../../domain/derived.ts';
import {
  measureOfKind,
  targetInForce,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Unit,
} from '../../../domain/figures.ts';
import { formatValue } from '../../../domain/format.ts';
import type { FigurePair } from '../../../domain/besideFigure.ts';
import { definitionOf } from '../../../domain/measures.ts';
import { direction, judge, type Direction, type Judgement } from '../../../domain/rating.ts';
import { figureInWords, knownFigures, scopeChanged, type YearFigure } from './years.ts';

export type CardKind =
  'vacancyRate' | 'vacancies' | 'turnoverRate' | 'agencyRate' | 'recruitsTotal';

const TITLES: Record<CardKind, string> = {
  vacancyRate: 'Vacancy rate',
  vacancies: 'Vacancies',
  turnoverRate: 'Turnover',
  agencyRate: 'Agency',
  recruitsTotal: 'Recruits',
};

const UNIT_WORDS: Record<Unit, string> = {
  people: 'people',
  posts: 'posts',
  percent: '',
  days: 'days',
  number: '',
};

/** A point of a card's run chart; `joined` when the line reaches it from the point before. */
export interface RunPoint {
  year: Year;
  value: number;
  joined: boolean;
}

export interface FigureCard {
  kind: CardKind;
  title: string;
  /** "12.5%", "tbc" or "No figure". */
  value: string;
  /** False for "tbc" and "No figure", which are words, not numbers. */
  known: boolean;
  /** Beside the number: "posts", "people of 50". */
  unit: string;
  definition: string;
  judgement: Judgement;
  /** Null where there is no figure to have a direction. */
  direction: Direction | null;
  /** "+16 in progress", or ''. */
  inProgress: string;
  /** What the figure that does not lead says, or ''. */
  beside: string;
  /** "Reported at 12 November 2021", "Calculated from …", or why there is no figure. */
  origin: string;
  run: RunPoint[];
  /** The run chart in words. */
  runInWords: string;
}

const KINDS: CardKind[] = [
  'vacancyRate',
  'vacancies',
  'turnoverRate',
  'agencyRate',
  'recruitsTotal',
];

/** The reported figure of a measure and the one from records, where there are both. */
type PairOf = (measure: Measure) => FigurePair | null;

/**
 * The Overview's cards for a year, in their order.
 *
 * @param figures - those that lead.
 */
export function figureCards(
  figures: PlanFigures,
  year: Year,
  pairOf: PairOf = () => null,
): FigureCard[] {
  return KINDS.map((kind) => cardOf(figures, kind, year, pairOf));
}

function cardOf(figures: PlanFigures, kind: CardKind, year: Year, pairOf: PairOf): FigureCard {
  const { basis, yearStartMonth } = figures.settings;
  const figure = figureOf(figures, kind, year);
  const measure = measureOfKind(figures, kind);
  const known = knownFigures(figures, kind);
  return {
    kind,
    title: TITLES[kind],
    ...valueOf(figures, kind, year, figure),
    definition: definitionOf(kind, basis),
    judgement: measure
      ? judge(figures, measure.id, year)
      : { rating: 'not-rated', words: 'not rated: no target for this year', against: '' },
    direction: measure && figure?.value != null ? direction(figures, measure.id, year) : null,
    inProgress: inProgressOf(figures, kind, year, figure),
    beside: (measure && pairOf(measure)?.words) ?? '',
    origin: originOf(kind, figure),
    run: runOf(known),
    runInWords: known.map((item) => figureInWords(item, yearStartMonth)).join('; '),
  };
}

function valueOf(
  figures: PlanFigures,
  kind: CardKind,
  year: Year,
  figure: DerivedFigure | null,
): Pick<FigureCard, 'value' | 'known' | 'unit'> {
  if (figure === null) return { value: 'No figure', known: false, unit: '' };
  if (figure.value === null || figure.status === 'tbc') {
    return { value: 'tbc', known: false, unit: '' };
  }
  const measure = measureOfKind(figures, kind);
  const target =
    kind === 'recruitsTotal' && measure ? targetInForce(figures, measure.id, year) : null;
  const of = target?.value == null ? '' : `of ${formatValue(target.value, figure.unit)}`;
  return {
    value: formatValue(figure.value, figure.unit),
    known: true,
    unit: of || unitWords(figure),
  };
}

/** Records count posts in full-time equivalents. */
function unitWords({ origin, unit }: DerivedFigure): string {
  return origin === 'records' && unit === 'posts' ? 'FTE' : UNIT_WORDS[unit];
}

function inProgressOf(
  figures: PlanFigures,
  kind: CardKind,
  year: Year,
  figure: DerivedFigure | null,
): string {
  if (kind !== 'recruitsTotal') return '';
  const count = figure?.reading?.inProgress ?? totalRecruits(figures, year).inProgress;
  return count > 0 ? `+${formatValue(count, 'people')} in progress` : '';
}

const PARTS: Partial<Record<MeasureKind, string>> = {
  vacancyRate: 'vacancies and establishment',
  turnoverRate: 'a full year of leavers with vacancies and establishment',
  agencyRate: 'agency workers and establishment',
  recruitsTotal: 'the recruitment routes',
};

function originOf(kind: CardKind, figure: DerivedFigure | null): string {
  if (figure === null) {
    const parts = PARTS[kind];
    return parts ? `Enter it on Targets, or ${parts}.` : 'Enter it on Targets.';
  }
  const at = dateInWords(figure.asAt);
  if (figure.calculated) return `${figure.source}, at ${at}.`;
  const text = figure.reading?.text ?? '';
  if (figure.value === null || figure.status === 'tbc') {
    return text ? `Not known yet at ${at}. As written: “${text}”.` : `Not known yet at ${at}.`;
  }
  if (figure.origin === 'records') return `From records at ${at}.`;
  const status = figure.status === 'actual' ? '' : ` (${figure.status})`;
  return `Reported${status} at ${at}.`;
}

function runOf(known: readonly YearFigure[]): RunPoint[] {
  return known.map((item, index) => {
    const before = known[index - 1];
    return {
      year: item.year,
      value: item.figure.value,
      joined: before !== undefined && item.year === before.year + 1 && !scopeChanged(before, item),
    };
  });
}
