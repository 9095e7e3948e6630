/** The rates the borough follows, so that it looks like a council and not like noise. */
import { dayOf, type Day } from '../../records/days.ts';

/** At 30 September, in percent. */
interface Rates {
  vacancy: number;
  turnover: number;
  agency: number;
}

/**
 * England, FTE. 2017 to 2023: DfE, Children's social work workforce, Open Government Licence
 * v3.0. 2025: DOMAIN.md §3. The years between follow a straight line.
 */
const ENGLAND: readonly (Rates & { year: number })[] = [
  { year: 2017, vacancy: 17.0, turnover: 13.4, agency: 15.8 },
  { year: 2018, vacancy: 16.5, turnover: 15.1, agency: 15.4 },
  { year: 2019, vacancy: 16.4, turnover: 15.0, agency: 15.8 },
  { year: 2020, vacancy: 16.1, turnover: 13.5, agency: 15.4 },
  { year: 2021, vacancy: 16.7, turnover: 15.4, agency: 15.5 },
  { year: 2022, vacancy: 20.0, turnover: 17.1, agency: 17.6 },
  { year: 2023, vacancy: 18.9, turnover: 15.9, agency: 17.8 },
  { year: 2025, vacancy: 14.2, turnover: 11.8, agency: 13.0 },
];

/** Between two points a straight line; beyond them the nearest. Shares: 0.142 for 14.2%. */
export function nationalRates(day: Day): Rates {
  const census = (year: number) => dayOf(`${year}-09-30`);
  const after = ENGLAND.find(({ year }) => census(year) >= day) ?? ENGLAND.at(-1)!;
  const before = ENGLAND.findLast(({ year }) => census(year) <= day) ?? ENGLAND[0]!;
  const span = census(after.year) - census(before.year);
  const way = span === 0 ? 0 : (day - census(before.year)) / span;
  const between = (rate: keyof Rates) => (before[rate] + (after[rate] - before[rate]) * way) / 100;
  return {
    vacancy: between('vacancy'),
    turnover: between('turnover'),
    agency: between('agency'),
  };
}

/**
 * How far above the year's line vacancies are let stand by month, as a share: they build up over
 * the summer and fall when the newly qualified arrive, August to October (DOMAIN.md §5).
 */
const SEASON = [
  -0.003, -0.001, 0.001, 0.005, 0.013, 0.021, 0.029, 0.021, -0.007, -0.011, -0.009, -0.005,
];

export function seasonalVacancy(month: number): number {
  return SEASON[month - 1]!;
}

/** More people leave at the end of the school and financial years. The mean is 1. */
const LEAVING_SEASON = [0.95, 0.85, 1.15, 1, 0.95, 1, 1.1, 1.25, 1.1, 0.95, 0.85, 0.85];

export function leavingSeason(month: number): number {
  return LEAVING_SEASON[month - 1]!;
}

/** Exit rates a year by time in service, England 2016 (DOMAIN.md §9): under so many years. */
const EXIT_RATES: readonly (readonly [under: number, rate: number])[] = [
  [2, 0.17],
  [5, 0.207],
  [10, 0.14],
  [20, 0.108],
  [30, 0.117],
  [Infinity, 0.191],
];

export function exitRate(since: Day, day: Day): number {
  const years = (day - since) / 365.25;
  return EXIT_RATES.find(([under]) => years < under)![1];
}
