/** Reported figures and those from records, side by side: like with like, and which leads. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceInWords, figurePair } from '../../src/domain/besideFigure.ts';
import { figureOf, figureOfMeasure } from '../../src/domain/derived.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import {
  headlineInWords,
  headlineOf,
  type HeadlineKind,
} from '../../src/domain/headlines/headline.ts';
import { leadingFigures, leadsIn, type LeadChoice } from '../../src/domain/leading.ts';
import { leaverRateCandidates } from '../../src/domain/projection/leaverRates.ts';
import { isWithin } from '../../src/domain/records/coverage.ts';
import { recordsReach } from '../../src/domain/records/reach.ts';
import { recordsFigures, recordsKey } from '../../src/domain/records/recordsFigures.ts';
import { rowId, smallPlan } from '../fixtures/smallPlan.ts';
import { plan } from './records/builder.ts';

const TODAY = '2023-06-15';

/**
 * Five posts from 2010. Two people since 2020, one of whom leaves on 31 December 2022; one on
 * route A from 1 September 2022 at 0.6; one with no route from 1 June 2023; an agency worker.
 */
function someRecords(figures: PlanFigures) {
  const { records, person, post } = plan();
  post({ fte: 5 });
  person({ from: '2020-04-01' });
  person({ from: '2020-04-01', to: '2022-12-31' });
  person({ from: '2022-09-01', route: rowId(figures, 'Route A') }, [{ fte: 0.6 }]);
  person({ from: '2023-06-01' });
  person({ from: '2022-01-01', basis: 'agency' });
  person({
    ...{ from: '2023-09-01', offerAcceptedOn: '2023-06-01' },
    route: rowId(figures, 'Route A'),
  });
  return records;
}

const FIGURES = smallPlan([
  ['vacancies', 2022, 3],
  ['leavers', 2022, 1],
  ['establishment', 2021, 5, { asAt: '2021-11-12' }],
  ['vacancies', 2023, null],
]);
const cells = recordsFigures(FIGURES, someRecords(FIGURES), TODAY);
const cell = (label: string, year: number) => cells.get(recordsKey(rowId(FIGURES, label), year));

