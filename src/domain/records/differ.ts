/**
 * Why two vacancy rates of one authority differ (DOMAIN.md §3): from the local figure to
 * DfE's in steps of scope, denominator, agency treatment and date. A step is a number only
 * where figures show it. One that is not known stays in what is not explained.
 */
import { dateInWords, type IsoDate, type Year } from '../calendar.ts';
import { figureOf, unrounded } from '../derived.ts';
import { factOf } from '../facts.ts';
import type { PlanFigures } from '../figures.ts';
import { formatPercent, formatSigned, formatValue } from '../format.ts';
import { vacancyRate } from '../measures.ts';
import { dayOf } from './days.ts';
import { indexRecords } from './indexRecords.ts';
import type { RecordsScope } from './scope.ts';
import { stockAt } from './stock.ts';
import type { PlanRecords } from './types.ts';

/** A council's own vacancy figure. */
export interface LocalVacancy {
  /** A share, unrounded where its parts are known. */
  rate: number;
  vacancies: number | null;
  establishment: number | null;
  asAt: IsoDate;
  /** The scope's name as the figure carries it. */
  scope: string;
  source: string;
  /** Whether a post that an agency worker covers counts as vacant; null where nothing says. */
  agencyCovered: 'counted' | 'left-out' | null;
}

/** What DfE publishes for the authority at a census. Null where it prints a symbol. */
export interface DfeVacancy {
  area: string;
  censusDate: IsoDate;
  vacancyFte: number | null;
  inpostFte: number | null;
  agencyFte: number | null;
  /** Agency workers who cover a vacancy. */
  agencyCoverFte: number | null;
  /** As printed: 24 for 24%. */
  vacancyRate: number | null;
}

export interface DifferenceStep {
  key: 'scope' | 'denominator' | 'agency' | 'date';
  name: string;
  words: string;
  /** Percentage points, unrounded: 0.8 takes 12.5% to 13.3%. Null: not known. */
  points: number | null;
}

export interface Difference {
  /** Shares. */
  start: number;
  end: number | null;
  steps: DifferenceStep[];
  /** Points between the two, that the steps explain, and that are left. */
  difference: number | null;
  explained: number;
  notExplained: number | null;
  /** The whole in a sentence or two. */
  summary: string;
  /** What would have to be known to explain the rest, a sentence each. */
  needed: string[];
}

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
    vacancies: part('vacancies'),
    establishment: part('establishment'),
    asAt: figure.asAt,
    scope: figures.scopes.find((scope) => scope.id === figure.scope)?.name ?? '',
    source: figure.source,
    agencyCovered,
  };
}

/** DfE's vacancy rate: from its own parts, else as printed. */
function dfeRate(dfe: DfeVacancy): number | null {
  const rate = vacancyRate({ vacancies: dfe.vacancyFte, inPost: dfe.inpostFte }, 'dfe');
  if (rate !== null) return rate;
  return dfe.vacancyRate === null ? null : dfe.vacancyRate / 100;
}

type Points = Record<DifferenceStep['key'], number | null>;

