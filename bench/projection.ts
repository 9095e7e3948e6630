/** How long a projection takes, against the same model written plainly. */
import { LEAVER_RATE_CORRELATION } from '../src/domain/projection/betaBinomial.ts';
import { simulate } from '../src/domain/projection/index.ts';
import type { ProjectionInput } from '../src/domain/projection/index.ts';
import { projectionGrid, twelveMonthsOf } from '../src/domain/projection/grid.ts';
import { makeSchedule } from '../src/domain/projection/schedule.ts';
import { timed } from './row.ts';
import type { Row } from './row.ts';
import { textbookProjection } from './textbook.ts';
import type { TextbookInput } from './textbook.ts';

const RUNS = 7;

/** Four routes over the 23 months to 31 October 2023, as far as two years reach. */
const INPUT: ProjectionInput = {
  from: '2021-11-12',
  years: 3,
  establishment: 319,
  vacancies: 40,
  establishmentChanges: [],
  leaverRate: 0.125,
  routes: [
    { measure: 1, recruits: [2, 20, 20], months: [9], inProgress: 0, startChance: 1 },
    { measure: 2, recruits: [5, 5, 5], months: [], inProgress: 0, startChance: 1 },
    { measure: 3, recruits: [5, 15, 15], months: [], inProgress: 0, startChance: 1 },
    { measure: 4, recruits: [5, 5, 5], months: [], inProgress: 0, startChance: 1 },
  ],
  target: { rate: 0.1, by: '2023-03-31' },
  paths: 10_000,
  seed: 1,
  yearStartMonth: 4,
  basis: 'local',
  routeLabels: {},
  history: {
    leavers: [
      { from: '2020-04-01', to: '2021-03-31', count: 37 },
      { from: '2021-04-01', to: '2021-11-12', count: 28 },
    ],
    inPost: [{ date: '2021-03-31', inPost: 279 }],
  },
};

function textbookInput(input: ProjectionInput): TextbookInput {
  const grid = projectionGrid(input.from, input.years, input.yearStartMonth);
  const shocks = twelveMonthsOf(grid);
  const { starts } = makeSchedule(grid, input);
  return {
    inPost: input.establishment - input.vacancies,
    establishment: input.establishment,
    leaverRate: input.leaverRate,
    correlation: LEAVER_RATE_CORRELATION,
    paths: input.paths,
    months: grid.steps.map(({ share }, step) => ({
      share,
      year: shocks[step] ?? 0,
      starts: starts.reduce((sum, route) => sum + (route.starts[step] ?? 0), 0),
    })),
  };
}

/** A speed-up is worth nothing if the answers differ: half a point is the paths' own noise. */
function checkAgreement(plain: number[][]): void {
  const { vacancyRate } = simulate(INPUT);
  plain.forEach(([p10 = NaN, p50 = NaN, p90 = NaN], month) => {
    const band = vacancyRate[month + 1];
    const gaps = band ? [band.p10 - p10, band.p50 - p50, band.p90 - p90] : [NaN];
    if (!gaps.every((gap) => Math.abs(gap) < 0.005)) {
      throw new Error(
        `The projection and the textbook differ in month ${month + 1}: ${gaps.join()}`,
      );
    }
  });
}

/** A whole region's posts as one: draws of large binomials take no longer than small ones. */
const LARGE: ProjectionInput = {
  ...INPUT,
  establishment: 40_000,
  vacancies: 4_000,
  routes: [
    { measure: 1, recruits: [4_500, 4_500, 4_500], months: [], inProgress: 0, startChance: 1 },
  ],
};

/** The projection's rows of the performance table. */
export function benchProjection(): Promise<Row[]> {
  const plainInput = textbookInput(INPUT);
  checkAgreement(textbookProjection(plainInput));
  const reference = timed(3, () => textbookProjection(plainInput));
  const bands = timed(RUNS, () => simulate({ ...INPUT, target: null }));
  const whole = timed(RUNS, () => simulate(INPUT));
  const large = timed(3, () => simulate(LARGE));
  return Promise.resolve([
    {
      what: 'Project 10,000 paths, two years: bands of vacancy and turnover',
      ms: bands,
      reference,
      ratio: reference / bands,
      against: 'the same model written plainly, vacancy bands only',
    },
    {
      what: 'The same with the chance and the recruits needed for 50, 80 and 90%',
      ms: whole,
      reference,
      ratio: reference / whole,
      against: 'the same model written plainly, vacancy bands only',
    },
    {
      what: 'The same for 40,000 posts as one',
      ms: large,
      reference: null,
      ratio: null,
      against: '',
    },
  ]);
}
