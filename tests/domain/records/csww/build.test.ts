/** A return built from records and kept fields, and its check against the schema of 2022. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readElements } from '../../../../src/app/files/xml.ts';
import { cswwRows, CswwReader, type XmlElement } from '../../../../src/domain/importing/index.ts';
import {
  buildReturn,
  keptAt,
  type BuiltReturn,
} from '../../../../src/domain/records/csww/build.ts';
import { mergeRows } from '../../../../src/domain/merging/merge.ts';
import { changesNothing } from '../../../../src/domain/merging/types.ts';
import { checkReturn } from '../../../../src/domain/records/csww/check.ts';
import { cswwFigures } from '../../../../src/domain/records/csww/figures.ts';
import { missingTotals, returnTotals } from '../../../../src/domain/records/csww/totals.ts';
import type { KeptFields } from '../../../../src/domain/records/csww/fields.ts';
import { returnAt } from '../../../../src/domain/records/csww/returnAt.ts';
import { anyRecords } from '../arbitrary.ts';
import { plan, wte } from '../builder.ts';
import { canAskSchema, xmllintTakes } from '../../importing/xmllint.ts';

const CENSUS = '2024-09-30';
const MAKER = { authority: '211', madeAt: '2024-10-14T09:00:00' };

/** A social worker in post, one who left and came back, an agency worker, and one who moved out. */
function smallReturn() {
  const p = plan();
  const manager = p.role('Team manager', 'first-line-manager');
  const outside = p.role('Administrator', 'other');
  p.post({ fte: 4 });
  p.person({ from: '2019-02-01', origin: 1 }, [
    { fte: 0.6, to: '2024-03-31' },
    { fte: 0.4, role: manager, from: '2024-04-01' },
    { fte: 0.3, from: '2024-04-01' },
  ]);
  const left = { to: '2023-12-31', leavingReason: 1, destination: 3 };
  p.person({ from: '2020-01-01', origin: 2, ...left }, [{ fte: 0.8 }]);
  p.person({ worker: 2, from: '2024-05-01', origin: 4 }, [{ fte: 0.5 }]);
  p.person({ from: '2022-01-01', basis: 'agency' }, [{ fte: 0.75 }]);
  p.person({ from: '2021-01-01', origin: 6 }, [
    { to: '2024-05-31' },
    { role: outside, from: '2024-06-01' },
  ]);
  p.absent(1, 'MAT', '2024-07-01');
  for (const { id } of p.records.workers) {
    p.records.workers[id - 1]!.sweNumber = `SW${String(id).padStart(10, '0')}`;
  }
  return { ...p, outside };
}

const FIELDS = { QualInst: ['Durham & York', 'Leeds'], Ethnicity: ['WBRI'], Cases30: ['12'] };
const keptFor = (workers: number[], censusDate: string): KeptFields[] =>
  workers.map((worker) => ({ worker, censusDate, fields: FIELDS }));

function read(built: BuiltReturn) {
  const reader = new CswwReader();
  readElements(built.xml, (element) => reader.take(element), 'the return');
  return reader.finish();
}

function check(built: BuiltReturn) {
  const elements: XmlElement[] = [];
  readElements(built.xml, (element) => elements.push(element), 'the return');
  return checkReturn(elements, built.workers);
}

