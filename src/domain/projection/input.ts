/** A projection's question: assumptions, and what the plan itself knows. */
import { routesOf } from '../figures.ts';
import type { PlanFigures } from '../figures.ts';
import type { ForecastConstants } from './forecast.ts';
import { forecastBasis } from './forecastBasis.ts';
import { SHIPPED } from './forecastConstants.ts';
import { historyOf } from './history.ts';
import type { ProjectionAssumptions, ProjectionInput } from './types.ts';

/**
 * What `simulate` takes: assumptions, and what the plan itself knows.
 *
 * @param constants - of the forecast; those that come with Tenure unless they are under test.
 */
export function projectionInput(
  figures: PlanFigures,
  assumptions: ProjectionAssumptions,
  constants: ForecastConstants = SHIPPED,
): ProjectionInput {
  return {
    ...assumptions,
    yearStartMonth: figures.settings.yearStartMonth,
    basis: figures.settings.basis,
    routeLabels: Object.fromEntries(routesOf(figures, true).map((r) => [r.id, r.label])),
    history: historyOf(figures, assumptions.from),
    forecast: forecastBasis(figures, assumptions.from, constants),
  };
}
