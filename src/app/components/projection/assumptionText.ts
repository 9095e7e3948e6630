/** Assumptions in words, for beside the answers and for paper. */
import { dateInWords, monthName } from '../../../domain/calendar.ts';
import { formatPercent, formatSigned, formatValue } from '../../../domain/format.ts';
import type { ProjectionAssumptions, RouteAssumption } from '../../../domain/projection/index.ts';
import { lastDay, projectionYears } from './dates.ts';

/** One assumption: its name and its value, in words. */
export interface Stated {
  name: string;
  value: string;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Recruits to come and offers in progress over all routes, within the projection. */
function recruitTotals({ routes, years, knownStarts }: ProjectionAssumptions) {
  const counts = routes.flatMap(({ recruits }) => recruits.slice(0, years));
  const entered = counts.filter((count) => count !== null);
  return {
    toCome: entered.length === 0 ? null : sum(entered),
    unknown: counts.length - entered.length,
    offers: sum([
      ...routes.map(({ inProgress }) => inProgress),
      ...(knownStarts ?? []).map(({ people }) => people),
    ]),
  };
}

/** What is not entered is said to be so: it is never none. */
function recruitsInWords(assumptions: ProjectionAssumptions): string {
  const { toCome, unknown, offers } = recruitTotals(assumptions);
  const others = unknown > 0 ? ', others not entered' : '';
  const coming =
    toCome === null ? 'recruits to come not entered' : `${toCome} recruits to come${others}`;
  return offers > 0 ? `${coming}, ${offers} in progress` : coming;
}

function futures({ paths, seed }: ProjectionAssumptions): string {
  return `${paths.toLocaleString('en-GB')} simulated futures, seed ${seed}`;
}

/** The main assumptions in one line, with the date they stand at. */
export function assumptionLine(assumptions: ProjectionAssumptions): string {
  const { vacancies, establishment, leaverRate, from } = assumptions;
  return [
    `As at ${dateInWords(from)}: ${formatValue(vacancies, 'posts')} of ${formatValue(establishment, 'posts')} posts vacant`,
    `${formatPercent(leaverRate)} leave a year`,
    recruitsInWords(assumptions),
    futures(assumptions),
  ].join(' · ');
}

function routeInWords(route: RouteAssumption, years: readonly string[]): string {
  const counts = years
    .map((label, year) => {
      const count = route.recruits[year];
      const people = count === null ? 'not known' : (count ?? 0);
      return `${people} in ${label.replace('Rest', 'the rest')}`;
    })
    .join(', ');
  const months = route.months.map(monthName).join(', ') || 'every month';
  const offers =
    route.inProgress === 0
      ? ''
      : `; ${route.inProgress} in progress, each starting with a chance of ${formatPercent(route.startChance, 0)}`;
  return `${counts}, starting in ${months}${offers}`;
}

function dated(people: readonly { on: string; people: number }[]): string {
  return people.map((one) => `${one.people} on ${dateInWords(one.on)}`).join(', ');
}

/** Every assumption, one by one. */
export function assumptionList(
  assumptions: ProjectionAssumptions,
  names: Record<number, string>,
  startMonth: number,
): Stated[] {
  const { from, establishment, vacancies, establishmentChanges, leaverRate, routes, target } =
    assumptions;
  const { knownLeavers, knownStarts } = assumptions;
  const years = projectionYears(assumptions, startMonth);
  const changes = establishmentChanges
    .map((change) => `${formatSigned(change.posts)} posts from ${dateInWords(change.from)}`)
    .join('; ');
  return [
    {
      name: 'Period',
      value: `${dateInWords(from)} to ${dateInWords(lastDay(assumptions, startMonth))}, month by month`,
    },
    { name: 'Establishment', value: `${formatValue(establishment, 'posts')} posts` },
    { name: 'Planned establishment', value: changes || 'stays as it is' },
    { name: 'Vacancies', value: `${formatValue(vacancies, 'posts')} on ${dateInWords(from)}` },
    { name: 'Leavers', value: `${formatPercent(leaverRate)} of people in post a year` },
    ...(knownLeavers?.length ? [{ name: 'Known to leave', value: dated(knownLeavers) }] : []),
    ...(knownStarts?.length ? [{ name: 'Known to start', value: dated(knownStarts) }] : []),
    ...routes.map((route) => ({
      name: names[route.measure] ?? 'Retired route',
      value: routeInWords(route, years),
    })),
    {
      name: 'Vacancy target',
      value: target ? `${formatPercent(target.rate)} or less by ${dateInWords(target.by)}` : 'none',
    },
    {
      name: 'Worked out from',
      value: `${futures(assumptions)}. The same assumptions give the same numbers.`,
    },
  ];
}
