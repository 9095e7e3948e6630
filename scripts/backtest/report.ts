/** The backtest in words and tables. Points are percentage points. */
import { BASELINES } from './baselines.ts';
import { HORIZONS, MEASURES, type Horizon, type MeasureName } from './cases.ts';
import type { Scored, StatedChance } from './score.ts';

/** By posts, from the first up to but not the second. */
const SIZES: readonly [number, number][] = [
  [0, 100],
  [100, 200],
  [200, 300],
  [300, 500],
  [500, Infinity],
];

const TENTHS = Array.from({ length: 10 }, (_, at) => at / 10);

/** A simple method's average miss, and its ratio to the last value's. */
interface Baseline {
  name: string;
  miss: number;
  ratio: number;
}

/** How one measure at one horizon did. Points, except ratios and shares. */
interface Summary {
  measure: MeasureName;
  horizon: Horizon;
  cases: number;
  miss: number;
  /** Mean absolute error over that of the last value on the same cases. */
  ratio: number;
  baselines: Baseline[];
  best: Baseline;
  /** What came, less what was forecast, on average. */
  bias: number;
  cover80: number;
  cover50: number;
  width80: number;
  width50: number;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const points = (share: number) => share * 100;

/** The share of outcomes inside a band, and its mean width in points. */
function held(scored: readonly Scored[], low: 'p10' | 'p25', high: 'p75' | 'p90') {
  return {
    cover: mean(
      scored.map(({ outcome, band }) => Number(band[low] <= outcome && outcome <= band[high])),
    ),
    width: mean(scored.map(({ band }) => points(band[high] - band[low]))),
  };
}

function missOf(scored: readonly Scored[], of: (one: Scored) => number): number {
  return mean(scored.map((one) => points(Math.abs(one.outcome - of(one)))));
}

/** Sums up forecasts of one measure at one horizon. */
export function summarise(
  forecasts: readonly Scored[],
  measure: MeasureName,
  horizon: Horizon,
): Summary {
  const scored = forecasts.filter((one) => one.measure === measure && one.horizon === horizon);
  const [first] = BASELINES;
  const lastMiss = missOf(scored, (one) => one.baselines.get(first?.name ?? '') ?? NaN);
  const baselines = BASELINES.map(({ name }) => {
    const miss = missOf(scored, (one) => one.baselines.get(name) ?? NaN);
    return { name, miss, ratio: miss / lastMiss };
  });
  const best = baselines.reduce((a, b) => (b.ratio < a.ratio ? b : a));
  const miss = missOf(scored, ({ band }) => band.p50);
  const wide = held(scored, 'p10', 'p90');
  const narrow = held(scored, 'p25', 'p75');
  return {
    ...{ measure, horizon, cases: scored.length, miss, ratio: miss / lastMiss, baselines, best },
    bias: mean(scored.map(({ outcome, band }) => points(outcome - band.p50))),
    ...{ cover80: wide.cover, width80: wide.width },
    ...{ cover50: narrow.cover, width50: narrow.width },
  };
}

const percent = (share: number) => `${(share * 100).toFixed(0)}%`;
const two = (value: number) => value.toFixed(2);
const one = (value: number) => value.toFixed(1);
const headingOf = (measure: MeasureName, horizon: Horizon) =>
  `${measure === 'vacancy' ? 'Vacancy' : 'Turnover'}, ${horizon === 1 ? 'one year' : 'two years'}`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, at) => (at === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map(line).join('\n');
}

function accuracyTable(summaries: readonly Summary[]): string {
  return table(
    ['', 'cases', 'average miss', 'ratio to last value', 'bias', 'best simple baseline'],
    summaries.map((s) => [
      headingOf(s.measure, s.horizon),
      String(s.cases),
      two(s.miss),
      s.ratio.toFixed(3),
      two(s.bias),
      `${s.best.ratio.toFixed(3)} (${s.best.name})`,
    ]),
  );
}

function baselineTable(summaries: readonly Summary[]): string {
  return table(
    ['ratio to last value', ...summaries.map((s) => headingOf(s.measure, s.horizon))],
    [
      ...BASELINES.map(({ name }, at) => [
        name,
        ...summaries.map((s) => (s.baselines[at]?.ratio ?? NaN).toFixed(3)),
      ]),
      ['what Tenure says', ...summaries.map((s) => s.ratio.toFixed(3))],
    ],
  );
}

