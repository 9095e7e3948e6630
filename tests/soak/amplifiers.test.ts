/** Small files and texts made to keep a reader busy, of many sizes and kinds, none over five seconds. */
import { describe, expect, it } from 'vitest';
import { readClipboard } from '../../src/app/tables/clipboard.ts';
import { decimalMarkOf, readNumber } from '../../src/domain/importing/numbers.ts';
import { numericDate, readWrittenDate } from '../../src/domain/importing/dates.ts';
import { vacancyIn } from '../../src/domain/importing/vacant.ts';
import { cellText, isBlank } from '../../src/domain/importing/cells.ts';
import { readCell, readTargetCell } from '../../src/domain/readCell.ts';
import { PURPOSE, Stream } from '../../src/domain/rng.ts';
import { AMPLIFIERS, fileOf } from '../fixtures/amplifiers.ts';
import { row, workbookParts } from '../fixtures/import-corpus/zip.ts';
import { readWhole, secondsWorked } from '../fixtures/readWhole.ts';

const LONGEST = 5;
const SEED = 20_261_130;

const stream = (path: number) => new Stream().reset(SEED, path, PURPOSE.sample);
const pick = <Item>(from: readonly Item[], draws: Stream): Item =>
  from[Math.floor(draws.next() * from.length)]!;

/** Pieces that numbers, dates, cells, CSV and XML are read by. */
const PIECES = [
  ...['0', '1', '12', '2021', '1,000', '1.5', '.', ',', ';', '%', 'per cent', '(', ')', '-', '–'],
  ...[' ', '  ', '\u00a0', '\t', '\n', '\r', '"', '""', "'", '=', '@', '/', ':', 'T', 'Z', 'am'],
  ...['tbc', 'a', 'A', 'Aa', 'planned', 'in progress', '+', 'as at', '12.11.21', 'November'],
  ...['vacant', 'total', '<', '>', '&', '&amp;', '<a>', '</a>', '<!--', '-->', '\0', '\u200b', 'é'],
];

/** A few pieces over and over, to a length, with an end that fits none of them. */
function monotonous(draws: Stream, length: number): string {
  const pieces = Array.from({ length: 1 + Math.floor(draws.next() * 4) }, () =>
    pick(PIECES, draws),
  );
  const unit = pieces.join('');
  return (
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + pick(['', 'x', '%', '"'], draws)
  );
}

async function withinTime(bytes: Uint8Array): Promise<void> {
  for (const { what, said, seconds } of await readWhole(bytes)) {
    expect(seconds, `${what}: ${said}`).toBeLessThan(LONGEST);
    expect(said).not.toContain('error in Tenure');
  }
}

describe('a file of up to half a megabyte is read within five seconds or refused', () => {
  it.each(Object.keys(AMPLIFIERS))('%s', async (name) => {
    const make = AMPLIFIERS[name]!;
    const draws = stream(name.length);
    await withinTime(fileOf(make(1)));
    for (let tried = 0; tried < 3; tried += 1) {
      await withinTime(fileOf(make(1 + Math.floor(draws.next() * 3)), draws.next() * 400_000));
    }
  });

  it('whatever its text repeats', async () => {
    for (let path = 1; path <= 120; path += 1) {
      const draws = stream(path);
      const text = monotonous(draws, 500_000);
      await withinTime(fileOf(text));
      await withinTime(fileOf(`Employee number,Team,FTE,Start date\n1,A,1,01/04/2021\n${text}`));
      await withinTime(fileOf(`<?xml version="1.0"?><Message>${text}</Message>`));
    }
  });

  it('whatever the texts of its cells repeat', async () => {
    for (let path = 1; path <= 60; path += 1) {
      const draws = stream(1000 + path);
      const long = Array.from({ length: 5 }, () =>
        monotonous(draws, 4000).replace(/[\0<>&]/g, '_'),
      );
      const rows = row(1, ['Employee number', 'Team', 'FTE', 'Hours', 'Start date']);
      const data = Array.from({ length: 200 }, (_, at) => row(at + 2, long));
      await withinTime(fileOf(workbookParts([{ name: 'People', rows: rows + data.join('') }])));
    }
  });
});

describe('a text that one reader is given', () => {
  const measure = { kind: 'recruits', unit: 'posts', label: 'ASYE' } as const;
  const about = { measure, year: 2021, startMonth: 4 };
  const READERS: Record<string, (text: string) => unknown> = {
    'a number': (text) => [readNumber(text, '.'), readNumber(text, ','), decimalMarkOf([text])],
    'a date': (text) => [numericDate(text), readWrittenDate(text, 'day-first', 2021)],
    'an empty post': vacancyIn,
    'a cell': (text) => [cellText(text), isBlank(text)],
    'a reading': (text) => readCell(text, about),
    'a target': (text) => readTargetCell(text, about),
    'a paste': readClipboard,
  };

  it.each(Object.keys(READERS))('as %s takes no time', (name) => {
    for (let path = 1; path <= 1500; path += 1) {
      const text = monotonous(stream(10_000 + path), 190_000);
      const before = secondsWorked();
      READERS[name]!(text);
      expect(secondsWorked() - before, JSON.stringify(text.slice(0, 60))).toBeLessThan(1);
    }
  });
});
