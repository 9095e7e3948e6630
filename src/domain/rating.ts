/**
 * Ratings and direction of travel (DOMAIN.md §4). Values are compared unrounded; a part of
 * a year is rated only against a target for that part; a year is never rated against
 * another year's target.
 */
import {
  dateInWords,
  endOfQuarter,
  shareOfYearGone,
  yearLabel,
  type IsoDate,
  type Year,
} from './calendar.ts';
import {
  figureOfMeasure,
  noTargetInWords,
  targetOf,
  unrounded,
  type DerivedFigure,
} from './derived.ts';
import {
  targetInForce,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type RatingRule,
  type Target,
} from './figures.ts';
import { formatPercent, formatValue } from './format.ts';

export type Rated = 'green' | 'amber' | 'red';
export type Rating = Rated | 'not-rated';

export interface Judgement {
  rating: Rating;
  /** "On target", "Near target", "Off target", or why it is not rated. */
  words: string;
  /** The target and the rule: "target 35%, within 5% of it is near". Empty without a target. */
  against: string;
}

/** Differences this small are the computer's arithmetic, not the council's figures. */
const NOTHING = 1e-9;

/**
 * Rates against a minimum and an upper threshold: green at or beyond upper, amber between
 * the two, red short of the minimum. A minimum above the upper means lower is better.
 * Source: DOMAIN.md §4.
 *
 * @example rateMinUpper(86.3, 85, 90) is 'amber'; rateMinUpper(29.6, 10, 5) is 'red'.
 */
export function rateMinUpper(value: number, min: number, upper: number): Rated {
  const sign = min > upper ? -1 : 1;
  if (sign * (value - upper) >= -NOTHING) return 'green';
  return sign * (value - min) >= -NOTHING ? 'amber' : 'red';
}

/**
 * Rates against one target: green on or better than it, amber within the tolerance, the
 * boundary included, red outside. Source: DOMAIN.md §4.
 *
 * @example `rateTolerance(10.5, 10, { tolerance: 5, toleranceIn: 'percent' }, true)` is 'amber'.
 */
export function rateTolerance(
  value: number,
  target: number,
  rule: RatingRule,
  lowerIsBetter: boolean,
): Rated {
  const short = lowerIsBetter ? value - target : target - value;
  if (short <= NOTHING) return 'green';
  const width =
    rule.toleranceIn === 'percent' ? (Math.abs(target) * rule.tolerance) / 100 : rule.tolerance;
  return short <= width + NOTHING ? 'amber' : 'red';
}

const LOWER_IS_BETTER: Record<MeasureKind, boolean | null> = {
  vacancies: true,
  vacancyRate: true,
  turnoverRate: true,
  leavers: true,
  agency: true,
  agencyRate: true,
  recruits: false,
  recruitsTotal: false,
  establishment: null,
  other: null,
};

/** Whether less of a measure is better; null where neither is, or nobody said. */
function lowerIsBetter(kind: MeasureKind): boolean | null {
  return LOWER_IS_BETTER[kind];
}

const WORDS: Record<Rated, string> = {
  green: 'On target',
  amber: 'Near target',
  red: 'Off target',
};

function notRated(words: string, against = ''): Judgement {
  return { rating: 'not-rated', words, against };
}

/** What a figure is rated against, and by which rule, in words. */
function ruleInWords(target: Target, value: number, measure: Measure, rule: RatingRule): string {
  const due = target.quarter === null ? 'target' : `quarter ${target.quarter} target`;
  if (target.upper !== null) {
    const upper = formatValue(target.upper, measure.unit);
    return `${due} ${upper}, minimum ${formatValue(value, measure.unit)}`;
  }
  // Points of a percentage are not percent of the target: say which.
  const pointsOf = measure.unit === 'percent' ? 'percentage points' : measure.unit;
  const width =
    rule.toleranceIn === 'percent' ? `${rule.tolerance}%` : `${rule.tolerance} ${pointsOf}`;
  return `${due} ${formatValue(value, measure.unit)}, near within ${width} of it`;
}

/** The target that applies at a date: the one for a quarter at the quarter's end, else the year's. */
function targetAt(figures: PlanFigures, measure: number, year: Year, asAt: IsoDate): Target | null {
  const month = figures.settings.yearStartMonth;
  const quarter = ([1, 2, 3, 4] as const).find((q) => asAt === endOfQuarter(year, q, month));
  const forQuarter = quarter === undefined ? null : targetInForce(figures, measure, year, quarter);
  const forYear = targetOf(figures, measure, year);
  // At the year's end the year's own target goes before the fourth quarter's.
  return quarter === 4 ? (forYear ?? forQuarter) : (forQuarter ?? forYear);
}

function inProgress(
  figures: PlanFigures,
  measure: Measure,
  year: Year,
  figure: DerivedFigure,
  target: number,
): string {
  const gone = shareOfYearGone(figure.asAt, year, figures.settings.yearStartMonth);
  const value = formatValue(figure.value ?? 0, measure.unit);
  return `in progress: ${value} of ${formatValue(target, measure.unit)}, ${formatPercent(gone, 0)} of the year gone`;
}

