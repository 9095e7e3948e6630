/** The figure cards of the Overview: what each says of a figure in the year reviewed. */
import type { Year } from '../../../domain/calendar.ts';
import { targetOf } from '../../../domain/derived.ts';
import type { Measure, PlanFigures } from '../../../domain/figures.ts';
import { headlineOf } from '../../../domain/headlines/headline.ts';
import { formatValue } from '../../../domain/format.ts';
import type { FigurePair } from '../../../domain/besideFigure.ts';
import { direction, judge, type Direction, type Judgement } from '../../../domain/rating.ts';
import { figureInWords, isJoined, knownFigures, type YearFigure } from './years.ts';

export type CardKind =
  'vacancyRate' | 'vacancies' | 'turnoverRate' | 'agencyRate' | 'recruitsTotal';

const TITLES: Record<CardKind, string> = {
  vacancyRate: 'Vacancy rate',
  vacancies: 'Vacancies',
  turnoverRate: 'Turnover',
  agencyRate: 'Agency',
  recruitsTotal: 'Recruits',
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
  const { yearStartMonth } = figures.settings;
  const { measure, figure, text, known, unit, ...said } = headlineOf(figures, kind, year);
  const target = measure && kind === 'recruitsTotal' ? targetOf(figures, measure.id, year) : null;
  const of = known && target?.value != null ? `of ${formatValue(target.value, 'people')}` : '';
  const offers = kind === 'recruitsTotal' ? said.inProgress : 0;
  const points = knownFigures(figures, kind);
  return {
    ...{ kind, title: TITLES[kind], value: text, known, unit: of || unit },
    definition: said.definition,
    judgement: measure
      ? judge(figures, measure.id, year)
      : { rating: 'not-rated', words: 'not rated: no target for this year', against: '' },
    direction: measure && figure?.value != null ? direction(figures, measure.id, year) : null,
    inProgress: offers > 0 ? `+${formatValue(offers, 'people')} in progress` : '',
    beside: (measure && pairOf(measure)?.words) ?? '',
    origin: said.origin,
    run: runOf(points),
    runInWords: points.map((item) => figureInWords(item, yearStartMonth)).join('; '),
  };
}

function runOf(known: readonly YearFigure[]): RunPoint[] {
  return known.map((item, index) => ({
    year: item.year,
    value: item.figure.value,
    joined: isJoined(known[index - 1], item),
  }));
}
