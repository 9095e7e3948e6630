/** The rows of one sheet of a workbook, cell by cell, within fixed bounds. */
import { isIsoDate } from '../../../domain/calendar.ts';
import {
  MOST_ROWS,
  textCell,
  type RawCell,
  type SheetRow,
} from '../../../domain/importing/cells.ts';
import { dateOfDayNumber } from '../../../domain/importing/dates.ts';
import { ImportRefusal } from '../../../domain/importing/refusal.ts';
import type { XmlHandlers } from '../xml.ts';
import type { Shown } from './numberFormat.ts';
import { isYes, unescapeText } from './parts.ts';

/** A list of people or posts is never wider; a sheet made to exhaust memory is. */
const MOST_COLUMNS = 1000;
/** Places for cells in one file, blank ones between others included. */
export const MOST_CELLS = 20_000_000;
/** Titles, headings and totals beside the rows. */
const SPARE_ROWS = 500;
const LAST_ROW = 1_048_576;
const HOURS = 24;

export interface SheetOfWorkbook {
  texts: readonly string[];
  shown: readonly Shown[];
  from1904: boolean;
}

/** Counts cells over all sheets of one file. */
export interface CellCount {
  cells: number;
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
    if (closed.column >= MOST_COLUMNS || closed.column < cells.length) {
      throw new ImportRefusal(
        closed.column >= MOST_COLUMNS
          ? `A sheet has more than ${MOST_COLUMNS} columns, more than any list of people or posts. Copy the columns you need into a new workbook.`
          : `Cells of row ${number} are out of their order: the workbook is damaged. Open it in Excel, save it again and choose that file.`,
      );
    }
    counted.cells += closed.column + 1 - cells.length;
    if (counted.cells > MOST_CELLS) {
      throw new ImportRefusal(
        'The workbook has more than 20 million cells, more than Tenure reads. Copy the rows you need into a new workbook.',
      );
    }
    while (cells.length < closed.column) cells.push(null);
    cells.push(value);
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
      return numberCell(Number(value), of.shown[cell.style] ?? 'number', of.from1904);
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

function numberCell(value: number, shown: Shown, from1904: boolean): RawCell {
  if (!Number.isFinite(value)) return DAMAGED_CELL;
  if (shown === 'time') return { kind: 'time', hours: value * HOURS };
  if (shown === 'number') return value;
  const date = dateOfDayNumber(value, from1904 ? '1904' : '1900');
  // Day 0 is how a sheet shows an empty date; anything else outside the calendar is a number.
  return date === null ? (value === 0 ? null : value) : { kind: 'date', date };
}
