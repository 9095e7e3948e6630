/** A projection's first assumptions, from the plan alone, each with where it came from. */
import { isAsyeRoute } from '../asye/routes.ts';
import { dateInWords, endOfYear, startOfYear, yearOf } from '../calendar.ts';
import type { Year } from '../calendar.ts';
import {
  latestReadingDate,
  measureOfKind,
  readingInUse,
  routesOf,
  targetInForce,
} from '../figures.ts';
import type { Measure, PlanFigures } from '../figures.ts';
import { firstProjectionYear, monthGrid } from './grid.ts';
import { knownReading, planYear } from './history.ts';
import type { Stock } from './history.ts';
import { leaverRateCandidates, preferredLeaverRate } from './leaverRates.ts';
import { OFFER_MONTHS, startSteps } from './schedule.ts';
import { startingStock } from './start.ts';
import type {
  DefaultAssumptions,
  EstablishmentChange,
  RouteAssumption,
  VacancyTarget,
} from './types.ts';

/** Enough that a chance is known to about half a point. */
const DEFAULT_PATHS = 10_000;

/** Any number would do; the same one makes the same plan give the same answer. */
const DEFAULT_SEED = 1;

const MAX_YEARS = 3;
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
}

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

/** The last vacancy-rate target the projection can reach. */
function findTarget(figures: PlanFigures, first: Year): (VacancyTarget & { year: Year }) | null {
  const row = measureOfKind(figures, 'vacancyRate');
  if (row === null) return null;
  for (let year = first + MAX_YEARS - 1; year >= first; year--) {
    const percent = plannedValue(figures, row, year);
    if (percent !== null && percent >= 0 && percent <= 100) {
      return { rate: percent / 100, by: endOfYear(year, figures.settings.yearStartMonth), year };
    }
  }
  return null;
}

function targetNote(figures: PlanFigures, target: (VacancyTarget & { year: Year }) | null): string {
  if (target === null) {
    return 'The plan has no vacancy rate target for the years ahead, so there is no chance to work out. Enter one to see it.';
  }
  return `Target ${+(target.rate * 100).toFixed(2)}% by ${dateInWords(target.by)}: the vacancy rate target for ${planYear(figures, target.year)}.`;
}

/** Planned establishments of later years, as changes at the start of each. */
function establishmentPlan({ figures, stock, years }: Context): {
  changes: EstablishmentChange[];
  notes: string[];
} {
  const row = measureOfKind(figures, 'establishment');
  const changes: EstablishmentChange[] = [];
  const notes: string[] = [];
  let posts = stock.establishment;
  for (const year of row ? years : []) {
    const from = startOfYear(year, figures.settings.yearStartMonth);
    const planned = row && from > stock.date ? plannedValue(figures, row, year) : null;
    if (planned === null || planned === posts || planned < 1) continue;
    changes.push({ from, posts: planned - posts });
    notes.push(`Establishment becomes ${planned} on ${dateInWords(from)}, as the plan says.`);
    posts = planned;
  }
  if (changes.length === 0) {
    notes.push('The plan has no later establishment, so it stays as it is.');
  }
  return { changes, notes };
}

/** A number and where it came from. */
interface Count {
  count: number;
  note: string;
}

interface RouteDefault {
  route: RouteAssumption;
  notes: string[];
}

/**
 * Recruits still to come in a year: its target less those who have started in it. Offers in
 * progress come off the first year's, whose starts they will be, so that none counts twice.
 */
