/** The Overview's line charts: a rate or count by year against its targets. */
import { yearLabel, dateInWords, type Year } from '../../../domain/calendar.ts';
import {
  measureOfKind,
  targetInForce,
  yearsOf,
  type PlanFigures,
  type Unit,
} from '../../../domain/figures.ts';
import { formatValue } from '../../../domain/format.ts';
import { definitionOf } from '../../../domain/measures.ts';
import { direction } from '../../../domain/rating.ts';
import { yearAxis } from '../../charts/axis.ts';
import type {
  ChartFacts,
  ChartTable,
  LineBreak,
  LineData,
  LineTarget,
} from '../../charts/types.ts';
import {
  figureInWords,
  isJoined,
  knownFigures,
  ORIGIN_WORDS,
  scopeChanged,
  scopesInWords,
  sourcesInWords,
  spanInWords,
  type YearFigure,
} from './years.ts';

type LineKind = 'vacancyRate' | 'turnoverRate' | 'leavers';

/** What each chart is called. */
export const LINE_TITLES: Record<LineKind, string> = {
  vacancyRate: 'Vacancy rate by year',
  turnoverRate: 'Turnover by year',
  leavers: 'Leavers by year',
};

const NAMES: Record<LineKind, { series: string; sentence: string }> = {
  vacancyRate: { series: 'Vacancy rate', sentence: 'The vacancy rate was' },
  turnoverRate: { series: 'Turnover', sentence: 'Turnover was' },
  leavers: { series: 'Leavers', sentence: 'Leavers came to' },
};

/** A line chart with what its frame says. */
export interface YearChart {
  facts: ChartFacts;
  table: ChartTable;
  data: LineData;
}

/**
 * Turnover is charted as a rate where the rate is known for as many years as the count of
 * leavers, else as that count: a rate known for two years of six is no line.
 */
export function turnoverKind(figures: PlanFigures): 'turnoverRate' | 'leavers' {
  const rates = knownFigures(figures, 'turnoverRate').length;
  return rates >= knownFigures(figures, 'leavers').length ? 'turnoverRate' : 'leavers';
}

/** The chart of a kind over the plan's years, or null where no figure of it is known. */
export function yearChart(figures: PlanFigures, kind: LineKind): YearChart | null {
  const known = knownFigures(figures, kind);
  const last = known.at(-1);
  if (!last) return null;
  const { basis, yearStartMonth } = figures.settings;
  const { unit } = last.figure;
  const targets = targetsOf(figures, kind, unit);
  const breaks = breaksOf(known);
  return {
    facts: {
      title: LINE_TITLES[kind],
      definition: definitionOf(kind, basis),
      asAt: spanInWords(known),
      scope: scopesInWords(
        figures,
        known.map(({ figure }) => figure.scope),
      ),
      source: sourcesInWords(known),
      summary: summaryOf(figures, kind, known, targets),
    },
    table: tableOf(figures, kind, unit),
    data: {
      axis: yearAxis(yearsOf(figures.settings), yearStartMonth),
      unit,
      series: [
        {
          name: NAMES[kind].series,
          drawnAs: 'actual',
          points: known.map((item, index) => ({
            at: item.year,
            apart: !isJoined(known[index - 1], item),
            value: item.figure.value,
            words: figureInWords(item, yearStartMonth),
            label: formatValue(item.figure.value, unit),
            hollow: isPart(item),
            fromRecords: item.figure.origin === 'records',
          })),
        },
      ],
      targets: joinTargets(targets),
      breaks,
    },
  };
}

/** A count of part of a year, or a provisional figure: drawn apart from the others. */
function isPart({ figure }: YearFigure): boolean {
  return figure.partYear || figure.status === 'provisional' || figure.status === 'part-year';
}

/** A break for each confirmed change of scope, halfway between the two years. */
function breaksOf(known: readonly YearFigure[]): LineBreak[] {
  return known.flatMap((item, index) => {
    const before = known[index - 1];
    return before && scopeChanged(before, item)
      ? [{ at: item.year - 0.5, label: 'Scope changed' }]
      : [];
  });
}

interface YearTarget {
  year: Year;
  value: number;
  line: LineTarget;
}

function targetsOf(figures: PlanFigures, kind: LineKind, unit: Unit): YearTarget[] {
  const measure = measureOfKind(figures, kind);
  if (!measure) return [];
  return yearsOf(figures.settings).flatMap((year) => {
    const target = targetInForce(figures, measure.id, year);
    if (target === null || target.value === null) return [];
    const { value } = target;
    const label = `Target ${formatValue(value, unit)}${target.status === 'tbc' ? ' (tbc)' : ''}`;
    const set = `set ${dateInWords(target.setOn)}`;
    const words = `${yearLabel(year, figures.settings.yearStartMonth)}: ${label.toLowerCase()}, ${set}`;
    return [{ year, value, line: { from: year - 0.4, to: year + 0.4, value, label, words } }];
  });
}

/** One line for years in a row with the same target, so that it is labelled once. */
function joinTargets(targets: readonly YearTarget[]): LineTarget[] {
  const lines: LineTarget[] = [];
  targets.forEach(({ year, line }, index) => {
    const before = targets[index - 1];
    const last = lines.at(-1);
    if (last && before?.year === year - 1 && last.label === line.label) {
      lines[lines.length - 1] = { ...last, to: line.to, words: `${last.words}; ${line.words}` };
    } else {
      lines.push(line);
    }
  });
  return lines;
}

function summaryOf(
  figures: PlanFigures,
  kind: LineKind,
  known: readonly YearFigure[],
  targets: readonly YearTarget[],
): string {
  const last = known.at(-1);
  if (!last) return '';
  const { figure, year } = last;
  const month = figures.settings.yearStartMonth;
  const measure = measureOfKind(figures, kind);
  const travel = measure ? direction(figures, measure.id, year) : null;
  const moved = travel && travel.movement !== 'none' ? `, ${travel.words}` : '';
  const value = formatValue(figure.value, figure.unit);
  const part = figure.partYear ? ` in the part of ${yearLabel(year, month)}` : '';
  const first = `${NAMES[kind].sentence} ${value}${part} at ${dateInWords(figure.asAt)}${moved}.`;
  const next = targets.find((target) => target.year >= year);
  const target = next
    ? ` The target for ${yearLabel(next.year, month)} is ${formatValue(next.value, figure.unit)}.`
    : '';
  return first + target;
}

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function tableOf(figures: PlanFigures, kind: LineKind, unit: Unit): ChartTable {
  const month = figures.settings.yearStartMonth;
  const known = new Map(knownFigures(figures, kind).map((item) => [item.year, item]));
  const targets = new Map(targetsOf(figures, kind, unit).map((item) => [item.year, item]));
  return {
    columns: [
      { label: 'Year' },
      { label: NAMES[kind].series, unit },
      { label: 'Target', unit },
      { label: 'As at' },
      { label: 'Where it comes from' },
      { label: 'Scope' },
    ],
    rows: yearsOf(figures.settings).map((year) => {
      const item = known.get(year);
      return [
        yearLabel(year, month),
        item?.figure.value ?? 'not known',
        targets.get(year)?.value ?? null,
        item ? dateInWords(item.figure.asAt) : null,
        item ? capitalised(ORIGIN_WORDS[item.figure.origin]) : null,
        item ? scopesInWords(figures, [item.figure.scope]) : null,
      ];
    }),
  };
}
