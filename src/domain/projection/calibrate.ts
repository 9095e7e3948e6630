/**
 * How wide a projection should be. Leavers alone give about ±3.6 points at 319 posts,
 * while authorities' vacancy a year ahead has missed by ±7.3 (80%): starts, the leaver
 * rate and the establishment are uncertain too (DOMAIN.md §9).
 */
import { EIGHTY_PERCENT } from './normal.ts';
import { LAST_VALUE } from './trackRecord.ts';

/** 80% half-width in points at one year: q × √(a + b / establishment). DOMAIN.md §9. */
interface Width {
  a: number;
  b: number;
  q: number;
}

const VACANCY_WIDTH: Width = { a: 35, b: 724, q: 1.19 };
const TURNOVER_WIDTH: Width = { a: 16, b: 3343, q: 1.24 };

function oneYearDeviation({ a, b, q }: Width, establishment: number): number {
  return (q * Math.sqrt(a + b / establishment)) / 100 / EIGHTY_PERCENT;
}

/**
 * Standard deviation, as a share, of a vacancy rate `years` ahead. It grows with the
 * square root of time, as measured at one and two years.
 *
 * @example vacancyDeviation(319, 1) is 0.0567: 80% within 7.3 points.
 */
export function vacancyDeviation(establishment: number, years: number): number {
  return oneYearDeviation(VACANCY_WIDTH, establishment) * Math.sqrt(years);
}

/**
 * Standard deviation, as a share, of turnover `years` ahead. Turnover returns to its
 * mean: within the first year it grows with the square root of the part of its twelve
 * months still to come, after that only as the last value's misses have (5.38 to 6.15
 * points from one year to two).
 */
export function turnoverDeviation(establishment: number, years: number): number {
  const { oneYear, twoYears } = LAST_VALUE.turnoverRate;
  const growth = years <= 1 ? Math.sqrt(years) : 1 + (twoYears / oneYear - 1) * (years - 1);
  return oneYearDeviation(TURNOVER_WIDTH, establishment) * growth;
}

/** The spread to add so that simulated and added variance make up the total; never negative. */
export function extraDeviation(total: number, simulated: number): number {
  return Math.sqrt(Math.max(0, total * total - simulated * simulated));
}
