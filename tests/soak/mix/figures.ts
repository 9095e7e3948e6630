/** Inputs for the calls about the published table, the settings, scenarios and the history. */
import type { BenchmarkEntry } from '../../../src/contract/benchmark.ts';
import type { figuresCalls } from '../../../src/contract/figures.ts';
import type { Measure } from '../../../src/domain/figures.ts';
import type { Draw } from './draw.ts';
import type { Generators, View, WritingCall } from './view.ts';

type FigureCalls = Extract<
  WritingCall,
  | keyof typeof figuresCalls
  | 'figures.lead'
  | 'scenario.save'
  | 'scenario.remove'
  | 'benchmark.import'
  | 'comparators.set'
  | 'history.undo'
  | 'history.redo'
  | 'history.undoTo'
>;

const yearOf = ({ figures: { settings } }: View, draw: Draw) =>
  draw.int(settings.firstYear, settings.lastYear);

/** A figure in any unit, or tbc. */
const valueOf = (draw: Draw) => draw.maybe(draw.int(0, 900) / 10);

function readingOf(view: View, draw: Draw) {
  const year = yearOf(view, draw);
  const value = valueOf(draw);
  return {
    measure: draw.pick(view.figures.measures).id,
    source: draw.pick(view.figures.sources).id,
    year,
    asAt: draw.date(`${year}-04-01`, `${year + 1}-03-31`),
    value,
    status: value === null ? ('tbc' as const) : ('actual' as const),
    note: draw.chance(0.2) ? draw.name('Note') : '',
    use: draw.chance(0.2),
  };
}

function targetOf(view: View, draw: Draw) {
  const value = valueOf(draw);
  return {
    measure: draw.pick(view.figures.measures).id,
    source: draw.pick(view.figures.sources).id,
    year: yearOf(view, draw),
    value,
    status: value === null ? ('tbc' as const) : ('set' as const),
    setOn: draw.date('2024-04-01', view.today),
  };
}

/** A small table as a file holds it: a row the plan has, and sometimes one it has not. */
function tableOf(view: View, draw: Draw) {
  const { measures, sources, scopes } = view.figures;
  const known: Pick<Measure, 'label' | 'kind' | 'unit'> = draw.pick(measures);
  const fresh = { label: draw.name('Route'), kind: 'recruits', unit: 'people' } as const;
  const { label, kind, unit } = draw.chance(0.3) ? fresh : known;
  const named = { measure: label, source: draw.pick(sources).name, scope: draw.pick(scopes).name };
  const readings = draw.some([0, 1, 2, 3], 3).map((back) => {
    const { year, asAt, value, status } = readingOf(view, draw);
    return { ...named, year, asAt, value, status, note: `Part ${back}` };
  });
  return { measures: [{ label, kind, unit }], sources: [], scopes: [], readings, targets: [] };
}

function assumptionsOf(view: View, draw: Draw) {
  return {
    from: view.today,
    years: draw.int(1, 3),
    establishment: draw.int(100, 400),
    vacancies: draw.int(0, 60),
    establishmentChanges: [],
    leaverRate: draw.int(1, 30) / 100,
    routes: [],
    target: draw.maybe({ rate: 0.1, by: '2027-03-31' }),
    paths: 1_000,
    seed: draw.int(1, 1_000),
  };
}

const AREAS: readonly Pick<BenchmarkEntry, 'level' | 'areaCode' | 'areaName'>[] = [
  { level: 'National', areaCode: 'E92000001', areaName: 'England' },
  { level: 'Regional', areaCode: 'E13000001', areaName: 'Inner London' },
];

function benchmarkRowsOf(draw: Draw): BenchmarkEntry[] {
  const censusYear = draw.int(2017, 2025);
  return AREAS.map((area) => ({
    ...area,
    censusYear,
    regionCode: null,
    figures: { vacancyRateFte: draw.int(50, 250) / 10 },
  }));
}

