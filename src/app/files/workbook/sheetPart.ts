/** The rows of one sheet of a workbook, cell by cell, within fixed bounds. */
import { isIsoDate, type IsoDate } from '../../../domain/calendar.ts';
import {
  MOST_CELLS,
  MOST_COLUMNS,
  MOST_ROWS,
  textCell,
  TOO_MANY_COLUMNS,
  type RawCell,
  type SheetRow,
} from '../../../domain/importing/cells.ts';
import { dateOfDayNumber } from '../../../domain/importing/dates.ts';
import { ImportRefusal } from '../../../domain/importing/refusal.ts';
import type { XmlHandlers } from '../xml.ts';
import type { Shown } from './numberFormat.ts';
import { isYes, unescapeText } from './parts.ts';

/** Columns with something in them, over all sheets. */
const MOST_COLUMNS_IN_ALL = 10_000;
/** Characters over all cells: as many as the largest file that is read has bytes. */
const MOST_CHARACTERS = 100_000_000;
/** The names that a list repeats make several times its packed size; one long text, millions. */
const MOST_CHARACTERS_A_BYTE = 20;
/** Beneath this any workbook is read, however small it packs. */
const NEVER_TOO_MANY_CHARACTERS = 20_000_000;
/** Titles, headings and totals beside the rows. */
const SPARE_ROWS = 500;
const LAST_ROW = 1_048_576;
const HOURS = 24;

export interface SheetOfWorkbook {
  texts: readonly string[];
  shown: readonly Shown[];
  /** The date of a day number; null outside the calendar. */
  dateOf: (day: number) => IsoDate | null;
}

const MOST_DATES = 100_000;

/** Dates by day number, each worked out once: a list has many cells and few different days. */
export function datesOf(from: '1900' | '1904'): SheetOfWorkbook['dateOf'] {
  const known = new Map<number, IsoDate | null>();
  return (day) => {
    const whole = Math.floor(day);
    const before = known.get(whole);
    if (before !== undefined) return before;
    if (known.size >= MOST_DATES) known.clear();
    const date = dateOfDayNumber(whole, from);
    known.set(whole, date);
    return date;
  };
}

/** Counts over all sheets of one file. A text that many cells share counts in each of them. */
export interface CellCount {
  /** Bytes of the packed file: what a small one can hold is less. */
  readonly packed: number;
  cells: number;
  columns: number;
  characters: number;
}

export interface SheetPart {
  handlers: XmlHandlers;
  rows: SheetRow[];
  /** True once enough rows have been read; the rest need not be. */
  isFull: () => boolean;
  hiddenRows: () => number;
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string | null;
  inline: string;
  formula: boolean;
}

