import { describe, expect, it } from 'vitest';
import {
  leaversByDestination,
  leaversByReason,
  leaversByService,
  startersByOrigin,
} from '../../../src/domain/records/breakdowns.ts';
import { proposedRoute } from '../../../src/domain/records/codes.ts';
import {
  completedYears,
  dayOf,
  monthEnds,
  monthsBefore,
} from '../../../src/domain/records/days.ts';
import { indexRecords } from '../../../src/domain/records/indexRecords.ts';
import { movementsIn } from '../../../src/domain/records/movements.ts';
import { ratesAt, vacancyRateOf } from '../../../src/domain/records/rates.ts';
import { monthlySeries } from '../../../src/domain/records/series.ts';
import { serviceBandOf, timeInServiceAt } from '../../../src/domain/records/service.ts';
import { stockAt } from '../../../src/domain/records/stock.ts';
import { plan, wte } from './builder.ts';

const PLAN = { counts: 'plan' } as const;

/**
 * 12 posts. 10 people from 2020, of whom one leaves on 30 June 2024 and one, of 0.5 FTE, on
 * 31 March 2025; one starts on 1 December 2024; three agency workers.
 */
function year() {
  const p = plan();
  p.post({ fte: 12 });
  for (let n = 0; n < 8; n++) p.person({ from: '2020-01-01' });
  p.person({ from: '2020-01-01', to: '2024-06-30', leavingReason: 1, destination: 3 });
  p.person({ from: '2014-03-01', to: '2025-03-31', leavingReason: 5 }, [{ fte: 0.5 }]);
  p.person({ from: '2024-12-01', origin: 1 });
  for (let n = 0; n < 3; n++) p.person({ from: '2023-01-01', basis: 'agency' });
  return p;
}

describe('records that begin in the middle of careers', () => {
  /** Ten posts from 2010. Two people from 1998 and 2005, placed only from 1 April 2016. */
  function midCareer() {
    const p = plan();
    p.post({ fte: 10 });
    p.person({ from: '1998-09-01' }, [{ from: '2016-04-01' }]);
    p.person({ from: '2005-01-04' }, [{ from: '2016-04-01' }]);
    return p.records;
  }

  it('begin on the first day somebody is placed, whenever the contracts began', () => {
    const { begins } = indexRecords(midCareer());
    expect(begins).toBe(dayOf('2016-04-01'));
  });

  it('have no rate before then, and no turnover until a year after', () => {
    const before = ratesAt(midCareer(), '2016-03-31', PLAN, 'local');
    expect(before).toMatchObject({ vacancy: null, agency: null, turnover: null, stability: null });
    const first = ratesAt(midCareer(), '2016-04-30', PLAN, 'local');
    expect(first).toMatchObject({ vacancy: 8 / 10, turnover: null, stability: null });
    expect(ratesAt(midCareer(), '2017-04-01', PLAN, 'local').turnover).toBe(0);
  });
});

it('without a recorded post there is no vacancy rate, on either basis', () => {
  const p = plan();
  p.person({ from: '2020-01-01' });
  expect(ratesAt(p.records, '2024-03-31', PLAN, 'dfe').vacancy).toBeNull();
  expect(ratesAt(p.records, '2024-03-31', PLAN, 'local').vacancy).toBeNull();
});

