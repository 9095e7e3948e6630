/** Where a payment stands, why, and what to do about it, in words. */
import { dateInWords, monthInWords, type IsoDate } from '../calendar.ts';
import { closingMonth } from './closing.ts';
import type { PaymentView } from './claims.ts';
import type { PaymentReason, PaymentStanding } from './claimStanding.ts';
import { outcomeWords, type Detail } from './sensitive.ts';

export const STANDING_LABELS: Record<PaymentStanding, string> = {
  'to-claim': 'To claim',
  'at-risk': 'At risk',
  claimed: 'Claimed',
  paid: 'Paid',
  'not-due': 'Not due yet',
  lost: 'Lost',
  none: 'Nothing due',
};

/** What each standing counts, for the totals. */
export const STANDING_DEFINITIONS: Record<PaymentStanding, string> = {
  'to-claim': 'Can be claimed now, and no claim is recorded.',
  'at-risk': 'Will not be paid unless something is put right.',
  claimed: 'Claimed, and no payment is recorded.',
  paid: 'Paid by the funder.',
  'not-due': 'Nothing to do before it falls due.',
  lost: 'Could have been paid and no longer can be.',
  none: 'Not paid for this member.',
};

const on = (date: IsoDate | null) => (date === null ? '' : ` on ${dateInWords(date)}`);

/** The closing month in words, of a payment whose version has one: "March 2027". */
function closingMonthWords({ view }: PaymentView): string {
  const closing = view.version && closingMonth(view.version.template);
  return closing ? monthInWords(closing.from) : '';
}

type ReasonWords = (payment: PaymentView, detail: Detail) => string;

/** "Left the programme on 3 May 2026 without completing it", saying no more than the detail may. */
const notCompleted: ReasonWords = ({ view, on: day }, detail) => {
  const { outcome } = view.member;
  const how = detail === 'full' && outcome !== null ? outcomeWords(outcome, detail) : '';
  return `${how || 'Left the programme'}${on(day)}, before completing it`;
};

const employmentEnds = ({ view }: PaymentView) => dateInWords(view.engagement?.to ?? '');

const REASONS: Record<PaymentReason, ReasonWords> = {
  registered: ({ on: day }) => `Registered with the funder; since ${dateInWords(day!)}`,
  completed: ({ on: day }) => `Completed; since ${dateInWords(day!)}`,
  closing: (payment) => `Still on the programme in ${closingMonthWords(payment)}`,
  'not-registered': ({ standing, on: day }) =>
    standing === 'lost'
      ? `Left${on(day)} without being registered with the funder`
      : 'Not registered with the funder',
  'no-swe': () => 'No registration with Social Work England on record',
  leaving: (payment) => `Employment ends on ${employmentEnds(payment)}, before the programme does`,
  ending: ({ view }) => `Leaves the programme${on(view.member.endedOn)}`,
  'ended-unrecorded': ({ on: day }) =>
    `Employment ended${on(day)}, and how the programme ended is not recorded`,
  'left-in-closing': ({ on: day }) => `Was on the programme that month and left${on(day)}`,
  'paused-near-closing': (payment) =>
    `Paused with no date to come back, close to ${closingMonthWords(payment)}`,
  undated: () => 'The hours on record never reach the end of the programme',
  'not-started': ({ on: day }) => (day === null ? 'Not started; no date yet' : `Starts${on(day)}`),
  'before-completion': ({ on: day }) => `Planned end ${dateInWords(day!)}`,
  'before-closing': (payment) =>
    `Will be on the programme then: paid under the closing rule in ${closingMonthWords(payment)}`,
  overdue: (payment) => {
    const month = closingMonthWords(payment);
    const latest = month === '' ? '' : `, or in ${month} under the closing rule`;
    const end = payment.view.timetable?.endsOn ?? payment.view.member.endedOn;
    return `Planned end ${dateInWords(end!)} has passed: once they complete${latest}`;
  },
  'not-completed': notCompleted,
  closed: ({ on: day }) => `Not claimed by ${dateInWords(day!)}, when the funding ended`,
  'not-paid': () => 'The version they started on does not pay it',
  'starts-after-close': () => 'Not started before the funding ends',
  withdrew: () => 'Withdrew before starting',
};

/** What to do about a payment at risk. */
const REMEDIES: Partial<Record<PaymentReason, string>> = {
  'not-registered': 'Register their place with the funder, or record the date it was done.',
  'no-swe': 'Record the date of their registration with Social Work England.',
  leaving: 'Have the programme completed before they go, or record another last day.',
  ending: 'If they complete the programme first, record that instead.',
  'ended-unrecorded': 'If they passed before they left, record it. Otherwise record how it ended.',
  'left-in-closing': 'Ask the funder whether somebody who left in that month is paid for.',
  'paused-near-closing':
    'Agree a date with them, and ask the funder whether a paused member counts.',
  undated: 'Record their hours on Workforce.',
};

/** Why a payment stands where it does; empty where it is claimed or paid. */
export function reasonWords(payment: PaymentView, detail: Detail): string {
  return payment.reason === null ? '' : REASONS[payment.reason](payment, detail);
}

/** What to do about a payment at risk; empty where nothing is to be done. */
export function remedyWords({ standing, reason }: PaymentView): string {
  return standing === 'at-risk' && reason !== null ? (REMEDIES[reason] ?? '') : '';
}