describe('a return built from a plan', () => {
  it('has an element for everybody, each with what the records say', () => {
    const built = buildReturn(smallReturn().records, CENSUS, keptFor([1, 2, 3, 4], CENSUS), MAKER);
    expect(
      built.rows.map(
        ({ ref, agency, fte, orgRole, from, to, origin, leavingReason, destination }) => [
          ref.slice(-1),
          agency,
          fte,
          orgRole,
          from,
          to,
          origin,
          leavingReason,
          destination,
        ],
      ),
    ).toEqual([
      // Two kinds of role at once: the more senior is returned, with the FTE of both.
      ['1', false, wte(0.7), 3, '2019-02-01', null, 1, null, null],
      ['2', false, wte(0.5), 5, '2024-05-01', null, 4, null, null],
      ['3', true, wte(0.75), 5, '2022-01-01', null, null, null, null],
      // Left, and came back in the same year: the time before is an element of its own.
      ['2', false, wte(0.8), 5, '2020-01-01', '2023-12-31', 2, 1, 3],
      // Moved to a role outside the return: reason 7, on the last day in it.
      ['4', false, wte(1), 5, '2021-01-01', '2024-05-31', 6, 7, null],
    ]);
    expect(built.header).toMatchObject({ authority: '211', year: 2024, referenceDate: CENSUS });
    // 4 posts of case holders, of which 0.3 and 0.5 are filled; the manager’s 0.4 has no post.
    expect(built.vacancies).toEqual({ vacancies: 3.2, agencyFte: 0.75, agencyHeadcount: 1 });
    expect(built.rows[0]!.returnFields).toEqual({
      ...FIELDS,
      Absat30Sept: ['1'],
      ReasonAbsence: ['MAT'],
    });
    expect(built.rows[1]!.returnFields).toMatchObject({ Absat30Sept: ['0'] });
    expect(check(built)).toEqual([]);
  });

  it('takes what lasts from an earlier return, and only that', () => {
    const { records } = smallReturn();
    const kept = [...keptFor([1, 2], '2023-09-30'), ...keptFor([3], CENSUS)];
    const later = keptFor([4], '2025-09-30');
    const built = buildReturn(records, CENSUS, [...kept, ...later], MAKER);
    const of = (worker: number) => built.rows[built.workers.indexOf(worker)]!.returnFields;
    expect(of(1)).toMatchObject({ QualInst: FIELDS.QualInst, Ethnicity: ['WBRI'] });
    expect(of(1)).not.toHaveProperty('Cases30');
    expect(of(3)).toMatchObject({ Cases30: ['12'] });
    expect(of(4)).toEqual({});
    const { coverage, people, withAny } = keptAt(records, CENSUS, [...kept, ...later]);
    expect([people, withAny]).toEqual([4, 3]);
    const row = (field: string) => coverage.find((one) => one.field === field);
    expect(row('QualInst')).toEqual({ field: 'QualInst', kept: 1, carried: 2, missing: 1 });
    expect(row('Cases30')).toEqual({ field: 'Cases30', kept: 1, carried: 0, missing: 3 });
  });

  it('names each person and remedy where it breaks the schema', () => {
    const p = smallReturn();
    p.records.workers[0]!.sweNumber = null;
    p.records.workers[1]!.sweNumber = 'SW1';
    p.place(3, { fte: 0.9 });
    const kept = keptFor([2, 3, 4], CENSUS).map((one) =>
      one.worker === 4 ? { ...one, fields: { ...FIELDS, Ethnicity: ['White'] } } : one,
    );
    const built = buildReturn(p.records, CENSUS, kept, { ...MAKER, authority: null });
    const findings = check(built).map(({ worker, words, written }) => [worker, words, written]);
    expect(findings).toEqual([
      [null, 'Authority’s number is not three digits.', ''],
      [1, 'Social Work England number is missing.', ''],
      [1, 'Qualifying institution is missing.', ''],
      [2, 'Social Work England number is not two letters and ten digits.', 'SW1'],
      [2, 'FTE is not a number with at most 6 decimal places, from 0 to 1.', '1.4'],
      [2, 'Social Work England number is not two letters and ten digits.', 'SW1'],
      [4, expect.stringMatching(/^Ethnicity is not one of WBRI/), 'White'],
    ]);
    expect(check(built).map(({ putRightIn }) => putRightIn)).toEqual([
      null,
      'identity',
      null,
      'identity',
      'record',
      'identity',
      null,
    ]);
  });

  it('of nobody says so', () => {
    const built = buildReturn(plan().records, CENSUS, [], MAKER);
    expect(check(built).map(({ words }) => words)).toEqual([
      'Vacancies, FTE is missing.',
      'Agency workers, FTE is missing.',
      'Agency workers, people is missing.',
      'There is nobody in the return.',
    ]);
  });
});

describe.skipIf(!canAskSchema)('beside the schema itself', () => {
  it('a return is valid where our own check finds nothing, and not where it does', () => {
    const { records } = smallReturn();
    const whole = buildReturn(records, CENSUS, keptFor([1, 2, 3, 4], '2023-09-30'), MAKER);
    expect(xmllintTakes(whole.xml)).toBe(true);
    const bare = buildReturn(records, CENSUS, [], MAKER);
    expect([check(bare).length > 0, xmllintTakes(bare.xml)]).toEqual([true, false]);
  });
});

const anyCensus = fc.constantFrom('2022-09-30', '2023-09-30', '2024-09-30');
const values = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
  minLength: 1,
  maxLength: 3,
});

