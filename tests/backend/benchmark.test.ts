/** DfE's published figures: taken in from both generations of the file, and compared with. */
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { InputOf } from '../../src/contract/call.ts';
import type { Calls } from '../../src/contract/index.ts';
import { benchmarkChanges } from '../../src/domain/benchmark/changes.ts';
import { readBenchmark } from '../../src/domain/importing/benchmark.ts';
import type { Sheet } from '../../src/domain/importing/cells.ts';
import { referenceFile } from '../reference.ts';
import { emptyPlan, openTest } from './support.ts';

type Row = InputOf<Calls['benchmark.import']>['rows'][number];

const row = (areaCode: string, areaName: string, about: Partial<Row> = {}): Row => ({
  censusYear: 2021,
  level: 'Local authority',
  areaCode,
  areaName,
  regionCode: 'E12000007',
  figures: { vacancyRateFte: 24, inPostFte: 259.4, agencyFte: 'z' },
  ...about,
});
const ENGLAND = row('E92000001', 'England', { level: 'National', regionCode: null });

it('are revised by a later file, compared with chosen areas, and undone', async () => {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  const rows = [row('E09000030', 'Tower Hamlets'), row('E09000012', 'Hackney'), ENGLAND];
  const came = (await backend.ok('benchmark.read', { plan })).rows;
  const first = { plan, source: 'csww_headline_2017_to_2022.csv', rows };
  expect(await backend.change('benchmark.import', first)).toEqual({
    added: 0,
    changed: 3,
    unchanged: 0,
  });
  const revised = row('E09000030', 'Tower Hamlets', { figures: { vacancyRateFte: 24.1 } });
  const later = [revised, rows[1]!, row('E09000030', 'Tower Hamlets', { censusYear: 2024 })];
  const second = { plan, source: 'csww_indicators_2017_to_2023.csv', rows: later };
  expect(await backend.change('benchmark.import', second)).toEqual({
    added: 1,
    changed: 1,
    unchanged: 1,
  });

  const all = (await backend.ok('benchmark.read', { plan })).rows;
  expect(all).toHaveLength(came.length + 1);
  const kept = all.filter(({ source }) => source === first.source || source === second.source);
  expect(kept.map(({ censusYear, areaName, source }) => [censusYear, areaName, source])).toEqual([
    [2024, 'Tower Hamlets', second.source],
    [2021, 'England', first.source],
    [2021, 'Hackney', first.source],
    [2021, 'Tower Hamlets', second.source],
  ]);
  expect(kept[3]!.figures).toEqual({ vacancyRateFte: 24.1 });
  expect(kept[2]!.figures.agencyFte).toBe('z');

  const set = (own: string | null, others: string[]) =>
    backend.change('comparators.set', { plan, own, others });
  await set('E09000030', ['E92000001', 'E09000012']);
  await set('E09000012', ['E92000001', 'E09000030']);
  expect(await backend.ok('benchmark.read', { plan })).toMatchObject({
    own: 'E09000012',
    comparators: ['E92000001', 'E09000030'],
  });
  const { entries } = await backend.ok('history.list', { plan, limit: 1 });
  expect(entries[0]!.words).toBe(
    'Chose whom to compare with: England and Tower Hamlets, with Hackney as this authority',
  );
  await backend.change('history.undo', { plan });
  expect((await backend.ok('benchmark.read', { plan })).own).toBe('E09000030');
  const revision = await backend.revision(plan);
  const fault = await backend.fault('comparators.set', {
    plan,
    revision,
    own: null,
    others: ['X1'],
  });
  expect(fault).toMatchObject({ field: 'others.0', message: /not in the published figures/ });
});

const NAMES = ['csww_headline_measures_2017_to_2022.csv', 'csww_indicators_2017_to_2023.csv'];
const files = NAMES.map((name) => referenceFile(`dfe/${name}`));

function sheetOf(name: string, text: string): Sheet {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''));
  const rows = data.map((cells, at) => ({ number: at + 1, cells }));
  const whole = { hidden: false, hiddenRows: 0, tooLong: false };
  return { name, rows, origin: 'text', dayNumbers: null, ...whole };
}

it('come with Tenure in a new plan, attributed, to compare with on the first morning', async () => {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  const { rows, own } = await backend.ok('benchmark.read', { plan });
  expect(own).toBeNull();
  expect(new Set(rows.map(({ censusYear }) => censusYear))).toEqual(
    new Set([2023, 2022, 2021, 2020, 2019, 2018, 2017]),
  );
  expect(new Set(rows.map(({ source }) => source))).toEqual(
    new Set([
      'Department for Education, Children’s social work workforce, 30 September 2017 to 2023 (Open Government Licence v3.0)',
    ]),
  );
  await backend.change('comparators.set', { plan, own: 'E09000030', others: ['E92000001'] });
  expect(await backend.ok('benchmark.read', { plan })).toMatchObject({
    own: 'E09000030',
    comparators: ['E92000001'],
  });
});

it.skipIf(files.includes(null))('take in both generations of DfE’s own file', async () => {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  const outcomes = [];
  for (const [at, source] of NAMES.entries()) {
    const { rows } = readBenchmark(sheetOf(source, files[at]!));
    outcomes.push(await backend.change('benchmark.import', { plan, source, rows }));
    const again = await backend.change('benchmark.import', { plan, source, rows });
    expect(again).toEqual({ added: 0, changed: 0, unchanged: rows.length });
  }
  // The release one earlier than what came with Tenure revises it; that same release puts it back.
  expect(outcomes[0]!.changed).toBeGreaterThan(100);
  expect(outcomes[1]!.changed).toBe(outcomes[0]!.changed);
  const { rows } = await backend.ok('benchmark.read', { plan });
  const towerHamlets = rows.find(
    ({ areaName, censusYear }) => areaName === 'Tower Hamlets' && censusYear === 2021,
  )!;
  expect(towerHamlets.figures).toMatchObject({
    vacancyRateFte: 24,
    vacancyFte: 81.8,
    inPostFte: 259.4,
  });
});

it.skipIf(files.includes(null))('that come with Tenure are DfE’s own, every symbol', async () => {
  const backend = openTest();
  const plan = await emptyPlan(backend);
  const { rows } = readBenchmark(sheetOf(NAMES[1]!, files[1]!));
  const held = (await backend.ok('benchmark.read', { plan })).rows;
  expect(benchmarkChanges(held, rows)).toMatchObject({ added: 0, changed: 0, unchanged: 1137 });
  const source = NAMES[1]!;
  expect(await backend.change('benchmark.import', { plan, source, rows })).toEqual({
    added: 0,
    changed: 0,
    unchanged: 1137,
  });
});
