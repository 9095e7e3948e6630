/** When a member's next supervision is due, and how many were to be held by now. */
import { addDays, daysBetween, type IsoDate } from '../calendar.ts';
import { dateAfter, monthsBetween } from './programmeTime.ts';
import type { Offset, SupervisionPhase } from './template.ts';
import { inOrder, movedOn, unpaused, type AgreedChange } from './timetable.ts';

export interface SupervisionFacts {
  startedOn: IsoDate;
  changes: readonly AgreedChange[];
  today: IsoDate;
  /** The planned last day of the programme; nothing falls due after it before it has come. */
  endsOn: IsoDate | null;
  /** The last day on the programme, of somebody who has left it. */
  endedOn: IsoDate | null;
  /** On the programme and not paused today. */
  active: boolean;
}

export interface SupervisionView {
  last: IsoDate | null;
  /** Held by today, and how many the programme asks for by then. Days paused ask for none. */
  held: number;
  expected: number;
  /** Null for somebody who has left the programme, or where it asks for no more. */
  dueOn: IsoDate | null;
  /** Days past the due date by today; 0 where in time, and while the member is paused. */
  daysLate: number;
}

/** Pauses, which stop the clock of supervision. An extension lengthens the programme only. */
const pausesOf = (changes: readonly AgreedChange[]) =>
  inOrder(changes.filter(({ kind }) => kind === 'pause'));

/** The part of each pause that lies after a day. */
function pausesAfter(pauses: readonly AgreedChange[], day: IsoDate): AgreedChange[] {
  const next = addDays(day, 1);
  return pauses
    .filter(({ to }) => to === null || to >= next)
    .map((pause) => (pause.from < next ? { ...pause, from: next } : pause));
}

/** The phase in force on a date of the programme's clock; null after the last. */
function phaseAt(
  phases: readonly SupervisionPhase[],
  startedOn: IsoDate,
  clock: IsoDate,
): SupervisionPhase | null {
  const within = ({ until }: SupervisionPhase) =>
    until === null || clock < dateAfter(startedOn, until);
  return phases.find(within) ?? null;
}

/**
 * The date supervision is next due: an interval after it was last held, or after the start. The
 * interval is that of the phase in which it was last held.
 *
 * @param last - the last day it was held; null where it never was.
 * @returns null where the programme asks for no more.
 * @example Weekly for 6 weeks, then fortnightly. Started 1 September 2025, last held 6 October:
 * still weekly, due 13 October. Held on the 13th, it is fortnightly, and due on the 27th.
 */
export function nextSupervision(
  phases: readonly SupervisionPhase[],
  { startedOn, changes, today }: Pick<SupervisionFacts, 'startedOn' | 'changes' | 'today'>,
  last: IsoDate | null,
): IsoDate | null {
  const pauses = pausesOf(changes);
  const from = last ?? startedOn;
  const phase = phaseAt(phases, startedOn, unpaused(from, pauses, today));
  if (phase === null) return null;
  return movedOn(dateAfter(from, phase.every), pausesAfter(pauses, from), today);
}

/** How many intervals lie between two dates, the last of them in part. */
function intervals(from: IsoDate, to: IsoDate, { unit, count }: Offset): number {
  return unit === 'weeks' ? daysBetween(from, to) / (7 * count) : monthsBetween(from, to) / count;
}

/**
 * How many supervisions the programme asks for from the start to a date of its clock.
 *
 * @example Weekly for 6 weeks, fortnightly to 6 months, then monthly, from 1 September 2025: 6 by
 * 13 October, 7 by 27 October, and 16 by 2 March 2026.
 */
export function supervisionsExpected(
  phases: readonly SupervisionPhase[],
  startedOn: IsoDate,
  clock: IsoDate,
): number {
  let begun = startedOn;
  let expected = 0;
  for (const { every, until } of phases) {
    const ends = until === null ? null : dateAfter(startedOn, until);
    if (ends !== null && begun >= ends) continue;
    const due = Math.max(0, Math.floor(intervals(begun, clock, every)));
    const all = ends === null ? Infinity : Math.ceil(intervals(begun, ends, every));
    expected += Math.min(due, all);
    if (due < all) return expected;
    begun = dateAfter(begun, { ...every, count: every.count * all });
  }
  return expected;
}

/**
 * A member's supervision as at the close of today.
 *
 * @param held - the days it was held, in any order.
 */
export function supervisionOf(
  phases: readonly SupervisionPhase[],
  facts: SupervisionFacts,
  held: readonly IsoDate[],
): SupervisionView {
  const { startedOn, changes, today, endsOn, endedOn, active } = facts;
  const counted = held.filter((day) => day <= today);
  const last = counted.reduce<IsoDate | null>(
    (latest, day) => (latest === null || day > latest ? day : latest),
    null,
  );
  const until = endedOn !== null && endedOn < today ? endedOn : today;
  const expected = supervisionsExpected(
    phases,
    startedOn,
    unpaused(until, pausesOf(changes), today),
  );
  const next = endedOn === null ? nextSupervision(phases, facts, last) : null;
  const beyond = next !== null && endsOn !== null && today <= endsOn && next > endsOn;
  const dueOn = beyond ? null : next;
  return {
    last,
    held: counted.length,
    expected,
    dueOn,
    daysLate: active && dueOn !== null ? Math.max(0, daysBetween(dueOn, today)) : 0,
  };
}
