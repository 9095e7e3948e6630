/** The rates month by month. */
import type { IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';
import { monthEnds } from './days.ts';
import { ratesOver, type Rates } from './rates.ts';
import type { RecordsScope } from './scope.ts';
import type { PlanRecords } from './types.ts';

/** The rates and stock at the close of every month from one date to another. */
export function monthlySeries(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
  basis: Basis,
): Rates[] {
  return ratesOver(records, monthEnds(from, to), scope, basis);
}
