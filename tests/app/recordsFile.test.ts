/** Files of records as bytes: what each really is, and what is refused in plain words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecordsFile, type FileContent } from '../../src/app/files/readRecordsFile.ts';
import { separatorOf } from '../../src/app/files/separator.ts';
import { shownBy } from '../../src/app/files/workbook/numberFormat.ts';
import {
  ImportRefusal,
  proposeMapping,
  readSheet,
  surveySheet,
  type Answers,
  type ImportKind,
  type ReadResult,
  type Sheet,
} from '../../src/domain/importing/index.ts';
import { row, workbookParts, zip, type SheetXml } from '../fixtures/import-corpus/zip.ts';

const CORPUS = join(import.meta.dirname, '../fixtures/import-corpus');
const corpus = (name: string) => new Uint8Array(readFileSync(join(CORPUS, name)));
const utf8 = (text: string) => new TextEncoder().encode(text);

async function sheetsOf(bytes: Uint8Array, name = 'file.csv'): Promise<Sheet[]> {
  const content = await readRecordsFile(bytes, name);
  if (content.what !== 'sheets') throw new Error(`not sheets but ${content.what}`);
  return content.sheets;
}

const sheetOf = async (bytes: Uint8Array) => (await sheetsOf(bytes))[0]!;
const cellsOf = (sheet: Sheet) => sheet.rows.map(({ cells }) => cells);

async function readAs(
  bytes: Uint8Array,
  kind: ImportKind,
  answers: Answers = {},
): Promise<ReadResult> {
  const sheet = await sheetOf(bytes);
  const { columns } = surveySheet(sheet, '', null);
  const { mapping } = proposeMapping(columns, kind);
  return readSheet(sheet, { kind, header: null, mapping, answers, near: 2025 });
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await readRecordsFile(bytes, 'file').then(
    (content: FileContent) => new Error(`read as ${content.what}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImportRefusal);
  return (error as ImportRefusal).message;
}

const workbook = (sheets: SheetXml[], about?: Parameters<typeof workbookParts>[1]) =>
  zip(workbookParts(sheets, about));

/** Letters by their places in Windows-1252: those of Latin-1, and its dash. */
const windows1252 = (text: string) =>
  new Uint8Array(Buffer.from(text.replace('–', '\x96'), 'latin1'));

describe('text', () => {
  const TEXT = 'Team,Role,FTE\r\nBröd – ½,Social worker,0.6\r\n';
  const CELLS = [
    ['Team', 'Role', 'FTE'],
    ['Bröd – ½', 'Social worker', '0.6'],
  ];
  const utf16 = (text: string, littleEndian: boolean, mark: boolean) => {
    const units = (mark ? '\uFEFF' : '') + text;
    const bytes = new Uint8Array(units.length * 2);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < units.length; at += 1)
      view.setUint16(at * 2, units.charCodeAt(at), littleEndian);
    return bytes;
  };

  it.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with its mark', utf8(`\uFEFF${TEXT}`)],
    ['UTF-16 LE', utf16(TEXT, true, true)],
    ['UTF-16 BE', utf16(TEXT, false, true)],
    ['UTF-16 LE without its mark', utf16(TEXT, true, false)],
    ['UTF-16 BE without its mark', utf16(TEXT, false, false)],
    ['Windows-1252', windows1252(TEXT)],
  ])('in %s is read', async (_, bytes) => {
    expect(cellsOf(await sheetOf(bytes))).toEqual(CELLS);
  });

  it.each([',', ';', '\t', '|'])('separated by %j is read', async (separator) => {
    const text = TEXT.replaceAll(',', separator);
    expect(cellsOf(await sheetOf(utf8(text)))).toEqual(CELLS);
  });

  it('has its separator found under a title and beside decimal commas', () => {
    expect(separatorOf('Staff list, all teams\n\nTeam;FTE;Hours\nA;0,6;18,5\nB;1,0;37,0\n')).toBe(
      ';',
    );
    expect(separatorOf('Title\nTeam,FTE\n"A;B;C;D",1\n')).toBe(',');
    expect(separatorOf('')).toBe(',');
  });

  it('may name its separator in Excel’s own first line', async () => {
    expect(cellsOf(await sheetOf(utf8('sep=;\r\nTeam;FTE\r\nA,B;1\r\n')))).toEqual([
      ['Team', 'FTE'],
      ['A,B', '1'],
    ]);
  });

  it('may have line breaks inside quotes, and any line ends', async () => {
    const sheet = await sheetOf(utf8('Team,Role\r\n"A\r\nNorth",x\rB,y\nC,"z ""q"""\n'));
    expect(cellsOf(sheet)).toEqual([
      ['Team', 'Role'],
      ['A\nNorth', 'x'],
      ['B', 'y'],
      ['C', 'z "q"'],
    ]);
  });

  it('counts its rows as a spreadsheet does', async () => {
    const sheet = await sheetOf(utf8('Title\n\n\nTeam,Role\n"A\nB",x\n,\nC,y\n'));
    expect(sheet.rows.map(({ number }) => number)).toEqual([1, 4, 5, 7]);
  });

  it('cut off inside a character is still UTF-8, and said to be cut short', async () => {
    const bytes = utf8('Team,Role\nBröd,x\nA,é');
    const content = await readRecordsFile(bytes.subarray(0, -1), 'a.csv');
    expect(content.notes).toEqual([
      'The file ends in the middle of a character: it may have been cut short.',
    ]);
    expect(content.what === 'sheets' && content.sheets[0]?.rows[1]?.cells[0]).toBe('Bröd');
  });

  it('ending in one odd letter is Windows-1252', async () => {
    const bytes = windows1252('Team,Role\nA,caf\xe9');
    expect(cellsOf(await sheetOf(bytes))[1]).toEqual(['A', 'café']);
  });

  it('says how it was read', async () => {
    expect((await readRecordsFile(utf8('a;b\n1;2\n'), 'x.csv')).format).toBe(
      'Text with semicolons, UTF-8',
    );
  });
});

