/** A block of cells as the clipboard carries it, for Excel, Word and e-mail. */
import { parse } from 'papaparse';
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

/** Rows of cells as tab-separated text and as an HTML table. */
export function writeClipboard(rows: readonly (readonly string[])[]): ClipboardBlock {
  const html = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('');
  return {
    text: rows.map((row) => row.map(quoted).join('\t')).join('\r\n'),
    html: `<table><tbody>${html}</tbody></table>`,
  };
}

/**
 * Rows of cells from pasted text: tab-separated from Excel or Word, or lines of a
 * published table copied from a PDF, where spaces part the columns. A single line
 * without tabs is one cell.
 */
export function readClipboard(text: string): PublishedRows {
  const trimmed = text.replace(/[\r\n]+$/, '');
  if (trimmed.includes('\t')) {
    const { data } = parse<string[]>(trimmed, { delimiter: '\t' });
    return { rows: data.map((row) => row.map(oneLine)), unread: [] };
  }
  // Excel quotes a cell that holds a line break, even alone.
  if (/^"[^"]*(?:""[^"]*)*"$/.test(trimmed)) {
    return { rows: [[oneLine(trimmed.slice(1, -1).replaceAll('""', '"'))]], unread: [] };
  }
  const lines = trimmed.split(/\r\n|\r|\n/).map(oneLine);
  const published = lines.length > 1 ? publishedRows(lines) : null;
  return published ?? { rows: lines.map((line) => [line]), unread: [] };
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}
