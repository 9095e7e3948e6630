/** Numbers, dates and codes as files write them. */
import { describe, expect, it } from 'vitest';
import { cellText, clean, columnLetters, errorOf } from '../../../src/domain/importing/cells.ts';
import { codeOf } from '../../../src/domain/importing/codeWords.ts';
import {
  dateOfDayNumber,
  meansNoEnd,
  numericDate,
  orderOf,
  readWrittenDate,
  swapped,
} from '../../../src/domain/importing/dates.ts';
import {
  decimalMarkOf,
  readHoursAndMinutes,
  readNumber,
} from '../../../src/domain/importing/numbers.ts';
import { namesPersonAndVacancy, vacancyIn } from '../../../src/domain/importing/vacant.ts';

describe('a written number', () => {
  const read = (text: string, mark: '.' | ',' = '.') => readNumber(text, mark)?.value ?? null;

  it('may have thousands commas, spaces of any width, percent, brackets and signs', () => {
    expect(read('1,234.5')).toBe(1234.5);
    expect(read('1\u00a0234')).toBe(1234);
    expect(read(' 0.6\u00a0')).toBe(0.6);
    expect(read('(12)')).toBe(-12);
    expect(read('12.5-')).toBe(-12.5);
    expect(read('−3')).toBe(-3);
    expect(read('£1,000')).toBe(1000);
    expect(readNumber('60%', '.')).toEqual({ value: 60, percent: true });
    expect(readNumber('(5%)', '.')).toEqual({ value: -5, percent: true });
    expect(Object.is(read('-0'), 0)).toBe(true);
    expect(read('1.5E-1')).toBe(0.15);
  });

  it('may have a decimal comma', () => {
    expect(read('0,6', ',')).toBe(0.6);
    expect(read('1.234,5', ',')).toBe(1234.5);
    expect(read('1 234,5', ',')).toBe(1234.5);
    expect(read('18,5', ',')).toBe(18.5);
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'n/a',
      '1,2,3',
      '12,34',
      '1.2.3',
      'about 3',
      '0x10',
      '1 2',
      'Infinity',
      '--1',
    ]) {
      expect(read(text), text).toBeNull();
    }
    expect(read('0.6', ',')).toBeNull();
  });

  it('shows its column’s decimal mark, or does not', () => {
    expect(decimalMarkOf(['0.6', '1'])).toBe('.');
    expect(decimalMarkOf(['0,6', '1'])).toBe(',');
    expect(decimalMarkOf(['0,600', '1,000'])).toBe(',');
    expect(decimalMarkOf(['1,000'])).toBe('either');
    expect(decimalMarkOf(['1,000', '0.5'])).toBe('.');
    expect(decimalMarkOf(['0,5', '0.5'])).toBe('mixed');
    expect(decimalMarkOf(['1.234,5'])).toBe(',');
    expect(decimalMarkOf([])).toBe('.');
  });

  it('of hours may be hours and minutes', () => {
    expect(readHoursAndMinutes('18:30')).toBe(18.5);
    expect(readHoursAndMinutes('37:00:00')).toBe(37);
    expect(readHoursAndMinutes('18:75')).toBeNull();
  });
});

describe('a written date', () => {
  const read = (text: string) => readWrittenDate(text, 'day-first', 2025);

  it('may be dd/mm/yyyy, dd-mmm-yy, ISO or words', () => {
    for (const text of [
      '01/04/2021',
      '1.4.21',
      '01-Apr-21',
      '01APR2021',
      '2021-04-01',
      '2021/04/01',
      '20210401',
      '1st April 2021',
      'Thursday 1 April 2021',
      'April 1, 2021',
      '01/04/2021 00:00:00',
      '01/04/2021 12:00 AM',
      '2021-04-01T09:30:00',
      '2021-04-01T00:00:00.000Z',
      '01/04/2021\u00a0',
    ]) {
      expect(read(text), text).toBe('2021-04-01');
    }
    expect(readWrittenDate('04/01/2021', 'month-first', 2025)).toBe('2021-04-01');
    expect(read('01/04/98')).toBe('1998-04-01');
  });

  it('is nothing else', () => {
    for (const text of [
      '31/02/2021',
      '2021-13-01',
      'Apr-21',
      'soon',
      '1/4',
      '',
      '01/04/2021 to 2022',
    ]) {
      expect(read(text), text).toBeNull();
    }
  });

  it('in another time zone could be another day, and is not read', () => {
    expect(read('2021-03-31T23:00:00Z')).toBeNull();
  });

  it('shows its order, or could be either', () => {
    const order = (text: string) => orderOf(numericDate(text)!);
    expect(order('25/03/2021')).toBe('day-first');
    expect(order('03/25/2021')).toBe('month-first');
    expect(order('03/04/2021')).toBe('either');
    expect(order('04/04/2021')).toBeNull();
    expect(numericDate('2021-04-03')).toBeNull();
  });

  it('may be a day number from 1900 or 1904', () => {
    expect(dateOfDayNumber(44287, '1900')).toBe('2021-04-01');
    expect(dateOfDayNumber(44287 - 1462, '1904')).toBe('2021-04-01');
    expect(dateOfDayNumber(44287.75, '1900')).toBe('2021-04-01');
    expect(dateOfDayNumber(1, '1900')).toBe('1900-01-01');
    expect(dateOfDayNumber(59, '1900')).toBe('1900-02-28');
    // The 29 February 1900 that never was.
    expect(dateOfDayNumber(60, '1900')).toBeNull();
    expect(dateOfDayNumber(61, '1900')).toBe('1900-03-01');
    expect(dateOfDayNumber(0, '1904')).toBe('1904-01-01');
    expect(dateOfDayNumber(-1, '1900')).toBeNull();
    expect(dateOfDayNumber(2_958_465, '1900')).toBe('9999-12-31');
    expect(dateOfDayNumber(2_958_465, '1904')).toBeNull();
  });

  it('may mean that there is no end', () => {
    for (const date of ['9999-12-31', '4712-12-31', '2999-12-31', '2099-12-31']) {
      expect(meansNoEnd(date)).toBe(true);
    }
    expect(meansNoEnd('2030-12-31')).toBe(false);
  });

  it('can be changed round', () => {
    expect(swapped('2021-03-04')).toBe('2021-04-03');
    expect(swapped('2021-03-25')).toBeNull();
  });
});

