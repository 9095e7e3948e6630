/** Which recruitment route brings newly qualified social workers. */
import type { Measure } from '../figures.ts';
import type { Programme } from './types.ts';

/** True of a route whose name says so. */
export function isAsyeRoute({ label }: Pick<Measure, 'label'>): boolean {
  return /\bASYE|\bNQSW|newly qualified/i.test(label);
}

/**
 * The measure ids of the routes whose starters are newly qualified: those a programme counts
 * towards; where none names one, those whose name says so.
 */
export function asyeRoutes(
  programmes: readonly Programme[],
  routes: readonly Pick<Measure, 'id' | 'label'>[],
): Set<number> {
  const named = programmes.flatMap(({ route }) => route ?? []);
  return new Set(named.length > 0 ? named : routes.filter(isAsyeRoute).map(({ id }) => id));
}
