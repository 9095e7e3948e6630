/**
 * How much wider the arithmetic's chance should be. Leavers alone give about ±3.6 points at 319
 * posts, while authorities' vacancy a year ahead has missed by ±7.3 (80%): starts, the leaver
 * rate and the establishment are uncertain too (DOMAIN.md §9).
 */
import { EIGHTY_PERCENT } from './normal.ts';

/**
 * Standard deviation, as a share, of a rate whose 80% half-width at the same time is `half80`.
 *
 * @example deviationOf80(0.073) is 0.057.
 */
export function deviationOf80(half80: number): number {
  return half80 / EIGHTY_PERCENT;
}

/** The spread to add so that simulated and added variance make up the total; never negative. */
export function extraDeviation(total: number, simulated: number): number {
  return Math.sqrt(Math.max(0, total * total - simulated * simulated));
}
