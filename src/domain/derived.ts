/**
 * Figures a plan implies: totals of routes, rates from their parts, and the establishment
 * behind a published percentage. A figure that was reported is shown as reported; one that
 * was not is calculated only from parts of one scope and date, and says so (DOMAIN.md §3).
 */
import { calculateRate, type Calculated } from './calculate.ts';
import type { IsoDate, Year } from './calendar.ts';
import { areAlike, halfLastDigit, isFact } from './facts.ts';
import {
  isPartYear,
  measureOfKind,
  readingInUse,
  routesOf,
  targetInForce,
  type Measure,
  type MeasureKind,
  type PlanFigures,
  type Reading,
  type Status,
  type Target,
  type Unit,
} from './figures.ts';
import { RECORDS_SOURCE } from './leading.ts';
import { definitionOf, TURNOVER_OVER_END } from './measures.ts';

/** A figure as a screen shows it, reported or calculated, with what it depends on. */
export interface DerivedFigure {
  kind: MeasureKind;
  /** In `unit`; a percentage as 12.5. Null when the figure is to be confirmed. */
  value: number | null;
  unit: Unit;
  asAt: IsoDate;
  status: Status;
  /** A count of part of its year, never to be read as a year's. */
  partYear: boolean;
  /** The reading; null when the figure is calculated from others. */
  reading: Reading | null;
  /** Calculated from other figures. One from records is a reading of its own. */
  calculated: boolean;
  origin: 'reported' | 'calculated' | 'records';
  definition: string;
  /** The scope the figure and all its parts count. */
  scope: number | null;
  /** The source's name, or what the figure is calculated from. */
  source: string;
}

/** True for a figure that says how it is, not how it is meant to be. */
export function isKnown(figure: DerivedFigure | null): figure is DerivedFigure & { value: number } {
  return (
    figure !== null &&
    figure.value !== null &&
    figure.status !== 'planned' &&
    figure.status !== 'tbc'
  );
}

function calculate(figures: PlanFigures, kind: MeasureKind, year: Year): Calculated | null {
  if (kind !== 'recruitsTotal') return calculateRate(figures, kind, year);
  const { sum, parts } = totalRecruits(figures, year);
  // Routes counted to different dates have no total at a date; planned ones no total yet.
  const known = sum !== null && parts.every(isFact) && areAlike(parts);
  return known ? { value: sum, parts, opening: [], overEnd: false } : null;
}

const UNIT_OF: Partial<Record<MeasureKind, Unit>> = {
  vacancyRate: 'percent',
  turnoverRate: 'percent',
  agencyRate: 'percent',
};

function reported(figures: PlanFigures, measure: Measure, reading: Reading): DerivedFigure {
  const { basis, yearStartMonth } = figures.settings;
  return {
    kind: measure.kind,
    value: reading.value,
    unit: measure.unit,
    asAt: reading.asAt,
    status: reading.status,
    partYear: isPartYear(reading, measure.kind, yearStartMonth),
    reading,
    calculated: false,
    origin: reading.source === RECORDS_SOURCE ? 'records' : 'reported',
    definition: definitionOf(measure.kind, basis),
    scope: reading.scope,
    source: figures.sources.find((source) => source.id === reading.source)?.name ?? '',
  };
}

function fromParts(
  figures: PlanFigures,
  kind: MeasureKind,
  { value, parts, opening, overEnd }: Calculated,
): DerivedFigure | null {
  const first = parts[0];
  if (!first) return null;
  const { basis, yearStartMonth } = figures.settings;
  const labels = new Set(
    parts.map((part) => figures.measures.find((measure) => measure.id === part.measure)?.label),
  );
  return {
    kind,
    value,
    unit: UNIT_OF[kind] ?? 'people',
    asAt: first.asAt,
    status: [...parts, ...opening].some((part) => part.status === 'provisional')
      ? 'provisional'
      : 'actual',
    partYear:
      kind === 'recruitsTotal' &&
      parts.some((part) => isPartYear(part, 'recruits', yearStartMonth)),
    reading: null,
    calculated: true,
    origin: 'calculated',
    definition: overEnd ? TURNOVER_OVER_END : definitionOf(kind, basis),
    scope: first.scope,
    source: `Calculated from ${[...labels].join(', ')}`,
  };
}

/**
 * The figure of a row in a year: as reported where it has a value, else calculated from
 * its parts, else the reading that says it is to be confirmed. Null when there is nothing.
 */
export function figureOfMeasure(
  figures: PlanFigures,
  measureId: number,
  year: Year,
): DerivedFigure | null {
  const measure = figures.measures.find((candidate) => candidate.id === measureId);
  if (!measure) return null;
  const reading = readingInUse(figures, measure.id, year);
  if (reading !== null && reading.value !== null) return reported(figures, measure, reading);
  const calculated = calculate(figures, measure.kind, year);
  const figure = calculated && fromParts(figures, measure.kind, calculated);
  return figure ?? (reading === null ? null : reported(figures, measure, reading));
}

/**
 * The figure of a kind in a year (see `figureOfMeasure`). A rate or total is calculated even
 * where the plan has no row for it. Null for `recruits` and `other`, which name no one row.
 */
