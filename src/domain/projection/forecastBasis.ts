/** What the forecast is made from, out of a plan's yearly figures (DOMAIN.md §9). */
import { daysBetween, yearOf, type IsoDate, type Year } from '../calendar.ts';
import { measureOfKind, readingsOf, yearsOf, type PlanFigures } from '../figures.ts';
import type { ForecastConstants } from './forecast.ts';
import {
  isDfeReading,
  isKnown,
  isWholeYear,
  knownReading,
  leaverPeriod,
  stockOf,
  type KnownReading,
  type Stock,
} from './history.ts';
import type { ForecastBasis, TurnoverYear } from './types.ts';

const DAYS_OF_YEAR = 365.25;

/** An agency rate older than this says little about vacancies now. Days. */
const AGENCY_STALE_AFTER = 2 * 366;

type Kind = 'establishment' | 'vacancyRate' | 'leavers' | 'turnoverRate' | 'agency' | 'agencyRate';

/** A plan's figures as they were known at the close of a date. */
class Known {
  readonly figures: PlanFigures;
  readonly from: IsoDate;

  constructor(figures: PlanFigures, from: IsoDate) {
    this.figures = figures;
    this.from = from;
  }

  reading(kind: Kind, year: Year): KnownReading | null {
    return knownReading(this.figures, measureOfKind(this.figures, kind), year, this.from);
  }

  /** The turnover DfE published for the year, whichever reading is in use. */
  dfeTurnover(year: Year): KnownReading | null {
    const row = measureOfKind(this.figures, 'turnoverRate');
    const readings = row ? readingsOf(this.figures, row.id, year) : [];
    return (
      readings
        .filter(isKnown)
        .find((one) => one.asAt <= this.from && isDfeReading(this.figures, one)) ?? null
    );
  }

  stock(year: Year): Stock | null {
    return stockOf(this.figures, year, this.from);
  }

  /** The plan's years up to the start's, earliest first. */
  years(): Year[] {
    const last = yearOf(this.from, this.figures.settings.yearStartMonth);
    const readings = this.figures.readings.map(({ year }) => year);
    const first = Math.min(last, this.figures.settings.firstYear, ...readings);
    return yearsOf({ firstYear: first, lastYear: last });
  }
}

function vacancyRateOf(known: Known, year: Year): number | null {
  const stock = known.stock(year);
  if (stock && stock.establishment > 0) return stock.vacancies / stock.establishment;
  const rate = known.reading('vacancyRate', year);
  return rate && rate.value / 100;
}

/** DfE's own rate, a whole year's leavers over those in post at its end, or a stated rate. */
function turnoverOf(known: Known, year: Year): { rate: number; to: IsoDate } | null {
  const { figures } = known;
  const census = known.dfeTurnover(year);
  if (census) return { rate: census.value / 100, to: census.asAt };
  const leavers = known.reading('leavers', year);
  const stock = known.stock(year);
  const period = leavers && leaverPeriod(figures, leavers);
  if (period && isWholeYear(period) && stock && stock.inPost > 0) {
    return { rate: period.count / stock.inPost, to: period.to };
  }
  const stated = known.reading('turnoverRate', year);
  if (stated === null || stated.status === 'part-year') return null;
  return { rate: stated.value / 100, to: stated.asAt };
}

function turnoverYears(known: Known): TurnoverYear[] {
  return known.years().flatMap((year) => {
    const turnover = turnoverOf(known, year);
    const inPost = known.stock(year)?.inPost ?? 0;
    if (turnover === null || inPost <= 0) return [];
    const yearsBefore = Math.round(daysBetween(turnover.to, known.from) / DAYS_OF_YEAR);
    return [{ yearsBefore, rate: turnover.rate, inPost }];
  });
}

/** Agency workers over agency workers and people in post, of the latest year that has either. */
function agencyRateOf(known: Known): number | null {
  for (const year of known.years().reverse()) {
    const rate = known.reading('agencyRate', year);
    const workers = known.reading('agency', year);
    const asAt = rate?.asAt ?? workers?.asAt;
    if (asAt === undefined) continue;
    if (daysBetween(asAt, known.from) > AGENCY_STALE_AFTER) return null;
    if (rate) return rate.value / 100;
    const inPost = known.stock(year)?.inPost ?? 0;
    if (workers && inPost > 0) return workers.value / (workers.value + inPost);
  }
  return null;
}

/** The basis of a plan's forecast from the close of `from`: nothing later plays a part. */
export function forecastBasis(
  figures: PlanFigures,
  from: IsoDate,
  constants: ForecastConstants,
): ForecastBasis {
  const known = new Known(figures, from);
  const earlier = known.years().slice(0, -1);
  return {
    earlierVacancyRates: earlier.flatMap((year) => vacancyRateOf(known, year) ?? []),
    turnoverYears: turnoverYears(known),
    agencyRate: agencyRateOf(known),
    constants,
  };
}
