/** Who counts as a recruit: whoever first enters a counted role, by whatever way, and nobody twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movementsIn } from '../../../src/domain/records/movements.ts';
import { ratesAt } from '../../../src/domain/records/rates.ts';
import { recruitsIn } from '../../../src/domain/records/recruits.ts';
import { stockAt } from '../../../src/domain/records/stock.ts';
import { anyRecords } from './arbitrary.ts';
import { plan } from './builder.ts';

const PLAN = { counts: 'plan' } as const;
const YEAR = ['2024-04-01', '2025-03-31'] as const;

function recruits(p: ReturnType<typeof plan>) {
  return recruitsIn(p.records, ...YEAR, PLAN).map(({ worker, date, route }) => [
    worker,
    date,
    route,
  ]);
}

describe('a recruit', () => {
  it('is somebody newly qualified or experienced who starts in a counted role', () => {
    const p = plan();
    p.person({ from: '2024-09-02', origin: 1, route: 1 });
    p.person({ from: '2024-03-31' });
    expect(recruits(p)).toEqual([[1, '2024-09-02', 1]]);
  });

  it('is an agency worker who converts, and the assignment ends with it', () => {
    const p = plan();
    p.post({ fte: 2 });
    p.person({ from: '2023-01-09', basis: 'agency' });
    p.person({ worker: 1, from: '2024-06-03', route: 2 });
    expect(recruits(p)).toEqual([[1, '2024-06-03', 2]]);
    // Nobody ended the booking on record; nobody covers a vacancy while employed in it.
    expect(stockAt(p.records, '2024-06-02', PLAN)).toMatchObject({ agencyHeadcount: 1 });
    expect(stockAt(p.records, '2024-06-03', PLAN)).toMatchObject({
      ...{ agencyHeadcount: 0, headcount: 1 },
    });
    expect(movementsIn(p.records, ...YEAR, PLAN).agencyEnds).toHaveLength(1);
  });

  it('is somebody of an uncounted role, an apprentice for one, on entering a counted one', () => {
    const p = plan();
    const apprentice = p.role('Social work apprentice', 'other');
    p.person({ from: '2022-09-05', route: 1 }, [
      { role: apprentice, to: '2024-08-31' },
      { from: '2024-09-01' },
    ]);
    expect(recruits(p)).toEqual([[1, '2024-09-01', 1]]);
    // From elsewhere in the authority: in its starters they never were.
    expect(movementsIn(p.records, ...YEAR, PLAN).starters).toEqual([]);
  });

  it('is somebody who comes back after leaving', () => {
    const p = plan();
    p.person({ from: '2020-01-06', to: '2023-12-31' });
    p.person({ worker: 1, from: '2024-05-01' });
    expect(recruits(p)).toEqual([[1, '2024-05-01', null]]);
  });

  it('is nobody who is promoted, changes team or contract, or comes back to a counted role', () => {
    const p = plan();
    const manager = p.role('Team manager', 'first-line-manager');
    const other = p.role('Personal adviser', 'other');
    const second = p.team('Team B');
    p.person({ from: '2020-01-06' }, [
      { to: '2024-05-31' },
      { role: manager, from: '2024-06-01', to: '2024-09-30' },
      { role: manager, team: second, from: '2024-10-01' },
    ]);
    p.person({ from: '2020-01-06', basis: 'fixed-term', to: '2024-07-31' });
    p.person({ worker: 2, from: '2024-08-01' });
    p.person({ from: '2020-01-06' }, [
      { to: '2023-06-30' },
      { role: other, from: '2023-07-01', to: '2024-04-30' },
      { from: '2024-05-01' },
    ]);
    expect(recruits(p)).toEqual([]);
    expect(movementsIn(p.records, ...YEAR, PLAN).transfers).toHaveLength(2);
  });

  it('is every starter in a counted role, and once in a spell', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const [from, to] = ['1990-01-01', '2099-12-31'];
        const found = recruitsIn(records, from, to, PLAN);
        const { starters } = movementsIn(records, from, to, PLAN);
        const key = (one: { worker: number; date: string }) => `${one.worker} ${one.date}`;
        const keys = found.map(key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(starters.map(key).filter((one) => !keys.includes(one))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

it('the agency rate is not known before an agency worker is on record, and is 0 once they have gone', () => {
  const p = plan();
  p.post({ fte: 2 });
  p.person({ from: '2020-01-01' });
  expect(ratesAt(p.records, '2024-03-31', PLAN, 'local')).toMatchObject({
    ...{ agency: null, vacanciesCovered: null },
  });
  p.person({ from: '2023-01-01', to: '2023-06-30', basis: 'agency' });
  const after = { ...p.records };
  expect(ratesAt(after, '2024-03-31', PLAN, 'local').agency).toBe(0);
});
