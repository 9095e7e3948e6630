/** One line of a file, read cell by cell. Every refusal names the row, the column and a remedy. */
import { readYearLabel, type IsoDate, type Year } from '../calendar.ts';
import { readDate } from '../cell/writtenDate.ts';
import { leadingNumber } from '../cell/writtenNumber.ts';
import { STATUSES, type Status } from '../figures.ts';
import { COLUMNS, STATUS_WORDS, type ColumnName, type FileCell } from '../tableFile.ts';

/** Why a file cannot be used: where, and what to do. */
export interface FileProblem {
  /** Counted as a spreadsheet counts, the headings included. */
  row: number;
  /** The column's heading, or null when it is the whole row. */
  column: string | null;
  message: string;
}

const EARLIEST: Year = 1990;
const LATEST: Year = 2100;
const LARGEST = 1_000_000;
const LONGEST_TEXT = 4000;
const LONGEST_NAME = 200;
const NOT_KNOWN = /^(?:tbc|n\/a|-|–|—)$/i;

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '');
}

export class CellReader {
  readonly row: number;
  private readonly cells: readonly FileCell[];
  private readonly columns: ReadonlyMap<ColumnName, number>;
  private readonly problems: FileProblem[];

  /**
   * @param row - the line's number as a spreadsheet counts
   * @param columns - where each column is
   * @param problems - the list refusals are added to
   */
  constructor(
    cells: readonly FileCell[],
    row: number,
    columns: ReadonlyMap<ColumnName, number>,
    problems: FileProblem[],
  ) {
    this.cells = cells;
    this.row = row;
    this.columns = columns;
    this.problems = problems;
  }

  /** Adds a problem of this row. */
  refuse(column: ColumnName, message: string): void {
    this.problems.push({ row: this.row, column: COLUMNS[column].heading, message });
  }

  private cell(column: ColumnName): FileCell {
    const index = this.columns.get(column);
    return index === undefined ? null : (this.cells[index] ?? null);
  }

  /** A cell's text without the spaces around it; '' when it is blank. */
  trimmed(column: ColumnName): string {
    return String(this.cell(column) ?? '').trim();
  }

  /** Free text exactly as it stands, spaces and line breaks included. */
  exactly(column: ColumnName): string {
    const text = String(this.cell(column) ?? '');
    if (text.length <= LONGEST_TEXT) return text;
    this.refuse(column, 'The text is longer than 4,000 characters. Shorten it.');
    return '';
  }

  /** A name: one line of at most 200 characters. Null when refused, '' when blank. */
  name(column: ColumnName): string | null {
    const text = this.trimmed(column);
    if (text.length > LONGEST_NAME) {
      this.refuse(column, 'The name is longer than 200 characters. Shorten it.');
      return null;
    }
    if (/[\r\n\0]/.test(text)) {
      this.refuse(column, 'The name has a line break in it. Keep it on one line.');
      return null;
    }
    return text;
  }

  /** The year; null when refused. */
  year(): Year | null {
    const written = this.trimmed('year');
    const year = readYearLabel(written);
    if (year !== null && year >= EARLIEST && year <= LATEST) return year;
    this.refuse(
      'year',
      written === ''
        ? 'There is no year. Write it as 2021-22.'
        : `“${written}” is not a year from 1990-91 to 2100-01. Write it as 2021-22.`,
    );
    return null;
  }

  /** A date the line must have; null when refused. Two-digit years are read beside `near`. */
  date(column: ColumnName, near: Year): IsoDate | null {
    const date = this.dateOrBlank(column, near);
    if (date === '') {
      this.refuse(
        column,
        column === 'asAt'
          ? 'There is no date. Write the date the figure was taken, for example 12/11/2021.'
          : 'There is no date. Write the date the target was set, for example 01/05/2021.',
      );
      return null;
    }
    return date;
  }

