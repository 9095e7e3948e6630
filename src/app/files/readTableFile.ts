/** A CSV or XLSX file as a table of figures, told apart by content. Runs in a worker. */
import { MOST_ROWS, type RawCell, type Sheet } from '../../domain/importing/cells.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import { FIGURES_SHEET, type FileCell } from '../../domain/tableFile.ts';
import { looksLikeTable, readTable, type AboutFile } from '../../domain/tableFile/read.ts';
import { undefuse } from './csv.ts';
import { readCsv } from './readCsv.ts';
import { MAX_FILE_BYTES, TOO_LARGE, refused, type TableFileRead } from './tableFileRead.ts';
import { readWorkbook } from './workbook/readWorkbook.ts';
import { isZip } from './zip.ts';

const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a file of figures.
 *
 * @returns the table, or why not: one message about the file, and the cells to correct
 */
export async function readTableFile(bytes: Uint8Array, about: AboutFile): Promise<TableFileRead> {
  if (bytes.length === 0) return refused('The file is empty.');
  if (bytes.length > MAX_FILE_BYTES) return TOO_LARGE;
  if (startsWith(bytes, OLD_EXCEL)) {
    return refused(
      'This is a workbook of Excel 97 to 2003, or one with a password. Open it in Excel, save it as “Excel Workbook (.xlsx)” without a password, and choose that file.',
    );
  }
  if (startsWith(bytes, PDF)) {
    return refused(
      'This is a PDF. Copy the figures from it and paste them into the Targets page, or choose a CSV or Excel file.',
    );
  }
  const rows = isZip(bytes) ? await figuresOf(bytes) : readCsv(bytes);
  if (typeof rows === 'string') return refused(rows);
  const read = readTable(rows, about);
  if (read.ok) return read;
  const count = read.problems.length;
  const message =
    count === 1
      ? 'Nothing was imported. There is one thing to correct in the file.'
      : `Nothing was imported. There are ${count} things to correct in the file.`;
  return { ok: false, problems: read.problems, message };
}

/** The rows of the sheet with the figures, or why there are none. */
async function figuresOf(bytes: Uint8Array): Promise<FileCell[][] | string> {
  try {
    const sheets = await readWorkbook(bytes);
    const tables = sheets.map((sheet) => ({ sheet: sheet.name, rows: everyRow(sheet) }));
    const figures =
      tables.find((each) => each.sheet === FIGURES_SHEET && looksLikeTable(each.rows)) ??
      tables.find((each) => looksLikeTable(each.rows)) ??
      tables[0];
    return figures?.rows ?? [];
  } catch (error) {
    if (error instanceof ImportRefusal) return error.message;
    throw error;
  }
}

/** Rows as a spreadsheet counts them, blank ones included. */
function everyRow(sheet: Sheet): FileCell[][] {
  const rows: FileCell[][] = [];
  for (const { number, cells } of sheet.rows) {
    if (number > MOST_ROWS) break;
    while (rows.length < number - 1) rows.push([]);
    rows.push(cells.map(toFileCell));
  }
  return rows;
}

function toFileCell(cell: RawCell): FileCell {
  if (cell === null || typeof cell === 'number') return cell;
  if (typeof cell === 'string') return undefuse(cell);
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (cell.kind === 'date') return cell.date;
  // An error stays readable as one, so that it is refused rather than taken for a blank.
  return cell.kind === 'time' ? cell.hours : cell.text;
}
