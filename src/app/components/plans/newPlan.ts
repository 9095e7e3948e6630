/** The answers "New plan" asks for: what they start as, what is wrong with them, what is sent. */
import type { InputOf } from '../../../contract/call.ts';
import type { libraryCalls } from '../../../contract/library.ts';
import {
  APRIL,
  endOfYear,
  isoDate,
  startOfYear,
  yearLabel,
  yearOf,
  type IsoDate,
  type Year,
} from '../../../domain/calendar.ts';
import { leadingNumber } from '../../../domain/cell/writtenNumber.ts';
import type { Basis } from '../../../domain/figures.ts';

/** A date as it is typed. */
export interface TypedDate {
  day: string;
  month: string;
  year: string;
}

export interface RouteDraft {
  /** Keeps a row's place while it moves; never sent. */
  key: number;
  label: string;
  target: string;
}

/** Everything as typed. */
export interface NewPlanDraft {
  organisation: string;
  name: string;
  yearStartMonth: number;
  firstYear: Year;
  lastYear: Year;
  basis: Basis;
  routes: RouteDraft[];
  asAt: TypedDate;
  establishment: string;
  vacancies: string;
  targetYear: Year;
  vacancyTarget: string;
}

/** Something to correct. `field` is the id of the input it is about. */
export interface Problem {
  field: string;
  message: string;
}

/** The four routes councils recruit social workers by (DOMAIN.md §2). */
const USUAL_ROUTES = [
  'ASYE: newly qualified social workers',
  'Agency workers who become permanent',
  'Experienced social workers',
  'Managers',
];

const YEARS_BEFORE = 3;
const YEARS_AFTER = 2;
const MOST = 1_000_000;

/** A draft to start from: the usual routes, and the years either side of today. */
export function newDraft(today: IsoDate): NewPlanDraft {
  const year = yearOf(today, APRIL);
  return {
    organisation: '',
    name: '',
    yearStartMonth: APRIL,
    firstYear: year - YEARS_BEFORE,
    lastYear: year + YEARS_AFTER,
    basis: 'local',
    routes: USUAL_ROUTES.map((label, key) => ({ key, label, target: '' })),
    asAt: { day: '', month: '', year: '' },
    establishment: '',
    vacancies: '',
    targetYear: year,
    vacancyTarget: '',
  };
}

type Known = { value: number | null } | { problem: string };

/** A number as typed; blank means not known yet. */
function readKnown(typed: string, what: string, whole: boolean): Known {
  if (typed.trim() === '') return { value: null };
  const read = leadingNumber(typed.trim());
  const unreadable = `${what} must be ${whole ? 'a whole number' : 'a number'}, like ${whole ? '20' : '12.5'}. Leave it empty if it is not known yet.`;
  if (read === null || read.rest.trim() !== '') return { problem: unreadable };
  if (whole && !Number.isInteger(read.value)) return { problem: unreadable };
  if (Math.abs(read.value) > MOST) return { problem: `${what} must be at most 1,000,000.` };
  return { value: read.value };
}

function readPosts(typed: string, what: string, least: number): Known {
  const read = readKnown(typed, what, false);
  if ('value' in read && read.value !== null && read.value < least) {
    return { problem: `${what} must be ${least} or more.` };
  }
  return read;
}

function readPercent(typed: string): Known {
  const what = 'The vacancy target';
  const read = readKnown(typed, what, false);
  if ('value' in read && read.value !== null && (read.value < 0 || read.value > 100)) {
    return { problem: `${what} must be a percentage from 0 to 100.` };
  }
  return read;
}

/** The date typed, null when any part is missing or there is no such day. */
export function readTypedDate({ day, month, year }: TypedDate): IsoDate | null {
  const parts = [year, month, day].map((part) => part.trim());
  if (!parts.every((part) => /^\d+$/.test(part)) || parts[0]?.length !== 4) return null;
  const [y = 0, m = 0, d = 0] = parts.map(Number);
  return isoDate(y, m, d);
}

function isBlank({ day, month, year }: TypedDate): boolean {
  return `${day}${month}${year}`.trim() === '';
}