  /** A date as ISO text, '' when the cell is blank, or null when refused. */
  dateOrBlank(column: ColumnName, near: Year): IsoDate | null {
    const written = this.trimmed(column);
    if (written === '') return '';
    const date = readDate(written, near);
    if (date === null) {
      this.refuse(
        column,
        `“${written}” is not a date. Write day, month and year, for example 12/11/2021.`,
      );
    }
    return date;
  }

  /** A number, null when the cell is blank or says tbc, undefined when refused. */
  number(column: ColumnName, percent: boolean): number | null | undefined {
    const cell = this.cell(column);
    const written = this.trimmed(column);
    if (written === '' || NOT_KNOWN.test(written)) return null;
    const value = typeof cell === 'number' ? cell : this.toNumber(column, written, percent);
    if (value === undefined) return undefined;
    if (Number.isFinite(value) && Math.abs(value) <= LARGEST) return value === 0 ? 0 : value;
    this.refuse(column, `“${written}” is too large. Write a number of at most 1,000,000.`);
    return undefined;
  }

  private toNumber(column: ColumnName, written: string, percent: boolean): number | undefined {
    if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(written)) return Number(written);
    const read = leadingNumber(written);
    if (read !== null && read.rest.trim() === '') {
      if (!read.percent || percent) return read.value;
      this.refuse(column, `“${written}” is a percentage in a row that is not. Leave the % out.`);
      return undefined;
    }
    this.refuse(
      column,
      `“${written}” is not a number. Write the number alone, and any words in As written or Note. Leave it blank for a figure that is not known.`,
    );
    return undefined;
  }

  /** A whole number of 0 or more, null when blank, undefined when refused. */
  whole(column: ColumnName): number | null | undefined {
    const value = this.number(column, false);
    if (value === undefined || value === null) return value;
    if (Number.isInteger(value) && value >= 0) return value;
    this.refuse(column, `“${this.trimmed(column)}” is not a whole number of 0 or more.`);
    return undefined;
  }

  /** The quarter, null for the whole year, undefined when refused. */
  quarter(): 1 | 2 | 3 | 4 | null | undefined {
    const written = this.trimmed('quarter').replace(/^(?:q|quarter)\s*/i, '');
    if (written === '') return null;
    if (written === '1') return 1;
    if (written === '2') return 2;
    if (written === '3') return 3;
    if (written === '4') return 4;
    this.refuse('quarter', `“${written}” is not a quarter. Write 1 to 4, or leave it blank.`);
    return undefined;
  }

  /**
   * A reading's status; null when refused.
   *
   * @param unread - the value was refused already, so a missing one is no second problem
   */
  status(value: number | null, unread = false): Status | null {
    const written = this.trimmed('status');
    if (written === '') return value === null ? 'tbc' : 'actual';
    const status = STATUSES.find((known) => plain(known) === plain(written));
    if (status === undefined) {
      const known = STATUSES.map((each) => STATUS_WORDS[each]).join(', ');
      this.refuse('status', `“${written}” is not a status. Write one of ${known}.`);
      return null;
    }
    return unread || this.hasValue(value, status) ? status : null;
  }

  /** A target's status; null when refused. `unread` as for {@link CellReader.status}. */
  targetStatus(value: number | null, unread = false): 'set' | 'tbc' | null {
    const written = plain(this.trimmed('status'));
    if (written === '') return value === null ? 'tbc' : 'set';
    if (written !== 'set' && written !== 'tbc') {
      this.refuse('status', `“${written}” is not a target’s status. Write Set or tbc.`);
      return null;
    }
    return unread || this.hasValue(value, written) ? written : null;
  }

  private hasValue(value: number | null, status: Status | 'set'): boolean {
    if (value !== null || status === 'tbc') return true;
    this.refuse('value', 'There is no value. Write a number, or tbc in Status.');
    return false;
  }

  /** True for yes, y, x and true. */
  yes(column: ColumnName): boolean {
    return /^(?:yes|y|x|true|1)$/i.test(this.trimmed(column));
  }
}
