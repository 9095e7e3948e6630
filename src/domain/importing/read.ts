/** From a sheet and the choices made about it to rows, questions, problems and what was skipped. */
import type { Year } from '../calendar.ts';
import type { Sheet, SheetRow } from './cells.ts';
import { MOST_ROWS } from './cells.ts';
import { columnsOf, type Column } from './columns.ts';
import { cellText } from './cells.ts';
import { missingFields, type FieldId, type ImportKind, type Mapping } from './fields.ts';
import { findHeader, splitAtHeader, type HeaderPlace } from './header.ts';
import { ProblemList, type ImportProblem } from './problems.ts';
import { QuestionBook, type Answers, type Question } from './question.ts';
import { ImportRefusal } from './refusal.ts';
import { cellOf } from './rows/cellOf.ts';
import {
  classifyRows,
  fieldsOfKind,
  refuseRagged,
  SkipList,
  type BlockMark,
  type Skipped,
} from './rows/classify.ts';
import {
  isVacantPost,
  readAgency,
  readCohortMember,
  readEstablishment,
  readMovements,
  readPerson,
  readVacantPost,
} from './rows/kinds.ts';
import { RepeatFinder } from './rows/repeats.ts';
import { RowReader, type ReadingOf } from './rows/rowReader.ts';
import type { ImportRow, VacantPost } from './rows/types.ts';
import { settleBlocks } from './settle/blocks.ts';
import { settleDates } from './settle/dates.ts';
import { settleLeaving } from './settle/leaving.ts';
import { settleNumbers } from './settle/numbers.ts';
import { newSettled, type Settled } from './settle/settled.ts';
import { NEEDED_WORD, settleWords } from './settle/words.ts';

/** What the person importing has chosen. */
export interface ReadChoices {
  kind: ImportKind;
  /** Null: where the headings were found. */
  header: HeaderPlace | null;
  mapping: Mapping;
  answers: Answers;
  /** Two-digit years are read near to it: the current year. */
  near: Year;
}

export interface ReadResult {
  kind: ImportKind;
  /** Empty while `open` has questions. */
  rows: ImportRow[];
  /** Empty posts of a list of people. */
  vacantPosts: VacantPost[];
  /** Every question, answered ones included, so that an answer can be changed. */
  questions: Question[];
  /** Questions without whose answers nothing is read. */
  open: Question[];
  problems: ImportProblem[];
  /** All problems, beyond those listed. */
  problemCount: number;
  /** Rows that are not imported because of a problem. */
  refused: number;
  skipped: Skipped[];
  /** What was done that a reader should know, in sentences. */
  notes: string[];
  /** Rows under the headings that are neither blank nor skipped. */
  dataRows: number;
}

/** Rows read between two looks at progress and cancel. */
const SLICE = 500;

/**
 * Reads a sheet in steps; each step yields the share done, 0 to 1.
 *
 * @throws ImportRefusal when the sheet is too long, has no rows, or lacks a needed column.
 */
export function* readSteps(sheet: Sheet, choices: ReadChoices): Generator<number, ReadResult> {
  const { columns, data, headings, mapping, headerEnd } = prepare(sheet, choices);
  const { kind } = choices;
  const skipped = new SkipList();
  const problems = new ProblemList();
  const notes: string[] = [];
  const classified = classifyRows(data, { kind, mapping, headings, headerEnd }, skipped);
  yield 0.1;
  const rows = refuseRagged(sheet, classified.data, columns, problems);
  const book = new QuestionBook(choices.answers, columns, mapping);
  const settled = newSettled(choices.near);
  const about = { kind, mapping, marks: classified.marks, dayNumbers: sheet.dayNumbers };
  settleBlocks(rows, about, book, settled, notes);
  settleNumbers(rows, about, book, settled);
  yield 0.2;
  settleDates(rows, about, book, settled);
  // What an empty post says of a person's contract or codes is never read, so never asked about.
  const holders =
    kind === 'establishment' ? rows : rows.filter((row) => !isVacantPost(row, mapping));
  settleWords(holders, about, book, settled);
  settleLeaving(holders, about, book, settled);
  yield 0.3;
  const open = book.open();
  const result: ReadResult = {
    kind,
    rows: [],
    vacantPosts: [],
    questions: book.questions,
    open,
    problems: problems.problems,
    problemCount: 0,
    refused: 0,
    skipped: [],
    notes,
    dataRows: classified.data.length,
  };
  if (open.length === 0) {
    const reading = {
      mapping,
      headings: headingsOf(columns, mapping),
      settled,
      problems,
      openEnds: { count: 0 },
    };
    yield* readAll(rows, { kind, marks: classified.marks, reading, skipped }, result);
    if (reading.openEnds.count > 0) {
      notes.push(
        `On ${counted(reading.openEnds.count)} the end date was one such as 31/12/9999, and was read as no end.`,
      );
    }
  }
  if (sheet.hiddenRows > 0) {
    notes.push(
      `The workbook hides ${counted(sheet.hiddenRows)}, for example by a filter. They were read too.`,
    );
  }
  return {
    ...result,
    problemCount: problems.count,
    refused: problems.refused,
    skipped: skipped.list(),
  };
}

