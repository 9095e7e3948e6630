/** Papers as Word documents, and due dates as a calendar file, read back as others read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText } from '../../src/app/files/calendarFile.ts';
import { wordDocument } from '../../src/app/files/word.ts';
import type { CalendarEntry } from '../../src/domain/asye/calendarEntries.ts';
import type { Paper } from '../../src/domain/paper.ts';
import { readDocx } from '../fixtures/readDocx.ts';

const PAPER: Paper = {
  organisation: 'Anytown',
  classification: 'OFFICIAL-SENSITIVE',
  title: 'ASYE panel, 15 October 2026',
  about: ['Agenda', '2 of 8 places booked'],
  parts: [
    {
      heading: 'In order',
      words: ['Two people.'],
      table: {
        columns: ['Member', 'Team'],
        widths: [0.5, 0.5],
        rows: [
          ['Ann <Bell> & co', 'Duty'],
          ['E2', '\u0000\uFFFF'],
        ],
      },
    },
  ],
  notes: ['Share it with panel members only.'],
  orientation: 'landscape',
};

describe('a Word document', () => {
  it('holds the paper’s words in order, and its marking on every page', async () => {
    const blob = await wordDocument(PAPER);
    const texts = await readDocx(new Uint8Array(await blob.arrayBuffer()));
    expect(texts.document.split('\n').filter((text) => text.trim() !== '')).toEqual([
      'Anytown',
      'ASYE panel, 15 October 2026',
      'Agenda · 2 of 8 places booked',
      'In order',
      'Two people.',
      ...['Member', 'Team', 'Ann <Bell> & co', 'Duty', 'E2'],
      'Share it with panel members only.',
    ]);
    expect(texts.header).toContain('OFFICIAL-SENSITIVE');
    expect(texts.footer).toMatch(/OFFICIAL-SENSITIVE · Page/);
  });
});

const NOW = '2025-10-31T09:30:00.000Z';
const ENTRY: CalendarEntry = {
  uid: 'member-1-review-3@f3b0.tenure',
  on: '2025-12-08',
  title: 'AB: 3-month review due',
  about: 'From Tenure.',
};

/** The file's lines as RFC 5545 §3.1 has a reader put them together again. */
function unfolded(text: string): string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  // Every line ends in CRLF, and neither character stands anywhere else.
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // Folding parts no character in two.
    expect(line.isWellFormed()).toBe(true);
  }
  return text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

const valueOf = (lines: string[], name: string) =>
  lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));

/** RFC 5545 §3.3.11: text as it was before it was escaped. */
const unescaped = (text: string) =>
  text.replace(/\\([nN\\;,])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));

describe('a calendar file', () => {
  it('has all-day entries, each with its id, its day, and when the file was made', () => {
    const lines = unfolded(calendarText('ASYE, all', [ENTRY], NOW));
    expect(lines.slice(0, 3)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tenure//ASYE//EN',
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:member-1-review-3@f3b0.tenure',
        'DTSTAMP:20251031T093000Z',
        'DTSTART;VALUE=DATE:20251208',
        'TRANSP:TRANSPARENT',
        'SUMMARY:AB: 3-month review due',
      ]),
    );
    // Without an end an all-day entry lasts its one day (§3.6.1).
    expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
    expect(lines.slice(-2)).toEqual(['END:VEVENT', 'END:VCALENDAR']);
  });

  it('made later takes the place of an earlier one', () => {
    const sequence = (now: string) =>
      Number(valueOf(unfolded(calendarText('A', [ENTRY], now)), 'SEQUENCE')[0]);
    expect(sequence('2025-11-01T00:00:00.000Z')).toBe(sequence(NOW) + 1);
  });

  it('keeps any text whole, and no text becomes a line of its own', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(text, text, (title, about) => {
        const lines = unfolded(calendarText('A', [{ ...ENTRY, title, about }], NOW));
        expect(valueOf(lines, 'SUMMARY').map(unescaped)).toEqual(title === '' ? [''] : [title]);
        expect(lines.filter((line) => line.startsWith('END:'))).toHaveLength(2);
      }),
    );
    const sly = { ...ENTRY, title: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0000' };
    const lines = unfolded(calendarText('A\r\nMETHOD:CANCEL', [sly], NOW));
    expect(valueOf(lines, 'SUMMARY')).toEqual(['x END:VEVENT BEGIN:VEVENT ']);
    expect(valueOf(lines, 'METHOD')).toEqual(['PUBLISH']);
  });
});
