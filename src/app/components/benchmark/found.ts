/** What was found in DfE's file, in words: years, areas, measures, symbols. */
import { censusDate, symbolMeaning } from '../../../domain/benchmark/measures.ts';
import type { BenchmarkChanges, RevisedFigure } from '../../../domain/benchmark/changes.ts';
import { dateInWords } from '../../../domain/calendar.ts';
import {
  BENCHMARK_MEASURES,
  type BenchmarkFigure,
  type BenchmarkFile,
  type BenchmarkLevel,
} from '../../../domain/importing/benchmark.ts';
import { formatValue } from '../../../domain/format.ts';
import type { FigureChange } from '../../../domain/tableFile/compare.ts';
import { counted } from '../plans/words.ts';

/** `30 September 2017 to 30 September 2023`. */
export function censusesInWords(years: readonly number[]): string {
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return 'no census';
  const from = dateInWords(censusDate(first));
  return first === last ? from : `${from} to ${dateInWords(censusDate(last))}`;
}

const LEVEL_NAMES: Record<BenchmarkLevel, [one: string, many: string]> = {
  'Local authority': ['authority', 'authorities'],
  Regional: ['region', 'regions'],
  National: ['nation', 'nations'],
};

/** `154 authorities, 11 regions, 1 nation`: areas by their codes. */
function areasInWords({ rows }: BenchmarkFile): string {
  return (Object.keys(LEVEL_NAMES) as BenchmarkLevel[])
    .map((level) => {
      const codes = new Set(
        rows.filter((row) => row.level === level).map(({ areaCode }) => areaCode),
      );
      return counted(codes.size, ...LEVEL_NAMES[level]);
    })
    .join(', ');
}

/** What a person checks to see that it is the right file. */
export function aboutFile(file: BenchmarkFile): { label: string; words: string }[] {
  const { rows, years, measures, unused } = file;
  return [
    { label: 'Censuses', words: censusesInWords(years) },
    { label: 'Areas', words: areasInWords(file) },
    { label: 'Rows', words: `${counted(rows.length, 'row')}, one for each area and census` },
    {
      label: 'Figures',
      words: `${measures.length} of the ${Object.keys(BENCHMARK_MEASURES).length} that Tenure knows`,
    },
    ...(unused.length > 0 ? [{ label: 'Columns not used', words: unused.join(', ') }] : []),
  ];
}

/** The symbols a file prints in place of figures, with their meaning and how many there are. */
export function symbolsIn({ rows }: BenchmarkFile) {
  const counts = new Map<string, number>();
  for (const { figures } of rows) {
    for (const figure of Object.values(figures)) {
      if (typeof figure === 'string') counts.set(figure, (counts.get(figure) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([symbol, count]) => ({ symbol, meaning: symbolMeaning(symbol), count }));
}

function asWritten(figure: BenchmarkFigure | null): string {
  if (figure === null) return 'no figure';
  return typeof figure === 'number'
    ? formatValue(figure, 'number')
    : `${figure} (${symbolMeaning(figure)})`;
}

/**
 * Revised figures as the preview lists changes: those of the areas compared first, and figures
 * that were there before those that are new.
 *
 * @param compared - codes of the own authority and those it is compared with.
 */
export function revisionsOf(
  { revised }: BenchmarkChanges,
  compared: ReadonlySet<string>,
): FigureChange[] {
  const rank = ({ areaCode, before }: RevisedFigure) =>
    (compared.has(areaCode) ? 0 : 2) + (before === null ? 1 : 0);
  return [...revised]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ areaName, censusYear, measure, before, after }) => ({
      what: `${areaName}, ${censusYear}: ${BENCHMARK_MEASURES[measure]}`,
      before: asWritten(before),
      after: asWritten(after),
    }));
}
