/** A difference between two vacancy rates in words: its steps, its summary, what is missing. */
import { dateInWords } from '../calendar.ts';
import { formatPercent, formatSigned, formatValue } from '../format.ts';
import type { DfeVacancy, DifferenceStep, LocalVacancy, Points } from './difference.ts';

const number = (value: number) => formatValue(value, 'number');

function denominatorWords(local: LocalVacancy, dfe: DfeVacancy | null, fromRecords: boolean) {
  if (local.basis === 'dfe') {
    return 'Both divide by vacancies and people in post together, as the plan’s basis says.';
  }
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

function scopeWords({ scope, frozenPosts }: LocalVacancy): string {
  const counted = scope === '' ? 'The local scope is not named' : `It counts “${scope}”`;
  const frozen = frozenPosts === 'left-out' ? ' It leaves frozen posts out, DfE does not.' : '';
  return `${counted}. DfE counts qualified child and family social workers in six roles, managers included.${frozen}`;
}

/** The steps with their words, in the order they are taken. */
export function stepsOf(
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  points: Points,
  fromRecords: boolean,
): DifferenceStep[] {
  const census = dfe ? dateInWords(dfe.censusDate) : '30 September';
  const agency = AGENCY_WORDS[local.agencyCovered ?? 'unknown'];
  return [
    {
      key: 'scope',
      name: 'Scope',
      words: scopeWords(local),
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

function agencyNeeded({ agencyCovered, asAt }: LocalVacancy, dfe: DfeVacancy | null): string {
  const cover =
    dfe?.agencyCoverFte != null && dfe.vacancyFte !== null
      ? ` By DfE’s count they covered ${number(dfe.agencyCoverFte)} of ${number(dfe.vacancyFte)} FTE vacant.`
      : '';
  return agencyCovered === 'left-out'
    ? `How many vacant posts agency workers covered at ${dateInWords(asAt)}.${cover}`
    : `Whether the local figure counts posts that agency workers cover.${cover}`;
}

function dfeNeeded(dfe: DfeVacancy | null): string[] {
  if (dfe === null) return ['DfE’s published figures for the authority.'];
  if (dfe.absent === null) return [];
  return [
    `A vacancy rate from DfE: for ${dateInWords(dfe.censusDate)} it prints ${dfe.absent} in its place.`,
  ];
}

/** What would have to be known to explain the rest, a sentence each. */
export function neededFor(
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  points: Points,
  recorded: number | null,
): string[] {
  const needed = dfeNeeded(dfe);
  const asAt = dateInWords(local.asAt);
  if (points.scope === null) {
    needed.push(
      `Vacancies and posts at ${asAt} by role, so that the local scope can be set against DfE’s six roles.`,
    );
  }
  if (points.denominator === null) needed.push(`People in post at ${asAt}, in FTE.`);
  if (points.agency === null) needed.push(agencyNeeded(local, dfe));
  if (points.date === null) {
    needed.push(`The local figure at ${dfe ? dateInWords(dfe.censusDate) : 'the census date'}.`);
  }
  if (recorded !== null && Math.abs(recorded - local.rate) >= 0.0005) {
    needed.push(
      `Why the records give ${formatPercent(recorded)} where ${local.source} says ${formatPercent(local.rate)}.`,
    );
  }
  return needed;
}

/** Points as a sentence writes them: `+11.4 percentage points`. */
export const inPoints = (points: number) =>
  `${formatSigned(Number(points.toFixed(1)))} percentage points`;

const tenths = (points: number) => Math.round(points * 10);

/** Said where the figures as shown do not add up to the last digit: they are worked out unrounded. */
function roundingWords(start: number, end: number, explained: number, left: number): string {
  const difference = tenths((end - start) * 100);
  const shown = tenths(end * 100) - tenths(start * 100);
  const parts = tenths(explained) + tenths(left);
  if (shown === difference && parts === difference) return '';
  const unrounded = `${formatPercent(start, 2)} and ${formatPercent(end, 2)}`;
  return ` Worked out before rounding, from ${unrounded}, so the last digits need not add up.`;
}

/** The whole in a sentence or two. */
export function summaryOf(
  start: number,
  end: number | null,
  explained: number,
  notExplained: number | null,
): string {
  const from = `The local figure is ${formatPercent(start)}`;
  if (end === null || notExplained === null) return `${from}. DfE’s figure is not known.`;
  const both = `${from}, DfE’s ${formatPercent(end)}: a difference of ${inPoints((end - start) * 100)}.`;
  if (Math.abs(end - start) < 0.0005 && Math.abs(explained) < 0.05) {
    return `${from}, and so is DfE’s: there is nothing to explain.`;
  }
  const rounding = roundingWords(start, end, explained, notExplained);
  const left = Math.abs(notExplained);
  if (left < 0.05) return `${both} The steps explain it.${rounding}`;
  const share = left > Math.abs((end - start) * 50) ? 'Most of it is' : 'Part of it is';
  return `${both} The steps explain ${inPoints(explained)}. ${share} not explained: ${inPoints(notExplained)}.${rounding}`;
}
