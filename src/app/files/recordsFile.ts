/** The page's door to the worker that reads files of records: open, look over, read, close. */
import type { HeaderPlace } from '../../domain/importing/header.ts';
import type { SheetOutline } from '../../domain/importing/outline.ts';
import type { ReadChoices, ReadResult } from '../../domain/importing/read.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import type { ImportRow } from '../../domain/importing/rows/types.ts';
import type {
  FileOutline,
  RecordsFileReply,
  RecordsFileRequest,
} from '../workers/recordsFileService.ts';
import { MAX_RECORDS_BYTES, OVER_100_MB } from './sniff.ts';

/** What the door needs of a Worker. */
export interface RecordsFileWorker {
  postMessage: (request: RecordsFileRequest, transfer: Transferable[]) => void;
  onmessage: ((event: MessageEvent<RecordsFileReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate: () => void;
}

export interface Working {
  /** Hears the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Aborting makes the answer null. */
  signal?: AbortSignal;
}

export interface RecordsFile {
  outline: FileOutline;
  /** Looks a sheet over again, with the headings where the user says. Null: overtaken. */
  survey: (sheet: number, header: HeaderPlace | null) => Promise<SheetOutline | null>;
  /**
   * Reads a sheet with the choices made. Null when aborted or overtaken by a later call.
   *
   * @throws ImportRefusal when the choices do not allow it, with words for the screen.
   */
  read: (sheet: number, choices: ReadChoices, working?: Working) => Promise<ReadResult | null>;
  /** Frees the worker and the file's cells: call it when the page goes. */
  close: () => void;
}

const STOPPED =
  'The file could not be read: it needs more memory than there is. Export fewer columns or a shorter period and try again.';

function startWorker(): RecordsFileWorker {
  return new Worker(new URL('../workers/recordsFile.worker.ts', import.meta.url), {
    type: 'module',
  });
}

/** The last reply, and the rows that came before it. */
interface Answered {
  reply: RecordsFileReply;
  rows: ImportRow[];
}

interface Waiting {
  id: number;
  rows: ImportRow[];
  onProgress: ((share: number) => void) | undefined;
  resolve: (answered: Answered | null) => void;
  reject: (error: ImportRefusal) => void;
}

type Ask = (id: number) => RecordsFileRequest;

/** One worker, one request at a time: a later one overtakes the one before. */
class Door {
  private readonly worker: RecordsFileWorker;
  private waiting: Waiting | null = null;
  private lastId = 0;

  constructor(worker: RecordsFileWorker) {
    this.worker = worker;
    worker.onmessage = ({ data }) => this.onReply(data);
    worker.onerror = () => {
      this.settle()?.reject(new ImportRefusal(STOPPED));
      worker.terminate();
    };
  }

  ask(request: Ask, working: Working, transfer: Transferable[] = []): Promise<Answered | null> {
    this.settle()?.resolve(null);
    const id = ++this.lastId;
    const { onProgress, signal } = working;
    if (signal?.aborted === true) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.waiting = { id, rows: [], onProgress, resolve, reject };
      signal?.addEventListener('abort', () => this.cancel(id), { once: true });
      this.worker.postMessage(request(id), transfer);
    });
  }

  close(): void {
    this.worker.terminate();
    this.settle()?.resolve(null);
  }

  private cancel(id: number): void {
    if (this.waiting?.id !== id) return;
    this.worker.postMessage({ kind: 'cancel' }, []);
    this.settle()?.resolve(null);
  }

  /** Takes the request off the waiting list, so that it is answered once. */
  private settle(): Waiting | null {
    const settled = this.waiting;
    this.waiting = null;
    return settled;
  }

  private onReply(reply: RecordsFileReply): void {
    const { waiting } = this;
    // An overtaken request may still have an answer on its way.
    if (waiting?.id !== reply.id) return;
    if (reply.kind === 'progress') return waiting.onProgress?.(reply.share);
    if (reply.kind === 'rows') {
      for (const row of reply.rows) waiting.rows.push(row);
      return;
    }
    this.settle();
    if (reply.kind === 'refused') waiting.reject(new ImportRefusal(reply.message));
    else waiting.resolve({ reply, rows: waiting.rows });
  }
}

/**
 * Opens a chosen file in a worker of its own. Null when aborted.
 *
 * @throws ImportRefusal when the file cannot be used, with words for the screen.
 */
export async function openRecordsFile(
  file: File,
  working: Working = {},
  makeWorker: () => RecordsFileWorker = startWorker,
): Promise<RecordsFile | null> {
  // Refused before its bytes are read into memory.
  if (file.size > MAX_RECORDS_BYTES) throw new ImportRefusal(OVER_100_MB);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ImportRefusal(
      'The file could not be opened. Check that it is still there and not open in another program.',
    );
  });
  if (working.signal?.aborted === true) return null;
  const door = new Door(makeWorker());
  const { name } = file;
  try {
    const opened = await door.ask((id) => ({ kind: 'open', id, bytes, name }), working, [bytes]);
    if (opened?.reply.kind === 'opened') return recordsFile(door, opened.reply.outline);
  } catch (error) {
    door.close();
    throw error;
  }
  // Aborted: parsing is one long step, which only ending the worker stops.
  door.close();
  return null;
}

function recordsFile(door: Door, outline: FileOutline): RecordsFile {
  return {
    outline,
    async survey(sheet, header) {
      const answered = await door.ask((id) => ({ kind: 'survey', id, sheet, header }), {});
      return answered?.reply.kind === 'surveyed' ? answered.reply.sheet : null;
    },
    async read(sheet, choices, working = {}) {
      // Choices on a page are reactive proxies, which cannot be posted; they are plain data.
      const plain = JSON.parse(JSON.stringify(choices)) as ReadChoices;
      const answered = await door.ask(
        (id) => ({ kind: 'read', id, sheet, choices: plain }),
        working,
      );
      return answered?.reply.kind === 'read'
        ? { ...answered.reply.result, rows: answered.rows }
        : null;
    },
    close: () => door.close(),
  };
}
