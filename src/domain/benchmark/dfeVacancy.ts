/** DfE's figures for one authority as the explanation of a difference takes them. */
import { daysBetween, type IsoDate } from '../calendar.ts';
import type { BenchmarkMeasure } from '../importing/benchmark.ts';
import type { DfeVacancy } from '../records/difference.ts';
import type { AreaFigures, BenchmarkArea } from './areas.ts';
import { censusDate, figureInWords, publishedFigure } from './measures.ts';

/** What DfE publishes of an area's vacancies at a census; null where it has no row for it. */
export function dfeVacancyOf(area: BenchmarkArea, censusYear: number): DfeVacancy | null {
  const row: AreaFigures | undefined = area.years.get(censusYear);
  if (!row) return null;
  const number = (measure: BenchmarkMeasure) => {
    const figure = row.figures[measure];
    return typeof figure === 'number' ? figure : null;
  };
  const rate = publishedFigure(row, 'vacancy');
  const [vacancyFte, inpostFte] = [number('vacancyFte'), number('inPostFte')];
  const known = typeof rate === 'number' || (vacancyFte !== null && inpostFte !== null);
  return {
    area: row.areaName,
    censusDate: censusDate(censusYear),
    vacancyFte,
    inpostFte,
    agencyFte: number('agencyFte'),
    agencyCoverFte: number('agencyCoverFte'),
    vacancyRate: number('vacancyRateFte'),
    absent: known ? null : figureInWords(rate, 'vacancy'),
  };
}

/** The census whose date is nearest to a date, the earlier of two as near; null without any. */
export function nearestCensus(censusYears: readonly number[], date: IsoDate): number | null {
  const days = (year: number) => Math.abs(daysBetween(censusDate(year), date));
  return [...censusYears]
    .sort((a, b) => a - b)
    .reduce<number | null>(
      (best, year) => (best === null || days(year) < days(best) ? year : best),
      null,
    );
}
