/** Where each of the projection's first numbers came from, in words beside its field. */
import {
  dateInWords,
  endOfYear,
  yearLabel,
  yearOf,
  type IsoDate,
} from '../../../domain/calendar.ts';
import {
  measureOfKind,
  readingInUse,
  targetInForce,
  type PlanFigures,
} from '../../../domain/figures.ts';
import { startingStock } from '../../../domain/projection/start.ts';

const ON_TARGETS = 'From Targets';

/** Beside the establishment and the vacancies. */
export interface StartSources {
  establishment: string;
  vacancies: string;
}

function dated(date: IsoDate | undefined): string {
  return date === undefined ? `${ON_TARGETS}.` : `${ON_TARGETS}, ${dateInWords(date)}.`;
}

/** Where the starting establishment and vacancies of a plan come from. */
export function startSources(figures: PlanFigures): StartSources {
  const stock = startingStock(figures);
  if (stock === null) return { establishment: '', vacancies: '' };
  const workedOut = (from: string) =>
    `Worked out from ${from} on Targets, ${dateInWords(stock.date)}.`;
  return {
    establishment:
      stock.calculated === 'establishment'
        ? workedOut('the vacancies and the vacancy rate')
        : dated(stock.establishmentFrom?.asAt),
    vacancies:
      stock.calculated === 'vacancies'
        ? workedOut('the establishment and the vacancy rate')
        : dated(stock.vacanciesFrom?.asAt),
  };
}

/** Where the plan's vacancy rate target for a date comes from, or that it has none. */
export function targetSource(figures: PlanFigures, by: IsoDate | null): string {
  const none = 'The plan has no vacancy rate target for this date.';
  const { yearStartMonth } = figures.settings;
  const row = measureOfKind(figures, 'vacancyRate');
  if (row === null || by === null) return none;
  const year = yearOf(by, yearStartMonth);
  if (by !== endOfYear(year, yearStartMonth)) return none;
  const label = yearLabel(year, yearStartMonth);
  const target = targetInForce(figures, row.id, year);
  if (target) return `${ON_TARGETS}: ${label}, set on ${dateInWords(target.setOn)}.`;
  const reading = readingInUse(figures, row.id, year);
  return reading?.status === 'planned'
    ? `${ON_TARGETS}: planned for ${label}, ${dateInWords(reading.asAt)}.`
    : none;
}
