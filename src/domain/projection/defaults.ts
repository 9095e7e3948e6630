/** A projection's first assumptions, from the plan alone, each with where it came from. */
import { isAsyeRoute } from '../asye/routes.ts';
import { dateInWords, endOfYear, startOfYear, yearOf } from '../calendar.ts';
import type { IsoDate, Year } from '../calendar.ts';
import {
  latestReadingDate,
  measureOfKind,
  readingInUse,
  routesOf,
  targetInForce,
  yearsOf,
} from '../figures.ts';
import type { Measure, PlanFigures } from '../figures.ts';
import { farthest, firstProjectionYear, monthGrid } from './grid.ts';
import { isKnown, knownReading, planYear } from './history.ts';
import type { Stock } from './history.ts';
import { leaverRateCandidates, preferredLeaverRate } from './leaverRates.ts';
import { OFFER_MONTHS, startSteps } from './schedule.ts';
import { startingStock } from './start.ts';
import type {
  DefaultAssumptions,
  EstablishmentChange,
  KnownAhead,
  MissingFigure,
  RouteAssumption,
  VacancyTarget,
} from './types.ts';

/** Enough that a chance is known to about half a point. */
const DEFAULT_PATHS = 10_000;

/** Any number would do; the same one makes the same plan give the same answer. */
const DEFAULT_SEED = 1;

const SEPTEMBER = 9;

/** What a measure is to be in a year: its target in force, else a planned reading. */
function plannedValue(figures: PlanFigures, measure: Measure, year: Year): number | null {
  const target = targetInForce(figures, measure.id, year);
  if (target) return target.upper ?? target.value;
  const reading = readingInUse(figures, measure.id, year);
  return reading?.status === 'planned' ? reading.value : null;
}

interface Context {
  figures: PlanFigures;
  stock: Stock;
  /** The projection years. */
  years: Year[];
  /** What the records know of the time after the start. */
  ahead: KnownAhead;
}

const NOTHING_KNOWN: KnownAhead = { posts: [], leavers: [], starts: [], undated: new Map() };

function stockNotes({ figures, stock }: Context): string[] {
  const { establishment, vacancies, calculated, date, establishmentFrom, vacanciesFrom } = stock;
  const notes = [
    `The projection starts on ${dateInWords(date)}, the date of the latest vacancies in the plan.`,
  ];
  const latest = latestReadingDate(figures);
  if (latest !== null && latest > date) {
    notes.push(`Some readings are newer, up to ${dateInWords(latest)}; they have no vacancies.`);
  }
  if (calculated === 'establishment') {
    notes.push(
      `Establishment ${establishment} is worked out from ${vacancies} vacancies and the reported vacancy rate, so it is only as exact as that rate.`,
    );
  } else {
    const at = establishmentFrom ? ` as at ${dateInWords(establishmentFrom.asAt)}` : '';
    notes.push(`Establishment ${establishment}${at}, from the plan.`);
  }
  notes.push(
    calculated === 'vacancies'
      ? `Vacancies ${vacancies} are worked out from the establishment and the reported vacancy rate.`
      : `Vacancies ${vacancies} as at ${dateInWords(date)}, from the plan.`,
  );
  if (establishmentFrom && vacanciesFrom && establishmentFrom.scope !== vacanciesFrom.scope) {
    const scope = (id: number) => figures.scopes.find((s) => s.id === id)?.name ?? 'not named';
    notes.push(
      `The establishment and the vacancies count different posts (${scope(establishmentFrom.scope)}; ${scope(vacanciesFrom.scope)}): check that they belong together.`,
    );
  }
  return notes;
}

interface YearTarget extends VacancyTarget {
  year: Year;
}

/** Vacancy-rate targets of the years ahead, the latest first. */
function targetsAhead({ figures, years }: Pick<Context, 'figures' | 'years'>): YearTarget[] {
  const row = measureOfKind(figures, 'vacancyRate');
  if (row === null) return [];
  return [...years].reverse().flatMap((year) => {
    const percent = plannedValue(figures, row, year);
    if (percent === null || percent < 0 || percent > 100) return [];
    return [{ rate: percent / 100, by: endOfYear(year, figures.settings.yearStartMonth), year }];
  });
}

/** The last target within two years, as far as anything is worked out. */
function findTarget(context: Context): YearTarget | null {
  const last = farthest(context.stock.date);
  return targetsAhead(context).find(({ by }) => by <= last) ?? null;
}

function targetNote(figures: PlanFigures, target: YearTarget | null): string {
  if (target === null) {
    return 'The plan has no vacancy rate target for the two years ahead, so there is no chance to work out. Enter one to see it.';
  }
  return `Target ${+(target.rate * 100).toFixed(2)}% by ${dateInWords(target.by)}: the vacancy rate target for ${planYear(figures, target.year)}.`;
}

