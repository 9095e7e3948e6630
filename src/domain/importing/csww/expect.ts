/** Compares a return with what it should be for: the year, the authority, the census. */
import { dateInWords, type IsoDate } from '../../calendar.ts';
import type { CswwDocument, CswwWarning } from './document.ts';

/** What the plan knows; null where it does not. */
export interface Expected {
  /** The census, 30 September. */
  censusDate: IsoDate | null;
  /** The authority's three-digit number. */
  authority: string | null;
}

const CENSUS_DAY = '-09-30';

/** What does not fit, in words. Nothing here refuses a return or a row. */
export function checkExpected(document: CswwDocument, expected: Expected): CswwWarning[] {
  const { header } = document;
  const warnings: CswwWarning[] = [];
  const warn = (element: string, written: string, words: string) =>
    warnings.push({ row: null, line: 1, element, written, words });
  const { referenceDate, year } = header;
  if (header.collection !== '' && header.collection !== 'CSWW') {
    warn(
      'Collection',
      header.collection,
      'The collection is not CSWW, the social work workforce return.',
    );
  }
  if (referenceDate !== null && !referenceDate.endsWith(CENSUS_DAY)) {
    warn(
      'ReferenceDate',
      referenceDate,
      `The reference date is ${dateInWords(referenceDate)}. The census is on 30 September.`,
    );
  }
  if (referenceDate !== null && year !== null && Number(referenceDate.slice(0, 4)) !== year) {
    warn(
      'Year',
      String(year),
      `The year is ${year} and the reference date is in ${referenceDate.slice(0, 4)}.`,
    );
  }
  const { censusDate, authority } = expected;
  if (censusDate !== null && year !== null && year !== Number(censusDate.slice(0, 4))) {
    warn('Year', String(year), `The return is for ${year}, not for ${censusDate.slice(0, 4)}.`);
  }
  if (censusDate !== null && referenceDate !== null && referenceDate !== censusDate) {
    warn(
      'ReferenceDate',
      referenceDate,
      `The reference date is ${dateInWords(referenceDate)}, not ${dateInWords(censusDate)}.`,
    );
  }
  if (authority !== null && header.authority !== '' && header.authority !== authority) {
    warn(
      'LEA',
      header.authority,
      `The return is of authority ${header.authority}, not ${authority}.`,
    );
  }
  return warnings;
}
