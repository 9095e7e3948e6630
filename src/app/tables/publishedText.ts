/** Lines of a published table as a PDF viewer copies them: a name, then figures parted by spaces. */
import { readYearLabel } from '../../domain/calendar.ts';

const YEAR = /\d{4}\s?[-/–]\s?\d{2}(?:\d{2})?(?!\d)/g;

/**
 * One figure as papers write it: `104`, `12.5%`, `45 @ 12.11.21`, `38-tbc`, `–`, `n/a`,
 * `18 (Further 1 in progress)`; `tbc` takes the words after it, up to the next figure's start.
 */
const FIGURE =
  /(?:tbc\b(?: [a-z][^\d%]*(?:\b20\d\d\b)?)?|n\/a|[-–—](?= |$)|[-−]?\d[\d,]*(?:\.\d+)?%?(?: ?-? ?tbc\b(?: [a-z][^\d%]*(?:\b20\d\d\b)?)?)?(?: ?@ ?[\d./]+)?(?: ?\([^)]*\))?)(?= |$)/gi;

export interface PublishedRows {
  rows: string[][];
  /** Lines whose figures cannot be told apart by year, each with why and what to do. */
  unread: { written: string; why: string }[];
}

/**
 * The cells of such lines, one row a line, its first cell the name; null when the lines
 * do not look like a table (then each line is a cell of its own).
 *
 * A first line of years says how many figures each line must have: a line with another
 * number of them is unread, since a figure could land in the wrong year.
 */
export function publishedRows(lines: readonly string[]): PublishedRows | null {
  const filled = lines.filter((line) => line !== '');
  const years = (filled[0]?.match(YEAR) ?? [])
    .map((label) => label.replace(/\s/g, ''))
    .filter((label) => readYearLabel(label) !== null);
  if (years.length >= 2) return underYears(years, filled.slice(1));
  const split = filled.map(splitLine);
  if (split.length === 0 || split.some((row) => row.figures.length < 2)) return null;
  const named = split.some((row) => row.name !== '');
  return {
    rows: split.map((row) => (named ? [row.name, ...row.figures] : row.figures)),
    unread: [],
  };
}

function underYears(years: string[], lines: readonly string[]): PublishedRows {
  const rows: string[][] = [['', ...years]];
  const unread: PublishedRows['unread'] = [];
  for (const written of lines) {
    const { name, figures } = splitLine(written);
    if (figures.length === years.length) rows.push([name, ...figures]);
    else {
      const count = figures.length === 1 ? '1 figure' : `${figures.length} figures`;
      const why = `This line has ${count} for ${years.length} years. Put a tab between the figures, and leave a gap for a missing one.`;
      unread.push({ written, why });
    }
  }
  return { rows, unread };
}

/** A line's name and figures: the figures are the longest run of them that ends the line. */
function splitLine(line: string): { name: string; figures: string[] } {
  const found = [...line.matchAll(FIGURE)];
  let start = line.length;
  let first = found.length;
  while (first > 0) {
    const figure = found[first - 1];
    if (figure === undefined) break;
    const end = figure.index + figure[0].length;
    if (line.slice(end, start).trim() !== '') break;
    start = figure.index;
    first -= 1;
  }
  return {
    name: line.slice(0, start).trim(),
    figures: found.slice(first).map((figure) => figure[0].trim()),
  };
}
