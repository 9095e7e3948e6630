/**
 * Why two vacancy rates of one authority differ (DOMAIN.md §3): from the local figure to
 * DfE's in steps of scope, denominator, agency treatment and date. A step is a number only
 * where figures show it. One that is not known stays in what is not explained.
 */
import type { IsoDate, Year } from '../calendar.ts';
import { figureOf, unrounded } from '../derived.ts';
import { factOf } from '../facts.ts';
import type { Basis, PlanFigures } from '../figures.ts';
import { vacancyRate } from '../measures.ts';
import { dayOf } from './days.ts';
import type { DfeVacancy, Difference, LocalVacancy, Points } from './difference.ts';
import { neededFor, stepsOf, summaryOf } from './differenceWords.ts';
import { indexRecords } from './indexRecords.ts';
import type { RecordsScope } from './scope.ts';
import { stockAt } from './stock.ts';
import type { PlanRecords } from './types.ts';

/**
 * The local vacancy figure of a year, or null where there is none.
 *
 * @param agencyCovered - whether the figure counts agency-covered posts, where the user knows.
 */
export function localVacancyOf(
  figures: PlanFigures,
  year: Year,
  agencyCovered: LocalVacancy['agencyCovered'] = null,
): LocalVacancy | null {
  const figure = figureOf(figures, 'vacancyRate', year);
  if (!figure || figure.status === 'tbc' || figure.status === 'planned') return null;
  const percent = unrounded(figures, figure, year);
  if (percent === null) return null;
  const part = (kind: 'vacancies' | 'establishment') => {
    const fact = factOf(figures, kind, year);
    return fact && fact.scope === figure.scope && fact.asAt === figure.asAt ? fact.value : null;
  };
  return {
    rate: percent / 100,
    basis: figures.settings.basis,
    vacancies: part('vacancies'),
    establishment: part('establishment'),
    asAt: figure.asAt,
    scope: figures.scopes.find((scope) => scope.id === figure.scope)?.name ?? '',
    source: figure.source,
    agencyCovered,
    frozenPosts: figures.settings.frozenPosts ?? 'counted',
  };
}

/** DfE's vacancy rate: from its own parts, else as printed. */
function dfeRate(dfe: DfeVacancy): number | null {
  const rate = vacancyRate({ vacancies: dfe.vacancyFte, inPost: dfe.inpostFte }, 'dfe');
  if (rate !== null) return rate;
  return dfe.vacancyRate === null ? null : dfe.vacancyRate / 100;
}

/** One reading of the records: what is counted, over what, and when. */
interface Reading {
  scope: RecordsScope;
  basis: Basis;
  agencyCovered: 'counted' | 'left-out';
  date: IsoDate;
}

function rateFromRecords(records: PlanRecords, reading: Reading): number | null {
  const { begins } = indexRecords(records);
  if (begins === null || begins > dayOf(reading.date)) return null;
  const stock = stockAt(records, reading.date, reading.scope);
  const vacancies = reading.agencyCovered === 'counted' ? stock.vacant : stock.uncovered;
  const { inPost, establishment } = stock;
  return vacancyRate({ vacancies, inPost, establishment }, reading.basis);
}

/** The steps as records show them: one thing changed at a time, in order. */
function pointsFromRecords(
  records: PlanRecords,
  local: LocalVacancy,
  census: IsoDate | null,
  scope: RecordsScope,
): Points {
  const first: Reading = {
    scope,
    basis: local.basis,
    agencyCovered: local.agencyCovered ?? 'counted',
    date: local.asAt,
  };
  const scoped: Reading = { ...first, scope: { counts: 'dfe' } };
  const divided: Reading = { ...scoped, basis: 'dfe' };
  const counted: Reading = { ...divided, agencyCovered: 'counted' };
  const dated: Reading | null = census === null ? null : { ...counted, date: census };
  const step = (from: Reading, to: Reading | null) => {
    const before = rateFromRecords(records, from);
    const after = to && rateFromRecords(records, to);
    return before === null || after === null ? null : (after - before) * 100;
  };
  return {
    scope: step(first, scoped),
    denominator: step(scoped, divided),
    agency: local.agencyCovered === null ? null : step(divided, counted),
    date: step(counted, dated),
  };
}

/** The local vacancies over DfE's denominator, against the local rate. */
function denominatorPoints({ basis, rate, vacancies }: LocalVacancy, dfe: DfeVacancy | null) {
  if (basis === 'dfe') return 0;
  if (vacancies === null || dfe?.vacancyFte == null || dfe.inpostFte === null) return null;
  const whole = dfe.vacancyFte + dfe.inpostFte;
  return whole > 0 ? (vacancies / whole - rate) * 100 : null;
}

/** The steps that the two published figures show by themselves. */
function pointsFromFigures(local: LocalVacancy, dfe: DfeVacancy | null): Points {
  return {
    scope: null,
    denominator: denominatorPoints(local, dfe),
    agency: local.agencyCovered === 'counted' ? 0 : null,
    date: dfe?.censusDate === local.asAt ? 0 : null,
  };
}

/**
 * Takes a local vacancy rate to DfE's in steps. Where the plan has records of both dates, the
 * steps come from them; otherwise from the two published figures, as far as those go.
 *
 * @param scope - what the local figure counts, in the plan's records.
 * @example Tower Hamlets, autumn 2021: 40 of 319 posts is 12.5%; over DfE's denominator of
 * 341.2 it is 11.7%, so −0.8 points; DfE's 81.8/341.2 is 24.0%, so +12.3 are not explained.
 */
export function differ(
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  records: PlanRecords | null,
  scope: RecordsScope = { counts: 'plan', frozenPosts: local.frozenPosts },
): Difference {
  const covered = local.agencyCovered ?? 'counted';
  const recorded =
    records &&
    rateFromRecords(records, {
      scope,
      basis: local.basis,
      agencyCovered: covered,
      date: local.asAt,
    });
  const points =
    records && recorded !== null
      ? pointsFromRecords(records, local, dfe?.censusDate ?? null, scope)
      : pointsFromFigures(local, dfe);
  const end = dfe && dfeRate(dfe);
  const difference = end === null ? null : (end - local.rate) * 100;
  const explained = Object.values(points).reduce<number>((all, one) => all + (one ?? 0), 0);
  const notExplained = difference === null ? null : difference - explained;
  return {
    start: local.rate,
    end,
    steps: stepsOf(local, dfe, points, recorded !== null),
    difference,
    explained,
    notExplained,
    summary: summaryOf(local.rate, end, explained, notExplained),
    needed: neededFor(local, dfe, points, recorded),
  };
}
