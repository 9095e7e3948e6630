/** An Excel workbook as sheets of raw cells. */
import type { Sheet } from '../../../domain/importing/cells.ts';
import { ImportRefusal } from '../../../domain/importing/refusal.ts';
import { entryText, unpackedBytes, zipEntries, type ZipEntry } from '../zip.ts';
import { xmlReader, type XmlHandlers } from '../xml.ts';
import {
  relationsPart,
  sharedTextsPart,
  stylesPart,
  workbookPart,
  type Relation,
  type WorkbookInfo,
} from './parts.ts';
import { datesOf, sheetPart, type CellCount } from './sheetPart.ts';

/** A workbook that unpacks to more is refused before it is unpacked. */
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
/** Cells pack to a tenth or a thirtieth; a file made to exhaust memory to a thousandth. */
const MOST_TIMES_UNPACKED = 40;
/** Beneath this any workbook is read, however small it packs. */
const NEVER_TOO_MUCH_BYTES = 10 * 1024 * 1024;
/** A workbook of people or posts has a few; one of each week of five years has 260. */
const MOST_SHEETS = 300;

const SAVE_AS = 'Open it in Excel, save it as “Excel Workbook (.xlsx)” and choose that file.';
const CUT_SHORT = `The workbook is damaged or was cut short. Get it again. Or: ${SAVE_AS}`;