export function sheetPart(of: SheetOfWorkbook, counted: CellCount): SheetPart {
  const rows: SheetRow[] = [];
  let number = 0;
  let hiddenRows = 0;
  let hidden = false;
  let cells: RawCell[] = [];
  let cell: OpenCell | null = null;
  let reading: 'value' | 'inline' | null = null;
  let aloud = false;
  let width = 0;

  function openRow(attributes: Readonly<Record<string, string>>): void {
    const written = attributes['r'] === undefined ? number + 1 : Number(attributes['r']);
    if (!Number.isInteger(written) || written <= number || written > LAST_ROW) {
      throw new ImportRefusal(
        `Row ${attributes['r'] ?? ''} of a sheet is out of its order: the workbook is damaged. Open it in Excel, save it again and choose that file.`,
      );
    }
    number = written;
    cells = [];
    hidden = isYes(attributes['hidden']);
  }

  function closeRow(): void {
    if (!cells.some((each) => each !== null)) return;
    rows.push({ number, cells });
    if (hidden) hiddenRows += 1;
  }

  function openCell(attributes: Readonly<Record<string, string>>): void {
    const column = attributes['r'] === undefined ? cells.length : columnOf(attributes['r']);
    cell = {
      column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? '0'),
      value: null,
      inline: '',
      formula: false,
    };
  }

  function closeCell(closed: OpenCell): void {
    const value = cellOf(closed, of);
    if (value === null) return;
    if (closed.column >= MOST_COLUMNS) throw new ImportRefusal(TOO_MANY_COLUMNS);
    if (closed.column < cells.length) {
      throw new ImportRefusal(
        `Cells of row ${number} are out of their order: the workbook is damaged. Open it in Excel, save it again and choose that file.`,
      );
    }
    count(closed.column, value);
    while (cells.length < closed.column) cells.push(null);
    cells.push(value);
  }

  function count(column: number, value: RawCell): void {
    counted.cells += column + 1 - cells.length;
    counted.columns += Math.max(0, column + 1 - width);
    width = Math.max(width, column + 1);
    if (typeof value === 'string') counted.characters += value.length;
    const beyond = tooMuch(counted);
    if (beyond === null) return;
    throw new ImportRefusal(
      `The workbook has more than ${beyond}, more than Tenure reads. Copy the rows and columns you need into a new workbook.`,
    );
  }

  const handlers: XmlHandlers = {
    open: (name, attributes) => {
      if (name === 'row') openRow(attributes);
      else if (name === 'c') openCell(attributes);
      else if (cell === null) return;
      else if (name === 'v') {
        reading = 'value';
        cell.value ??= '';
      } else if (name === 't') reading = aloud ? null : 'inline';
      else if (name === 'rPh') aloud = true;
      else if (name === 'f') cell.formula = true;
    },
    close: (name) => {
      if (name === 'row') closeRow();
      else if (name === 'c' && cell !== null) {
        closeCell(cell);
        cell = null;
      } else if (name === 'v' || name === 't') reading = null;
      else if (name === 'rPh') aloud = false;
    },
    text: (piece) => {
      if (cell === null || reading === null) return;
      if (reading === 'value') cell.value = (cell.value ?? '') + piece;
      else cell.inline += piece;
    },
  };
  return {
    handlers,
    rows,
    isFull: () => rows.length > MOST_ROWS + SPARE_ROWS,
    hiddenRows: () => hiddenRows,
  };
}

/** What there is too much of in a workbook, in words; null when it may be read. */
function tooMuch({ packed, cells, columns, characters }: CellCount): string | null {
  if (cells > MOST_CELLS) return '20 million cells';
  if (columns > MOST_COLUMNS_IN_ALL) return '10,000 columns over all its sheets';
  if (characters <= NEVER_TOO_MANY_CHARACTERS) return null;
  if (characters > packed * MOST_CHARACTERS_A_BYTE) {
    return `20 million characters in its cells, and ${MOST_CHARACTERS_A_BYTE} times its size`;
  }
  return characters > MOST_CHARACTERS ? '100 million characters in its cells' : null;
}

/** The column of an address: `A1` is 0, `AA7` is 26. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of address) {
    const place = letter.toUpperCase().charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column - 1;
}

const DAMAGED_CELL = { kind: 'error', text: 'a cell that cannot be read' } as const;

/** What a cell holds. A formula is its saved value; its own words are never looked at. */
function cellOf(cell: OpenCell, of: SheetOfWorkbook): RawCell {
  const { type, value, formula } = cell;
  if (type === 'inlineStr') return textCell(unescapeText(cell.inline));
  if (value === null || (value === '' && type !== 'str')) {
    return formula ? { kind: 'error', text: 'a formula saved without its value' } : null;
  }
  switch (type) {
    case 's':
      return /^\d+$/.test(value) ? sharedText(of.texts[Number(value)]) : DAMAGED_CELL;
    case 'str':
      return textCell(unescapeText(value));
    case 'b':
      return value === '1';
    case 'e':
      return { kind: 'error', text: value };
    case 'd':
      return isoCell(value);
    case 'n':
      return numberCell(Number(value), of.shown[cell.style] ?? 'number', of.dateOf);
    default:
      return DAMAGED_CELL;
  }
}

function sharedText(text: string | undefined): RawCell {
  return text === undefined ? DAMAGED_CELL : textCell(text);
}

function isoCell(value: string): RawCell {
  const day = value.slice(0, 10);
  return isIsoDate(day) ? { kind: 'date', date: day } : value;
}

function numberCell(value: number, shown: Shown, dateOf: SheetOfWorkbook['dateOf']): RawCell {
  if (!Number.isFinite(value)) return DAMAGED_CELL;
  if (shown === 'time') return { kind: 'time', hours: value * HOURS };
  if (shown === 'number') return value;
  const date = dateOf(value);
  // Day 0 is how a sheet shows an empty date; anything else outside the calendar is a number.
  return date === null ? (value === 0 ? null : value) : { kind: 'date', date };
}
