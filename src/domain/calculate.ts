/**
 * Rates worked out from their parts. The parts must count the same posts at the same date;
 * where they do not, or one is not known, there is no rate (DOMAIN.md §3).
 */
import { endOfYear, type Year } from './calendar.ts';
import { areAlike, factOf } from './facts.ts';
import { isPartYear, type MeasureKind, type PlanFigures, type Reading } from './figures.ts';
import { agencyRate, turnoverRate, vacancyRate } from './measures.ts';

/** A calculated value with the readings it comes from. */
export interface Calculated {
  value: number;
  /** Of one scope and date. */
  parts: Reading[];
  /** What stood a year before, where the rate needs it. */
  opening: Reading[];
  /** A turnover over people in post at the year's end, for want of the number at its start. */
  overEnd: boolean;
}

interface InPost {
  value: number;
  establishment: Reading & { value: number };
  vacancies: Reading & { value: number };
}

/** People in post: establishment − vacancies, of one scope and date. */
function inPost(figures: PlanFigures, year: Year): InPost | null {
  const establishment = factOf(figures, 'establishment', year);
  const vacancies = factOf(figures, 'vacancies', year);
  if (!establishment || !vacancies || !areAlike([establishment, vacancies])) return null;
  return { value: establishment.value - vacancies.value, establishment, vacancies };
}

function percent(
  share: number | null,
  parts: Reading[],
  { opening = [], overEnd = false }: Partial<Pick<Calculated, 'opening' | 'overEnd'>> = {},
): Calculated | null {
  return share === null ? null : { value: share * 100, parts, opening, overEnd };
}

function vacancies(figures: PlanFigures, year: Year): Calculated | null {
  const post = inPost(figures, year);
  if (!post) return null;
  const parts = {
    vacancies: post.vacancies.value,
    establishment: post.establishment.value,
    inPost: post.value,
  };
  const rate = vacancyRate(parts, figures.settings.basis);
  return percent(rate, [post.vacancies, post.establishment]);
}

function agency(figures: PlanFigures, year: Year): Calculated | null {
  const workers = factOf(figures, 'agency', year);
  const establishment = factOf(figures, 'establishment', year);
  if (!workers || !establishment || !areAlike([workers, establishment])) return null;
  if (figures.settings.basis === 'local') {
    const parts = { agency: workers.value, establishment: establishment.value };
    return percent(agencyRate(parts, 'local'), [workers, establishment]);
  }
  const post = inPost(figures, year);
  if (!post) return null;
  const rate = agencyRate({ agency: workers.value, inPost: post.value }, 'dfe');
  return percent(rate, [workers, post.establishment, post.vacancies]);
}

/**
 * Only from a whole year's leavers: a part-year count is never an annual rate. Where the number in
 * post at the year's start is not known, over that at its end, and said to be.
 */
function turnover(figures: PlanFigures, year: Year): Calculated | null {
  const { basis, yearStartMonth } = figures.settings;
  const leavers = factOf(figures, 'leavers', year);
  const end = inPost(figures, year);
  if (!leavers || !end || isPartYear(leavers, 'leavers', yearStartMonth)) return null;
  const parts = [leavers, end.establishment, end.vacancies];
  if (!areAlike(parts)) return null;
  if (basis === 'dfe') {
    return percent(turnoverRate({ leavers: leavers.value, inPostAtEnd: end.value }, 'dfe'), parts);
  }
  const start = inPost(figures, year - 1);
  const opens =
    start?.establishment.scope === leavers.scope &&
    start.establishment.asAt === endOfYear(year - 1, yearStartMonth)
      ? start
      : null;
  const averageInPost = opens ? (opens.value + end.value) / 2 : end.value;
  const rate = turnoverRate({ leavers: leavers.value, averageInPost }, 'local');
  if (!opens) return percent(rate, parts, { overEnd: true });
  return percent(rate, parts, { opening: [opens.establishment, opens.vacancies] });
}

/**
 * A rate from its parts on the plan's basis, in percent, or null where it cannot be had.
 *
 * @example 40 vacancies and 319 posts, both at 12 November 2021, give 12.539.
 */
export function calculateRate(
  figures: PlanFigures,
  kind: MeasureKind,
  year: Year,
): Calculated | null {
  if (kind === 'vacancyRate') return vacancies(figures, year);
  if (kind === 'agencyRate') return agency(figures, year);
  if (kind === 'turnoverRate') return turnover(figures, year);
  return null;
}