/** What a ZIP that is no workbook is, by an entry all of its kind have. */
const OTHERS: [RegExp, string][] = [
  [/^xl\/workbook\.bin$/, `This is a binary workbook (.xlsb). ${SAVE_AS}`],
  [/^content\.xml$/, `This is an OpenDocument file (.ods). ${SAVE_AS}`],
  [/^word\//, 'This is a Word document. Copy its table into a workbook and choose that file.'],
  [/^ppt\//, 'This is a PowerPoint file. Choose a CSV or Excel file.'],
  [/\.(?:csv|txt|xlsx?|xml)$/i, 'This is a ZIP folder. Unpack it and choose the file inside.'],
];

class Package {
  readonly bytes: Uint8Array;
  private readonly entries: Map<string, ZipEntry>;
  private readonly total: number;
  private readonly onProgress: (share: number) => void;
  private done = 0;

  constructor(
    bytes: Uint8Array,
    entries: readonly ZipEntry[],
    onProgress: (share: number) => void,
  ) {
    this.bytes = bytes;
    this.entries = new Map(
      entries.map((entry) => [entry.name.replace(/\\/g, '/').toLowerCase(), entry]),
    );
    this.total = Math.max(1, unpackedBytes(entries));
    this.onProgress = onProgress;
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Reads one part. `isFull` ends it early. */
  async read(name: string, handlers: XmlHandlers, isFull?: () => boolean): Promise<void> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new ImportRefusal(CUT_SHORT);
    const reader = xmlReader(handlers, 'the workbook');
    for await (const text of entryText(this.bytes, entry)) {
      reader.write(text);
      this.done += text.length;
      this.onProgress(Math.min(1, this.done / this.total));
      if (isFull?.() === true) return;
    }
    reader.end();
  }
}

/** A target as it stands in the package: `/xl/a.xml`, `a.xml` and `../xl/a.xml` beside `xl/`. */
function resolve(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

const relationsOf = (name: string) => name.replace(/([^/]+)$/, '_rels/$1.rels');

async function relations(file: Package, name: string): Promise<Map<string, Relation>> {
  const part = relationsPart();
  if (file.has(relationsOf(name))) await file.read(relationsOf(name), part.handlers);
  return part.relations;
}

const firstOf = (found: Map<string, Relation>, type: string) =>
  [...found.values()].find((relation) => relation.type === type)?.target;

/**
 * Reads the sheets of a workbook in order.
 *
 * @throws ImportRefusal when the bytes are no workbook, damaged, or unpack to too much.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  onProgress: (share: number) => void = () => undefined,
): Promise<Sheet[]> {
  const entries = zipEntries(bytes);
  if (entries === null) throw new ImportRefusal(CUT_SHORT);
  refuseBomb(unpackedBytes(entries), bytes.length);
  const file = new Package(bytes, entries, onProgress);
  const root = firstOf(await relations(file, ''), 'officeDocument');
  const workbook = resolve('', root ?? 'xl/workbook.xml');
  if (!file.has(workbook) || workbook.endsWith('.bin')) {
    const other = OTHERS.find(([pattern]) => entries.some(({ name }) => pattern.test(name)));
    throw new ImportRefusal(
      other?.[1] ?? `The file cannot be read as an Excel workbook. ${SAVE_AS}`,
    );
  }
  if (workbook.startsWith('word/') || workbook.startsWith('ppt/')) {
    throw new ImportRefusal(OTHERS.find(([pattern]) => pattern.test(workbook))![1]);
  }
  return readSheets(file, workbook);
}

const COPY_OUT = 'Copy the sheet you need into a new workbook and choose that file.';

function refuseBomb(unpacked: number, packed: number): void {
  if (unpacked > MAX_UNPACKED_BYTES) {
    throw new ImportRefusal(
      `The workbook unpacks to more than 200 MB, too much to be a list. ${COPY_OUT}`,
    );
  }
  if (unpacked > NEVER_TOO_MUCH_BYTES && unpacked > packed * MOST_TIMES_UNPACKED) {
    throw new ImportRefusal(
      `The workbook unpacks to more than ${MOST_TIMES_UNPACKED} times its size, as no list does. ${COPY_OUT}`,
    );
  }
}

/** The parts of the sheets in order; a workbook names each part once. */
function worksheets(workbook: string, info: WorkbookInfo, related: Map<string, Relation>) {
  if (info.sheets.length > MOST_SHEETS) {
    throw new ImportRefusal(
      `The workbook has more than ${MOST_SHEETS} sheets, more than Tenure reads. ${COPY_OUT}`,
    );
  }
  // Charts and dialogs have sheets of their own, and no cells.
  const found = info.sheets.flatMap(({ name, relation, hidden }) => {
    const target = related.get(relation);
    if (target?.type !== 'worksheet') return [];
    return [{ name, hidden, part: resolve(workbook, target.target) }];
  });
  if (new Set(found.map(({ part }) => part.toLowerCase())).size < found.length) {
    throw new ImportRefusal(
      `Two sheets of the workbook are one and the same: it is damaged. ${COPY_OUT}`,
    );
  }
  return found;
}

async function readSheets(file: Package, workbook: string): Promise<Sheet[]> {
  const { handlers, info } = workbookPart();
  await file.read(workbook, handlers);
  const related = await relations(file, workbook);
  const shared = sharedTextsPart();
  const styles = stylesPart();
  const textsAt = firstOf(related, 'sharedStrings');
  const stylesAt = firstOf(related, 'styles');
  if (textsAt !== undefined) await file.read(resolve(workbook, textsAt), shared.handlers);
  if (stylesAt !== undefined) await file.read(resolve(workbook, stylesAt), styles.handlers);
  const counted: CellCount = { packed: file.bytes.length, cells: 0, columns: 0, characters: 0 };
  const dayNumbers = info.from1904 ? '1904' : '1900';
  const dateOf = datesOf(dayNumbers);
  const sheets: Sheet[] = [];
  for (const { name, hidden, part: at } of worksheets(workbook, info, related)) {
    const part = sheetPart({ texts: shared.texts, shown: styles.shown, dateOf }, counted);
    await file.read(at, part.handlers, part.isFull);
    sheets.push({
      name,
      rows: part.rows,
      origin: 'workbook',
      dayNumbers,
      hidden,
      hiddenRows: part.hiddenRows(),
      tooLong: part.isFull(),
    });
  }
  if (sheets.length === 0)
    throw new ImportRefusal(`The workbook has no sheet with cells. ${SAVE_AS}`);
  return sheets;
}
