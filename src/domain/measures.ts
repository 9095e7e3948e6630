/**
 * The rates and their definitions, on the DfE basis and the local basis (DOMAIN.md §3).
 *
 * Every rate is a share: 0.125 is 12.5%. A rate with no denominator is absent:
 * null, never 0 and never NaN.
 */
import type { Basis, MeasureKind } from './figures.ts';

/** A part of a rate that may not be known. */
type Known = number | null | undefined;

function share(part: Known, whole: Known): number | null {
  if (part == null || whole == null) return null;
  if (!Number.isFinite(part) || !Number.isFinite(whole) || whole <= 0) return null;
  return part / whole;
}

function sum(a: Known, b: Known): number | null {
  return a == null || b == null ? null : a + b;
}

/**
 * Vacancy rate. DfE basis: vacancies / (vacancies + in post), FTE. Local basis:
 * vacancies / funded establishment. Source: DOMAIN.md §3.
 *
 * @example `vacancyRate({ vacancies: 40, establishment: 319 }, 'local')` is 0.1254 (40/319).
 * @example `vacancyRate({ vacancies: 81.8, inPost: 259.4 }, 'dfe')` is 0.2397.
 */
export function vacancyRate(
  parts: { vacancies: Known; establishment?: Known; inPost?: Known },
  basis: Basis,
): number | null {
  return basis === 'dfe'
    ? share(parts.vacancies, sum(parts.vacancies, parts.inPost))
    : share(parts.vacancies, parts.establishment);
}

/**
 * Turnover rate of a whole year. DfE basis: leavers in the year / in post at its end.
 * Local basis: leavers in twelve months / average in post. Source: DOMAIN.md §3.
 *
 * @example `turnoverRate({ leavers: 28, averageInPost: 280 }, 'local')` is 0.1.
 */
export function turnoverRate(
  parts: { leavers: Known; inPostAtEnd?: Known; averageInPost?: Known },
  basis: Basis,
): number | null {
  return share(parts.leavers, basis === 'dfe' ? parts.inPostAtEnd : parts.averageInPost);
}

/**
 * Agency rate. DfE basis: agency / (agency + in post). Local basis: agency / total
 * establishment, posts over establishment included. Source: DOMAIN.md §3.
 *
 * @example `agencyRate({ agency: 50, establishment: 250 }, 'local')` is 0.2.
 */
export function agencyRate(
  parts: { agency: Known; establishment?: Known; inPost?: Known },
  basis: Basis,
): number | null {
  return basis === 'dfe'
    ? share(parts.agency, sum(parts.agency, parts.inPost))
    : share(parts.agency, parts.establishment);
}

/**
 * The establishment a published vacancy percentage implies: vacancies / rate. Unrounded.
 * Only as exact as the printed percentage, so it is a question to ask, never a fact.
 *
 * @param ratePercent - as printed: 39.5 for 39.5%.
 * @example impliedEstablishment(104, 39.5) is 263.3 (rounded here); null when either is not known.
 */
export function impliedEstablishment(
  vacancies: number | null,
  ratePercent: number | null,
): number | null {
  if (vacancies === null || ratePercent === null || ratePercent <= 0 || vacancies < 0) return null;
  return (vacancies / ratePercent) * 100;
}

const DEFINITIONS: Record<MeasureKind, Record<Basis, string>> = {
  establishment: {
    local: 'Funded posts.',
    dfe: 'Posts in the structure, full-time equivalent.',
  },
  vacancies: {
    local: 'Funded posts with nobody employed in them. Agency workers do not fill a post.',
    dfe: 'Empty posts in the structure at 30 September, full-time equivalent, agency-covered ones included.',
  },
  vacancyRate: {
    local: 'Vacancies as a percentage of the funded establishment.',
    dfe: 'Vacancies as a percentage of vacancies and people in post, full-time equivalent.',
  },
  recruits: {
    local: 'People who started as employees by this route. Accepted offers are shown apart.',
    dfe: 'People who started as employees by this route. Accepted offers are shown apart.',
  },
  recruitsTotal: {
    local: 'People who started as employees by any route. Accepted offers are shown apart.',
    dfe: 'People who started as employees by any route. Accepted offers are shown apart.',
  },
  leavers: {
    local: 'Employees who left the authority’s child and family social work in the year.',
    dfe: 'Employees who left the authority’s child and family social work in the year to 30 September.',
  },
  turnoverRate: {
    local: 'Leavers in twelve months as a percentage of average headcount in post.',
    dfe: 'Leavers in the year as a percentage of people in post at its end.',
  },
  agency: {
    local: 'Agency workers in social work posts.',
    dfe: 'Agency workers in social work posts at 30 September.',
  },
  agencyRate: {
    local:
      'Agency workers as a percentage of the establishment, posts over establishment included.',
    dfe: 'Agency workers as a percentage of agency workers and people in post.',
  },
  other: {
    local: 'As the source defines it.',
    dfe: 'As the source defines it.',
  },
};

/** A local turnover where nobody knows how many were in post at the year's start. */
export const TURNOVER_OVER_END =
  'Leavers in the year as a percentage of people in post at its end: the number at its start is not known.';

/** The one-line definition a screen, chart or export names beside a figure. */
export function definitionOf(kind: MeasureKind, basis: Basis): string {
  return DEFINITIONS[kind][basis];
}
