/** Random commands: undoing all returns every row, redoing all returns them again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallName } from '../../src/contract/index.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { openSample, openTest, planFile, tempFolder } from './support.ts';
import Database from 'better-sqlite3';

const TABLES = [
  'plan',
  'measure',
  'scope',
  'source',
  'reported_figure',
  'target',
  'same_scope',
  'scenario',
];

/** Every row of every journalled table, read by SQLite itself after the backend let go. */
function rowsOf(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return TABLES.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY id`).all());
  } finally {
    db.close();
  }
}

type Step = (figures: PlanFigures) => [CallName, Record<string, unknown>];

const pick = <Item>(items: readonly Item[], n: number) => items[n % items.length]!;
const n = fc.nat(1000);
const value = fc.option(fc.double({ min: -100, max: 100, noNaN: true }), { nil: null });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.array(fc.tuple(n, n, n, value), { minLength: 1, maxLength: 4 }))
    .map(([cells]): Step => (figures) => [
      'figures.record',
      {
        readings: cells.map(([measure, source, year, number]) => ({
          measure: pick(figures.measures, measure).id,
          source: pick(figures.sources, source).id,
          year: 2017 + (year % 6),
          asAt: `${2018 + (year % 6)}-03-31`,
          value: number === null ? null : Math.abs(number),
          status: number === null ? 'tbc' : 'actual',
        })),
      },
    ]),
  fc.tuple(n, n, value).map(([measure, source, number]): Step => (figures) => [
    'figures.record',
    {
      targets: [
        {
          measure: pick(figures.measures, measure).id,
          source: pick(figures.sources, source).id,
          year: 2019,
          value: number === null ? null : Math.abs(number),
          status: number === null ? 'tbc' : 'set',
          setOn: '2021-11-15',
        },
      ],
    },
  ]),
  n.map((i): Step => (f) => ['figures.removeReading', { reading: pick(f.readings, i).id }]),
  n.map((i): Step => (f) => ['figures.removeTarget', { target: pick(f.targets, i).id }]),
  n.map((i): Step => (f) => {
    const { id, measure, year } = pick(f.readings, i);
    return ['figures.choose', { measure, year, reading: i % 3 === 0 ? null : id }];
  }),
  n.map((i): Step => () => [
    'measure.add',
    { label: `Route ${i}`, kind: 'recruits', unit: 'people' },
  ]),
  fc
    .tuple(n, n)
    .map(([i, j]): Step => (f) => [
      'measure.rename',
      { measure: pick(f.measures, i).id, label: `Row ${j}` },
    ]),
  n.map((i): Step => (f) => {
    const ids = f.measures.map((measure) => measure.id);
    const cut = i % ids.length;
    return ['measure.reorder', { order: [...ids.slice(cut), ...ids.slice(0, cut)] }];
  }),
  n.map((i): Step => (f) => [
    'measure.retire',
    { measure: pick(f.measures, i).id, on: '2021-03-31' },
  ]),
  n.map((i): Step => () => ['source.add', { name: `Paper ${i}`, publishedOn: null }]),
  n.map((i): Step => () => ['scope.confirmChange', { year: 2018 + (i % 5), name: `Scope ${i}` }]),
  n.map((i): Step => () => ['scope.confirmSame', { year: 2018 + (i % 5), note: String(i) }]),
  n.map((i): Step => () => [
    'settings.change',
    { author: `Author ${i}`, yearStartMonth: 1 + (i % 12) },
  ]),
  n.map((i): Step => () => ['year.add', { where: i % 2 === 0 ? 'after' : 'before' }]),
);

it('undo all returns each table row for row, redo all returns them again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const folder = tempFolder();
      const { backend, plan } = await openSample(folder);
      const file = planFile(folder, plan);
      await backend.close();
      const start = rowsOf(file);

      const changing = openTest(folder);
      let revision = await changing.revision(plan);
      for (const make of steps) {
        const [name, input] = make(await changing.ok('figures.read', { plan }));
        const answer = await changing.call(name, { plan, revision, ...input });
        // A name already taken is refused; nothing else may go wrong.
        if (answer.ok) revision = answer.revision!;
        else expect(answer.fault.code).toBe('bad-input');
      }
      await changing.close();
      const end = rowsOf(file);

      const undoing = openTest(folder);
      for (;;) {
        const standing = await undoing.ok('history.standing', { plan });
        if (!standing.undo) break;
        await undoing.ok('history.undo', { plan, revision: standing.revision });
      }
      await undoing.close();
      expect(rowsOf(file)).toEqual(start);

      const redoing = openTest(folder);
      for (;;) {
        const standing = await redoing.ok('history.standing', { plan });
        if (!standing.redo) break;
        await redoing.ok('history.redo', { plan, revision: standing.revision });
      }
      await redoing.change('history.undoTo', { plan, entry: 1 });
      await redoing.close();
      expect(rowsOf(file)).toEqual(start);

      const again = openTest(folder);
      for (;;) {
        const standing = await again.ok('history.standing', { plan });
        if (!standing.redo) break;
        await again.ok('history.redo', { plan, revision: standing.revision });
      }
      await again.close();
      expect(rowsOf(file)).toEqual(end);
    }),
    { numRuns: 12 },
  );
}, 60_000);
