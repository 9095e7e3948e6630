/** The Statutory return page’s lists, and what an import of a return sends. */
import { describe, expect, it } from 'vitest';
import { foundInReturn } from '../../src/app/components/importing/found.ts';
import { figureTables } from '../../src/app/components/statutoryReturn/figureTables.ts';
import {
  actionFor,
  countProblems,
  findingProblems,
  issueProblems,
  problemFile,
} from '../../src/app/components/statutoryReturn/problems.ts';
import { toCsv } from '../../src/app/files/csv.ts';
import { readElements } from '../../src/app/files/xml.ts';
import type { CswwChoices } from '../../src/domain/importing/csww/rows.ts';
import { CswwReader } from '../../src/domain/importing/index.ts';
import { censusesBetween, latestCensus } from '../../src/domain/records/csww/census.ts';
import { cswwFigures } from '../../src/domain/records/csww/figures.ts';
import { plan } from '../domain/records/builder.ts';
import { SMALL_RETURN } from '../fixtures/smallReturn.ts';

const CENSUS = '2024-09-30';

/** Two people with one number, one of whom left without a reason; names that are formulas. */
function records() {
  const p = plan();
  p.person({ from: '2020-01-01' });
  p.person({ from: '2020-01-01', to: '2024-06-30', destination: 1 });
  for (const worker of p.records.workers) {
    worker.name = `=Person ${worker.id}`;
    worker.sweNumber = 'SW0000000001';
  }
  return p.records;
}

describe('what is missing or impossible', () => {
  const problems = issueProblems(cswwFigures(records(), CENSUS).issues);

  it('is counted by field and kind', () => {
    expect(countProblems(problems)).toEqual({
      kinds: ['Impossible', 'Missing'],
      fields: [
        { field: 'SWENo', label: 'Social Work England number', counts: { Impossible: 2 } },
        { field: 'ReasonLeave', label: 'Reason for leaving', counts: { Missing: 1 } },
      ],
    });
  });

  it('leads to the form that puts it right', () => {
    const all = records();
    expect(problems.map((problem) => actionFor(all, problem)?.kind)).toEqual([
      'worker',
      'worker',
      'correct',
    ]);
    expect(actionFor(all, problems[2]!)).toMatchObject({ engagement: { id: 2 } });
  });

  it('is saved with names only while they are shown, and no name runs as a formula', () => {
    const all = records();
    const called = (worker: { ref: string; name: string | null } | undefined) =>
      worker?.name ?? worker?.ref ?? '';
    const shown = toCsv(problemFile(all, problems, { hidden: false, called }));
    expect(shown).toContain("\r\n'=Person 1,P1,Social Work England number,SWENo,Impossible,");
    expect(shown).toContain('Also: =Person 2.');
    expect(shown).toContain('SW0000000001');
    const byRef = (worker: { ref: string } | undefined) => worker?.ref ?? '';
    const hidden = toCsv(problemFile(all, problems, { hidden: true, called: byRef }));
    expect(hidden).not.toMatch(/=?Person \d/);
    expect(hidden).not.toContain('SW0000000001');
    expect(hidden).toContain('Also: P2.');
  });

  it('shows findings of the schema the same way', () => {
    const [finding] = findingProblems([
      {
        element: 'SWENo',
        words: 'Social Work England number is missing.',
        remedy: 'Add the number in the person’s record.',
        worker: 1,
        written: '',
        putRightIn: 'identity',
      },
    ]);
    expect(finding).toMatchObject({ field: 'SWENo', kind: 'Missing' });
    expect(actionFor(records(), finding!)).toEqual({ kind: 'worker' });
  });
});

it('every row of a list opens to as many as it counts', () => {
  const all = records();
  for (const { rows } of figureTables(all, cswwFigures(all, CENSUS))) {
    for (const row of rows) expect(row.behind()).toHaveLength(row.people);
  }
});

it('the censuses offered are those of the records, the latest first', () => {
  expect(latestCensus('2025-09-30')).toBe('2025-09-30');
  expect(latestCensus('2025-09-29')).toBe('2024-09-30');
  expect(censusesBetween('2022-10-01', '2025-11-12')).toEqual([
    '2025-09-30',
    '2024-09-30',
    '2023-09-30',
  ]);
  expect(censusesBetween('2026-01-01', '2025-11-12')).toEqual(['2025-09-30']);
});

describe('an import of a return', () => {
  const reader = new CswwReader();
  readElements(SMALL_RETURN, (element) => reader.take(element), 'the return');
  const document = reader.finish();
  const choices: CswwChoices = {
    ...{ service: null, team: 'Statutory return', roles: {}, roleForOthers: 'Not given' },
    ...{ basis: 'permanent', startForOthers: null, fteForOthers: null },
  };

  it('sends no personal field unless the user keeps them', () => {
    const sent = JSON.stringify(foundInReturn(document, choices, false, null).rows);
    for (const personal of ['1985-02-03', 'University', 'QualInst', 'PersonBirthDate']) {
      expect(sent).not.toContain(personal);
    }
    const kept = foundInReturn(document, choices, true, null).rows;
    expect(kept[0]).toMatchObject({ returned: { PersonBirthDate: ['1985-02-03'] } });
  });

  it('takes every worker in, and says what is not of this authority', () => {
    const { rows, problems, refused } = foundInReturn(document, choices, false, '301');
    expect([rows.length, refused]).toEqual([5, 0]);
    expect(problems.map(({ row, column, why }) => [row, column, why])).toEqual([
      [null, 'LEA', 'The return is of authority 211, not 301.'],
      [5, 'SWENo', 'SWENo is not two letters and ten digits.'],
    ]);
  });
});
