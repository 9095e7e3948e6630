/** Where each payment stands, day by day round the end of the funding, worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  paymentsToActOn,
  paymentViews,
  totalsByYear,
  totalsOf,
  underClosingRule,
  type PaymentView,
} from '../../../src/domain/asye/claims.ts';
import { PAYMENT_STANDINGS } from '../../../src/domain/asye/claimStanding.ts';
import { reasonWords, remedyWords } from '../../../src/domain/asye/claimWords.ts';
import { closingMonth, closingSource, closingWords } from '../../../src/domain/asye/closing.ts';
import { OUTCOMES } from '../../../src/domain/asye/types.ts';
import { addDays, type IsoDate } from '../../../src/domain/calendar.ts';
import { formatMoney } from '../../../src/domain/format.ts';
import { asyeTemplate, shippedProgrammes } from '../../fixtures/shippedProgrammes.ts';
import { memberPlan } from './memberPlan.ts';

type Facts = Parameters<ReturnType<typeof memberPlan>['member']>[1];

/** The payments of one member by key. */
function payments(starts: IsoDate, today: IsoDate, facts: Facts = {}) {
  const made = memberPlan();
  made.member(starts, facts);
  const all = paymentViews(made.asye, made.views(today), today);
  return Object.fromEntries(all.map((one) => [one.key, one])) as Record<string, PaymentView>;
}

/** 'standing, reason, day' of one payment. */
function stood(starts: IsoDate, today: IsoDate, facts: Facts = {}, key = 'completion'): string {
  const { standing, reason, on } = payments(starts, today, facts)[key]!;
  return [standing, reason, on].filter((part) => part !== null).join(', ');
}

const registration = (starts: IsoDate, today: IsoDate, facts: Facts = {}) =>
  stood(starts, today, facts, 'registration');

describe('the registration payment', () => {
  it('can be claimed from the later of the start and both registrations', () => {
    const facts = { registeredOn: '2025-10-06', sweRegisteredOn: '2025-08-20' };
    expect(registration('2025-09-01', '2025-08-31', facts)).toBe(
      'not-due, not-started, 2025-09-01',
    );
    expect(registration('2025-09-01', '2025-10-05', facts)).toBe(
      'at-risk, not-registered, 2025-09-01',
    );
    expect(registration('2025-09-01', '2025-10-06', facts)).toBe(
      'to-claim, registered, 2025-10-06',
    );
  });

  it('is at risk without a registration with Social Work England', () => {
    const facts = { sweRegisteredOn: null };
    expect(registration('2025-09-01', '2025-10-06', facts)).toBe('at-risk, no-swe, 2025-09-01');
  });

  it('is claimed, then paid, from the days that happened and not before', () => {
    const facts = { claims: [{ claimedOn: '2025-10-10', paidOn: '2025-11-20', pence: 90_000 }] };
    expect(registration('2025-09-01', '2025-10-09', facts)).toBe(
      'to-claim, registered, 2025-09-01',
    );
    expect(registration('2025-09-01', '2025-10-10', facts)).toBe('claimed, 2025-10-10');
    expect(registration('2025-09-01', '2025-11-19', facts)).toBe('claimed, 2025-10-10');
    expect(registration('2025-09-01', '2025-11-20', facts)).toBe('paid, 2025-11-20');
    // What was claimed, not what the version pays.
    expect(payments('2025-09-01', '2025-11-20', facts)['registration']!.pence).toBe(90_000);
    expect(payments('2025-09-01', '2025-10-09', facts)['registration']!.pence).toBe(100_000);
  });

  it('of somebody who has left is lost where they were never registered, else still to claim', () => {
    const left = { endedOn: '2026-01-31', outcome: 'withdrawn' as const };
    expect(registration('2025-09-01', '2026-02-10', { ...left, registeredOn: null })).toBe(
      'lost, not-registered, 2026-01-31',
    );
    expect(registration('2025-09-01', '2026-02-10', left)).toBe('to-claim, registered, 2025-09-01');
  });
});

