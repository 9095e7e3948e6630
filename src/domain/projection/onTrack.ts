/** Where each recruitment route stands in a year, offers in progress beside the starts. */
import type { Year } from '../calendar.ts';
import { routesOf, targetInForce, readingInUse } from '../figures.ts';
import type { PlanFigures } from '../figures.ts';
import { isKnown } from './history.ts';

/** A route's starts against its target. What is not known is null, never zero. */
export interface RouteStanding {
  measure: number;
  label: string;
  started: number | null;
  inProgress: number;
  target: number | null;
  /** Starts and offers in progress less the target; null where either is not known. */
  against: number | null;
  /** "1 short if those in progress start", "target met", or what is not known. */
  words: string;
}

function inWords(started: number | null, inProgress: number, target: number | null): string {
  if (target === null) return 'no target';
  if (started === null) return 'starts not known';
  if (started >= target)
    return started === target ? 'target met' : `${started - target} over target`;
  const short = target - started - inProgress;
  if (inProgress === 0) return `${short} short`;
  return short > 0 ? `${short} short if those in progress start` : 'met if those in progress start';
}

/**
 * The routes of a year in order, retired ones left out.
 *
 * @example Tower Hamlets, 2021-22: ASYE 18 started, 1 in progress, target 20:
 * "1 short if those in progress start".
 */
export function routeStandings(figures: PlanFigures, year: Year): RouteStanding[] {
  return routesOf(figures).map(({ id, label }) => {
    const reading = readingInUse(figures, id, year);
    const started = isKnown(reading) ? reading.value : null;
    const inProgress = reading?.inProgress ?? 0;
    const target = targetInForce(figures, id, year)?.value ?? null;
    return {
      measure: id,
      label,
      started,
      inProgress,
      target,
      against: started === null || target === null ? null : started + inProgress - target,
      words: inWords(started, inProgress, target),
    };
  });
}
