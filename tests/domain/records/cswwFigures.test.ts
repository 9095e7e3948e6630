import { describe, expect, it } from 'vitest';
import { cswwFigures } from '../../../src/domain/records/cswwFigures.ts';
import { plan, wte } from './builder.ts';

const CENSUS = '2024-09-30';

/** 5 posts of social workers and 1 of an administrator, who is no part of the return. */
function return2024() {
  const p = plan();
  const manager = p.role('Team manager', 'first-line-manager');
  const outside = p.role('Administrator', 'other');
  p.post({ fte: 4.255 });
  p.post({ fte: 1, role: manager });
  p.post({ fte: 1, role: outside });
  p.person({ from: '2020-01-01' }, [{ fte: 0.6 }]);
  p.person({ from: '2020-01-01' }, [{ role: manager }]);
  p.person({ from: '2020-01-01' }, [{ role: outside }]);
  p.person({ from: '2023-10-01', origin: 1 });
  p.person({ from: '2020-01-01', to: CENSUS, leavingReason: 1, destination: 1 }, [{ fte: 0.8 }]);
  p.person({ from: '2022-01-01', basis: 'agency' }, [{ fte: 0.75 }]);
  p.absent(1, 'MAT', '2024-07-01');
  for (const worker of p.records.workers)
    worker.sweNumber = `SW${String(worker.id).padStart(10, '0')}`;
  return { ...p, manager, outside };
}

describe('the figures of a statutory return', () => {
  it('are the stock at the census and the movements of the year to it', () => {
    const figures = cswwFigures(return2024().records, CENSUS);
    expect(figures).toMatchObject({
      from: '2023-10-01',
      to: CENSUS,
      // 4.255 − 1.6 = 2.655 to two decimals; somebody leaving on the day is gone.
      numberOfVacancies: 2.66,
      noAgencyFte: 0.75,
      noAgencyHeadcount: 1,
      inPost: { fte: wte(2.6), headcount: 3 },
      starters: { fte: wte(1), headcount: 1 },
      leavers: { fte: wte(0.8), headcount: 1, movedOutside: 0 },
      absent: { fte: wte(0.6), headcount: 1 },
      workers: 5,
      issues: [],
    });
    expect(figures.rates.turnover).toBe(0.8 / 2.6);
    expect(figures.byOrgRole.filter((role) => role.headcount > 0)).toEqual([
      { code: 3, label: 'First line manager', fte: wte(1), headcount: 1 },
      { code: 5, label: 'Case holder', fte: wte(1.6), headcount: 2 },
    ]);
    expect(figures.notHeld).toContain('PersonBirthDate');
  });

  it('say what is missing', () => {
    const { records } = return2024();
    records.workers[0]!.sweNumber = null;
    records.engagements[3]!.origin = 9;
    records.engagements[4]!.leavingReason = null;
    records.engagements[4]!.destination = 8;
    expect(
      cswwFigures(records, CENSUS).issues.map((one) => [one.kind, one.field, one.words]),
    ).toEqual([
      ['missing', 'SWENo', 'P1 has no Social Work England number.'],
      ['missing', 'StartOrigin', 'P4 started on 1 October 2023 with no known origin.'],
      ['missing', 'ReasonLeave', 'P5 left on 30 September 2024 with no known reason.'],
      ['missing', 'LeaverDestination', 'P5 left on 30 September 2024 with no known destination.'],
    ]);
  });

  it('say what cannot be', () => {
    const p = return2024();
    p.records.workers[0]!.sweNumber = 'SW1';
    p.records.workers[1]!.sweNumber = p.records.workers[3]!.sweNumber!.toLowerCase();
    p.place(2, { fte: 0.5 });
    p.records.engagements[4]!.leavingReason = 6;
    expect(cswwFigures(p.records, CENSUS).issues.map((one) => [one.kind, one.field])).toEqual([
      ['impossible', 'SWENo'],
      ['impossible', 'SWENo'],
      ['impossible', 'FTE'],
      ['impossible', 'OrgRole'],
      ['impossible', 'LeaverDestination'],
    ]);
    expect(cswwFigures(p.records, '2024-03-31').issues[0]).toMatchObject({
      field: 'ReferenceDate',
      words: 'The return’s reference date is 30 September, not 31 March 2024.',
    });
  });

  it('report a move to a role outside the return as a leaver with reason 7', () => {
    const p = return2024();
    p.records.assignments[1]!.to = '2024-05-31';
    p.place(2, { role: p.outside, from: '2024-06-01' });
    const { leavers, issues } = cswwFigures(p.records, CENSUS);
    expect(leavers).toEqual({ fte: wte(1.8), headcount: 2, movedOutside: 1 });
    expect(issues.map((one) => one.words)).toEqual([
      'P2 moved to a role outside the return on 1 June 2024. The return reports a leaver with reason 7.',
    ]);
  });
});