describe('the completion payment before the closing month', () => {
  it('is not due before the planned end, and can be claimed from the pass', () => {
    const passed = { endedOn: '2026-09-09', outcome: 'pass' as const };
    // 12 months from 1 September 2025 end on 31 August 2026; the pass is on record for the 9th.
    expect(stood('2025-09-01', '2026-06-01')).toBe('not-due, before-completion, 2026-08-31');
    expect(stood('2025-09-01', '2026-08-31')).toBe('not-due, before-completion, 2026-08-31');
    // The planned end has gone by: at the latest in March 2027, if they are here then.
    expect(stood('2025-09-01', '2026-09-08')).toBe('not-due, overdue, 2027-03-01');
    expect(stood('2025-09-01', '2026-09-08', { leaves: '2026-12-31' })).toBe(
      'at-risk, leaving, 2026-12-31',
    );
    expect(stood('2025-09-01', '2026-09-09', passed)).toBe('to-claim, completed, 2026-09-09');
  });

  it('is at risk while a registration is missing, before and after the pass', () => {
    const facts = { registeredOn: null };
    expect(stood('2025-09-01', '2026-06-01', facts)).toBe('at-risk, not-registered, 2026-08-31');
    const passed = { ...facts, endedOn: '2026-09-09', outcome: 'pass' as const };
    expect(stood('2025-09-01', '2026-09-10', passed)).toBe('at-risk, not-registered, 2026-09-09');
  });

  it('is at risk where the employment ends before the programme does', () => {
    expect(stood('2025-09-01', '2026-06-01', { leaves: '2026-08-30' })).toBe(
      'at-risk, leaving, 2026-08-30',
    );
    expect(stood('2025-09-01', '2026-06-01', { leaves: '2026-08-31' })).toBe(
      'not-due, before-completion, 2026-08-31',
    );
  });

  it('is at risk when they have gone and nobody has said how it ended, and lost when they have', () => {
    const gone = { leaves: '2026-05-31' };
    expect(stood('2025-09-01', '2026-05-31', gone)).toBe('at-risk, ended-unrecorded, 2026-05-31');
    const recorded = { ...gone, endedOn: '2026-05-31', outcome: 'withdrawn' as const };
    expect(stood('2025-09-01', '2026-06-01', recorded)).toBe('lost, not-completed, 2026-05-31');
  });

  it('is at risk once a leaving day is on record for later', () => {
    const facts = { endedOn: '2026-05-31', outcome: 'transferred' as const };
    expect(stood('2025-09-01', '2026-05-01', facts)).toBe('at-risk, ending, 2026-05-31');
  });

  it('is lost by a fail', () => {
    const facts = { endedOn: '2026-09-09', outcome: 'fail' as const };
    expect(stood('2025-09-01', '2026-09-09', facts)).toBe('lost, not-completed, 2026-09-09');
  });
});