/** The whole of {@link readSteps} at once. */
export function readSheet(sheet: Sheet, choices: ReadChoices): ReadResult {
  const steps = readSteps(sheet, choices);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const counted = (rows: number) => (rows === 1 ? 'one row' : `${rows} rows`);

function prepare(sheet: Sheet, choices: ReadChoices) {
  if (sheet.tooLong) {
    throw new ImportRefusal(
      `“${sheet.name}” has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Split it into smaller files and import them one after the other.`,
    );
  }
  const place = choices.header ?? findHeader(sheet.rows);
  if (place === null)
    throw new ImportRefusal(`“${sheet.name}” is empty. Choose another sheet or file.`);
  const { headings, data } = splitAtHeader(sheet.rows, place);
  const columns = columnsOf(headings, data);
  const mapping = fieldsOfKind(choices.kind, choices.mapping);
  const missing = missingFields(choices.kind, mapping);
  if (missing.length > 0) {
    throw new ImportRefusal(`Say which column holds: ${missing.join('; ')}.`);
  }
  return { columns, data, headings, mapping, headerEnd: place.row + place.rows - 1 };
}

function headingsOf(columns: readonly Column[], mapping: Mapping): Map<FieldId, string> {
  const byIndex = new Map(columns.map(({ index, heading }) => [index, heading]));
  return new Map(
    Object.entries(mapping).map(([field, index]) => [field as FieldId, byIndex.get(index) ?? '']),
  );
}

interface Reading {
  kind: ImportKind;
  marks: readonly BlockMark[];
  reading: ReadingOf;
  skipped: SkipList;
}

function* readAll(
  rows: readonly SheetRow[],
  about: Reading,
  result: ReadResult,
): Generator<number> {
  const { reading, kind } = about;
  const block = new Block(about.marks, reading.settled, reading.mapping);
  const repeats = new RepeatFinder(reading.problems);
  const word = NEEDED_WORD[kind];
  for (let at = 0; at < rows.length; at += 1) {
    if (at % SLICE === 0) yield 0.3 + (0.7 * at) / rows.length;
    const row = rows[at]!;
    const reader = new RowReader(row, block.carriedTo(row), reading);
    if (kind !== 'establishment') {
      const vacant = readVacantPost(reader);
      if (vacant !== null) {
        about.skipped.add('vacant', row.number);
        result.vacantPosts.push(vacant);
        continue;
      }
    }
    if (word !== undefined && reader.isLeftOut(word)) {
      about.skipped.add('left-out', row.number);
      continue;
    }
    for (const read of readRow(reader, kind, reading.settled)) {
      if (repeats.keep(read)) result.rows.push(read);
    }
  }
}

const READERS = {
  establishment: readEstablishment,
  people: (reader: RowReader, settled: Settled) => readPerson(reader, settled.basisForAll),
  agency: readAgency,
  cohort: readCohortMember,
};

function readRow(reader: RowReader, kind: ImportKind, settled: Settled): ImportRow[] {
  if (kind === 'movements') return readMovements(reader, settled.basisForAll);
  const row = READERS[kind](reader, settled);
  return row === null ? [] : [row];
}

/** The team and service that the rows of a block share. */
class Block {
  private readonly marks: readonly BlockMark[];
  private readonly settled: Settled;
  private readonly mapping: Mapping;
  private next = 0;
  private carried: Partial<Record<FieldId, string>> = {};

  constructor(marks: readonly BlockMark[], settled: Settled, mapping: Mapping) {
    this.marks = marks;
    this.settled = settled;
    this.mapping = mapping;
  }

  /** What the row takes from the rows above it. A total ends a block. */
  carriedTo(row: SheetRow): Partial<Record<FieldId, string>> {
    for (
      let mark = this.marks[this.next];
      mark && mark.row < row.number;
      mark = this.marks[this.next]
    ) {
      this.next += 1;
      if ('ends' in mark) this.carried = { ...this.carried, team: undefined };
      else this.enter(mark.field, mark.text);
    }
    for (const field of this.settled.fill) {
      const text = cellText(cellOf(row, this.mapping, field));
      if (text !== '') this.enter(field, text);
    }
    return this.carried;
  }

  /** A new service begins: its teams are not the last one's. */
  private enter(field: FieldId, text: string): void {
    if (!this.settled.fill.has(field)) return;
    this.carried =
      field === 'service' && this.carried.service !== text
        ? { service: text }
        : { ...this.carried, [field]: text };
  }
}
