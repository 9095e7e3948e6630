/** How posts and people are written on the Establishment page. */
import { dateInWords, type IsoDate } from '../../../domain/calendar.ts';
import { formatSigned, formatValue } from '../../../domain/format.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import { ONE_FTE, type Millionths, type PlanRecords } from '../../../domain/records/types.ts';

/** An amount of FTE to two decimals at most. `fteText(4_600_000)` is '4.6'. */
export function fteText(fte: Millionths): string {
  return formatValue(fte / ONE_FTE, 'number');
}

/** A movement of FTE: `+2`, `−0.6`, `0`. */
export function signedFte(fte: Millionths): string {
  return formatSigned(fte / ONE_FTE);
}

/** A rate's movement in percentage points, to one decimal: `+2.3`. */
export function signedPoints(share: number): string {
  return formatSigned(Math.round(share * 1000) / 10);
}

/** FTE as a form's field shows it, so that it reads back the same. */
export function fteField(fte: Millionths): string {
  return String(fte / ONE_FTE);
}

/**
 * Reads an FTE typed into a form.
 *
 * @returns null when it is no number, has more than six decimals, or is 0.
 * @example readFte('0.6') is 600000.
 */
export function readFte(text: string): Millionths | null {
  const tidy = text.trim();
  if (!/^(\d{1,4}(\.\d{0,6})?|\.\d{1,6})$/.test(tidy)) return null;
  return Math.round(Number(tidy) * ONE_FTE) || null;
}

/** `from 1 April 2024`, or `1 April 2024 to 31 March 2026`. */
export function spanWords(from: IsoDate, to: IsoDate | null): string {
  return to === null ? `from ${dateInWords(from)}` : `${dateInWords(from)} to ${dateInWords(to)}`;
}

/** Somebody by name and reference, or by reference alone. */
export function personWords(records: PlanRecords, worker: number): string {
  const row = indexRecords(records).workers.get(worker);
  if (!row) return 'Somebody no longer on record';
  return row.name === null ? row.ref : `${row.name} (${row.ref})`;
}

/** `1 post`, `2 posts`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${formatValue(n, 'number')} ${n === 1 ? one : many}`;
}
