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
  const found = headings.filter(
    ({ text, own }) => KNOWN.has(plainHeading(text)) || KNOWN.has(plainHeading(own)),
  );
  return new Set(found.map(({ text }) => plainHeading(text))).size;
}

interface Candidate {
  place: HeaderPlace;
  known: number;
  filled: number;
}

function candidate(rows: readonly SheetRow[]): Candidate | null {
  const [first] = rows;
  if (first === undefined || rows.some(({ cells }) => cells.some(isData))) return null;
  const headings = headingsOf(rows).filter(({ text }) => text !== '');
  return {
    place: { row: first.number, rows: rows.length === 2 ? 2 : 1 },
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

/** Two rows are headings only together: they name more than either does alone. */
function both(first: SheetRow, second: SheetRow | undefined): Candidate | null {
  if (second?.number !== first.number + 1) return null;
  const two = candidate([first, second]);
  const alone = Math.max(candidate([first])?.known ?? 0, candidate([second])?.known ?? 0);
  return two !== null && two.known > alone ? two : null;
}

/**
 * Finds the headings. When no row has two known headings, it is the first of the rows that
 * fill most of the columns; the user can always say otherwise. Null when there are no rows.
 */
export function findHeader(rows: readonly SheetRow[]): HeaderPlace | null {
  const look = rows.slice(0, LOOK_IN);
  let best: Candidate | null = null;
  look.forEach((row, at) => {
    best = better(best, better(candidate([row]), both(row, look[at + 1])));
  });
  const found = best as Candidate | null;
  return found && found.known >= ENOUGH_KNOWN ? found.place : fullest(look);
}

function fullest(rows: readonly SheetRow[]): HeaderPlace | null {
  const filled = (row: SheetRow) => row.cells.filter((cell) => !isBlank(cell)).length;
  const most = Math.max(0, ...rows.map(filled));
  const row = rows.find((each) => filled(each) * 2 >= most && filled(each) > 1) ?? rows[0];
  return row === undefined ? null : { row: row.number, rows: 1 };
}

/** The headings at a place, the rows under them, and the words above. */
export function splitAtHeader(
  rows: readonly SheetRow[],
  place: HeaderPlace,
): { headings: Heading[]; data: SheetRow[]; above: string[] } {
  const last = place.row + place.rows - 1;
  const words = ({ cells }: SheetRow) => cells.map(headingText).filter((text) => text !== '');
  return {
    headings: headingsOf(rows.filter(({ number }) => number >= place.row && number <= last)),
    data: rows.filter(({ number }) => number > last),
    above: rows.filter(({ number }) => number < place.row).map((row) => words(row).join(' ')),
  };
}
