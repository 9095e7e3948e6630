/** The small parts of a workbook: which sheets there are, how cells are shown, shared texts. */
import { ImportRefusal } from '../../../domain/importing/refusal.ts';
import type { XmlHandlers } from '../xml.ts';
import { shownBy, type Shown } from './numberFormat.ts';

/** Excel keeps no longer code of a number format, and no more cell styles. */
const LONGEST_FORMAT = 255;
const MOST_STYLES = 65_490;
const SAVE_AGAIN =
  'more than Excel keeps. Copy the sheet you need as values into a new workbook and choose that file.';

/** Decodes `_xHHHH_` (ECMA-376 part 1, §22.9.2.19), by which characters XML cannot hold are written. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .toWellFormed();
}

const ignore = () => undefined;

export interface SheetEntry {
  name: string;
  relation: string;
  hidden: boolean;
}

export interface WorkbookInfo {
  sheets: SheetEntry[];
  from1904: boolean;
}

/** An XML yes: LibreOffice writes `true` where Excel writes `1`. */
export function isYes(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** An attribute whatever its prefix: `r:id`, `rel:id`. */
function withPrefix(
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  const key = Object.keys(attributes).find((each) => each === name || each.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

export function workbookPart(): { handlers: XmlHandlers; info: WorkbookInfo } {
  const info: WorkbookInfo = { sheets: [], from1904: false };
  const handlers: XmlHandlers = {
    open: (name, attributes) => {
      if (name === 'workbookPr') info.from1904 = isYes(attributes['date1904']);
      if (name !== 'sheet') return;
      info.sheets.push({
        name: unescapeText(attributes['name'] ?? ''),
        relation: withPrefix(attributes, 'id') ?? '',
        hidden: (attributes['state'] ?? 'visible') !== 'visible',
      });
    },
    close: ignore,
    text: ignore,
  };
  return { handlers, info };
}

export interface Relation {
  type: string;
  target: string;
}

/** Relations by id. `type` is the last word of its address: `worksheet`, `styles`. */
export function relationsPart(): { handlers: XmlHandlers; relations: Map<string, Relation> } {
  const relations = new Map<string, Relation>();
  const handlers: XmlHandlers = {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const type = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
      relations.set(attributes['Id'] ?? '', { type, target: attributes['Target'] ?? '' });
    },
    close: ignore,
    text: ignore,
  };
  return { handlers, relations };
}

/**
 * How each cell style shows its number. A format is looked at once, however many styles have it.
 *
 * @throws ImportRefusal (from the handlers) for more, or longer, than a workbook can have
 */
export function stylesPart(): { handlers: XmlHandlers; shown: Shown[] } {
  const formats = new Map<number, Shown>();
  const shown: Shown[] = [];
  let inCellStyles = false;
  const handlers: XmlHandlers = {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const code = attributes['formatCode'] ?? '';
        if (code.length > LONGEST_FORMAT) {
          throw new ImportRefusal(
            `A number format of the workbook is longer than ${LONGEST_FORMAT} characters, ${SAVE_AGAIN}`,
          );
        }
        formats.set(Number(attributes['numFmtId']), shownBy(0, code));
      }
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles) {
        const id = Number(attributes['numFmtId'] ?? '0');
        shown.push(formats.get(id) ?? shownBy(id, undefined));
        if (shown.length > MOST_STYLES) {
          throw new ImportRefusal(
            `The workbook has more than ${MOST_STYLES.toLocaleString('en-GB')} cell styles, ${SAVE_AGAIN}`,
          );
        }
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text: ignore,
  };
  return { handlers, shown };
}

/** Texts that cells refer to by number; how a Japanese text is read aloud is left out. */
export function sharedTextsPart(): { handlers: XmlHandlers; texts: string[] } {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let aloud = false;
  const handlers: XmlHandlers = {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = !aloud;
      else if (name === 'rPh') aloud = true;
    },
    close: (name) => {
      if (name === 'si') texts.push(unescapeText(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') aloud = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  };
  return { handlers, texts };
}
