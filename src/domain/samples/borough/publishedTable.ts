/**
 * What the borough has published year by year. Its older years are near what the records say
 * and not the same: leavers told of too late, posts counted on another day, a total that does
 * not add up. That is how real councils' figures differ, and what Tenure has to show.
 */
import { endOfYear, startOfYear, yearLabel, type IsoDate, type Year } from '../../calendar.ts';
import type { MeasureKind, PlanSettings, Unit } from '../../figures.ts';
import { movementsIn } from '../../records/movements.ts';
import { ratesOver, type Rates } from '../../records/rates.ts';
import { ONE_FTE, type PlanRecords } from '../../records/types.ts';
import type { TableContent, TableReading, TableTarget } from '../../tableFile.ts';
import { AS_AT, LAST_YEAR } from './area.ts';
import { Chance } from './chance.ts';
import { ROUTES } from './people.ts';

interface Row {
  label: string;
  kind: MeasureKind;
  unit: Unit;
}

/** A route's place here is its number in the records: `ROUTES`. */
const ROWS: readonly Row[] = [
  { label: 'Establishment', kind: 'establishment', unit: 'posts' },
  { label: 'Vacancies', kind: 'vacancies', unit: 'posts' },
  { label: 'Vacancy %', kind: 'vacancyRate', unit: 'percent' },
  { label: 'ASYE', kind: 'recruits', unit: 'people' },
  { label: 'Agency to permanent', kind: 'recruits', unit: 'people' },
  { label: 'Experienced social workers', kind: 'recruits', unit: 'people' },
  { label: 'Managers', kind: 'recruits', unit: 'people' },
  { label: 'Total recruits', kind: 'recruitsTotal', unit: 'people' },
  { label: 'Leavers', kind: 'leavers', unit: 'people' },
  { label: 'Turnover %', kind: 'turnoverRate', unit: 'percent' },
  { label: 'Agency workers', kind: 'agency', unit: 'people' },
  { label: 'Agency %', kind: 'agencyRate', unit: 'percent' },
];

const SCOPE = {
  name: 'Social workers and their managers',
  note: 'All social work teams. Independent reviewing officers, family support workers and personal advisers are not counted. Everything here is made up.',
};

const TARGETS_SOURCE = 'Fernhollow workforce strategy (fictional)';

/** The published recruits of each route and all that goes with them. */
interface YearFigures {
  year: Year;
  asAt: IsoDate;
  rates: Rates;
  /** In the order of `ROUTES`. */
  recruits: number[];
  leavers: number;
  offers: number[];
}

