/** One data row, read field by field. Every refusal names the column, the words and a remedy. */
import { addDays, type IsoDate } from '../../calendar.ts';
import type { Millionths } from '../../records/types.ts';
import {
  cellText,
  errorOf,
  saysNothing,
  saysNotKnown,
  type RawCell,
  type SheetRow,
} from '../cells.ts';
import { codeOf, isListType, optionsOf } from '../codeWords.ts';
import { meansNoEnd } from '../dates.ts';
import { FIELDS, type FieldId, type Mapping } from '../fields.ts';
import type { ProblemList, Severity } from '../problems.ts';
import type { Settled } from '../settle/settled.ts';
import { LEAVE_BLANK, LEAVE_ROWS_OUT, wordKey, wordOf } from '../settle/words.ts';
import { cellOf } from './cellOf.ts';
import { readDateCell } from './dateCell.ts';
import { readFte } from './fteCells.ts';

const LONGEST_NAME = 200;
const LONGEST_REF = 60;
/** Beyond this a spreadsheet no longer keeps every digit of a number. */
const EXACT_DIGITS = 1e15;
const SWE_NUMBER = /^[A-Za-z]{2}\d{10}$/;

/** What all rows of one reading share. */
export interface ReadingOf {
  mapping: Mapping;
  headings: ReadonlyMap<FieldId, string>;
  settled: Settled;
  problems: ProblemList;
  /** Dates such as 31/12/9999, read as no end. */
  openEnds: { count: number };
}

export class RowReader {
  readonly row: number;
  private readonly of: ReadingOf;
  private readonly cells: SheetRow;
  private readonly carried: Partial<Record<FieldId, string>>;

  /** @param carried - the team and service of the block the row stands in */
  constructor(cells: SheetRow, carried: Partial<Record<FieldId, string>>, of: ReadingOf) {
    this.row = cells.number;
    this.cells = cells;
    this.carried = carried;
    this.of = of;
  }

  /** True once the row has been refused. */
  get refused(): boolean {
    return this.of.problems.isRefused(this.row);
  }

  cell(field: FieldId): RawCell {
    return cellOf(this.cells, this.of.mapping, field);
  }

  /** What a cell says, for a problem. */
  written(field: FieldId): string {
    return cellText(this.cell(field));
  }

  problem(field: FieldId, why: string, remedy: string, severity: Severity): void {
    const column = this.of.headings.get(field) ?? FIELDS[field].label;
    const written = this.written(field);
    this.of.problems.add({ row: this.row, column, written, why, remedy, severity });
  }

  /** Text of one line; null when blank, absent or refused. */
  text(field: FieldId, severity: Severity = 'question'): string | null {
    const cell = this.cell(field);
    const error = errorOf(cell);
    if (error !== null) {
      this.problem(
        field,
        `The cell holds an error, ${error}.`,
        'Correct the formula or write the value.',
        severity,
      );
      return null;
    }
    if (cell !== null && typeof cell === 'object') {
      this.problem(
        field,
        `Excel has made a ${cell.kind} of it.`,
        'Format the column as text and write the value again.',
        severity,
      );
      return null;
    }
    if (typeof cell === 'number' && Math.abs(cell) >= EXACT_DIGITS) {
      this.problem(
        field,
        'It is a number too long for Excel to keep every digit.',
        'Format the column as text and export the values again.',
        severity,
      );
      return null;
    }
    const text = cellText(cell);
    if (saysNothing(text)) return this.carried[field] ?? null;
    const most = FIELDS[field].type === 'ref' ? LONGEST_REF : LONGEST_NAME;
    if (text.length <= most) return text;
    this.problem(field, `It is longer than ${most} characters.`, 'Shorten it.', severity);
    return null;
  }

  /** Text the row cannot do without. */
  needed(field: FieldId): string | null {
    const text = this.text(field, 'refuses-row');
    if (text !== null || this.refused) return text;
    this.problem(
      field,
      'It is blank.',
      `Write the ${FIELDS[field].label.toLowerCase()}, or leave the row out of the file.`,
      'refuses-row',
    );
    return null;
  }

