/** What a figure typed into the table takes where its words do not say. */
import { endOfYear, startOfYear, yearOf, type IsoDate, type Year } from '../../domain/calendar.ts';
import { latestReadingDate, readingInUse, type PlanFigures } from '../../domain/figures.ts';

/** Choices for new figures that stand on the page: which source, and which date if not the usual. */
export interface NewFigures {
  source: number;
  /** Overrides the usual date in the year it falls in. */
  asAt: IsoDate | null;
  today: IsoDate;
}

/**
 * The as-at date of a figure typed without one: the date chosen on the page, else the date
 * of the figure it is typed over, else the plan's latest date in the year that date falls
 * in, else the end of the year, or today while the year runs.
 */
export function usualAsAt(
  figures: PlanFigures,
  measure: number,
  year: Year,
  chosen: IsoDate | null,
  today: IsoDate,
): IsoDate {
  const month = figures.settings.yearStartMonth;
  if (chosen !== null && yearOf(chosen, month) === year) return chosen;
  const inUse = readingInUse(figures, measure, year);
  if (inUse) return inUse.asAt;
  const latest = latestReadingDate(figures);
  if (latest !== null && yearOf(latest, month) === year) return latest;
  const end = endOfYear(year, month);
  return today >= startOfYear(year, month) && today < end ? today : end;
}

export const BY_HAND = 'Entered by hand';

/** The source for new figures to begin with: figures entered by hand, unless another was used last. */
export function usualSource(figures: PlanFigures, lastUsed: number | null): number | null {
  const known = figures.sources.find((source) => source.id === lastUsed);
  return (known ?? figures.sources.find((source) => source.name === BY_HAND))?.id ?? null;
}
