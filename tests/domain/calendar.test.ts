import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateInWords,
  daysBetween,
  daysGone,
  daysInYear,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  isIsoDate,
  isoDate,
  monthInWords,
  monthName,
  readYearLabel,
  shareOfYearGone,
  startOfYear,
  yearLabel,
  yearOf,
} from '../../src/domain/calendar.ts';

describe('the financial year', () => {
  it('turns between 31 March and 1 April', () => {
    expect(yearOf('2022-03-31')).toBe(2021);
    expect(yearOf('2022-04-01')).toBe(2022);
    expect(startOfYear(2021)).toBe('2021-04-01');
    expect(endOfYear(2021)).toBe('2022-03-31');
  });

  it('has 366 days when it holds a 29 February', () => {
    expect(daysInYear(2021)).toBe(365);
    expect(daysInYear(2023)).toBe(366);
    expect(daysInYear(2024)).toBe(365);
    expect(daysInYear(2024, 1)).toBe(366);
    // 2100 is no leap year.
    expect(daysInYear(2099)).toBe(365);
    expect(endOfYear(2023, 3)).toBe('2024-02-29');
    expect(endOfYear(2022, 3)).toBe('2023-02-28');
  });

  it('counts 226 days gone at 12 November 2021, 62% of the year', () => {
    expect(daysGone('2021-11-12', 2021)).toBe(226);
    expect(shareOfYearGone('2021-11-12', 2021)).toBeCloseTo(0.619, 3);
    expect(daysGone('2022-03-31', 2021)).toBe(365);
    expect(daysGone('2021-04-01', 2021)).toBe(1);
    expect(daysGone('2021-03-31', 2021)).toBe(0);
    expect(daysGone('2024-03-31', 2023)).toBe(366);
    expect(shareOfYearGone('2030-01-01', 2021)).toBe(1);
  });

  it('ends its quarters in June, September, December and March', () => {
    const ends = ([1, 2, 3, 4] as const).map((quarter) => endOfQuarter(2021, quarter));
    expect(ends).toEqual(['2021-06-30', '2021-09-30', '2021-12-31', '2022-03-31']);
  });

  it('holds every date it starts and ends with, whatever month it starts in', () => {
    const year = fc.integer({ min: 1990, max: 2100 });
    const month = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(year, month, (y, m) => {
        expect(yearOf(startOfYear(y, m), m)).toBe(y);
        expect(yearOf(endOfYear(y, m), m)).toBe(y);
        expect(addDays(endOfYear(y, m), 1)).toBe(startOfYear(y + 1, m));
        expect(daysGone(endOfYear(y, m), y, m)).toBe(daysInYear(y, m));
        expect(daysBetween(startOfYear(y, m), endOfYear(y, m)) + 1).toBe(daysInYear(y, m));
      }),
    );
  });
});

describe('year labels', () => {
  it('are written 2021-22, across a century too, and 2021 for a calendar year', () => {
    expect(yearLabel(2021)).toBe('2021-22');
    expect(yearLabel(1999)).toBe('1999-00');
    expect(yearLabel(2021, 1)).toBe('2021');
  });

  it('are read as people write them', () => {
    expect(readYearLabel('2021-22')).toBe(2021);
    expect(readYearLabel(' 2021/22 ')).toBe(2021);
    expect(readYearLabel('2021–2022')).toBe(2021);
    expect(readYearLabel('1999-00')).toBe(1999);
    expect(readYearLabel('2021')).toBe(2021);
    expect(readYearLabel('2021-23')).toBeNull();
    expect(readYearLabel('Year 4')).toBeNull();
    expect(readYearLabel('')).toBeNull();
  });

  it('read back what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        expect(readYearLabel(yearLabel(y, m))).toBe(y);
      }),
    );
  });
});

describe('dates', () => {
  it('exist or not', () => {
    expect(isIsoDate('2024-02-29')).toBe(true);
    expect(isIsoDate('2023-02-29')).toBe(false);
    expect(isIsoDate('2021-13-01')).toBe(false);
    expect(isIsoDate('12.11.21')).toBe(false);
    expect(isoDate(2021, 11, 12)).toBe('2021-11-12');
    expect(isoDate(2021, 2, 31)).toBeNull();
  });

  it('end their months, leap years included', () => {
    expect(endOfMonth('2024-02-10')).toBe('2024-02-29');
    expect(endOfMonth('2021-11-12', 3)).toBe('2022-02-28');
  });

  it('are written in words', () => {
    expect(dateInWords('2025-09-30')).toBe('30 September 2025');
    expect(monthInWords('2025-09-30')).toBe('September 2025');
    expect(() => monthName(13)).toThrow(RangeError);
  });
});
