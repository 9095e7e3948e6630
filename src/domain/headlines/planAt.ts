/**
 * A plan as at one day: which day, what its records say by then, and the figures that lead. Pages,
 * prints, files and the preview of an import all look at a plan through this.
 */
import type { IsoDate, Year } from '../calendar.ts';
import { latestReadingDate, yearsOf, type PlanFigures } from '../figures.ts';
import { asKnownAt, leadingFigures, type LeadChoice } from '../leading.ts';
import { indexRecords } from '../records/indexRecords.ts';
import { recordsReach } from '../records/reach.ts';
import { recordsFigures, type RecordsCell } from '../records/recordsFigures.ts';
import type { PlanRecords } from '../records/types.ts';
import { recordsDate, usualAsAt } from './asAt.ts';

export interface PlanAt {
  /** The day looked at; null while the plan has nothing to look at. */
  asAt: IsoDate | null;
  /** The day unless another is chosen. */
  usual: IsoDate | null;
  /** The latest day the records speak of; null while there are none. */
  reach: IsoDate | null;
  /** What the records say of each cell, by `recordsKey`. */
  cells: ReadonlyMap<string, RecordsCell>;
  /** The reported figures as known at the day. */
  reported: PlanFigures;
  /** The figures that lead, as known at the day. */
  figures: PlanFigures;
}

const NONE: ReadonlyMap<string, RecordsCell> = new Map();

/**
 * @param all - the plan's own figures, as reported.
 * @param records - null where they are not read; figures are then as reported.
 * @param chosen - a day somebody chose to look at; null for the usual one.
 */
export function planAt(
  all: PlanFigures,
  records: PlanRecords | null,
  choices: readonly LeadChoice[],
  { today, chosen }: { today: IsoDate; chosen: IsoDate | null },
): PlanAt {
  const anybody = records !== null && indexRecords(records).begins !== null;
  const reach = anybody ? recordsReach(records, today) : null;
  const reached = records && reach ? recordsFigures(all, records, today) : NONE;
  const recorded = reach && recordsDate(all, reached, reach);
  const usual = usualAsAt(all, recorded) ?? reach;
  const asAt = chosen ?? usual;
  const reported = asAt === null ? all : asKnownAt(all, asAt);
  const cells =
    records === null || asAt === null || (asAt === reach && reported === all)
      ? reached
      : recordsFigures(reported, records, today, asAt);
  const figures = leadingFigures(reported, cells, choices);
  return { asAt, usual, reach, cells, reported, figures };
}

/** The year of the latest figures: the one headlines are of unless another is reviewed. */
export function latestYear(figures: PlanFigures): Year {
  const latest = latestReadingDate(figures);
  const years = figures.readings
    .filter(({ asAt, value, status }) => asAt === latest && value !== null && status !== 'planned')
    .map(({ year }) => year);
  return years.length > 0 ? Math.max(...years) : (yearsOf(figures.settings)[0] ?? 0);
}
