import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvBlob, defuse, toCsv, undefuse } from '../../src/app/files/csv.ts';
import { readCsv } from '../../src/app/files/readCsv.ts';
import { readTableFile } from '../../src/app/files/readTableFile.ts';
import { fileName } from '../../src/app/files/saveFile.ts';
import { tableWorkbook } from '../../src/app/files/xlsx.ts';
import { isZip, unpackedBytes, zipEntries } from '../../src/app/files/zip.ts';
import { tableContent, writeTable, type FileCell } from '../../src/domain/tableFile.ts';
import { figuresOf } from '../fixtures/figuresOf.ts';
import { sampleFigures } from '../fixtures/samplePlan.ts';
import { anyTable, inOrder } from '../fixtures/tableContent.ts';

const ABOUT = { measures: [], source: 'My file', scope: 'As reported' };

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function read(bytes: Uint8Array) {
  const answer = await readTableFile(bytes, ABOUT);
  if (!answer.ok) throw new Error(`${answer.message} ${JSON.stringify(answer.problems)}`);
  return answer.content;
}

describe('CSV', () => {
  it('writes what a spreadsheet opens, numbers as numbers', () => {
    const rows: FileCell[][] = [
      ['Year', 'Leavers', 'Note'],
      ['2020-21', 37, 'said "37"'],
      ['2021-22', -5, null],
    ];
    expect(toCsv(rows)).toBe(
      '\uFEFFYear,Leavers,Note\r\n2020-21,37,"said ""37"""\r\n2021-22,-5,\r\n',
    );
  });

  it.each([
    ...['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '\n=x', ' =1', "'=1", '＝1'],
    ...['\0=1', '\u0001+1', ' \u001f-1', '\u007f@A1', '\u200b=1', "'\0=1"],
  ])('never lets %j become a formula', (text) => {
    expect(defuse(text)).toBe(`'${text}`);
    expect(undefuse(defuse(text))).toBe(text);
  });

  it('gives back every text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(undefuse(defuse(text))).toBe(text);
        expect(defuse(text)).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u);
      }),
    );
  });

  const table = 'Row;Year\nASYE – café;2021-22\n';
  it.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${table}`, 'utf8')],
    ['UTF-8 without', Buffer.from(table, 'utf8')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(table, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(table.replace('–', '\u0096'), 'latin1')],
    ['tabs', Buffer.from(table.replaceAll(';', '\t'), 'utf8')],
    ['commas', Buffer.from(table.replaceAll(';', ','), 'utf8')],
    ['Excel’s own separator line', Buffer.from(`sep=;\r\n${table}`, 'utf8')],
  ])('is read from %s', (_what, bytes) => {
    const rows = readCsv(new Uint8Array(bytes)).filter((row) => row.length > 1);
    expect(rows).toEqual([
      ['Row', 'Year'],
      ['ASYE – café', '2021-22'],
    ]);
  });
});

describe('the table as a file', () => {
  it('comes back from CSV exactly', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const bytes = await bytesOf(csvBlob(writeTable(table, 4)));
        expect(inOrder(await read(bytes))).toEqual(inOrder(table));
      }),
      { numRuns: 100 },
    );
  });

  it('comes back from a workbook exactly', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async (table) => {
        const figures = figuresOf(table, { firstYear: 2019, lastYear: 2022 });
        const bytes = await bytesOf(await tableWorkbook(figures));
        expect(inOrder(await read(bytes))).toEqual(inOrder(tableContent(figures)));
      }),
      { numRuns: 40 },
    );
  });

  it('holds the whole sample, in both', async () => {
    const figures = sampleFigures();
    const table = inOrder(tableContent(figures));
    const csv = await bytesOf(csvBlob(writeTable(tableContent(figures), 4)));
    const workbook = await bytesOf(await tableWorkbook(figures));
    expect(inOrder(await read(csv))).toEqual(table);
    expect(inOrder(await read(workbook))).toEqual(table);
  });
});

describe('a file that is not the table', () => {
  const message = async (bytes: Uint8Array) => {
    const answer = await readTableFile(bytes, ABOUT);
    return answer.ok ? '' : answer.message;
  };

  it.each([
    ['an empty file', new Uint8Array(0), /empty/],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), /Excel 97 to 2003/],
    ['a PDF', new TextEncoder().encode('%PDF-1.7'), /This is a PDF/],
    [
      'a broken workbook',
      new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]),
      /workbook is damaged or was cut short/,
    ],
    ['prose', new TextEncoder().encode('Dear all,\nplease find'), /one thing to correct/],
  ])('says what %s is', async (_what, bytes, words) => {
    expect(await message(bytes)).toMatch(words);
  });

  it('is refused over 10 MB', async () => {
    expect(await message(new Uint8Array(10 * 1024 * 1024 + 1))).toMatch(/larger than 10 MB/);
  });

  it('is refused before it is unpacked when it unpacks to more than 200 MB', async () => {
    const bytes = await bytesOf(await tableWorkbook(sampleFigures()));
    expect(isZip(bytes)).toBe(true);
    expect(unpackedBytes(zipEntries(bytes) ?? [])).toBeGreaterThan(bytes.length);
    // The first entry of the directory now claims to unpack to 201 MB.
    const entry = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(bytes.buffer).setUint32(entry + 24, 201 * 1024 * 1024, true);
    expect(await message(bytes)).toMatch(/more than 200 MB/);
  });

  it('is told by content, not by name: a workbook’s first sheet may hold anything', async () => {
    const figures = sampleFigures();
    const workbook = await bytesOf(await tableWorkbook(figures));
    expect((await read(workbook)).readings).toHaveLength(figures.readings.length);
  });
});

describe('a file’s name', () => {
  it.each([
    ['Plan: 2021/22', 'Plan 2021 22.csv'],
    ['  ..hidden..  ', 'hidden.csv'],
    ['???', 'Tenure.csv'],
  ])('of %j is one every system takes', (words, expected) => {
    expect(fileName(words, 'csv')).toBe(expected);
  });
});