/** One reading of the records: what is counted, over what, and when. */
interface Reading {
  scope: RecordsScope;
  basis: 'local' | 'dfe';
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
    basis: 'local',
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

/** The steps that the two published figures show by themselves. */
function pointsFromFigures(local: LocalVacancy, dfe: DfeVacancy | null): Points {
  const { vacancies } = local;
  const divided =
    dfe && vacancies !== null && dfe.vacancyFte !== null && dfe.inpostFte !== null
      ? vacancies / (dfe.vacancyFte + dfe.inpostFte)
      : null;
  return {
    scope: null,
    denominator: divided === null ? null : (divided - local.rate) * 100,
    agency: local.agencyCovered === 'counted' ? 0 : null,
    date: dfe?.censusDate === local.asAt ? 0 : null,
  };
}

const number = (value: number) => formatValue(value, 'number');

function denominatorWords(local: LocalVacancy, dfe: DfeVacancy | null, fromRecords: boolean) {
  const rule =
    'The local figure divides by funded posts, DfE’s by vacancies and people in post together.';
  if (fromRecords) return `${rule} Worked out from this plan’s records.`;
  if (!dfe || dfe.vacancyFte === null || dfe.inpostFte === null) return rule;
  const { vacancies, establishment } = local;
  const whole = dfe.vacancyFte + dfe.inpostFte;
  const posts =
    establishment === null ? '' : ` The local figure divides by ${number(establishment)} posts;`;
  const over = `${number(dfe.vacancyFte)} + ${number(dfe.inpostFte)} = ${number(whole)} FTE`;
  if (vacancies === null) return `${rule}${posts} DfE’s by ${over}.`;
  return (
    `${rule}${posts} DfE’s by ${over}. The ${number(vacancies)} local vacancies over DfE’s ` +
    `denominator are ${formatPercent(vacancies / whole)}. The two denominators also differ in ` +
    'scope and date, which these figures cannot tell apart.'
  );
}

const AGENCY_WORDS = {
  counted: 'Both count a post as vacant while an agency worker covers it.',
  'left-out': 'DfE counts a post as vacant while an agency worker covers it; this figure does not.',
  unknown:
    'DfE counts a post as vacant while an agency worker covers it. Nothing says whether the ' +
    'local figure does.',
};

function stepsOf(
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  points: Points,
  fromRecords: boolean,
): DifferenceStep[] {
  const counted =
    local.scope === '' ? 'The local scope is not named' : `It counts “${local.scope}”`;
  const census = dfe ? dateInWords(dfe.censusDate) : '30 September';
  const agency = AGENCY_WORDS[local.agencyCovered ?? 'unknown'];
  return [
    {
      key: 'scope',
      name: 'Scope',
      words: `${counted}. DfE counts qualified child and family social workers in six roles, managers included.`,
      points: points.scope,
    },
    {
      key: 'denominator',
      name: 'Denominator',
      words: denominatorWords(local, dfe, fromRecords),
      points: points.denominator,
    },
    { key: 'agency', name: 'Agency treatment', words: agency, points: points.agency },
    {
      key: 'date',
      name: 'Date',
      words: `The local figure is at ${dateInWords(local.asAt)}, DfE’s at ${census}.`,
      points: points.date,
    },
  ];
}

function neededFor(
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  points: Points,
  recorded: number | null,
): string[] {
  const needed: string[] = [];
  const census = dfe ? dateInWords(dfe.censusDate) : 'the census date';
  if (!dfe) needed.push('DfE’s published figures for the authority.');
  if (points.scope === null) {
    needed.push(
      `Vacancies and posts at ${dateInWords(local.asAt)} by role, so that the local scope can be set against DfE’s six roles.`,
    );
  }
  if (points.denominator === null) {
    needed.push(`People in post at ${dateInWords(local.asAt)}, in FTE.`);
  }
  if (points.agency === null) {
    const cover =
      dfe?.agencyCoverFte != null && dfe.vacancyFte !== null
        ? ` By DfE’s count they covered ${number(dfe.agencyCoverFte)} of ${number(dfe.vacancyFte)} FTE vacant.`
        : '';
    needed.push(`Whether the local figure counts posts that agency workers cover.${cover}`);
  }
  if (points.date === null) needed.push(`The local figure at ${census}.`);
  if (recorded !== null && Math.abs(recorded - local.rate) >= 0.0005) {
    needed.push(
      `Why the records give ${formatPercent(recorded)} where ${local.source} says ${formatPercent(local.rate)}.`,
    );
  }
  return needed;
}

const inPoints = (points: number) => `${formatSigned(Number(points.toFixed(1)))} percentage points`;

function summaryOf(
  start: number,
  end: number | null,
  explained: number,
  notExplained: number | null,
): string {
  const from = `The local figure is ${formatPercent(start)}`;
  if (end === null || notExplained === null) return `${from}. DfE’s figure is not known.`;
  const both = `${from}, DfE’s ${formatPercent(end)}: a difference of ${inPoints((end - start) * 100)}.`;
  const left = Math.abs(notExplained);
  if (left < 0.05) return `${both} The steps explain it.`;
  const share = left > Math.abs((end - start) * 50) ? 'Most of it is' : 'Part of it is';
  return `${both} The steps explain ${inPoints(explained)}. ${share} not explained: ${inPoints(notExplained)}.`;
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
  scope: RecordsScope = { counts: 'plan' },
): Difference {
  const covered = local.agencyCovered ?? 'counted';
  const recorded =
    records &&
    rateFromRecords(records, { scope, basis: 'local', agencyCovered: covered, date: local.asAt });
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