  /** “Jo Ahmed”, from one column or two. */
  personName(): string | null {
    const parts = [this.text('forename'), this.text('name')].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(' ').slice(0, LONGEST_NAME);
  }

  sweNumber(): string | null {
    const text = this.text('sweNumber');
    if (text === null || saysNotKnown(text)) return null;
    const number = text.replace(/\s/g, '');
    if (SWE_NUMBER.test(number)) return number.toUpperCase();
    this.problem(
      'sweNumber',
      'It is not a Social Work England number, and was left out.',
      'A number is two letters and ten digits, for example SW0000000001.',
      'question',
    );
    return null;
  }

  /** A date, or null when blank or refused. A date that cannot be read refuses the row. */
  date(field: FieldId, severity: Severity = 'refuses-row'): IsoDate | null {
    const read = readDateCell(this.cell(field), field, this.of.settled);
    if (!read.ok) {
      this.problem(field, read.why, read.remedy, severity);
      return null;
    }
    if (read.date === null || !meansNoEnd(read.date)) return read.date;
    if (/^(?:to|fundedTo|absenceTo)$/.test(field)) {
      this.of.openEnds.count += 1;
      return null;
    }
    this.problem(field, 'It is a date too far ahead to be right.', 'Correct the year.', severity);
    return null;
  }

  /** The date of a movement: of a leaver, the last day worked. */
  movementDate(leaves: boolean): IsoDate | null {
    const date = this.date('date');
    return date !== null && leaves && this.of.settled.dayAfter.has('date')
      ? addDays(date, -1)
      : date;
  }

  neededDate(field: FieldId): IsoDate | null {
    const date = this.date(field);
    if (date === null && !this.refused) {
      this.problem(
        field,
        'There is no date.',
        'Write day, month and year, for example 12/11/2021.',
        'refuses-row',
      );
    }
    return date;
  }

  /** The end of a spell; one before its start refuses the row. */
  endDate(field: FieldId, start: IsoDate | null): IsoDate | null {
    const end = this.date(field);
    if (end === null || start === null || end >= start) return end;
    this.problem(
      field,
      'It is before the start date.',
      'Correct one of the two dates.',
      'refuses-row',
    );
    return null;
  }

  /** A code's value; null when blank or not settled. */
  code(field: FieldId): string | null {
    const { type } = FIELDS[field];
    const cell = this.cell(field);
    if (!isListType(type)) return null;
    if (errorOf(cell) !== null) {
      this.problem(
        field,
        `The cell holds an error, ${cellText(cell)}.`,
        'Correct the formula or write the value.',
        'question',
      );
      return null;
    }
    const written = wordOf(cellText(cell));
    const known = written === '' ? null : codeOf(type, written);
    if (known !== null) return known;
    const said = this.of.settled.words.get(wordKey(field, written));
    if (said === LEAVE_BLANK || said === LEAVE_ROWS_OUT) return null;
    if (said !== undefined || written === '') return said ?? null;
    this.problem(
      field,
      'It is none of the words Tenure knows for this column, and was left blank.',
      `Say what it means, or write one of: ${optionsOf(type)
        .slice(0, 4)
        .map(({ label }) => label)
        .join(', ')}.`,
      'question',
    );
    return null;
  }

  /** True when the rows that say this word are to be left out. */
  isLeftOut(field: FieldId): boolean {
    const said = this.of.settled.words.get(wordKey(field, wordOf(this.written(field))));
    return said === LEAVE_ROWS_OUT;
  }

  numberedCode(field: FieldId): number | null {
    const code = this.code(field);
    return code === null ? null : Number(code);
  }

  /**
   * FTE in millionths, from the FTE written or else hours by full-time hours.
   * Null when the row gives neither, `undefined` when refused.
   */
  fte(most: number): Millionths | null | undefined {
    return readFte(this, this.of, most);
  }

  neededFte(most: number): Millionths | null {
    const fte = this.fte(most);
    if (fte !== null && fte !== undefined) return fte;
    if (fte === null) {
      const field = this.of.mapping.fte === undefined ? 'hours' : 'fte';
      this.problem(
        field,
        'There is no FTE and there are no hours.',
        'Write one of them. Zero hours is 0.',
        'refuses-row',
      );
    }
    return null;
  }
}
