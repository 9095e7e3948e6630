import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import { movementsIn, totalOf } from '../../../src/domain/records/movements.ts';
import { ratesAt, ratesOver } from '../../../src/domain/records/rates.ts';
import { recordsBridge } from '../../../src/domain/records/recordsBridge.ts';
import type { RecordsScope } from '../../../src/domain/records/scope.ts';
import {
  establishmentTable,
  stockAt,
  stocksAt,
  type EstablishmentNode,
  type Stock,
} from '../../../src/domain/records/stock.ts';
import { teamAt } from '../../../src/domain/records/structure.ts';
import type { Assignment, PlanRecords } from '../../../src/domain/records/types.ts';
import { anyDate, anyPeriod, anyRecords, anyScope } from './arbitrary.ts';

const RUNS = { numRuns: 150 };

/** The stock by its definition, record by record: nothing indexed, nothing incremental. */
function plainStock(records: PlanRecords, date: string, scope: RecordsScope) {
  const inScope = ({ team, role }: { team: number; role: number }) => {
    const row = records.roles.find((one) => one.id === role)!;
    const counted = { plan: row.counts, dfe: row.group !== 'other', all: true }[scope.counts];
    return (
      counted &&
      (scope.role == null || scope.role === role) &&
      (scope.team == null || scope.team === team) &&
      (scope.service == null || teamAt(records, team, date)?.service === scope.service)
    );
  };
  const employed = (basis: string) => basis === 'permanent' || basis === 'fixed-term';
  const isHere = (assignment: Assignment) => {
    const spell = records.engagements.find((one) => one.id === assignment.engagement)!;
    if (assignment.from > date || (assignment.to !== null && assignment.to < date)) return false;
    if (spell.to === null || spell.to > date) return true;
    if (spell.to < date) return false;
    const others = records.engagements.filter(
      (one) => one.worker === spell.worker && one !== spell,
    );
    return employed(spell.basis)
      ? others.some(
          (one) =>
            employed(one.basis) &&
            one.from <= addDays(date, 1) &&
            (one.to === null || one.to > date),
        )
      : others.some((one) => one.from === addDays(date, 1));
  };
  const basisOf = (assignment: Assignment) =>
    records.engagements.find((one) => one.id === assignment.engagement)!.basis;
  const here = records.assignments.filter((one) => inScope(one) && isHere(one));
  const inPost = here.filter((one) =>
    employed(basisOf(one)) ? !one.secondedOut : basisOf(one) === 'secondment',
  );
  const lines = records.lines.filter(
    (one) =>
      inScope(one) &&
      one.fundedFrom <= date &&
      (one.fundedTo === null || one.fundedTo >= date) &&
      !(one.frozen && scope.frozenPosts === 'left-out'),
  );
  const sum = (rows: { fte: number }[]) => rows.reduce((all, one) => all + one.fte, 0);
  const cells = new Set([...lines, ...inPost].map((one) => `${one.team}/${one.role}`));
  let vacant = 0;
  for (const cell of cells) {
    const own = <T extends { team: number; role: number }>(rows: T[]) =>
      rows.filter((one) => `${one.team}/${one.role}` === cell);
    vacant += Math.max(0, sum(own(lines)) - sum(own(inPost)));
  }
  const worker = (one: Assignment) =>
    records.engagements.find((spell) => spell.id === one.engagement)!.worker;
  return {
    establishment: sum(lines),
    inPost: sum(inPost),
    headcount: new Set(inPost.map(worker)).size,
    agency: sum(here.filter((one) => basisOf(one) === 'agency')),
    vacant,
  };
}

describe('the stock of any records at any date', () => {
  it('is what its definition says', () => {
    fc.assert(
      fc.property(anyRecords, anyDate, anyScope, (records, date, scope) => {
        expect(stockAt(records, date, scope)).toMatchObject(plainStock(records, date, scope));
      }),
      RUNS,
    );
  });

  it('is the same date by date and in one pass', () => {
    fc.assert(
      fc.property(
        anyRecords,
        fc.array(anyDate, { maxLength: 6 }),
        anyScope,
        (records, dates, scope) => {
          const inOrder = [...dates].sort();
          const each = inOrder.map((date) => stockAt(records, date, scope));
          expect(stocksAt(records, inOrder, scope)).toEqual(each);
        },
      ),
      RUNS,
    );
  });

  it('balances: establishment = in post + vacant − over, and its parts fit in it', () => {
    fc.assert(
      fc.property(anyRecords, anyDate, anyScope, (records, date, scope) => {
        const stock = stockAt(records, date, scope);
        expect(stock.establishment).toBe(stock.inPost + stock.vacant - stock.over);
        expect(stock.inPost).toBe(stock.employed + stock.secondedIn);
        expect(stock.vacant).toBe(stock.covering + stock.uncovered);
        expect(stock.vacantNamed).toBeLessThanOrEqual(stock.vacant);
        expect(stock.covering).toBeLessThanOrEqual(stock.agency);
        expect(stock.away).toBeLessThanOrEqual(stock.inPost);
        const { vacancy, absence, extra, notSaid } = stock.agencyByCover;
        expect(vacancy + absence + extra + notSaid).toBe(stock.agency);
      }),
      RUNS,
    );
  });
});

