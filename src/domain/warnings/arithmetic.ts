/** Figures that should add up and do not: totals, rates, the bridge, part-year counts. */
import { bridges } from '../bridge.ts';
import { dateInWords, shareOfYearGone, yearLabel, type Year } from '../calendar.ts';
import { totalRecruits } from '../derived.ts';
import { areAlike, factOf, halfLastDigit, isFact } from '../facts.ts';
import {
  isFlow,
  isPartYear,
  measureOfKind,
  measuresInOrder,
  readingInUse,
  yearsOf,
  type PlanFigures,
} from '../figures.ts';
import { formatPercent, formatSigned, formatValue } from '../format.ts';
import { agencyRate, vacancyRate } from '../measures.ts';
import { differ, warning, type Warning } from './warning.ts';

const count = (value: number) => formatValue(value, 'number');

/** The routes against the stated total, readings and targets alike. */
export function partsAgainstTotal(figures: PlanFigures): Warning[] {
  const row = measureOfKind(figures, 'recruitsTotal');
  if (!row) return [];
  return yearsOf(figures.settings).flatMap((year) =>
    (['reading', 'target'] as const).flatMap((appliesTo) => {
      const { sum, stated, blank, comparable } = totalRecruits(figures, year, appliesTo);
      if (sum === null || stated === null || !comparable || !differ(sum, stated)) return [];
      const missing = blank.map((route) => route.label).join(', ');
      const words = [
        `The routes add up to ${count(sum)}. The stated total is ${count(stated)}.`,
        missing === '' ? '' : `No figure is given for ${missing}.`,
        'Both are kept.',
      ];
      return warning({
        kind: 'parts-total',
        measure: row.id,
        year,
        appliesTo,
        words: words.filter((sentence) => sentence !== '').join(' '),
      });
    }),
  );
}

/** A rate's counts at one date, as `measures.ts` takes them, or null where one is not recorded. */
function rateOf(
  figures: PlanFigures,
  kind: 'vacancyRate' | 'agencyRate',
  year: Year,
): { rate: number; of: number; posts: number; printed: number; row: number } | null {
  const { basis } = figures.settings;
  const printed = factOf(figures, kind, year);
  const part = factOf(figures, kind === 'vacancyRate' ? 'vacancies' : 'agency', year);
  const posts = factOf(figures, 'establishment', year);
  if (!printed || !part || !posts || !areAlike([printed, part, posts])) return null;
  const empty = factOf(figures, 'vacancies', year);
  const inPost = empty && areAlike([empty, posts]) ? posts.value - empty.value : null;
  const whole = { establishment: posts.value, inPost };
  const rate =
    kind === 'vacancyRate'
      ? vacancyRate({ ...whole, vacancies: part.value }, basis)
      : agencyRate({ ...whole, agency: part.value }, basis);
  if (rate === null) return null;
  return {
    rate,
    of: part.value,
    posts: posts.value,
    printed: printed.value,
    row: printed.measure,
  };
}

/**
 * A printed rate against the count and establishment recorded beside it. They disagree when
 * the difference is more than rounding the printed figure can make: 40 of 319 is 12.54%,
 * which 12.5% is a fair print of.
 */
export function ratesAgainstParts(figures: PlanFigures): Warning[] {
  const check = (kind: 'vacancyRate' | 'agencyRate', year: Year): Warning[] => {
    const found = rateOf(figures, kind, year);
    if (!found) return [];
    const gap = Math.abs(found.rate * 100 - found.printed);
    if (gap <= halfLastDigit(found.printed) + 1e-9) return [];
    const name = kind === 'vacancyRate' ? 'vacancies' : 'agency workers';
    const words = `${count(found.of)} ${name} with an establishment of ${count(found.posts)} make ${formatPercent(found.rate)}. The figure given is ${formatValue(found.printed, 'percent')}. All are kept.`;
    return [
      warning({ kind: 'rate-mismatch', measure: found.row, year, appliesTo: 'reading', words }),
    ];
  };
  return yearsOf(figures.settings).flatMap((year) => [
    ...check('vacancyRate', year),
    ...check('agencyRate', year),
  ]);
}

/** Vacancies that leavers and recruits do not account for. */
export function unexplainedBridges(figures: PlanFigures): Warning[] {
  const row = measureOfKind(figures, 'vacancies');
  const month = figures.settings.yearStartMonth;
  return bridges(figures).flatMap((bridge) => {
    // Less than half a post is a matter of hours and rounding, not of somebody missing.
    if (Math.abs(bridge.unexplained) < 0.5) return [];
    const expected = bridge.closing - bridge.unexplained;
    const change =
      bridge.establishmentChange === null
        ? 'A change in establishment is not recorded.'
        : `A recorded change of ${formatSigned(bridge.establishmentChange)} in establishment is counted in.`;
    const words = [
      `${count(bridge.opening)} vacancies in ${yearLabel(bridge.from, month)}, ${count(bridge.leavers)} leavers and ${count(bridge.recruits)} recruits would leave ${count(expected)}.`,
      `The figure given is ${count(bridge.closing)}, which leaves ${count(Math.abs(bridge.unexplained))} unexplained.`,
      change,
      ...bridge.notes,
    ].join(' ');
    const measure = row?.id ?? null;
    return warning({ kind: 'bridge', measure, year: bridge.to, appliesTo: 'reading', words });
  });
}

/** A part-year count in a row that also holds full years. */
export function partYears(figures: PlanFigures): Warning[] {
  const month = figures.settings.yearStartMonth;
  return measuresInOrder(figures)
    .filter((row) => isFlow(row.kind))
    .flatMap((row) => {
      const readings = yearsOf(figures.settings)
        .map((year) => readingInUse(figures, row.id, year))
        .filter(isFact);
      const part = readings.filter((reading) => isPartYear(reading, row.kind, month));
      // With no full year in the row there is nothing to mistake it for.
      if (part.length === readings.length) return [];
      return part.map(({ value, asAt, year }) => {
        const gone = formatPercent(shareOfYearGone(asAt, year, month), 0);
        const words = `${count(value)} is counted up to ${dateInWords(asAt)}, ${gone} of the year. Do not compare it with the full years beside it.`;
        return warning({ kind: 'part-year', measure: row.id, year, appliesTo: 'reading', words });
      });
    });
}