describe('a code', () => {
  it('may be a number, words, or both', () => {
    expect(codeOf('leavingReason', '1')).toBe('1');
    expect(codeOf('leavingReason', '05')).toBe('5');
    expect(codeOf('leavingReason', 'Resignation')).toBe('1');
    expect(codeOf('leavingReason', '2 - Voluntary Redundancy')).toBe('2');
    expect(codeOf('origin', 'Newly Qualified Social Workers')).toBe('1');
    expect(codeOf('origin', 'NQSW')).toBe('1');
    expect(codeOf('origin', '10')).toBe('10');
    expect(codeOf('destination', 'Agency or Consultancy in Social Work')).toBe('3');
    expect(codeOf('basis', 'P Permanent')).toBe('permanent');
    expect(codeOf('basis', 'Fixed-Term')).toBe('fixed-term');
    expect(codeOf('absence', 'MAT')).toBe('MAT');
    expect(codeOf('movement', 'New Hire')).toBe('starter');
    expect(codeOf('covers', 'Maternity cover')).toBe('absence');
  });

  it('is not guessed', () => {
    expect(codeOf('destination', '10')).toBeNull();
    expect(codeOf('leavingReason', '11')).toBeNull();
    expect(codeOf('leavingReason', '1 - Retired')).toBeNull();
    expect(codeOf('leavingReason', 'End of contract')).toBeNull();
    expect(codeOf('basis', 'Casual')).toBeNull();
    expect(codeOf('basis', '1')).toBeNull();
  });
});

describe('a holder’s name', () => {
  it('may say that the post is vacant, and how it is covered', () => {
    expect(vacancyIn('VACANT')).toBe('none');
    expect(vacancyIn('*Vacant Post*')).toBe('none');
    expect(vacancyIn('Vacant - advert')).toBe('advert');
    expect(vacancyIn('Vacancy (agency cover)')).toBe('agency');
    expect(vacancyIn('Vacant – offer made')).toBe('offer');
    expect(vacancyIn('Vacant (frozen)')).toBe('frozen');
  });

  it('is a person’s otherwise', () => {
    for (const name of ['Jo Vacanti', 'Vaca, Ana', 'Sam Okoro', '', 'Vacantia Jones']) {
      expect(vacancyIn(name), name).toBeNull();
    }
    expect(namesPersonAndVacancy('Sam Okoro (vacant from 1 June)')).toBe(true);
    expect(namesPersonAndVacancy('Sam Okoro')).toBe(false);
  });
});

describe('a cell', () => {
  it('is cleaned of stray and invisible spaces and control characters', () => {
    expect(clean('  Team\u00a0A \r\n North\u200b\u0000 ')).toBe('Team A North');
    expect(clean('Ålesund  team')).toBe('Ålesund team');
  });

  it('shows an error as one', () => {
    expect(errorOf('#N/A')).toBe('#N/A');
    expect(errorOf('#######')).toBe('#######');
    expect(errorOf('n/a')).toBeNull();
    expect(errorOf({ kind: 'error', text: '#REF!' })).toBe('#REF!');
  });

  it('has words for every kind', () => {
    expect(cellText({ kind: 'date', date: '2021-04-01' })).toBe('1 April 2021');
    expect(cellText({ kind: 'time', hours: 37.5 })).toBe('37:30');
    expect(cellText(true)).toBe('Yes');
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