const SUMS = [
  'establishment',
  'frozen',
  'grant',
  'temporary',
  'inPost',
  'employed',
  'secondedIn',
  'secondedOut',
  'away',
  'vacant',
  'over',
  'vacantNamed',
  'offers',
  'agency',
  'covering',
  'uncovered',
] as const satisfies (keyof Stock)[];

const sums = (stocks: Stock[]) =>
  Object.fromEntries(SUMS.map((key) => [key, stocks.reduce((all, one) => all + one[key], 0)]));

function expectChildrenToSum(node: EstablishmentNode): void {
  if (node.level === 'role') return;
  expect(sums(node.children.map((child) => child.stock))).toEqual(sums([node.stock]));
  const heads = node.children.reduce((all, child) => all + child.stock.headcount, 0);
  expect(heads).toBeGreaterThanOrEqual(node.stock.headcount);
  node.children.forEach(expectChildrenToSum);
}

describe('the parts of any split', () => {
  it('sum to the whole in the establishment table, at every level', () => {
    fc.assert(
      fc.property(anyRecords, anyDate, anyScope, (records, date, scope) => {
        const table = establishmentTable(records, date, scope);
        expect(table.stock).toEqual(stockAt(records, date, scope));
        expectChildrenToSum(table);
      }),
      RUNS,
    );
  });

  it('sum to the whole by service, by team and by role', () => {
    fc.assert(
      fc.property(anyRecords, anyDate, (records, date) => {
        const whole = sums([stockAt(records, date, { counts: 'all' })]);
        const split = (ids: number[], by: 'service' | 'team' | 'role') =>
          sums(ids.map((id) => stockAt(records, date, { counts: 'all', [by]: id })));
        expect(split([1, 2], 'service')).toEqual(whole);
        expect(split([1, 2, 3, 4], 'team')).toEqual(whole);
        expect(split([1, 2, 3, 4], 'role')).toEqual(whole);
      }),
      RUNS,
    );
  });
});

describe('the movements of any period', () => {
  it('take one stock to the next: earlier stock + starts − ends, in FTE and in people', () => {
    fc.assert(
      fc.property(anyRecords, anyPeriod, anyScope, (records, { from, to }, scope) => {
        const { unexplained } = recordsBridge(records, from, to, scope);
        expect(unexplained).toEqual({ vacancies: 0, inPost: 0, headcount: 0 });
      }),
      { numRuns: 400 },
    );
  });

  it('with nothing narrowed, are starters and leavers, hours and secondments alone', () => {
    fc.assert(
      fc.property(anyRecords, anyPeriod, (records, { from, to }) => {
        const all = movementsIn(records, from, to, { counts: 'all' });
        expect([...all.movesIn, ...all.movesOut]).toEqual([]);
      }),
      RUNS,
    );
  });

  it('add up over the parts of a period', () => {
    fc.assert(
      fc.property(
        anyRecords,
        anyPeriod,
        anyDate,
        anyScope,
        (records, { from, to }, date, scope) => {
          fc.pre(from < date && date <= to);
          const whole = movementsIn(records, from, to, scope);
          const first = movementsIn(records, from, addDays(date, -1), scope);
          const second = movementsIn(records, date, to, scope);
          for (const kind of ['starters', 'leavers', 'movesIn', 'movesOut'] as const) {
            expect(totalOf([...first[kind], ...second[kind]])).toEqual(totalOf(whole[kind]));
          }
        },
      ),
      RUNS,
    );
  });

  it('take agency workers from one stock to the next', () => {
    fc.assert(
      fc.property(anyRecords, anyPeriod, anyScope, (records, { from, to }, scope) => {
        const all = movementsIn(records, addDays(from, 1), to, scope);
        const { fte, headcount } = totalOf([...all.agencyStarts, ...all.agencyEnds]);
        const before = stockAt(records, from, scope);
        const after = stockAt(records, to, scope);
        expect(after.agency - before.agency).toBe(fte);
        expect(after.agencyHeadcount - before.agencyHeadcount).toBe(headcount);
      }),
      RUNS,
    );
  });
});

describe('the rates of any records', () => {
  it('are the same date by date and in one pass, and never NaN', () => {
    fc.assert(
      fc.property(
        anyRecords,
        fc.array(anyDate, { minLength: 1, maxLength: 4 }),
        anyScope,
        fc.constantFrom('local' as const, 'dfe' as const),
        (records, dates, scope, basis) => {
          const inOrder = [...dates].sort();
          const series = ratesOver(records, inOrder, scope, basis);
          expect(series).toEqual(inOrder.map((date) => ratesAt(records, date, scope, basis)));
          for (const { vacancy, turnover, agency, stability } of series) {
            for (const rate of [vacancy, turnover, agency, stability]) {
              expect(rate === null || Number.isFinite(rate)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 80 },
    );
  });
});
