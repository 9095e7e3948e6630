/** Who is planned to start in which month, and how many posts there are in it. */
import { monthName, yearLabel } from '../calendar.ts';
import { firstProjectionYear, monthGrid, monthIndexOf } from './grid.ts';
import type { Grid } from './grid.ts';
import type { NoRoute, ProjectionInput, RouteAssumption } from './types.ts';

/** Offers without a date start evenly over this many month ends, about a notice period. */
export const OFFER_MONTHS = 3;

/** Offers of one route due to start in each of the next months. */
export interface OfferPlan {
  measure: number | NoRoute;
  startChance: number;
  /** Offers by step; steps after the last have none. */
  offers: number[];
}

/** Planned starts of one route, by step. */
export interface StartPlan {
  measure: number | NoRoute;
  starts: number[];
}

export interface Schedule {
  starts: StartPlan[];
  offers: OfferPlan[];
  /** People known to leave, by step: at least these do. */
  knownLeavers: number[];
  /** Funded posts at the start and at the close of each step. */
  establishment: number[];
  notes: string[];
}

/**
 * Shares whole things over weighted places so that the sum is exact and each place gets
 * its share rounded up or down. The running total is what is rounded, so extras fall
 * evenly among equal places and not all in the first.
 *
 * @example spreadWhole(5, [1, 1, 1, 1]) is [1, 2, 1, 1]; spreadWhole(1, [1, 1, 1]) is [0, 1, 0].
 */
export function spreadWhole(count: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let weight = 0;
  let given = 0;
  return weights.map((w) => {
    weight += w;
    // The last place's quota is the count itself, whatever the weights rounded to.
    const upTo = total > 0 ? Math.round((count * Math.min(weight, total)) / total) : 0;
    const here = upTo - given;
    given = upTo;
    return here;
  });
}

/**
 * The steps of a projection year in which a route's recruits start: those in its months,
 * or every one left (`asPlanned` false) when none of its months is left.
 */
export function startSteps(
  grid: Grid,
  year: number,
  months: readonly number[],
): { steps: number[]; asPlanned: boolean } {
  const inYear = grid.steps.flatMap((step, index) => (step.year === year ? [index] : []));
  const chosen = inYear.filter((index) => {
    const month = Number(grid.steps[index]?.to.slice(5, 7));
    return months.length === 0 || months.includes(month);
  });
  return chosen.length > 0
    ? { steps: chosen, asPlanned: true }
    : { steps: inYear, asPlanned: inYear.length === 0 };
}

function plannedStarts(
  grid: Grid,
  input: ProjectionInput,
  route: RouteAssumption,
  notes: string[],
): number[] {
  const starts = grid.steps.map(() => 0);
  route.recruits.slice(0, input.years).forEach((count, year) => {
    if (count === null) return;
    const { steps, asPlanned } = startSteps(grid, year, route.months);
    if (count > 0 && !asPlanned) {
      const months = route.months.map(monthName).join(', ');
      const label = input.routeLabels[route.measure] ?? 'One route';
      const first = firstProjectionYear(input.from, input.yearStartMonth);
      notes.push(
        `${label}: ${months} has passed in ${yearLabel(first + year, input.yearStartMonth)}, so its recruits that year (${count}) start evenly over the months left.`,
      );
    }
    const weights = steps.map((index) => grid.steps[index]?.share ?? 0);
    spreadWhole(count, weights).forEach((people, i) => {
      const index = steps[i];
      if (index !== undefined) starts[index] = (starts[index] ?? 0) + people;
    });
  });
  return starts;
}

/** A change counts in the month its first day falls in; one before the start already does. */
function establishmentByMonth(grid: Grid, input: ProjectionInput): number[] {
  const at = (date: string) =>
    input.establishmentChanges
      .filter((change) => change.from > input.from && change.from <= date)
      .reduce((sum, change) => sum + change.posts, input.establishment);
  return [input.establishment, ...grid.steps.map((step) => at(step.to))];
}

/** Dated people by the step their day falls in; those before the start or past the end are left out. */
function byStep(grid: Grid, dated: readonly { on: string; people: number }[]): number[] {
  const counts = grid.steps.map(() => 0);
  for (const { on, people } of dated) {
    const month = monthIndexOf(grid, on);
    if (month !== null) counts[month - 1] = (counts[month - 1] ?? 0) + people;
  }
  return counts;
}

