/** A sheet of raw cells, as it came out of a file and before anybody decided what it means. */
import { dateInWords, type IsoDate } from '../calendar.ts';

/** A cell a workbook itself holds as a date. */
export interface DateCell {
  kind: 'date';
  date: IsoDate;
}

/** A cell a workbook shows as a time: `37:30` is 37.5 hours. */
export interface TimeCell {
  kind: 'time';
  hours: number;
}

/** A formula that came to an error, or was saved without its value. */
export interface ErrorCell {
  kind: 'error';
  text: string;
}

/** Text is always text: a cell that starts with `=`, or holds a script, is words like any other. */
export type RawCell = string | number | boolean | null | DateCell | TimeCell | ErrorCell;

export interface SheetRow {
  /** As a spreadsheet counts, from 1. */
  number: number;
  cells: readonly RawCell[];
}

/** Which day a bare day number counts from; null in a text file, which does not say. */
export type DayNumbers = '1900' | '1904' | null;

export interface Sheet {
  name: string;
  /** Rows with something in them, in order. */
  rows: readonly SheetRow[];
  /** Text files can lose a separator, and then every later cell is one column out. */
  origin: 'text' | 'workbook';
  dayNumbers: DayNumbers;
  /** Hidden in the workbook. */
  hidden: boolean;
  /** Rows a filter hides in the workbook. They are read too. */
  hiddenRows: number;
  /** There were more rows than Tenure reads; the rows here are the first. */
  tooLong: boolean;
}

/** The most rows of one sheet that are read: 100,000, and room for titles and headings. */
export const MOST_ROWS = 100_000;

/** A list of people or posts is never wider; a sheet made to exhaust memory is. */
export const MOST_COLUMNS = 1000;
/** Places for cells in one file, blank ones between others included. */
export const MOST_CELLS = 20_000_000;

export const TOO_MANY_COLUMNS = `A sheet has more than ${MOST_COLUMNS} columns, more than any list of people or posts. Copy the columns you need into a new workbook.`;

/** The most characters a spreadsheet's cell can have. */
const LONGEST_CELL = 32_767;

/** A cell of text: blank as null, and longer than any spreadsheet's as an error. */
export function textCell(text: string): RawCell {
  if (text.length > LONGEST_CELL) {
    return { kind: 'error', text: 'a text longer than 32,767 characters' };
  }
  return text === '' ? null : text;
}

/** Blanks of every width, control characters, and marks that print nothing. */
const UNSEEN =
  '\\s\\p{Cc}\\u00a0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff';
/** What is not one plain space: a run of blanks, or one of another kind. */
const INVISIBLE = new RegExp(`[${UNSEEN}]{2,}|(?! )[${UNSEEN}]`, 'gu');
const VISIBLE = new RegExp(`[^${UNSEEN}]`, 'u');

/** Nearly every cell: nothing to clean, and quicker to see than to replace. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Text without stray spaces: line breaks, non-breaking and zero-width spaces become one space.
 *
 * @example `clean(' Team   A ')` is `'Team A'`
 */
export function clean(text: string): string {
  return CLEAN.test(text) ? text : text.replace(INVISIBLE, ' ').trim();
}

/** What a cell says, in words a person would recognise. */
export function cellText(cell: RawCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return clean(cell);
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (cell.kind === 'date') return dateInWords(cell.date);
  if (cell.kind === 'time') return hoursInWords(cell.hours);
  return cell.text;
}

function hoursInWords(hours: number): string {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export function isBlank(cell: RawCell): boolean {
  return cell === null || (typeof cell === 'string' && !VISIBLE.test(cell));
}

/** Spreadsheet errors as text files write them, and the hashes of a column too narrow. */
const ERROR_TEXT = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)$/i;

/** The error a cell holds, or null: `#N/A` is neither a value nor a blank. */
export function errorOf(cell: RawCell): string | null {
  if (cell !== null && typeof cell === 'object' && cell.kind === 'error') return cell.text;
  const text = typeof cell === 'string' ? clean(cell) : '';
  return ERROR_TEXT.test(text) ? text : null;
}

const NOT_GIVEN = /^(?:n\/a|n\.a\.?|not applicable|null|\(null\)|\(blank\)|-+|–|—|\.+)$/i;
const NOT_KNOWN = /^(?:na|none|tbc|tba|unknown|not known|not recorded|\?+|blank)$/i;

/** True when the words say that there is no value. Absent is never zero. */
export function saysNothing(text: string): boolean {
  return text === '' || NOT_GIVEN.test(text);
}

/** True when the words say that a number or date is not known. */
export function saysNotKnown(text: string): boolean {
  return saysNothing(text) || NOT_KNOWN.test(text);
}

/** The letters a spreadsheet gives a column: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}