describe('the figures from records', () => {
  it('stand at the year’s end, worked by hand', () => {
    // 31 March 2023: 5 posts, in post 1 + 0.6, so 3.4 vacant: 68% of 5.
    expect(cell('establishment', 2022)?.latest).toMatchObject({ asAt: '2023-03-31', value: 5 });
    expect(cell('vacancies', 2022)?.latest?.value).toBeCloseTo(3.4, 9);
    expect(cell('vacancyRate', 2022)?.latest?.value).toBeCloseTo(68, 9);
    expect(cell('agency', 2022)?.latest?.value).toBe(1);
    // One leaver over the mean of thirteen headcounts: 2 at the six month ends from March to
    // August 2022, 3 from September to November, 2 from December (gone at its close) to March:
    // 29 / 13.
    expect(cell('turnoverRate', 2022)?.latest?.value).toBeCloseTo((100 * 13) / 29, 9);
    expect(cell('leavers', 2022)?.latest).toMatchObject({ value: 1, partYear: false });
  });

  it('count the year under way as far as it has gone, offers beside it', () => {
    expect(cell('vacancies', 2023)?.latest).toMatchObject({ asAt: TODAY });
    expect(cell('leavers', 2023)?.latest).toMatchObject({ value: 0, partYear: true });
    expect(cell('Route A', 2023)?.latest).toBeUndefined();
    expect(cell('recruitsTotal', 2023)?.latest).toMatchObject({
      ...{ value: 1, partYear: true, inProgress: 1 },
    });
  });

  it('tell a route nobody has recorded from a route nobody came by', () => {
    // 2022: the one starter came by route A, so nobody by route B.
    expect(cell('Route A', 2022)?.latest).toMatchObject({ value: 1, note: '' });
    expect(cell('Route B', 2022)?.latest).toMatchObject({ value: 0 });
  });

  it('are set against the reported one on its own day', () => {
    expect(cell('vacancies', 2022)?.difference).toBeCloseTo(0.4, 9);
    expect(cell('leavers', 2022)?.difference).toBe(0);
    expect(cell('establishment', 2021)?.alike).toMatchObject({ asAt: '2021-11-12', value: 5 });
    expect(cell('establishment', 2021)?.latest).toMatchObject({ asAt: '2022-03-31' });
    // Nothing to set it against: to be confirmed is no figure.
    expect(cell('vacancies', 2023)).toMatchObject({ alike: null, difference: null });
  });

  it('are none before the records begin, and none where there are no records', () => {
    const { records } = plan();
    expect(recordsFigures(FIGURES, records, TODAY).size).toBe(0);
    const late = plan();
    late.post();
    late.person({ from: '2022-07-01' });
    const from2022 = recordsFigures(FIGURES, late.records, TODAY);
    const has = (label: string, year: number) =>
      from2022.get(recordsKey(rowId(FIGURES, label), year))?.latest ?? null;
    expect(has('vacancies', 2021)).toBeNull();
    expect(has('vacancies', 2022)).toMatchObject({ value: 0 });
    // Records that begin in July have no leavers of the whole year, and no turnover of it.
    expect(has('leavers', 2022)).toBeNull();
    expect(has('turnoverRate', 2022)).toBeNull();
  });

  it('stop where the records stop', () => {
    const { records, person } = plan();
    person({ from: '2020-04-01' });
    person({ from: '2021-06-01', basis: 'fixed-term', to: '2023-05-31' });
    // The fixed term was to end anyway: that says nothing of who keeps the records.
    expect(recordsReach(records, TODAY)).toBe('2021-06-30');
    const stopped = recordsFigures(FIGURES, records, TODAY);
    const years = new Set([...stopped.values()].map(({ year }) => year));
    expect([...years].sort()).toEqual([2020, 2021]);
  });
});

describe('which figure leads', () => {
  const vacancies = rowId(FIGURES, 'vacancies');
  const leads = (year: number, choices: LeadChoice[] = []) =>
    leadsIn(FIGURES, cells, choices, vacancies, year);
  const lead = (year: number, choices: LeadChoice[] = []) =>
    figureOfMeasure(leadingFigures(FIGURES, cells, choices), vacancies, year);

  it('is the reported one, and the records’ where nothing is reported', () => {
    expect(leads(2022)).toEqual({ leads: 'reported', chosen: false });
    expect(lead(2022)).toMatchObject({ value: 3, origin: 'reported', source: 'Paper' });
    expect(leads(2021)).toEqual({ leads: 'records', chosen: false });
    expect(lead(2023)).toMatchObject({ origin: 'records', source: 'From records' });
  });

  it('is as somebody chose', () => {
    const choices: LeadChoice[] = [
      { measure: vacancies, year: 2022, leads: 'records' },
      { measure: vacancies, year: 2021, leads: 'reported' },
    ];
    expect(lead(2022, choices)?.value).toBeCloseTo(3.4, 9);
    expect(lead(2021, choices)).toBeNull();
    // What is calculated from figures follows those that lead.
    const figures = leadingFigures(FIGURES, cells, choices);
    expect(figureOf(figures, 'vacancyRate', 2022)?.value).toBeCloseTo(68, 9);
  });

  it('cannot be a figure that records do not have', () => {
    const choices: LeadChoice[] = [
      { measure: rowId(FIGURES, 'other'), year: 2022, leads: 'records' },
    ];
    expect(leadsIn(FIGURES, cells, choices, rowId(FIGURES, 'other'), 2022).leads).toBe('reported');
  });

  it('changes neither figure, whatever is chosen', () => {
    const measures = FIGURES.measures.map(({ id }) => id);
    const choice = fc.record({
      measure: fc.constantFrom(...measures),
      year: fc.integer({ min: 2020, max: 2023 }),
      leads: fc.constantFrom('reported' as const, 'records' as const),
    });
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 12 }), (choices) => {
        const figures = leadingFigures(FIGURES, cells, choices);
        const plain = (of: PlanFigures) =>
          of.readings.filter(({ id }) => id > 0).map(({ chosen: _, ...reading }) => reading);
        expect(plain(figures)).toEqual(plain(FIGURES));
        for (const { measure, year, alike, difference } of cells.values()) {
          if (alike === null || difference === null) continue;
          const reported = FIGURES.readings.find(
            (one) => one.measure === measure && one.year === year,
          )!;
          expect(reported.value! + difference).toBeCloseTo(alike.value, 9);
        }
      }),
    );
  });
});