describe('whatever the records', () => {
  it('a return that is built reads back as the same rows', () => {
    fc.assert(
      fc.property(anyRecords, anyCensus, values, (records, census, institutions) => {
        const numbered = {
          ...records,
          workers: records.workers.map((one) => ({
            ...one,
            sweNumber: `SW${String(one.id).padStart(10, '0')}`,
          })),
        };
        // A reader takes the spaces around a value for layout, and a blank one for none.
        const given = institutions.map((text) => text.trim()).filter((text) => text !== '');
        const kept = records.workers.map(({ id }) => ({
          worker: id,
          censusDate: census,
          fields: given.length > 0 ? { QualInst: given } : {},
        }));
        const built = buildReturn(numbered, census, kept, MAKER);
        if (built.rows.length === 0) return;
        const { header, vacancies, workers } = read(built);
        expect(header).toEqual(built.header);
        expect(vacancies).toEqual(built.vacancies);
        const bare = built.rows.filter((row) => (row.fte ?? 0) <= 1_000_000);
        const again = workers.filter(({ row }) => bare.some((one) => one.row === row));
        expect(again.map((row) => ({ ...row, line: 0 }))).toEqual(bare);
      }),
      { numRuns: 120 },
    );
  });

  it('a return imported into the plan it was built from changes nothing', () => {
    fc.assert(
      fc.property(anyRecords, anyCensus, (records, census) => {
        const numbered = {
          ...records,
          workers: records.workers.map((one) => ({
            ...one,
            sweNumber: `SW${String(one.id).padStart(10, '0')}`,
          })),
        };
        const built = buildReturn(numbered, census, [], MAKER);
        // A change on somebody's very last day is no state that a return could give.
        const ends = new Map(records.engagements.map(({ id, from, to }) => [id, { from, to }]));
        fc.pre(
          records.assignments.every(({ engagement, from }) => {
            const spell = ends.get(engagement);
            return from !== spell?.to || from === spell.from;
          }),
        );
        // More than 1 FTE is what a return cannot say of anybody.
        fc.pre(built.rows.length > 0 && built.rows.every(({ fte }) => (fte ?? 0) <= 1_000_000));
        const { people, agency } = cswwRows(read(built), {
          ...{ service: null, team: 'Statutory return', roles: {}, roleForOthers: 'Not given' },
          ...{ basis: 'permanent', startForOthers: null, fteForOthers: null },
        });
        const options = {
          ...{
            asAt: census,
            service: null,
            roles: [],
            keepPlaces: true,
            censusDate: null,
            cohort: null,
          },
          end: { lastDay: census, only: null },
        };
        const merge = mergeRows(numbered, [...people, ...agency], options);
        const all = Object.values(merge.differences).flat();
        expect(all.filter(({ what }) => what.length > 0)).toEqual([]);
        expect(changesNothing(merge.changes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('its elements add up to the figures', () => {
    fc.assert(
      fc.property(anyRecords, anyCensus, (records, census) => {
        const figures = cswwFigures(records, census);
        const { entries, from } = returnAt(records, census);
        const sum = (kind: string) => {
          const some = entries.filter((entry) => entry.kind === kind);
          return { fte: some.reduce((all, { fte }) => all + fte, 0), headcount: some.length };
        };
        expect(sum('in-post')).toEqual(figures.inPost);
        expect(sum('agency').headcount).toBe(figures.noAgencyHeadcount ?? 0);
        expect(sum('leaver')).toEqual({
          fte: figures.leavers.fte,
          headcount: figures.leavers.headcount,
        });
        for (const entry of entries) {
          expect(entry.from <= (entry.to ?? census)).toBe(true);
          expect(entry.to === null || (entry.to >= from && entry.to <= census)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('whoever began in the year is a starter, and nobody else', () => {
    fc.assert(
      fc.property(anyRecords, anyCensus, (records, census) => {
        // Somebody working elsewhere at the census has no element.
        const here = {
          ...records,
          assignments: records.assignments.map((one) => ({ ...one, secondedOut: false })),
        };
        const { starters } = cswwFigures(here, census);
        const { entries, from } = returnAt(here, census);
        const began = entries.filter(
          (entry) =>
            entry.from >= from &&
            (entry.engagement.basis === 'permanent' || entry.engagement.basis === 'fixed-term'),
        );
        expect(began).toHaveLength(starters.headcount);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the totals for the authority', () => {
  it('are not known, and never none, where nobody has recorded a post or an agency worker', () => {
    const p = plan();
    p.person({ from: '2020-01-01' });
    const built = buildReturn(p.records, CENSUS, keptFor([1], CENSUS), MAKER);
    expect(built.vacancies).toEqual({ vacancies: null, agencyFte: null, agencyHeadcount: null });
    expect(built.xml).not.toMatch(/NumberOfVacancies|NoAgency/);
    expect(missingTotals(built.vacancies, CENSUS).map(({ total }) => total)).toEqual([
      'vacancies',
      'agency',
    ]);
    expect(cswwFigures(p.records, CENSUS)).toMatchObject({
      ...{ numberOfVacancies: null, noAgencyFte: null, noAgencyHeadcount: null },
      rates: { vacancy: null, agency: null },
    });
  });

  it('are what is on record, and no agency worker where somebody says so', () => {
    const p = plan();
    p.post({ fte: 2 });
    p.person({ from: '2020-01-01' });
    expect(returnTotals(p.records, CENSUS, true)).toEqual({
      ...{ vacancies: 1, agencyFte: 0, agencyHeadcount: 0 },
    });
    p.person({ from: '2024-10-01', basis: 'agency' });
    // Booked after the census: what was before it is still not on record.
    const later = { ...p.records };
    expect(missingTotals(returnTotals(later, CENSUS), CENSUS)).toHaveLength(1);
  });
});
