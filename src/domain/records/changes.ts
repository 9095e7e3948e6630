/**
 * Changes from a date, worked out and not yet made: a preview and the handler that saves use
 * the same functions. What stood before the date is never touched. An end date is the last
 * day, so whatever a change ends, ends on the day before it.
 */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import type {
  Assignment,
  Covers,
  Engagement,
  EstablishmentLine,
  Funding,
  Millionths,
} from './types.ts';

/** Why a change cannot be made, in words, and the step of it that cannot, counted from 0. */
export interface Refusal {
  ok: false;
  problem: string;
  step?: number;
}

/** A step of an establishment change. */
export type LineStep =
  | {
      kind: 'add';
      team: number;
      role: number;
      fte: Millionths;
      funding: Funding;
      frozen: boolean;
      postRef: string | null;
      /** The last funded day, or null. */
      until: IsoDate | null;
    }
  | { kind: 'alter'; line: number; fte: Millionths; funding: Funding; frozen: boolean }
  | { kind: 'end'; line: number };

export type NewLine = Omit<EstablishmentLine, 'id'>;

export interface LineChanges {
  ok: true;
  ended: { id: number; fundedTo: IsoDate }[];
  /** Lines that were to begin on the date or later and now never do. */
  removed: number[];
  added: NewLine[];
}

/**
 * Changes the establishment from a date. A line altered ends the day before and goes on, with
 * the same last day, as a new one; one that begins on that very date is replaced.
 *
 * @example Altering line 1 (2 FTE from 1 April 2020) to 3 FTE from 1 April 2025 ends it on
 * 31 March 2025 and adds 3 FTE from 1 April 2025.
 */
export function changeEstablishment(
  lines: readonly EstablishmentLine[],
  change: { from: IsoDate; reason: string; steps: readonly LineStep[] },
): LineChanges | Refusal {
  const { from, reason } = change;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const touched = new Set<number>();
  const result: LineChanges = { ok: true, ended: [], removed: [], added: [] };
  for (const [step, one] of change.steps.entries()) {
    if (one.kind === 'add') {
      const { team, role, fte, funding, frozen, postRef, until } = one;
      if (until !== null && until < from) {
        const problem = `The last funded day, ${dateInWords(until)}, is before the post begins.`;
        return { ok: false, problem, step };
      }
      const dates = { fundedFrom: from, fundedTo: until };
      result.added.push({ team, role, fte, ...dates, funding, frozen, postRef, reason });
      continue;
    }
    const line = byId.get(one.line);
    const problem = lineProblem(line, one.kind, from, touched.has(one.line));
    if (!line || problem !== null) return { ok: false, problem: problem ?? '', step };
    touched.add(line.id);
    if (one.kind === 'alter') {
      const { fte, funding, frozen } = one;
      if (fte === line.fte && funding === line.funding && frozen === line.frozen) continue;
      const { id: _id, ...kept } = line;
      result.added.push({ ...kept, fte, funding, frozen, fundedFrom: from, reason });
    }
    if (line.fundedFrom >= from) result.removed.push(line.id);
    else result.ended.push({ id: line.id, fundedTo: addDays(from, -1) });
  }
  return result;
}

function lineProblem(
  line: EstablishmentLine | undefined,
  kind: 'alter' | 'end',
  from: IsoDate,
  touched: boolean,
): string | null {
  if (!line) return 'The post is no longer there. Look at the establishment again.';
  if (touched) return 'The same post is changed twice. Change it once.';
  if (line.fundedTo !== null && line.fundedTo < from) {
    return `The post is funded to ${dateInWords(line.fundedTo)} only. Choose a date up to then.`;
  }
  if (kind === 'alter' && line.fundedFrom > from) {
    return `The post is funded from ${dateInWords(line.fundedFrom)} only. Choose a date from then on.`;
  }
  return null;
}

/** Where somebody works from a date. */
export interface Placement {
  team: number;
  role: number;
  fte: Millionths;
  postRef: string | null;
  secondedOut: boolean;
  covers: Covers | null;
}

export type NewAssignment = Omit<Assignment, 'id'>;

export interface AssignmentChanges {
  ok: true;
  /** They had no last day and now have one. */
  ended: { id: number; to: IsoDate }[];
  /** They had a later last day. */
  shortened: { id: number; to: IsoDate }[];
  /** Their first or last day goes with the engagement's. */
  redated: { id: number; from: IsoDate; to: IsoDate | null }[];
  /** They were to begin on the date or later. */
  removed: number[];
  added: NewAssignment[];
}

type Spell = Pick<Engagement, 'id' | 'from' | 'to'>;

function noChanges(): AssignmentChanges {
  return { ok: true, ended: [], shortened: [], redated: [], removed: [], added: [] };
}

