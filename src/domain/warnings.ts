/** Warnings beside figures: what does not add up, or needs a question asked (DOMAIN.md §3, §4). */
import type { PlanFigures } from './figures.ts';
import {
  partsAgainstTotal,
  partYears,
  ratesAgainstParts,
  unexplainedBridges,
} from './warnings/arithmetic.ts';
import { scopeJumps } from './warnings/scope.ts';
import { sourcesThatDiffer } from './warnings/sources.ts';
import type { Warning } from './warnings/warning.ts';

export type { Warning };

/** Every warning about a plan's figures. A warning never corrects a figure. */
export function warnings(figures: PlanFigures): Warning[] {
  return [
    ...partsAgainstTotal(figures),
    ...ratesAgainstParts(figures),
    ...unexplainedBridges(figures),
    ...scopeJumps(figures),
    ...partYears(figures),
    ...sourcesThatDiffer(figures),
  ];
}
