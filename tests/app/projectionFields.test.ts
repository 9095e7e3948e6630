import { describe, expect, it } from 'vitest';
import { readNumber, writeNumber } from '../../src/app/components/projection/readNumber.ts';
import { CHANGE_OF_POSTS, LEAVER_RATE, PEOPLE } from '../../src/app/components/projection/rules.ts';
import {
  monthEnds,
  monthStarts,
  projectionYears,
} from '../../src/app/components/projection/dates.ts';

describe('numbers typed into the projection', () => {
  it('reads what people write', () => {
    expect(readNumber('12.5', LEAVER_RATE)).toEqual({ ok: true, value: 0.125 });
    expect(readNumber(' 12.5 % ', LEAVER_RATE)).toEqual({ ok: true, value: 0.125 });
    expect(readNumber('−10', CHANGE_OF_POSTS)).toEqual({ ok: true, value: -10 });
    expect(readNumber('1,000', PEOPLE)).toEqual({ ok: true, value: 1000 });
  });

  it.each(['', 'lots', '2.5', '-1', '5%', '20 or so', '1001'])('refuses %j as people', (text) => {
    expect(readNumber(text, PEOPLE)).toEqual({
      ok: false,
      problem: 'Enter a whole number from 0 to 1,000.',
    });
  });

  it('says the bounds of a percentage in percent', () => {
    expect(readNumber('99', LEAVER_RATE)).toEqual({
      ok: false,
      problem: 'Enter a number from 0 to 95.',
    });
  });

  it('shows a share as a percentage to one decimal', () => {
    expect(writeNumber(0.1621, LEAVER_RATE)).toBe('16.2');
    expect(writeNumber(-10, CHANGE_OF_POSTS)).toBe('−10');
  });
});

describe('the dates a projection offers', () => {
  const span = { from: '2021-11-12', years: 2 };

  it('names its years, the one under way as the rest of it', () => {
    expect(projectionYears(span, 4)).toEqual(['Rest of 2021-22', '2022-23']);
    expect(projectionYears({ from: '2022-03-31', years: 1 }, 4)).toEqual(['2022-23']);
  });

  it('ends with every month up to the last, and starts with the first of the next', () => {
    const ends = monthEnds(span, 4);
    expect(ends).toHaveLength(17);
    expect(ends[0]?.value).toBe('2021-11-30');
    expect(ends.at(-1)).toEqual({ value: '2023-03-31', label: '31 March 2023' });
    expect(monthStarts(span, 4)[0]).toEqual({ value: '2021-12-01', label: '1 December 2021' });
    expect(monthStarts(span, 4).at(-1)?.value).toBe('2023-03-01');
  });
});
