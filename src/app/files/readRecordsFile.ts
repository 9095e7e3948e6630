/** A file of records, whatever it really is: sheets to map, a statutory return, or DfE's file. */
import {
  looksLikeBenchmark,
  readBenchmark,
  type BenchmarkFile,
} from '../../domain/importing/benchmark.ts';
import type { Sheet } from '../../domain/importing/cells.ts';
import type { CswwDocument } from '../../domain/importing/csww/document.ts';
import { CswwReader } from '../../domain/importing/csww/read.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import { decode, type DecodedText } from './decode.ts';
import { sniffBytes, sniffText } from './sniff.ts';
import { readTextSheet } from './textSheet.ts';
import { readWorkbook } from './workbook/readWorkbook.ts';
import { readElements } from './xml.ts';

/** What was found in the bytes, for a person: “CSV, Windows-1252, semicolons”. */
export type FileContent =
  | { what: 'sheets'; format: string; sheets: Sheet[]; notes: string[] }
  | { what: 'return'; format: string; document: CswwDocument; notes: string[] }
  | { what: 'benchmark'; format: string; benchmark: BenchmarkFile; notes: string[] };

export type OnProgress = (share: number) => void;

const SEPARATOR_WORDS: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/**
 * Reads a file by its content; its name only names its sheet.
 *
 * @param onProgress - hears the share read, 0 to 1
 * @throws ImportRefusal, and nothing else, with words for the screen.
 */
export async function readRecordsFile(
  bytes: Uint8Array,
  name: string,
  onProgress: OnProgress = () => undefined,
): Promise<FileContent> {
  try {
    return sniffBytes(bytes) === 'workbook'
      ? fromSheets(await readWorkbook(bytes, onProgress), 'Excel workbook', [])
      : fromText(decode(bytes), name, onProgress);
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    throw new ImportRefusal(
      'The file could not be read. Check that it opens in Excel, save it again and try again.',
    );
  }
}

function fromSheets(sheets: Sheet[], format: string, notes: string[]): FileContent {
  const benchmark = sheets.find((sheet) => looksLikeBenchmark(sheet));
  if (benchmark) return { what: 'benchmark', format, benchmark: readBenchmark(benchmark), notes };
  return { what: 'sheets', format, sheets, notes };
}

function fromText(decoded: DecodedText, name: string, onProgress: OnProgress): FileContent {
  if (sniffText(decoded.text) === 'xml') return fromXml(decoded, onProgress);
  onProgress(0.2);
  const { sheet, separator, notes } = readTextSheet(decoded, name.replace(/\.[^.]*$/, ''));
  onProgress(1);
  const format = `Text with ${SEPARATOR_WORDS[separator] ?? `“${separator}”`}, ${decoded.encoding}`;
  return fromSheets([sheet], format, notes);
}

function fromXml({ text, cutShort }: DecodedText, onProgress: OnProgress): FileContent {
  const reader = new CswwReader();
  const root = readElements(text, (element) => reader.take(element), 'the XML file', onProgress);
  if (root !== 'Message') {
    throw new ImportRefusal(
      'This XML file is not a social work workforce return: it does not begin with Message. Choose the return’s file, or a CSV or Excel file.',
    );
  }
  const notes = cutShort ? ['The file ends in the middle of a character.'] : [];
  return { what: 'return', format: 'XML', document: reader.finish(), notes };
}