/** Posts known to open and close, and planned establishments of later years at their start. */
function establishmentPlan({ figures, stock, years, ahead }: Context): {
  changes: EstablishmentChange[];
  notes: string[];
} {
  const row = measureOfKind(figures, 'establishment');
  const changes: EstablishmentChange[] = [...ahead.posts];
  const notes = ahead.posts.map(
    ({ from, posts }) =>
      `${posts > 0 ? `${posts} more` : `${-posts} fewer`} posts from ${dateInWords(from)}, on record.`,
  );
  for (const year of row ? years : []) {
    const from = startOfYear(year, figures.settings.yearStartMonth);
    const planned = row && from > stock.date ? plannedValue(figures, row, year) : null;
    const posts = changes
      .filter((change) => change.from <= from)
      .reduce((sum, change) => sum + change.posts, stock.establishment);
    if (planned === null || planned === posts || planned < 1) continue;
    changes.push({ from, posts: planned - posts });
    notes.push(`Establishment becomes ${planned} on ${dateInWords(from)}, as the plan says.`);
  }
  if (changes.length === 0) {
    notes.push('The plan has no later establishment, so it stays as it is.');
  }
  return { changes: changes.sort((a, b) => a.from.localeCompare(b.from)), notes };
}

/** A number, null where it is not known, and where it came from. */
interface Count {
  count: number | null;
  note: string;
}

interface RouteDefault {
  route: RouteAssumption;
  notes: string[];
}

/** Accepted offers of a route with a start in a year, on record. */
function datedOffers({ ahead, figures }: Context, route: Measure, year: Year): number {
  const { yearStartMonth } = figures.settings;
  return ahead.starts
    .filter((start) => start.measure === route.id && yearOf(start.on, yearStartMonth) === year)
    .reduce((sum, { people }) => sum + people, 0);
}

/** Accepted offers of a route that the plan has no day for. */
function undatedOffers(context: Context, route: Measure): number {
  const { figures, stock, ahead } = context;
  const year = yearOf(stock.date, figures.settings.yearStartMonth);
  const reported = knownReading(figures, route, year, stock.date)?.inProgress ?? 0;
  const undated = Math.max(0, reported - datedOffers(context, route, year));
  return Math.max(undated, ahead.undated.get(route.id) ?? 0);
}

/** The months a route's recruits start in; empty: any. ASYE arrivals are lumpy: DOMAIN.md §5. */
function monthsOf(route: Measure): number[] {
  return isAsyeRoute(route) ? [SEPTEMBER] : [];
}

/** True where all of a route's months in the start's year are still to come: nobody started yet. */
function isAllAhead({ figures, stock }: Context, months: readonly number[]): boolean {
  if (months.length === 0) return false;
  const { yearStartMonth } = figures.settings;
  const inYear = (month: number) => (month - yearStartMonth + 12) % 12;
  const now = inYear(Number(stock.date.slice(5, 7)));
  return months.every((month) => inYear(month) > now);
}

/**
 * Recruits still to come in a year: its target less those who have started in it, and less the
 * offers whose starts they will be, so that none counts twice. Not known without a target, or
 * while it is not known who has started: a target is not all still to come because nobody has
 * entered the starts.
 */
function recruitsToCome(context: Context, route: Measure, year: Year): Count {
  const { figures, stock, years } = context;
  const target = plannedValue(figures, route, year);
  const name = `${route.label}, ${planYear(figures, year)}`;
  if (target === null) {
    return { count: null, note: `${name}: no target, so how many are to come is not known.` };
  }
  const readingYear = yearOf(stock.date, figures.settings.yearStartMonth);
  const reading = knownReading(figures, route, readingYear, stock.date);
  if (year === readingYear && reading === null && !isAllAhead(context, monthsOf(route))) {
    return {
      count: null,
      note: `${name}: a target of ${target}, but the starts so far are not entered, so how many are to come is not known.`,
    };
  }
  const started = year === readingYear ? (reading?.value ?? 0) : 0;
  const undated = year === years[0] ? undatedOffers(context, route) : 0;
  const offers = undated + datedOffers(context, route, year);
  const less = [
    ...(started > 0 ? [` less ${started} started`] : []),
    ...(offers > 0 ? [` less ${offers} in progress, counted on their own`] : []),
  ];
  const count = Math.max(0, Math.round(target - started - offers));
  return { count, note: `${name}: ${count} to come, the target of ${target}${less.join(' and')}.` };
}

function offersNotes(context: Context, route: Measure, undated: number): string[] {
  const dated = context.ahead.starts.filter((start) => start.measure === route.id);
  const days = dated.map(({ on, people }) => `${people} on ${dateInWords(on)}`);
  if (undated > 0) days.push(`${undated} over the next ${OFFER_MONTHS} months`);
  if (days.length === 0) return [];
  const total = dated.reduce((sum, { people }) => sum + people, undated);
  return [
    `${route.label}: ${total} in progress, starting: ${days.join(', ')}. All are counted as starting, because the plan does not say how many offers fall through: lower the chance if some do.`,
  ];
}

