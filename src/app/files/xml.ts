/** XML read piece by piece. A document type or an entity of its own is refused unread. */
import { SaxesParser } from 'saxes';
import type { XmlElement } from '../../domain/importing/csww/elements.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';

export interface XmlHandlers {
  /** Names come without their prefix. */
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close: (name: string) => void;
  text: (text: string) => void;
}

const DOCTYPE =
  'The file has a document type (DOCTYPE), which can hide instructions. Tenure does not read such files. Export it again without one.';
/** Nothing Tenure reads nests deeper; a file made to exhaust memory does. */
const DEEPEST = 100;
/** The most characters of one text, tag or attribute, and of all comments and instructions. */
const LONGEST = 1024 * 1024;

/** A name without the prefix some programs give all their elements. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export interface XmlReader {
  write: (text: string) => void;
  /** Where the reader is, from line 1. */
  line: () => number;
  end: () => void;
}

/**
 * A reader to write pieces of XML to.
 *
 * @param what - what the file is, for the refusal: “the workbook”
 * @throws ImportRefusal (from `write` and `end`) at a DOCTYPE, an unknown entity, XML that is
 *   not well formed, elements nested without end, or one text or tag without end.
 */
export function xmlReader(handlers: XmlHandlers, what: string): XmlReader {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  /** Characters written since anything was handed over. */
  let unfinished = 0;
  let aside = 0;
  const handOver = (text: string) => {
    unfinished = 0;
    handlers.text(text);
  };
  const setAside = (text: string) => {
    aside += text.length;
    if (aside > LONGEST) refuseLong(what, 'comments take');
  };
  parser.on('doctype', () => {
    throw new ImportRefusal(DOCTYPE);
  });
  parser.on('error', (error) => {
    throw new ImportRefusal(refusalFor(error.message, parser.line, what));
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    unfinished = 0;
    if (depth > DEEPEST) {
      throw new ImportRefusal(
        `In ${what}, elements stand inside each other more than ${DEEPEST} deep. Choose another file.`,
      );
    }
    handlers.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    unfinished = 0;
    handlers.close(local(name));
  });
  parser.on('text', handOver);
  parser.on('cdata', handOver);
  parser.on('comment', setAside);
  parser.on('processinginstruction', ({ target, body }) => setAside(target + body));
  return {
    write: (text) => {
      unfinished += text.length;
      if (unfinished > LONGEST) refuseLong(what, 'one text or tag takes');
      parser.write(text);
    },
    line: () => parser.line,
    end: () => void parser.close(),
  };
}

function refuseLong(what: string, which: string): never {
  throw new ImportRefusal(
    `In ${what}, ${which} more than 1 MB, more than any list needs. Copy the cells you need as values into a new workbook, or export the file again.`,
  );
}

function refusalFor(message: string, line: number, what: string): string {
  if (/entity/i.test(message)) {
    return `On line ${line} of ${what} there is an entity that is not one of XML’s own. Tenure does not read such files. Export it again without it.`;
  }
  if (/unclosed|unexpected end/i.test(message)) {
    return `${upperFirst(what)} ends too early, after line ${line}: it may have been cut short. Export it again.`;
  }
  return `${upperFirst(what)} is not well-formed XML: line ${line} cannot be read. Export it again.`;
}

const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Pieces of this length keep a reader from copying the whole text. */
const PIECE = 64 * 1024;

/**
 * Reads XML as the elements directly under its root, each handed over whole as it ends, so
 * that a long file never stands in memory as elements. Attributes are left out.
 *
 * @returns the root's name
 */
export function readElements(
  text: string,
  take: (element: XmlElement) => void,
  what: string,
  onPiece?: (share: number) => void,
): string {
  const path: XmlElement[] = [];
  let root = '';
  let reader: XmlReader | null = null;
  const handlers: XmlHandlers = {
    open: (name) => {
      if (root === '') root = name;
      const element: XmlElement = { name, text: '', children: [], line: reader?.line() ?? 1 };
      if (path.length > 1) path.at(-1)!.children.push(element);
      path.push(element);
    },
    close: () => {
      const element = path.pop()!;
      element.text = element.text.trim();
      if (path.length === 1) take(element);
    },
    text: (piece) => {
      const element = path.at(-1);
      if (element) element.text += piece;
    },
  };
  reader = xmlReader(handlers, what);
  for (let at = 0; at < text.length; at += PIECE) {
    reader.write(text.slice(at, at + PIECE));
    onPiece?.(at / text.length);
  }
  reader.end();
  return root;
}
