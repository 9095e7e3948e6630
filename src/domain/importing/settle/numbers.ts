/** Settles how FTE and hours are read, and asks where the file does not show it. */
import { cellText, errorOf, saysNotKnown, type RawCell, type SheetRow } from '../cells.ts';
import type { FieldId, ImportKind, Mapping } from '../fields.ts';
import { decimalMarkOf, readNumber, type DecimalMark } from '../numbers.ts';
import { plainHeading } from '../synonyms.ts';
import type { QuestionBook } from '../question.ts';
import { cellsOf, type FoundCell } from '../rows/cellOf.ts';
import type { Settled } from './settled.ts';

const EXAMPLES = 3;
const NUMBERS: FieldId[] = ['fte', 'hours', 'standardHours'];
/** Where more of the column than this is above 1, it may not be FTE at all. */
const ABOVE_ONE = 0.2;

/** Settles every mapped column of numbers, and where FTE comes from when none is mapped. */
export function settleNumbers(
  rows: readonly SheetRow[],
  { kind, mapping }: { kind: ImportKind; mapping: Mapping },
  book: QuestionBook,
  settled: Settled,
): void {
  const cells = new Map(NUMBERS.map((field) => [field, cellsOf(rows, mapping, field)]));
  for (const field of NUMBERS) settleMark(field, cells.get(field) ?? [], book, settled);
  const fte = cells.get('fte') ?? [];
  if (mapping.fte !== undefined) settleScale(fte, kind, book, settled);
  const byHours =
    settled.fteScale === 'hours' || (mapping.fte === undefined && mapping.hours !== undefined);
  if (byHours && mapping.standardHours === undefined)
    settleStandardHours(rows.length, book, settled);
  const none = mapping.fte === undefined && mapping.hours === undefined;
  const needsFte = kind !== 'movements' && kind !== 'cohort';
  if (none && needsFte) settleFteForAll(rows.length, kind, book, settled);
}

function settleMark(
  field: FieldId,
  cells: readonly FoundCell[],
  book: QuestionBook,
  settled: Settled,
): void {
  const texts = cells.filter(({ cell }) => typeof cell === 'string');
  const shown = decimalMarkOf(texts.map(({ cell }) => cellText(cell)));
  settled.mark.set(field, shown === ',' ? ',' : '.');
  if (shown === '.' || shown === ',') return;
  const inDoubt = texts.filter(({ cell }) => /[.,]/.test(cellText(cell)));
  const answer = book.ask({
    id: `decimal-mark:${field}`,
    kind: 'decimal-mark',
    field,
    ask: `In “${book.heading(field)}”, what does the comma mean?`,
    why:
      shown === 'mixed'
        ? 'Some numbers of the column have a decimal comma and others a decimal point. Numbers that do not fit your answer are refused, row by row.'
        : 'Every number with a comma in the column could be read both ways.',
    examples: inDoubt.slice(0, EXAMPLES).map(({ row, cell }) => ({
      row,
      written: cellText(cell),
      readings: { '.': valueWords(cell, '.'), ',': valueWords(cell, ',') },
    })),
    options: [
      { value: '.', label: 'Thousands: 1,000 is one thousand' },
      { value: ',', label: 'Decimals: 1,000 is one' },
    ],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows: inDoubt.length,
  });
  if (answer === '.' || answer === ',') settled.mark.set(field, answer);
}

function valueWords(cell: RawCell, mark: DecimalMark): string {
  const read = readNumber(cellText(cell), mark);
  return read === null ? 'not a number' : String(read.value);
}

/** A cell's number as it stands; null when it is none or carries its own percent sign. */
function plainNumber(cell: RawCell, mark: DecimalMark): number | null {
  if (typeof cell === 'number') return cell;
  const text = cellText(cell);
  if (errorOf(cell) !== null || saysNotKnown(text)) return null;
  const read = readNumber(text, mark);
  return read === null || read.percent ? null : read.value;
}

function settleScale(
  cells: readonly FoundCell[],
  kind: ImportKind,
  book: QuestionBook,
  settled: Settled,
): void {
  const mark = settled.mark.get('fte') ?? '.';
  const heading = book.heading('fte');
  const percent = /\b(?:percent|pct|percentage)\b/.test(plainHeading(heading));
  const numbers = cells.flatMap(({ row, cell }) => {
    const value = plainNumber(cell, mark);
    return value === null ? [] : [{ row, cell, value }];
  });
  const above = numbers.filter(({ value }) => value > 1);
  const inDoubt =
    percent || (kind !== 'establishment' && above.length > numbers.length * ABOVE_ONE);
  if (!inDoubt || numbers.length === 0) return;
  const shown = above.length > 0 ? above : numbers;
  const answer = book.ask({
    id: 'fte-scale:fte',
    kind: 'fte-scale',
    field: 'fte',
    ask: `What are the numbers in “${heading}”?`,
    why: percent
      ? 'The heading speaks of percent, and the cells have no percent sign.'
      : 'Many are above 1, and one person’s FTE in one post is at most 1.',
    examples: shown.slice(0, EXAMPLES).map(({ row, cell, value }) => ({
      row,
      written: cellText(cell),
      readings: {
        'as-written': `${value} FTE`,
        percent: `${Number((value / 100).toPrecision(12))} FTE`,
        hours: `${value} hours a week`,
      },
    })),
    options: [
      { value: 'as-written', label: 'FTE as written' },
      { value: 'percent', label: 'Percent of full time: 60 is 0.6 FTE' },
      { value: 'hours', label: 'Hours a week' },
    ],
    input: 'choice',
    suggested: percent && above.some(({ value }) => value > 10) ? 'percent' : null,
    blocking: true,
    rows: shown.length,
  });
  if (answer === 'percent' || answer === 'hours') settled.fteScale = answer;
}

function settleStandardHours(rows: number, book: QuestionBook, settled: Settled): void {
  const answer = book.ask({
    id: 'standard-hours:hours',
    kind: 'standard-hours',
    field: 'hours',
    ask: 'How many hours a week is full time?',
    why: 'FTE is contracted hours divided by full-time hours, and the file does not give them.',
    examples: [],
    options: [],
    input: 'number',
    suggested: null,
    blocking: true,
    rows,
  });
  if (answer !== null) settled.standardHours = Number(answer);
}

function settleFteForAll(
  rows: number,
  kind: ImportKind,
  book: QuestionBook,
  settled: Settled,
): void {
  const answer = book.ask({
    id: 'fte-for-all:fte',
    kind: 'fte-for-all',
    field: 'fte',
    ask: `Is every ${kind === 'establishment' ? 'post' : 'person'} in the file full time, 1 FTE?`,
    why: 'No column gives FTE or hours. If there is one, say which it is instead.',
    examples: [],
    options: [{ value: '1', label: 'Yes, every row is 1 FTE' }],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows,
  });
  if (answer === '1') settled.fteForAll = 1;
}
