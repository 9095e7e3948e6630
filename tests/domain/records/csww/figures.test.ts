import { describe, expect, it } from 'vitest';
import { cswwFigures } from '../../../../src/domain/records/csww/figures.ts';
import { plan, wte } from '../builder.ts';

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

  it('count everybody by what the return’s lists say of them', () => {
    const { records } = return2024();
    const figures = cswwFigures(records, CENSUS);
    const found = (rows: { code: unknown; headcount: number; fte: number }[]) =>
      rows
        .filter(({ headcount }) => headcount > 0)
        .map(({ code, headcount, fte }) => [code, headcount, fte]);
    expect(found(figures.startersByOrigin)).toEqual([[1, 1, wte(1)]]);
    expect(found(figures.leaversByReason)).toEqual([[1, 1, wte(0.8)]]);
    expect(found(figures.leaversByDestination)).toEqual([[1, 1, wte(0.8)]]);
    expect(found(figures.absentByReason)).toEqual([['MAT', 1, wte(0.6)]]);
  });

  it('say what is missing, without naming anybody', () => {
    const { records } = return2024();
    records.workers[0]!.sweNumber = null;
    records.workers[0]!.name = 'Zephyrine';
    records.engagements[3]!.origin = 9;
    records.engagements[4]!.leavingReason = null;
    records.engagements[4]!.destination = 8;
    const { issues } = cswwFigures(records, CENSUS);
    expect(
      issues.map((one) => [one.kind, one.field, one.worker, one.putRightIn, one.words]),
    ).toEqual([
      ['missing', 'SWENo', 1, 'identity', 'No Social Work England number.'],
      [
        'missing',
        'StartOrigin',
        4,
        'spell',
        'Started on 1 October 2023, and where they came from is not known.',
      ],
      [
        'missing',
        'ReasonLeave',
        5,
        'spell',
        'Left on 30 September 2024, and the reason is not known.',
      ],
      [
        'missing',
        'LeaverDestination',
        5,
        'spell',
        'Left on 30 September 2024, and where they went is not known.',
      ],
    ]);
    // The spell whose correction puts it right.
    expect(issues.map((one) => one.engagement)).toEqual([null, 4, 5, 5]);
    expect(JSON.stringify(issues)).not.toContain('Zephyrine');
  });

  it('say what cannot be', () => {
    const p = return2024();
    p.records.workers[0]!.sweNumber = 'SW1';
    p.records.workers[1]!.sweNumber = p.records.workers[3]!.sweNumber!.toLowerCase();
    p.place(2, { fte: 0.5 });
    p.records.engagements[4]!.leavingReason = 6;
    p.person({ worker: 4, from: '2024-09-01', basis: 'agency' }, [{ fte: 0.2 }]);
    const { issues } = cswwFigures(p.records, CENSUS);
    expect(issues.map((one) => [one.kind, one.field, one.worker])).toEqual([
      ['impossible', 'SWENo', 1],
      // Each of two people with one number is named: either may have the wrong one.
      ['impossible', 'SWENo', 2],
      ['impossible', 'SWENo', 4],
      ['impossible', 'FTE', 2],
      ['impossible', 'OrgRole', 2],
      ['impossible', 'AgencyWorker', 4],
      ['impossible', 'LeaverDestination', 5],
    ]);
    expect(issues[0]).toMatchObject({ written: 'SW1' });
    expect(issues[1]).toMatchObject({ others: [4] });
    expect(issues[3]!.words).toBe('1.5 FTE over all posts. The return takes 1 at most.');
    expect(issues[4]!.words).toBe(
      'Two kinds of role at once: First line manager and Case holder. The return takes one.',
    );
    expect(cswwFigures(p.records, '2024-03-31').issues[0]).toMatchObject({
      field: 'ReferenceDate',
      words: 'The return’s reference date is 30 September, not 31 March 2024.',
    });
  });

  it('flag a destination of somebody who moved within the authority', () => {
    const { records } = return2024();
    records.engagements[4]!.leavingReason = 7;
    const { issues, leaversByDestination } = cswwFigures(records, CENSUS);
    expect(issues.map((one) => one.words)).toEqual([
      'Left on 30 September 2024, reason moved within the authority, and yet with a destination.',
    ]);
    expect(leaversByDestination.every(({ headcount }) => headcount === 0)).toBe(true);
  });

  it('report a move to a role outside the return as a leaver with reason 7', () => {
    const p = return2024();
    p.records.assignments[1]!.to = '2024-05-31';
    p.place(2, { role: p.outside, from: '2024-06-01' });
    const { leavers, leaversByReason, rates, issues } = cswwFigures(p.records, CENSUS);
    expect(leavers).toEqual({ fte: wte(1.8), headcount: 2, movedOutside: 1 });
    expect(leaversByReason.find(({ code }) => code === 7)).toMatchObject({
      headcount: 1,
      fte: wte(1),
    });
    // 1.8 FTE left; 0.6 and 1 are in post at the end.
    expect(rates.turnover).toBe(1.8 / 1.6);
    // The records say all there is to say of it: nothing is missing.
    expect(issues).toEqual([]);
  });

  it('report a move from a role outside the return as a start in it', () => {
    const p = return2024();
    p.records.assignments[2]!.to = '2024-05-31';
    p.place(3, { role: p.manager, from: '2024-06-01', fte: 0.9 });
    const { starters, startersByOrigin, inPost, issues } = cswwFigures(p.records, CENSUS);
    expect(inPost).toEqual({ fte: wte(3.5), headcount: 4 });
    expect(starters).toEqual({ fte: wte(1.9), headcount: 2, movedIn: 1 });
    expect(startersByOrigin.at(-1)).toMatchObject({ headcount: 1, fte: wte(0.9) });
    expect(issues).toMatchObject([
      { field: 'StartOrigin', worker: 3, words: expect.stringContaining('1 June 2024') as string },
    ]);
  });
});
