/** Whatever the bytes, reading ends: in rows that add up, or in a refusal with plain words. */
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecordsFile } from '../../src/app/files/readRecordsFile.ts';
import {
  IMPORT_KINDS,
  ImportRefusal,
  proposeMapping,
  readSheet,
  surveySheet,
  type ImportKind,
  type ImportRow,
  type Question,
  type Sheet,
} from '../../src/domain/importing/index.ts';
import { isIsoDate } from '../../src/domain/calendar.ts';
import { row, workbookParts, zip } from '../fixtures/import-corpus/zip.ts';

const CORPUS = join(import.meta.dirname, '../fixtures/import-corpus');
const good: Uint8Array[] = readdirSync(CORPUS)
  .filter((name) => /\.(?:csv|xml|xls)$/.test(name))
  .map((name) => new Uint8Array(readFileSync(join(CORPUS, name))));
good.push(
  zip(
    workbookParts([
      {
        name: 'A',
        rows:
          row(1, ['Ref', 'Team', 'Role', 'FTE', 'Start date']) +
          row(2, ['1', 'A', 'SW', 0.6, { raw: 's="1"><v>44287</v>' }]),
      },
    ]),
  ),
  new TextEncoder().encode(
    '<?xml version="1.0"?><Message><CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>SW0123456789</SWENo><FTE>0.5</FTE></CSWWWorker></Message>',
  ),
);

/** Any answer: the first option, or 36 hours. */
const answerTo = ({ input, options }: Question) => (input === 'number' ? '36' : options[0]!.value);

/** What every row must be, whatever the file. */
function checkRow(read: ImportRow): void {
  const { fte } = read;
  if (fte !== null) {
    expect(Number.isInteger(fte) && fte >= 0).toBe(true);
    if (read.kind !== 'establishment') expect(fte).toBeLessThanOrEqual(1_000_000);
  }
  const [from, to] =
    read.kind === 'establishment'
      ? [read.fundedFrom, read.fundedTo]
      : read.kind === 'movements'
        ? [read.date, null]
        : [read.from, read.kind === 'cohort' ? null : read.to];
  for (const date of [from, to]) if (date !== null) expect(isIsoDate(date)).toBe(true);
  if (from !== null && to !== null) expect(to >= from).toBe(true);
}

/** Reads a sheet as a kind, with all questions answered; refusals of choices are fine. */
function readAny(sheet: Sheet, kind: ImportKind): void {
  const { columns } = surveySheet(sheet, 'file', null);
  const { mapping } = proposeMapping(columns, kind);
  const choices = { kind, header: null, mapping, near: 2025 };
  try {
    const answers: Record<string, string> = {};
    // An answer may bring another question: percent, then hours. It ends.
    for (let round = 0; round < 6; round += 1) {
      const read = readSheet(sheet, { ...choices, answers });
      if (read.open.length > 0) {
        expect(read.rows).toEqual([]);
        for (const question of read.questions) answers[question.id] = answerTo(question);
        continue;
      }
      read.rows.forEach(checkRow);
      // Every row under the headings became a row, a problem or a skipped one.
      const rows = new Set(read.rows.map((each) => each.row));
      const vacant = read.vacantPosts.length;
      expect(rows.size + vacant + read.refused).toBeGreaterThanOrEqual(read.dataRows);
      return;
    }
    throw new Error('questions without end');
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    expect(error.message).toMatch(/\.$/);
  }
}

async function readWhole(bytes: Uint8Array): Promise<void> {
  try {
    const content = await readRecordsFile(bytes, 'file');
    if (content.what !== 'sheets') return;
    for (const sheet of content.sheets) for (const kind of IMPORT_KINDS) readAny(sheet, kind);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    expect(error.message).toMatch(/^[A-Z“].*\.$/s);
    expect(error.message).not.toMatch(/undefined|null|NaN|\[object|TypeError|at line/);
  }
}

/** A good file with bytes changed, taken out, doubled or cut off. */
const mutated = fc
  .record({
    file: fc.constantFrom(...good),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        byte: fc.nat(255),
        what: fc.constantFrom('set', 'delete', 'double', 'cut'),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ file, changes }) => {
    let bytes = [...file];
    for (const { at, byte, what } of changes) {
      const place = Math.floor(at * bytes.length);
      if (what === 'set') bytes[place] = byte;
      else if (what === 'delete') bytes.splice(place, 1 + (byte % 16));
      else if (what === 'double') bytes.splice(place, 0, ...bytes.slice(place, place + byte));
      else bytes = bytes.slice(0, place);
    }
    return Uint8Array.from(bytes);
  });

/** Cells as files have them, good and bad. */
const cell = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '',
      'A',
      'Team A',
      'Total',
      'Vacant',
      'Vacancy (agency cover)',
      'n/a',
      '#N/A',
      '=1+1',
      '-',
    ],
    ...['0.6', '0,6', '1,000', '60%', '(1)', '37', '18:30', '1', '44287', '100'],
    ...[
      '25/03/2020',
      '03/04/2021',
      '2020-03-25',
      '01-Apr-21',
      '31/12/9999',
      '31/02/2020',
      'Apr-21',
    ],
    ...['Permanent', 'Casual', 'Leaver', 'Resignation', 'Grant', 'Yes', '"', 'a"b', 'x\ny'],
  ),
  fc.string({ maxLength: 12, unit: 'binary' }),
);
const headings = fc.shuffledSubarray(
  [
    'Ref',
    'Name',
    'Team',
    'Role',
    'FTE',
    'Hours',
    'Standard hours',
    'Start date',
    'End date',
    'Contract type',
    'Movement type',
    'Date',
    'Reason for leaving',
    'Post ref',
    'Funding',
    'Frozen',
    'Covers',
    'Other',
    '',
  ],
  { minLength: 3 },
);
const csv = fc
  .tuple(
    headings,
    fc.array(fc.array(cell, { maxLength: 18 }), { maxLength: 12 }),
    fc.constantFrom(',', ';', '\t'),
  )
  .map(([head, rows, separator]) =>
    [head, ...rows]
      .map((cells) =>
        cells
          .map((text) => (/["\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
          .join(separator),
      )
      .join('\r\n'),
  );

describe('reading a file of records ends well', () => {
  it('for any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), readWhole), {
      numRuns: 150,
    });
  });

  it('for any text', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, (words) => readWhole(new TextEncoder().encode(words))),
      { numRuns: 150 },
    );
  }, 60_000);

  it('for good files with mistakes', async () => {
    await fc.assert(fc.asyncProperty(mutated, readWhole), { numRuns: 250 });
  }, 60_000);

  it('for tables of likely and unlikely cells', async () => {
    await fc.assert(
      fc.asyncProperty(csv, (text) => readWhole(new TextEncoder().encode(text))),
      { numRuns: 120 },
    );
  }, 60_000);

  it('for cells without end', async () => {
    const long = ['A', '9', '(', ' -', '1,', '<', '"', '%', 'Total ', '01/'];
    for (const part of long) {
      for (const length of [32_000, 400_000]) {
        const text = part.repeat(length / part.length);
        const quoted = `"${text.replaceAll('"', '""')}"`;
        const file = `Ref,Team,Role,FTE,Contract type,Start date\n${`${quoted},`.repeat(6)}\n`;
        const start = process.cpuUsage();
        await readWhole(new TextEncoder().encode(file));
        // Of the processor's time: a second is long, a hang is longer.
        expect(process.cpuUsage(start).user / 1e6, part).toBeLessThan(8);
      }
    }
  }, 60_000);
});
