/** CSV as other programs write it: any usual encoding, any usual separator. */
import Papa from 'papaparse';
import type { FileCell } from '../../domain/tableFile.ts';
import { undefuse } from './csv.ts';
import { decode } from './decode.ts';
import { separatorOf } from './separator.ts';

/** Excel's own first line, `sep=;`, which names the separator and is no row. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/**
 * Reads CSV, semicolon or tab separated text into rows, taking {@link undefuse}'s apostrophes
 * off. Every cell is text; a blank one is null.
 */
export function readCsv(bytes: Uint8Array): FileCell[][] {
  const decoded = decode(bytes).text;
  const named = SEPARATOR_LINE.exec(decoded);
  const text = named ? decoded.slice(named[0].length) : decoded;
  const parsed = Papa.parse<string[]>(text, { delimiter: named?.[1] ?? separatorOf(text) });
  return parsed.data.map((row) => row.map((cell) => (cell === '' ? null : undefuse(cell))));
}
