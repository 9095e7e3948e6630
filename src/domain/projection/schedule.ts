/** Who is planned to start in which month, and how many posts there are in it. */
import { monthName, yearLabel } from '../calendar.ts';
import { firstProjectionYear } from './grid.ts';
import type { Grid } from './grid.ts';
import type { ProjectionInput, RouteAssumption } from './types.ts';

/** Offers in progress start evenly over this many month ends, about a notice period. */
export const OFFER_MONTHS = 3;

/** Offers of one route due to start in each of the next months. */
export interface OfferPlan {
  measure: number;
  startChance: number;
  /** Offers by step, for the first `OFFER_MONTHS` steps; later ones have none. */
  offers: number[];
}

/** Planned starts of one route, by step. */
export interface StartPlan {
  measure: number;
  starts: number[];
}

export interface Schedule {
  starts: StartPlan[];
  offers: OfferPlan[];
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

/** The month-by-month plan of a projection. */
export function makeSchedule(grid: Grid, input: ProjectionInput): Schedule {
  const notes: string[] = [];
  const starts = input.routes.map((route) => ({
    measure: route.measure,
    starts: plannedStarts(grid, input, route, notes),
  }));
  const offers = input.routes.map((route) => ({
    measure: route.measure,
    startChance: route.startChance,
    offers: spreadWhole(
      route.inProgress,
      Array.from({ length: OFFER_MONTHS }, () => 1),
    ),
  }));
  if (input.routes.some((route) => route.inProgress > 0)) {
    notes.push(`Offers in progress start evenly over the next ${OFFER_MONTHS} months.`);
  }
  return { starts, offers, establishment: establishmentByMonth(grid, input), notes };
}
