import { describe, expect, it, test } from 'vitest';
import type { Measure } from '../../src/domain/figures.ts';
import {
  readCell,
  readTargetCell,
  writeReading,
  writeTarget,
  type CellContent,
} from '../../src/domain/readCell.ts';

type Row = Pick<Measure, 'kind' | 'unit' | 'label'>;
const RECRUITS: Row = { kind: 'recruits', unit: 'people', label: 'ASYE' };
const LEAVERS: Row = { kind: 'leavers', unit: 'people', label: 'Leavers' };
const VACANCIES: Row = { kind: 'vacancies', unit: 'posts', label: 'Vacancies' };
const RATE: Row = { kind: 'vacancyRate', unit: 'percent', label: 'Vacancy %' };
const about = (measure: Row, year = 2021) => ({ measure, year, startMonth: 4 });

function read(written: string, measure: Row = RECRUITS, year = 2021): CellContent | null {
  const result = readCell(written, about(measure, year));
  if (!result.ok) throw new Error(result.problem);
  return result.content;
}

function problem(written: string, measure: Row = RECRUITS, year = 2021): string {
  const result = readCell(written, about(measure, year));
  return result.ok ? `read as ${JSON.stringify(result.content)}` : result.problem;
}

describe('what people write in a cell', () => {
  const plain = { status: 'actual', asAt: null, inProgress: null, text: '', unit: null };

  test.each<[string, Partial<CellContent>, Row?]>([
    ['18', { value: 18 }],
    [' 18 ', { value: 18 }],
    ['\u00a018\u00a0', { value: 18 }],
    ['\ufeff18\r\n', { value: 18 }],
    ['1,234', { value: 1234 }],
    ['12.5', { value: 12.5 }],
    ['0', { value: 0 }],
    ['(5)', { value: -5 }, VACANCIES],
    ['-5', { value: -5 }, VACANCIES],
    ['−5', { value: -5 }, VACANCIES],
    ['40 posts', { value: 40, text: '40 posts' }, VACANCIES],
    ['12.5%', { value: 12.5, unit: 'percent' }, RATE],
    ['12.5 %', { value: 12.5, unit: 'percent' }, RATE],
    ['12.5', { value: 12.5, unit: 'percent' }, RATE],
    ['0.5%', { value: 0.5, unit: 'percent' }, RATE],
    ['29 per cent', { value: 29, unit: 'percent' }, RATE],
    ['(2.5%)', { value: -2.5, unit: 'percent' }, RATE],
    ['18 (1 in progress)', { value: 18, inProgress: 1 }],
    [
      '18 (Further 1 in progress)',
      { value: 18, inProgress: 1, text: '18 (Further 1 in progress)' },
    ],
    [
      '18 (further 1 in progress)',
      { inProgress: 1, value: 18, text: '18 (further 1 in progress)' },
    ],
    ['4 (+5 in progress)', { value: 4, inProgress: 5, text: '4 (+5 in progress)' }],
    ['18 + 1 in progress', { value: 18, inProgress: 1, text: '18 + 1 in progress' }],
    ['18, plus 1 in progress', { value: 18, inProgress: 1, text: '18, plus 1 in progress' }],
    [
      '18\n(Further 1 in progress)',
      { value: 18, inProgress: 1, text: '18 (Further 1 in progress)' },
    ],
    ['15 provisional', { value: 15, status: 'provisional' }],
    ['15 (provisional)', { value: 15, status: 'provisional', text: '15 (provisional)' }],
    ['10% planned', { value: 10, status: 'planned', unit: 'percent' }, RATE],
    ['planned 10%', { value: 10, status: 'planned', unit: 'percent', text: 'planned 10%' }, RATE],
    ['38 tbc', { value: 38, status: 'tbc' }],
    ['38-tbc', { value: 38, status: 'tbc', text: '38-tbc' }],
    [
      '38 - tbc Informed by SFD vacancies for 2022',
      { value: 38, status: 'tbc', text: '38 - tbc Informed by SFD vacancies for 2022' },
    ],
    ['tbc', { value: null, status: 'tbc' }],
    ['Tbc', { value: null, status: 'tbc', text: 'Tbc' }],
    [
      'TBC Informed by SFD vacancies for 2022',
      { value: null, status: 'tbc', text: 'TBC Informed by SFD vacancies for 2022' },
    ],
    ['to be confirmed', { value: null, status: 'tbc', text: 'to be confirmed' }],
    ['below 20%', { value: null, status: 'tbc', text: 'below 20%', unit: 'percent' }, RATE],
    ['<20%', { value: null, status: 'tbc', text: '<20%', unit: 'percent' }, RATE],
    ['at least 5', { value: null, status: 'tbc', text: 'at least 5' }],
  ])('reads “%s”', (written, expected, row = RECRUITS) => {
    expect(read(written, row)).toEqual({ ...plain, ...expected });
  });

  test.each([
    '45 @ 12.11.21',
    '45@12.11.2021',
    '45 @ 12/11/21',
    '45 @ 12-11-2021',
    '45 @ 2021-11-12',
    '45 @ 12 November 2021',
    '45 @ 12 Nov 21',
    '45 as at 12/11/2021',
    '45 (as at 12th November 2021)',
    '45 to 12.11.21',
  ])('reads “%s” as part of a year of recruits', (written) => {
    const content = read(written);
    expect(content).toMatchObject({ value: 45, asAt: '2021-11-12', status: 'part-year' });
  });

  it('reads a date and people in progress in either order', () => {
    const expected = { value: 18, inProgress: 1, asAt: '2021-11-12', status: 'part-year' };
    expect(read('18 @ 12.11.21 (1 in progress)')).toMatchObject(expected);
    expect(read('18 (1 in progress) @ 12.11.21')).toMatchObject(expected);
  });

  it('takes a date before the year’s end as part of a year for counts only', () => {
    expect(read('28 @ 12.11.21', LEAVERS)?.status).toBe('part-year');
    expect(read('28 @ 31.03.22', LEAVERS)?.status).toBe('actual');
    expect(read('40 @ 12.11.21', VACANCIES)?.status).toBe('actual');
    expect(read('28 provisional @ 12.11.21', LEAVERS)?.status).toBe('provisional');
  });

  it('dates an unknown figure by the date its words end in', () => {
    expect(read('tbc after the census @ 12.11.21')).toMatchObject({
      value: null,
      status: 'tbc',
      asAt: '2021-11-12',
    });
  });

  test.each(['', '   ', '\u00a0', '-', '–', '—', 'n/a', 'N/A', 'n.a.'])(
    'reads “%s” as no figure, never zero',
    (written) => {
      expect(read(written)).toBeNull();
    },
  );
});

