/**
 * The payments of every member: what each is worth and where it stands, and what that adds up to
 * (DOMAIN.md §5). Amounts are in pence.
 */
import { addDays, yearOf, type IsoDate, type Year } from '../calendar.ts';
import type { PlanRecords } from '../records/types.ts';
import { closingMonth, isNear } from './closing.ts';
import {
  PAYMENT_STANDINGS,
  standingOf,
  type PaymentStanding,
  type StandingView,
} from './claimStanding.ts';
import { memberViews, type MemberView } from './memberView.ts';
import type { PaymentKind } from './template.ts';
import type { AsyeRecords, Claim } from './types.ts';

/** One payment for one member. */
export interface PaymentView extends StandingView {
  view: MemberView;
  /** Names the payment within the member's version. */
  key: string;
  name: string;
  /** What it is paid for; null for a claim of a kind no version pays any more. */
  due: PaymentKind['due'] | null;
  /** What was claimed, else what the version pays; 0 where it pays nothing. */
  pence: number;
  /** The last day it can be claimed, where there is one and it is still to claim or to come. */
  claimBy: IsoDate | null;
  /** What is recorded of it, though it may be after the day looked at. */
  claim: Claim | null;
}

/** Every kind of payment that any version of a programme pays, each once. */
function kindsByProgramme({ versions }: Pick<AsyeRecords, 'versions'>) {
  const kinds = new Map<number, Map<string, PaymentKind>>();
  for (const { programme, template } of versions) {
    const own = kinds.get(programme) ?? new Map<string, PaymentKind>();
    for (const kind of template.payments) own.set(kind.key, kind);
    kinds.set(programme, own);
  }
  return kinds;
}

function paymentOf(
  view: MemberView,
  { key, name, due }: Pick<PaymentView, 'key' | 'name' | 'due'>,
  claim: Claim | null,
  today: IsoDate,
): PaymentView {
  const template = view.version?.template;
  const kind = template?.payments.find((one) => one.key === key) ?? null;
  const stands = standingOf(view, kind, claim, today);
  const recorded = stands.standing === 'claimed' || stands.standing === 'paid';
  const ahead = ['to-claim', 'at-risk', 'not-due'].includes(stands.standing);
  return {
    ...stands,
    view,
    key,
    name: kind?.name ?? name,
    due: kind?.due ?? due,
    pence: recorded && claim ? claim.pence : stands.standing === 'none' ? 0 : (kind?.pence ?? 0),
    claimBy: ahead && template ? (closingMonth(template)?.to ?? null) : null,
    claim,
  };
}

/**
 * Every payment of every member as at the close of a day, in the order of the members: of each, the
 * payments that any version of their programme makes, so that one their own does not make is said.
 *
 * @param views - the members as at `today`.
 */
export function paymentViews(
  { versions, claims }: Pick<AsyeRecords, 'versions' | 'claims'>,
  views: readonly MemberView[],
  today: IsoDate,
): PaymentView[] {
  const kinds = kindsByProgramme({ versions });
  const claimsOf = Map.groupBy(claims, ({ member }) => member);
  return views.flatMap((view) => {
    const own = new Map((claimsOf.get(view.member.id) ?? []).map((claim) => [claim.key, claim]));
    const paid = kinds.get(view.programme.id) ?? new Map<string, PaymentKind>();
    // A claim stays when no version pays any more what it was for.
    const others = [...own.keys()]
      .filter((key) => !paid.has(key))
      .map((key) => ({ key, name: key, due: null }));
    return [...paid.values(), ...others].map((kind) =>
      paymentOf(view, kind, own.get(kind.key) ?? null, today),
    );
  });
}

/**
 * Completion payments that the rule for the closing month decides: still open, and expected in that
 * month because the member will not finish before it, or, when it is near, has not.
 */
export function underClosingRule(payments: readonly PaymentView[], today: IsoDate): PaymentView[] {
  return payments.filter(({ view, due, standing, reason, claimBy, on }) => {
    const closing = view.version && closingMonth(view.version.template);
    if (!closing || due !== 'completion' || claimBy === null || on === null) return false;
    // Somebody whose planned end has just gone by will mostly finish long before.
    if (reason === 'overdue' && !isNear(closing, today)) return false;
    return (standing !== 'to-claim' || reason === 'closing') && on >= closing.from;
  });
}

/** Payments counted and added up. */
export interface PaymentTotal {
  count: number;
  pence: number;
}

/** What payments of each standing add up to. */
export type PaymentTotals = Record<PaymentStanding, PaymentTotal>;

/** Adds payments up by where they stand. */
export function totalsOf(payments: readonly PaymentView[]): PaymentTotals {
  const totals = Object.fromEntries(
    PAYMENT_STANDINGS.map((standing) => [standing, { count: 0, pence: 0 }]),
  ) as PaymentTotals;
  for (const { standing, pence } of payments) {
    totals[standing].count += 1;
    totals[standing].pence += pence;
  }
  return totals;
}

/**
 * The year a payment belongs to: of the day it was paid, or else claimed; else of the day it could
 * first be claimed, was lost, or is expected. Null where no day is known.
 */
export function yearOfPayment({ on }: Pick<PaymentView, 'on'>, startMonth: number): Year | null {
  return on === null ? null : yearOf(on, startMonth);
}

/** Totals of each year that has a payment, latest first, and of those without a day, last. */
export function totalsByYear(
  payments: readonly PaymentView[],
  startMonth: number,
): { year: Year | null; totals: PaymentTotals }[] {
  const years = Map.groupBy(payments, (payment) => yearOfPayment(payment, startMonth));
  return [...years]
    .sort(([a], [b]) => (b ?? -Infinity) - (a ?? -Infinity))
    .map(([year, some]) => ({ year, totals: totalsOf(some) }));
}

/** A week: what has come about since then is new. */
const NEW_DAYS = 7;

/** Payments to do something about. */
export interface PaymentsToActOn {
  /** Can be claimed today, the longest waiting first. */
  toClaim: PaymentView[];
  /** At risk today and not a week ago, by the days things happened on. */
  newlyAtRisk: PaymentView[];
}

/** The payments a coordinator has to claim today, and those put at risk in the last seven days. */
export function paymentsToActOn(
  asye: AsyeRecords,
  records: Pick<PlanRecords, 'workers' | 'engagements' | 'assignments'>,
  today: IsoDate,
): PaymentsToActOn {
  const on = (day: IsoDate) => paymentViews(asye, memberViews(asye, records, day), day);
  const idOf = ({ view, key }: PaymentView) => `${view.member.id} ${key}`;
  const before = new Set(
    on(addDays(today, -NEW_DAYS))
      .filter(({ standing }) => standing === 'at-risk')
      .map(idOf),
  );
  const now = on(today);
  return {
    toClaim: now
      .filter(({ standing }) => standing === 'to-claim')
      .sort((a, b) => (a.on! < b.on! ? -1 : a.on! > b.on! ? 1 : 0)),
    newlyAtRisk: now.filter(
      (payment) => payment.standing === 'at-risk' && !before.has(idOf(payment)),
    ),
  };
}