/** Offers of a route: those with a date in their month, the others over the next few. */
function offerPlans(grid: Grid, input: ProjectionInput): OfferPlan[] {
  const known = input.knownStarts ?? [];
  const routes: OfferPlan[] = input.routes.map(({ measure, inProgress, startChance }) => {
    const soon = spreadWhole(
      inProgress,
      Array.from({ length: OFFER_MONTHS }, () => 1),
    );
    const dated = byStep(
      grid,
      known.filter((start) => start.measure === measure),
    );
    const steps = dated.some((people) => people > 0) ? dated.length : OFFER_MONTHS;
    const offers = Array.from(
      { length: Math.max(steps, OFFER_MONTHS) },
      (_, step) => (soon[step] ?? 0) + (dated[step] ?? 0),
    );
    return { measure, startChance, offers };
  });
  const measures = new Set<number | null>(input.routes.map(({ measure }) => measure));
  const others = known.filter(({ measure }) => !measures.has(measure));
  if (others.length === 0) return routes;
  return [...routes, { measure: 'unrouted', startChance: 1, offers: byStep(grid, others) }];
}

/** Projection years in which some route's recruits are not known. */
export function unknownYears({
  routes,
  years,
}: Pick<ProjectionInput, 'routes' | 'years'>): number[] {
  const all = Array.from({ length: years }, (_, year) => year);
  if (routes.length === 0) return all;
  return all.filter((year) => routes.some(({ recruits }) => recruits[year] === null));
}

/**
 * Where recruits of a year are not known, leavers are taken as replaced: as many start as are
 * expected to leave, those who are known to come among them (DOMAIN.md §9).
 */
function replacements(
  grid: Grid,
  input: ProjectionInput,
  coming: readonly { measure: number | NoRoute; starts: readonly number[] }[],
): number[] {
  const starts = grid.steps.map(() => 0);
  const inPost = input.establishment - input.vacancies;
  for (const year of unknownYears(input)) {
    const steps = grid.steps.flatMap((step, index) => (step.year === year ? [index] : []));
    const weights = steps.map((index) => grid.steps[index]?.share ?? 0);
    const leaving = weights.reduce(
      (sum, share) => sum + (inPost * input.leaverRate * share) / 12,
      0,
    );
    const known = coming.reduce(
      (sum, route) => sum + steps.reduce((all, index) => all + (route.starts[index] ?? 0), 0),
      0,
    );
    spreadWhole(Math.max(0, Math.round(leaving - known)), weights).forEach((people, i) => {
      const index = steps[i];
      if (index !== undefined) starts[index] = people;
    });
  }
  return starts;
}

function offerNotes(input: ProjectionInput): string[] {
  if (!input.routes.some((route) => route.inProgress > 0)) return [];
  return [`Offers in progress without a date start evenly over the next ${OFFER_MONTHS} months.`];
}

/**
 * The month-by-month plan of a projection. A year's recruits are spread over the whole of it,
 * though the projection may end within it.
 */
export function makeSchedule(grid: Grid, input: ProjectionInput): Schedule {
  const notes: string[] = [];
  const whole = monthGrid(input.from, input.years, input.yearStartMonth);
  const offers = offerPlans(whole, input);
  const planned: StartPlan[] = input.routes.map((route) => ({
    measure: route.measure,
    starts: plannedStarts(whole, input, route, notes),
  }));
  const expected = offers.map(({ measure, startChance, offers: counts }) => ({
    measure,
    starts: counts.map((count) => count * startChance),
  }));
  const replaced = replacements(whole, input, [...planned, ...expected]);
  const anyReplaced = replaced.some((people) => people > 0);
  const starts: StartPlan[] = anyReplaced
    ? [...planned, { measure: 'replacement', starts: replaced }]
    : planned;
  return {
    starts: starts.map((plan) => ({ ...plan, starts: plan.starts.slice(0, grid.steps.length) })),
    offers,
    knownLeavers: byStep(grid, input.knownLeavers ?? []),
    establishment: establishmentByMonth(grid, input),
    notes: [...notes, ...offerNotes(input)],
  };
}
