/** One day for every page: which it is unless chosen, and what was known by it. */
import { describe, expect, it } from 'vitest';
import {
  figuresDateInWords,
  figuresDates,
  recordsDate,
  usualAsAt,
} from '../../../src/domain/headlines/asAt.ts';
import { headlineOf } from '../../../src/domain/headlines/headline.ts';
import { asKnownAt, leadingFigures } from '../../../src/domain/leading.ts';
import { recordsReach, silenceInWords } from '../../../src/domain/records/reach.ts';
import { recordsFigures } from '../../../src/domain/records/recordsFigures.ts';
import { fictionalBorough } from '../../../src/domain/samples/borough/fictionalBorough.ts';
import { figuresOf } from '../../fixtures/figuresOf.ts';
import { smallPlan } from '../../fixtures/smallPlan.ts';
import { towerHamlets } from '../../fixtures/towerHamlets.ts';
import { plan } from '../records/builder.ts';

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