describe('what a cell refuses, and why', () => {
  test.each<[string, string, Row?]>([
    [
      '45 @ 31.02.21',
      '“45 @ 31.02.21” has no such date. Write the date as day, month, year, for example 45 @ 12.11.21.',
    ],
    ['45 @ 11.21.21', 'no such date'],
    ['45 @ November', 'no full date'],
    ['45 @ 12.11.20', 'outside 2021-22. Write a date from 1 April 2021 to 31 March 2022'],
    ['45 @ 01.04.22', 'outside 2021-22'],
    ['12.5%', 'is a percentage, and “ASYE” counts people. Write the number without %.'],
    ['0.125', 'could be 0.125% or 12.5%. Write it with its % sign.', RATE],
    ['112%', 'more than 100%', RATE],
    ['-5', 'below zero'],
    ['(5)', 'below zero'],
    ['38-40', 'more than one figure'],
    ['38 to 40', 'more than one figure'],
    ['18 +1', '18 (1 in progress)'],
    [
      '5 in progress',
      'does not say how many have started. Write both, for example 0 (5 in progress).',
    ],
    ['10% (2 in progress)', 'is a percentage', RATE],
    ['18 (1 in progress) (2 in progress)', 'twice'],
    ['15 provisional planned', 'twice'],
    ['15 @ 12.11.21 @ 13.11.21', 'twice'],
    ['12,5', 'decimal with a point'],
    ['2,000,000', 'at most 1,000,000'],
    ['1 234', 'space between its digits'],
    ['+5', 'does not start with a number'],
    ['12.11.21', 'does not start with a number'],
    ['1e5', 'cannot be read'],
    ['#REF!', 'does not start with a number'],
    ['about 15', 'does not start with a number'],
    ['x', 'symbol for a missing figure'],
    ['low', 'symbol for a missing figure'],
    ['40 (staff of 319)', 'words that cannot be read: “staff of 319)”'],
    ['18 days', 'cannot be read'],
  ])('refuses “%s”', (written, why, row = RECRUITS) => {
    expect(problem(written, row)).toContain(why);
  });

  it('keeps its messages short however long the cell', () => {
    expect(problem(`x${'y'.repeat(3000)}`).length).toBeLessThan(200);
    expect(problem('5'.repeat(4001))).toContain('too long');
  });

  it('lets a planned or unknown figure be said before its year, but not after it', () => {
    expect(read('10% planned @ 12.11.21', RATE, 2022)).toMatchObject({ asAt: '2021-11-12' });
    expect(read('tbc @ 12.11.21', RATE, 2022)).toMatchObject({ asAt: '2021-11-12' });
    expect(problem('10% planned @ 12.11.23', RATE, 2022)).toContain('outside 2022-23');
  });

  it('reads the century from the plan’s year', () => {
    expect(read('4 @ 12.11.99', RECRUITS, 1999)).toMatchObject({ asAt: '1999-11-12' });
    expect(read('4 @ 12.1.00', RECRUITS, 1999)).toMatchObject({ asAt: '2000-01-12' });
    expect(read('4 @ 12.11.99', RECRUITS, 2099)).toMatchObject({ asAt: '2099-11-12' });
  });
});

