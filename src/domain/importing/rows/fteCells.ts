/** FTE of a row: as written, or contracted hours by full-time hours. */
import { ONE_FTE, type Millionths } from '../../records/types.ts';
import { cellText, errorOf, saysNotKnown, type RawCell } from '../cells.ts';
import { FIELDS, type FieldId, type Mapping } from '../fields.ts';
import { readHoursAndMinutes, readNumber, type NumberRead } from '../numbers.ts';
import type { Severity } from '../problems.ts';
import type { Settled } from '../settle/settled.ts';

/** FTE written, and FTE from hours, may differ by rounding. */
const ROUNDING = 0.006;
const HOURS_OF_A_WEEK = 168;

/** What is needed of a row. */
interface FteRow {
  readonly refused: boolean;
  cell: (field: FieldId) => RawCell;
  problem: (field: FieldId, why: string, remedy: string, severity: Severity) => void;
}

interface FteColumns {
  mapping: Mapping;
  settled: Settled;
}

/** Null: the row does not say. `undefined`: it was refused. */
type Found<Value> = Value | null | undefined;

/**
 * FTE in millionths, from the FTE written or else hours by full-time hours. Where a row gives
 * both and they differ, the FTE is used and the difference said.
 *
 * @param most - the most FTE the row may have
 */
export function readFte(row: FteRow, columns: FteColumns, most: number): Found<Millionths> {
  const { settled, mapping } = columns;
  if (settled.fteForAll !== null) return settled.fteForAll * ONE_FTE;
  const written = writtenFte(row, columns);
  const worked = written === undefined || row.refused ? undefined : fteOfHours(row, columns);
  if (written === undefined || worked === undefined) return undefined;
  const value = written ?? worked;
  if (value === null) return null;
  if (value < 0 || value > most) {
    const field = written === null && mapping.hours !== undefined ? 'hours' : 'fte';
    refuseFte(row, field, value, most);
    return undefined;
  }
  if (written !== null && worked !== null && Math.abs(written - worked) > ROUNDING) {
    row.problem(
      'fte',
      `Contracted hours make ${Number(worked.toFixed(3))} FTE. The FTE as written was used.`,
      'Correct the one that is wrong.',
      'question',
    );
  }
  return Math.round(value * ONE_FTE);
}

function numberOf(row: FteRow, field: FieldId, { settled }: FteColumns): Found<NumberRead> {
  const cell = row.cell(field);
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, percent: false };
  if (typeof cell === 'object' && cell.kind === 'time')
    return { value: cell.hours, percent: false };
  const text = cellText(cell);
  const error = errorOf(cell);
  const usable = error === null && typeof cell === 'string';
  if (usable && saysNotKnown(text)) return null;
  const hours = usable && FIELDS[field].type === 'hours' ? readHoursAndMinutes(text) : null;
  if (hours !== null) return { value: hours, percent: false };
  const read = usable ? readNumber(text, settled.mark.get(field) ?? '.') : null;
  if (read !== null) return read;
  row.problem(
    field,
    error === null ? 'It cannot be read as a number.' : `The cell holds an error, ${error}.`,
    'Write the number alone, for example 0.6 or 37.',
    'refuses-row',
  );
  return undefined;
}

function writtenFte(row: FteRow, columns: FteColumns): Found<number> {
  const { settled, mapping } = columns;
  if (mapping.fte === undefined || settled.fteScale === 'hours') return null;
  const read = numberOf(row, 'fte', columns);
  if (read === null || read === undefined) return read;
  return read.percent || settled.fteScale === 'percent' ? read.value / 100 : read.value;
}

function fteOfHours(row: FteRow, columns: FteColumns): Found<number> {
  const { settled, mapping } = columns;
  const field = settled.fteScale === 'hours' && mapping.fte !== undefined ? 'fte' : 'hours';
  const hours = numberOf(row, field, columns);
  if (hours === null || hours === undefined) return hours;
  const standard =
    mapping.standardHours === undefined
      ? settled.standardHours
      : (numberOf(row, 'standardHours', columns)?.value ?? null);
  if (row.refused) return undefined;
  if (hours.percent || hours.value < 0 || hours.value > HOURS_OF_A_WEEK) {
    const why = 'It is not a number of hours in a week.';
    row.problem(field, why, 'Write hours a week, for example 36.', 'refuses-row');
    return undefined;
  }
  if (standard !== null && standard > 0) return hours.value / standard;
  // Hours beside an FTE are only a check, which needs the full-time hours.
  if (mapping.fte !== undefined && field === 'hours') return null;
  const why = 'There are no full-time hours to compare with.';
  row.problem('standardHours', why, 'Write the full-time hours, for example 36.', 'refuses-row');
  return undefined;
}

function refuseFte(row: FteRow, field: FieldId, value: number, most: number): void {
  const refuse = (why: string, remedy: string) => row.problem(field, why, remedy, 'refuses-row');
  const shown = Number(value.toFixed(3));
  if (value < 0) refuse('It is below zero.', 'Write 0 or more.');
  else if (most === 1) {
    refuse(
      `It makes ${shown} FTE, and one person’s FTE in one post is at most 1.`,
      'Write a second post as a row of its own, or correct the number.',
    );
  } else refuse(`It makes ${shown} FTE, too many for one line.`, 'Correct the number.');
}
