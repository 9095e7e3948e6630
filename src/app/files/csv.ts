/** CSV that a spreadsheet opens as it was meant: UTF-8, CRLF, and no cell that becomes a formula. */

import type { FileCell } from '../../domain/tableFile.ts';

/** Tells spreadsheets that the text is UTF-8; without it Excel reads Windows-1252. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Text a spreadsheet may take for a formula: one that starts with a tab or line break, or with a
 * formula's first character, after apostrophes and after what spreadsheets drop: spaces, control
 * characters (NUL among them) and marks that print nothing.
 */
const LOOKS_LIKE_FORMULA = /^'*(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/**
 * Puts an apostrophe before text that a spreadsheet might run as a formula.
 *
 * @example defuse('=1+1') is "'=1+1"; defuse('18 (further 1 in progress)') is unchanged.
 */
export function defuse(text: string): string {
  return LOOKS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** Takes {@link defuse}'s apostrophe off again: `undefuse(defuse(text))` is always `text`. */
export function undefuse(text: string): string {
  return text.startsWith("'") && LOOKS_LIKE_FORMULA.test(text) ? text.slice(1) : text;
}

function csvCell(cell: FileCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = defuse(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as CSV text, with a byte order mark and CRLF line ends. Text is defused; numbers are
 * written as they are, so a negative number stays a number.
 *
 * @example toCsv([['2020-21', 37, null]]) is the mark, then `2020-21,37,` and a line end.
 */
export function toCsv(rows: readonly (readonly FileCell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** CSV text as a file's content. */
export function csvBlob(rows: readonly (readonly FileCell[])[]): Blob {
  return new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' });
}
