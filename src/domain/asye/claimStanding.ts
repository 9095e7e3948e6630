/**
 * Where a payment for a member stands on a day, and why (DOMAIN.md §5). Every payment has exactly
 * one standing. It follows from dated facts: what was recorded for later has not happened yet.
 */
import type { IsoDate } from '../calendar.ts';
import { closingMonth, isNear } from './closing.ts';
import type { MemberView } from './memberView.ts';
import type { PaymentKind } from './template.ts';
import type { Claim } from './types.ts';

/** What needs doing first comes first. */
export const PAYMENT_STANDINGS = [
  'to-claim',
  'at-risk',
  'claimed',
  'paid',
  'not-due',
  'lost',
  'none',
] as const;
/**
 * `none`: nothing will be paid for this member, and nothing has been missed: their version does not
 * pay it, or they withdrew before starting. `lost`: it could have been paid and no longer can.
 */
export type PaymentStanding = (typeof PAYMENT_STANDINGS)[number];

export type PaymentReason =
  // To claim.
  | 'registered'
  | 'completed'
  | 'closing'
  // At risk.
  | 'not-registered'
  | 'no-swe'
  | 'leaving'
  | 'ending'
  | 'ended-unrecorded'
  | 'left-in-closing'
  | 'paused-near-closing'
  | 'undated'
  // Not due yet.
  | 'not-started'
  | 'before-completion'
  | 'before-closing'
  | 'overdue'
  // Lost.
  | 'not-completed'
  | 'closed'
  // Nothing to pay.
  | 'not-paid'
  | 'starts-after-close'
  | 'withdrew';

export interface StandingView {
  standing: PaymentStanding;
  /** Null where it is claimed or paid. */
  reason: PaymentReason | null;
  /**
   * The day it was paid, claimed, could first be claimed or was lost; where it is not due yet or at
   * risk, the day it is expected, or will be lost by somebody's going. Null: not known.
   */
  on: IsoDate | null;
}

const by = (date: IsoDate | null, today: IsoDate): date is IsoDate =>
  date !== null && date <= today;
const later = (...dates: IsoDate[]) => dates.reduce((a, b) => (a > b ? a : b));
const earliest = (...dates: (IsoDate | null)[]) =>
  dates.filter((date) => date !== null).sort()[0] ?? null;
const at = (
  standing: PaymentStanding,
  reason: PaymentReason | null,
  on: IsoDate | null,
): StandingView => ({ standing, reason, on });

/** What stands in the way of either payment for somebody who has started, or null. */
function missing({ member }: MemberView, today: IsoDate): 'not-registered' | 'no-swe' | null {
  if (!by(member.registeredOn, today)) return 'not-registered';
  return by(member.sweRegisteredOn, today) ? null : 'no-swe';
}

/** A payment that can be claimed from a day, unless a registration is missing. */
function claimable(
  view: MemberView,
  reason: 'registered' | 'completed' | 'closing',
  from: IsoDate,
  today: IsoDate,
): StandingView {
  const lacking = missing(view, today);
  if (lacking !== null) return at('at-risk', lacking, from);
  return at(
    'to-claim',
    reason,
    later(from, view.member.registeredOn!, view.member.sweRegisteredOn!),
  );
}

function registrationStanding(view: MemberView, today: IsoDate): StandingView {
  // Nobody can be registered for a programme they have left. Of somebody who completed it, it is
  // likelier that the registration was never written down.
  if (view.stage === 'left' && !by(view.member.registeredOn, today)) {
    return at('lost', 'not-registered', lastDayOf(view));
  }
  return claimable(view, 'registered', view.member.startedOn!, today);
}

/** Their last day on the programme or in the job, whichever came first. */
function lastDayOf({ member, engagement }: MemberView): IsoDate | null {
  return earliest(member.endedOn, engagement?.to ?? null);
}

/** Completion of somebody who went without it. */
function leftStanding(view: MemberView, today: IsoDate): StandingView {
  const closing = closingMonth(view.version!.template);
  const last = lastDayOf(view)!;
  if (closing && last >= closing.from && last <= closing.to && today <= closing.to) {
    return at('at-risk', 'left-in-closing', last);
  }
  const recorded = by(view.member.endedOn, today);
  return recorded ? at('lost', 'not-completed', last) : at('at-risk', 'ended-unrecorded', last);
}

