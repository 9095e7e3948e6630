import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridgeBetween, bridges } from '../../src/domain/bridge.ts';
import { totalRecruits } from '../../src/domain/derived.ts';
import { warnings } from '../../src/domain/warnings.ts';
import { smallPlan } from '../fixtures/smallPlan.ts';

type Lines = Parameters<typeof smallPlan>[0];
const count = fc.integer({ min: 0, max: 500 });

describe('any bridge', () => {
  const figures = fc.record({
    opening: count,
    closing: count,
    leavers: count,
    routeA: count,
    routeB: count,
    stated: fc.option(count),
    establishments: fc.option(fc.tuple(count, count)),
  });

  it('balances: opening + leavers − recruits + establishment + unexplained = closing', () => {
    fc.assert(
      fc.property(figures, (f) => {
        const lines: Lines = [
          ['vacancies', 2020, f.opening],
          ['vacancies', 2021, f.closing],
          ['leavers', 2021, f.leavers],
          ['Route A', 2021, f.routeA],
          ['Route B', 2021, f.routeB],
        ];
        if (f.stated !== null) lines.push(['recruitsTotal', 2021, f.stated]);
        if (f.establishments) {
          lines.push(['establishment', 2020, f.establishments[0]]);
          lines.push(['establishment', 2021, f.establishments[1]]);
        }
        const bridge = bridgeBetween(smallPlan(lines), 2020, 2021)!;
        const { opening, leavers, recruits, establishmentChange, unexplained } = bridge;
        expect(opening + leavers - recruits + (establishmentChange ?? 0) + unexplained).toBe(
          bridge.closing,
        );
        // The parts sum to the whole, what no route accounts for included.
        const byRoute = bridge.recruitsByRoute.reduce((sum, part) => sum + (part.count ?? 0), 0);
        expect(byRoute + bridge.recruitsNotByRoute).toBe(recruits);
        expect(recruits).toBe(f.stated ?? f.routeA + f.routeB);
        expect(establishmentChange).toBe(
          f.establishments ? f.establishments[1] - f.establishments[0] : null,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('adds its routes up to their total', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const plan = smallPlan([
          ['Route A', 2021, a],
          ['Route B', 2021, b],
        ]);
        const { sum, parts } = totalRecruits(plan, 2021);
        expect(sum).toBe(a + b);
        expect(parts.reduce((all, part) => all + (part.value ?? 0), 0)).toBe(sum);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a bridge', () => {
  const whole: Lines = [
    ['vacancies', 2020, 50],
    ['vacancies', 2021, 40],
    ['leavers', 2021, 30],
    ['recruitsTotal', 2021, 50],
  ];

  it('takes a change of establishment only where both are recorded, alike', () => {
    const change = (...lines: Lines) =>
      bridgeBetween(smallPlan([...whole, ...lines]), 2020, 2021)?.establishmentChange;
    expect(change(['establishment', 2020, 300], ['establishment', 2021, 310])).toBe(10);
    expect(change(['establishment', 2021, 310])).toBeNull();
    // Printed percentages imply both establishments, and are not a record of either.
    expect(change(['vacancyRate', 2020, 16.7], ['vacancyRate', 2021, 12.9])).toBeNull();
    const managers = { scope: 'Social workers and managers' };
    expect(change(['establishment', 2020, 300], ['establishment', 2021, 310, managers])).toBeNull();
    const planned = { status: 'planned' as const };
    expect(change(['establishment', 2020, 300], ['establishment', 2021, 310, planned])).toBeNull();
    const earlier = { asAt: '2021-09-30' };
    expect(change(['establishment', 2020, 300], ['establishment', 2021, 310, earlier])).toBeNull();
  });

  it('is not drawn from planned or unknown figures', () => {
    for (const unknown of [{ status: 'planned' as const }, { status: 'tbc' as const }]) {
      for (const index of whole.keys()) {
        const lines = whole.map((line, i): Lines[number] =>
          i === index ? [line[0], line[1], line[2], unknown] : line,
        );
        expect(bridgeBetween(smallPlan(lines), 2020, 2021)).toBeNull();
      }
    }
    const routes: Lines = [...whole.slice(0, 3), ['Route A', 2021, 45], ['Route B', 2021, null]];
    expect(bridges(smallPlan(routes))).toEqual([]);
  });

  it('names what its dates do not cover', () => {
    const november = { asAt: '2021-11-12' };
    const bridge = bridgeBetween(
      smallPlan([
        ['vacancies', 2020, 50, { asAt: '2021-02-28' }],
        ['vacancies', 2021, 40],
        ['leavers', 2021, 30, november],
        ['recruitsTotal', 2021, 50, november],
      ]),
      2020,
      2021,
    );
    expect(bridge).toMatchObject({ partYear: true, fromAsAt: '2021-02-28' });
    expect(bridge?.notes).toEqual([
      'The opening vacancies are at 28 February 2021, before the year begins.',
      'Leavers are counted up to 12 November 2021.',
      'Recruits are counted up to 12 November 2021.',
    ]);
  });

  it('says in its warning that a recorded change is counted in', () => {
    const plan = smallPlan([...whole, ['establishment', 2020, 300], ['establishment', 2021, 320]]);
    const found = warnings(plan).filter((warning) => warning.kind === 'bridge');
    expect(found[0]?.words).toBe(
      '50 vacancies in 2020-21, 30 leavers and 50 recruits would leave 50. The figure given is 40, which leaves 10 unexplained. A recorded change of +20 in establishment is counted in.',
    );
  });
});