/** Rates a measure's figure in a year against that year's own target, or says why not. */
export function judge(figures: PlanFigures, measureId: number, year: Year): Judgement {
  const measure = figures.measures.find((candidate) => candidate.id === measureId);
  const figure = measure ? figureOfMeasure(figures, measureId, year) : null;
  if (!measure || figure === null) return notRated('not rated: no figure');
  if (figure.status === 'tbc') return notRated('not rated: the figure is to be confirmed');
  if (figure.status === 'planned') return notRated('not rated: the figure is planned');
  const value = unrounded(figures, figure, year);
  if (value === null) return notRated('not rated: the figure is to be confirmed');

  const target = targetAt(figures, measureId, year, figure.asAt);
  if (!target) return notRated(`not rated: ${noTargetInWords(figures, measureId, year)}`);
  if (target.status === 'tbc' || target.value === null) {
    return notRated('not rated: the target is to be confirmed');
  }
  const rule = figures.settings.ratingRule;
  const against = ruleInWords(target, target.value, measure, rule);
  if (target.scope !== figure.scope) {
    return notRated('not rated: the target and the figure do not count the same posts', against);
  }
  if (figure.partYear && target.quarter === null) {
    return notRated(inProgress(figures, measure, year, figure, target.value), against);
  }
  if (target.upper !== null && target.upper !== target.value) {
    const rating = rateMinUpper(value, target.value, target.upper);
    return { rating, words: WORDS[rating], against };
  }
  const lower = lowerIsBetter(measure.kind);
  if (lower === null) {
    return notRated('not rated: the target does not say whether more or less is better', against);
  }
  const rating = rateTolerance(value, target.value, rule, lower);
  return { rating, words: WORDS[rating], against };
}

export interface Direction {
  /** "down from 15.2% in 2020-21", or why there is nothing to compare with. */
  words: string;
  movement: 'up' | 'down' | 'same' | 'none';
  /** Whether the movement is for the better; null where it is neither. */
  better: boolean | null;
  /** The two dates compared, where they are not a year apart to the day; else ''. */
  dates: string;
}

function noDirection(words: string): Direction {
  return { words, movement: 'none', better: null, dates: '' };
}

/** The day and month of a date, which tells whether two counts cover like parts of their years. */
function dayOfYear(date: IsoDate): string {
  // A year that ends in February ends on the 28th or the 29th.
  return date.slice(5).replace('02-29', '02-28');
}

/**
 * The direction of travel since the year before. Counts compare like parts of a year only;
 * what stands at a date compares with the year before's reading, and figures of different
 * scopes do not compare (DOMAIN.md §4).
 *
 * @example Tower Hamlets' vacancy rate in 2021-22: "down from 15.2% in 2020-21", better.
 */
export function direction(figures: PlanFigures, measureId: number, year: Year): Direction {
  const measure = figures.measures.find((candidate) => candidate.id === measureId);
  const now = known(figures, measureId, year);
  if (!measure || now === null) return noDirection('no figure');
  const before = known(figures, measureId, year - 1);
  if (before === null) return noDirection('no earlier figure');
  const month = figures.settings.yearStartMonth;
  if (before.figure.scope !== now.figure.scope) {
    return noDirection(`not comparable: the scope changed in ${yearLabel(year, month)}`);
  }
  if (before.figure.definition !== now.figure.definition) {
    return noDirection('not comparable: the two years are worked out differently');
  }
  const sameDay = dayOfYear(now.figure.asAt) === dayOfYear(before.figure.asAt);
  const bothParts = now.figure.partYear && before.figure.partYear;
  if (now.figure.partYear !== before.figure.partYear || (bothParts && !sameDay)) {
    return noDirection('no earlier figure');
  }
  const dates = sameDay
    ? ''
    : `${dateInWords(before.figure.asAt)} to ${dateInWords(now.figure.asAt)}`;

  const change = now.value - before.value;
  const then = `${formatValue(before.value, measure.unit)} in ${yearLabel(year - 1, month)}`;
  if (Math.abs(change) <= NOTHING) {
    return { words: `the same as ${then}`, movement: 'same', better: null, dates };
  }
  const movement = change > 0 ? 'up' : 'down';
  const lower = lowerIsBetter(measure.kind);
  return {
    words: `${movement} from ${then}`,
    movement,
    better: lower === null ? null : lower === change < 0,
    dates,
  };
}

function known(
  figures: PlanFigures,
  measureId: number,
  year: Year,
): { figure: DerivedFigure; value: number } | null {
  const figure = figureOfMeasure(figures, measureId, year);
  if (figure === null || figure.value === null) return null;
  if (figure.status === 'tbc' || figure.status === 'planned') return null;
  return { figure, value: figure.value };
}