export const figureInputs: Generators<FigureCalls> = {
  'figures.record': (view, draw) => ({
    readings: draw.some([1, 2, 3, 4], 3).map(() => readingOf(view, draw)),
    targets: draw.chance(0.3) ? [targetOf(view, draw)] : [],
  }),
  'figures.removeReading': ({ figures }, draw) => {
    const reading = draw.one(figures.readings);
    return reading && { reading: reading.id };
  },
  'figures.removeTarget': ({ figures }, draw) => {
    const target = draw.one(figures.targets);
    return target && { target: target.id };
  },
  'figures.choose': ({ figures }, draw) => {
    const reading = draw.one(figures.readings);
    if (!reading) return null;
    const { id, measure, year } = reading;
    return { measure, year, reading: draw.maybe(id) };
  },
  'figures.import': (view, draw) => ({ table: tableOf(view, draw), dryRun: draw.chance(0.2) }),
  'figures.lead': (view, draw) => ({
    cells: [{ measure: draw.pick(view.figures.measures).id, year: yearOf(view, draw) }],
    leads: draw.pick(['reported', 'records', null] as const),
  }),

  'measure.add': (_view, draw) => {
    const kind = draw.pick(['recruits', 'other'] as const);
    return { label: draw.name('Row'), kind, unit: 'people' };
  },
  'measure.rename': ({ figures }, draw) => ({
    measure: draw.pick(figures.measures).id,
    label: draw.name('Row'),
  }),
  'measure.reorder': ({ figures }, draw) => ({
    order: draw.shuffled(figures.measures.map(({ id }) => id)),
  }),
  'measure.retire': ({ figures, today }, draw) => {
    const rows = figures.measures.filter(({ kind }) => kind === 'recruits' || kind === 'other');
    const row = draw.one(rows);
    return row && { measure: row.id, on: draw.maybe(today) };
  },

  'source.add': (view, draw) => ({
    name: draw.name('Paper'),
    publishedOn: draw.maybe(view.today),
  }),
  'source.change': ({ figures, today }, draw) => ({
    source: draw.pick(figures.sources).id,
    name: draw.name('Paper'),
    publishedOn: draw.maybe(today),
  }),
  'scope.confirmChange': (view, draw) => ({
    year: yearOf(view, draw),
    name: draw.name('Scope'),
  }),
  'scope.confirmSame': (view, draw) => ({ year: yearOf(view, draw), note: draw.name('Note') }),
  'scope.rename': ({ figures }, draw) => ({
    scope: draw.pick(figures.scopes).id,
    name: draw.name('Scope'),
    note: draw.name('Note'),
  }),

  'year.add': (_view, draw) => ({ where: draw.pick(['after', 'before'] as const) }),
  'settings.change': (_view, draw) => ({
    author: draw.name('Author'),
    frozenPosts: draw.pick(['counted', 'left-out'] as const),
    ratingRule: { tolerance: draw.int(1, 20), toleranceIn: draw.pick(['percent', 'points']) },
  }),

  'scenario.save': (view, draw) => ({
    name: `Scenario ${draw.int(1, 5)}`,
    assumptions: assumptionsOf(view, draw),
  }),
  'scenario.remove': ({ scenarios }, draw) => {
    const scenario = draw.one(scenarios);
    return scenario && { scenario: scenario.scenario };
  },
  'benchmark.import': (_view, draw) => ({
    source: draw.name('csww') + '.csv',
    rows: benchmarkRowsOf(draw),
  }),
  'comparators.set': ({ benchmark }, draw) => {
    const codes = [...new Set(benchmark.rows.map(({ areaCode }) => areaCode))];
    if (codes.length === 0) return null;
    const [own, ...others] = draw.some(codes, 4);
    return { own: own ?? null, others };
  },

  'history.undo': ({ entries }, draw) => {
    const entry = draw.one(entries.filter(({ whyNot }) => whyNot === null));
    return entry && draw.chance(0.3) ? { entry: entry.entry } : {};
  },
  'history.redo': ({ entries }, draw) =>
    entries[0]?.kind === 'undo' || draw.chance(0.1) ? {} : null,
  'history.undoTo': ({ entries }, draw) => {
    const entry = draw.one(entries.slice(1));
    return entry && { entry: entry.entry };
  },
};
