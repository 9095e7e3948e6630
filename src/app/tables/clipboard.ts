/** A block of cells as the clipboard carries it, for Excel, Word and e-mail. */
import { parse } from 'papaparse';
import { defuse, undefuse } from '../files/csv.ts';
import { publishedRows, type PublishedRows } from './publishedText.ts';

export interface ClipboardBlock {
  /** Tab-separated, quoted as Excel quotes. */
  text: string;
  html: string;
}

function quoted(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function escaped(cell: string): string {
  return cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A negative figure, which a spreadsheet is to take for the number it is. */
const NEGATIVE = /^-\d+(?:\.\d+)?%?$/;

/**
 * Rows of cells as tab-separated text and as an HTML table. Text that a spreadsheet might run as
 * a formula is defused, as in a file.
 */
export function writeClipboard(written: readonly (readonly string[])[]): ClipboardBlock {
  const rows = written.map((row) => row.map((cell) => (NEGATIVE.test(cell) ? cell : defuse(cell))));
  const html = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('');
  return {
    text: rows.map((row) => row.map(quoted).join('\t')).join('\r\n'),
    html: `<table><tbody>${html}</tbody></table>`,
  };
}

/** The published table of a hundred rows and twenty years takes a fifth of it. */
const LONGEST_PASTE = 200_000;
/** A line of a published table is shorter: telling its figures apart takes its length squared. */
const LONGEST_LINE = 1000;

/** Text without the line ends after it. */
function withoutLastEnds(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\r' || text[end - 1] === '\n')) end -= 1;
  return text.slice(0, end);
}

/**
 * Rows of cells from pasted text: tab-separated from Excel or Word, or lines of a
 * published table copied from a PDF, where spaces part the columns. A single line
 * without tabs is one cell. Text too long for the table is unread as a whole.
 */
export function readClipboard(text: string): PublishedRows {
  if (text.length > LONGEST_PASTE) {
    const why =
      'More than 200,000 characters were pasted, more than the table holds. Copy only the rows and years you need.';
    return { rows: [], unread: [{ written: oneLine(text.slice(0, 60)), why }] };
  }
  const trimmed = withoutLastEnds(text);
  if (trimmed.includes('\t')) {
    const { data } = parse<string[]>(trimmed, { delimiter: '\t' });
    return { rows: data.map((row) => row.map(oneLine)), unread: [] };
  }
  // Excel quotes a cell that holds a line break, even alone.
  if (/^"[^"]*(?:""[^"]*)*"$/.test(trimmed)) {
    return { rows: [[oneLine(trimmed.slice(1, -1).replaceAll('""', '"'))]], unread: [] };
  }
  const lines = trimmed.split(/\r\n|\r|\n/).map(oneLine);
  const short = lines.every((line) => line.length <= LONGEST_LINE);
  const published = lines.length > 1 && short ? publishedRows(lines) : null;
  return published ?? { rows: lines.map((line) => [line]), unread: [] };
}

function oneLine(cell: string): string {
  return undefuse(cell.replace(/\s+/g, ' ').trim());
}