describe('round March 2027', () => {
  // Full-time from 1 September 2026: the programme ends on 31 August 2027, after the funding.
  it.each([
    ['2026-10-01', 'not-due, before-closing, 2027-03-01'],
    ['2027-02-28', 'not-due, before-closing, 2027-03-01'],
    ['2027-03-01', 'to-claim, closing, 2027-03-01'],
    ['2027-03-31', 'to-claim, closing, 2027-03-01'],
    ['2027-04-01', 'lost, closed, 2027-03-31'],
  ])('a start on 1 September 2026 stands on %s at %s', (today, standing) => {
    expect(stood('2026-09-01', today)).toBe(standing);
  });

  // 0.6 FTE from 1 April 2026: 12 months take 20, to 30 November 2027.
  it.each([
    ['2027-02-28', 'not-due, before-closing, 2027-03-01'],
    ['2027-03-01', 'to-claim, closing, 2027-03-01'],
    ['2027-04-01', 'lost, closed, 2027-03-31'],
  ])('0.6 FTE from 1 April 2026 stands on %s at %s', (today, standing) => {
    expect(stood('2026-04-01', today, { fteOfPost: 0.6 })).toBe(standing);
  });

  it('a planned end before March is claimed on completion, within it under the rule', () => {
    // 0.6 FTE from 1 July 2025: 20 months end on 28 February 2027. From 2 July: on 1 March.
    const facts = { fteOfPost: 0.6 };
    expect(stood('2025-07-01', '2027-01-01', facts)).toBe('not-due, before-completion, 2027-02-28');
    expect(stood('2025-07-15', '2027-01-01', facts)).toBe('not-due, before-closing, 2027-03-01');
  });

  it('a start within March has both payments to claim', () => {
    const facts = { registeredOn: '2027-03-10' };
    expect(stood('2027-03-08', '2027-03-09', facts)).toBe('at-risk, not-registered, 2027-03-08');
    expect(stood('2027-03-08', '2027-03-10', facts)).toBe('to-claim, closing, 2027-03-10');
    expect(registration('2027-03-08', '2027-03-10', facts)).toBe(
      'to-claim, registered, 2027-03-10',
    );
  });

  it('a start on 1 April 2027 is on a version that pays nothing', () => {
    for (const today of ['2027-03-31', '2027-04-01', '2028-06-01']) {
      expect(stood('2027-04-01', today)).toBe('none, not-paid');
      expect(registration('2027-04-01', today)).toBe('none, not-paid');
    }
    expect(payments('2027-04-01', '2027-05-01')['completion']!.pence).toBe(0);
  });

  it('employment has to last into March', () => {
    const on = (leaves: IsoDate) => stood('2026-09-01', '2026-12-01', { leaves });
    expect(on('2027-02-28')).toBe('at-risk, leaving, 2027-02-28');
    // Gone at the close of 1 March: on no day of the month still on the programme.
    expect(on('2027-03-01')).toBe('at-risk, leaving, 2027-03-01');
    expect(on('2027-03-02')).toBe('not-due, before-closing, 2027-03-01');
  });

  it('somebody who leaves within the month is a question for the funder until it is over', () => {
    const left = {
      ...{ leaves: '2027-03-20', endedOn: '2027-03-20', outcome: 'withdrawn' as const },
    };
    expect(stood('2026-09-01', '2027-03-19', left)).toBe('to-claim, closing, 2027-03-01');
    expect(stood('2026-09-01', '2027-03-20', left)).toBe('at-risk, left-in-closing, 2027-03-20');
    expect(stood('2026-09-01', '2027-04-01', left)).toBe('lost, not-completed, 2027-03-20');
  });

  it('a pause without an end is a risk in the three months before, and counts in the month', () => {
    const facts = { pauses: [{ from: '2026-10-01', to: null }] };
    expect(stood('2026-09-01', '2026-11-30', facts)).toBe('not-due, before-closing, 2027-03-01');
    expect(stood('2026-09-01', '2026-12-01', facts)).toBe(
      'at-risk, paused-near-closing, 2027-03-01',
    );
    expect(stood('2026-09-01', '2027-02-28', facts)).toBe(
      'at-risk, paused-near-closing, 2027-03-01',
    );
    expect(stood('2026-09-01', '2027-03-01', facts)).toBe('to-claim, closing, 2027-03-01');
    const back = { pauses: [{ from: '2026-10-01', to: '2027-01-31' }] };
    expect(stood('2026-09-01', '2026-12-01', back)).toBe('not-due, before-closing, 2027-03-01');
  });

  it('what was claimed stays claimed, and a completion nobody claimed is lost with the rest', () => {
    const passed = { endedOn: '2026-09-09', outcome: 'pass' as const };
    expect(stood('2025-09-01', '2027-04-01', passed)).toBe('lost, closed, 2027-03-31');
    const claims = [{ key: 'completion', claimedOn: '2027-03-15' }];
    expect(stood('2025-09-01', '2027-04-01', { ...passed, claims })).toBe('claimed, 2027-03-15');
    const left = { endedOn: '2026-05-31', outcome: 'withdrawn' as const };
    expect(stood('2025-09-01', '2027-04-01', left)).toBe('lost, not-completed, 2026-05-31');
  });
});

