/** Small files made to keep a reader busy: refused with the bound they pass, or read in good time. */
import { describe, expect, it } from 'vitest';
import { readClipboard } from '../../src/app/tables/clipboard.ts';
import { AMPLIFIERS, fileOf } from '../fixtures/amplifiers.ts';
import { readWhole, secondsWorked } from '../fixtures/readWhole.ts';

/** Seconds of work that one reading may take; each takes a tenth of it. */
const LONGEST = 5;

describe('a small file made to keep the reader busy', () => {
  it.each([
    ['a long number format of many styles', 'one text or tag takes more than 1 MB'],
    ['brackets without end in a number format', 'longer than 255 characters'],
    ['many styles', 'more than 65,490 cell styles'],
    ['one long text in many cells', 'more than 20 million characters in its cells'],
    ['one sheet named often', 'more than 300 sheets'],
    ['one sheet named twice', 'Two sheets of the workbook are one and the same'],
    ['many wide sheets', 'more than 10,000 columns over all its sheets'],
    ['entries that lie over each other', 'damaged or was cut short'],
    ['a huge attribute', 'one text or tag takes more than 1 MB'],
    ['many comments', 'comments take more than 1 MB'],
    ['equal headings', 'more than 1000 columns'],
    ['a return with a long text', 'one text or tag takes more than 1 MB'],
    ['many blank cells', 'opened'],
    ['a return of one worker with many elements', 'opened'],
    ['a long heading over many rows', 'opened'],
  ])('%s: %s', async (name, words) => {
    // What is read is made smaller here than in the long tests.
    const readings = await readWhole(fileOf(AMPLIFIERS[name]!(words === 'opened' ? 0.3 : 1)));
    expect(readings[0]!.said).toContain(words);
    // A refusal says what to do, here and for a table of figures.
    if (words !== 'opened') expect(readings[0]!.said).toMatch(/Copy|Get it again|Export/i);
    for (const { what, seconds } of readings) expect(seconds, what).toBeLessThan(LONGEST);
  });

  it('that packs to a fortieth of its size is refused before it is unpacked', async () => {
    const [opened] = await readWhole(fileOf(AMPLIFIERS['many blank cells']!(2)));
    expect(opened!.said).toContain('more than 40 times its size');
  });

  it('is no list that repeats its names, or is formatted far to the right', async () => {
    const people = (cells: (row: number) => string, rows: number) =>
      `Employee number,Team,Job title,FTE,Start date${','.repeat(1500)}\n${Array.from({ length: rows }, (_, at) => cells(at)).join('\n')}`;
    const bytes = fileOf(
      people((at) => `${at},Duty,Social worker,1,01/04/2021${','.repeat(1500)}`, 500),
    );
    const readings = await readWhole(bytes);
    expect(readings.map(({ said }) => said).slice(0, 3)).toEqual(['opened', 'read', 'read']);
  });
});

describe('a text pasted into the table to keep it busy', () => {
  it.each([
    ['line ends', `20\n${'\n'.repeat(190_000)}x`],
    ['figures without end', `a\n${'1,'.repeat(95_000)}x`],
    ['brackets without end', `a\n${'1 ('.repeat(60_000)}`],
  ])('is read at once: %s', (_, text) => {
    const before = secondsWorked();
    expect(readClipboard(text).unread).toEqual([]);
    expect(secondsWorked() - before).toBeLessThan(1);
  });

  it('is refused with the remedy when it is longer than any table', () => {
    const { rows, unread } = readClipboard('1\t2\n'.repeat(60_000));
    expect(rows).toEqual([]);
    expect(unread[0]!.why).toContain('Copy only the rows and years you need');
  });
});