/** 230 posts and 21 vacancies reported at 31 March 2023, with leavers and recruits of the year. */
const REPORTED = smallPlan([
  ['establishment', 2022, 230],
  ['vacancies', 2022, 21],
  ['establishment', 2021, 228],
  ['vacancies', 2021, 25],
  ['leavers', 2022, 31],
  ['Route A', 2022, 12],
  ['Route B', 2022, 10],
]);

/** So many people on record since long ago in as many posts, of whom three left in 2022-23. */
function onRecord(people: number) {
  const { records, person, post } = plan();
  for (let n = 0; n < people; n += 1) person({ from: '2015-04-01' });
  for (let n = 0; n < 3; n += 1) person({ from: '2015-04-01', to: `2022-0${n + 5}-30` });
  // Still kept: somebody booked an agency worker last month.
  person({ from: '2023-05-01', basis: 'agency' });
  post({ fte: people + 21 });
  return records;
}

describe('records that do not reach', () => {
  const found = (people: number) => recordsFigures(REPORTED, onRecord(people), TODAY);
  const of = (of: ReturnType<typeof found>, label: string, year: number) =>
    of.get(recordsKey(rowId(REPORTED, label), year));
  const lead = (people: number, kind: HeadlineKind, year = 2022) =>
    headlineOf(leadingFigures(REPORTED, found(people), []), kind, year);

  it('say how far they are from what is reported, and lead nothing', () => {
    const few = found(20);
    expect(of(few, 'vacancyRate', 2022)?.shortfall).toBe('41 of about 230 posts');
    expect(of(few, 'turnoverRate', 2022)?.shortfall).toBe('20 of about 209 people');
    expect(of(few, 'leavers', 2022)?.shortfall).toBe('3 of about 31 leavers');
    expect(of(few, 'establishment', 2022)?.shortfall).toBe('41 of about 230 posts');
    // The figures are the ones reported, whatever was imported.
    expect(lead(20, 'vacancyRate')).toMatchObject({ text: '9.1%', known: true });
    expect(lead(20, 'turnoverRate').text).toBe(lead(0, 'turnoverRate').text);
    expect(lead(20, 'recruitsTotal')).toMatchObject({ text: '22' });
    expect(headlineInWords(lead(20, 'establishment'))).toBe('230 posts, reported at 31 March 2023');
  });

  it('are silent too of a later day, for which nothing is reported', () => {
    const few = found(20);
    expect(of(few, 'vacancies', 2023)?.latest).toMatchObject({ asAt: TODAY });
    expect(lead(20, 'vacancies', 2023)).toMatchObject({ text: 'No figure', known: false });
    expect(lead(209, 'vacancies', 2023)).toMatchObject({ text: '21', unit: 'FTE' });
    // Nobody on record of those who came this year is not nobody who came.
    expect(lead(20, 'recruitsTotal', 2023).text).toBe('No figure');
    expect(lead(209, 'recruitsTotal', 2023).text).toBe('0');
  });

  it('reach within 1 or 2% of what is reported, and no further', () => {
    expect(
      [199, 205, 209, 213, 220].map((n) => of(found(n), 'vacancyRate', 2022)?.shortfall),
    ).toEqual(['220 of about 230 posts', '', '', '', '241 of about 230 posts']);
    expect([isWithin(2, 3), isWithin(1, 3), isWithin(98, 100), isWithin(97.9, 100)]).toEqual([
      ...[true, false, true, false],
    ]);
  });

  it('lead all the same where somebody says so, and say what is on record', () => {
    const few = found(20);
    const measure = REPORTED.measures.find(({ label }) => label === 'leavers')!;
    const choices: LeadChoice[] = [{ measure: measure.id, year: 2022, leads: 'records' }];
    const figures = leadingFigures(REPORTED, few, choices);
    expect(headlineOf(figures, 'leavers', 2022)).toMatchObject({ text: '3' });
    expect(figurePair(REPORTED, few, choices, measure, 2022)?.words).toBe(
      'Reported: 31 at 31 March 2023. Records then: 3, 28 fewer than reported. On record: 3 of about 31 leavers.',
    );
  });

  it('give no vacancies without a post, and no agency before a booking', () => {
    const { records, person } = plan();
    person({ from: '2015-04-01' });
    const none = smallPlan([]);
    const cells = recordsFigures(none, records, TODAY);
    const kinds = new Set([...cells.values()].map((cell) => cell.measure));
    for (const label of ['establishment', 'vacancies', 'vacancyRate', 'agency', 'agencyRate']) {
      expect(kinds.has(rowId(none, label)), label).toBe(false);
    }
  });
});

