/**
 * The last month of a programme's funding. Completion is also paid then for members still on the
 * programme, before they finish it; nothing is paid afterwards (DOMAIN.md §5).
 */
import { addDays, addMonths, dateInWords, monthInWords, type IsoDate } from '../calendar.ts';
import type { ProgrammeTemplate } from './template.ts';

/** The days in which completion can be claimed for those still on the programme. */
export interface ClosingMonth {
  from: IsoDate;
  /** The last day of funding. */
  to: IsoDate;
}

/** The closing month of a programme, or null where its funding has no end. */
export function closingMonth({
  closesOn,
}: Pick<ProgrammeTemplate, 'closesOn'>): ClosingMonth | null {
  return closesOn === null ? null : { from: `${closesOn.slice(0, 7)}-01`, to: closesOn };
}

const NEAR_MONTHS = 3;

/** True in the three months before the closing month, and from then on. */
export function isNear({ from }: ClosingMonth, today: IsoDate): boolean {
  return today >= addMonths(from, -NEAR_MONTHS);
}

/** The month that ASYE's published closing rule is about. */
const PUBLISHED_CLOSING: IsoDate = '2027-03-31';

/** Where the rule for a closing month is published; null for one a council has set itself. */
export function closingSource({ to }: ClosingMonth): string | null {
  if (to !== PUBLISHED_CLOSING) return null;
  return 'Department for Education, Child and family ASYE April 2026 to March 2027: registration and funding, published 26 February 2026';
}

/** The closing rule, sentence by sentence. */
export function closingWords({ from, to }: ClosingMonth): string[] {
  return [
    `The funding ends on ${dateInWords(to)}. In ${monthInWords(from)} completion is also paid for members still on the programme, before they finish it.`,
    `Tenure counts a member as still on the programme if they are on it on the day, paused or not. It counts nothing as claimable from ${dateInWords(addDays(to, 1))}.`,
    'The funder sets the last day for claims and may set it earlier, and has not published what it does about pauses: check both with the funder before the month begins.',
  ];
}