function coverRow(name: string, scored: readonly Scored[]): string[] {
  const wide = held(scored, 'p10', 'p90');
  const narrow = held(scored, 'p25', 'p75');
  const bias = mean(scored.map(({ outcome, band }) => points(outcome - band.p50)));
  const last = BASELINES[0]?.name ?? '';
  const ratio =
    missOf(scored, ({ band }) => band.p50) /
    missOf(scored, (each) => each.baselines.get(last) ?? NaN);
  return [
    ...[name, String(scored.length), ratio.toFixed(3), two(bias)],
    ...[percent(wide.cover), one(wide.width), percent(narrow.cover), one(narrow.width)],
  ];
}

function sizeName([from, to]: readonly [number, number]): string {
  if (from === 0) return `under ${to} posts`;
  return to === Infinity ? `${from} posts or more` : `${from} to ${to - 1} posts`;
}

function coverTable(forecasts: readonly Scored[], measure: MeasureName, horizon: Horizon): string {
  const scored = forecasts.filter((each) => each.measure === measure && each.horizon === horizon);
  const years = [...new Set(scored.map(({ year }) => year))].sort();
  return table(
    ['', 'cases', 'ratio', 'bias', '80% held', 'width', '50% held', 'width'],
    [
      coverRow('all', scored),
      ...years.map((year) =>
        coverRow(
          `outcomes of ${year}`,
          scored.filter((each) => each.year === year),
        ),
      ),
      ...SIZES.map((size) =>
        coverRow(
          sizeName(size),
          scored.filter(({ posts }) => size[0] <= posts && posts < size[1]),
        ),
      ),
    ],
  );
}

/** Mean squared distance of stated chances from what happened: 0 is best. */
function brier(chances: readonly StatedChance[], of: (one: StatedChance) => number): number {
  return mean(chances.map((each) => (of(each) - Number(each.met)) ** 2));
}

function brierTable(chances: readonly StatedChance[]): string {
  const rows = HORIZONS.map((horizon) => {
    const stated = chances.filter((each) => each.horizon === horizon);
    return [
      horizon === 1 ? 'one year' : 'two years',
      String(stated.length),
      brier(stated, ({ chance }) => chance).toFixed(3),
      brier(stated, ({ lastValue }) => lastValue).toFixed(3),
      brier(stated, ({ lastValueSpread }) => lastValueSpread).toFixed(3),
    ];
  });
  const header = ['Brier score', 'chances', 'Tenure', 'last value', 'last value with past moves'];
  return table(header, rows);
}

function reliabilityTable(chances: readonly StatedChance[]): string {
  const rows = TENTHS.flatMap((from) => {
    const stated = chances.filter(({ chance }) => from <= chance && chance < from + 0.1);
    if (stated.length === 0) return [];
    return [
      [
        `${percent(from)} to ${percent(from + 0.1)}`,
        String(stated.length),
        percent(mean(stated.map(({ chance }) => chance))),
        percent(mean(stated.map(({ met }) => Number(met)))),
      ],
    ];
  });
  return table(['stated chance', 'chances', 'mean of them', 'came true'], rows);
}

/** Everything, as Markdown. */
export function reportOf(forecasts: readonly Scored[], chances: readonly StatedChance[]): string {
  const pairs = MEASURES.flatMap((measure) => HORIZONS.map((horizon) => ({ measure, horizon })));
  const summaries = pairs.map(({ measure, horizon }) => summarise(forecasts, measure, horizon));
  return [
    '## How far off\n',
    accuracyTable(summaries),
    '\n## Beside simple methods\n',
    baselineTable(summaries),
    ...pairs.map(
      ({ measure, horizon }) =>
        `\n## ${headingOf(measure, horizon)}: bands by year and size\n\n${coverTable(forecasts, measure, horizon)}`,
    ),
    '\n## Chances of a vacancy rate, as stated\n',
    brierTable(chances),
    '',
    reliabilityTable(chances),
  ].join('\n');
}
