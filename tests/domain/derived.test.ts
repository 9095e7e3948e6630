import { describe, expect, it } from 'vitest';
import { TURNOVER_OVER_END } from '../../src/domain/measures.ts';
import { figureOf, figureOfMeasure, totalRecruits } from '../../src/domain/derived.ts';
import { halfLastDigit } from '../../src/domain/facts.ts';
import { readingInUse } from '../../src/domain/figures.ts';
import { rowId, smallPlan } from '../fixtures/smallPlan.ts';

describe('a rate from its parts', () => {
  it('is worked out where none was reported, and says so', () => {
    const plan = smallPlan([
      ['establishment', 2021, 200],
      ['vacancies', 2021, 30],
    ]);
    expect(figureOf(plan, 'vacancyRate', 2021)).toMatchObject({
      value: 15,
      unit: 'percent',
      calculated: true,
      reading: null,
      asAt: '2022-03-31',
      scope: 1,
      source: 'Calculated from vacancies, establishment',
    });
  });

  it('gives way to the reported one', () => {
    const plan = smallPlan([
      ['establishment', 2021, 200],
      ['vacancies', 2021, 30],
      ['vacancyRate', 2021, 14],
    ]);
    expect(figureOf(plan, 'vacancyRate', 2021)).toMatchObject({
      value: 14,
      calculated: false,
      source: 'Paper',
    });
  });

  it('needs parts of one scope and one date, all of them facts', () => {
    const other = [
      { scope: 'Social workers and managers' },
      { asAt: '2021-11-12' },
      { status: 'planned' as const },
      { status: 'tbc' as const },
    ];
    for (const more of other) {
      const plan = smallPlan([
        ['establishment', 2021, 200, more],
        ['vacancies', 2021, 30],
      ]);
      expect(figureOf(plan, 'vacancyRate', 2021)).toBeNull();
    }
  });

  it('is absent, not infinite, with no establishment', () => {
    const plan = smallPlan([
      ['establishment', 2021, 0],
      ['vacancies', 2021, 0],
    ]);
    expect(figureOf(plan, 'vacancyRate', 2021)).toBeNull();
  });

  it('of agency workers is of the establishment locally, of all workers on the DfE basis', () => {
    const lines: Parameters<typeof smallPlan>[0] = [
      ['establishment', 2021, 200],
      ['vacancies', 2021, 40],
      ['agency', 2021, 40],
    ];
    expect(figureOf(smallPlan(lines), 'agencyRate', 2021)?.value).toBe(20);
    const dfe = smallPlan(lines, [], { basis: 'dfe' });
    // 40 / (40 + 160)
    expect(figureOf(dfe, 'agencyRate', 2021)?.value).toBe(20);
    const uncounted = smallPlan([lines[0]!, lines[2]!], [], { basis: 'dfe' });
    expect(figureOf(uncounted, 'agencyRate', 2021)).toBeNull();
  });

  it('of turnover needs a whole year, and takes its start and end where it can', () => {
    const end: Parameters<typeof smallPlan>[0] = [
      ['establishment', 2021, 220],
      ['vacancies', 2021, 20],
      ['leavers', 2021, 19],
    ];
    const start: typeof end = [
      ['establishment', 2020, 200],
      ['vacancies', 2020, 20],
    ];
    // 19 / ((180 + 200) / 2)
    expect(figureOf(smallPlan([...start, ...end]), 'turnoverRate', 2021)?.value).toBe(10);
    // Without the start, over the end, as a projection of the plan has it, and said to be.
    expect(figureOf(smallPlan(end), 'turnoverRate', 2021)).toMatchObject({
      ...{ value: 9.5, definition: TURNOVER_OVER_END },
    });
    // On the DfE basis the end of the year is enough: 19 / 200.
    expect(figureOf(smallPlan(end, [], { basis: 'dfe' }), 'turnoverRate', 2021)?.value).toBe(9.5);
    const part = smallPlan([
      ...start,
      ...end.map(([measure, year, value]): (typeof end)[number] => [
        measure,
        year,
        value,
        { asAt: '2021-11-12' },
      ]),
    ]);
    expect(figureOf(part, 'turnoverRate', 2021)).toBeNull();
  });
});

