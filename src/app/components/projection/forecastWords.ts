/** The forecast in sentences. */
import { dateInWords } from '../../../domain/calendar.ts';
import { formatPercent, formatValue } from '../../../domain/format.ts';
import {
  FORECAST_HELD,
  FORECAST_RECORD,
  type Band,
  type ForecastBasis,
  type ProjectionResult,
  type VacancyTarget,
} from '../../../domain/projection/index.ts';

/** "vacancies at 10% or less by 31 March 2023". */
export function forecastChanceAbout(target: VacancyTarget | null): string {
  if (target === null) return 'meeting the vacancy target';
  return `vacancies at ${formatValue(target.rate * 100, 'percent')} or less by ${dateInWords(target.by)}`;
}

function sentence(what: string, band: Band | null | undefined, date: string): string[] {
  if (!band) return [];
  const { p10, p50, p90 } = band;
  return [
    `${what} about ${formatPercent(p50)} on ${dateInWords(date)}: from ${formatPercent(p10)} to ${formatPercent(p90)}, a range that covers 8 in 10 councils.`,
  ];
}

/** Vacancies and turnover at the target's date, or the forecast's last. */
export function forecastSentences(result: ProjectionResult): string[] {
  const at = result.targetMonth ?? result.months.length - 1;
  const date = result.months[at] ?? '';
  return [
    ...sentence('Vacancies', result.calibrated[at], date),
    ...sentence('Turnover', result.calibratedTurnover[at], date),
  ];
}

/** What the forecast is made from, for beside the assumptions. */
export function forecastBasisInWords(basis: ForecastBasis | undefined): string {
  if (basis === undefined) return 'the vacancies at the start, and England’s figures';
  const { earlierVacancyRates, turnoverYears, agencyRate } = basis;
  const years = (count: number) => (count === 1 ? '1 year' : `${count} years`);
  return [
    earlierVacancyRates.length === 0
      ? 'vacancies at the start'
      : `vacancies at the start and of ${years(earlierVacancyRates.length)} before`,
    turnoverYears.length === 0
      ? 'no turnover of a whole year yet'
      : `turnover of ${years(turnoverYears.length)}`,
    agencyRate === null ? 'no agency rate' : `an agency rate of ${formatPercent(agencyRate)}`,
    'and England’s figures of 2017 to 2023 (DfE)',
  ].join(', ');
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** How such forecasts have done: one sentence for lay readers (DOMAIN.md §10). */
export function trackRecordSentence(): string {
  const { oneYear, twoYears } = FORECAST_RECORD.vacancyRate;
  const held = FORECAST_HELD.vacancyRate;
  return `For English councils, forecasts like this missed vacancies by ${oneYear.toFixed(1)} percentage points on average after one year and ${twoYears.toFixed(1)} after two; the 8-in-10 range held ${percent(held.oneYear)} and ${percent(held.twoYears)} of what came.`;
}
