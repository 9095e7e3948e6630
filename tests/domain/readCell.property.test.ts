/** Whatever is written, reading it never throws; whatever is read, writing it reads back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysInYear, endOfYear, startOfYear } from '../../src/domain/calendar.ts';
import type { AboutCell } from '../../src/domain/cell/clauses.ts';
import {
  isFlow,
  isPartYear,
  MEASURE_KINDS,
  STATUSES,
  type MeasureKind,
} from '../../src/domain/figures.ts';
import {
  readCell,
  readTargetCell,
  writeReading,
  writeTarget,
  type CellContent,
} from '../../src/domain/readCell.ts';

const RATES: MeasureKind[] = ['vacancyRate', 'turnoverRate', 'agencyRate'];
const row = fc.constantFrom(...MEASURE_KINDS).map((kind) => ({
  kind,
  unit: RATES.includes(kind) ? ('percent' as const) : ('people' as const),
  label: 'A row',
}));
const year = fc.integer({ min: 1990, max: 2100 });
const startMonth = fc.integer({ min: 1, max: 12 });
const about = fc.record({ measure: row, year, startMonth });

/** Pieces people write, in any order: more of them mean something than random letters would. */
const piece = fc.oneof(
  fc.constantFrom('18', '12.5%', '(5)', '-', 'tbc', 'Tbc', '@', 'as at', '12.11.21', '31.02.21'),
  fc.constantFrom('(further 1 in progress)', '+5 in progress', 'planned', 'provisional', 'below'),
  fc.constantFrom('1,234', 'to', '90', '\u00a0', '\n', '12 November 2021', 'Informed by SFD', '%'),
  fc.string({ maxLength: 6 }),
);
const written = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ')),
);

const millionths = (size: number) => Math.round(size * 1e6) / 1e6;

describe('readCell', () => {
  it('never throws, and never reads a number out of nothing', () => {
    fc.assert(
      fc.property(written, about, (text, where) => {
        for (const result of [readCell(text, where), readTargetCell(text, where)]) {
          if (!result.ok) expect(result.problem).toMatch(/^“/);
          else if (result.content?.value != null) {
            expect(Number.isFinite(result.content.value)).toBe(true);
            expect(text).toMatch(/\d/);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what it wrote of anything it read', () => {
    fc.assert(
      fc.property(written, about, fc.nat(364), (text, where, day) => {
        const first = readCell(text, where);
        if (!first.ok || first.content === null) return;
        const usual = addDays(startOfYear(where.year, where.startMonth), day);
        const reading = dated(first.content, where, usual);
        const again = readCell(
          writeReading({ ...reading, year: where.year }, where.measure, where.startMonth),
          where,
        );
        if (!again.ok || again.content === null) throw new Error(JSON.stringify(again));
        const end = endOfYear(where.year, where.startMonth);
        expect(dated(again.content, where, end)).toEqual(reading);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A reading as a table records it: a cell with no date of its own gets the usual one. */
function dated(content: CellContent, where: AboutCell, usual: string) {
  const asAt = content.asAt ?? usual;
  const { measure, year, startMonth } = where;
  const early = isPartYear({ asAt, year, status: content.status }, measure.kind, startMonth);
  const isPart = content.status === 'actual' && early;
  return { ...content, asAt, status: isPart ? ('part-year' as const) : content.status };
}

describe('writeReading', () => {
  const reading = about.chain((where) =>
    fc
      .record({
        value: fc
          .double({ min: 0, max: RATES.includes(where.measure.kind) ? 100 : 1e6, noNaN: true })
          .map(millionths),
        status: fc.constantFrom(...STATUSES),
        known: fc.boolean(),
        day: fc.nat(daysInYear(where.year, where.startMonth) - 1),
        inProgress: fc.option(fc.nat(1000)),
      })
      .map(({ value, status, known, day, inProgress }) => {
        const asAt = addDays(startOfYear(where.year, where.startMonth), day);
        const early = asAt < endOfYear(where.year, where.startMonth);
        const isPart = status === 'actual' && early && isFlow(where.measure.kind);
        return {
          where,
          reading: {
            year: where.year,
            asAt,
            value: status === 'tbc' && !known ? null : value,
            status: isPart ? ('part-year' as const) : status,
            inProgress: where.measure.unit === 'percent' ? null : inProgress,
            text: '',
          },
        };
      }),
  );

  it('reads back to the same content', () => {
    fc.assert(
      fc.property(reading, ({ where, reading: expected }) => {
        const text = writeReading(expected, where.measure, where.startMonth);
        const result = readCell(text, where);
        if (!result.ok || result.content === null) throw new Error(JSON.stringify(result));
        const { unit, asAt, ...content } = result.content;
        expect(unit).toBe(where.measure.unit === 'percent' ? 'percent' : null);
        expect({
          ...content,
          asAt: asAt ?? endOfYear(where.year, where.startMonth),
          year: where.year,
        }).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('writeTarget', () => {
  it('reads back to the same content', () => {
    const size = fc.double({ min: 1, max: 100, noNaN: true }).map(millionths);
    const target = fc.oneof(
      fc.record({ value: size, upper: fc.option(size), status: fc.constantFrom('set', 'tbc') }),
      fc.constant({ value: null, upper: null, status: 'tbc' as const }),
    );
    fc.assert(
      fc.property(target, about, (fields, where) => {
        const expected = { ...fields, text: '' };
        const text = writeTarget({ ...expected, year: where.year }, where.measure);
        expect(readTargetCell(text, where)).toEqual({ ok: true, content: expected });
      }),
    );
  });
});
