/** Why two vacancy rates differ, as a waterfall, a table and choices. */
import { censusDate, figureInWords, publishedFigure } from '../../../domain/benchmark/measures.ts';
import { dateInWords, yearLabel, type Year } from '../../../domain/calendar.ts';
import { yearsOf, type PlanFigures } from '../../../domain/figures.ts';
import { formatPercent, formatValue, signedFixed } from '../../../domain/format.ts';
import type { DfeVacancy, Difference, LocalVacancy } from '../../../domain/records/difference.ts';
import { localVacancyOf } from '../../../domain/records/differ.ts';
import type { ChartFacts, ChartTable, WaterfallStep } from '../../charts/types.ts';
import type { HeldArea } from '../../stores/benchmark.ts';

/** What the bars are, in the legend. */
export const BAR_NAMES = {
  level: 'Vacancy rate',
  up: 'Adds to the rate',
  down: 'Takes from the rate',
};

/** The years with a local vacancy rate, latest first: "2021-22: 12.5% at 12 November 2021". */
export function localChoices(figures: PlanFigures): { value: Year; label: string }[] {
  return yearsOf(figures.settings)
    .flatMap((year) => {
      const local = localVacancyOf(figures, year);
      if (local === null) return [];
      const named = yearLabel(year, figures.settings.yearStartMonth);
      const at = dateInWords(local.asAt);
      return [{ value: year, label: `${named}: ${formatPercent(local.rate)} at ${at}` }];
    })
    .reverse();
}

/** The censuses an authority has a row for, latest first: "30 September 2021: 24%". */
export function censusChoices(area: HeldArea): { value: number; label: string }[] {
  return [...area.years]
    .map(([year, row]) => ({
      value: year,
      label: `${dateInWords(censusDate(year))}: ${figureInWords(publishedFigure(row, 'vacancy'), 'vacancy')}`,
    }))
    .reverse();
}

const inPoints = (points: number) => `${signedFixed(points)} points`;
const percent = (share: number) => formatPercent(share);

/** Each step's points in words: `−0.8 points`, `no difference`, `not known`. */
function pointsText(points: number | null): string {
  if (points === null) return 'not known';
  return Math.abs(points) < 0.05 ? 'no difference' : inPoints(points);
}

function stepBar(label: string, points: number | null): WaterfallStep {
  const text = pointsText(points);
  const words = `${label}: ${text}`;
  if (points === null || Math.abs(points) < 0.05) {
    return { label, kind: 'unknown', value: null, text, words };
  }
  return { label, kind: points > 0 ? 'up' : 'down', value: points, text, words };
}

function level(label: string, share: number | null): WaterfallStep {
  if (share === null) {
    return { label, kind: 'unknown', value: null, text: 'not known', words: `${label}: not known` };
  }
  const text = percent(share);
  return { label, kind: 'level', value: share * 100, text, words: `${label}: ${text}` };
}

/** From the local rate by its steps, and what they leave, to DfE's. */
export function differenceBars({ start, end, steps, notExplained }: Difference): WaterfallStep[] {
  const left = stepBar('Not explained', notExplained);
  return [
    level('Local figure', start),
    ...steps.map(({ name, points }) => stepBar(name, points)),
    left.value === null ? left : { ...left, kind: 'unexplained' },
    level('DfE’s figure', end),
  ];
}

/** A line of the table under the chart. */
export interface DifferenceRow {
  key: string;
  name: string;
  words: string;
  figure: string;
  /** The two figures, apart from the steps between them. */
  level: boolean;
}

function localWords({ vacancies, establishment, asAt, source }: LocalVacancy): string {
  const parts =
    vacancies !== null && establishment !== null
      ? `${formatValue(vacancies, 'posts')} vacancies of ${formatValue(establishment, 'posts')} posts, at`
      : 'At';
  return `${parts} ${dateInWords(asAt)}. Source: ${source}.`;
}

function dfeWords(dfe: DfeVacancy | null, source: string): string {
  if (dfe === null) return 'Not in this plan.';
  const { vacancyFte, inpostFte, censusDate: at } = dfe;
  const n = (value: number) => formatValue(value, 'number');
  const parts =
    vacancyFte !== null && inpostFte !== null
      ? `${n(vacancyFte)} FTE vacant of ${n(vacancyFte)} vacant and ${n(inpostFte)} in post, at`
      : 'As printed, at';
  return `${parts} ${dateInWords(at)}. Source: ${source}.`;
}

/** The two figures and every step between them, in words and points. */
export function differenceRows(
  found: Difference,
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  source: string,
): DifferenceRow[] {
  const known = found.steps.filter(({ points }) => points === null).map(({ name }) => name);
  const unknown = known.length > 0 ? `Not known: ${known.join(', ').toLowerCase()}.` : '';
  const left =
    found.notExplained === null
      ? 'It cannot be told without DfE’s figure.'
      : `The difference less the steps above. ${unknown}`.trim();
  return [
    {
      key: 'local',
      name: 'Local figure',
      words: localWords(local),
      figure: percent(found.start),
      level: true,
    },
    ...found.steps.map(({ key, name, words, points }) => ({
      key,
      name,
      words,
      figure: pointsText(points),
      level: false,
    })),
    {
      key: 'left',
      name: 'Not explained',
      words: left,
      figure: pointsText(found.notExplained),
      level: false,
    },
    {
      key: 'dfe',
      name: 'DfE’s figure',
      words: dfeWords(dfe, source),
      figure: found.end === null ? 'not known' : percent(found.end),
      level: true,
    },
  ];
}

/** What the chart says of itself. */
export function differenceFacts(
  found: Difference,
  local: LocalVacancy,
  dfe: DfeVacancy | null,
  source: string,
): ChartFacts {
  const to = found.end === null ? 'DfE’s figure' : percent(found.end);
  const dates = [local.asAt, ...(dfe ? [dfe.censusDate] : [])].map(dateInWords);
  return {
    title: `From ${percent(found.start)} to ${to}`,
    definition:
      'The local vacancy rate, what each known difference adds or takes away, what is left, and DfE’s rate.',
    asAt: [...new Set(dates)].join(' and '),
    scope: [local.scope, 'DfE’s six roles'].filter(Boolean).join('; '),
    source: [local.source, ...(dfe ? [source] : [])].join('; '),
    summary: found.summary,
  };
}

/** The bars as a table: levels in percent, steps in points. */
export function differenceTable(bars: readonly WaterfallStep[]): ChartTable {
  return {
    columns: [{ label: 'Step' }, { label: 'Percent, or percentage points' }],
    rows: bars.map(({ label, text }) => [label, text]),
  };
}
