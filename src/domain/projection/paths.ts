/** Simulated futures: who leaves and who starts, month by month. */
import { betaOfMean, betaSampler } from './beta.ts';
import { binomialQuantile } from './binomial.ts';
import { binomialDraw } from './binomialDraw.ts';
import type { Step } from './grid.ts';
import { PURPOSE, Stream } from '../rng.ts';
import type { OfferPlan } from './schedule.ts';

/** A part of the organisation whose people leave independently, given the shared rate. */
export interface Cell {
  /** Whole people in post at the start. */
  inPost: number;
  /** Planned starts by step. */
  starts: readonly number[];
  /** People known to leave, by step: at least so many do. Left out: none known. */
  knownLeavers?: readonly number[];
}

/** What the draws depend on. */
export interface DrawPlan {
  /** `year`: which twelve months from the start a step is in. One rate is drawn for each. */
  steps: readonly Pick<Step, 'share' | 'year'>[];
  cells: number;
  /** Offers by route; those who start join the first cell. */
  offers: readonly OfferPlan[];
  /** Mean share of people leaving in a year. */
  leaverRate: number;
  /** Intra-class correlation of the shared rate. 0: the rate is the same every year. */
  correlation: number;
  paths: number;
  seed: number;
}

/**
 * All the chance there is in a projection, drawn once. The random numbers do not depend
 * on how many people are in post, so every plan run on the same draws meets the same luck.
 */
export interface Draws {
  plan: DrawPlan;
  /** Spells of one leaving chance: each year's full months, and a part month at the start. */
  spellOf: Int32Array;
  spells: Spell[];
  /** The year's leaver rate that a random number stands for. */
  rateOf: (u: number) => number;
  /** By path and spell: odds of leaving in the step, and the logarithm of staying. */
  odds: Float64Array;
  logStay: Float64Array;
  /** By path, cell and step. */
  leaverDraws: Float64Array;
  /** Offers that start, by path and step; and summed over paths, by route and step. */
  offerStarts: Int32Array;
  offerTotals: Float64Array[];
}

/** A leaving chance: a year's rate over a share of a month. */
interface Spell {
  year: number;
  share: number;
}

function spellsOf(steps: DrawPlan['steps']): { spells: Spell[]; spellOf: Int32Array } {
  const spells: Spell[] = [];
  const spellOf = Int32Array.from(steps, ({ year, share }) => {
    const found = spells.findIndex((spell) => spell.year === year && spell.share === share);
    return found >= 0 ? found : spells.push({ year, share }) - 1;
  });
  return { spells, spellOf };
}

/** One leaver rate a year shared by everyone: DOMAIN.md §9. */
function rateSampler({ leaverRate, correlation }: DrawPlan): (u: number) => number {
  if (leaverRate <= 0 || leaverRate >= 1 || correlation <= 0) return () => leaverRate;
  return betaSampler(betaOfMean(leaverRate, correlation));
}

/** Room for the draws of a plan, none of them made yet. */
export function emptyDraws(plan: DrawPlan): Draws {
  const { spells, spellOf } = spellsOf(plan.steps);
  const { paths, cells } = plan;
  return {
    plan,
    spellOf,
    spells,
    rateOf: rateSampler(plan),
    odds: new Float64Array(paths * spells.length),
    logStay: new Float64Array(paths * spells.length),
    leaverDraws: new Float64Array(paths * cells * plan.steps.length),
    offerStarts: new Int32Array(paths * plan.steps.length),
    offerTotals: plan.offers.map(() => new Float64Array(plan.steps.length)),
  };
}

/** A twelfth of the year's rate leaves each month. */
function drawRates({ plan, spells, rateOf, odds, logStay }: Draws, from: number, to: number): void {
  const rates = new Float64Array(1 + Math.max(0, ...spells.map((spell) => spell.year)));
  const stream = new Stream();
  for (let path = from; path < to; path++) {
    stream.reset(plan.seed, path, PURPOSE.rate);
    for (let year = 0; year < rates.length; year++) rates[year] = rateOf(stream.next());
    for (let i = 0; i < spells.length; i++) {
      const { year, share } = spells[i] as Spell;
      const hazard = ((rates[year] as number) / 12) * share;
      odds[path * spells.length + i] = hazard / (1 - hazard);
      logStay[path * spells.length + i] = Math.log1p(-hazard);
    }
  }
}

