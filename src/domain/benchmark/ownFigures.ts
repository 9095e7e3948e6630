/** The plan's own figures on the DfE basis, at each census its records reach. */
import type { IsoDate } from '../calendar.ts';
import { dateOf } from '../records/days.ts';
import { indexRecords } from '../records/indexRecords.ts';
import { ratesOver } from '../records/rates.ts';
import type { PlanRecords } from '../records/types.ts';
import { censusDate, type Compared } from './measures.ts';

/** In percent, unrounded; null where the records do not give it. Records hold no cases. */
export type OwnFigures = Readonly<Record<Exclude<Compared, 'caseload'>, number | null>>;

const percent = (share: number | null) => (share === null ? null : share * 100);

/**
 * The own figures by census year: the statutory return's roles, FTE, frozen posts counted. A census
 * before the records begin, or after they end, has no entry.
 *
 * @param until - the date the records are known to.
 */
export function ownFigures(
  records: PlanRecords,
  censusYears: readonly number[],
  until: IsoDate,
): ReadonlyMap<number, OwnFigures> {
  const { begins } = indexRecords(records);
  if (begins === null) return new Map();
  const first = dateOf(begins);
  const dates = [...censusYears]
    .sort((a, b) => a - b)
    .map(censusDate)
    .filter((date) => date >= first && date <= until);
  const rates = ratesOver(records, dates, { counts: 'dfe' }, 'dfe');
  return new Map(
    rates.map(({ date, vacancy, turnover, agency }): [number, OwnFigures] => [
      Number(date.slice(0, 4)),
      { vacancy: percent(vacancy), turnover: percent(turnover), agency: percent(agency) },
    ]),
  );
}
