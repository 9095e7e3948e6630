/** The Overview's chart of recruits by route against target, for the year reviewed. */
import { dateInWords, yearLabel, type Year } from '../../../domain/calendar.ts';
import { isKnown, targetOf } from '../../../domain/derived.ts';
import { routesOf, targetInForce, type PlanFigures } from '../../../domain/figures.ts';
import { headlineOf, headlineOfMeasure } from '../../../domain/headlines/headline.ts';
import { formatValue } from '../../../domain/format.ts';
import { definitionOf } from '../../../domain/measures.ts';
import { judge } from '../../../domain/rating.ts';
import type { BarRow, BarsData, ChartFacts, ChartTable } from '../../charts/types.ts';
import { scopesInWords, sourcesInWords, type YearFigure } from './years.ts';

export interface RecruitsChart {
  facts: ChartFacts;
  table: ChartTable;
  data: BarsData;
}

/** The routes of a year with their targets, or null where neither is known for any. */
export function recruitsChart(figures: PlanFigures, year: Year): RecruitsChart | null {
  const { basis, yearStartMonth } = figures.settings;
  const label = yearLabel(year, yearStartMonth);
  const routes = routesOf(figures).map((route) => {
    const { figure } = headlineOfMeasure(figures, route, year);
    return {
      route,
      figure: isKnown(figure) ? figure : null,
      tbc: figure?.status === 'tbc',
      target: targetInForce(figures, route.id, year)?.value ?? null,
    };
  });
  if (routes.every(({ figure, target }) => figure === null && target === null)) return null;
  const known: YearFigure[] = routes.flatMap(({ figure }) => (figure ? [{ year, figure }] : []));
  const asAt = known
    .map(({ figure }) => figure.asAt)
    .sort()
    .at(-1);
  const partYear = known.some(({ figure }) => figure.partYear);

  const rows: BarRow[] = routes.map(({ route, figure, tbc, target }) => {
    const inProgress = figure?.reading?.inProgress ?? null;
    const actual = figure ? formatValue(figure.value, 'people') : tbc ? 'tbc' : 'no figure';
    const more = inProgress ? ` (+${formatValue(inProgress, 'people')} in progress)` : '';
    const against = target === null ? 'no target' : `target ${formatValue(target, 'people')}`;
    const text = `${actual}${more}, ${against}`;
    return {
      label: route.label,
      value: figure?.value ?? null,
      inProgress,
      target,
      text,
      words: `${route.label}, ${label}: ${text}${figure ? `, at ${dateInWords(figure.asAt)}` : ''}`,
    };
  });

  return {
    facts: {
      title: `Recruits by route, ${label}`,
      definition: definitionOf('recruits', basis),
      asAt: asAt ? dateInWords(asAt) : 'no date yet',
      scope: scopesInWords(
        figures,
        known.map(({ figure }) => figure.scope),
      ),
      source: sourcesInWords(known),
      summary: summaryOf(figures, year),
    },
    table: {
      columns: [
        { label: 'Route' },
        { label: partYear ? 'Recruited so far' : 'Recruited', unit: 'people' },
        { label: 'In progress', unit: 'people' },
        { label: 'Target', unit: 'people' },
        { label: 'As at' },
      ],
      rows: routes.map(({ route, figure, tbc, target }, index) => [
        route.label,
        figure?.value ?? (tbc ? 'tbc' : 'not known'),
        rows[index]?.inProgress ?? null,
        target,
        figure ? dateInWords(figure.asAt) : null,
      ]),
    },
    data: { rows, name: partYear ? 'Recruited, part of the year' : 'Recruited', partYear },
  };
}

function summaryOf(figures: PlanFigures, year: Year): string {
  const label = yearLabel(year, figures.settings.yearStartMonth);
  const { figure: total, measure } = headlineOf(figures, 'recruitsTotal', year);
  if (!isKnown(total)) return `No total of recruits is known for ${label}.`;
  const target = measure && targetOf(figures, measure.id, year)?.value;
  const judgement = measure && judge(figures, measure.id, year);
  const count = formatValue(total.value, 'people');
  if (target == null || !judgement) return `${count} people were recruited in ${label}.`;
  if (total.partYear) return `${label} is ${judgement.words}.`;
  const of = `${count} of ${formatValue(target, 'people')} people were recruited in ${label}`;
  return `${of}: ${judgement.words.toLowerCase()}.`;
}
