/** Cells of the workbooks Tenure writes: text that no spreadsheet runs, and dates it keeps. */
import type { Cell } from 'write-excel-file/universal';
import type { IsoDate } from '../../domain/calendar.ts';
import type { FileCell } from '../../domain/tableFile.ts';
import { defuse } from './csv.ts';

/** Excel counts days from 1900 and has a 29 February 1900 that never was. */
const FIRST_SAFE_DATE = '1900-03-01';

/**
 * Text as the format wants it: characters XML cannot hold, and text that only looks like an
 * escape, are written as `_xHHHH_` (ECMA-376 part 1, §22.9.2.19). Names every JavaScript
 * object has are written so too, since the library keeps its texts in one.
 */
export function escapeText(text: string): string {
  const escape = (characters: string) =>
    Array.from(
      { length: characters.length },
      (_, at) => `_x${characters.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}_`,
    ).join('');
  const escaped = text
    .replace(/_(?=x[0-9A-Fa-f]{4})/g, escape)
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/gu, escape);
  return escaped in Object.prototype ? escaped.replace(/^./s, escape) : escaped;
}

/** Text that could be taken for a formula is defused. */
export function textCell(text: string): Cell {
  return { value: escapeText(defuse(text)), type: String };
}

export function plainCell(cell: FileCell): Cell {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : textCell(cell);
}

/** A date as a date; as text where Excel has no such day, and empty where there is none. */
export function dateCell(date: IsoDate | null): Cell {
  if (date === null || date < FIRST_SAFE_DATE) return plainCell(date);
  return { value: new Date(`${date}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
}