describe('the corpus', () => {
  it('has an establishment in blocks with totals, headings again and vacancies', async () => {
    const read = await readAs(corpus('establishment-blocks.csv'), 'establishment');
    expect(
      read.rows.map((each) =>
        each.kind === 'establishment'
          ? [each.row, each.team, each.postRef, each.fte, each.vacant]
          : null,
      ),
    ).toEqual([
      [5, 'Assessment 1', 'P001', 1_000_000, null],
      [6, 'Assessment 1', 'P002', 600_000, 'none'],
      [7, 'Assessment 1', 'P003', 1_000_000, 'advert'],
      [11, 'Family Support', 'P010', 1_000_000, 'agency'],
      [12, 'Family Support', 'P011', 1_000_000, null],
    ]);
    expect(read.skipped.map(({ reason, count }) => [reason, count])).toEqual([
      ['total', 3],
      ['blank', 1],
      ['repeated-heading', 1],
      ['note', 1],
    ]);
    expect(read.problems).toEqual([]);
  });

  it('has people with semicolons, decimal commas, dates with points and no real end', async () => {
    const read = await readAs(corpus('people-semicolons.csv'), 'people');
    expect(
      read.rows.map((each) =>
        each.kind === 'people'
          ? [each.ref, each.name, each.fte, each.from, each.to, each.basis]
          : null,
      ),
    ).toEqual([
      ['100', 'Jo Smith', 500_000, '2019-02-01', null, 'permanent'],
      ['101', 'Ali Khan', 1_000_000, '2021-03-25', null, 'fixed-term'],
      ['102', 'Bo Jones', 0, '2020-09-07', '2024-09-30', 'permanent'],
    ]);
  });

  it('has formulas and scripts that stay words', async () => {
    const read = await readAs(corpus('script-and-formula.csv'), 'people');
    expect(
      read.rows.map((each) => (each.kind === 'people' ? [each.name, each.team] : null)),
    ).toEqual([
      ['=1+1', 'Team A'],
      ['<script>alert(1)</script>', 'Team A'],
      ['=HYPERLINK("http://example.invalid","x")', 'Team A, north wing'],
    ]);
  });

  it.each([
    ['web-page.xls', 'This is a web page'],
    ['spreadsheet-2003.xml', 'This is a spreadsheet saved as XML'],
    ['doctype.xml', 'document type (DOCTYPE)'],
    ['billion-laughs.xml', 'document type (DOCTYPE)'],
    ['entity.xml', 'On line 2 of the XML file there is an entity'],
    ['cut-short.xml', 'The XML file ends too early, after line 2'],
    ['other.xml', 'does not begin with Message'],
    ['report.csv', 'This is a PDF'],
    ['unclosed-quote.csv', 'A quotation mark in row 2 is never closed'],
  ])('has %s refused: %s', async (name, words) => {
    expect(await refusal(corpus(name))).toContain(words);
  });
});