describe('the rates of a year', () => {
  const { records } = year();
  // Month ends from 31 March 2024: 10 10 10, then 9 to 30 November, 10 10 10, and 9.
  const average = 123 / 13;

  it('on the local basis: of headcount, over the mean of thirteen month ends', () => {
    const rates = ratesAt(records, '2025-03-31', PLAN, 'local');
    expect(rates.averageHeadcount).toBeCloseTo(average, 12);
    expect(rates.leavers).toEqual({ fte: wte(1.5), headcount: 2 });
    expect(rates.turnover).toBeCloseTo(2 / average, 12);
    // 12 posts, 9 in post: 3 vacant, and the three agency workers cover them.
    expect(rates.vacancy).toBe(3 / 12);
    expect(rates.agency).toBe(3 / 12);
    expect(rates.vacanciesCovered).toBe(1);
    expect(rates.uncovered).toBe(0);
  });

  it('on the DfE basis: of FTE, over the FTE in post at the end', () => {
    const rates = ratesAt(records, '2025-03-31', PLAN, 'dfe');
    expect(rates.turnover).toBe(1.5 / 9);
    expect(rates.vacancy).toBe(3 / (3 + 9));
    expect(rates.agency).toBe(3 / (3 + 9));
    expect(rates.agencyCovering).toBe(1);
  });

  it('stability is the share of last year’s people who are here still', () => {
    expect(ratesAt(records, '2025-03-31', PLAN, 'local').stability).toBe(8 / 10);
    // Somebody seconded out has not left.
    const p = year();
    p.records.assignments[0]!.to = '2024-12-31';
    p.place(1, { from: '2025-01-01', secondedOut: true });
    expect(ratesAt(p.records, '2025-03-31', PLAN, 'local').stability).toBe(8 / 10);
  });

  it('have no turnover before a year of records, and nothing at all before they begin', () => {
    expect(ratesAt(records, '2015-02-28', PLAN, 'local').turnover).toBeNull();
    expect(ratesAt(records, '2015-03-01', PLAN, 'local').turnover).toBe(0);
    expect(ratesAt(records, '2009-01-01', PLAN, 'local')).toMatchObject({
      vacancy: null,
      turnover: null,
      agency: null,
      stability: null,
      vacanciesCovered: null,
      agencyCovering: null,
    });
  });

  it('month by month are those of each month’s end', () => {
    const series = monthlySeries(records, '2024-04-15', '2025-03-31', PLAN, 'local');
    expect(series.map((one) => one.date)).toEqual(monthEnds('2024-04-01', '2025-03-31'));
    expect(series).toHaveLength(12);
    expect(series.map((one) => one.stock.headcount)).toEqual([
      ...[10, 10, 9, 9, 9, 9],
      ...[9, 9, 10, 10, 10, 9],
    ]);
    expect(series.at(-1)).toEqual(ratesAt(records, '2025-03-31', PLAN, 'local'));
  });
});

describe('people over establishment', () => {
  const p = plan();
  const manager = p.role('Team manager', 'first-line-manager');
  p.post({ fte: 9 });
  p.post({ fte: 1, role: manager });
  for (let n = 0; n < 7; n++) p.person({ from: '2020-01-01' });
  for (let n = 0; n < 2; n++) p.person({ from: '2020-01-01' }, [{ role: manager }]);
  p.person({ from: '2020-01-01', basis: 'agency' }, [{ covers: 'vacancy' }]);
  const stock = stockAt(p.records, '2025-03-31', PLAN);

  it('hide no vacancy: 2 vacant and 1 over of 10 posts with 9 in post', () => {
    expect(vacancyRateOf(stock, 'local')).toBe(2 / 10);
    expect(vacancyRateOf(stock, 'dfe')).toBe(2 / 11);
  });

  it('are in the local agency rate’s denominator', () => {
    expect(ratesAt(p.records, '2025-03-31', PLAN, 'local').agency).toBe(1 / 11);
    expect(ratesAt(p.records, '2025-03-31', PLAN, 'dfe').agency).toBe(1 / 10);
  });
});

describe('frozen posts', () => {
  const p = plan();
  p.post({ fte: 8 });
  p.post({ fte: 2, frozen: true });
  for (let n = 0; n < 6; n++) p.person({ from: '2020-01-01' });
  const scope = { ...PLAN, frozenPosts: 'left-out' } as const;

  it('may be left out of the local rate, and always count on the DfE basis', () => {
    expect(ratesAt(p.records, '2025-03-31', PLAN, 'local').vacancy).toBe(4 / 10);
    expect(ratesAt(p.records, '2025-03-31', scope, 'local').vacancy).toBe(2 / 8);
    expect(ratesAt(p.records, '2025-03-31', scope, 'dfe').vacancy).toBe(4 / 10);
  });
});

