/** Standing among authorities, the plan's own figures on the DfE basis, and what a file changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaByCode, benchmarkAreas } from '../../../src/domain/benchmark/areas.ts';
import { benchmarkChanges } from '../../../src/domain/benchmark/changes.ts';
import { dfeVacancyOf, nearestCensus } from '../../../src/domain/benchmark/dfeVacancy.ts';
import { figureInWords, symbolMeaning } from '../../../src/domain/benchmark/measures.ts';
import { ownFigures } from '../../../src/domain/benchmark/ownFigures.ts';
import { quarterOf, standingOf } from '../../../src/domain/benchmark/standing.ts';
import { plan } from '../records/builder.ts';
import { row } from './rows.ts';

const code = (n: number) => `E${String(n).padStart(8, '0')}`;

describe('where an authority lies', () => {
  // 41 authorities at 0, 1, … 40%; another at 30% too, one confidential, and a region.
  const rows = [
    ...Array.from({ length: 41 }, (_, n) => row(2021, code(n), `Area ${n}`, n)),
    row(2021, code(99), 'Like it', 30),
    row(2021, code(98), 'Hidden', 'c'),
    row(2021, 'E12000007', 'London', 50, { level: 'Regional' }),
  ];
  const areas = benchmarkAreas(rows);
  const own = areaByCode(areas, code(30))!;

  it('counts those lower, the same and higher, symbols and regions left out', () => {
    const standing = standingOf(areas, own, 'vacancy')!;
    // Of 41 others: 0 to 29 are 30 lower, one the same, 31 to 40 are 10 higher.
    expect(standing).toMatchObject({ censusYear: 2021, value: 30, lower: 30, same: 1, higher: 10 });
    expect(standing.lowerShare).toBeCloseTo(30 / 41, 12);
    // 42 figures: the middle two are the 21st and 22nd, 20 and 21.
    expect(standing.median).toBe(20.5);
    expect(standing.all).toHaveLength(42);
    // Places 31 and 32 of 42, their middle 31/42 = 0.74: the third quarter.
    expect(quarterOf(standing)).toBe(3);
  });

  it('is of the latest census with a number', () => {
    const later = benchmarkAreas([...rows, row(2022, code(30), 'Area 30', 'x')]);
    expect(standingOf(later, areaByCode(later, code(30))!, 'vacancy')?.censusYear).toBe(2021);
  });

  it('is not told without a figure, or among a few', () => {
    expect(standingOf(areas, areaByCode(areas, code(98))!, 'vacancy')).toBeNull();
    expect(standingOf(areas, own, 'caseload')).toBeNull();
    const few = benchmarkAreas(rows.slice(20, 40));
    expect(standingOf(few, areaByCode(few, code(30))!, 'vacancy')).toBeNull();
  });

  it('has the lowest and highest in the first and last quarter, whatever the figures', () => {
    const values = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 21, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.nat(), (figures, at) => {
        const all = benchmarkAreas(figures.map((value, n) => row(2021, code(n), `A ${n}`, value)));
        const one = areaByCode(all, code(at % figures.length))!;
        const standing = standingOf(all, one, 'vacancy')!;
        const { lower, same, higher } = standing;
        expect(lower + same + higher).toBe(figures.length - 1);
        if (lower === 0 && same === 0) expect(quarterOf(standing)).toBe(1);
        if (higher === 0 && same === 0) expect(quarterOf(standing)).toBe(4);
      }),
    );
  });
});

describe('the plan’s own figures', () => {
  // Ten posts, eight in post at 30 September 2021; one left in June 2021, one agency worker.
  const p = plan();
  p.post({ fte: 10 });
  for (let n = 0; n < 8; n++) p.person({ from: '2019-01-01' });
  p.person({ from: '2019-01-01', to: '2021-06-30', leavingReason: 1 });
  p.person({ from: '2021-01-01', basis: 'agency' }, [{ covers: 'vacancy' }]);

  it('are on the DfE basis at each census the records reach', () => {
    const own = ownFigures(p.records, [2018, 2019, 2021, 2022], '2022-03-31');
    expect([...own.keys()]).toEqual([2019, 2021]);
    // 2 vacant / (2 + 8); 1 left / 8 at the end; 1 agency / (1 + 8).
    expect(own.get(2021)!.vacancy).toBeCloseTo(20, 10);
    expect(own.get(2021)!.turnover).toBeCloseTo(12.5, 10);
    expect(own.get(2021)!.agency).toBeCloseTo(100 / 9, 10);
    // In 2019 the records are less than a year old: turnover is not known, not zero.
    expect(own.get(2019)).toMatchObject({ turnover: null });
  });

  it('are none without records', () => {
    expect(ownFigures(plan().records, [2021], '2022-03-31').size).toBe(0);
  });
});

describe('what a file changes', () => {
  const held = [row(2021, 'A', 'Ash', 24), row(2021, 'B', 'Birch', 'c')];

  it('is counted as the import will count it, and every revised figure is named', () => {
    const file = [
      row(2021, 'A', 'Ash', 24, { figures: { vacancyRateFte: 24, cases: 100 } }),
      row(2021, 'B', 'Birch', 'c'),
      row(2022, 'B', 'Birch', 11),
    ];
    expect(benchmarkChanges(held, file)).toEqual({
      added: 1,
      changed: 1,
      unchanged: 1,
      revised: [
        {
          areaCode: 'A',
          areaName: 'Ash',
          censusYear: 2021,
          measure: 'cases',
          before: null,
          after: 100,
        },
      ],
    });
  });

  it('takes another name for a change, and a symbol for no number', () => {
    const file = [row(2021, 'A', 'Ashe', 24), row(2021, 'B', 'Birch', 0)];
    const { changed, revised } = benchmarkChanges(held, file);
    expect(changed).toBe(2);
    expect(revised).toEqual([
      {
        areaCode: 'B',
        areaName: 'Birch',
        censusYear: 2021,
        measure: 'vacancyRateFte',
        before: 'c',
        after: 0,
      },
    ]);
  });
});

describe('words', () => {
  it('say what a symbol means, and never make it a number', () => {
    expect(figureInWords(24, 'vacancy')).toBe('24.0%');
    expect(figureInWords(14.2, 'caseload')).toBe('14.2');
    expect(figureInWords('low', 'vacancy')).toBe('low (rounds to 0, but is not 0)');
    expect(figureInWords(null, 'vacancy')).toBe('no figure');
    expect(symbolMeaning('C')).toBe('confidential');
    expect(symbolMeaning('q')).toContain('DfE’s site');
  });
});

describe('DfE’s figures for an explanation', () => {
  const [area] = benchmarkAreas([
    row(2021, 'A', 'Ash', 24, {
      figures: { vacancyRateFte: 24, vacancyFte: 81.8, inPostFte: 259.4, agencyFte: 'z' },
    }),
    row(2022, 'A', 'Ash', 'c'),
  ]);

  it('are numbers or not known, and say what is printed in place of a rate', () => {
    expect(dfeVacancyOf(area!, 2021)).toMatchObject({
      area: 'Ash',
      censusDate: '2021-09-30',
      vacancyFte: 81.8,
      agencyFte: null,
      vacancyRate: 24,
      absent: null,
    });
    expect(dfeVacancyOf(area!, 2022)).toMatchObject({
      vacancyRate: null,
      absent: 'c (confidential)',
    });
    expect(dfeVacancyOf(area!, 2023)).toBeNull();
  });

  it('are of the nearest census', () => {
    expect(nearestCensus([2023, 2021, 2022], '2021-11-12')).toBe(2021);
    expect(nearestCensus([2021, 2022], '2022-03-31')).toBe(2021);
    expect(nearestCensus([], '2022-03-31')).toBeNull();
  });
});
