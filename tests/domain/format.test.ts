import { describe, expect, it } from 'vitest';
import {
  formatFixed,
  formatPercent,
  formatSigned,
  formatValue,
  signedFixed,
} from '../../src/domain/format.ts';

describe('figures in words', () => {
  it('are rounded for show only as far as their unit is printed', () => {
    expect(formatValue(12.5, 'percent')).toBe('12.5%');
    expect(formatValue(29, 'percent')).toBe('29%');
    expect(formatValue(12.539, 'percent')).toBe('12.5%');
    expect(formatValue(319, 'posts')).toBe('319');
    expect(formatValue(1234, 'people')).toBe('1,234');
    expect(formatValue(8.54, 'days')).toBe('8.54');
    expect(formatPercent(0.125)).toBe('12.5%');
    expect(formatPercent(226 / 365, 0)).toBe('62%');
    expect(formatPercent(0.29)).toBe('29.0%');
    expect(formatFixed(24)).toBe('24.0');
  });

  it('have a true minus, and none on a zero', () => {
    expect(formatValue(-5, 'posts')).toBe('−5');
    expect(formatValue(-0.001, 'posts')).toBe('0');
    expect(formatPercent(-0.036)).toBe('−3.6%');
    expect(formatSigned(7)).toBe('+7');
    expect(formatSigned(-64)).toBe('−64');
    expect(formatSigned(0)).toBe('0');
    expect(formatSigned(0.001)).toBe('0');
    expect([1.04, -1.04, 0.04, -0.04].map((value) => signedFixed(value))).toEqual([
      '+1.0',
      '−1.0',
      '0.0',
      '0.0',
    ]);
  });
});
