/** Where the cells of a pasted block go: by position, or by the years and row names pasted with them. */
import { readYearLabel, yearLabel, type Year } from '../../domain/calendar.ts';
import type { Measure } from '../../domain/figures.ts';
import type { CellKind } from '../../domain/readCell.ts';

/** The table as a paste sees it. */
export interface PasteTable {
  measures: readonly Measure[];
  years: readonly Year[];
  startMonth: number;
}

/** The cell the paste starts at, by index. */
export interface PasteStart {
  kind: CellKind;
  measure: number;
  column: number;
}

export interface PlacedCell {
  measure: Measure;
  year: Year;
  written: string;
}

/** Something pasted that has no place or cannot be read: which, where, why, and what to do. */
export interface PasteProblem {
  where: string;
  written: string;
  why: string;
}

export interface PlacedBlock {
  cells: PlacedCell[];
  /** Blank pasted cells: what is in the table stays. */
  blanks: number;
  problems: PasteProblem[];
}

/** Places rows of cells; what falls outside the table is a problem, never dropped in silence. */
export function placeBlock(
  rows: readonly (readonly string[])[],
  start: PasteStart,
  table: PasteTable,
): PlacedBlock {
  const header = headerYears(rows[0] ?? []);
  const body = (header ? rows.slice(1) : rows).filter((row) => row.some((cell) => cell !== ''));
  const named = namesFirst(body, header, table);
  const placed: PlacedBlock = { cells: [], blanks: 0, problems: [] };
  body.forEach((row, index) => {
    const measure = named
      ? measureNamed(row[0] ?? '', table)
      : table.measures[start.measure + index];
    const from = named ? 1 : 0;
    row.forEach((written, at) => {
      if (at < from) return;
      if (written === '') placed.blanks += 1;
      else placeCell(written, at, measure);
    });

    function placeCell(written: string, at: number, row_: Measure | undefined): void {
      const year = header ? header[at] : table.years[start.column + at - from];
      const place = { measure: row_, year, name: named ? (row[0] ?? '') : null };
      const why = whyNoPlace(place, table);
      const where = whereOf(place, table);
      if (why !== null) placed.problems.push({ where, written, why });
      else if (row_ && year !== undefined && year !== null) {
        placed.cells.push({ measure: row_, year, written });
      }
    }
  });
  return placed;
}

interface Sought {
  measure: Measure | undefined;
  year: Year | null | undefined;
  /** The row name pasted, or null when rows go by position. */
  name: string | null;
}

function whyNoPlace({ measure, year, name }: Sought, table: PasteTable): string | null {
  if (measure === undefined) {
    return name === null
      ? 'The block has more rows than the table from here down. Start higher up, or add rows first.'
      : 'No row of the table has this name. Rename it to match, or add the row first.';
  }
  if (year === undefined || year === null) {
    return 'The block has more columns than the table has years from here. Start further left, or add a year first.';
  }
  return table.years.includes(year)
    ? null
    : 'This year is not in the plan. Add the year first, or leave the column out.';
}

function whereOf({ measure, year, name }: Sought, table: PasteTable): string {
  const row = measure?.label ?? (name === null ? 'Below the last row' : `“${name}”`);
  const column =
    year === undefined || year === null ? 'after the last year' : yearLabel(year, table.startMonth);
  return `${row}, ${column}`;
}

/** The year of each column where the first row holds years, written as `2021-22`; else null. */
function headerYears(row: readonly string[]): (Year | null)[] | null {
  const years = row.map((cell) => (/^\d{4}\s*[-/–]/.test(cell) ? readYearLabel(cell) : null));
  // The first cell may name the column of row names: "Measure", "Year".
  const allYears = row.every((cell, at) => at === 0 || cell === '' || years[at] !== null);
  return allYears && years.some((year) => year !== null) ? years : null;
}

/** True when the block's first column holds row names. */
function namesFirst(
  body: readonly (readonly string[])[],
  header: readonly (Year | null)[] | null,
  table: PasteTable,
): boolean {
  if (header) return header[0] === null;
  return body.some((row) => row.length > 1 && measureNamed(row[0] ?? '', table) !== undefined);
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();
}

/** The row a pasted name means: the same words, whatever their case and punctuation. */
function measureNamed(name: string, table: PasteTable): Measure | undefined {
  const sought = plain(name);
  return sought === ''
    ? undefined
    : table.measures.find((measure) => plain(measure.label) === sought);
}
