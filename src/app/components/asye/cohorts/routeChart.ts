/** The chart of a route's last five years: recruited against target. */
import {
  dateInWords,
  endOfYear,
  yearLabel,
  type IsoDate,
  type Year,
} from '../../../../domain/calendar.ts';
import { figureOfMeasure } from '../../../../domain/derived.ts';
import type { RouteYear } from '../../../../domain/asye/yearTargets.ts';
import type { Measure, PlanFigures } from '../../../../domain/figures.ts';
import { definitionOf } from '../../../../domain/measures.ts';
import type { LeadingFigure } from '../../../../contract/records.ts';
import type { BarRow, BarsData, ChartFacts, ChartTable } from '../../../charts/types.ts';

interface Shown extends RouteYear {
  label: string;
  reported: number | null;
  /**
   * What the bar is: of a year that is over the reported figure, unless the records lead; of
   * the year under way what the records say by the day shown.
   */
  value: number | null;
  from: 'records' | 'reported' | null;
}

export interface RouteChart {
  facts: ChartFacts;
  table: ChartTable;
  data: BarsData;
}

function shownOf(
  figures: PlanFigures,
  choices: readonly LeadingFigure[],
  measure: Measure,
  one: RouteYear,
  day: IsoDate,
): Shown {
  const { yearStartMonth } = figures.settings;
  const figure = figureOfMeasure(figures, measure.id, one.year);
  const reported = figure === null || figure.calculated ? null : figure.value;
  const chosen = choices.find(
    (lead) => lead.measure === measure.id && lead.year === one.year,
  )?.leads;
  const over = endOfYear(one.year, yearStartMonth) <= day;
  const leads = chosen ?? (over ? 'reported' : 'records');
  const useReported = reported !== null && (one.recruited === null || leads === 'reported');
  return {
    ...one,
    label: `${yearLabel(one.year, yearStartMonth)}${over ? '' : ', so far'}`,
    reported,
    value: useReported ? reported : one.recruited,
    from: useReported ? 'reported' : one.recruited === null ? null : 'records',
  };
}

function barOf({ label, value, from, inProgress, target, tbc }: Shown): BarRow {
  const actual = value === null ? 'no figure' : String(value);
  const more = inProgress > 0 ? ` (+${inProgress} in progress)` : '';
  const against = target !== null ? `target ${target}` : tbc ? 'target tbc' : 'no target';
  const text = `${actual}${more}, ${against}`;
  const source = from === null ? '' : from === 'reported' ? ', as reported' : ', from records';
  return {
    ...{ label, value, target, text },
    inProgress: inProgress > 0 ? inProgress : null,
    words: `${label}: ${text}${source}`,
  };
}

function summaryOf(shown: readonly Shown[]): string {
  const judged = shown.filter(
    ({ value, target, label }) => value !== null && target !== null && !label.endsWith('so far'),
  );
  if (judged.length === 0) return 'No whole year has both a figure and a target.';
  const met = judged.filter(({ value, target }) => value! >= target!).length;
  const years = judged.length === 1 ? 'the one whole year' : `the ${judged.length} whole years`;
  return `The target was met in ${met} of ${years} with both a figure and a target.`;
}

/** @param years - earliest first. */
export function routeChart(
  figures: PlanFigures,
  leads: readonly LeadingFigure[],
  measure: Measure,
  years: readonly RouteYear[],
  day: IsoDate,
): RouteChart {
  const shown = years.map((one) => shownOf(figures, leads, measure, one, day));
  const label = (year: Year | undefined) =>
    year === undefined ? '' : yearLabel(year, figures.settings.yearStartMonth);
  return {
    facts: {
      title: `${measure.label}: recruited against target, ${label(years[0]?.year)} to ${label(years.at(-1)?.year)}`,
      definition: definitionOf('recruits', figures.settings.basis),
      asAt: dateInWords(day),
      scope: 'Every role the plan counts',
      source: 'Reported figures of years that are over; otherwise records in this plan',
      summary: summaryOf(shown),
    },
    table: {
      columns: [
        { label: 'Year' },
        { label: 'From records', unit: 'people' },
        { label: 'As reported', unit: 'people' },
        { label: 'In progress', unit: 'people' },
        { label: 'Target', unit: 'people' },
      ],
      rows: shown.map((one) => [
        one.label,
        one.recruited ?? 'not known',
        one.reported,
        one.inProgress,
        one.tbc ? 'tbc' : one.target,
      ]),
    },
    data: { rows: shown.map(barOf), name: 'Recruited', partYear: false },
  };
}
