/** The fictional borough is the same every time, coherent, realistic, and has every special case. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfYear, startOfYear } from '../../../src/domain/calendar.ts';
import { movementsIn } from '../../../src/domain/records/movements.ts';
import { ratesAt, ratesOver } from '../../../src/domain/records/rates.ts';
import { reconcile } from '../../../src/domain/records/reconcile.ts';
import { recordsBridge } from '../../../src/domain/records/recordsBridge.ts';
import { stockAt } from '../../../src/domain/records/stock.ts';
import { ONE_FTE, type PlanRecords } from '../../../src/domain/records/types.ts';
import { fictionalBorough } from '../../../src/domain/samples/borough/fictionalBorough.ts';
import { problemsIn } from './coherence.ts';

const AS_AT = '2025-10-31';
const DFE = { counts: 'dfe' } as const;
const PLAN = { counts: 'plan' } as const;

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const borough = fictionalBorough();
const { records, table, settings } = borough;

describe('the same options', () => {
  it('give the same bytes, today and ever after', () => {
    expect(hash(fictionalBorough({ seed: 111 }))).toBe(hash(borough));
    expect(hash(records)).toBe('d09f76dc510dfa84422f4df7a3ce94db734f62d36c36a84de3463e319ea10768');
    expect(hash({ table, settings })).toBe(
      '0ea36f0e0abc7e3fb09b3a0b96a0db54219f7376e9620896ce068413d112a9d9',
    );
  });

  it('with another seed give another borough', () => {
    const small = { teams: 6, years: 2 };
    expect(hash(fictionalBorough({ ...small, seed: 2 }))).not.toBe(hash(fictionalBorough(small)));
  });
});

describe('its records', () => {
  it('are coherent', () => {
    expect(problemsIn(records, AS_AT)).toEqual([]);
  });

  it('are coherent whatever the seed and size', () => {
    const options = fc.record({
      seed: fc.nat(0xffffffff),
      teams: fc.integer({ min: 1, max: 24 }),
      years: fc.integer({ min: 1, max: 12 }),
      scale: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(options, (some) => {
        expect(problemsIn(fictionalBorough(some).records, AS_AT)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('make a borough of the size that was asked for', () => {
    const open = records.teams.filter(({ closedOn }) => closedOn === null);
    expect(open.length).toBeGreaterThanOrEqual(56);
    expect(open.length).toBeLessThanOrEqual(64);
    expect(records.services.filter(({ closedOn }) => closedOn === null).length).toBe(7);
    expect(records.workers.length).toBeGreaterThan(1_800);
    expect(records.workers.length).toBeLessThan(2_400);
    const { inPost } = stockAt(records, AS_AT, DFE);
    expect(inPost / ONE_FTE).toBeGreaterThan(400);
    expect(inPost / ONE_FTE).toBeLessThan(440);
  });

  it('grow in proportion with scale, and every service keeps a name of its own', () => {
    const three = fictionalBorough({ teams: 12, years: 2, scale: 3 }).records;
    const one = fictionalBorough({ teams: 12, years: 2 }).records;
    const inPost = (of: PlanRecords) => stockAt(of, AS_AT, DFE).inPost;
    expect(inPost(three) / inPost(one)).toBeGreaterThan(2.5);
    expect(inPost(three) / inPost(one)).toBeLessThan(3.5);
    const names = three.services.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuse options nobody can mean', () => {
    expect(() => fictionalBorough({ scale: 0 })).toThrow('scale must be a whole number from 1');
    expect(() => fictionalBorough({ years: 2.5 })).toThrow('years must be a whole number');
  });
});

/** England, FTE, 30 September: DfE, Children's social work workforce (OGL); 2025 DOMAIN.md §3. */
const ENGLAND: [year: number, vacancy: number, turnover: number, agency: number][] = [
  [2017, 17.0, 13.4, 15.8],
  [2018, 16.5, 15.1, 15.4],
  [2019, 16.4, 15.0, 15.8],
  [2020, 16.1, 13.5, 15.4],
  [2021, 16.7, 15.4, 15.5],
  [2022, 20.0, 17.1, 17.6],
  [2023, 18.9, 15.9, 17.8],
  [2025, 14.2, 11.8, 13.0],
];

