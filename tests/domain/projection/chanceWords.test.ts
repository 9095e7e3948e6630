import { describe, expect, it } from 'vitest';
import { chanceInPercent, chanceInTens } from '../../../src/domain/projection/chanceWords.ts';

describe('a chance in words', () => {
  it.each([
    [0.601, '60%', 'about 6 in 10'],
    [0.8339, '83%', 'about 8 in 10'],
    [0.5, '50%', 'about 5 in 10'],
    [0.07, '7%', 'about 1 in 10'],
    [0.03, '3%', 'about 3 in 100'],
    [0.949, '95%', 'about 9 in 10'],
    [0.97, '97%', 'about 97 in 100'],
  ])('%d is %s, %s', (chance, percent, tens) => {
    expect(chanceInPercent(chance)).toBe(percent);
    expect(chanceInTens(chance)).toBe(tens);
  });

  it('never promises and never rules out', () => {
    expect([1, 0.9951].map(chanceInPercent)).toEqual(['more than 99%', 'more than 99%']);
    expect([0, 0.004].map(chanceInPercent)).toEqual(['less than 1%', 'less than 1%']);
    expect([1, 0].map(chanceInTens)).toEqual(['more than 99 in 100', 'less than 1 in 100']);
  });
});
