/** One projection, from assumptions to everything the page shows. */
import { dateInWords } from '../calendar.ts';
import { LEAVER_RATE_CORRELATION } from './betaBinomial.ts';
import { problemWith } from './check.ts';
import { forecastChance, forecastOf } from './forecast.ts';
import { SHIPPED } from './forecastConstants.ts';
import { farthest, monthIndexOf, projectionGrid, twelveMonthsOf } from './grid.ts';
import type { Grid } from './grid.ts';
import { chanceOf, findNeeded } from './needed.ts';
import type { NeededQuestion } from './needed.ts';
import { drawPaths, emptyDraws, emptyOutcome, monthOf, walkPaths } from './paths.ts';
import type { Draws, Outcome } from './paths.ts';
import { makeSchedule, unknownYears } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { bridgeTo, steadyLine, turnoverBands, vacancyBands } from './summary.ts';
import type { TurnoverBands, VacancyBands } from './summary.ts';
import { turnoverAt } from './turnover.ts';
import { SimulationCancelled } from './types.ts';
import type {
  Chance,
  ForecastBasis,
  MissingRecruits,
  NeededAnswer,
  ProjectionInput,
  ProjectionResult,
  RecruitsNeeded,
  SimulateOptions,
} from './types.ts';

/** Paths between two looks at progress and cancelling: a few milliseconds. */
const CHUNK = 500;

/** How the time divides, for a progress bar that moves evenly. */
const AFTER_PATHS = 0.4;
const AFTER_BANDS = 0.6;
const USUAL_TRIALS = 14;

interface Run {
  input: ProjectionInput;
  grid: Grid;
  schedule: Schedule;
  draws: Draws;
  outcome: Outcome;
  /** Whole people in post at the start, and the part of a person beside them. */
  inPost: number;
  partPerson: number;
}

