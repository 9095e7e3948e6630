/** The way from a local vacancy rate to the page that sets it against DfE's. */
import { computed } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { nearestCensus } from '../../../domain/benchmark/dfeVacancy.ts';
import { censusDate, figureInWords, publishedFigure } from '../../../domain/benchmark/measures.ts';
import { dateInWords, daysBetween, type Year } from '../../../domain/calendar.ts';
import { localVacancyOf } from '../../../domain/records/differ.ts';
import { useBenchmark } from '../../stores/benchmark.ts';
import { usePlan } from '../../stores/plan.ts';

/** Figures further apart than a year are of different years, not different truths. */
const FURTHEST_DAYS = 366;

/** The link, and DfE's figure in words; null where the plan has not both figures. */
export function useDifferLink(year: () => Year) {
  const plan = usePlan();
  const store = useBenchmark();
  void store.load();
  return computed((): { to: RouteLocationRaw; words: string } | null => {
    const local = plan.figures && localVacancyOf(plan.figures, year());
    if (!local || !store.own) return null;
    const { years } = store.own;
    const printed = [...years.keys()].filter(
      (census) => typeof publishedFigure(years.get(census), 'vacancy') === 'number',
    );
    const census = nearestCensus(printed, local.asAt);
    if (census === null) return null;
    const at = censusDate(census);
    if (Math.abs(daysBetween(at, local.asAt)) > FURTHEST_DAYS) return null;
    const figure = figureInWords(publishedFigure(years.get(census), 'vacancy'), 'vacancy');
    return {
      to: { path: '/benchmark/differ', query: { year: year(), census } },
      words: `DfE published ${figure} for ${dateInWords(at)}.`,
    };
  });
}
