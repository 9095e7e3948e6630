/** A paper as a Word document (DOCX). */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IBorderOptions,
} from 'docx';
import type { Paper, PaperPart, PaperTable } from '../../domain/paper.ts';

/** Twentieths of a point, as the format counts: A4, and its margins. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 850;
const FONT = 'Arial';
/** Half points. */
const SIZE = { text: 20, table: 18, small: 16 };
const RULE: IBorderOptions = { style: 'single', size: 4, color: 'B1B4B6' };
const HEAVY: IBorderOptions = { style: 'single', size: 12, color: '12436D' };
const NONE: IBorderOptions = { style: 'none', size: 0, color: 'auto' };

/** XML cannot hold these, and a document with one does not open. */
const clean = (text: string) =>
  text.replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '');

const run = (text: string, more: object = {}) => new TextRun({ text: clean(text), ...more });

function line(text: string, more: object = {}): Paragraph {
  return new Paragraph({ spacing: { after: 80 }, children: [run(text, more)] });
}

function marking({ classification }: Paper, children: TextRun[] = []): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [run(classification, { bold: true, size: SIZE.small }), ...children],
  });
}

function cell(text: string, width: number, heading: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 0, right: 120 },
    borders: { top: NONE, left: NONE, right: NONE, bottom: heading ? HEAVY : RULE },
    children: [new Paragraph({ children: [run(text, { bold: heading, size: SIZE.table })] })],
  });
}

function tableOf({ columns, rows, widths }: PaperTable, room: number): Table {
  const sizes = widths.map((share) => Math.floor(share * room));
  const rowOf = (texts: readonly string[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: texts.map((text, at) => cell(text, sizes[at]!, heading)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: sizes,
    width: { size: sizes.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    rows: [rowOf(columns, true), ...rows.map((row) => rowOf(row, false))],
  });
}

function partOf({ heading, words, table }: PaperPart, room: number): (Paragraph | Table)[] {
  return [
    ...(heading === ''
      ? []
      : [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(heading)] })]),
    ...words.map((text) => line(text)),
    ...(table === null ? [] : [tableOf(table, room), line('')]),
  ];
}

/** The document, its marking at the top and foot of every page and its pages numbered. */
export function wordDocument(paper: Paper): Promise<Blob> {
  const landscape = paper.orientation === 'landscape';
  const room = (landscape ? A4.height : A4.width) - 2 * MARGIN;
  const pages = [
    run(' · Page ', { size: SIZE.small }),
    new TextRun({
      children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
      size: SIZE.small,
    }),
  ];
  const document = new Document({
    creator: 'Tenure',
    title: clean(paper.title),
    description: '',
    styles: {
      default: {
        document: { run: { font: FONT, size: SIZE.text, language: { value: 'en-GB' } } },
        heading1: {
          run: { font: FONT, size: 30, bold: true },
          paragraph: { spacing: { after: 80 } },
        },
        heading2: { run: { font: FONT, size: 24, bold: true } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              ...A4,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        headers: { default: new Header({ children: [marking(paper)] }) },
        footers: { default: new Footer({ children: [marking(paper, pages)] }) },
        children: [
          line(paper.organisation),
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(paper.title)] }),
          line(paper.about.join(' · ')),
          ...paper.parts.flatMap((part) => partOf(part, room)),
          ...paper.notes.map((note) => line(note, { size: SIZE.small })),
        ],
      },
    ],
  });
  return Packer.toBlob(document);
}