describe('a workbook', () => {
  it('is read cell by cell, whatever its name', async () => {
    const sheet = await sheetOf(
      workbook(
        [
          {
            name: 'People &amp; posts',
            rows:
              row(1, ['Team', 'Start', 'Hours', 'FTE', 'Held']) +
              row(3, [
                { raw: 't="s"><v>1</v>' },
                { raw: 's="1"><v>44287</v>' },
                { raw: 's="2"><v>1.5625</v>' },
                0.6,
                { raw: 't="b"><v>1</v>' },
              ]) +
              row(4, [
                'A_x000D_B',
                { raw: 's="3"><v>44287.5</v>' },
                null,
                { raw: 't="e"><v>#REF!</v>' },
              ]),
          },
        ],
        {
          texts:
            '<si><t>no</t></si><si><r><t>Court </t></r><r><t>team</t></r><rPh><t>aloud</t></rPh></si>',
        },
      ),
    );
    expect(sheet.name).toBe('People & posts');
    expect(sheet.rows).toEqual([
      { number: 1, cells: ['Team', 'Start', 'Hours', 'FTE', 'Held'] },
      {
        number: 3,
        cells: [
          'Court team',
          { kind: 'date', date: '2021-04-01' },
          { kind: 'time', hours: 37.5 },
          0.6,
          true,
        ],
      },
      {
        number: 4,
        cells: [
          'A\rB',
          { kind: 'date', date: '2021-04-01' },
          null,
          { kind: 'error', text: '#REF!' },
        ],
      },
    ]);
  });

  it.each(['1', 'true'])('may count its days from 1904 (date1904="%s")', async (yes) => {
    const sheet = await sheetOf(
      workbook([{ name: 'A', rows: row(1, [{ raw: 's="1"><v>42825</v>' }]) }], {
        properties: `<workbookPr date1904="${yes}"/>`,
      }),
    );
    expect(sheet.dayNumbers).toBe('1904');
    expect(sheet.rows[0]?.cells).toEqual([{ kind: 'date', date: '2021-04-01' }]);
  });

  it('has the saved value of a formula, never its words, and says where there is none', async () => {
    const sheet = await sheetOf(
      workbook([
        {
          name: 'A',
          rows: row(1, [
            { raw: '><f>1+1</f><v>2</v>' },
            { raw: 't="str"><f>HYPERLINK("x")</f><v>words</v>' },
            { raw: '><f>NOW()</f>' },
            '=1+1',
          ]),
        },
      ]),
    );
    expect(sheet.rows[0]?.cells).toEqual([
      2,
      'words',
      { kind: 'error', text: 'a formula saved without its value' },
      '=1+1',
    ]);
  });

  it('may have several sheets, hidden ones, hidden rows and prefixed elements', async () => {
    const parts = workbookParts([
      { name: 'One', rows: row(1, ['x']) + row(2, ['y'], 'hidden="true"') },
      { name: 'Two', rows: '', state: 'hidden' },
    ]).map((part) =>
      part.name.endsWith('sheet1.xml')
        ? {
            ...part,
            text: part.text
              .replace(/<(\/?)(\w)/g, '<$1x:$2')
              .replace('<x:worksheet', '<x:worksheet xmlns:x="y"'),
          }
        : part,
    );
    const sheets = await sheetsOf(zip(parts));
    expect(
      sheets.map(({ name, hidden, hiddenRows, rows }) => [name, hidden, hiddenRows, rows.length]),
    ).toEqual([
      ['One', false, 1, 2],
      ['Two', true, 0, 0],
    ]);
  });

  it('knows dates and times by their formats', () => {
    expect(
      [
        'dd/mm/yyyy',
        'mmm-yy',
        '[$-809]d mmmm yyyy;@',
        'yyyy"y"',
        '[Red]dd\\-mm',
        'dd/mm/yyyy hh:mm',
      ].map((code) => shownBy(200, code)),
    ).toEqual(Array(6).fill('date'));
    expect(
      ['[h]:mm', 'hh:mm:ss', '[mm]:ss', 'h:mm AM/PM'].map((code) => shownBy(200, code)),
    ).toEqual(Array(4).fill('time'));
    expect(
      ['General', '0.00', '#,##0_);[Red](#,##0)', '0%', '"days" 0', '@', '0.0E+00', '[Blue]0'].map(
        (code) => shownBy(200, code),
      ),
    ).toEqual(Array(8).fill('number'));
    expect([0, 14, 22, 45, 9].map((id) => shownBy(id, undefined))).toEqual([
      'number',
      'date',
      'date',
      'time',
      'number',
    ]);
  });

  it('that is really CSV is read as CSV', async () => {
    expect(cellsOf((await sheetsOf(utf8('Team,FTE\nA,1\n'), 'list.xlsx'))[0]!)).toEqual([
      ['Team', 'FTE'],
      ['A', '1'],
    ]);
  });

  const good = () =>
    workbookParts([{ name: 'A', rows: row(1, ['Team', 'FTE']) + row(2, ['A', 1]) }]);
  const replaced = (pattern: RegExp, text: string) =>
    zip(good().map((part) => (pattern.test(part.name) ? { ...part, text } : part)));

  it('that would unpack to more than 200 MB is refused before it is unpacked', async () => {
    const bomb = good().map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, claims: 201 * 1024 * 1024 } : part,
    );
    expect(await refusal(zip(bomb))).toContain('unpacks to more than 200 MB');
  });

  it('that unpacks to more than it says is refused', async () => {
    const liar = good().map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, text: part.text + ' '.repeat(50_000_000), claims: 1000 }
        : part,
    );
    expect(await refusal(zip(liar))).toContain('damaged or was cut short');
  });

  it('that was cut short, or has a byte changed, is refused', async () => {
    const bytes = zip(good());
    expect(await refusal(bytes.subarray(0, bytes.length - 30))).toContain('cut short');
    const changed = bytes.slice();
    const at = Buffer.from(bytes).indexOf('sheet1.xml') + 14;
    changed[at] = changed[at]! ^ 0x55;
    expect(await refusal(changed)).toMatch(/damaged|not well-formed/);
  });

  it('with a DOCTYPE inside is refused', async () => {
    const text = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>';
    expect(await refusal(replaced(/sheet1/, text))).toContain('DOCTYPE');
  });

  it('made to exhaust memory is refused', async () => {
    const inSheet = (rows: string) =>
      replaced(/sheet1/, `<worksheet><sheetData>${rows}</sheetData></worksheet>`);
    expect(await refusal(inSheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toContain(
      'more than 1000 columns',
    );
    expect(await refusal(inSheet('<row r="99999999999"><c><v>1</v></c></row>'))).toContain(
      'out of its order',
    );
    expect(await refusal(inSheet('<row r="2"/><row r="1"/>'))).toContain('out of its order');
    expect(await refusal(inSheet('<a>'.repeat(200) + '</a>'.repeat(200)))).toContain('100 deep');
    // A last row far down costs nothing.
    const far = await sheetOf(inSheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'));
    expect(far.rows).toEqual([{ number: 1048576, cells: [1] }]);
  });

  it.each([
    ['xl/workbook.bin', 'binary workbook'],
    ['content.xml', 'OpenDocument'],
    ['word/document.xml', 'Word document'],
    ['people.csv', 'ZIP folder'],
    ['anything', 'cannot be read as an Excel workbook'],
  ])('is not a ZIP with %s: %s', async (name, words) => {
    expect(await refusal(zip([{ name, text: 'x' }]))).toContain(words);
  });

  it('without cells is refused', async () => {
    expect(await refusal(workbook([]))).toContain('no sheet with cells');
  });
});

describe('what is no table', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'The file is empty'],
    ['blanks', utf8(' \r\n \n'), 'The file is blank'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Excel 97 to 2003'],
    ['a compressed file', Uint8Array.from([0x1f, 0x8b, 8]), 'gzip'],
    ['an empty ZIP', Uint8Array.from([0x50, 0x4b, 5, 6]), 'empty ZIP'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47]), 'picture'],
    [
      'other bytes',
      Uint8Array.from({ length: 600 }, (_, at) => (at * 7) % 11),
      'This is not a table',
    ],
    ['a web page after comments', utf8('<!-- a --><!-- b -->\n<TABLE>'), 'web page'],
    ['comments without end', utf8('<!---->'.repeat(9000)), 'XML'],
  ])('is refused: %s', async (_, bytes, words) => {
    expect(await refusal(bytes)).toContain(words);
  });

  it('is a file over 100 MB', async () => {
    expect(await refusal(new Uint8Array(100 * 1024 * 1024 + 1))).toContain('larger than 100 MB');
  });

  it('is a file of nothing but separators', async () => {
    expect(await refusal(new Uint8Array(21_000_000).fill(0x2c))).toContain('20 million cells');
  });
});

describe('a long file', () => {
  it('of more than 100,000 rows is refused when it is read', async () => {
    const bytes = utf8(`Team,Role\n${'A,B\n'.repeat(101_000)}`);
    const sheet = await sheetOf(bytes);
    expect(sheet.tooLong).toBe(true);
    expect(surveySheet(sheet, '', null).tooLong).toBe(true);
    expect(() =>
      readSheet(sheet, { kind: 'people', header: null, mapping: {}, answers: {}, near: 2025 }),
    ).toThrow('more than 100,000 rows');
  });
});
