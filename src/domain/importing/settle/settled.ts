/** How each column is to be read, once the file's evidence and the answers have settled it. */
import type { Year } from '../../calendar.ts';
import type { DateOrder } from '../dates.ts';
import type { FieldId } from '../fields.ts';
import type { DecimalMark } from '../numbers.ts';

export type FteScale = 'as-written' | 'percent' | 'hours';

export interface Settled {
  /** The year that two-digit years are read near to, usually the current one. */
  near: Year;
  order: Map<FieldId, DateOrder>;
  dayNumbers: Map<FieldId, '1900' | '1904'>;
  /** Columns whose real dates have day and month changed round. */
  swapped: Set<FieldId>;
  /** Columns whose date is the day after the last day; of a movement's date, a leaver's only. */
  dayAfter: Set<'to' | 'date'>;
  mark: Map<FieldId, DecimalMark>;
  fteScale: FteScale;
  /** Full-time hours for every row, where no column says. */
  standardHours: number | null;
  /** FTE of every row, where no column says. */
  fteForAll: number | null;
  basisForAll: string | null;
  /** Columns whose blanks are the row above's value. */
  fill: Set<FieldId>;
  /** What an unknown word was said to mean, by field and word. */
  words: Map<string, string>;
}

export function newSettled(near: Year): Settled {
  return {
    near,
    order: new Map(),
    dayNumbers: new Map(),
    swapped: new Set(),
    dayAfter: new Set(),
    mark: new Map(),
    fteScale: 'as-written',
    standardHours: null,
    fteForAll: null,
    basisForAll: null,
    fill: new Set(),
    words: new Map(),
  };
}
