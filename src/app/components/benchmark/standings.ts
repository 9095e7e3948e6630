/** Where the authority lies among all, in words, as dots and as a table. */
import {
  censusDate,
  COMPARED_MEASURES,
  figureText,
  publishedFigure,
  type Compared,
} from '../../../domain/benchmark/measures.ts';
import { quarterOf, standingOf, type Standing } from '../../../domain/benchmark/standing.ts';
import { dateInWords } from '../../../domain/calendar.ts';
import { formatPercent } from '../../../domain/format.ts';
import type { ChartTable, DotsData } from '../../charts/types.ts';
import type { HeldArea, HeldRow } from '../../stores/benchmark.ts';
import { counted } from '../plans/words.ts';

const QUARTERS = {
  1: 'It lies in the lowest quarter.',
  2: 'It lies between the lowest quarter and the middle.',
  3: 'It lies between the middle and the highest quarter.',
  4: 'It lies in the highest quarter.',
} as const;

export interface StandingShown {
  title: string;
  asAt: string;
  summary: string;
  source: string;
  dots: DotsData;
  table: ChartTable;
}

/** "Higher than 112 of the 147 other authorities with a figure (76%), and the same as 2." */
function summaryOf(area: HeldArea, measure: Compared, standing: Standing<HeldRow>): string {
  const { lower, same, all, lowerShare, value } = standing;
  const { noun } = COMPARED_MEASURES[measure];
  const others = counted(all.length - 1, 'other authority', 'other authorities');
  const alike = same > 0 ? `, and the same as that of ${same}` : '';
  return (
    `The ${noun} of ${area.name}, ${figureText(value, measure)}, is higher than that of ${lower} ` +
    `of the ${others} with a figure (${formatPercent(lowerShare, 0)})${alike}. ${QUARTERS[quarterOf(standing)]}`
  );
}

/** Where the authority lies; null where it cannot be told: see {@link whyNoStanding}. */
export function standingShown(
  areas: readonly HeldArea[],
  area: HeldArea,
  measure: Compared,
): StandingShown | null {
  const standing = standingOf(areas, area, measure);
  if (standing === null) return null;
  const { all, censusYear, value, median } = standing;
  const { label, unit } = COMPARED_MEASURES[measure];
  const row = area.years.get(censusYear);
  const index = all.findIndex((one) => one.area.years.get(censusYear) === row);
  return {
    title: `${area.name} among all authorities`,
    asAt: dateInWords(censusDate(censusYear)),
    summary: summaryOf(area, measure, standing),
    source: row?.source ?? '',
    dots: {
      dots: all.map((one) => ({
        value: one.value,
        words: `${one.area.name}: ${figureText(one.value, measure)}`,
      })),
      unit,
      name: 'Another authority',
      own: { index, name: area.name, label: `${area.name} ${figureText(value, measure)}` },
      middle: { value: median, label: `Middle authority ${figureText(median, measure)}` },
    },
    table: {
      columns: [{ label: 'Authority' }, { label, unit }],
      rows: all.map((one) => [one.area.name, one.value]),
    },
  };
}

/** Why it cannot be told where the authority lies, and what to do. */
export function whyNoStanding(area: HeldArea, measure: Compared): string {
  const { noun } = COMPARED_MEASURES[measure];
  const figure = [...area.years.values()].some(
    (row) => typeof publishedFigure(row, measure) === 'number',
  );
  return figure
    ? `This plan holds DfE’s figures of too few other authorities to say where ${area.name} lies among all. Import DfE’s file with every local authority.`
    : `DfE gives no ${noun} of ${area.name}, so it has no place among the others.`;
}
