/** The worker that reads files of records, and the page's door to it. */
import { describe, expect, it } from 'vitest';
import { openRecordsFile, type RecordsFileWorker } from '../../src/app/files/recordsFile.ts';
import {
  recordsFileService,
  type RecordsFileReply,
  type RecordsFileRequest,
} from '../../src/app/workers/recordsFileService.ts';
import { ImportRefusal, type ReadChoices } from '../../src/domain/importing/index.ts';
import { referenceFile } from '../reference.ts';

/** A worker in the same thread: messages are copied, and come later. */
class WorkerHere implements RecordsFileWorker {
  onmessage: RecordsFileWorker['onmessage'] = null;
  onerror: RecordsFileWorker['onerror'] = null;
  ended = false;
  readonly kinds: string[] = [];
  private readonly handle = recordsFileService((reply) => {
    const data = structuredClone(reply);
    this.kinds.push(data.kind);
    setImmediate(() => {
      if (!this.ended) this.onmessage?.(new MessageEvent<RecordsFileReply>('message', { data }));
    });
  });

  postMessage(request: RecordsFileRequest, transfer: Transferable[]): void {
    const data = structuredClone(request, { transfer });
    setImmediate(() => void this.handle(data));
  }

  terminate(): void {
    this.ended = true;
  }
}

const PEOPLE = 'Ref,Team,Role,Contract type,FTE,Start date\n';
const fileOf = (text: string, name = 'people.csv') => new File([text], name);
const many = (count: number) =>
  PEOPLE +
  Array.from(
    { length: count },
    (_, at) => `R${at},Team ${at % 60},Social worker,Permanent,0.6,25/03/2020\n`,
  ).join('');
const CHOICES: ReadChoices = {
  kind: 'people',
  header: null,
  mapping: { ref: 0, team: 1, role: 2, basis: 3, fte: 4, from: 5 },
  answers: {},
  near: 2025,
};

async function open(text: string) {
  const worker = new WorkerHere();
  const file = await openRecordsFile(fileOf(text), {}, () => worker);
  return { worker, file: file! };
}

describe('the door to the worker', () => {
  it('opens a file, looks its sheets over, and reads one', async () => {
    const { worker, file } = await open(many(3));
    expect(file.outline).toMatchObject({
      what: 'sheets',
      name: 'people.csv',
      suggested: 0,
      notes: [],
    });
    if (file.outline.what !== 'sheets') throw new Error('no sheets');
    const [sheet] = file.outline.sheets;
    expect(sheet).toMatchObject({ name: 'people', suggestedKind: 'people', dataRows: 3 });
    expect(sheet?.proposals.people.mapping).toEqual(CHOICES.mapping);
    const read = await file.read(0, CHOICES);
    expect(read?.rows).toHaveLength(3);
    expect(read?.rows[0]).toMatchObject({ kind: 'people', ref: 'R0', fte: 600_000 });
    expect((await file.survey(0, { row: 2, rows: 1 }))?.columns[0]?.heading).toBe('R0');
    file.close();
    expect(worker.ended).toBe(true);
  });

  it('refuses in plain words: a bad file, a missing column, a sheet that is not there', async () => {
    const worker = new WorkerHere();
    const bad = openRecordsFile(fileOf('%PDF-1.7'), {}, () => worker);
    await expect(bad).rejects.toThrow(ImportRefusal);
    await expect(bad).rejects.toThrow('This is a PDF');
    expect(worker.ended).toBe(true);
    const { file } = await open(many(3));
    await expect(file.read(0, { ...CHOICES, mapping: {} })).rejects.toThrow(
      'Say which column holds',
    );
    await expect(file.read(9, CHOICES)).rejects.toThrow('no such sheet');
    // The file stays open after a refusal.
    expect((await file.read(0, CHOICES))?.rows).toHaveLength(3);
  });

  it('refuses a file over 100 MB before its bytes are read', async () => {
    const huge = Object.defineProperty(fileOf(''), 'size', { value: 100 * 1024 * 1024 + 1 });
    await expect(openRecordsFile(huge, {}, () => new WorkerHere())).rejects.toThrow(
      'larger than 100 MB',
    );
  });

  it('says that there was too little memory when the worker ends by itself', async () => {
    const worker = new WorkerHere();
    const opening = openRecordsFile(fileOf(many(3)), {}, () => {
      setImmediate(() => worker.onerror?.(new Event('error') as ErrorEvent));
      return worker;
    });
    await expect(opening).rejects.toThrow('more memory');
  });

  it('stops opening when aborted, and ends the worker', async () => {
    const worker = new WorkerHere();
    const abort = new AbortController();
    const opening = openRecordsFile(fileOf(many(1000)), { signal: abort.signal }, () => {
      setImmediate(() => abort.abort());
      return worker;
    });
    expect(await opening).toBeNull();
    expect(worker.ended).toBe(true);
    expect(
      await openRecordsFile(fileOf(many(3)), { signal: AbortSignal.abort() }, () => worker),
    ).toBeNull();
  });

  it('stops reading when aborted or overtaken, and reads again afterwards', async () => {
    const { file } = await open(many(30_000));
    const abort = new AbortController();
    const shares: number[] = [];
    const aborted = await file.read(0, CHOICES, {
      signal: abort.signal,
      onProgress: (share) => {
        shares.push(share);
        abort.abort();
      },
    });
    expect(aborted).toBeNull();
    expect(shares.length).toBeGreaterThan(0);
    const first = file.read(0, CHOICES);
    const second = file.read(0, { ...CHOICES, kind: 'agency' });
    expect(await first).toBeNull();
    expect((await second)?.rows).toHaveLength(30_000);
  });

  it('reads a statutory return and DfE’s file', async () => {
    const xml =
      '<Message><LALevelVacancies><NumberOfVacancies>1</NumberOfVacancies></LALevelVacancies></Message>';
    expect((await open(xml)).file.outline).toMatchObject({
      what: 'return',
      document: { schemaYear: 2022 },
    });
    const dfe = referenceFile('dfe/csww_indicators_2017_to_2023.csv');
    if (dfe === null) return;
    expect((await open(dfe)).file.outline).toMatchObject({
      what: 'benchmark',
      benchmark: { unused: [] },
    });
  });
});

describe('100,000 rows', () => {
  it('are read with progress, in pieces, within seconds', async () => {
    const { worker, file } = await open(many(100_000));
    const shares: number[] = [];
    const start = process.cpuUsage();
    const read = await file.read(0, CHOICES, { onProgress: (share) => shares.push(share) });
    const seconds = process.cpuUsage(start).user / 1e6;
    expect(read?.rows).toHaveLength(100_000);
    expect(worker.kinds.filter((kind) => kind === 'rows')).toHaveLength(20);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    // Of the processor's time, so that a busy machine does not count. It takes about two.
    expect(seconds).toBeLessThan(10);
  });
});
