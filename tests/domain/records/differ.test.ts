import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DfeVacancy, LocalVacancy } from '../../../src/domain/records/difference.ts';
import { differ, localVacancyOf } from '../../../src/domain/records/differ.ts';
import { towerHamlets } from '../../fixtures/towerHamlets.ts';
import { plan } from './builder.ts';

/** DfE, children's social work workforce, Tower Hamlets, 30 September 2021 (OGL v3.0). */
const DFE_2021: DfeVacancy = {
  area: 'Tower Hamlets',
  censusDate: '2021-09-30',
  vacancyFte: 81.8,
  inpostFte: 259.4,
  agencyFte: 86.4,
  agencyCoverFte: 81.8,
  vacancyRate: 24,
  absent: null,
};

describe('Tower Hamlets, autumn 2021', () => {
  const local = localVacancyOf(towerHamlets(), 2021)!;
  const difference = differ(local, DFE_2021, null);
  const shown = (share: number) => (share * 100).toFixed(1);

  it('starts at 12.5% and ends at 24.0%', () => {
    expect(local).toMatchObject({ vacancies: 40, establishment: 319, asAt: '2021-11-12' });
    expect(shown(difference.start)).toBe('12.5');
    expect(difference.end).toBe(81.8 / (81.8 + 259.4));
    expect(shown(difference.end!)).toBe('24.0');
    expect(difference.difference).toBeCloseTo(11.435, 3);
  });

  it('knows the denominator and nothing else', () => {
    expect(difference.steps.map((step) => [step.name, step.points?.toFixed(2) ?? null])).toEqual([
      ['Scope', null],
      ['Denominator', '-0.82'],
      ['Agency treatment', null],
      ['Date', null],
    ]);
    expect(difference.steps[1]!.words).toContain(
      'The local figure divides by 319 posts; DfE’s by 81.8 + 259.4 = 341.2 FTE. ' +
        'The 40 local vacancies over DfE’s denominator are 11.7%.',
    );
    expect(difference.steps[3]!.words).toBe(
      'The local figure is at 12 November 2021, DfE’s at 30 September 2021.',
    );
  });

  it('leaves most of it not explained, and says what would be needed', () => {
    expect(difference.notExplained).toBeCloseTo(12.251, 3);
    expect(difference.explained + difference.notExplained!).toBeCloseTo(difference.difference!, 12);
    expect(difference.summary).toBe(
      'The local figure is 12.5%, DfE’s 24.0%: a difference of +11.4 percentage points. ' +
        'The steps explain −0.8 percentage points. ' +
        'Most of it is not explained: +12.3 percentage points. ' +
        'Worked out before rounding, from 12.54% and 23.97%, so the last digits need not add up.',
    );
    expect(difference.needed).toEqual([
      'Vacancies and posts at 12 November 2021 by role, so that the local scope can be set against DfE’s six roles.',
      'Whether the local figure counts posts that agency workers cover. By DfE’s count they covered 81.8 of 81.8 FTE vacant.',
      'The local figure at 30 September 2021.',
    ]);
  });

  it('without DfE’s row has a start and no end', () => {
    const alone = differ(local, null, null);
    expect(alone).toMatchObject({ end: null, difference: null, notExplained: null, explained: 0 });
    expect(alone.steps.every((step) => step.points === null)).toBe(true);
    expect(alone.needed[0]).toBe('DfE’s published figures for the authority.');
  });

  it('takes DfE’s printed rate where its parts are symbols', () => {
    const printed = differ(local, { ...DFE_2021, vacancyFte: null }, null);
    expect(printed.end).toBe(0.24);
    expect(printed.steps[1]!.points).toBeNull();
  });

  it('says what DfE prints where it prints no figure', () => {
    const hidden = { ...DFE_2021, vacancyFte: null, vacancyRate: null, absent: 'c (confidential)' };
    const difference = differ(local, hidden, null);
    expect(difference).toMatchObject({ end: null, notExplained: null });
    expect(difference.needed[0]).toBe(
      'A vacancy rate from DfE: for 30 September 2021 it prints c (confidential) in its place.',
    );
  });

  it('asks how many were covered where the local figure leaves them out', () => {
    const apart = differ({ ...local, agencyCovered: 'left-out' }, DFE_2021, null);
    expect(apart.needed[1]).toBe(
      'How many vacant posts agency workers covered at 12 November 2021. By DfE’s count they covered 81.8 of 81.8 FTE vacant.',
    );
  });

  it('of a plan on the DfE basis has no step of denominator', () => {
    const alike = differ({ ...local, basis: 'dfe' }, DFE_2021, null);
    expect(alike.steps[1]).toMatchObject({
      points: 0,
      words: 'Both divide by vacancies and people in post together, as the plan’s basis says.',
    });
  });

  it('has no figure for a year that is planned or to be confirmed', () => {
    expect(localVacancyOf(towerHamlets(), 2022)).toBeNull();
  });
});

