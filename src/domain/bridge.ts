/**
 * The bridge from one year's vacancies to the next (DOMAIN.md §3):
 * vacancies(t) = vacancies(t−1) + leavers − recruits + change in establishment + unexplained.
 * Real stocks and flows rarely balance; what is left is shown, never forced away.
 */
import { dateInWords, endOfYear, type IsoDate, type Year } from './calendar.ts';
import { totalRecruits } from './derived.ts';
import { areAlike, factOf, isFact } from './facts.ts';
import {
  isPartYear,
  measureOfKind,
  readingInUse,
  routesOf,
  yearsOf,
  type PlanFigures,
  type Reading,
} from './figures.ts';

export interface Bridge {
  from: Year;
  to: Year;
  opening: number;
  leavers: number;
  /** The stated total, or the sum of routes where no total is stated. */
  recruits: number;
  /** Null where a route has no known figure. */
  recruitsByRoute: { measure: number; label: string; count: number | null }[];
  /** Recruits of the total that no route accounts for; negative when the routes say more. */
  recruitsNotByRoute: number;
  /** Null: not recorded. Never derived from a rounded percentage. */
  establishmentChange: number | null;
  /** What is left: closing − (opening + leavers − recruits + establishmentChange). */
  unexplained: number;
  closing: number;
  /** The flows, or the closing vacancies, cover only part of the year. */
  partYear: boolean;
  fromAsAt: IsoDate;
  toAsAt: IsoDate;
  /** False where a change of scope was confirmed between the two years. */
  sameScope: boolean;
  /** What to know when reading the bridge, a sentence each. */
  notes: string[];
}

/** Total recruits of a year as a fact: the stated total, else the sum; null when not known. */
function recruitsOf(figures: PlanFigures, year: Year): { value: number; reading: Reading } | null {
  const stated = factOf(figures, 'recruitsTotal', year);
  if (stated) return { value: stated.value, reading: stated };
  const measure = measureOfKind(figures, 'recruitsTotal');
  // A total somebody wrote as planned or "tbc" is not overruled by adding up its parts.
  if (measure && (readingInUse(figures, measure.id, year)?.value ?? null) !== null) return null;
  const { sum, parts } = totalRecruits(figures, year);
  const [first] = parts;
  return sum !== null && first && parts.every(isFact) && areAlike(parts)
    ? { value: sum, reading: first }
    : null;
}

/** The change between two recorded establishments, each of the scope and date of its vacancies. */
function recordedChange(figures: PlanFigures, opening: Reading, closing: Reading): number | null {
  const before = factOf(figures, 'establishment', opening.year);
  const after = factOf(figures, 'establishment', closing.year);
  if (!before || !after || before.scope !== after.scope) return null;
  const matches = (establishment: Reading, vacancies: Reading) =>
    establishment.scope === vacancies.scope && establishment.asAt === vacancies.asAt;
  return matches(before, opening) && matches(after, closing) ? after.value - before.value : null;
}

/**
 * The bridge between two years' vacancies, or null where a figure it needs is not known.
 *
 * @example Tower Hamlets 2020-21 to 2021-22: 50 + 28 leavers − 45 recruits + 7 unexplained = 40.
 */
export function bridgeBetween(figures: PlanFigures, from: Year, to: Year): Bridge | null {
  if (to !== from + 1) return null;
  const opening = factOf(figures, 'vacancies', from);
  const closing = factOf(figures, 'vacancies', to);
  const leavers = factOf(figures, 'leavers', to);
  const recruits = recruitsOf(figures, to);
  if (!opening || !closing || !leavers || !recruits) return null;

  const month = figures.settings.yearStartMonth;
  const establishmentChange = recordedChange(figures, opening, closing);
  const recruitsByRoute = routesOf(figures, true).flatMap((route) => {
    const reading = readingInUse(figures, route.id, to);
    if (reading === null && route.retiredOn !== null) return [];
    const count = isFact(reading) ? reading.value : null;
    return [{ measure: route.id, label: route.label, count }];
  });
  const byRoute = recruitsByRoute.reduce((sum, route) => sum + (route.count ?? 0), 0);
  const explained = opening.value + leavers.value - recruits.value + (establishmentChange ?? 0);
  const partYear =
    isPartYear(leavers, 'leavers', month) ||
    isPartYear(recruits.reading, 'recruitsTotal', month) ||
    closing.asAt < endOfYear(to, month);
  const sameScope = opening.scope === closing.scope;
  return {
    from,
    to,
    opening: opening.value,
    leavers: leavers.value,
    recruits: recruits.value,
    recruitsByRoute,
    recruitsNotByRoute: recruits.value - byRoute,
    establishmentChange,
    unexplained: closing.value - explained,
    closing: closing.value,
    partYear,
    fromAsAt: opening.asAt,
    toAsAt: closing.asAt,
    sameScope,
    notes: notesOn(figures, { opening, closing, leavers, recruits: recruits.reading, sameScope }),
  };
}

function notesOn(
  figures: PlanFigures,
  parts: Record<'opening' | 'closing' | 'leavers' | 'recruits', Reading> & { sameScope: boolean },
): string[] {
  const { opening, closing, leavers, recruits, sameScope } = parts;
  const month = figures.settings.yearStartMonth;
  const notes: string[] = [];
  if (closing.asAt < endOfYear(closing.year, month)) {
    notes.push(`The year is counted up to ${dateInWords(closing.asAt)} only.`);
  }
  if (opening.asAt < endOfYear(opening.year, month)) {
    notes.push(
      `The opening vacancies are at ${dateInWords(opening.asAt)}, before the year begins.`,
    );
  }
  if (leavers.asAt !== closing.asAt) {
    notes.push(`Leavers are counted up to ${dateInWords(leavers.asAt)}.`);
  }
  if (recruits.asAt !== closing.asAt) {
    notes.push(`Recruits are counted up to ${dateInWords(recruits.asAt)}.`);
  }
  if (!sameScope) notes.push('The scope changed: the two years do not count the same posts.');
  return notes;
}

/** Every bridge the plan's figures allow, earliest first. */
export function bridges(figures: PlanFigures): Bridge[] {
  return yearsOf(figures.settings).flatMap((year) => bridgeBetween(figures, year - 1, year) ?? []);
}