describe('before a start', () => {
  it('nothing is due, and nothing ever is for those who withdraw', () => {
    const waiting = { startedOn: null, version: null };
    expect(stood('2026-09-01', '2026-06-01', waiting)).toBe('not-due, not-started, 2026-09-01');
    const withdrew = { ...waiting, endedOn: '2026-06-01', outcome: 'withdrawn' as const };
    expect(stood('2026-09-01', '2026-07-01', withdrew)).toBe('none, withdrew');
    // Expected in March, and not started by the end of it: the next version pays nothing.
    expect(stood('2027-03-15', '2027-04-01', waiting)).toBe('none, starts-after-close');
  });
});

describe('the closing rule', () => {
  it('names the members it decides for, whatever stands in their way', () => {
    const made = memberPlan();
    made.member('2026-09-01');
    made.member('2026-09-01', { registeredOn: null });
    made.member('2026-09-01', { leaves: '2027-01-31' });
    // Ends before March; already claimed; on a version without payments. The third is gone by then.
    made.member('2026-01-05');
    made.member('2026-09-01', { claims: [{ key: 'completion', claimedOn: '2026-11-01' }] });
    made.member('2027-04-01');
    // Overdue since August 2026: near the month it decides for them too.
    made.member('2025-09-01');
    const under = (today: IsoDate) =>
      underClosingRule(paymentViews(made.asye, made.views(today), today), today).map(
        ({ view }) => view.member.id,
      );
    expect(under('2026-11-10')).toEqual([1, 2]);
    expect(under('2026-12-01')).toEqual([1, 2, 7]);
    // The member who should have ended on 4 January 2027 has not, and is paid like the others.
    expect(under('2027-03-01')).toEqual([1, 2, 4, 7]);
    expect(under('2027-04-01')).toEqual([]);
  });

  it('is told with its source, which only the published month has', () => {
    const closing = closingMonth(asyeTemplate())!;
    expect(closing).toEqual({ from: '2027-03-01', to: '2027-03-31' });
    expect(closingSource(closing)).toContain('Department for Education');
    expect(closingSource({ from: '2028-03-01', to: '2028-03-31' })).toBeNull();
    expect(closingWords(closing).join(' ')).toContain('In March 2027 completion is also paid');
  });
});

describe('totals', () => {
  it('add up by standing and by year, each payment in the year of its day', () => {
    const made = memberPlan();
    made.member('2025-09-01', { claims: [{ claimedOn: '2025-10-01', paidOn: '2026-04-02' }] });
    made.member('2026-09-01', { registeredOn: null });
    const all = paymentViews(made.asye, made.views('2026-10-01'), '2026-10-01');
    const totals = totalsOf(all);
    expect(totals.paid).toEqual({ count: 1, pence: 100_000 });
    // The second member's two; the first has not been passed, and its end has gone by.
    expect(totals['at-risk']).toEqual({ count: 2, pence: 200_000 });
    expect(totals['not-due']).toEqual({ count: 1, pence: 100_000 });
    // Paid on 2 April 2026, and expected on 1 September 2026 and twice on 1 March 2027: all 2026-27.
    expect(totalsByYear(all, 4).map(({ year }) => year)).toEqual([2026]);
    expect(totalsByYear(all, 1).map(({ year }) => year)).toEqual([2027, 2026]);
  });

  it('write money with pence only where there are some', () => {
    expect([0, 100_000, 123_450, -5].map(formatMoney)).toEqual([
      '£0',
      '£1,000',
      '£1,234.50',
      '−£0.05',
    ]);
  });
});

describe('what to act on this week', () => {
  it('is what can be claimed, longest waiting first, and what the last seven days put at risk', () => {
    const made = memberPlan();
    made.member('2026-08-01');
    made.member('2026-07-01');
    made.member('2026-09-01', { registeredOn: null });
    made.member('2026-08-01', { leaves: '2026-09-02', claims: [{}] });
    const on = (today: IsoDate) => paymentsToActOn(made.asye, made.records, today);
    const ids = (some: readonly PaymentView[]) =>
      some.map(({ view, key }) => `${view.member.id} ${key}`);
    expect(ids(on('2026-09-03').toClaim)).toEqual(['2 registration', '1 registration']);
    // Member 4's completion has been at risk for as long as its leaving day is known.
    expect(ids(on('2026-09-03').newlyAtRisk)).toEqual(['3 registration', '3 completion']);
    expect(ids(on('2026-09-08').newlyAtRisk)).toEqual([]);
  });
});

