import { describe, expect, it } from 'vitest';
import { warnings, type Warning } from '../../src/domain/warnings.ts';
import { smallPlan } from '../fixtures/smallPlan.ts';

type Lines = Parameters<typeof smallPlan>[0];
type Targets = Parameters<typeof smallPlan>[1];

function wordsOf(kind: Warning['kind'], lines: Lines, targets: Targets = []): string[] {
  return warnings(smallPlan(lines, targets))
    .filter((warning) => warning.kind === kind)
    .map((warning) => warning.words);
}

describe('a percentage beside its parts', () => {
  const rate = (vacancies: number, posts: number, printed: number) =>
    wordsOf('rate-mismatch', [
      ['vacancies', 2021, vacancies],
      ['establishment', 2021, posts],
      ['vacancyRate', 2021, printed],
    ]);

  it('may differ by the rounding of the printed figure and no more', () => {
    expect(rate(40, 319, 12.5)).toEqual([]);
    expect(rate(40, 319, 13)).toEqual([]);
    expect(rate(1, 8, 12.5)).toEqual([]);
    expect(rate(40, 319, 12.6)).toEqual([
      '40 vacancies with an establishment of 319 make 12.5%. The figure given is 12.6%. All are kept.',
    ]);
    expect(rate(40, 319, 12)).toHaveLength(1);
  });

  it('is not compared across dates or scopes', () => {
    const other = [{ asAt: '2021-11-12' }, { scope: 'Social workers and managers' }];
    for (const more of other) {
      expect(
        wordsOf('rate-mismatch', [
          ['vacancies', 2021, 40],
          ['establishment', 2021, 319],
          ['vacancyRate', 2021, 20, more],
        ]),
      ).toEqual([]);
    }
  });

  it('is checked for agency workers too', () => {
    expect(
      wordsOf('rate-mismatch', [
        ['agency', 2021, 50],
        ['establishment', 2021, 200],
        ['agencyRate', 2021, 20],
      ]),
    ).toEqual([
      '50 agency workers with an establishment of 200 make 25.0%. The figure given is 20%. All are kept.',
    ]);
  });
});

describe('routes beside their total', () => {
  it('are both kept, with the routes that have no figure named', () => {
    expect(
      wordsOf('parts-total', [
        ['Route A', 2021, 20],
        ['recruitsTotal', 2021, 25],
      ]),
    ).toEqual([
      'The routes add up to 20. The stated total is 25. No figure is given for Route B. Both are kept.',
    ]);
  });

  it('are not compared where a route is to be confirmed, or counted to another date', () => {
    expect(
      wordsOf('parts-total', [
        ['Route A', 2021, 20],
        ['Route B', 2021, null],
        ['recruitsTotal', 2021, 25],
      ]),
    ).toEqual([]);
    expect(
      wordsOf('parts-total', [
        ['Route A', 2021, 20],
        ['Route B', 2021, 1],
        ['recruitsTotal', 2021, 25, { asAt: '2022-02-28' }],
      ]),
    ).toEqual([]);
  });
});

describe('an establishment that jumps', () => {
  const posts = (before: number, after: number) =>
    wordsOf('scope-jump', [
      ['establishment', 2020, before],
      ['establishment', 2021, after],
    ]);

  it('is asked about beyond 15%, up or down', () => {
    expect(posts(200, 230)).toEqual([]);
    expect(posts(200, 170)).toEqual([]);
    expect(posts(200, 231)).toEqual([
      'The published figures give 200 posts in 2020-21 and 231 in 2021-22. This is probably a change of scope. Did the figures start to count other posts?',
    ]);
    expect(posts(200, 169)[0]).toContain('Did the figures stop counting some posts?');
  });

  it('allows for how the percentage was rounded', () => {
    // 10 vacancies printed as 8% are of 117.6 to 133 posts; as 10%, of 95 to 105.
    const jump = (printed: number) =>
      wordsOf('scope-jump', [
        ['vacancies', 2020, 10],
        ['vacancyRate', 2020, 10.0],
        ['vacancies', 2021, 10],
        ['vacancyRate', 2021, printed],
      ]);
    expect(jump(9)).toEqual([]);
    expect(jump(8)).toEqual([]);
    expect(jump(6)).toHaveLength(1);
  });
});

describe('part of a year', () => {
  it('is marked only beside a full year', () => {
    const part = { asAt: '2021-11-12' };
    expect(wordsOf('part-year', [['leavers', 2021, 28, part]])).toEqual([]);
    expect(
      wordsOf('part-year', [
        ['leavers', 2020, 37],
        ['leavers', 2021, 28, part],
      ]),
    ).toHaveLength(1);
    // What stands at a date is no part of anything.
    expect(
      wordsOf('part-year', [
        ['vacancies', 2020, 37],
        ['vacancies', 2021, 28, part],
      ]),
    ).toEqual([]);
  });
});

describe('two sources', () => {
  const second = { source: 'Second paper' };

  it('differ on one figure at one date', () => {
    expect(
      wordsOf('sources-differ', [
        ['leavers', 2021, 28],
        ['leavers', 2021, 29, second],
      ]),
    ).toEqual([
      'Sources differ: 29 at 31 March 2022 (Second paper); 28 at 31 March 2022 (Paper). In use: Second paper. All are kept.',
    ]);
  });

  it('agree on a count that grew', () => {
    expect(
      wordsOf('sources-differ', [
        ['leavers', 2021, 28],
        ['leavers', 2021, 20, { ...second, asAt: '2022-01-31' }],
      ]),
    ).toEqual([]);
  });

  it('revise a target, unless on one day or once its year is over', () => {
    const differs = (setOn: string) =>
      wordsOf(
        'sources-differ',
        [],
        [
          ['leavers', 2021, 28],
          ['leavers', 2021, 30, { ...second, setOn }],
        ],
      ).length;
    expect(differs('2021-09-01')).toBe(0);
    expect(differs('2021-04-01')).toBe(1);
    expect(differs('2022-05-01')).toBe(1);
  });
});
