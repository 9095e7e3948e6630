/** What a file really is, by its content: names and endings are often wrong. */
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import { isZip } from './zip.ts';

/** The largest file that is read. */
export const MAX_RECORDS_BYTES = 100 * 1024 * 1024;

export const OVER_100_MB =
  'The file is larger than 100 MB, more than Tenure reads. Export fewer columns or a shorter period, or split the file.';

const SAVE_AS =
  'Open it in Excel, save it as “Excel Workbook (.xlsx)” without a password, and choose that file.';

/** Formats told by their first bytes, and why each is refused. */
const SIGNATURES: { bytes: number[]; why: string }[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    why: `This is a workbook of Excel 97 to 2003, or one with a password. ${SAVE_AS}`,
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    why: 'This is a PDF. Ask for the same list as a CSV or Excel file.',
  },
  {
    bytes: [0x1f, 0x8b],
    why: 'This is a compressed file (gzip). Unpack it and choose the file inside.',
  },
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    why: 'This is a compressed file (7z). Unpack it and choose the file inside.',
  },
  {
    bytes: [0x52, 0x61, 0x72, 0x21],
    why: 'This is a compressed file (RAR). Unpack it and choose the file inside.',
  },
  {
    bytes: [0x50, 0x4b, 0x05, 0x06],
    why: 'This is an empty ZIP folder. Choose a CSV or Excel file.',
  },
  {
    bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    why: 'This is a text document (RTF). Choose a CSV or Excel file.',
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], why: 'This is a picture. Choose a CSV or Excel file.' },
  { bytes: [0xff, 0xd8, 0xff], why: 'This is a picture. Choose a CSV or Excel file.' },
];

/**
 * Tells a workbook from text.
 *
 * @throws ImportRefusal for what is neither, with the remedy.
 */
export function sniffBytes(bytes: Uint8Array): 'workbook' | 'text' {
  if (bytes.length === 0) throw new ImportRefusal('The file is empty. Choose another.');
  if (bytes.length > MAX_RECORDS_BYTES) throw new ImportRefusal(OVER_100_MB);
  const known = SIGNATURES.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  if (known) throw new ImportRefusal(known.why);
  return isZip(bytes) ? 'workbook' : 'text';
}

const HTML = /^<(?:!doctype\s+html|html|head|body|meta|table|style|div|p)\b/i;
/** A tab is in tables and a form feed in old reports; other control characters are in neither. */
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;
const LOOK_AT = 64 * 1024;

/** The text from its first tag on. */
function afterComments(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/**
 * Tells XML from a table of text.
 *
 * @throws ImportRefusal for a web page, a spreadsheet in XML, or what is no text at all.
 */
export function sniffText(text: string): 'xml' | 'table' {
  const start = text.slice(0, LOOK_AT).trimStart();
  if (start === '') throw new ImportRefusal('The file is blank. Choose another.');
  if (/urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet"/.test(start)) {
    throw new ImportRefusal(`This is a spreadsheet saved as XML. ${SAVE_AS}`);
  }
  if (HTML.test(afterComments(start.replace(/^<\?xml[^>]*>/i, '')))) {
    throw new ImportRefusal(
      `This is a web page, though its name may say that it is a spreadsheet. ${SAVE_AS}`,
    );
  }
  if (/^<[?!A-Za-z_]/.test(start)) return 'xml';
  const controls = start.match(BINARY)?.length ?? 0;
  if (start.includes('\0') || controls > start.length / 100) {
    throw new ImportRefusal(
      'This is not a table: it cannot be read as text or as a workbook. Choose a CSV or Excel file.',
    );
  }
  return 'table';
}