describe('the words', () => {
  it('in plain detail say the same of every ending but a pass', () => {
    const said = OUTCOMES.filter((one) => one !== 'pass').map((outcome) => {
      const facts = { endedOn: '2026-05-31', outcome };
      return reasonWords(payments('2025-09-01', '2026-06-30', facts)['completion']!, 'plain');
    });
    expect(new Set(said)).toEqual(
      new Set(['Left the programme on 31 May 2026, before completing it']),
    );
    const fail = { endedOn: '2026-05-31', outcome: 'fail' as const };
    const payment = payments('2025-09-01', '2026-06-30', fail)['completion']!;
    expect(reasonWords(payment, 'full')).toBe('Failed on 31 May 2026, before completing it');
  });

  it('give a remedy for everything at risk', () => {
    const payment = payments('2025-09-01', '2026-06-01', { registeredOn: null })['completion']!;
    expect(remedyWords(payment)).toMatch(/^Register their place/);
  });
});

describe('whatever the facts', () => {
  const day = fc.integer({ min: 0, max: 1_200 }).map((days) => addDays('2025-01-01', days));
  const maybe = fc.option(day);
  const facts = fc
    .record({
      starts: day,
      begun: fc.boolean(),
      leaves: maybe,
      registeredOn: maybe,
      sweRegisteredOn: maybe,
      ended: maybe,
      outcome: fc.constantFrom(...OUTCOMES),
      fteOfPost: fc.constantFrom(0, 0.5, 1),
      pause: maybe,
      claims: fc.subarray(['registration', 'completion', 'moved-on']),
      claimedOn: day,
      paid: fc.boolean(),
    })
    .map(({ starts, begun, ended, outcome, pause, claims, claimedOn, paid, leaves, ...rest }) => ({
      starts,
      facts: {
        ...rest,
        ...(begun ? {} : { startedOn: null, version: null }),
        leaves: leaves !== null && leaves >= starts ? leaves : null,
        ...(ended !== null && ended >= starts ? { endedOn: ended, outcome } : {}),
        pauses: pause === null ? [] : [{ from: pause, to: null }],
        claims: claims.map((key) => ({
          key,
          claimedOn,
          paidOn: paid ? addDays(claimedOn, 30) : null,
        })),
      } satisfies Facts,
    }));

  it('every payment has one standing, its words, and its place in the totals', () => {
    const { versions } = shippedProgrammes();
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 4 }), day, (members, today) => {
        const made = memberPlan(versions);
        for (const one of members) made.member(one.starts, one.facts);
        const all = paymentViews(made.asye, made.views(today), today);
        // Two of each member, and a claim of a kind that is no longer paid.
        const kept = made.asye.claims.filter(({ key }) => key === 'moved-on').length;
        expect(all).toHaveLength(2 * members.length + kept);
        for (const payment of all) {
          expect(PAYMENT_STANDINGS).toContain(payment.standing);
          const recorded = payment.standing === 'claimed' || payment.standing === 'paid';
          expect(payment.reason === null).toBe(recorded);
          expect(reasonWords(payment, 'full') === '').toBe(recorded);
          expect(reasonWords(payment, 'plain')).not.toContain('undefined');
          expect(remedyWords(payment) !== '').toBe(payment.standing === 'at-risk');
          if (payment.standing === 'to-claim') {
            expect(payment.on! <= today && today <= payment.claimBy!).toBe(true);
          }
        }
        const totals = Object.values(totalsOf(all));
        const sum = (of: 'count' | 'pence') => totals.reduce((n, total) => n + total[of], 0);
        expect(sum('count')).toBe(all.length);
        expect(sum('pence')).toBe(all.reduce((n, { pence }) => n + pence, 0));
        const byYear = totalsByYear(all, 4).flatMap(({ totals: one }) => Object.values(one));
        expect(byYear.reduce((n, { pence }) => n + pence, 0)).toBe(sum('pence'));
      }),
    );
  });
});