describe('its rates', () => {
  it.each([111, 1, 2])('with seed %i keep near England’s of the year', (seed) => {
    const made = seed === 111 ? records : fictionalBorough({ seed }).records;
    const dates = ENGLAND.map(([year]) => `${year}-09-30`);
    ratesOver(made, dates, DFE, 'dfe').forEach(({ date, vacancy, turnover, agency }, at) => {
      const [, ...england] = ENGLAND[at]!;
      const off = [vacancy, turnover, agency].map((rate, one) => rate! * 100 - england[one]!);
      expect(Math.abs(off[0]!), `vacancy ${date}`).toBeLessThan(3);
      // Sixty leavers of 420 people vary by a seventh from luck alone.
      expect(Math.abs(off[1]!), `turnover ${date}`).toBeLessThan(6);
      expect(Math.abs(off[2]!), `agency ${date}`).toBeLessThan(1.5);
    });
  });

  it('have newly qualified people arrive from August to October, most in September', () => {
    const { starters } = movementsIn(records, '2016-04-01', AS_AT, DFE);
    const newly = starters.filter(({ engagement }) => engagement.origin === 1);
    const inMonths = (...months: string[]) =>
      newly.filter(({ date }) => months.includes(date.slice(5, 7))).length / newly.length;
    expect(inMonths('08', '09', '10')).toBeGreaterThan(0.7);
    expect(inMonths('09')).toBeGreaterThan(0.4);
  });

  it('bridge from year to year with nothing unexplained', () => {
    for (let year = settings.firstYear; year < 2025; year++) {
      const bridge = recordsBridge(records, endOfYear(year - 1), endOfYear(year), DFE);
      expect(bridge.unexplained).toEqual({ vacancies: 0, inPost: 0, headcount: 0 });
    }
  });
});

describe('its special cases', () => {
  const engagement = new Map(records.engagements.map((one) => [one.id, one]));
  const movements = movementsIn(records, '2016-04-01', AS_AT, { counts: 'all' });
  const held = (date: string) =>
    records.assignments.filter(({ from, to }) => from <= date && (to === null || to >= date));
  const now = held(AS_AT);

  it('has job shares, second posts and zero hours', () => {
    const sharing = Map.groupBy(
      now.filter(
        ({ fte, postRef, engagement: id }) =>
          postRef && fte < ONE_FTE && engagement.get(id)!.basis === 'permanent',
      ),
      ({ postRef }) => postRef,
    );
    expect([...sharing.values()].some((people) => people.length === 2)).toBe(true);
    const places = Map.groupBy(now, (one) => one.engagement);
    expect([...places.values()].some((jobs) => jobs.length === 2)).toBe(true);
    expect(now.some(({ fte }) => fte === 0)).toBe(true);
  });

  it('has rehires, conversions, changes of contract and people who left within the year', () => {
    const spells = Map.groupBy(records.engagements, ({ worker }) => worker);
    const followed = (was: string, is: string, gap: (days: number) => boolean) =>
      [...spells.values()].some((list) =>
        list.some((one) =>
          list.some(
            (next) =>
              one.to !== null &&
              one.basis === was &&
              next.basis === is &&
              gap((Date.parse(next.from) - Date.parse(one.to)) / 86_400_000),
          ),
        ),
      );
    expect(followed('permanent', 'permanent', (days) => days > 90)).toBe(true);
    expect(followed('agency', 'permanent', (days) => days === 1)).toBe(true);
    expect(followed('fixed-term', 'permanent', (days) => days === 1)).toBe(true);
    const short = movements.starters.filter(
      ({ date, lastDay }) =>
        lastDay !== null && lastDay < `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`,
    );
    expect(short.length).toBeGreaterThan(10);
  });

  it('has secondments both ways, moves, promotions and changes of hours', () => {
    const { secondedOut, secondmentsIn, transfers, hoursChanges } = movements;
    for (const list of [secondedOut, secondmentsIn, transfers, hoursChanges]) {
      expect(list.length).toBeGreaterThan(10);
    }
    const promoted = transfers.filter(({ before, after }) => after[0]!.role < before[0]!.role);
    expect(promoted.length).toBeGreaterThan(20);
    const planMoves = movementsIn(records, '2016-04-01', AS_AT, PLAN);
    expect(planMoves.movesOut.length).toBeGreaterThan(5);
    const stock = stockAt(records, AS_AT, DFE);
    expect(stock.secondedIn).toBeGreaterThan(0);
    expect(stock.secondedOut).toBeGreaterThan(0);
  });

  it('has maternity with cover, by agency workers and on fixed terms', () => {
    const maternity = records.absences.filter(({ kind }) => kind === 'MAT');
    expect(maternity.length).toBeGreaterThan(80);
    const covering = records.assignments.filter(({ covers }) => covers === 'absence');
    const bases = new Set(covering.map((one) => engagement.get(one.engagement)!.basis));
    expect(bases).toEqual(new Set(['agency', 'fixed-term']));
    expect(records.absences.some(({ to }) => to === null)).toBe(true);
  });

  it('has leavers on the last day of a month, and people who have given notice', () => {
    const lastDays = movements.leavers.filter(
      ({ date }) => date.endsWith('-30') || date.endsWith('-31'),
    );
    expect(lastDays.length).toBeGreaterThan(100);
    const notice = records.engagements.filter(
      ({ to, leavingReason }) => to !== null && to > AS_AT && leavingReason !== null,
    );
    expect(notice.length).toBeGreaterThan(2);
  });

  it('has accepted offers, frozen, grant-funded and over-established posts', () => {
    const stock = stockAt(records, AS_AT, DFE);
    expect(stock.offers).toBeGreaterThan(4 * ONE_FTE);
    expect(stock.vacantNamed).toBeGreaterThan(0);
    expect(stock.frozen).toBeGreaterThan(0);
    expect(stock.grant).toBeGreaterThan(0);
    expect(stock.over).toBeGreaterThan(0);
    expect(stockAt(records, '2021-03-31', DFE).temporary).toBeGreaterThan(0);
  });

  it('has two reorganisations: renamed, moved, merged, opened and closed', () => {
    const days = new Set(records.teamPeriods.map(({ from }) => from));
    expect(days).toEqual(new Set(['2012-04-01', '2019-04-01', '2022-10-01']));
    const closed = records.teams.map(({ closedOn }) => closedOn).filter((on) => on !== null);
    expect(new Set(closed)).toEqual(new Set(['2019-03-31', '2022-09-30']));
    expect(records.teams.some(({ openedOn }) => openedOn === '2022-10-01')).toBe(true);
    expect(records.services.filter(({ closedOn }) => closedOn !== null).length).toBe(1);
    expect(records.services.filter(({ earlierNames }) => earlierNames?.length).length).toBe(1);
    // Voluntary or compulsory redundancy.
    const redundant = records.engagements.filter(
      ({ leavingReason: why }) => why === 2 || why === 3,
    );
    expect(redundant.length).toBeGreaterThan(0);
  });

  it('has loose ends for reconciliation to find, and gaps', () => {
    const kinds = new Set(reconcile(records, AS_AT, { counts: 'all' }).map(({ kind }) => kind));
    for (const kind of [
      'unknown-post',
      'over-established',
      'fte-mismatch',
      'closed-team',
    ] as const) {
      expect(kinds).toContain(kind);
    }
    const employed = records.engagements.filter(({ basis }) => basis === 'permanent');
    expect(employed.some(({ origin }) => origin === null)).toBe(true);
    expect(employed.some(({ origin }) => origin === 9)).toBe(true);
    expect(records.workers.some(({ name }) => name === null)).toBe(true);
  });
});