describe('a target’s cell', () => {
  test.each<[string, object, Row?]>([
    ['20', { value: 20 }],
    ['10%', { value: 10 }, RATE],
    ['10', { value: 10 }, RATE],
    ['38-tbc', { value: 38, status: 'tbc', text: '38-tbc' }],
    [
      '38-tbc Informed by SFD vacancies for 2022',
      { value: 38, status: 'tbc', text: '38-tbc Informed by SFD vacancies for 2022' },
    ],
    ['tbc', { status: 'tbc' }],
    ['Tbc', { status: 'tbc', text: 'Tbc' }],
    ['85 to 90', { value: 85, upper: 90 }],
    ['85% to 90%', { value: 85, upper: 90 }, RATE],
    ['85 to 90%', { value: 85, upper: 90, text: '85 to 90%' }, RATE],
    ['10–5', { value: 10, upper: 5, text: '10–5' }],
  ])('reads “%s”', (written, expected, row = RECRUITS) => {
    expect(readTargetCell(written, about(row))).toEqual({
      ok: true,
      content: { value: null, upper: null, status: 'set', text: '', ...expected },
    });
  });

  it('is blank or refused in words', () => {
    expect(readTargetCell(' ', about(RECRUITS))).toEqual({ ok: true, content: null });
    for (const written of ['below 20', '20 or so', '10%', '20 to', '-4', '1 to 2 to 3']) {
      const result = readTargetCell(written, about(RECRUITS));
      expect(result.ok ? written : result.problem).toMatch(/^“.*” .*\. ?.*Write .*\.$/);
    }
  });
});

describe('writing a cell back', () => {
  const reading = { year: 2021, asAt: '2022-03-31', inProgress: null, text: '' } as const;

  it('writes what Tenure itself would, dates in words', () => {
    const write = (fields: object, row: Row = RECRUITS) =>
      writeReading({ ...reading, value: 45, status: 'actual', ...fields }, row, 4);
    expect(write({})).toBe('45');
    expect(write({ asAt: '2021-11-12', status: 'part-year' })).toBe('45 @ 12 November 2021');
    expect(write({ inProgress: 5 })).toBe('45 (5 in progress)');
    expect(write({ value: 12.5 }, RATE)).toBe('12.5%');
    expect(write({ value: null, status: 'tbc' })).toBe('tbc');
    expect(write({ value: 38, status: 'tbc' })).toBe('38 tbc');
    expect(write({ value: 0.0000005, status: 'provisional' })).toBe('0.0000005 provisional');
  });

  it('writes the paper’s own words while they still say the same', () => {
    const asAt = '2021-11-12';
    const write = (fields: object) =>
      writeReading({ ...reading, value: 45, status: 'part-year', asAt, ...fields }, RECRUITS, 4);
    expect(write({ text: '45 @ 12.11.21' })).toBe('45 @ 12.11.21');
    expect(write({ text: '45 @ 12.11.21', value: 46 })).toBe('46 @ 12 November 2021');
    expect(write({ text: 'see the slide' })).toBe('45 @ 12 November 2021');
    expect(write({ value: 18, inProgress: 1, text: '18 (Further 1 in progress)' })).toBe(
      '18 (Further 1 in progress) @ 12 November 2021',
    );
    expect(
      writeTarget({ ...reading, value: 38, upper: null, status: 'tbc', text: '38-tbc' }, RECRUITS),
    ).toBe('38-tbc');
    expect(
      writeTarget({ ...reading, value: 40, upper: null, status: 'set', text: '38-tbc' }, RECRUITS),
    ).toBe('40');
  });
});
