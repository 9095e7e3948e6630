/**
 * The day a plan is looked at as at: one for every page, print and file. By default the latest
 * that has establishment, vacancies and leavers in one scope, so that a vacancy rate and a turnover
 * can stand beside each other.
 */
import { dateInWords, yearOf, type IsoDate } from '../calendar.ts';
import { isFact } from '../facts.ts';
import { measureOfKind, type MeasureKind, type PlanFigures } from '../figures.ts';
import { recordsKey, type RecordsCell } from '../records/recordsFigures.ts';

/** What a whole picture of a plan needs, in one scope. */
const NEEDED = ['establishment', 'vacancies', 'leavers'] as const satisfies MeasureKind[];
type Needed = (typeof NEEDED)[number];

/** A date that figures are of. */
export interface FiguresDate {
  date: IsoDate;
  /** What of establishment, vacancies and leavers no one scope has for the date. */
  lacks: Needed[];
}

/** The dates the plan has reported figures for, latest first. */
export function figuresDates(figures: PlanFigures): FiguresDate[] {
  const kindOf = new Map(figures.measures.map(({ id, kind }) => [id, kind]));
  const byDate = new Map<IsoDate, Map<number, Set<MeasureKind | undefined>>>();
  for (const reading of figures.readings) {
    if (!isFact(reading)) continue;
    const scopes = byDate.get(reading.asAt) ?? new Map<number, Set<MeasureKind | undefined>>();
    const kinds = scopes.get(reading.scope) ?? new Set();
    scopes.set(reading.scope, kinds.add(kindOf.get(reading.measure)));
    byDate.set(reading.asAt, scopes);
  }
  return [...byDate]
    .map(([date, scopes]) => {
      const lacking = [...scopes.values()].map((kinds) =>
        NEEDED.filter((kind) => !kinds.has(kind)),
      );
      const fewest = lacking.reduce((best, one) => (one.length < best.length ? one : best));
      return { date, lacks: fewest };
    })
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}

/**
 * The day the records reach, where they have the whole picture of it and reach what is reported;
 * else null.
 *
 * @param cells - the records' figures as far as they reach.
 */
export function recordsDate(
  figures: PlanFigures,
  cells: ReadonlyMap<string, RecordsCell>,
  reach: IsoDate,
): IsoDate | null {
  const year = yearOf(reach, figures.settings.yearStartMonth);
  const whole = NEEDED.every((kind) => {
    const measure = measureOfKind(figures, kind);
    const cell = measure && cells.get(recordsKey(measure.id, year));
    return cell?.latest?.asAt === reach && cell.shortfall === '';
  });
  return whole ? reach : null;
}

/**
 * The day a plan is looked at as at unless another is chosen: the latest that has establishment,
 * vacancies and leavers in one scope, reported or on record; else the latest with establishment
 * and vacancies; else the latest with anything. Null where the plan has no figures.
 *
 * @param recorded - what `recordsDate` gives.
 * @example Tower Hamlets: 12 November 2021.
 */
export function usualAsAt(figures: PlanFigures, recorded: IsoDate | null): IsoDate | null {
  const dates = figuresDates(figures);
  const stands = ({ lacks }: FiguresDate) => lacks.every((kind) => kind === 'leavers');
  const whole = dates.find(({ lacks }) => lacks.length === 0)?.date ?? null;
  if (recorded !== null && recorded >= (whole ?? '')) return recorded;
  return whole ?? (dates.find(stands) ?? dates[0])?.date ?? null;
}

/** `31 March 2026, without leavers`: what a date is to be chosen by. */
export function figuresDateInWords({ date, lacks }: FiguresDate): string {
  const missing = lacks.join(', ').replace(/, (\w+)$/, ' and $1');
  return lacks.length === 0 ? dateInWords(date) : `${dateInWords(date)}, without ${missing}`;
}