describe('dates a number of months before', () => {
  it('keep a month’s end, and clamp a day the month lacks', () => {
    expect(monthsBefore('2025-02-28', 12)).toBe('2024-02-29');
    expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-28');
    expect(monthsBefore('2025-05-15', 1)).toBe('2025-04-15');
    expect(monthsBefore('2025-03-30', 1)).toBe('2025-02-28');
    expect(monthsBefore('2025-03-31', 15)).toBe('2023-12-31');
    expect(monthsBefore('2025-03-31', 0)).toBe('2025-03-31');
    expect(completedYears('2023-04-01', '2025-03-31')).toBe(1);
    expect(completedYears('2023-04-01', '2025-04-01')).toBe(2);
  });
});

describe('time in service', () => {
  it('turns over a band on the anniversary', () => {
    expect(serviceBandOf('2023-04-01', '2025-03-31').id).toBe('under-2');
    expect(serviceBandOf('2023-04-01', '2025-04-01').id).toBe('2-5');
    expect(serviceBandOf('1995-04-01', '2025-04-01').id).toBe('over-30');
  });

  it('goes on through a change of contract, and begins again with a rehire', () => {
    const p = plan();
    p.person({ from: '2012-01-01', to: '2016-12-31', basis: 'fixed-term' });
    p.person({ worker: 1, from: '2017-01-01' }, [{ fte: 0.5 }, { fte: 0.3, team: 2 }]);
    p.person({ from: '2012-01-01', to: '2023-12-31' });
    p.person({ worker: 2, from: '2024-03-01' });
    const rows = timeInServiceAt(p.records, '2025-01-01', PLAN);
    const found = rows.filter((row) => row.headcount > 0);
    expect(found.map((row) => [row.band.id, row.headcount, row.fte])).toEqual([
      ['under-2', 1, wte(1)],
      ['10-20', 1, wte(0.8)],
    ]);
  });

  it('has rows that sum to the employees in post', () => {
    const { records } = year();
    const rows = timeInServiceAt(records, '2024-12-31', PLAN);
    const stock = stockAt(records, '2024-12-31', PLAN);
    expect(rows.reduce((all, row) => all + row.headcount, 0)).toBe(stock.employedHeadcount);
    expect(rows.reduce((all, row) => all + row.fte, 0)).toBe(stock.employed);
  });
});

describe('leavers and starters by what is recorded of them', () => {
  const movements = movementsIn(year().records, '2024-04-01', '2025-03-31', PLAN);
  const found = (rows: { headcount: number; fte: number }[]) =>
    rows.filter((row) => row.headcount > 0);

  it('have a row for every code and one for none', () => {
    const reasons = leaversByReason(movements.leavers);
    expect(reasons).toHaveLength(11);
    expect(found(reasons)).toMatchObject([
      { code: 1, label: 'Resignation', headcount: 1, fte: wte(1) },
      { code: 5, label: 'Retired', headcount: 1, fte: wte(0.5) },
    ]);
    expect(reasons.flatMap((row) => row.movements)).toHaveLength(movements.leavers.length);
    expect(found(leaversByDestination(movements.leavers))).toMatchObject([
      { code: 3, headcount: 1 },
      { code: null, label: 'Not recorded', headcount: 1, fte: wte(0.5) },
    ]);
    expect(found(startersByOrigin(movements.starters))).toMatchObject([{ code: 1, headcount: 1 }]);
    expect(found(leaversByService(movements.leavers))).toMatchObject([
      { band: { id: '2-5' }, headcount: 1, fte: wte(1) },
      { band: { id: '10-20' }, headcount: 1, fte: wte(0.5) },
    ]);
  });
});

describe('the route an origin proposes', () => {
  it('is the manager’s for a manager, ASYE for 1, a conversion to confirm for 4', () => {
    expect(proposedRoute(1, 'first-line-manager')).toEqual({ route: 'manager', confirm: false });
    expect(proposedRoute(1, 'case-holder')).toEqual({ route: 'asye', confirm: false });
    expect(proposedRoute(4, 'senior-practitioner')).toEqual({ route: 'conversion', confirm: true });
    expect(proposedRoute(2, 'case-holder')).toEqual({ route: 'experienced', confirm: false });
    expect(proposedRoute(7, 'qualified-no-cases')?.route).toBe('experienced');
    expect(proposedRoute(9, 'case-holder')).toBeNull();
    expect(proposedRoute(null, 'case-holder')).toBeNull();
    expect(proposedRoute(1, 'other')).toBeNull();
  });
});