describe('a total of routes', () => {
  it('that needs a route to be confirmed is not a number', () => {
    const plan = smallPlan([
      ['Route A', 2021, 10],
      ['Route B', 2021, null],
    ]);
    expect(totalRecruits(plan, 2021)).toMatchObject({ sum: null, stated: null, total: null });
    expect(figureOf(plan, 'recruitsTotal', 2021)).toBeNull();
    // "tbc" stays unknown though somebody wrote a number beside it.
    const guessed = smallPlan([
      ['Route A', 2021, 10],
      ['Route B', 2021, 5, { status: 'tbc' }],
    ]);
    expect(totalRecruits(guessed, 2021).sum).toBeNull();
  });

  it('is worked out where none was stated, part-year if a part is', () => {
    const part = { asAt: '2021-11-12', inProgress: 2 };
    const plan = smallPlan([
      ['Route A', 2021, 10, part],
      ['Route B', 2021, 5, part],
    ]);
    expect(totalRecruits(plan, 2021)).toMatchObject({ sum: 15, total: 15, inProgress: 4 });
    expect(figureOf(plan, 'recruitsTotal', 2021)).toMatchObject({
      value: 15,
      calculated: true,
      partYear: true,
      source: 'Calculated from Route A, Route B',
    });
  });

  it('has no date, and so is no figure, when its routes are counted to different dates', () => {
    const plan = smallPlan([
      ['Route A', 2021, 10, { asAt: '2021-11-12' }],
      ['Route B', 2021, 5],
    ]);
    expect(totalRecruits(plan, 2021)).toMatchObject({ sum: 15, comparable: false });
    expect(figureOf(plan, 'recruitsTotal', 2021)).toBeNull();
  });

  it('is nothing where no route has a figure', () => {
    expect(totalRecruits(smallPlan([]), 2021)).toMatchObject({ sum: null, total: null });
  });
});

describe('a figure as shown', () => {
  it('is null where there is none, and for rows that are no one row', () => {
    const plan = smallPlan([['Route A', 2021, 10]]);
    expect(figureOf(plan, 'vacancies', 2021)).toBeNull();
    expect(figureOf(plan, 'recruits', 2021)).toBeNull();
    expect(figureOf(plan, 'other', 2021)).toBeNull();
    expect(figureOfMeasure(plan, 999, 2021)).toBeNull();
    expect(figureOfMeasure(plan, rowId(plan, 'Route A'), 2021)?.value).toBe(10);
  });

  it('is the actual rather than the plan for the year’s end', () => {
    const plan = smallPlan([
      ['vacancyRate', 2021, 10, { status: 'planned' }],
      ['vacancyRate', 2021, 12.5, { asAt: '2021-11-12' }],
    ]);
    expect(readingInUse(plan, rowId(plan, 'vacancyRate'), 2021)?.value).toBe(12.5);
    const onlyPlanned = smallPlan([['vacancyRate', 2021, 10, { status: 'planned' }]]);
    expect(figureOf(onlyPlanned, 'vacancyRate', 2021)).toMatchObject({
      value: 10,
      status: 'planned',
    });
  });

  it('is the one the user chose', () => {
    const plan = smallPlan([
      ['vacancies', 2021, 40],
      ['vacancies', 2021, 68, { source: 'Second paper', chosen: true, asAt: '2022-01-31' }],
    ]);
    expect(figureOf(plan, 'vacancies', 2021)).toMatchObject({ value: 68, source: 'Second paper' });
  });
});

it('knows how far a printed number may be from the truth', () => {
  expect(halfLastDigit(12.5)).toBeCloseTo(0.05, 12);
  expect(halfLastDigit(29)).toBe(0.5);
  expect(halfLastDigit(8.54)).toBeCloseTo(0.005, 12);
});