function routeDefault(context: Context, route: Measure): RouteDefault {
  const { figures, stock, years } = context;
  const { yearStartMonth } = figures.settings;
  const notes: string[] = [];
  const recruits = years.map((year) => {
    const { count, note } = recruitsToCome(context, route, year);
    notes.push(note);
    return count;
  });
  const months = monthsOf(route);
  if (months.length > 0) notes.push(`${route.label} start in September.`);
  const [first] = years;
  if (first !== undefined && (recruits[0] ?? 0) > 0) {
    const grid = monthGrid(stock.date, 1, yearStartMonth);
    if (!startSteps(grid, 0, months).asPlanned) {
      notes.push(
        `September has passed in ${planYear(figures, first)}: its remaining ${route.label} recruits start evenly over the months left.`,
      );
    }
  }
  const inProgress = undatedOffers(context, route);
  notes.push(...offersNotes(context, route, inProgress));
  return { route: { measure: route.id, recruits, months, inProgress, startChance: 1 }, notes };
}

function leaversNotes({ ahead }: Context): string[] {
  if (ahead.leavers.length === 0) return [];
  const days = ahead.leavers.map(({ on, people }) => `${people} on ${dateInWords(on)}`);
  return [
    `Known to leave, ends of fixed terms included: ${days.join(', ')}. They are among the leavers expected, and more only in months in which they are more.`,
  ];
}

/** What a plan without a starting point lacks, each named as its row is. */
function missingStart(figures: PlanFigures): MissingFigure[] {
  const has = (kind: 'establishment' | 'vacancies' | 'vacancyRate') => {
    const row = measureOfKind(figures, kind);
    return figures.readings.some((reading) => reading.measure === row?.id && isKnown(reading));
  };
  const name = (kind: 'establishment' | 'vacancies', usual: string): MissingFigure => ({
    words: measureOfKind(figures, kind)?.label ?? usual,
    page: 'targets',
  });
  const [posts, vacant, rate] = [has('establishment'), has('vacancies'), has('vacancyRate')];
  if (posts) return [name('vacancies', 'Vacancies')];
  if (vacant || rate) return [name('establishment', 'Establishment')];
  return [name('establishment', 'Establishment'), name('vacancies', 'Vacancies')];
}

/**
 * Assumptions from what the plan holds, to be changed by the user, over two years. Where the plan
 * lacks establishment or vacancies it says so instead.
 *
 * Recruits of a year are its target less those who have started and less the offers in progress,
 * never below 0: an offer is counted once. What is not known is null. The leaver rate is the one
 * with the longest, latest period behind it.
 *
 * @param aheadOf - what the records know of the time after the start; left out where there are none.
 */
export function defaultAssumptions(
  figures: PlanFigures,
  aheadOf: (from: IsoDate) => KnownAhead = () => NOTHING_KNOWN,
): DefaultAssumptions {
  const stock = startingStock(figures);
  if (stock === null) {
    return {
      problem:
        'The plan has no vacancies with an establishment yet. Enter the latest of both on Targets, or the vacancy rate with one of them.',
      missing: missingStart(figures),
    };
  }
  if (stock.establishment < 1 || stock.inPost < 0) {
    return {
      problem: `The plan has ${stock.vacancies} vacancies on an establishment of ${stock.establishment}. Correct one of them on Targets.`,
      missing: [],
    };
  }
  const rate = preferredLeaverRate(leaverRateCandidates(figures));
  if (rate === null) {
    return { problem: 'The plan has no leaver rate to start from.', missing: [] };
  }

  const { yearStartMonth } = figures.settings;
  const first = firstProjectionYear(stock.date, yearStartMonth);
  const last = yearOf(farthest(stock.date), yearStartMonth);
  const years = yearsOf({ firstYear: first, lastYear: last });
  const ahead = aheadOf(stock.date);
  const context: Context = { figures, stock, years, ahead };
  const target = findTarget(context);
  const establishment = establishmentPlan(context);
  const routes = routesOf(figures).map((route) => routeDefault(context, route));
  return {
    assumptions: {
      from: stock.date,
      years: years.length,
      establishment: stock.establishment,
      vacancies: stock.vacancies,
      establishmentChanges: establishment.changes,
      leaverRate: Math.min(rate.rate, 0.95),
      routes: routes.map(({ route }) => route),
      ...(ahead.leavers.length > 0 ? { knownLeavers: ahead.leavers } : {}),
      ...(ahead.starts.length > 0 ? { knownStarts: ahead.starts } : {}),
      target: target && { rate: target.rate, by: target.by },
      paths: DEFAULT_PATHS,
      seed: DEFAULT_SEED,
    },
    notes: [
      ...stockNotes(context),
      ...establishment.notes,
      `Leaver rate: ${rate.label}. ${rate.explanation}`,
      ...leaversNotes(context),
      ...routes.flatMap(({ notes }) => notes),
      targetNote(figures, target),
    ],
  };
}
