/** What the Overview says of a plan: its cards and charts, on the published figures and made-up ones. */
import { describe, expect, it } from 'vitest';
import { bridgeBetween } from '../../src/domain/bridge.ts';
import { placePoints } from '../../src/app/charts/line.ts';
import { bridgeChart } from '../../src/app/components/overview/bridges.ts';
import { figureCards, type CardKind } from '../../src/app/components/overview/cards.ts';
import { turnoverKind, yearChart } from '../../src/app/components/overview/lines.ts';
import { recruitsChart } from '../../src/app/components/overview/recruits.ts';
import { latestYear } from '../../src/domain/headlines/planAt.ts';
import type { Year } from '../../src/domain/calendar.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { smallPlan } from '../fixtures/smallPlan.ts';
import { towerHamlets } from '../fixtures/towerHamlets.ts';

const published = towerHamlets();

function card(figures: PlanFigures, kind: CardKind, year: Year) {
  const found = figureCards(figures, year).find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`no card ${kind}`);
  return found;
}

describe('the published plan', () => {
  it('is reviewed in the year of its latest figures', () => {
    expect(latestYear(published)).toBe(2021);
  });

  it('does not rate a year without a target, and says which way the rate went', () => {
    expect(card(published, 'vacancyRate', 2021)).toMatchObject({
      value: '12.5%',
      judgement: { rating: 'not-rated', words: 'not rated: no target for this year' },
      direction: { words: 'down from 15.2% in 2020-21', better: true },
      origin: 'Reported at 12 November 2021.',
    });
  });

  it('shows a part of a year as in progress, against the whole year’s target', () => {
    expect(card(published, 'recruitsTotal', 2021)).toMatchObject({
      value: '45',
      unit: 'of 50',
      inProgress: '+16 in progress',
      judgement: { rating: 'not-rated', words: 'in progress: 45 of 50, 62% of the year gone' },
    });
  });

  it('shows what is not known as tbc, with the words it was written in, never as zero', () => {
    expect(card(published, 'vacancies', 2022)).toMatchObject({
      value: 'tbc',
      known: false,
      direction: null,
    });
    expect(card(published, 'vacancies', 2022).origin).toContain('Tbc');
  });

  it('charts the vacancy rate with its target, which is of its own year only', () => {
    const chart = yearChart(published, 'vacancyRate');
    expect(chart?.data.series[0]?.points.map(({ at, value }) => [at, value])).toEqual([
      [2017, 39.5],
      [2018, 31.6],
      [2019, 29],
      [2020, 15.2],
      [2021, 12.5],
    ]);
    expect(chart?.data.targets?.at(-1)).toMatchObject({
      from: 2021.6,
      to: 2022.4,
      value: 10,
      label: 'Target 10%',
    });
    expect(chart?.facts.summary).toBe(
      'The vacancy rate was 12.5% at 12 November 2021, down from 15.2% in 2020-21. The target for 2022-23 is 10%.',
    );
    expect(chart?.data.breaks).toEqual([]);
    expect(chart?.table.rows.at(-1)?.slice(0, 3)).toEqual(['2022-23', 'not known', 10]);
  });

  it('charts leavers where the turnover rate is known for too few years to be a line', () => {
    expect(turnoverKind(published)).toBe('leavers');
    const leavers = yearChart(published, 'leavers')?.data.series[0]?.points;
    expect(leavers?.at(-1)).toMatchObject({ at: 2021, value: 28, hollow: true });
    expect(leavers?.slice(0, -1).some(({ hollow }) => hollow)).toBe(false);
  });

  it('sets each route against its own target, offers in progress beside it', () => {
    const chart = recruitsChart(published, 2021);
    expect(chart?.data.partYear).toBe(true);
    expect(chart?.data.rows.map(({ text }) => text)).toEqual([
      '18 (+1 in progress), target 20',
      '4 (+5 in progress), target 5',
      '15 (+5 in progress), target 15',
      '8 (+5 in progress), target 10',
    ]);
    const next = recruitsChart(published, 2022);
    expect(next?.data.rows[0]).toMatchObject({ value: null, target: 20 });
    expect(next?.data.rows[0]?.text).toMatch(/target 20$/);
  });

  it('bridges 50 to 40 with 7 not explained and no establishment change recorded', () => {
    const bridge = bridgeBetween(published, 2020, 2021);
    if (!bridge) throw new Error('no bridge');
    const { steps, facts } = bridgeChart(published, bridge);
    expect(steps.map(({ kind, value, text }) => [kind, value, text])).toEqual([
      ['level', 50, '50'],
      ['up', 28, '+28'],
      ['down', -18, '−18'],
      ['down', -4, '−4'],
      ['down', -15, '−15'],
      ['down', -8, '−8'],
      ['unknown', null, 'not recorded'],
      ['unexplained', 7, '+7'],
      ['level', 40, '40'],
    ]);
    expect(facts.summary).toContain('7 of the movement is not explained');
  });
});

