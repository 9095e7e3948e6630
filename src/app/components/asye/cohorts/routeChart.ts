/** The chart of a route's last five years: recruited against target. */
import {
  dateInWords,
  endOfYear,
  yearLabel,
  type IsoDate,
  type Year,
} from '../../../../domain/calendar.ts';
import type { RouteYear } from '../../../../domain/asye/yearTargets.ts';
import type { Measure, PlanFigures } from '../../../../domain/figures.ts';
import { definitionOf } from '../../../../domain/measures.ts';
import type { BarRow, BarsData, ChartFacts, ChartTable } from '../../../charts/types.ts';
import { ORIGIN_WORDS } from '../../overview/years.ts';

interface Shown extends RouteYear {
  label: string;
}

export interface RouteChart {
  facts: ChartFacts;
  table: ChartTable;
  data: BarsData;
}

function shownOf({ settings }: PlanFigures, one: RouteYear, day: IsoDate): Shown {
  const { yearStartMonth } = settings;
  const over = endOfYear(one.year, yearStartMonth) <= day && !one.headline.figure?.partYear;
  return { ...one, label: `${yearLabel(one.year, yearStartMonth)}${over ? '' : ', so far'}` };
}

/** Where a year's figure comes from; '' where there is none. */
function sourceOf({ headline: { figure, known } }: RouteYear): string {
  return figure && known ? ORIGIN_WORDS[figure.origin] : '';
}

function barOf(one: Shown): BarRow {
  const { label, headline, recruited: value, inProgress, target, tbc } = one;
  const actual = value === null ? headline.text.toLowerCase() : String(value);
  const more = inProgress > 0 ? ` (+${inProgress} in progress)` : '';
  const against = target !== null ? `target ${target}` : tbc ? 'target tbc' : 'no target';
  const text = `${actual}${more}, ${against}`;
  const source = sourceOf(one);
  return {
    ...{ label, value, target, text },
    inProgress: inProgress > 0 ? inProgress : null,
    words: `${label}: ${text}${source && `, ${source}`}`,
  };
}

function summaryOf(shown: readonly Shown[]): string {
  const judged = shown.filter(
    ({ recruited, target, label }) =>
      recruited !== null && target !== null && !label.endsWith('so far'),
  );
  if (judged.length === 0) return 'No whole year has both a figure and a target.';
  const met = judged.filter(({ recruited, target }) => recruited! >= target!).length;
  const years = judged.length === 1 ? 'the one whole year' : `the ${judged.length} whole years`;
  return `The target was met in ${met} of ${years} with both a figure and a target.`;
}

/** @param years - earliest first. */
export function routeChart(
  figures: PlanFigures,
  measure: Measure,
  years: readonly RouteYear[],
  day: IsoDate,
): RouteChart {
  const shown = years.map((one) => shownOf(figures, one, day));
  const label = (year: Year | undefined) =>
    year === undefined ? '' : yearLabel(year, figures.settings.yearStartMonth);
  const scopes = [...new Set(shown.map(({ headline }) => headline.scope))].filter(Boolean);
  return {
    facts: {
      title: `${measure.label}: recruited against target, ${label(years[0]?.year)} to ${label(years.at(-1)?.year)}`,
      definition: definitionOf('recruits', figures.settings.basis),
      asAt: dateInWords(day),
      scope: scopes.join('; ') || 'Every role the plan counts',
      source: 'Each year’s leading figure, reported or from records; the table says which',
      summary: summaryOf(shown),
    },
    table: {
      columns: [
        { label: 'Year' },
        { label: 'Recruited', unit: 'people' },
        { label: 'Where it comes from' },
        { label: 'In progress', unit: 'people' },
        { label: 'Target', unit: 'people' },
      ],
      rows: shown.map((one) => [
        one.label,
        one.recruited ?? 'not known',
        sourceOf(one) || null,
        one.inProgress,
        one.tbc ? 'tbc' : one.target,
      ]),
    },
    data: { rows: shown.map(barOf), name: 'Recruited', partYear: false },
  };
}
