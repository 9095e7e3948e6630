/** One day for every page: which it is unless chosen, and what was known by it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figurePair } from '../../../src/domain/besideFigure.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import type { PlanFigures } from '../../../src/domain/figures.ts';
import {
  figuresDateInWords,
  figuresDates,
  recordsDate,
  usualAsAt,
} from '../../../src/domain/headlines/asAt.ts';
import { headlineChanges } from '../../../src/domain/headlines/changes.ts';
import { latestYear, planAt } from '../../../src/domain/headlines/planAt.ts';
import { headlineOf } from '../../../src/domain/headlines/headline.ts';
import { asKnownAt, leadingFigures } from '../../../src/domain/leading.ts';
import { recordsReach, silenceInWords } from '../../../src/domain/records/reach.ts';
import { recordsFigures } from '../../../src/domain/records/recordsFigures.ts';
import { fictionalBorough } from '../../../src/domain/samples/borough/fictionalBorough.ts';
import { figuresOf } from '../../fixtures/figuresOf.ts';
import { smallPlan } from '../../fixtures/smallPlan.ts';
import { towerHamlets } from '../../fixtures/towerHamlets.ts';
import { plan } from '../records/builder.ts';

const TODAY = '2022-06-15';
const WIDE = { scope: 'Social workers and managers' };

describe('the day a plan is looked at as at', () => {
  it('is the latest with establishment, vacancies and leavers', () => {
    expect(usualAsAt(towerHamlets(), null)).toBe('2021-11-12');
    const figures = smallPlan([
      ['establishment', 2021, 200],
      ['vacancies', 2021, 20],
      ['leavers', 2021, 15],
      ['establishment', 2022, 210],
      ['vacancies', 2022, 25],
      ['agency', 2023, 30, { asAt: '2023-06-30' }],
    ]);
    expect(usualAsAt(figures, null)).toBe('2022-03-31');
    expect(figuresDates(figures).map(figuresDateInWords)).toEqual([
      '30 June 2023, without establishment, vacancies and leavers',
      '31 March 2023, without leavers',
      '31 March 2022',
    ]);
  });

  it('needs the three in one scope', () => {
    const figures = smallPlan([
      ['establishment', 2021, 200],
      ['vacancies', 2021, 20],
      ['leavers', 2021, 15],
      ['establishment', 2022, 210],
      ['vacancies', 2022, 25],
      ['leavers', 2022, 12, WIDE],
    ]);
    expect(usualAsAt(figures, null)).toBe('2022-03-31');
  });

  it('is the best there is where no day has all three, and none without figures', () => {
    const stands = smallPlan([
      ['establishment', 2021, 200],
      ['vacancies', 2021, 20],
      ['leavers', 2022, 15],
      ['vacancies', 2022, null],
    ]);
    expect(usualAsAt(stands, null)).toBe('2022-03-31');
    expect(usualAsAt(smallPlan([['leavers', 2022, 15]]), null)).toBe('2023-03-31');
    expect(usualAsAt(smallPlan([['vacancies', 2022, null]]), null)).toBeNull();
  });

  it('is the day the records reach, where they have all of it and reach what is reported', () => {
    const TODAY = '2023-06-15';
    const figures = smallPlan([
      ['establishment', 2022, 5],
      ['vacancies', 2022, 3],
      ['leavers', 2022, 0],
    ]);
    const records = (people: number) => {
      const p = plan();
      p.post({ fte: 5 });
      for (let n = 0; n < people; n += 1) p.person({ from: '2015-04-01' });
      p.person({ from: '2023-05-01', basis: 'agency' });
      return p.records;
    };
    const day = (people: number) =>
      recordsDate(figures, recordsFigures(figures, records(people), TODAY), TODAY);
    expect(day(2)).toBe(TODAY);
    expect(usualAsAt(figures, day(2))).toBe(TODAY);
    expect(day(0)).toBeNull();
  });
});

describe('what is known at a day', () => {
  it('leaves out what was read later, and keeps what is planned or to be confirmed', () => {
    const figures = smallPlan([
      ['vacancies', 2022, 20, { asAt: '2022-09-30' }],
      ['vacancies', 2022, 25, { asAt: '2023-03-31', chosen: true }],
      ['vacancies', 2023, null],
      ['establishment', 2023, 210, { status: 'planned' }],
    ]);
    const then = asKnownAt(figures, '2022-12-31');
    expect(headlineOf(then, 'vacancies', 2022)).toMatchObject({
      ...{ text: '20', asAt: '2022-09-30', origin: 'Reported at 30 September 2022.' },
    });
    expect(headlineOf(then, 'vacancies', 2023).text).toBe('tbc');
    expect(headlineOf(then, 'establishment', 2023).text).toBe('210');
    expect(asKnownAt(figures, '2024-12-31')).toBe(figures);
  });

  it('works nothing out from records beyond the day, nor beyond where they stop', () => {
    const p = plan();
    p.post({ fte: 5 });
    p.person({ from: '2015-04-01' });
    p.person({ from: '2022-10-03' });
    const figures = smallPlan([]);
    const at = (asAt: string, today = '2022-12-01') =>
      headlineOf(
        leadingFigures(figures, recordsFigures(figures, p.records, today, asAt), []),
        'vacancies',
        2022,
      );
    expect(at('2022-09-30')).toMatchObject({ text: '4', asAt: '2022-09-30' });
    expect(at('2022-12-01')).toMatchObject({ text: '3', asAt: '2022-12-01' });
    // A year later nobody has recorded anything since October.
    expect(at('2023-03-31', '2023-12-01')).toMatchObject({ text: '3', asAt: '2022-10-31' });
    expect(silenceInWords(p.records, '2023-12-01')).toBe(
      'No movements recorded since 31 October 2022.',
    );
    expect(silenceInWords(p.records, '2022-12-01')).toBe('');
  });

  it('of the fictional borough stops with its figures, whatever was arranged for later', () => {
    const { records, table, settings } = fictionalBorough();
    const figures = figuresOf(table, settings);
    expect(recordsReach(records, '2026-11-30')).toBe('2025-10-31');
    expect(silenceInWords(records, '2026-11-30')).toBe(
      'No movements recorded since 31 October 2025.',
    );
    const cells = recordsFigures(figures, records, '2026-11-30');
    expect(usualAsAt(figures, recordsDate(figures, cells, '2025-10-31'))).toBe('2025-10-31');
  });
});

describe('a plan as at a day', () => {
  const p = plan();
  p.post({ fte: 5 });
  p.person({ from: '2015-04-01' });
  p.person({ from: '2023-01-09' });
  p.person({ from: '2023-05-01', basis: 'agency' });
  const figures = smallPlan([
    ['vacancies', 2022, 4, { asAt: '2022-09-30' }],
    ['vacancies', 2022, 3, { asAt: '2023-03-31' }],
  ]);
  const at = (chosen: string | null) =>
    planAt(figures, p.records, [], { today: '2023-06-15', chosen });

  it('sets the records beside what was reported by then, and decides by that alone', () => {
    const then = at('2022-12-31');
    const measure = figures.measures.find(({ kind }) => kind === 'vacancies')!;
    expect(figurePair(then.reported, then.cells, [], measure, 2022)?.words).toBe(
      'From records: 4 at 30 September 2022, the same.',
    );
    expect(headlineOf(then.figures, 'vacancies', 2022)).toMatchObject({ text: '4' });
    expect(headlineOf(at('2023-03-31').figures, 'vacancies', 2022)).toMatchObject({ text: '3' });
    // Before anything was reported, the records that reach it lead.
    expect(headlineOf(at('2022-06-30').figures, 'vacancies', 2022)).toMatchObject({
      ...{ text: '4', origin: 'From records at 30 June 2022.' },
    });
  });

  it('is of the day chosen, else the usual one, and of none without figures', () => {
    expect(at(null).asAt).toBe(at(null).usual);
    expect(at('2022-12-31')).toMatchObject({ asAt: '2022-12-31', reach: '2023-06-15' });
    const nothing = planAt(smallPlan([]), plan().records, [], { today: TODAY, chosen: null });
    expect(nothing).toMatchObject({ asAt: null, reach: null });
    expect(latestYear(nothing.figures)).toBe(2020);
  });

  it('gives the same headline however it is come by: nothing read later changes the day', () => {
    const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2021-01-01', n));
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 9 }), (day, later, value) => {
        fc.pre(day < later);
        const reading = figures.readings[0]!;
        const more = { ...reading, id: 99, asAt: later, value, chosen: true };
        const added = { ...figures, readings: [...figures.readings, more] };
        const one = (plan: PlanFigures) =>
          headlineOf(
            planAt(plan, p.records, [], { today: '2023-06-15', chosen: day }).figures,
            'vacancies',
            2022,
          );
        expect(one(added)).toEqual(one(figures));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the headlines an import would change', () => {
  it('are said before it is applied, each with where it comes from', () => {
    const before = plan();
    before.post({ fte: 5 });
    before.person({ from: '2015-04-01' });
    const after = plan();
    after.post({ fte: 5 });
    for (let n = 0; n < 3; n += 1) after.person({ from: '2015-04-01' });
    // Still kept: somebody booked an agency worker last month.
    for (const one of [before, after]) one.person({ from: '2022-05-03', basis: 'agency' });
    const day = { today: TODAY, chosen: '2021-06-30' };
    const changes = headlineChanges(
      smallPlan([]),
      { before: before.records, after: after.records },
      [],
      day,
    );
    const of = (kind: string) => changes.find((one) => one.kind === kind)!;
    expect(of('vacancies')).toMatchObject({
      changes: true,
      before: { text: '4', unit: 'FTE', year: '2021-22' },
      after: { text: '2', unit: 'FTE', origin: 'From records at 30 June 2021.' },
    });
    expect(of('establishment').changes).toBe(false);
    expect(of('agencyRate').after.text).toBe('No figure');
  });
});