function drawLeavers({ plan, leaverDraws }: Draws, from: number, to: number): void {
  const each = plan.cells * plan.steps.length;
  const stream = new Stream();
  for (let path = from; path < to; path++) {
    stream.reset(plan.seed, path, PURPOSE.leavers);
    for (let i = path * each; i < (path + 1) * each; i++) leaverDraws[i] = stream.next();
  }
}

/** Each route takes one draw for each of its months, whether or not it has offers. */
function drawOffers({ plan, offerStarts, offerTotals }: Draws, from: number, to: number): void {
  const steps = plan.steps.length;
  const stream = new Stream();
  for (let path = from; path < to; path++) {
    stream.reset(plan.seed, path, PURPOSE.offers);
    plan.offers.forEach(({ offers, startChance }, route) => {
      const totals = offerTotals[route];
      offers.forEach((count, step) => {
        const started = binomialQuantile(stream.next(), count, startChance);
        if (started === 0 || step >= steps || !totals) return;
        offerStarts[path * steps + step] = (offerStarts[path * steps + step] ?? 0) + started;
        totals[step] = (totals[step] ?? 0) + started;
      });
    });
  }
}

/** Makes the draws of some paths. Each has its own streams, so the order does not matter. */
export function drawPaths(draws: Draws, from: number, to: number): void {
  drawRates(draws, from, to);
  drawLeavers(draws, from, to);
  drawOffers(draws, from, to);
}

/**
 * Walks one path to the close of step `until`: in each month leavers go before starts
 * come, and those who started may leave in later months. Adds to `stock` (index 0 the
 * start) and `leavers` (by step), which the caller clears.
 */
export function walkPath(
  draws: Draws,
  path: number,
  cells: readonly Cell[],
  until: number,
  stock: Int32Array,
  leavers: Int32Array,
): void {
  const { spellOf, spells, odds, logStay, leaverDraws, offerStarts, plan } = draws;
  const steps = plan.steps.length;
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c] as Cell;
    const { starts, knownLeavers } = cell;
    const draw = (path * cells.length + c) * steps;
    let people = cell.inPost;
    stock[0] = (stock[0] as number) + people;
    for (let step = 0; step < until; step++) {
      const spell = path * spells.length + (spellOf[step] as number);
      const drawn = binomialDraw(
        leaverDraws[draw + step] as number,
        people,
        odds[spell] as number,
        logStay[spell] as number,
      );
      // Those known to leave are among a month's leavers, unless fewer than they were drawn.
      const known = knownLeavers?.[step] ?? 0;
      const left = known > drawn ? Math.min(known, people) : drawn;
      people += (starts[step] as number) - left;
      if (c === 0) people += offerStarts[path * steps + step] as number;
      stock[step + 1] = (stock[step + 1] as number) + people;
      leavers[step] = (leavers[step] as number) + left;
    }
  }
}

/** What happened on every path, by month and path: `stock[month * paths + path]`. */
export interface Outcome {
  paths: number;
  stock: Int32Array;
  leavers: Int32Array;
}

export function emptyOutcome({ steps, paths }: DrawPlan): Outcome {
  return {
    paths,
    stock: new Int32Array((steps.length + 1) * paths),
    leavers: new Int32Array(steps.length * paths),
  };
}

/** Walks some paths over all their steps into an outcome. */
export function walkPaths(
  draws: Draws,
  cells: readonly Cell[],
  outcome: Outcome,
  from: number,
  to: number,
): void {
  const steps = draws.plan.steps.length;
  const { paths } = outcome;
  const stock = new Int32Array(steps + 1);
  const leavers = new Int32Array(steps);
  for (let path = from; path < to; path++) {
    stock.fill(0);
    leavers.fill(0);
    walkPath(draws, path, cells, steps, stock, leavers);
    for (let i = 0; i <= steps; i++) outcome.stock[i * paths + path] = stock[i] as number;
    for (let i = 0; i < steps; i++) outcome.leavers[i * paths + path] = leavers[i] as number;
  }
}

/** One month of an outcome, over all paths. */
export function monthOf(series: Int32Array, month: number, paths: number): Int32Array {
  return series.subarray(month * paths, (month + 1) * paths);
}
