/** The columns of a sheet, with what a person needs to recognise each. */
import { cellText, columnLetters, isBlank, type RawCell, type SheetRow } from './cells.ts';
import { plainHeading } from './synonyms.ts';

export interface Column {
  index: number;
  /** As a spreadsheet names it: A, B, … */
  letters: string;
  /** The heading; “Column F” where a column has cells and no heading. */
  heading: string;
  /** The lower part of a heading of two rows; else the same. */
  own: string;
  /** False for a column that the file gives no heading. */
  headed: boolean;
  /** Cells with something in them. */
  filled: number;
  /** The first three different cells of the first thousand, as a person would read them. */
  samples: string[];
}

const SAMPLES = 3;
/** Samples are looked for in so many cells: a column may say the same in all of them. */
const LOOK_IN = 1000;
const LONGEST_SAMPLE = 60;

/** No heading is longer; a file made to exhaust a reader compares longer ones with every row. */
const LONGEST_HEADING = 200;

/** A cell as a heading: one line of text. */
export function headingText(cell: RawCell | undefined): string {
  return cellText(cell ?? null).slice(0, LONGEST_HEADING);
}

/** A heading, and its own part of it where a group's heading stands above. */
export interface Heading {
  text: string;
  own: string;
}

/** The headings of one row, or of two: a group's heading stands over the cells to its right. */
export function headingsOf(rows: readonly SheetRow[]): Heading[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const [top, bottom] = rows;
  let group = '';
  return Array.from({ length: width }, (_, at) => {
    const above = headingText(top?.cells[at]);
    if (bottom === undefined) return { text: above, own: above };
    if (above !== '') group = above;
    const below = headingText(bottom.cells[at]);
    if (below === '') return { text: above, own: above };
    return { text: group === '' || group === below ? below : `${group} ${below}`, own: below };
  });
}

/** The columns that have a heading or cells; blank ones at the end or between are left out. */
export function columnsOf(headings: readonly Heading[], rows: readonly SheetRow[]): Column[] {
  const seen = new Map<string, number>();
  const columns = headings.map(({ text, own }, index) => {
    const count = (seen.get(text.toLowerCase()) ?? 0) + 1;
    seen.set(text.toLowerCase(), count);
    return newColumn(index, text === '' || count === 1 ? text : `${text} (${count})`, own);
  });
  for (const { cells } of rows) {
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? null;
      if (isBlank(cell)) continue;
      while (columns.length <= at) columns.push(newColumn(columns.length, '', ''));
      addCell(columns[at]!, cell);
    }
  }
  return columns.filter((column) => column.headed || column.filled > 0);
}

function newColumn(index: number, heading: string, own: string): Column {
  const letters = columnLetters(index);
  return {
    index,
    letters,
    heading: heading === '' ? `Column ${letters}` : heading,
    own,
    headed: heading !== '',
    filled: 0,
    samples: [],
  };
}

function addCell(column: Column, cell: RawCell): void {
  column.filled += 1;
  if (column.samples.length >= SAMPLES || column.filled > LOOK_IN) return;
  const sample = cellText(cell).slice(0, LONGEST_SAMPLE);
  if (!column.samples.includes(sample)) column.samples.push(sample);
}

/** What a remembered mapping is kept under: the file's headings, whatever their order. */
export function headerKey(columns: readonly Column[]): string {
  return columns
    .filter(({ headed }) => headed)
    .map(({ heading }) => plainHeading(heading))
    .sort()
    .join('|');
}
