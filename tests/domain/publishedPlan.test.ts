/** The published Tower Hamlets plan, and what Tenure makes of it (issue's golden checks). */
import { describe, expect, it, test } from 'vitest';
import { bridgeBetween, bridges } from '../../src/domain/bridge.ts';
import { figureOf, totalRecruits } from '../../src/domain/derived.ts';
import { impliedEstablishment } from '../../src/domain/measures.ts';
import {
  measureOfKind,
  readingInUse,
  routesOf,
  type PlanFigures,
} from '../../src/domain/figures.ts';
import { direction, judge } from '../../src/domain/rating.ts';
import { readCell, readTargetCell, writeReading, writeTarget } from '../../src/domain/readCell.ts';
import { warnings } from '../../src/domain/warnings.ts';
import { towerHamlets } from '../fixtures/towerHamlets.ts';

const published = towerHamlets();
type SingleKind = Parameters<typeof measureOfKind>[1];

function row(kind: SingleKind): number {
  const measure = measureOfKind(published, kind);
  if (!measure) throw new Error(`no ${kind}`);
  return measure.id;
}

function route(index: number): number {
  return routesOf(published)[index]?.id ?? 0;
}

describe('implied establishments', () => {
  test.each([
    [2017, 263],
    [2018, 263],
    [2019, 266],
    [2020, 329],
    [2021, 320],
  ])('%d-: about %d posts', (year, posts) => {
    const vacancies = readingInUse(published, row('vacancies'), year)?.value ?? null;
    const rate = readingInUse(published, row('vacancyRate'), year)?.value ?? null;
    expect(Math.round(impliedEstablishment(vacancies, rate) ?? 0)).toBe(posts);
  });

  it('are absent without a percentage', () => {
    expect(impliedEstablishment(40, null)).toBeNull();
    expect(impliedEstablishment(null, 12.5)).toBeNull();
    expect(impliedEstablishment(0, 0)).toBeNull();
  });
});

describe('totals of recruits', () => {
  test.each([
    [2018, 42, 62],
    [2019, 40, 58],
    [2020, 64, 45],
    [2021, 45, 50],
  ])('%d-: %d of %d, as stated', (year, actual, target) => {
    expect(totalRecruits(published, year)).toMatchObject({ sum: actual, stated: actual });
    expect(totalRecruits(published, year, 'target')).toMatchObject({ sum: target, stated: target });
  });

  it('is 45 beside a stated 38 for 2022-23’s targets, with a warning and both kept', () => {
    expect(totalRecruits(published, 2022, 'target')).toMatchObject({ sum: 45, stated: 38 });
    const found = warnings(published).filter((warning) => warning.kind === 'parts-total');
    expect(found).toEqual([
      {
        id: `parts-total:target:${row('recruitsTotal')}:2022`,
        kind: 'parts-total',
        measure: row('recruitsTotal'),
        year: 2022,
        appliesTo: 'target',
        words: 'The routes add up to 45. The stated total is 38. Both are kept.',
      },
    ]);
  });

  it('leaves out a route that did not exist yet, and names it', () => {
    const { sum, blank } = totalRecruits(published, 2017);
    expect(sum).toBe(5);
    expect(blank.map((measure) => measure.id)).toEqual([route(3)]);
  });

  it('counts 16 more in progress in 2021-22, beside the actual', () => {
    expect(totalRecruits(published, 2021).inProgress).toBe(16);
  });
});

describe('bridges', () => {
  test.each([
    [2017, 104, 21, 42, 83, 0],
    [2018, 83, 34, 40, 77, 0],
    [2019, 77, 37, 64, 50, 0],
    [2020, 50, 28, 45, 40, 7],
  ])('%d-: %d + %d leavers − %d recruits = %d, %d unexplained', (...golden) => {
    const [from, opening, leavers, recruits, closing, unexplained] = golden;
    expect(bridgeBetween(published, from, from + 1)).toMatchObject({
      opening,
      leavers,
      recruits,
      closing,
      unexplained,
      establishmentChange: null,
      recruitsNotByRoute: 0,
      sameScope: true,
    });
  });

  it('says that the last one covers part of a year', () => {
    const [first, , , last] = bridges(published);
    expect(first).toMatchObject({ partYear: false, toAsAt: '2019-03-31', notes: [] });
    expect(last).toMatchObject({ partYear: true, fromAsAt: '2021-03-31', toAsAt: '2021-11-12' });
    expect(last?.notes).toEqual(['The year is counted up to 12 November 2021 only.']);
    expect(last?.recruitsByRoute.map((part) => part.count)).toEqual([18, 4, 15, 8]);
    expect(bridges(published)).toHaveLength(4);
  });

  it('spans one year only', () => {
    expect(bridgeBetween(published, 2018, 2020)).toBeNull();
    expect(bridgeBetween(published, 2021, 2022)).toBeNull();
  });
});

