/** Whether a workbook shows a number as a date or as a time (ECMA-376 part 1, §18.8.30). */

export type Shown = 'number' | 'date' | 'time';

/** Formats every workbook has by number, without writing them out. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 45, 46, 47]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** What a number format shows, by its number and, where the workbook writes one, its code. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code !== undefined) return shownByCode(code);
  if (BUILT_IN_DATES.has(id)) return 'date';
  return BUILT_IN_TIMES.has(id) ? 'time' : 'number';
}

function shownByCode(code: string): Shown {
  // Only the part for positive numbers, without what is quoted, escaped, spaced or filled.
  const plain = code
    .toLowerCase()
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';')[0]!;
  if (/\[[hms]+\]/.test(plain)) return 'time';
  const bare = plain
    .replace(/\[[^\]]*\]/g, '')
    .replace(/am\/pm|a\/p/g, 'h')
    .replace(/general|e[+-]/g, '');
  if (/[yd]|mmm/.test(bare)) return 'date';
  if (/[hs]/.test(bare)) return 'time';
  return /m/.test(bare) ? 'date' : 'number';
}
