/** Finds the row of headings: under title rows, of one row or two, or where the user says. */
import { isBlank, type RawCell, type SheetRow } from './cells.ts';
import { headingText, headingsOf, type Heading } from './columns.ts';
import { FIELDS_OF, IMPORT_KINDS } from './fields.ts';
import { looksNumeric } from './numbers.ts';
import { plainHeading, synonymsOf } from './synonyms.ts';

/** Where the headings are: the row as a spreadsheet counts, and how many rows they take. */
export interface HeaderPlace {
  row: number;
  rows: 1 | 2;
}

/** How far down headings are looked for. */
const LOOK_IN = 40;
/** A row of headings needs this many of them to be known words. */
const ENOUGH_KNOWN = 2;

/** Columns Tenure has no use for, but that show a row to be headings. */
const UNUSED =
  'grade|cost centre|cost center|cost code|salary|line manager|manager|date of birth|headcount|' +
  'gender|agency|supplier|hourly rate|notes|comments|email|vacant fte|variance|location';

const KNOWN = new Set([
  ...UNUSED.split('|'),
  ...IMPORT_KINDS.flatMap((kind) =>
    FIELDS_OF[kind].flatMap((field) => synonymsOf(kind, field).map(({ words }) => words)),
  ),
]);

/** Something that stands in a table and never in its headings. */
function isData(cell: RawCell): boolean {
  if (cell === null) return false;
  if (typeof cell !== 'string') return true;
  return looksNumeric(cell) || /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(cell.trim());
}

/** How many different headings are words Tenure knows. */
function known(headings: readonly Heading[]): number {
  const found = new Set<string>();
  for (const { text, own } of headings) {
    const plain = plainHeading(text);
    if (KNOWN.has(plain) || (own !== text && KNOWN.has(plainHeading(own)))) found.add(plain);
  }
  return found.size;
}

interface Candidate {
  place: HeaderPlace;
  known: number;
  filled: number;
}

function candidate(rows: readonly [SheetRow] | readonly [SheetRow, SheetRow]): Candidate {
  const headings = headingsOf(rows).filter(({ text }) => text !== '');
  return {
    place: { row: rows[0].number, rows: rows.length },
    known: known(headings),
    filled: headings.length,
  };
}

/** The better of two: more known headings, then more headings, then the one further up. */
function better(one: Candidate | null, other: Candidate | null): Candidate | null {
  if (one === null || other === null) return one ?? other;
  return other.known > one.known || (other.known === one.known && other.filled > one.filled)
    ? other
    : one;
}

/** A row that may be headings, and what it would be as such by itself. */
interface Possible {
  row: SheetRow;
  alone: Candidate;
}

function possible(row: SheetRow): Possible | null {
  return row.cells.some(isData) ? null : { row, alone: candidate([row]) };
}

/** Two rows are headings only together: they name more than either does alone. */
function both(first: Possible, second: Possible | null): Candidate | null {
  if (second?.row.number !== first.row.number + 1) return null;
  const two = candidate([first.row, second.row]);
  return two.known > Math.max(first.alone.known, second.alone.known) ? two : null;
}

/**
 * Finds the headings. When no row has two known headings, it is the first of the rows that
 * fill most of the columns; the user can always say otherwise. Null when there are no rows.
 */
export function findHeader(rows: readonly SheetRow[]): HeaderPlace | null {
  const look = rows.slice(0, LOOK_IN);
  const rowsOfWords = look.map(possible);
  let best: Candidate | null = null;
  for (const [at, first] of rowsOfWords.entries()) {
    if (first === null) continue;
    best = better(best, better(first.alone, both(first, rowsOfWords[at + 1] ?? null)));
  }
  return best && best.known >= ENOUGH_KNOWN ? best.place : fullest(look);
}

function fullest(rows: readonly SheetRow[]): HeaderPlace | null {
  const filled = (row: SheetRow) => row.cells.filter((cell) => !isBlank(cell)).length;
  const most = Math.max(0, ...rows.map(filled));
  const row = rows.find((each) => filled(each) * 2 >= most && filled(each) > 1) ?? rows[0];
  return row === undefined ? null : { row: row.number, rows: 1 };
}

/** The headings at a place, the rows under them, and the words of the rows just above. */
export function splitAtHeader(
  rows: readonly SheetRow[],
  place: HeaderPlace,
): { headings: Heading[]; data: SheetRow[]; above: string[] } {
  const last = place.row + place.rows - 1;
  const words = ({ cells }: SheetRow) => cells.map(headingText).filter((text) => text !== '');
  return {
    headings: headingsOf(rows.filter(({ number }) => number >= place.row && number <= last)),
    data: rows.filter(({ number }) => number > last),
    above: rows
      .filter(({ number }) => number < place.row)
      .slice(-LOOK_IN)
      .map((row) => words(row).join(' ')),
  };
}
