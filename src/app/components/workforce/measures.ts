/** The measures from records: what each is, its figure, and how it moves month by month. */
import { dateInWords, monthInWords } from '../../../domain/calendar.ts';
import type { Basis, Unit } from '../../../domain/figures.ts';
import { formatValue } from '../../../domain/format.ts';
import { definitionOf } from '../../../domain/measures.ts';
import type { Rates } from '../../../domain/records/rates.ts';
import { ONE_FTE } from '../../../domain/records/types.ts';
import { dateAxis, positionOf } from '../../charts/axis.ts';
import type { Axis, ChartTable, LineSeries } from '../../charts/types.ts';
import { fteText } from '../establishment/words.ts';
import { rateText } from './words.ts';

export const MEASURES = [
  'vacancy',
  'turnover',
  'agency',
  'uncovered',
  'stability',
  'inPost',
] as const;
export type MeasureId = (typeof MEASURES)[number];

export const MEASURE_LABELS: Record<MeasureId, string> = {
  vacancy: 'Vacancy rate',
  turnover: 'Turnover, rolling 12 months',
  agency: 'Agency rate',
  uncovered: 'Uncovered vacancies',
  stability: 'Stability',
  inPost: 'In post',
};

export function measureDefinition(id: MeasureId, basis: Basis): string {
  switch (id) {
    case 'vacancy':
      return definitionOf('vacancyRate', basis);
    case 'turnover':
      return basis === 'dfe'
        ? 'Leavers’ FTE in the twelve months to the date as a percentage of employed FTE at its end.'
        : definitionOf('turnoverRate', basis);
    case 'agency':
      return definitionOf('agencyRate', basis);
    case 'uncovered':
      return 'Vacant FTE that no agency worker covers.';
    case 'stability':
      return 'People in post a year before who are still employed in the scope, as a percentage.';
    case 'inPost':
      return 'FTE of employees who are not seconded out, and of people seconded in.';
  }
}

const unitOf = (id: MeasureId): Unit =>
  id === 'uncovered' || id === 'inPost' ? 'number' : 'percent';

/** The figure in its unit, a percentage as 12.5; null where there is none. */
function valueOf(id: MeasureId, rates: Rates): number | null {
  if (id === 'uncovered') return knowsCover(rates) ? rates.uncovered / ONE_FTE : null;
  if (id === 'inPost') return rates.stock.inPost / ONE_FTE;
  const share = rates[id];
  return share === null ? null : share * 100;
}

/** A measure at a date. */
export interface MeasureCard {
  id: MeasureId;
  label: string;
  figure: string;
  /** What the figure is made of: "12.4 of 98.6 FTE". */
  made: string;
  definition: string;
  /** What opening it shows. */
  opens: string;
}

const NO_AGENCY = 'Nobody has recorded an agency worker: that is not none.';

const NO_POSTS = 'No post is on record: that is not none vacant.';

/** True where it is known how many vacancies agency workers cover: some are, or none is vacant. */
const knowsCover = ({ stock, vacanciesCovered }: Rates) =>
  stock.establishment > 0 && (vacanciesCovered !== null || stock.vacant === 0);

function madeOf(id: MeasureId, rates: Rates): string {
  const { stock, leavers, averageHeadcount, basis } = rates;
  const fte = fteText;
  switch (id) {
    case 'vacancy':
      if (stock.establishment === 0) return NO_POSTS;
      return basis === 'dfe'
        ? `${fte(stock.vacant)} vacant and ${fte(stock.inPost)} in post, FTE`
        : `${fte(stock.vacant)} vacant of ${fte(stock.establishment)} FTE`;
    case 'turnover':
      if (rates.turnover === null) return 'The records begin less than a year before.';
      return basis === 'dfe'
        ? `${fte(leavers.fte)} left, ${fte(stock.employed)} employed at the end, FTE`
        : `${leavers.headcount} left of ${formatValue(averageHeadcount, 'number')} on average`;
    case 'agency':
      return rates.agency === null ? NO_AGENCY : `${fte(stock.agency)} FTE of agency workers`;
    case 'uncovered':
      if (stock.establishment === 0) return NO_POSTS;
      if (rates.vacanciesCovered === null)
        return stock.vacant > 0 ? NO_AGENCY : 'Nothing is vacant';
      return `${fte(stock.covering)} FTE of ${fte(stock.vacant)} vacant is covered by agency`;
    case 'stability':
      return rates.stability === null
        ? 'Nobody was in post a year before.'
        : 'Of the people in post a year before';
    case 'inPost':
      return `${formatValue(stock.headcount, 'people')} people; ${fte(stock.secondedIn)} FTE seconded in`;
  }
}

const OPENS: Record<MeasureId, string> = {
  vacancy: 'Posts and people',
  turnover: 'The leavers',
  agency: 'The agency workers',
  uncovered: 'Posts and people',
  stability: 'Who stayed and who left',
  inPost: 'The people',
};

function figureOf(id: MeasureId, rates: Rates): string {
  if (id === 'inPost') return `${fteText(rates.stock.inPost)} FTE`;
  if (id !== 'uncovered') return rateText(rates[id]);
  return knowsCover(rates) ? `${fteText(rates.uncovered)} FTE` : 'No figure';
}

export function measureCards(rates: Rates): MeasureCard[] {
  return MEASURES.map((id) => ({
    id,
    label: MEASURE_LABELS[id],
    figure: figureOf(id, rates),
    made: madeOf(id, rates),
    definition: measureDefinition(id, rates.basis),
    opens: OPENS[id],
  }));
}

export interface MeasureSeries {
  axis: Axis;
  unit: Unit;
  series: LineSeries[];
  table: ChartTable;
  summary: string;
}

/** A measure month by month. */
export function measureSeries(
  id: MeasureId,
  all: readonly Rates[],
  startMonth: number,
): MeasureSeries {
  const unit = unitOf(id);
  const label = MEASURE_LABELS[id];
  const say = (value: number | null) => (value === null ? 'no figure' : formatValue(value, unit));
  const points = all.map((rates) => {
    const value = valueOf(id, rates);
    return {
      at: positionOf(rates.date),
      value,
      words: `${monthInWords(rates.date)}: ${say(value)}`,
    };
  });
  const known = all.filter((rates) => valueOf(id, rates) !== null);
  const first = known[0];
  const last = known.at(-1);
  const summary =
    first && last && first !== last
      ? `${label} was ${say(valueOf(id, first))} at ${dateInWords(first.date)} and ${say(valueOf(id, last))} at ${dateInWords(last.date)}.`
      : 'The records are too short for a trend.';
  return {
    axis: dateAxis(all[0]?.date ?? '', all.at(-1)?.date ?? '', startMonth),
    unit,
    series: [{ name: label, drawnAs: 'actual', points }],
    table: {
      columns: [{ label: 'Month end' }, { label, unit }],
      rows: all.map((rates) => [dateInWords(rates.date), valueOf(id, rates)]),
    },
    summary,
  };
}