/** Ends an assignment on a day, or removes it where it has not begun by then. */
function endOn(changes: AssignmentChanges, { id, from, to }: Assignment, lastDay: IsoDate): void {
  if (from > lastDay) changes.removed.push(id);
  else if (to === null) changes.ended.push({ id, to: lastDay });
  else if (to > lastDay) changes.shortened.push({ id, to: lastDay });
}

const postOf = ({ team, role, postRef }: Placement) => JSON.stringify([team, role, postRef]);

function isSamePlace(a: Placement, b: Placement): boolean {
  return (
    postOf(a) === postOf(b) &&
    a.fte === b.fte &&
    a.secondedOut === b.secondedOut &&
    a.covers === b.covers
  );
}

/**
 * Places somebody from a date to the end of their engagement: a move, a change of hours, a
 * second post, a secondment out or back. A placement that stays as it is goes on unbroken;
 * every other one ends the day before, and any planned from the date on gives way.
 *
 * @example Full time from 1 April 2024, and 0.6 from 1 January 2025: the assignment ends on
 * 31 December 2024 and one of 0.6 begins.
 */
export function place(
  assignments: readonly Assignment[],
  engagement: Spell,
  from: IsoDate,
  placements: readonly Placement[],
): AssignmentChanges | Refusal {
  const { id, to } = engagement;
  if (placements.length === 0) return { ok: false, problem: 'Say which team and role.' };
  if (from < engagement.from) {
    const problem = `They start on ${dateInWords(engagement.from)}. Choose a date from then on.`;
    return { ok: false, problem };
  }
  if (to !== null && from > to) {
    return { ok: false, problem: `They leave on ${dateInWords(to)}. Choose a date up to then.` };
  }
  const twice = placements.find((one, at) =>
    placements.some((other, before) => before < at && postOf(one) === postOf(other)),
  );
  if (twice) {
    const problem =
      'Two of the places are the same post. Give them as one, or with two post references.';
    return { ok: false, problem, step: placements.indexOf(twice) };
  }
  const changes = noChanges();
  const kept = new Set<Placement>();
  for (const assignment of assignments) {
    if (assignment.engagement !== id) continue;
    const runsOn = assignment.from <= from && (assignment.to ?? to) === to;
    const same = runsOn
      ? placements.find((one) => !kept.has(one) && isSamePlace(one, assignment))
      : undefined;
    if (same) kept.add(same);
    else endOn(changes, assignment, addDays(from, -1));
  }
  for (const placement of placements) {
    if (!kept.has(placement)) changes.added.push({ ...placement, engagement: id, from, to });
  }
  return changes;
}

/**
 * Ends an engagement on the last day worked. Every place of it that reached the old end, or
 * beyond the new one, ends with it; one planned for later is removed.
 */
export function leave(
  assignments: readonly Assignment[],
  engagement: Spell,
  lastDay: IsoDate,
): AssignmentChanges | Refusal {
  if (lastDay < engagement.from) {
    const problem = `They start on ${dateInWords(engagement.from)}. The last day cannot be before.`;
    return { ok: false, problem };
  }
  const changes = noChanges();
  for (const assignment of assignments) {
    if (assignment.engagement !== engagement.id) continue;
    const { id, from, to } = assignment;
    const reachedTheEnd = to !== null && to === engagement.to && to < lastDay;
    if (reachedTheEnd) changes.redated.push({ id, from, to: lastDay });
    else endOn(changes, assignment, lastDay);
  }
  return changes;
}

/**
 * Follows a correction of an engagement's dates: places that began or ended with it still do,
 * and nobody is left placed outside it.
 */
export function redate(
  assignments: readonly Assignment[],
  engagement: Spell,
  dates: { from: IsoDate; to: IsoDate | null },
): AssignmentChanges | Refusal {
  if (dates.to !== null && dates.to < dates.from) {
    return { ok: false, problem: 'The last day is before the first. Check the two dates.' };
  }
  const changes = noChanges();
  const own = assignments.filter((assignment) => assignment.engagement === engagement.id);
  for (const { id, from, to } of own) {
    const begins = from <= engagement.from || from < dates.from ? dates.from : from;
    const withEnd = to === null || to === engagement.to;
    const beyond = dates.to !== null && (to === null || to > dates.to);
    const ends = withEnd || beyond ? dates.to : to;
    if (ends !== null && begins > ends) changes.removed.push(id);
    else if (begins !== from || ends !== to) changes.redated.push({ id, from: begins, to: ends });
  }
  if (own.length > 0 && changes.removed.length === own.length) {
    const problem = 'They would have no place on those dates. Move them to other dates first.';
    return { ok: false, problem };
  }
  return changes;
}