/** Completion of somebody on the programme, paused or not. */
function onProgrammeStanding(view: MemberView, today: IsoDate): StandingView {
  const { member, engagement, timetable, version } = view;
  const closing = closingMonth(version!.template);
  if (closing && closing.from <= today) {
    return claimable(view, 'closing', later(closing.from, member.startedOn!), today);
  }
  const passes = member.outcome === 'pass' ? member.endedOn : null;
  const planned = passes ?? timetable?.endsOn ?? null;
  // A planned end that has gone by says nothing any more about when they will complete.
  const overdue = planned !== null && planned < today;
  const ends = overdue ? null : planned;
  const expected = earliest(ends, closing?.from ?? null);
  const lacking = missing(view, today);
  if (lacking !== null) return at('at-risk', lacking, expected);
  // Gone at the close of their last day, so it has to be after the closing month's first.
  const tooSoon = (last: IsoDate) => closing === null || last <= closing.from;
  if (member.endedOn !== null && passes === null && tooSoon(member.endedOn)) {
    return at('at-risk', 'ending', member.endedOn);
  }
  const leaves = engagement?.to ?? null;
  if (leaves !== null && (ends === null || leaves < ends) && tooSoon(leaves)) {
    return at('at-risk', 'leaving', leaves);
  }
  if (planned === null && closing === null) return at('at-risk', 'undated', null);
  if (closing && timetable?.provisional && isNear(closing, today)) {
    return at('at-risk', 'paused-near-closing', expected);
  }
  if (overdue) return at('not-due', 'overdue', expected);
  return at('not-due', expected === ends ? 'before-completion' : 'before-closing', expected);
}

function completionStanding(view: MemberView, today: IsoDate): StandingView {
  if (view.stage === 'completed') {
    return claimable(view, 'completed', view.member.endedOn!, today);
  }
  return view.stage === 'left' ? leftStanding(view, today) : onProgrammeStanding(view, today);
}

/** Somebody who has not started: nothing is due, or never will be. */
function beforeStart({ stage, startsOn, version }: MemberView, today: IsoDate): StandingView {
  const closesOn = version!.template.closesOn;
  if (stage === 'withdrew') return at('none', 'withdrew', null);
  // Somebody at work whose programme has not begun may have left again.
  if (stage === 'left') return at('none', 'withdrew', null);
  if (closesOn !== null && (today > closesOn || (startsOn !== null && startsOn > closesOn))) {
    return at('none', 'starts-after-close', null);
  }
  return at('not-due', 'not-started', startsOn);
}

/**
 * Where one payment for a member stands at the close of a day.
 *
 * - Registration can be claimed once they have started and are registered with the funder.
 * - Completion can be claimed once they have passed; in the closing month, while they are still on
 *   the programme.
 * - Nothing can be claimed after the funding closes.
 *
 * @param view - the member as at `today`.
 * @param kind - a payment of their version; null for one it does not pay.
 * @param claim - what is recorded of it.
 */
export function standingOf(
  view: MemberView,
  kind: PaymentKind | null,
  claim: Claim | null,
  today: IsoDate,
): StandingView {
  if (claim && by(claim.paidOn, today)) return at('paid', null, claim.paidOn);
  if (claim && by(claim.claimedOn, today)) return at('claimed', null, claim.claimedOn);
  if (kind === null || view.version === null) return at('none', 'not-paid', null);
  if (!by(view.member.startedOn, today)) return beforeStart(view, today);
  const { closesOn } = view.version.template;
  const closed = closesOn !== null && today > closesOn;
  // What was lost by leaving was lost before the funding closed.
  const stood =
    kind.due === 'registration'
      ? registrationStanding(view, today)
      : completionStanding(view, today);
  if (!closed) return stood;
  const before = stood.standing === 'lost' && stood.on !== null && stood.on <= closesOn;
  return before ? stood : at('lost', 'closed', closesOn);
}