/** What library.create takes. */
export type NewPlan = InputOf<(typeof libraryCalls)['library.create']>;

/**
 * Checks a draft.
 *
 * @param today - dates figures that are all unknown: such a plan has no figures to date
 * @returns what to send, or everything to correct in the order of the form
 */
export function checkDraft(draft: NewPlanDraft, today: IsoDate): NewPlan | { problems: Problem[] } {
  const problems: Problem[] = [];
  const add = (field: string, message: string) => void problems.push({ field, message });
  const known = (field: string, read: Known): number | null => {
    if ('value' in read) return read.value;
    add(field, read.problem);
    return null;
  };

  if (draft.organisation.trim() === '') add('organisation', 'Enter the name of your organisation.');
  if (draft.name.trim() === '') add('name', 'Enter a name for the plan.');
  if (draft.lastYear < draft.firstYear) {
    add('lastYear', 'The last year must not be before the first year.');
  }
  checkRoutes(draft.routes, add);

  const asAt = checkDate(draft, today, add);
  const establishment = known(
    'establishment',
    readPosts(draft.establishment, 'The establishment', 0),
  );
  const vacancies = known('vacancies', readPosts(draft.vacancies, 'Vacancies', -MOST));
  if (establishment !== null && vacancies !== null && vacancies > establishment) {
    add('vacancies', `Vacancies must not be more than the establishment of ${establishment}.`);
  }

  if (draft.targetYear < draft.firstYear || draft.targetYear > draft.lastYear) {
    add('targetYear', 'The targets must be for one of the plan’s years.');
  }
  const vacancyRate = known('vacancyTarget', readPercent(draft.vacancyTarget));
  const targets = draft.routes.map(({ key, label, target }) => {
    const read = readKnown(target, `The target for ${label.trim() || 'this route'}`, true);
    const problem =
      'value' in read && read.value !== null && read.value < 0
        ? { problem: `The target for ${label.trim()} must be 0 or more.` }
        : read;
    return known(`routeTarget-${key}`, problem);
  });
  if (problems.length > 0) return { problems };

  return {
    organisation: draft.organisation.trim(),
    name: draft.name.trim(),
    basis: draft.basis,
    yearStartMonth: draft.yearStartMonth,
    firstYear: draft.firstYear,
    lastYear: draft.lastYear,
    routes: draft.routes.map(({ label }) => label.trim()),
    latest: { asAt, establishment, vacancies },
    targets: { year: draft.targetYear, vacancyRate, routes: targets },
  };
}

function checkRoutes(
  routes: readonly RouteDraft[],
  add: (field: string, message: string) => void,
): void {
  if (routes.length === 0) add('addRoute', 'Add at least one recruitment route.');
  const seen = new Set<string>();
  for (const { key, label } of routes) {
    const name = label.trim().toLowerCase();
    if (name === '') add(`route-${key}`, 'Name this route, or remove it.');
    else if (seen.has(name)) add(`route-${key}`, `Two routes are called ${label.trim()}.`);
    seen.add(name);
  }
}

function checkDate(
  draft: NewPlanDraft,
  today: IsoDate,
  add: (field: string, message: string) => void,
): IsoDate {
  const nothingKnown = draft.establishment.trim() === '' && draft.vacancies.trim() === '';
  const { firstYear, lastYear, yearStartMonth } = draft;
  const first = startOfYear(firstYear, yearStartMonth);
  const last = endOfYear(lastYear, yearStartMonth);
  if (isBlank(draft.asAt)) {
    if (!nothingKnown) add('asAt', 'Enter the date these figures were taken.');
    const placeholder = today < first ? first : today;
    return placeholder > last ? last : placeholder;
  }
  const date = readTypedDate(draft.asAt);
  if (date === null) {
    add('asAt', 'The date must be a real date, like 30 9 2025.');
    return today;
  }
  if (lastYear >= firstYear && (date < first || date > last)) {
    const years = `${yearLabel(firstYear, yearStartMonth)} to ${yearLabel(lastYear, yearStartMonth)}`;
    add('asAt', `The date must be in the plan’s years, ${years}.`);
  }
  return date;
}
