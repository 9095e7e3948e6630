/** Settles whether a blank team or service is the row above's: files often name it once a block. */
import { cellText, isBlank, type SheetRow } from '../cells.ts';
import { FIELDS, FIELDS_OF, type FieldId, type ImportKind, type Mapping } from '../fields.ts';
import type { QuestionBook } from '../question.ts';
import { cellOf } from '../rows/cellOf.ts';
import type { BlockMark } from '../rows/classify.ts';
import type { Settled } from './settled.ts';

const BLOCK_FIELDS = ['cohort', 'service', 'team'] as const;
/** Fewer blanks than this share, in a column that repeats its names, are missing names. */
const FEW = 0.05;
const EXAMPLES = 3;

interface Blanks {
  rows: SheetRow[];
  /** Rows with a name of their own. */
  named: number;
  /** Rows that repeat the name of the row above: then a blank is no sign of a block. */
  repeats: number;
  firstFilled: boolean;
  /** A row of its own names a block. */
  headed: boolean;
}

function blanksOf(
  rows: readonly SheetRow[],
  marks: readonly BlockMark[],
  mapping: Mapping,
  field: FieldId,
): Blanks {
  const blank: SheetRow[] = [];
  let repeats = 0;
  let before = '';
  for (const row of rows) {
    const text = cellText(cellOf(row, mapping, field));
    if (text === '') blank.push(row);
    else if (text === before) repeats += 1;
    before = text;
  }
  const first = rows[0];
  const headed = marks.some((mark) => 'field' in mark && mark.field === field);
  return {
    rows: blank,
    named: rows.length - blank.length,
    repeats,
    headed,
    firstFilled: headed || (first !== undefined && !isBlank(cellOf(first, mapping, field))),
  };
}

/** Settles the block columns; what is carried down without asking is said in `notes`. */
export function settleBlocks(
  rows: readonly SheetRow[],
  about: { kind: ImportKind; mapping: Mapping; marks: readonly BlockMark[] },
  book: QuestionBook,
  settled: Settled,
  notes: string[],
): void {
  for (const field of BLOCK_FIELDS) {
    if (!FIELDS_OF[about.kind].includes(field) || about.mapping[field] === undefined) continue;
    const blanks = blanksOf(rows, about.marks, about.mapping, field);
    if (blanks.rows.length === 0 || !blanks.firstFilled) continue;
    // A leaver or a change of hours needs no team: its blank is the team they are in.
    if (about.kind === 'movements' && !blanks.headed) continue;
    // In a cohort's list a team left blank is mostly one not known yet, so it is always asked.
    // Elsewhere a few blanks among names that happen not to repeat may be names that are missing.
    const onlyAsk = about.kind === 'cohort';
    const inBlocks = blanks.headed || blanks.rows.length * 2 >= blanks.named;
    if (blanks.repeats === 0 && inBlocks && !onlyAsk) {
      settled.fill.add(field);
      notes.push(
        `${FIELDS[field].label} is written once for each block. On ${blanks.rows.length === 1 ? 'one row' : `${blanks.rows.length} rows`} it was taken from the rows above.`,
      );
    } else if (onlyAsk || blanks.repeats === 0 || blanks.rows.length >= rows.length * FEW) {
      askAbout(field, blanks, book, settled);
    }
  }
}

function askAbout(field: FieldId, blanks: Blanks, book: QuestionBook, settled: Settled): void {
  const label = FIELDS[field].label.toLowerCase();
  const answer = book.ask({
    id: `fill-down:${field}`,
    kind: 'fill-down',
    field,
    ask: `Where “${book.heading(field)}” is blank, is it the same as on the row above?`,
    why: `Some rows have a ${label} and others leave it blank.`,
    examples: blanks.rows
      .slice(0, EXAMPLES)
      .map((row) => ({ row: row.number, written: '', readings: {} })),
    options: [
      { value: 'fill', label: 'Yes, the same as above' },
      { value: 'missing', label: `No, the ${label} is missing there` },
    ],
    input: 'choice',
    suggested: null,
    blocking: true,
    rows: blanks.rows.length,
  });
  if (answer === 'fill') settled.fill.add(field);
}