export function figureOf(
  figures: PlanFigures,
  kind: MeasureKind,
  year: Year,
): DerivedFigure | null {
  if (kind === 'recruits' || kind === 'other') return null;
  const measure = measureOfKind(figures, kind);
  if (measure) return figureOfMeasure(figures, measure.id, year);
  const calculated = calculate(figures, kind, year);
  return calculated && fromParts(figures, kind, calculated);
}

/**
 * A rate's value for comparing: worked out from its parts where they bear the printed one
 * out, because percentages are compared unrounded (DOMAIN.md §3); else as printed.
 *
 * @example 40 vacancies of 319 posts printed as 12.5% compare as 12.539.
 */
export function unrounded(figures: PlanFigures, figure: DerivedFigure, year: Year): number | null {
  if (figure.value === null || figure.calculated || figure.unit !== 'percent') return figure.value;
  const exact = calculateRate(figures, figure.kind, year);
  if (!exact || !figure.reading || !areAlike([figure.reading, ...exact.parts])) return figure.value;
  const bornOut = Math.abs(exact.value - figure.value) <= halfLastDigit(figure.value) + 1e-9;
  return bornOut ? exact.value : figure.value;
}

/**
 * The target of a measure in a year: the one in force. Where no total of recruits is set, the
 * routes' targets together are its target, once every route has one of the same scope.
 *
 * @example Routes of 20, 8, 15 and 3 with no total set: 46.
 */
export function targetOf(figures: PlanFigures, measure: number, year: Year): Target | null {
  const own = targetInForce(figures, measure, year);
  const row = figures.measures.find(({ id }) => id === measure);
  if (own !== null || row?.kind !== 'recruitsTotal') return own;
  const targets = routesOf(figures).map((route) => targetInForce(figures, route.id, year));
  const set = targets.filter((target) => target !== null);
  const [first] = set;
  const alike = set.length === targets.length && set.every((one) => one.scope === first?.scope);
  if (!first || !alike) return null;
  const unknown = set.some(({ status, value }) => status === 'tbc' || value === null);
  const value = unknown ? null : set.reduce((sum, one) => sum + (one.upper ?? one.value ?? 0), 0);
  const reason = 'The routes’ targets together';
  const status = unknown ? ('tbc' as const) : ('set' as const);
  return { ...first, measure, value, upper: null, status, reason, text: '' };
}

/** Why a measure has no target to be rated against in a year. */
export function noTargetInWords(figures: PlanFigures, measure: number, year: Year): string {
  const row = figures.measures.find(({ id }) => id === measure);
  const routes = row?.kind === 'recruitsTotal' ? routesOf(figures) : [];
  const set = routes.filter(({ id }) => targetInForce(figures, id, year) !== null).length;
  if (set === 0) return 'no target for this year';
  return `targets are set for ${set} of ${routes.length} routes, and none for the total`;
}

/** The recruits of a year: what the routes add up to beside what the total says. */
export interface TotalRecruits {
  /** The sum of the routes; null when a route is to be confirmed, or none has a figure. */
  sum: number | null;
  /** The total as stated, "tbc" beside it or not; null when none is. */
  stated: number | null;
  /** The stated total, else the sum. */
  total: number | null;
  /** Accepted offers not yet started, over all routes. Only readings have any. */
  inProgress: number;
  /** Routes with no figure in the year: they are left out of the sum, not counted as zero. */
  blank: Measure[];
  /** The routes' readings the sum is made of; none for targets. */
  parts: Reading[];
  /** Routes and total count the same scope at the same date, so that they should agree. */
  comparable: boolean;
}

/**
 * Totals the recruitment routes of a year. A total that needs a route which is to be
 * confirmed is not a number; a blank route is left out and named.
 *
 * @example Tower Hamlets' targets for 2022-23 add up to 45 beside a stated 38.
 */
export function totalRecruits(
  figures: PlanFigures,
  year: Year,
  of: 'reading' | 'target' = 'reading',
): TotalRecruits {
  const cell = (measure: Measure) =>
    of === 'reading'
      ? readingInUse(figures, measure.id, year)
      : targetInForce(figures, measure.id, year);
  const dateOf = (found: NonNullable<ReturnType<typeof cell>>) =>
    'asAt' in found ? found.asAt : '';
  const routes = routesOf(figures, true).map((measure) => ({ measure, cell: cell(measure) }));
  const found = routes.flatMap((route) => (route.cell === null ? [] : [route.cell]));
  const unknown = found.some((part) => part.value === null || part.status === 'tbc');
  const sum =
    found.length === 0 || unknown ? null : found.reduce((all, part) => all + (part.value ?? 0), 0);
  const totalRow = measureOfKind(figures, 'recruitsTotal');
  const total = totalRow && cell(totalRow);
  const everything = total ? [...found, total] : found;
  const parts = found.flatMap((part) => ('asAt' in part ? [part] : []));
  return {
    sum,
    stated: total?.value ?? null,
    total: total?.value ?? sum,
    inProgress: parts.reduce((all, part) => all + (part.inProgress ?? 0), 0),
    blank: routes
      .filter((route) => route.cell === null && route.measure.retiredOn === null)
      .map((route) => route.measure),
    parts,
    comparable: everything.every(
      (part) => part.scope === everything[0]?.scope && dateOf(part) === dateOf(everything[0]),
    ),
  };
}
