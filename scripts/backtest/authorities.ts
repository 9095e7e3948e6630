/** English authorities as plans: what one would have held at the close of a 30 September. */
import {
  benchmarkAreas,
  type AreaFigures,
  type BenchmarkArea,
} from '../../src/domain/benchmark/areas.ts';
import type { BenchmarkMeasure } from '../../src/domain/importing/benchmark.ts';
import type { MeasureKind, PlanFigures, Reading } from '../../src/domain/figures.ts';

/** One authority at one census. Rates are shares. */
export interface Census {
  year: number;
  posts: number;
  inPost: number;
  vacancyRate: number;
  /** Null where its own figures do not give it. */
  turnoverRate: number | null;
  leavers: number | null;
  agencyRate: number | null;
}

export interface Authority {
  name: string;
  /** Earliest first; a census without posts and vacancies is left out. */
  censuses: readonly Census[];
}

/** Fewer posts than this are no council's: the Isles of Scilly have 1 to 4. */
const FEWEST_POSTS = 20;

function censusOf(year: number, { figures }: AreaFigures): Census | null {
  const number = (measure: BenchmarkMeasure) => {
    const figure = figures[measure];
    return typeof figure === 'number' ? figure : null;
  };
  const [inPost, vacant] = [number('inPostFte'), number('vacancyFte')];
  if (inPost === null || vacant === null || inPost + vacant < FEWEST_POSTS) return null;
  const leavers = number('leaversFte');
  const agencyRate = number('agencyRateFte');
  // A rate that DfE does not print is not worked out from parts it does.
  const known = leavers !== null && inPost > 0 && number('turnoverRateFte') !== null;
  return {
    year,
    posts: inPost + vacant,
    inPost,
    vacancyRate: vacant / (inPost + vacant),
    turnoverRate: known ? leavers / inPost : null,
    leavers: known ? leavers : null,
    agencyRate: agencyRate === null ? null : agencyRate / 100,
  };
}

function authorityOf({ name, years }: BenchmarkArea): Authority {
  const censuses = [...years].flatMap(([year, row]) => censusOf(year, row) ?? []);
  return { name, censuses };
}

/** Every authority of published rows, one series each. */
export function authoritiesOf(rows: readonly AreaFigures[]): Authority[] {
  return benchmarkAreas(rows)
    .filter(({ level }) => level === 'Local authority')
    .map(authorityOf)
    .filter(({ censuses }) => censuses.length > 0);
}

/** The date of a census. */
export const censusDay = (year: number) => `${year}-09-30`;

const ROWS = [
  ['establishment', (census) => census.posts],
  ['vacancies', (census) => census.posts - census.inPost],
  ['leavers', (census) => census.leavers],
  ['turnoverRate', (census) => census.turnoverRate && census.turnoverRate * 100],
  ['agencyRate', (census) => census.agencyRate && census.agencyRate * 100],
] as const satisfies readonly [MeasureKind, (census: Census) => number | null][];

/**
 * The plan an authority would have had at the close of a census: what DfE had published of it by
 * then, an April year, and nobody's recruits entered. Null where that census has no figures.
 */
export function planAt({ name, censuses }: Authority, year: number): PlanFigures | null {
  if (!censuses.some((census) => census.year === year)) return null;
  const readings: Reading[] = [];
  for (const census of censuses.filter((one) => one.year <= year)) {
    ROWS.forEach(([, valueOf], at) => {
      const value = valueOf(census);
      if (value === null) return;
      readings.push({
        ...{ id: readings.length + 1, measure: at + 1, scope: 1, source: 1, value },
        ...{ year: census.year, asAt: censusDay(census.year), status: 'actual', inProgress: null },
        ...{ note: '', text: '', chosen: false },
      });
    });
  }
  return {
    settings: {
      name,
      organisation: name,
      author: '',
      classification: 'Unrestricted',
      firstYear: Math.min(...censuses.map((census) => census.year)),
      lastYear: year,
      yearStartMonth: 4,
      basis: 'dfe',
      ratingRule: { tolerance: 5, toleranceIn: 'percent' },
    },
    measures: ROWS.map(([kind], at) => ({
      ...{ id: at + 1, kind, label: kind, position: at, retiredOn: null },
      unit: kind.endsWith('Rate') ? 'percent' : 'posts',
    })),
    readings,
    targets: [],
    scopes: [{ id: 1, name: 'Children’s social workers', note: '' }],
    sources: [{ id: 1, name: 'DfE children’s social work workforce', publishedOn: null }],
    sameScope: [],
  };
}