describe('warnings', () => {
  const of = (kind: string, figures: PlanFigures = published) =>
    warnings(figures).filter((warning) => warning.kind === kind);

  it('says what the bridge leaves unexplained', () => {
    expect(of('bridge')).toHaveLength(1);
    expect(of('bridge')[0]).toMatchObject({
      measure: row('vacancies'),
      year: 2021,
      words:
        '50 vacancies in 2020-21, 28 leavers and 45 recruits would leave 33. The figure given is 40, which leaves 7 unexplained. A change in establishment is not recorded. The year is counted up to 12 November 2021 only.',
    });
  });

  it('asks whether the scope changed in 2020-21, and nowhere else', () => {
    expect(of('scope-jump')).toHaveLength(1);
    expect(of('scope-jump')[0]).toMatchObject({
      year: 2020,
      question: 'scope-change',
      words:
        'The published figures imply about 266 posts in 2019-20 and 329 in 2020-21. This is probably a change of scope. Did the figures start to count other posts?',
    });
  });

  it('asks no more once it is answered, either way', () => {
    const same = { ...published, sameScope: [{ id: 1, year: 2020, note: '' }] };
    expect(of('scope-jump', same)).toEqual([]);
    expect(of('scope-jump', withNewScope(published, 2020))).toEqual([]);
  });

  it('marks each count of part of 2021-22 beside full years, but not a row with no full year', () => {
    const found = of('part-year');
    expect(found.map((warning) => warning.measure)).toEqual([
      route(0),
      route(1),
      route(2),
      row('recruitsTotal'),
      row('leavers'),
    ]);
    expect(found.at(-1)?.words).toBe(
      '28 is counted up to 12 November 2021, 62% of the year. Do not compare it with the full years beside it.',
    );
  });

  it('finds no fault with 40 of 319 printed as 12.5%', () => {
    expect(of('rate-mismatch')).toEqual([]);
  });

  it('shows where the cabinet and the slide disagree on 2018-19', () => {
    const found = of('sources-differ').filter((warning) => warning.year === 2018);
    expect(found.map(({ measure, appliesTo }) => [measure, appliesTo])).toEqual([
      [row('vacancies'), 'reading'],
      [row('vacancyRate'), 'reading'],
      // 29 by January and 34 by March are no disagreement; 10 and then 6 are.
      [route(1), 'reading'],
      [route(1), 'target'],
      [route(2), 'reading'],
      [route(2), 'target'],
    ]);
    expect(found[0]?.words).toMatch(
      /^Sources differ: 83 at 31 March 2019 \(Children and .*…\); 68 at 31 January 2019 \(Cabinet, .*…\)\. In use: Children and .*\. All are kept\.$/,
    );
  });

  it('shows the same council’s two truths of 2021: local 12.5%, DfE 24%', () => {
    const found = of('sources-differ').filter((warning) => warning.year === 2021);
    expect(found.map((warning) => warning.measure)).toEqual([
      row('vacancyRate'),
      row('turnoverRate'),
    ]);
    expect(found[0]?.words).toContain('24% at 30 September 2021 (DfE');
    expect(found[0]?.words).toContain('They do not count the same posts.');
  });

  it('has ids of its own for each', () => {
    const ids = warnings(published).map((warning) => warning.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function withNewScope(figures: PlanFigures, from: number): PlanFigures {
  const move = <Row extends { year: number; scope: number }>(item: Row) =>
    item.year >= from ? { ...item, scope: 99 } : item;
  return {
    ...figures,
    scopes: [...figures.scopes, { id: 99, name: 'Managers counted in', note: '' }],
    readings: figures.readings.map(move),
    targets: figures.targets.map(move),
  };
}

describe('ratings and direction', () => {
  it('rates whole years against their own targets', () => {
    // 34 of 35 is within 5% of 35 (33.25); 40 of 58 is not; 64 of 45 is better.
    expect(judge(published, route(0), 2018)).toMatchObject({
      rating: 'amber',
      words: 'Near target',
      against: 'target 35, near within 5% of it',
    });
    expect(judge(published, row('recruitsTotal'), 2019)).toMatchObject({
      rating: 'red',
      words: 'Off target',
    });
    expect(judge(published, row('recruitsTotal'), 2020)).toMatchObject({
      rating: 'green',
      words: 'On target',
    });
  });

  it('does not rate part of a year against a whole one', () => {
    expect(judge(published, row('recruitsTotal'), 2021)).toMatchObject({
      rating: 'not-rated',
      words: 'in progress: 45 of 50, 62% of the year gone',
    });
  });

  it('never rates 2021-22’s vacancy rate against 2022-23’s target', () => {
    expect(judge(published, row('vacancyRate'), 2021)).toEqual({
      rating: 'not-rated',
      words: 'not rated: no target for this year',
      against: '',
    });
  });

  it('gives direction in words', () => {
    expect(direction(published, row('vacancyRate'), 2021)).toEqual({
      words: 'down from 15.2% in 2020-21',
      movement: 'down',
      better: true,
      dates: '31 March 2021 to 12 November 2021',
    });
    expect(direction(published, row('leavers'), 2020)).toEqual({
      words: 'up from 34 in 2019-20',
      movement: 'up',
      better: false,
      dates: '',
    });
  });

  it('does not set part of a year beside a whole one, or one scope beside another', () => {
    expect(direction(published, row('leavers'), 2021).words).toBe('no earlier figure');
    expect(direction(published, row('vacancyRate'), 2017).words).toBe('no earlier figure');
    expect(direction(published, row('vacancyRate'), 2022).words).toBe('no figure');
    const changed = withNewScope(published, 2020);
    expect(direction(changed, row('vacancyRate'), 2020).words).toBe(
      'not comparable: the scope changed in 2020-21',
    );
    expect(bridgeBetween(changed, 2019, 2020)).toMatchObject({ sameScope: false, unexplained: 0 });
  });
});

describe('figures as shown', () => {
  it('shows a rate as reported where it was', () => {
    expect(figureOf(published, 'vacancyRate', 2021)).toMatchObject({
      value: 12.5,
      calculated: false,
      asAt: '2021-11-12',
      definition: 'Vacancies as a percentage of the funded establishment.',
    });
  });

  it('never makes an annual turnover rate of 28 leavers by November', () => {
    expect(figureOf(published, 'leavers', 2021)).toMatchObject({ value: 28, partYear: true });
    expect(figureOf(published, 'turnoverRate', 2021)).toMatchObject({
      value: 10,
      calculated: false,
    });
    const unstated = {
      ...published,
      readings: published.readings.filter((reading) => reading.measure !== row('turnoverRate')),
    };
    expect(figureOf(unstated, 'turnoverRate', 2021)).toBeNull();
  });

  it('shows what is to be confirmed as such, with no value', () => {
    expect(figureOf(published, 'agencyRate', 2021)).toMatchObject({ value: null, status: 'tbc' });
    expect(judge(published, row('vacancies'), 2022).words).toBe(
      'not rated: the figure is to be confirmed',
    );
  });

  it('never derives an establishment from a rounded percentage', () => {
    expect(figureOf(published, 'establishment', 2020)).toBeNull();
    expect(figureOf(published, 'establishment', 2021)?.value).toBe(319);
  });
});

describe('the published cells', () => {
  it('read back as they are written, those with words of their own among them', () => {
    const keepWords: string[] = [];
    for (const reading of published.readings) {
      const measure = published.measures.find((candidate) => candidate.id === reading.measure)!;
      const about = { measure, year: reading.year, startMonth: 4 };
      const result = readCell(writeReading(reading, measure, 4), about);
      if (!result.ok || result.content === null) throw new Error(JSON.stringify(result));
      const { asAt, value, status, inProgress, text } = result.content;
      expect({ value, status, inProgress }).toEqual({
        value: reading.value,
        status: reading.status,
        inProgress: reading.inProgress,
      });
      expect(asAt ?? `${reading.year + 1}-03-31`).toBe(reading.asAt);
      if (text !== '') keepWords.push(text);
    }
    expect(keepWords).toEqual(
      expect.arrayContaining([
        'Tbc Informed by SFD vacancies for 2022',
        '45 @ 12.11.21',
        'tbc Informed by SF staff estb for 2022',
      ]),
    );
    for (const target of published.targets) {
      const measure = published.measures.find((candidate) => candidate.id === target.measure)!;
      const about = { measure, year: target.year, startMonth: 4 };
      const { value, upper, status, text } = target;
      expect(readTargetCell(writeTarget(target, measure), about)).toEqual({
        ok: true,
        content: { value, upper, status, text },
      });
    }
  });
});