describe('a confirmed change of scope', () => {
  const both = { scope: 'Social workers and managers' };
  const plan = smallPlan([
    ['vacancyRate', 2020, 29],
    ['vacancyRate', 2021, 15.2, both],
    ['vacancyRate', 2022, 12.5, both],
  ]);

  it('breaks the line between the two scopes, and in the small run chart too', () => {
    expect(yearChart(plan, 'vacancyRate')?.data.breaks).toEqual([
      { at: 2020.5, label: 'Scope changed' },
    ]);
    expect(card(plan, 'vacancyRate', 2022).run.map(({ joined }) => joined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is no direction of travel', () => {
    expect(card(plan, 'vacancyRate', 2021).direction?.movement).toBe('none');
  });
});

describe('a line', () => {
  it('is not drawn across a year without a figure, nor to a part of a year', () => {
    const plan = smallPlan([
      ['leavers', 2020, 20],
      ['leavers', 2021, 22],
      ['leavers', 2023, 9, { asAt: '2023-09-30', status: 'part-year' }],
    ]);
    const points = yearChart(plan, 'leavers')!.data.series[0]!.points;
    expect(points.map(({ at, apart }) => [at, apart])).toEqual([
      [2020, true],
      [2021, false],
      [2023, true],
    ]);
    // What is drawn: a gap before the point that stands apart.
    const { data } = placePoints(points, []);
    expect(data.map(({ x, y }) => [x, Number.isNaN(y)])).toEqual([
      [2020, false],
      [2021, false],
      [2022, true],
      [2023, false],
    ]);
    const beside = smallPlan([
      ['leavers', 2022, 20],
      ['leavers', 2023, 9, { asAt: '2023-09-30', status: 'part-year' }],
    ]);
    expect(yearChart(beside, 'leavers')!.data.series[0]!.points[1]!.apart).toBe(true);
    expect(card(published, 'recruitsTotal', 2021).run.at(-1)!.joined).toBe(false);
  });
});

describe('a total of recruits', () => {
  const recruits = [
    ['Route A', 2022, 12],
    ['Route B', 2022, 10],
  ] as const;

  it('is rated against the routes’ targets together where none is set for it', () => {
    const plan = smallPlan(
      recruits.map((line) => [...line]),
      [
        ['Route A', 2022, 12],
        ['Route B', 2022, 14],
      ],
    );
    expect(card(plan, 'recruitsTotal', 2022)).toMatchObject({
      ...{ value: '22', unit: 'of 26', judgement: { rating: 'red' } },
    });
    expect(recruitsChart(plan, 2022)?.facts.summary).toBe(
      '22 of 26 people were recruited in 2022-23: off target.',
    );
  });

  it('says how far the routes’ targets are set, and is never rated against some of them', () => {
    const some = smallPlan(
      recruits.map((line) => [...line]),
      [['Route A', 2022, 12]],
    );
    expect(card(some, 'recruitsTotal', 2022).judgement).toMatchObject({
      rating: 'not-rated',
      words: 'not rated: targets are set for 1 of 2 routes, and none for the total',
    });
    const unknown = smallPlan(
      recruits.map((line) => [...line]),
      [
        ['Route A', 2022, 12],
        ['Route B', 2022, null],
      ],
    );
    expect(card(unknown, 'recruitsTotal', 2022).judgement.words).toBe(
      'not rated: the target is to be confirmed',
    );
  });

  it('nobody has recorded is not none', () => {
    const plan = smallPlan([['vacancies', 2022, 20]]);
    expect(card(plan, 'recruitsTotal', 2022)).toMatchObject({ value: 'No figure', known: false });
    expect(card(plan, 'recruitsTotal', 2022).origin).toContain('Nobody has recorded any');
  });
});

describe('the bridge in words', () => {
  it('names the posts added or taken out, so that its parts add up', () => {
    const figures = (posts: number, closing: number) =>
      smallPlan([
        ['establishment', 2021, 200],
        ['vacancies', 2021, 20],
        ['establishment', 2022, posts],
        ['vacancies', 2022, closing],
        ['leavers', 2022, 15],
        ['recruitsTotal', 2022, 12],
      ]);
    const summary = (plan: PlanFigures) =>
      bridgeChart(plan, bridgeBetween(plan, 2021, 2022)!).facts.summary;
    // 20 + 15 − 12 + 6 = 29.
    expect(summary(figures(206, 29))).toBe(
      '15 people left, 12 were recruited and 6 posts were added: the figures balance.',
    );
    expect(summary(figures(199, 24))).toBe(
      '15 people left, 12 were recruited and 1 post was taken out; 2 of the movement is not explained.',
    );
    expect(summary(figures(200, 23))).toBe(
      '15 people left and 12 were recruited: the figures balance.',
    );
  });
});

describe('a plan of one’s own', () => {
  it('says which figures are calculated, and from what', () => {
    const plan = smallPlan(
      [
        ['establishment', 2020, 200],
        ['vacancies', 2020, 20],
      ],
      [['vacancyRate', 2020, 10]],
    );
    const rate = card(plan, 'vacancyRate', 2020);
    expect(rate).toMatchObject({ value: '10%', judgement: { rating: 'green' } });
    expect(rate.origin).toMatch(/^Calculated from .*, at 31 March 2021\.$/);
  });

  it('says what to do where there is no figure', () => {
    const plan = smallPlan([['vacancies', 2020, 20]]);
    expect(card(plan, 'agencyRate', 2020)).toMatchObject({ value: 'No figure', known: false });
    expect(card(plan, 'agencyRate', 2020).origin).toContain('Targets');
    expect(yearChart(plan, 'turnoverRate')).toBeNull();
    expect(recruitsChart(plan, 2020)).toBeNull();
  });

  it('labels a target that holds for years once, as one line', () => {
    const plan = smallPlan(
      [['vacancyRate', 2020, 12]],
      [
        ['vacancyRate', 2020, 10],
        ['vacancyRate', 2021, 10],
        ['vacancyRate', 2022, 8],
      ],
    );
    const targets = yearChart(plan, 'vacancyRate')?.data.targets ?? [];
    expect(targets.map(({ from, to, label }) => [from, to, label])).toEqual([
      [2019.6, 2021.4, 'Target 10%'],
      [2021.6, 2022.4, 'Target 8%'],
    ]);
  });
});