describe('its published table', () => {
  const valueOf = (measure: string, year: number) =>
    table.readings.find((one) => one.measure === measure && one.year === year)!.value!;
  const closedYears = Array.from({ length: 9 }, (_, at) => 2016 + at);
  const routes = table.measures.filter(({ kind }) => kind === 'recruits').map(({ label }) => label);

  it('is near the records in every year, and not always the same', () => {
    let same = 0;
    for (const year of closedYears) {
      const { stock, turnover } = ratesAt(records, endOfYear(year), PLAN, 'local');
      const { leavers } = movementsIn(records, startOfYear(year), endOfYear(year), PLAN);
      const late = leavers.length - valueOf('Leavers', year);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(3);
      if (late === 0) same++;
      expect(Math.abs(valueOf('Vacancies', year) - stock.vacant / ONE_FTE)).toBeLessThan(6);
      expect(valueOf('Establishment', year)).toBe(Math.round(stock.establishment / ONE_FTE));
      expect(Math.abs(valueOf('Turnover %', year) - turnover! * 100)).toBeLessThan(1);
    }
    expect(same).toBeGreaterThan(0);
    expect(same).toBeLessThan(closedYears.length);
  });

  it('counts each route’s starters under the number the records give it', () => {
    const { starters } = movementsIn(records, '2025-04-01', AS_AT, PLAN);
    for (const label of routes) {
      const number = table.measures.findIndex((one) => one.label === label) + 1;
      const count = starters.filter(({ engagement }) => engagement.route === number).length;
      expect(valueOf(label, 2025), label).toBe(count);
    }
  });

  it('has one total that does not add up', () => {
    const wrong = closedYears.filter(
      (year) =>
        routes.reduce((sum, label) => sum + valueOf(label, year), 0) !==
        valueOf('Total recruits', year),
    );
    expect(wrong).toEqual([2018]);
  });

  it('says what is part of a year, what is in progress, and that it is made up', () => {
    const latest = table.readings.filter(({ year }) => year === 2025);
    expect(latest.every(({ asAt }) => asAt === AS_AT)).toBe(true);
    expect(latest.find(({ measure }) => measure === 'Leavers')?.status).toBe('part-year');
    expect(latest.some(({ inProgress }) => (inProgress ?? 0) > 0)).toBe(true);
    expect(table.sources.every(({ name }) => name.includes('fictional'))).toBe(true);
    expect(settings.organisation).toBe('Fernhollow Borough Council (fictional)');
    expect(table.targets.some(({ year }) => year === 2026)).toBe(true);
  });
});
