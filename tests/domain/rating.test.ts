import { describe, expect, it } from 'vitest';
import { direction, judge } from '../../src/domain/rating.ts';
import { rowId, smallPlan } from '../fixtures/smallPlan.ts';

type Lines = Parameters<typeof smallPlan>[0];
type Targets = Parameters<typeof smallPlan>[1];

function judged(label: string, lines: Lines, targets: Targets = []) {
  const plan = smallPlan(lines, targets);
  return judge(plan, rowId(plan, label), 2021);
}

describe('a rating', () => {
  it('knows whether more or less is better', () => {
    for (const label of ['vacancies', 'leavers', 'agency', 'turnoverRate', 'agencyRate']) {
      expect(judged(label, [[label, 2021, 20]], [[label, 2021, 10]]).rating).toBe('red');
      expect(judged(label, [[label, 2021, 10]], [[label, 2021, 20]]).rating).toBe('green');
    }
    for (const label of ['Route A', 'recruitsTotal']) {
      expect(judged(label, [[label, 2021, 20]], [[label, 2021, 10]]).rating).toBe('green');
    }
    expect(
      judged('establishment', [['establishment', 2021, 20]], [['establishment', 2021, 10]]),
    ).toEqual({
      rating: 'not-rated',
      words: 'not rated: the target does not say whether more or less is better',
      against: 'target 10, near within 5% of it',
    });
  });

  it('uses minimum and upper thresholds where they are given', () => {
    const targets: Targets = [['other', 2021, 85, { upper: 90 }]];
    expect(judged('other', [['other', 2021, 86.3]], targets)).toEqual({
      rating: 'amber',
      words: 'Near target',
      against: 'target 90, minimum 85',
    });
  });

  it('names points as points', () => {
    const plan = smallPlan([['vacancyRate', 2021, 14]], [['vacancyRate', 2021, 10]], {
      ratingRule: { tolerance: 5, toleranceIn: 'points' },
    });
    expect(judge(plan, rowId(plan, 'vacancyRate'), 2021)).toEqual({
      rating: 'amber',
      words: 'Near target',
      against: 'target 10%, near within 5 percentage points of it',
    });
  });

  it('compares a printed rate by the parts that bear it out', () => {
    // 40 of 319 is 12.54%: printed 12.5%, it has not reached 12.5%.
    const rate: Lines = [['vacancyRate', 2021, 12.5]];
    const parts: Lines = [
      ['vacancies', 2021, 40],
      ['establishment', 2021, 319],
    ];
    const target: Targets = [['vacancyRate', 2021, 12.5]];
    expect(judged('vacancyRate', rate, target).rating).toBe('green');
    expect(judged('vacancyRate', [...rate, ...parts], target).rating).toBe('amber');
    // Parts that do not bear it out do not overrule it.
    const others: Lines = [
      ['vacancies', 2021, 60],
      ['establishment', 2021, 319],
    ];
    expect(judged('vacancyRate', [...rate, ...others], target).rating).toBe('green');
  });

  it('is not given to what is unknown, planned, or of another scope', () => {
    const target: Targets = [['vacancies', 2021, 10]];
    const words = (lines: Lines, targets: Targets = target) =>
      judged('vacancies', lines, targets).words;
    expect(words([])).toBe('not rated: no figure');
    expect(words([['vacancies', 2021, null]])).toBe('not rated: the figure is to be confirmed');
    expect(words([['vacancies', 2021, 10, { status: 'tbc' }]])).toContain('to be confirmed');
    expect(words([['vacancies', 2021, 10, { status: 'planned' }]])).toContain('planned');
    expect(words([['vacancies', 2021, 10]], [])).toBe('not rated: no target for this year');
    expect(words([['vacancies', 2021, 10]], [['vacancies', 2022, 10]])).toContain('no target');
    expect(words([['vacancies', 2021, 10]], [['vacancies', 2021, 38, { status: 'tbc' }]])).toBe(
      'not rated: the target is to be confirmed',
    );
    expect(words([['vacancies', 2021, 10, { scope: 'Social workers and managers' }]])).toContain(
      'do not count the same posts',
    );
  });

  it('of part of a year needs a target for that part', () => {
    const september: Lines = [['Route A', 2021, 12, { asAt: '2021-09-30' }]];
    const year: Targets = [['Route A', 2021, 20]];
    expect(judged('Route A', september, year).words).toBe(
      'in progress: 12 of 20, 50% of the year gone',
    );
    const profile: Targets = [...year, ['Route A', 2021, 12, { quarter: 2 }]];
    expect(judged('Route A', september, profile)).toEqual({
      rating: 'green',
      words: 'On target',
      against: 'quarter 2 target 12, near within 5% of it',
    });
    const november: Lines = [['Route A', 2021, 12, { asAt: '2021-11-12' }]];
    expect(judged('Route A', november, profile).rating).toBe('not-rated');
    // At the year's end the year's own target stands before the fourth quarter's.
    const fourth: Targets = [...year, ['Route A', 2021, 5, { quarter: 4 }]];
    expect(judged('Route A', [['Route A', 2021, 12]], fourth).rating).toBe('red');
    expect(judged('Route A', [['Route A', 2021, 12]], fourth.slice(1)).rating).toBe('green');
  });

  it('of a provisional figure is given', () => {
    expect(
      judged(
        'vacancies',
        [['vacancies', 2021, 9, { status: 'provisional' }]],
        [['vacancies', 2021, 10]],
      ).rating,
    ).toBe('green');
  });

  it('of a row that does not exist says that there is no figure', () => {
    expect(judge(smallPlan([]), 999, 2021).words).toBe('not rated: no figure');
  });
});

describe('direction of travel', () => {
  const moved = (label: string, lines: Lines) => {
    const plan = smallPlan(lines);
    return direction(plan, rowId(plan, label), 2021);
  };

  it('says which way, and whether that is better', () => {
    expect(
      moved('Route A', [
        ['Route A', 2020, 10],
        ['Route A', 2021, 12],
      ]),
    ).toEqual({
      words: 'up from 10 in 2020-21',
      movement: 'up',
      better: true,
      dates: '',
    });
    expect(
      moved('vacancies', [
        ['vacancies', 2020, 10],
        ['vacancies', 2021, 10],
      ]),
    ).toEqual({
      words: 'the same as 10 in 2020-21',
      movement: 'same',
      better: null,
      dates: '',
    });
    const other: Lines = [
      ['other', 2020, 10],
      ['other', 2021, 9],
    ];
    expect(moved('other', other)).toMatchObject({ movement: 'down', better: null });
  });

  it('compares parts of years that end on one day, leap years included', () => {
    const part = (year: number) => ({ asAt: `${year}-11-12` });
    const same: Lines = [
      ['leavers', 2020, 20, part(2020)],
      ['leavers', 2021, 28, part(2021)],
    ];
    expect(moved('leavers', same).words).toBe('up from 20 in 2020-21');
    const apart: Lines = [
      ['leavers', 2020, 20, { asAt: '2020-12-31' }],
      ['leavers', 2021, 28, part(2021)],
    ];
    expect(moved('leavers', apart).words).toBe('no earlier figure');
  });

  it('has nothing to say from a planned or unknown figure', () => {
    const planned: Lines = [
      ['vacancies', 2020, 10, { status: 'planned' }],
      ['vacancies', 2021, 9],
    ];
    expect(moved('vacancies', planned).words).toBe('no earlier figure');
    expect(moved('vacancies', [['vacancies', 2021, null]]).words).toBe('no figure');
  });
});
