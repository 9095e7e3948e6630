/** Opens one file of records and reads its sheets, as often as the choices about it change. */
import type { BenchmarkFile } from '../../domain/importing/benchmark.ts';
import type { Sheet } from '../../domain/importing/cells.ts';
import type { CswwDocument } from '../../domain/importing/csww/document.ts';
import type { HeaderPlace } from '../../domain/importing/header.ts';
import { suggestedSheet, surveySheet, type SheetOutline } from '../../domain/importing/outline.ts';
import { readSteps, type ReadChoices, type ReadResult } from '../../domain/importing/read.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import type { ImportRow } from '../../domain/importing/rows/types.ts';
import { readRecordsFile, type FileContent } from '../files/readRecordsFile.ts';
import { afterMessages } from './afterMessages.ts';

/** What an opened file is. Cells stay in the worker; a page gets the outline. */
export type FileOutline = { name: string; format: string; notes: string[] } & (
  | { what: 'sheets'; sheets: SheetOutline[]; suggested: number }
  | { what: 'return'; document: CswwDocument }
  | { what: 'benchmark'; benchmark: BenchmarkFile }
);

export type RecordsFileRequest =
  | { kind: 'open'; id: number; bytes: ArrayBuffer; name: string }
  | { kind: 'survey'; id: number; sheet: number; header: HeaderPlace | null }
  | { kind: 'read'; id: number; sheet: number; choices: ReadChoices }
  | { kind: 'cancel' };

export type RecordsFileReply =
  | { kind: 'progress'; id: number; share: number }
  | { kind: 'opened'; id: number; outline: FileOutline }
  | { kind: 'surveyed'; id: number; sheet: SheetOutline }
  /** Some of the rows, in order; `read` comes after the last. */
  | { kind: 'rows'; id: number; rows: ImportRow[] }
  | { kind: 'read'; id: number; result: ReadResult }
  | { kind: 'refused'; id: number; message: string };

/** How long to work before letting a cancel or newer request in. */
const SLICE_MS = 20;
/** Rows in one message: a page stays responsive while it takes them in. */
const ROWS_A_MESSAGE = 5000;

const UNEXPECTED =
  'The file could not be read because of an error in Tenure. Your plan is unchanged.';

/** Makes the handler of one worker's messages; `reply` sends an answer back. */
export function recordsFileService(
  reply: (message: RecordsFileReply) => void,
): (request: RecordsFileRequest) => Promise<void> {
  let sheets: Sheet[] = [];
  let fileName = '';
  /** The request being answered; any other has been overtaken. */
  let current: number | null = null;

  function sheetAt(index: number): Sheet {
    const sheet = sheets[index];
    if (sheet === undefined)
      throw new ImportRefusal('The file has no such sheet. Choose the file again.');
    return sheet;
  }

  function outlineOf(content: FileContent, name: string): FileOutline {
    const about = { name, format: content.format, notes: content.notes };
    if (content.what === 'return') return { ...about, what: 'return', document: content.document };
    if (content.what === 'benchmark') {
      return { ...about, what: 'benchmark', benchmark: content.benchmark };
    }
    const outlines = content.sheets.map((sheet) => surveySheet(sheet, name, null));
    return { ...about, what: 'sheets', sheets: outlines, suggested: suggestedSheet(outlines) };
  }

  async function open(id: number, bytes: ArrayBuffer, name: string): Promise<void> {
    const content = await readRecordsFile(new Uint8Array(bytes), name, (share) =>
      reply({ kind: 'progress', id, share }),
    );
    sheets = content.what === 'sheets' ? content.sheets : [];
    fileName = name;
    reply({ kind: 'opened', id, outline: outlineOf(content, name) });
  }

  async function read(id: number, sheet: Sheet, choices: ReadChoices): Promise<void> {
    const steps = readSteps(sheet, choices);
    let slice = performance.now();
    for (let next = steps.next(); ; next = steps.next()) {
      if (next.done === true) return send(id, next.value);
      if (performance.now() - slice < SLICE_MS) continue;
      reply({ kind: 'progress', id, share: next.value });
      await afterMessages();
      if (current !== id) return;
      slice = performance.now();
    }
  }

  function send(id: number, result: ReadResult): void {
    const { rows } = result;
    for (let at = 0; at < rows.length; at += ROWS_A_MESSAGE) {
      reply({ kind: 'rows', id, rows: rows.slice(at, at + ROWS_A_MESSAGE) });
    }
    reply({ kind: 'read', id, result: { ...result, rows: [] } });
  }

  async function answer(request: Exclude<RecordsFileRequest, { kind: 'cancel' }>): Promise<void> {
    if (request.kind === 'open') await open(request.id, request.bytes, request.name);
    else if (request.kind === 'read') {
      await read(request.id, sheetAt(request.sheet), request.choices);
    } else {
      const sheet = surveySheet(sheetAt(request.sheet), fileName, request.header);
      reply({ kind: 'surveyed', id: request.id, sheet });
    }
  }

  return async (request) => {
    if (request.kind === 'cancel') {
      current = null;
      return;
    }
    current = request.id;
    try {
      await answer(request);
    } catch (error) {
      const message = error instanceof ImportRefusal ? error.message : UNEXPECTED;
      reply({ kind: 'refused', id: request.id, message });
    }
  };
}