/**
 * At 12 November 2021: 10 posts of social workers, 8 in post, 1 of the 2 vacant covered; 4
 * managers' posts outside the plan's scope, 2 in post. On 30 September one more was in post.
 */
function council() {
  const p = plan();
  const manager = p.role('Head of service', 'senior-manager', false);
  p.post({ fte: 10 });
  p.post({ fte: 4, role: manager });
  for (let n = 0; n < 8; n++) p.person({ from: '2015-01-01' });
  p.person({ from: '2015-01-01', to: '2021-10-31' });
  for (let n = 0; n < 2; n++) p.person({ from: '2015-01-01' }, [{ role: manager }]);
  p.person({ from: '2021-01-01', basis: 'agency' }, [{ covers: 'vacancy' }]);
  return p.records;
}

describe('with records of both dates', () => {
  const local: LocalVacancy = {
    rate: 0.1,
    basis: 'local',
    vacancies: 1,
    establishment: 10,
    asAt: '2021-11-12',
    scope: 'Social workers',
    source: 'The paper',
    agencyCovered: 'left-out',
    frozenPosts: 'counted',
  };
  const dfe: DfeVacancy = { ...DFE_2021, vacancyFte: 3, inpostFte: 11, agencyCoverFte: null };
  const points = (...args: Parameters<typeof differ>) =>
    differ(...args).steps.map((step) => step.points);

  it('every step is known, and they lead from one figure to the other', () => {
    // 1/10 uncovered; with managers 3/14; over uncovered and in post 3/(3 + 10); covered ones
    // counted 4/14; on 30 September 3/(3 + 11).
    const steps = [3 / 14 - 1 / 10, 3 / 13 - 3 / 14, 4 / 14 - 3 / 13, 3 / 14 - 4 / 14];
    const found = points(local, dfe, council());
    found.forEach((step, at) => expect(step).toBeCloseTo(steps[at]! * 100, 10));
    const difference = differ(local, dfe, council());
    expect(difference.notExplained).toBeCloseTo(0, 10);
    expect(difference.summary).toContain('The steps explain it.');
    expect(difference.needed).toEqual([]);
  });

  it('does not know agency treatment where nobody says, nor what records contradict', () => {
    const reported = { ...local, rate: 0.15, agencyCovered: null };
    const difference = differ(reported, dfe, council());
    expect(difference.steps[2]!.points).toBeNull();
    expect(difference.needed).toEqual([
      'Whether the local figure counts posts that agency workers cover.',
      'Why the records give 20.0% where The paper says 15.0%.',
    ]);
  });

  it('leaves to the published figures what records do not reach back to', () => {
    const p = plan();
    p.post();
    p.person({ from: '2023-01-01' });
    expect(points({ ...local, agencyCovered: 'counted' }, dfe, p.records)).toEqual([
      null,
      expect.closeTo((1 / 14 - 0.1) * 100, 10),
      0,
      null,
    ]);
  });
});

describe('whatever the figures', () => {
  const tenths = (max: number) => fc.integer({ min: 0, max: max * 10 }).map((n) => n / 10);
  const fte = fc.option(tenths(500));
  const reported = fc.record<LocalVacancy>({
    rate: tenths(100).map((percent) => percent / 100),
    basis: fc.constantFrom('local', 'dfe'),
    vacancies: fte,
    establishment: fte,
    asAt: fc.constantFrom('2021-09-30', '2021-11-12', '2014-01-01'),
    scope: fc.constantFrom('', 'Social workers'),
    source: fc.constant('The paper'),
    agencyCovered: fc.constantFrom('counted', 'left-out', null),
    frozenPosts: fc.constantFrom('counted', 'left-out'),
  });
  const published = fc.option(
    fc.record<DfeVacancy>({
      area: fc.constant('Anytown'),
      censusDate: fc.constant('2021-09-30'),
      vacancyFte: fte,
      inpostFte: fte,
      agencyFte: fte,
      agencyCoverFte: fte,
      vacancyRate: fc.option(tenths(100)),
      absent: fc.constant(null),
    }),
  );
  const records = fc.constantFrom(null, council());

  it('the steps and what is not explained are the difference, and no step is a guess', () => {
    fc.assert(
      fc.property(reported, published, records, (local, dfe, held) => {
        const { steps, start, end, difference, explained, notExplained, needed } = differ(
          ...([local, dfe, held] as const),
        );
        const known = steps.reduce((all, { points }) => all + (points ?? 0), 0);
        expect(explained).toBeCloseTo(known, 9);
        expect(steps.every(({ points }) => points === null || Number.isFinite(points))).toBe(true);
        if (end === null) expect([difference, notExplained]).toEqual([null, null]);
        else expect(known + notExplained!).toBeCloseTo((end - start) * 100, 9);
        // Whatever is not known is asked for.
        if (steps.some(({ points }) => points === null)) expect(needed).not.toEqual([]);
      }),
    );
  });
});