function yearFigures(records: PlanRecords, years: readonly Year[]): YearFigures[] {
  const ends = years.map((year) => (year === LAST_YEAR ? AS_AT : endOfYear(year)));
  const rates = ratesOver(records, ends, { counts: 'plan' }, 'local');
  const routes = Object.values(ROUTES);
  return years.map((year, at) => {
    const asAt = ends[at]!;
    const { starters, leavers } = movementsIn(records, startOfYear(year), asAt, { counts: 'plan' });
    const recruits = routes.map(
      (route) => starters.filter(({ engagement }) => engagement.route === route).length,
    );
    const offers = routes.map(
      (route) =>
        records.engagements.filter(
          (one) =>
            one.route === route && one.from > asAt && (one.offerAcceptedOn ?? '9999') <= asAt,
        ).length,
    );
    return { year, asAt, rates: rates[at]!, recruits, leavers: leavers.length, offers };
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const toTenth = (value: number) => Math.round(value * 10) / 10;
const percent = (share: number | null) => (share === null ? null : toTenth(share * 100));
const posts = (fte: number) => Math.round(fte / ONE_FTE);

/** What a year's report says, row by row, where it differs from the records in places. */
function published(figures: YearFigures, chance: Chance, first: boolean): (number | null)[] {
  const { year, rates, recruits, leavers } = figures;
  const { stock, averageHeadcount } = rates;
  const closed = year < LAST_YEAR;
  const older = year < LAST_YEAR - 3;
  // Counted some days before the year's end, and before the last forms were in.
  const slip = (most: number) => (closed ? chance.whole(0, older ? most : Math.ceil(most / 2)) : 0);
  const establishment = posts(stock.establishment);
  const vacancies = Math.max(0, posts(stock.vacant) - slip(4) + slip(3));
  const leaversTold = Math.max(0, leavers - slip(3));
  const routes = recruits.map((count, at) => Math.max(0, count - (at === 2 ? slip(2) : 0)));
  const agency = stock.agencyHeadcount + slip(2);
  return [
    establishment,
    vacancies,
    percent(vacancies / establishment),
    ...routes,
    // One year's total was added up before a late starter was put with their route.
    sum(routes) - (first ? 1 : 0),
    leaversTold,
    closed ? percent(leaversTold / averageHeadcount) : percent(rates.turnover),
    agency,
    percent(agency / establishment),
  ];
}

function readingsOf(figures: YearFigures, source: string, values: (number | null)[]) {
  const { year, asAt, offers } = figures;
  return ROWS.flatMap(({ label, kind }, at): TableReading[] => {
    const value = values[at] ?? null;
    if (value === null) return [];
    const partYear = kind === 'recruits' || kind === 'recruitsTotal' || kind === 'leavers';
    const offered = kind === 'recruits' ? offers[at + 1 - ROUTES.asye]! : 0;
    return [
      {
        measure: label,
        source,
        scope: SCOPE.name,
        year,
        asAt,
        value,
        status: year === LAST_YEAR && partYear ? 'part-year' : 'actual',
        inProgress: year === LAST_YEAR && offered > 0 ? offered : null,
        note: kind === 'turnoverRate' && year === LAST_YEAR ? 'Twelve months to the date' : '',
        text: '',
        chosen: false,
      },
    ];
  });
}

/** A year's targets: fewer vacancies than the year before, more newly qualified people. */
function targetsOf(year: Year, at: number, scale: number): TableTarget[] {
  const set = (measure: string, value: number, upper: number | null = null): TableTarget => ({
    measure,
    source: TARGETS_SOURCE,
    scope: SCOPE.name,
    year,
    quarter: null,
    value,
    upper,
    status: 'set',
    setOn: startOfYear(year),
    reason: '',
    text: '',
  });
  const people = (count: number) => Math.round(count * scale);
  const since = year - LAST_YEAR;
  const recent = since > -2;
  return [
    set('Vacancy %', recent ? 15 - since : 17),
    set('ASYE', people(20 + Math.min(at, 8))),
    set('Agency to permanent', people(8)),
    set('Experienced social workers', people(20)),
    set('Managers', people(5)),
    set('Turnover %', recent ? 13 : 14),
    set('Agency %', recent ? 14 : 16),
  ];
}

/** The published table of the years there are records for, and targets for one year more. */
export function publishedTable(
  records: PlanRecords,
  settings: PlanSettings,
  chance: Chance,
): TableContent {
  const { firstYear, lastYear } = settings;
  const years = Array.from({ length: LAST_YEAR - firstYear + 1 }, (_, at) => firstYear + at);
  const figures = yearFigures(records, years);
  const scale = posts(figures.at(-1)!.rates.stock.establishment) / 440;
  const sourceOf = (year: Year) =>
    year === LAST_YEAR
      ? 'Fernhollow workforce dashboard, October 2025 (fictional)'
      : `Fernhollow annual workforce report ${yearLabel(year)} (fictional)`;
  const targetYears = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);
  return {
    measures: [...ROWS],
    sources: [
      ...years.map((year) => ({ name: sourceOf(year), publishedOn: null })),
      { name: TARGETS_SOURCE, publishedOn: null },
    ],
    scopes: [SCOPE],
    readings: figures.flatMap((one, at) =>
      readingsOf(one, sourceOf(one.year), published(one, chance, at === 2)),
    ),
    targets: targetYears.flatMap((year, at) => targetsOf(year, at, scale)),
  };
}
