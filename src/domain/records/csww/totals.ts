/**
 * The totals a return gives for the authority as a whole: vacancies and agency workers. What nobody
 * has recorded is not known, never none, and a return without it is not built.
 */
import { dateInWords, type IsoDate } from '../../calendar.ts';
import type { CswwVacancies } from '../../importing/csww/document.ts';
import { dayOf } from '../days.ts';
import { indexRecords } from '../indexRecords.ts';
import { stockAt } from '../stock.ts';
import type { Millionths, PlanRecords } from '../types.ts';
import { RETURN_SCOPE } from './returnAt.ts';

/** FTE as the return writes its totals. */
const twoDecimals = (fte: Millionths) => Math.round(fte / 10_000) / 100;

/**
 * The totals at a census, null where they are not known: vacancies without a post on record, and
 * agency workers before one is.
 *
 * @param noAgency - somebody says that there was no agency worker, though none was ever recorded.
 */
export function returnTotals(
  records: PlanRecords,
  censusDate: IsoDate,
  noAgency = false,
): CswwVacancies {
  const { establishment, vacant, agency, agencyHeadcount } = stockAt(
    records,
    censusDate,
    RETURN_SCOPE,
  );
  const { agencyBegins } = indexRecords(records);
  const agencyKnown = noAgency || (agencyBegins !== null && agencyBegins <= dayOf(censusDate));
  return {
    vacancies: establishment > 0 ? twoDecimals(vacant) : null,
    agencyFte: agencyKnown ? twoDecimals(agency) : null,
    agencyHeadcount: agencyKnown ? agencyHeadcount : null,
  };
}

/** A total that is not known, with why. */
export interface MissingTotal {
  total: 'vacancies' | 'agency';
  words: string;
}

/** What of the totals is missing at a census: the return is not built before it is there. */
export function missingTotals(totals: CswwVacancies, censusDate: IsoDate): MissingTotal[] {
  const on = dateInWords(censusDate);
  const missing: MissingTotal[] = [];
  if (totals.vacancies === null) {
    const words = `No post is on record at ${on}, so how many are vacant is not known (NumberOfVacancies).`;
    missing.push({ total: 'vacancies', words });
  }
  if (totals.agencyFte === null) {
    const words = `No agency worker was on record by ${on}, which does not say that there was none (NoAgencyFTE, NoAgencyHeadcount).`;
    missing.push({ total: 'agency', words });
  }
  return missing;
}