describe('a rate or total', () => {
  it('follows from what is reported of its parts, not from records of another count', () => {
    // 30 of 120 posts reported, no rate; the records hold 61 of 120 in post two months later.
    const figures = smallPlan([
      ['establishment', 2022, 120, { asAt: '2022-04-30' }],
      ['vacancies', 2022, 30, { asAt: '2022-04-30' }],
    ]);
    const { records, person, post } = plan();
    post({ fte: 120 });
    for (let n = 0; n < 61; n += 1) person({ from: '2015-04-01' });
    const led = leadingFigures(figures, recordsFigures(figures, records, TODAY), []);
    expect(headlineOf(led, 'vacancies', 2022)).toMatchObject({ text: '30', unit: 'posts' });
    expect(headlineOf(led, 'vacancyRate', 2022)).toMatchObject({ text: '25%' });
  });
});

it('a turnover with no number at its start is the one a projection starts from', () => {
  const figures = smallPlan([
    ['establishment', 2022, 240],
    ['vacancies', 2022, 31],
    ['leavers', 2022, 31],
  ]);
  const { figure, text } = headlineOf(figures, 'turnoverRate', 2022);
  expect(text).toBe('14.8%');
  const [candidate] = leaverRateCandidates(figures);
  expect(candidate!.rate * 100).toBeCloseTo(figure!.value!, 9);
});

describe('the two in words', () => {
  it.each([
    [0.4, 'posts', '0.4 more'],
    [-2, 'people', '2 fewer'],
    [0.004, 'posts', 'the same'],
    [-0.3, 'percent', '0.3 percentage points lower'],
  ] as const)('a difference of %s %s is %s', (difference, unit, words) => {
    expect(differenceInWords(difference, unit)).toBe(words);
  });

  it('say what each is, at which day', () => {
    const measure = FIGURES.measures.find(({ label }) => label === 'vacancies')!;
    expect(figurePair(FIGURES, cells, [], measure, 2022)?.words).toBe(
      'From records: 3.4 at 31 March 2023, 0.4 more than reported.',
    );
    const choices: LeadChoice[] = [{ measure: measure.id, year: 2022, leads: 'records' }];
    expect(figurePair(FIGURES, cells, choices, measure, 2022)?.words).toBe(
      'Reported: 3 at 31 March 2023. Records then: 3.4, 0.4 more than reported.',
    );
    expect(figurePair(FIGURES, cells, [], measure, 2021)?.words).toBe(
      'Nothing is reported for this year.',
    );
  });
});
