/** A text file as one sheet of raw cells: CSV with any usual separator. */
import Papa from 'papaparse';
import {
  MOST_CELLS,
  MOST_COLUMNS,
  MOST_ROWS,
  textCell,
  TOO_MANY_COLUMNS,
  type Sheet,
  type SheetRow,
} from '../../domain/importing/cells.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import { undefuse } from './csv.ts';
import type { DecodedText } from './decode.ts';
import { separatorOf } from './separator.ts';

export interface TextSheet {
  sheet: Sheet;
  separator: string;
  /** What a reader should know of the file, in sentences. */
  notes: string[];
}

/** Excel's own first line, `sep=;`, which names the separator and is no row. */
const SEPARATOR_LINE = /^sep=(.)\n/i;
const SPARE_ROWS = 500;
const LISTED = 5;

/**
 * Reads CSV text.
 *
 * @throws ImportRefusal when a quotation mark is never closed, or there are too many columns or cells.
 */
export function readTextSheet({ text, cutShort }: DecodedText, name: string): TextSheet {
  // Every kind of line end becomes one: files joined from two programs have both.
  const lines = text.replace(/\r\n?/g, '\n');
  const named = SEPARATOR_LINE.exec(lines);
  const body = named ? lines.slice(named[0].length) : lines;
  const separator = named?.[1] ?? separatorOf(body);
  refuseTooMany(body, separator);
  const parsed = Papa.parse<string[]>(body, {
    delimiter: separator,
    newline: '\n',
    preview: MOST_ROWS + SPARE_ROWS,
  });
  const unclosed = parsed.errors.find(({ code }) => code === 'MissingQuotes');
  if (unclosed) {
    throw new ImportRefusal(
      `A quotation mark in row ${(unclosed.row ?? 0) + 1} is never closed, so everything after it would be read as one cell. The file may have been cut short. Export it again, or save it as an Excel workbook.`,
    );
  }
  const notes = [];
  if (cutShort)
    notes.push('The file ends in the middle of a character: it may have been cut short.');
  if (text.includes('\ufffd')) {
    notes.push('Some characters of the file could not be read. They are shown as �.');
  }
  const loose = parsed.errors.filter(({ code }) => code === 'InvalidQuotes');
  if (loose.length > 0) {
    const rows = [...new Set(loose.map(({ row }) => (row ?? 0) + 1))].slice(0, LISTED);
    notes.push(
      `Quotation marks inside a cell are not doubled, on row ${rows.join(', ')}${loose.length > LISTED ? ' and others' : ''}. Look whether these rows were read rightly.`,
    );
  }
  return {
    sheet: {
      name,
      rows: rowsOf(parsed.data),
      origin: 'text',
      dayNumbers: null,
      hidden: false,
      hiddenRows: 0,
      tooLong: parsed.meta.truncated,
    },
    separator,
    notes,
  };
}

function rowsOf(data: readonly string[][]): SheetRow[] {
  const rows: SheetRow[] = [];
  data.forEach((cells, at) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    rows.push({
      number: at + 1,
      cells: withinColumns(cells).map((cell) => textCell(undefuse(cell))),
    });
  });
  return rows;
}

/** A sheet formatted far to the right is saved with as many separators, which is no harm. */
function withinColumns(cells: readonly string[]): readonly string[] {
  if (cells.length <= MOST_COLUMNS) return cells;
  const beyond = cells.slice(MOST_COLUMNS);
  if (beyond.some((cell) => cell.trim() !== '')) throw new ImportRefusal(TOO_MANY_COLUMNS);
  return cells.slice(0, MOST_COLUMNS);
}

function refuseTooMany(text: string, separator: string): void {
  let cells = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    cells += 1;
    if (cells > MOST_CELLS) {
      throw new ImportRefusal(
        'The file has more than 20 million cells, more than Tenure reads. Split it into smaller files.',
      );
    }
  }
}