function prepare(input: ProjectionInput): Run {
  const grid = projectionGrid(input.from, input.years, input.yearStartMonth);
  const schedule = makeSchedule(grid, input);
  const problem = problemWith(input, schedule);
  if (problem !== null) throw new RangeError(problem);
  const staff = input.establishment - input.vacancies;
  // 279.9999999 people are 280: posts and vacancies in FTE are sums of decimals.
  const inPost = Math.floor(staff + 1e-9);
  const shocks = twelveMonthsOf(grid);
  const draws = emptyDraws({
    steps: grid.steps.map(({ share }, step) => ({ share, year: shocks[step] ?? 0 })),
    cells: 1,
    offers: schedule.offers,
    leaverRate: input.leaverRate,
    correlation: LEAVER_RATE_CORRELATION,
    paths: input.paths,
    seed: input.seed,
  });
  const outcome = emptyOutcome(draws.plan);
  return { input, grid, schedule, draws, outcome, inPost, partPerson: staff - inPost };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Planned starts of all routes, by step. */
function totalStarts({ grid, schedule }: Run): number[] {
  return grid.steps.map((_, step) =>
    schedule.starts.reduce((sum, route) => sum + (route.starts[step] ?? 0), 0),
  );
}

function* simulatePaths(run: Run): Generator<number, void> {
  const { draws, outcome, inPost } = run;
  const { paths } = draws.plan;
  const cells = [{ inPost, starts: totalStarts(run), knownLeavers: run.schedule.knownLeavers }];
  for (let from = 0; from < paths; from += CHUNK) {
    const to = Math.min(paths, from + CHUNK);
    drawPaths(draws, from, to);
    walkPaths(draws, cells, outcome, from, to);
    yield (AFTER_PATHS * to) / paths;
  }
}

interface Series {
  vacancy: VacancyBands[];
  turnover: TurnoverBands[];
}

/** Where nothing but the start is known: England's figures and this one. */
const START_ALONE: ForecastBasis = {
  earlierVacancyRates: [],
  turnoverYears: [],
  agencyRate: null,
  constants: SHIPPED,
};

function* summarise(run: Run): Generator<number, Series> {
  const { input, grid, schedule, outcome, partPerson } = run;
  const plan = { grid, basis: input.basis, history: input.history, partPerson };
  const startRate = input.vacancies / input.establishment;
  const forecast = forecastOf(input.forecast ?? START_ALONE, {
    vacancyRate: startRate,
    turnoverRate: turnoverAt(plan, outcome, 0)?.[0] ?? null,
    posts: input.establishment,
  });
  const about = { outcome, grid, forecast, startRate, partPerson };
  const series: Series = { vacancy: [], turnover: [] };
  for (const [month, posts] of schedule.establishment.entries()) {
    series.vacancy.push(vacancyBands(about, month, posts));
    series.turnover.push(turnoverBands(plan, outcome, forecast, month));
    const done = (month + 1) / schedule.establishment.length;
    yield AFTER_PATHS + (AFTER_BANDS - AFTER_PATHS) * done;
  }
  return series;
}

const NONE: RecruitsNeeded = { p50: null, p80: null, p90: null };

function unanswered(planned: number, reason: string): NeededAnswer {
  return { planned, ...NONE, calibrated: NONE, reason };
}

/** Why the target cannot be judged, in words; null when it can. */
function targetProblem({ input, grid }: Run, month: number | null): string | null {
  const { target } = input;
  if (target === null) return 'There is no vacancy target to meet.';
  if (month !== null) return null;
  if (target.by <= grid.from) {
    return `The target was due by ${dateInWords(target.by)}, before the projection starts.`;
  }
  if (target.by > farthest(grid.from)) {
    return `The target is due by ${dateInWords(target.by)}, more than two years after ${dateInWords(grid.from)}: nothing has been tested so far ahead.`;
  }
  return `The target is due by ${dateInWords(target.by)}, after the projection ends.`;
}

/** Recruits to a month that are not entered, by route and projection year. */
function missingRecruits({ input, grid }: Run, month: number): MissingRecruits[] {
  const last = grid.steps[month - 1]?.year ?? 0;
  return input.routes.flatMap(({ measure, recruits }) =>
    recruits.flatMap((count, year) => (count === null && year <= last ? [{ measure, year }] : [])),
  );
}

/** Starts that somebody entered, by step: not those that only stand for what is not known. */
function enteredStarts({ grid, schedule }: Run): number[] {
  const entered = schedule.starts.filter(({ measure }) => measure !== 'replacement');
  return grid.steps.map((_, step) =>
    entered.reduce((sum, route) => sum + (route.starts[step] ?? 0), 0),
  );
}

function answerReason(found: RecruitsNeeded[]): string | null {
  const missing = found.some((f) => f.p50 === null || f.p80 === null || f.p90 === null);
  return missing ? 'More than ten times the establishment would be needed.' : null;
}

function* answer(
  run: Run,
  series: Series,
  month: number | null,
  missing: readonly MissingRecruits[],
): Generator<number, { chance: Chance | null; needed: NeededAnswer }> {
  const starts = totalStarts(run);
  const entered = enteredStarts(run);
  const problem = targetProblem(run, month);
  const { target } = run.input;
  const at = month === null ? undefined : series.vacancy[month];
  if (problem !== null || month === null || target === null || at === undefined) {
    return { chance: null, needed: unanswered(sumOf(entered), problem ?? '') };
  }
  const question: NeededQuestion = {
    draws: run.draws,
    inPost: run.inPost,
    partPerson: run.partPerson,
    starts: starts.slice(0, month),
    knownLeavers: run.schedule.knownLeavers,
    shares: run.grid.steps.slice(0, month).map((step) => step.share),
    establishment: run.schedule.establishment[month] ?? run.input.establishment,
    rate: target.rate,
    extraDeviation: at.extraDeviation,
  };
  const plan = chanceOf(monthOf(run.outcome.stock, month, run.outcome.paths), question);
  const search = findNeeded(question, {
    recruits: sumOf(question.starts),
    chance: plan,
    mean: at.simulated.mean,
    deviation: at.deviation,
  });
  let trials = 0;
  let next = search.next();
  while (!next.done) {
    trials = Math.min(trials + 1, USUAL_TRIALS);
    yield AFTER_BANDS + ((1 - AFTER_BANDS) * trials) / USUAL_TRIALS;
    next = search.next();
  }
  const { conditional, widened } = next.value;
  const known = missing.length === 0;
  return {
    chance: {
      conditional: known ? plan.conditional : null,
      widened: known ? plan.widened : null,
      calibrated: forecastChance(target.rate, at.distribution),
    },
    needed: {
      planned: sumOf(entered.slice(0, month)),
      ...conditional,
      calibrated: widened,
      reason: answerReason([conditional, widened]),
    },
  };
}

function turnoverNotes({ input }: Run, series: Series): string[] {
  const unknown = series.turnover.filter(({ simulated }) => simulated === null).length;
  const notes: string[] = [];
  if (unknown > 0) {
    notes.push(
      'Turnover needs twelve months of leavers. Where the plan does not say who left before the start, it is left out until it can be worked out.',
    );
  }
  if (series.turnover[0]?.simulated) {
    const counts = input.history.leavers.map(
      (p) => `${p.count} from ${dateInWords(p.from)} to ${dateInWords(p.to)}`,
    );
    notes.push(
      `Turnover in the first year counts leavers before the start, spread evenly over the days each count covers: ${counts.join('; ')}.`,
    );
  }
  return notes;
}

function targetNotes({ input, grid, schedule }: Run, month: number | null): string[] {
  const notes: string[] = [];
  const judged = month === null ? undefined : grid.steps[month - 1]?.to;
  if (judged !== undefined && input.target && judged !== input.target.by) {
    notes.push(`The target is judged at the end of its month, ${dateInWords(judged)}.`);
  }
  const before = schedule.starts.flatMap((route) => route.starts.slice(0, month ?? 0));
  if (month !== null && before.every((count) => count === 0)) {
    notes.push(
      'No recruits are planned before the target is due, so those needed are taken to start evenly over the months until then.',
    );
  }
  return notes;
}

function recruitNotes({ input }: Run): string[] {
  if (unknownYears(input).length === 0) return [];
  return [
    'In years whose recruits are not all entered, as many people are taken to start as are expected to leave: not knowing who will be recruited is not the same as recruiting nobody.',
  ];
}

/**
 * The projection in small steps: yields the share done, returns the result. Whoever runs
 * it may stop or wait between steps; the result does not depend on that.
 *
 * @throws RangeError, in words for the screen, for assumptions that contradict each other.
 */
export function* simulationSteps(input: ProjectionInput): Generator<number, ProjectionResult> {
  const run = prepare(input);
  const { grid, schedule } = run;
  yield* simulatePaths(run);
  const series = yield* summarise(run);
  const targetMonth = input.target ? monthIndexOf(grid, input.target.by) : null;
  const missing = missingRecruits(run, targetMonth ?? grid.steps.length);
  const { chance, needed } = yield* answer(run, series, targetMonth, missing);
  return {
    months: [grid.from, ...grid.steps.map((step) => step.to)],
    establishment: schedule.establishment,
    vacancyRate: series.vacancy.map((bands) => bands.simulated),
    turnoverRate: series.turnover.map((bands) => bands.simulated),
    calibrated: series.vacancy.map((bands) => bands.forecast),
    calibratedTurnover: series.turnover.map((bands) => bands.forecast),
    missing,
    targetMonth,
    chance,
    needed,
    bridge: bridgeTo(targetMonth ?? grid.steps.length, { ...run, vacancies: input.vacancies }),
    steady: steadyLine(input.vacancies / input.establishment, series.turnover[0]?.simulated),
    notes: [
      ...schedule.notes,
      ...recruitNotes(run),
      ...turnoverNotes(run, series),
      ...targetNotes(run, targetMonth),
    ],
  };
}

/**
 * Runs a projection to its end. The same input gives the same result, whatever the
 * options.
 *
 * @throws SimulationCancelled when `options.cancelled` said so, and what `simulationSteps` throws.
 */
export function simulate(input: ProjectionInput, options: SimulateOptions = {}): ProjectionResult {
  const steps = simulationSteps(input);
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done) {
      options.onProgress?.(1);
      return next.value;
    }
    options.onProgress?.(next.value);
    if (options.cancelled?.()) throw new SimulationCancelled();
  }
}
