/** The payments of the page: filtered, in order, by member, and in words. */
import { dateInWords, yearLabel, type IsoDate, type Year } from '../../../../domain/calendar.ts';
import { reasonWords, remedyWords, STANDING_LABELS } from '../../../../domain/asye/claimWords.ts';
import { yearOfPayment, type PaymentView } from '../../../../domain/asye/claims.ts';
import { PAYMENT_STANDINGS, type PaymentStanding } from '../../../../domain/asye/claimStanding.ts';
import type { MemberView } from '../../../../domain/asye/memberView.ts';
import { teamAt } from '../../../../domain/records/structure.ts';
import type { PlanRecords, Worker } from '../../../../domain/records/types.ts';
import type { ClaimListRow } from '../../../files/claimList.ts';

/** Which payments are shown. Null narrows nothing. */
export interface PaymentFilter {
  cohort: number | null;
  standing: PaymentStanding | null;
  year: Year | 'none' | null;
}

/** The payments of a cohort and a year, whatever their standing: what the totals count. */
export function inCohortAndYear(
  payments: readonly PaymentView[],
  { cohort, year }: Pick<PaymentFilter, 'cohort' | 'year'>,
  startMonth: number,
): PaymentView[] {
  return payments.filter(
    (payment) =>
      (cohort === null || payment.view.cohort.id === cohort) &&
      (year === null || (yearOfPayment(payment, startMonth) ?? 'none') === year),
  );
}

/** A member with those of their payments that are shown. */
export interface MemberPayments {
  view: MemberView;
  payments: PaymentView[];
}

const urgency = ({ payments }: MemberPayments) =>
  Math.min(...payments.map(({ standing }) => PAYMENT_STANDINGS.indexOf(standing)));

/** Payments by member: those with something to do first, then as they are called. */
export function byMember(
  payments: readonly PaymentView[],
  called: (worker: Worker) => string,
): MemberPayments[] {
  return [...Map.groupBy(payments, ({ view }) => view)]
    .map(([view, some]) => ({ view, payments: some, name: called(view.worker) }))
    .sort((a, b) => urgency(a) - urgency(b) || a.name.localeCompare(b.name, 'en-GB'));
}

/** Names a payment among all of a plan's. */
export const idOf = ({ view, key }: PaymentView): string => `${view.member.id} ${key}`;

/** True of a payment whose claim can be recorded: early or late too, but never twice. */
export function canClaim({ view, claim, standing }: PaymentView): boolean {
  return claim === null && standing !== 'none' && view.member.startedOn !== null;
}

/** True of a claim whose payment can be recorded. */
export function canBePaid({ claim }: PaymentView): boolean {
  return claim !== null && claim.paidOn === null;
}

/** When it was claimed and paid, or why it stands where it does. */
export function whyWords(payment: PaymentView): string {
  const { claim, standing } = payment;
  if (claim === null) return reasonWords(payment, 'full');
  const reference = claim.reference === '' ? '' : `, reference ${claim.reference}`;
  const claimed = `laimed on ${dateInWords(claim.claimedOn)}${reference}`;
  if (standing === 'paid') return `Paid on ${dateInWords(claim.paidOn!)}; c${claimed}`;
  if (standing === 'claimed') return `C${claimed}`;
  // The day looked at is before the claim.
  return `${reasonWords(payment, 'full')}; later c${claimed}`;
}

export function teamName(records: PlanRecords, { team }: MemberView, on: IsoDate): string {
  return team === null ? '' : (teamAt(records, team, on)?.name ?? '');
}

/** Every year that has a payment, latest first, as the filter offers them. */
export function yearChoices(payments: readonly PaymentView[], startMonth: number) {
  const years = new Set(payments.map((payment) => yearOfPayment(payment, startMonth)));
  const known = [...years].filter((year) => year !== null).sort((a, b) => b - a);
  return [
    ...known.map((year) => ({ value: year, label: yearLabel(year, startMonth) })),
    ...(years.has(null) ? [{ value: 'none' as const, label: 'No day yet' }] : []),
  ];
}

/** Payments as they leave the plan: why is in plain words, and no name where names are hidden. */
export function claimListRows(
  members: readonly MemberPayments[],
  records: PlanRecords,
  { on, withNames }: { on: IsoDate; withNames: boolean },
): ClaimListRow[] {
  return members.flatMap(({ view, payments }) =>
    payments.map((payment) => {
      const { member, worker, cohort } = view;
      const recorded = payment.standing === 'claimed' || payment.standing === 'paid';
      return {
        cohort: cohort.name,
        name: withNames ? worker.name : null,
        reference: worker.ref,
        sweNumber: worker.sweNumber,
        team: teamName(records, view, on),
        startedOn: member.startedOn,
        registeredOn: member.registeredOn,
        payment: payment.name,
        pence: payment.pence,
        standing: STANDING_LABELS[payment.standing],
        why: reasonWords(payment, 'plain'),
        toDo: remedyWords(payment),
        claimBy: payment.claimBy,
        claimedOn: recorded ? payment.claim!.claimedOn : null,
        paidOn: payment.standing === 'paid' ? payment.claim!.paidOn : null,
        claimReference: recorded ? payment.claim!.reference : '',
      };
    }),
  );
}

/**
 * Reads an amount typed into a form, in pence.
 *
 * @returns null when it is no amount.
 * @example readMoney('£1,000.50') is 100050.
 */
export function readMoney(text: string): number | null {
  const tidy = text.trim().replace(/^£\s*/, '').replaceAll(',', '');
  return /^\d{1,6}(\.\d{1,2})?$/.test(tidy) ? Math.round(Number(tidy) * 100) : null;
}

/** An amount as a form's field shows it, so that it reads back the same. */
export function moneyField(pence: number): string {
  return (pence / 100).toFixed(pence % 100 === 0 ? 0 : 2);
}
