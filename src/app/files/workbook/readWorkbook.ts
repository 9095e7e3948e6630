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
} from './parts.ts';
import { sheetPart, type CellCount } from './sheetPart.ts';

/** A workbook that unpacks to more is refused before it is unpacked. */
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;

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
  private readonly bytes: Uint8Array;
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
  if (unpackedBytes(entries) > MAX_UNPACKED_BYTES) {
    throw new ImportRefusal(
      'The workbook unpacks to more than 200 MB, too much to be a list. Copy the sheet you need into a new workbook and choose that file.',
    );
  }
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
  const counted: CellCount = { cells: 0 };
  const sheets: Sheet[] = [];
  for (const { name, relation, hidden } of info.sheets) {
    const target = related.get(relation);
    // Charts and dialogs have sheets of their own, and no cells.
    if (target?.type !== 'worksheet') continue;
    const part = sheetPart(
      { texts: shared.texts, shown: styles.shown, from1904: info.from1904 },
      counted,
    );
    await file.read(resolve(workbook, target.target), part.handlers, part.isFull);
    sheets.push({
      name,
      rows: part.rows,
      origin: 'workbook',
      dayNumbers: info.from1904 ? '1904' : '1900',
      hidden,
      hiddenRows: part.hiddenRows(),
      tooLong: part.isFull(),
    });
  }
  if (sheets.length === 0)
    throw new ImportRefusal(`The workbook has no sheet with cells. ${SAVE_AS}`);
  return sheets;
}