function recruitsToCome(context: Context, route: Measure, year: Year): Count {
  const { figures, stock, years } = context;
  const target = plannedValue(figures, route, year);
  const name = `${route.label}, ${planYear(figures, year)}`;
  if (target === null) return { count: 0, note: `${name}: no target, so no recruits counted.` };
  const readingYear = yearOf(stock.date, figures.settings.yearStartMonth);
  const reading = knownReading(figures, route, readingYear, stock.date);
  const started = year === readingYear ? (reading?.value ?? 0) : 0;
  const offers = year === years[0] ? (reading?.inProgress ?? 0) : 0;
  const less = [
    ...(started > 0 ? [` less ${started} started`] : []),
    ...(offers > 0 ? [` less ${offers} in progress, counted on their own`] : []),
  ];
  const unknown = year === readingYear && reading === null;
  const note = unknown ? '; starts so far are not known' : less.join(' and');
  const count = Math.max(0, Math.round(target - started - offers));
  return { count, note: `${name}: ${count} to come, the target of ${target}${note}.` };
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
  // ASYE arrivals are lumpy, so they start in September: DOMAIN.md §5.
  const months = isAsyeRoute(route) ? [SEPTEMBER] : [];
  if (isAsyeRoute(route)) notes.push(`${route.label} start in September.`);
  const [first] = years;
  if (first !== undefined && (recruits[0] ?? 0) > 0) {
    const grid = monthGrid(stock.date, 1, yearStartMonth);
    if (!startSteps(grid, 0, months).asPlanned) {
      notes.push(
        `September has passed in ${planYear(figures, first)}: its remaining ${route.label} recruits start evenly over the months left.`,
      );
    }
  }
  const thisYear = yearOf(stock.date, yearStartMonth);
  const inProgress = knownReading(figures, route, thisYear, stock.date)?.inProgress ?? 0;
  if (inProgress > 0) {
    notes.push(
      `${route.label}: ${inProgress} in progress, starting over the next ${OFFER_MONTHS} months. All are counted as starting, because the plan does not say how many offers fall through: lower the chance if some do.`,
    );
  }
  return { route: { measure: route.id, recruits, months, inProgress, startChance: 1 }, notes };
}

/**
 * Assumptions from what the plan holds, to be changed by the user. Where the plan lacks
 * establishment or vacancies it says so instead.
 *
 * Recruits of the rest of the year are the target less those who have started and less
 * the offers in progress, never below 0: an offer is counted once. The leaver rate is
 * the candidate with the best evidence: a whole year counted by DfE, then the plan's own
 * last whole year, then the annual pace, then a stated rate.
 */
export function defaultAssumptions(figures: PlanFigures): DefaultAssumptions {
  const stock = startingStock(figures);
  if (stock === null) {
    return {
      problem:
        'The plan has no vacancies with an establishment yet. Enter the latest of both on Targets, or the vacancy rate with one of them.',
    };
  }
  if (stock.establishment < 1 || stock.inPost < 0) {
    return {
      problem: `The plan has ${stock.vacancies} vacancies on an establishment of ${stock.establishment}. Correct one of them on Targets.`,
    };
  }
  const rate = preferredLeaverRate(leaverRateCandidates(figures));
  if (rate === null) return { problem: 'The plan has no leaver rate to start from.' };

  const first = firstProjectionYear(stock.date, figures.settings.yearStartMonth);
  const target = findTarget(figures, first);
  const last = target?.year ?? Math.max(first, figures.settings.lastYear);
  const count = Math.min(MAX_YEARS, last - first + 1);
  const context = { figures, stock, years: Array.from({ length: count }, (_, i) => first + i) };
  const establishment = establishmentPlan(context);
  const routes = routesOf(figures).map((route) => routeDefault(context, route));
  return {
    assumptions: {
      from: stock.date,
      years: count,
      establishment: stock.establishment,
      vacancies: stock.vacancies,
      establishmentChanges: establishment.changes,
      leaverRate: Math.min(rate.rate, 0.95),
      routes: routes.map(({ route }) => route),
      target: target && { rate: target.rate, by: target.by },
      paths: DEFAULT_PATHS,
      seed: DEFAULT_SEED,
    },
    notes: [
      ...stockNotes(context),
      ...establishment.notes,
      `Leaver rate: ${rate.label}. ${rate.explanation}`,
      ...routes.flatMap(({ notes }) => notes),
      targetNote(figures, target),
    ],
  };
}
