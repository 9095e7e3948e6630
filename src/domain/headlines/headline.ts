/**
 * A headline: a figure of the plan with its date, scope, definition and source. Every page, print
 * and file takes its headlines from here, so that one plan says one thing.
 */
import { dateInWords, type IsoDate, type Year } from '../calendar.ts';
import { figureOf, figureOfMeasure, totalRecruits, type DerivedFigure } from '../derived.ts';
import {
  measureOfKind,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Unit,
} from '../figures.ts';
import { formatValue } from '../format.ts';
import { definitionOf } from '../measures.ts';

/** A figure that a plan has once a year. */
export type HeadlineKind = Exclude<MeasureKind, 'recruits' | 'other'>;

export interface Headline {
  kind: MeasureKind;
  year: Year;
  /** The plan's row; null for a rate or total the plan has no row for. */
  measure: Measure | null;
  /** Null where there is nothing, to be confirmed or not. */
  figure: DerivedFigure | null;
  /** "12.5%", "tbc" or "No figure". */
  text: string;
  /** False for "tbc" and "No figure", which are words, not numbers. */
  known: boolean;
  /** Beside the number: "posts", "FTE", "people"; '' for a percentage. */
  unit: string;
  asAt: IsoDate | null;
  /** The name of the scope; '' where there is no figure. */
  scope: string;
  definition: string;
  /** "Reported at 12 November 2021.", "From records at …", or what it needs. */
  origin: string;
  /** Accepted offers beside a count of recruits; 0 for none. */
  inProgress: number;
}

const UNIT_WORDS: Record<Unit, string> = {
  people: 'people',
  posts: 'posts',
  percent: '',
  days: 'days',
  number: '',
};

/** Records count posts in full-time equivalents. */
function unitWords({ origin, unit }: DerivedFigure): string {
  return origin === 'records' && unit === 'posts' ? 'FTE' : UNIT_WORDS[unit];
}

const PARTS: Partial<Record<MeasureKind, string>> = {
  vacancyRate: 'vacancies and establishment',
  turnoverRate: 'a full year of leavers with vacancies and establishment',
  agencyRate: 'agency workers and establishment',
  recruitsTotal: 'the recruitment routes',
};

/** Said of a count of recruits that nothing gives. */
const NO_RECRUITS = 'Nobody has recorded any';

function originOf(kind: MeasureKind, figure: DerivedFigure | null): string {
  if (figure === null) {
    const parts = PARTS[kind];
    const enter = parts ? `Enter it on Targets, or ${parts}.` : 'Enter it on Targets.';
    const recruits = kind === 'recruits' || kind === 'recruitsTotal';
    return recruits ? `${NO_RECRUITS}: that is not none. ${enter}` : enter;
  }
  const at = dateInWords(figure.asAt);
  if (figure.calculated) return `${figure.source}, at ${at}.`;
  const text = figure.reading?.text ?? '';
  if (figure.value === null || figure.status === 'tbc') {
    return text ? `Not known yet at ${at}. As written: “${text}”.` : `Not known yet at ${at}.`;
  }
  if (figure.origin === 'records') {
    const note = figure.reading?.note ?? '';
    return `From records at ${at}.${note ? ` ${note}.` : ''}`;
  }
  const status = figure.status === 'actual' ? '' : ` (${figure.status})`;
  return `Reported${status} at ${at}.`;
}

function textOf(figure: DerivedFigure | null): Pick<Headline, 'text' | 'known' | 'unit'> {
  if (figure === null) return { text: 'No figure', known: false, unit: '' };
  if (figure.value === null || figure.status === 'tbc') {
    return { text: 'tbc', known: false, unit: '' };
  }
  const text = formatValue(figure.value, figure.unit);
  return { text, known: true, unit: unitWords(figure) };
}

function headline(
  figures: PlanFigures,
  about: Pick<Headline, 'kind' | 'year' | 'measure' | 'figure'>,
): Headline {
  const { kind, year, figure } = about;
  const total = kind === 'recruitsTotal' ? totalRecruits(figures, year).inProgress : 0;
  return {
    ...about,
    ...textOf(figure),
    asAt: figure?.asAt ?? null,
    scope: figures.scopes.find(({ id }) => id === figure?.scope)?.name ?? '',
    definition: figure?.definition ?? definitionOf(kind, figures.settings.basis),
    origin: originOf(kind, figure),
    inProgress: figure?.reading?.inProgress ?? total,
  };
}

/**
 * The headline of a kind in a year.
 *
 * @param figures - those that lead, as known at the day the plan is looked at as at.
 * @example Tower Hamlets, vacancyRate, 2021-22: 12.5%, reported at 12 November 2021.
 */
export function headlineOf(figures: PlanFigures, kind: HeadlineKind, year: Year): Headline {
  const measure = measureOfKind(figures, kind);
  return headline(figures, { kind, year, measure, figure: figureOf(figures, kind, year) });
}

/** The headline of a row of the table in a year, a recruitment route's for one (see `headlineOf`). */
export function headlineOfMeasure(figures: PlanFigures, measure: Measure, year: Year): Headline {
  const figure = figureOfMeasure(figures, measure.id, year);
  return headline(figures, { kind: measure.kind, year, measure, figure });
}

/** `12.5%, reported at 12 November 2021`: a headline inside a sentence. */
export function headlineInWords({ text, unit, origin, known }: Headline): string {
  const number = unit ? `${text} ${unit}` : text;
  const from = origin.replace(/\.$/, '').replace(/^(\w)/, (first) => first.toLowerCase());
  return known ? `${number}, ${from}` : text;
}
