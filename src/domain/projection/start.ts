/** Where a projection of a plan starts. */
import { latestReadingDate, yearsOf } from '../figures.ts';
import type { PlanFigures } from '../figures.ts';
import { stockOf } from './history.ts';
import type { Stock } from './history.ts';

/**
 * The newest establishment and vacancies of a plan, dated by the reading of vacancies:
 * never today's date. Null when no year has both.
 *
 * @example Tower Hamlets: 319 posts, 40 vacant, 12 November 2021.
 */
export function startingStock(figures: PlanFigures): Stock | null {
  const latest = latestReadingDate(figures);
  if (latest === null) return null;
  const stocks = yearsOf(figures.settings).map((year) => stockOf(figures, year, latest));
  return stocks.reduce((best, stock) => {
    if (stock === null) return best;
    return best === null || stock.date >= best.date ? stock : best;
  }, null);
}
