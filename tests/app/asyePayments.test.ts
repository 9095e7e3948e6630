/** The Payments tab's lists and the claim list: who is in them, and what they never say. */
import { describe, expect, it } from 'vitest';
import {
  byMember,
  canBePaid,
  canClaim,
  claimListRows,
  inCohortAndYear,
  moneyField,
  readMoney,
  whyWords,
  yearChoices,
} from '../../src/app/components/asye/payments/payments.ts';
import { claimListSheet, claimListWorkbook } from '../../src/app/files/claimList.ts';
import { paymentViews } from '../../src/domain/asye/claims.ts';
import { memberPlan } from '../domain/asye/memberPlan.ts';

const TODAY = '2026-10-01';

/** One paid and overdue, one unregistered, one who failed, one claimed. */
function somePayments() {
  const made = memberPlan();
  made.member('2025-09-01', {
    claims: [{ claimedOn: '2025-10-01', paidOn: '2025-11-05', reference: 'A1', pence: 95_050 }],
  });
  made.member('2026-09-01', { registeredOn: null });
  made.member('2025-09-01', { endedOn: '2026-09-09', outcome: 'fail' });
  made.member('2026-09-01', { claims: [{ claimedOn: '2026-09-20' }] });
  Object.assign(made.records.workers[2]!, { name: '=HYPERLINK("x")', sweNumber: 'SW0000000001' });
  return { made, all: paymentViews(made.asye, made.views(TODAY), TODAY) };
}

const called = ({ ref, name }: { ref: string; name: string | null }) => name ?? ref;

describe('the payments', () => {
  it('are listed by member, those with something to do first', () => {
    const { all } = somePayments();
    expect(byMember(all, called).map(({ view }) => view.worker.id)).toEqual([3, 2, 4, 1]);
  });

  it('are narrowed to a cohort and a year, and every one of them is in some year', () => {
    const { all } = somePayments();
    const of = (year: number | 'none' | null, cohort: number | null = null) =>
      inCohortAndYear(all, { year, cohort }, 4).length;
    expect(of(null)).toBe(8);
    expect(of(null, 2)).toBe(0);
    const choices = yearChoices(all, 4);
    expect(choices.map(({ label }) => label)).toEqual(['2026-27', '2025-26']);
    expect(choices.reduce((sum, { value }) => sum + of(value), 0)).toBe(8);
  });

  it('can be ticked to claim once, and to record as paid once', () => {
    const { all } = somePayments();
    const ids = (some: typeof all) => some.map(({ view, key }) => `${view.member.id} ${key}`);
    expect(ids(all.filter(canBePaid))).toEqual(['4 registration']);
    expect(ids(all.filter(canClaim))).toEqual([
      ...['1 completion', '2 registration', '2 completion', '3 registration', '3 completion'],
      '4 completion',
    ]);
  });

  it('say when they were claimed and paid, or why they stand where they do', () => {
    const { made, all } = somePayments();
    expect(whyWords(all[0]!)).toBe(
      'Paid on 5 November 2025; claimed on 1 October 2025, reference A1',
    );
    expect(whyWords(all[6]!)).toBe('Claimed on 20 September 2026');
    expect(whyWords(all[5]!)).toBe('Failed on 9 September 2026, before completing it');
    // As at a day before the claim.
    const before = paymentViews(made.asye, made.views('2026-09-10'), '2026-09-10');
    expect(whyWords(before[6]!)).toBe(
      'Registered with the funder; since 1 September 2026; later claimed on 20 September 2026',
    );
  });
});

describe('the claim list', () => {
  it('holds money as numbers, dates as dates, no formula and no outcome', async () => {
    const { made, all } = somePayments();
    const rows = claimListRows(byMember(all, called), made.records, { on: TODAY, withNames: true });
    const { data } = claimListSheet(['Anytown: ASYE payments', '=1+1'], rows);
    const cells = data.flat() as ({ value?: unknown; format?: string } | null)[];
    const values = cells.map((cell) => cell?.value);
    expect(values).toContain('\'=HYPERLINK("x")');
    expect(values).toContain("'=1+1");
    expect(values.filter((value) => String(value).startsWith('='))).toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(/fail/i);
    expect(values).toContain('Left the programme on 9 September 2026, before completing it');
    const money = cells.filter((cell) => cell?.format === '£#,##0.00').map((cell) => cell?.value);
    expect(money).toContain(950.5);
    // The total: seven payments of £1,000 and one of £950.50.
    expect(money.at(-1)).toBe(7950.5);
    expect(values).toContainEqual(new Date('2025-11-05T00:00:00Z'));
    expect((await claimListWorkbook(['Anytown'], rows)).size).toBeGreaterThan(1000);
  });

  it('leaves names out where they are hidden', () => {
    const { made, all } = somePayments();
    const members = byMember(all, called);
    const rows = claimListRows(members, made.records, { on: TODAY, withNames: false });
    expect(JSON.stringify(rows)).not.toContain('HYPERLINK');
    expect(rows.map(({ reference }) => reference)).toContain('P3');
  });
});

describe('an amount typed', () => {
  it.each([
    ['1000', 100_000],
    ['£1,000.50', 100_050],
    [' 950.5 ', 95_050],
    ['', null],
    ['1000.505', null],
    ['-5', null],
    ['ten', null],
  ])('%s is %s pence', (text, pence) => {
    expect(readMoney(text)).toBe(pence);
    if (pence !== null) expect(readMoney(moneyField(pence))).toBe(pence);
  });
});
