/** The measure year by year: a line for the authority, its records, and some it is compared with. */
import {
  censusDate,
  COMPARED_MEASURES,
  publishedFigure,
  figureInWords,
  figureText,
  type Compared,
} from '../../../domain/benchmark/measures.ts';
import { dateInWords } from '../../../domain/calendar.ts';
import type { Axis, ChartTable, LineSeries } from '../../charts/types.ts';
import type { HeldArea } from '../../stores/benchmark.ts';
import { recordedFigure, type OwnByYear } from './comparison.ts';

/** Colours, dashes and markers tell four lines apart, and no more. */
const MOST_LINES = 4;
const RECORDS = 'This plan’s records';

export interface LinesOverYears {
  axis: Axis;
  series: LineSeries[];
  table: ChartTable;
}

/** How many areas beside the own one may be drawn. */
export function roomBeside(years: readonly number[], measure: Compared, own: OwnByYear): number {
  const recorded = years.some((year) => recordedFigure(own, year, measure) !== null);
  return MOST_LINES - 1 - (recorded ? 1 : 0);
}

const at = (year: number) => dateInWords(censusDate(year));

/** A line with its name at its last point, never broken before its figure. */
function named(name: string, points: LineSeries['points'], measure: Compared): LineSeries {
  const last = points.findLast(({ value }) => value !== null)?.value;
  const endLabel = last == null ? name : `${name}\u00a0${figureText(last, measure)}`;
  return { name, drawnAs: 'actual', points, endLabel };
}

function areaLine(area: HeldArea, years: readonly number[], measure: Compared): LineSeries {
  const points = years.map((year) => {
    const figure = publishedFigure(area.years.get(year), measure);
    return {
      at: year,
      value: typeof figure === 'number' ? figure : null,
      words: `${area.name}, ${at(year)}: ${figureInWords(figure, measure)}`,
    };
  });
  return named(area.name, points, measure);
}

function recordsLine(own: OwnByYear, years: readonly number[], measure: Compared): LineSeries[] {
  const points = years.map((year) => {
    const value = recordedFigure(own, year, measure);
    const words = value === null ? 'no figure' : `${figureText(value, measure)}, DfE basis`;
    return { at: year, value, words: `${RECORDS}, ${at(year)}: ${words}` };
  });
  return points.some(({ value }) => value !== null) ? [named(RECORDS, points, measure)] : [];
}

/** The lines, the axis they stand on, and the same figures as a table. */
export function linesOverYears(
  area: HeldArea,
  beside: readonly HeldArea[],
  years: readonly number[],
  measure: Compared,
  own: OwnByYear,
): LinesOverYears {
  const series = [
    areaLine(area, years, measure),
    ...recordsLine(own, years, measure),
    ...beside.map((other) => areaLine(other, years, measure)),
  ];
  const { unit } = COMPARED_MEASURES[measure];
  const published = [area, ...beside];
  return {
    axis: {
      from: (years[0] ?? 0) - 0.5,
      to: (years.at(-1) ?? 0) + 0.5,
      ticks: years.map((year) => ({ at: year, label: String(year) })),
    },
    series,
    table: {
      columns: [{ label: '30 September' }, ...series.map(({ name }) => ({ label: name, unit }))],
      rows: years.map((year, index) => [
        String(year),
        ...series.map(({ name, points }) => {
          const value = points[index]?.value ?? null;
          if (value !== null) return value;
          const row = published.find((one) => one.name === name)?.years.get(year);
          const figure = publishedFigure(row, measure);
          return typeof figure === 'string' ? figureInWords(figure, measure) : null;
        }),
      ]),
    },
  };
}
