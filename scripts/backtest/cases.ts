/** Every authority and census a forecast could have been made from, with what came of it. */
import { defaultAssumptions, projectionInput } from '../../src/domain/projection/index.ts';
import type {
  ForecastBasis,
  ProjectionAssumptions,
  ProjectionInput,
} from '../../src/domain/projection/index.ts';
import type { ForecastConstants } from '../../src/domain/projection/forecast.ts';
import type { PlanFigures } from '../../src/domain/figures.ts';
import { planAt, type Authority } from './authorities.ts';

export const MEASURES = ['vacancy', 'turnover'] as const;
export type MeasureName = (typeof MEASURES)[number];

export const HORIZONS = [1, 2] as const;
export type Horizon = (typeof HORIZONS)[number];

/** One authority at one census. Rates are shares. */
export interface Case {
  authority: string;
  origin: number;
  posts: number;
  plan: PlanFigures;
  /** What the product assumes by default. */
  assumptions: ProjectionAssumptions;
  basis: ForecastBasis;
  /** Null where DfE gives none. */
  last: Record<MeasureName, number | null>;
  outcomes: Record<Horizon, Record<MeasureName, number | null>>;
}

function ratesAt({ censuses }: Authority, year: number): Record<MeasureName, number | null> {
  const census = censuses.find((one) => one.year === year);
  return { vacancy: census?.vacancyRate ?? null, turnover: census?.turnoverRate ?? null };
}

function caseOf(authority: Authority, origin: number): Case | null {
  const plan = planAt(authority, origin);
  const census = authority.censuses.find(({ year }) => year === origin);
  const defaults = plan && defaultAssumptions(plan);
  if (!plan || !census || !defaults || 'problem' in defaults) return null;
  const { assumptions } = defaults;
  const { forecast } = projectionInput(plan, assumptions);
  if (forecast === undefined) return null;
  return {
    authority: authority.name,
    origin,
    posts: census.posts,
    plan,
    assumptions,
    basis: forecast,
    last: ratesAt(authority, origin),
    outcomes: { 1: ratesAt(authority, origin + 1), 2: ratesAt(authority, origin + 2) },
  };
}

/** A case's yearly rates, oldest first, the last of them its own census's. */
export function ratesOf({ basis, last }: Case, measure: MeasureName): number[] {
  if (measure === 'turnover') return basis.turnoverYears.map(({ rate }) => rate);
  return [...basis.earlierVacancyRates, ...(last.vacancy === null ? [] : [last.vacancy])];
}

/** All cases, by authority and census. */
export function casesOf(authorities: readonly Authority[]): Case[] {
  return authorities.flatMap((authority) =>
    authority.censuses.flatMap(({ year }) => caseOf(authority, year) ?? []),
  );
}

/** The product's own question at a case, with constants that knew nothing later. */
export function inputOf(
  { plan, assumptions }: Case,
  constants: ForecastConstants,
  change: Partial<ProjectionAssumptions>,
): ProjectionInput {
  return projectionInput(plan, { ...assumptions, ...change }, constants);
}
