/**
 * Who came, went, moved and changed in a period (DOMAIN.md §2, §3). Each movement carries its
 * effect on FTE and people in post, so that the stock at a date is an earlier stock and the
 * movements between: `recordsBridge` rests on that.
 */
import type { IsoDate } from '../calendar.ts';
import { compareDates, dateOf, dayOf, FOREVER, type Day } from './days.ts';
import {
  indexRecords,
  isEmployed,
  type RecordsIndex,
  type Spell,
  type WorkPiece,
} from './indexRecords.ts';
import {
  assignmentsIn,
  engagementIn,
  partsOf,
  partsOn,
  placesIn,
  stateOf,
  type Part,
  type State,
} from './personState.ts';
import { lensOf, type Lens, type RecordsScope } from './scope.ts';
import type { Assignment, Engagement, Millionths, PlanRecords } from './types.ts';

/** One movement. FTE and headcount are signed: what it adds to people in post. */
export interface Movement {
  /** The first day of the new state; for somebody who leaves, the last day worked. */
  date: IsoDate;
  worker: number;
  engagement: Engagement;
  /** The assignments before and after, in scope or not. */
  before: Assignment[];
  after: Assignment[];
  fte: Millionths;
  headcount: number;
}

export interface Starter extends Movement {
  /** When the spell ended, if it has: somebody may start and leave within the period. */
  lastDay: IsoDate | null;
}

export interface Leaver extends Movement {
  /** The first day of the spell, contracts that followed each other included. */
  firstDay: IsoDate;
}

export interface Movements {
  /** Both days are in the period. */
  from: IsoDate;
  to: IsoDate;
  /** Employees whose spell began: people, though they begin seconded out. */
  starters: Starter[];
  /** Employees whose spell ended. Never a move, nor a change of contract. */
  leavers: Leaver[];
  /** Into the scope from elsewhere in the authority: another role, team or service. */
  movesIn: Movement[];
  movesOut: Movement[];
  /** Another team or role within the scope: no effect on its numbers. */
  transfers: Movement[];
  hoursChanges: Movement[];
  /** Employees who go to work elsewhere, and come back (or leave from there). */
  secondedOut: Movement[];
  secondedBack: Movement[];
  /** Other people's employees who come to work here, and go. */
  secondmentsIn: Movement[];
  secondmentsInEnded: Movement[];
  /** Agency workers: their FTE and headcount are agency's, not in post's. */
  agencyStarts: Movement[];
  agencyEnds: Movement[];
}

/** The lists of a period's movements, by name. */
export type MovementKind = Exclude<keyof Movements, 'from' | 'to'>;

function movement(
  date: Day,
  engagement: Engagement,
  before: State,
  after: State,
  fte: Millionths,
  headcount: number,
): Movement {
  return {
    date: dateOf(date),
    worker: engagement.worker,
    engagement,
    before: assignmentsIn(before),
    after: assignmentsIn(after),
    fte,
    headcount,
  };
}

const sign = (yes: boolean) => (yes ? 1 : 0);

/** The part of a change in scope that a change of somebody's whole hours accounts for. */
function hoursPart(change: Millionths, whole: Millionths): Millionths {
  return change > 0 ? Math.min(change, Math.max(whole, 0)) : Math.max(change, Math.min(whole, 0));
}

/** Moves, hours and transfers of somebody who was and stays employed. */
function changeWithinSpell(into: Movements, day: Day, before: State, after: State): void {
  const engagement = engagementIn(after, before);
  if (!engagement) return;
  const add = (
    kind: 'movesIn' | 'movesOut' | 'transfers' | 'hoursChanges',
    fte: Millionths,
    headcount: number,
  ) => into[kind].push(movement(day, engagement, before, after, fte, headcount));
  if (before.here !== after.here) {
    if (after.here) add('movesIn', after.fte, 1);
    else add('movesOut', 0 - before.fte, -1);
    return;
  }
  if (!after.here) return;
  const change = after.fte - before.fte;
  const hours = hoursPart(change, after.total - before.total);
  const moved = change - hours;
  if (hours !== 0) add('hoursChanges', hours, 0);
  if (moved > 0) add('movesIn', moved, 0);
  if (moved < 0) add('movesOut', moved, 0);
  if (placesIn(before) !== placesIn(after)) add('transfers', 0, 0);
}

/** Seconded out or back, whatever else happened that day. */
function secondment(into: Movements, day: Day, before: State, after: State): void {
  const engagement = engagementIn(after, before);
  if (!engagement) return;
  const fte = before.out - after.out;
  // What the day did to people in post beyond what it did to people in scope.
  const headcount =
    sign(after.inPost) - sign(before.inPost) - (sign(after.here) - sign(before.here));
  if (fte === 0 && headcount === 0) return;
  const list = fte < 0 || (fte === 0 && headcount < 0) ? into.secondedOut : into.secondedBack;
  list.push(movement(day, engagement, before, after, fte, headcount));
}

const NOTHING = stateOf([]);

function addStarter(into: Movements, day: Day, spell: Spell, after: State): void {
  if (!after.here) return;
  into.starters.push({
    ...movement(day, spell.engagements[0]!, NOTHING, after, after.fte, 1),
    lastDay: spell.end === FOREVER ? null : dateOf(spell.end),
  });
}

function addLeaver(into: Pick<Movements, 'leavers'>, day: Day, spell: Spell, before: State): void {
  if (!before.here) return;
  into.leavers.push({
    ...movement(day, spell.last, before, NOTHING, 0 - before.fte, -1),
    firstDay: dateOf(spell.start),
  });
}

/** The first and last days somebody is placed in a spell: its own, unless records are missing. */
function edgesOfSpell(
  parts: readonly { start: Day; end: Day }[],
  spell: Spell,
): { first: Day; last: Day } | null {
  const within = parts.filter((part) => spell.start <= part.start && part.start <= spell.end);
  if (within.length === 0) return null;
  return {
    first: Math.min(...within.map((part) => part.start)),
    last: spell.end === FOREVER ? FOREVER : Math.max(...within.map((part) => part.end)),
  };
}

function employedMovements(
  into: Movements,
  parts: Part[],
  spells: readonly Spell[],
  within: (day: Day) => boolean,
): void {
  const lasting = parts.filter((part) => part.start < part.end);
  const bounds = spells.map((spell) => ({ spell, edges: edgesOfSpell(lasting, spell) }));
  const days = new Set(lasting.flatMap((part) => [part.start, part.end]).filter(within));
  for (const day of [...days].sort((a, b) => a - b)) {
    const before = stateOf(partsOn(lasting, day - 1));
    const after = stateOf(partsOn(lasting, day));
    const begins = bounds.find(({ edges }) => edges?.first === day);
    const ends = bounds.find(({ edges }) => edges?.last === day);
    if (ends) addLeaver(into, day, ends.spell, before);
    if (begins) addStarter(into, day, begins.spell, after);
    if (!begins && !ends) changeWithinSpell(into, day, before, after);
    secondment(into, day, before, after);
  }
  // A spell of one day is in no stock, yet somebody started and left.
  for (const { spell, edges } of bounds) {
    if (edges || spell.start !== spell.end || !within(spell.start)) continue;
    const state = stateOf(
      parts.filter((part) => part.start === part.end && part.start === spell.start),
    );
    addStarter(into, spell.start, spell, state);
    addLeaver(into, spell.start, spell, state);
  }
}

/** Secondments in and agency: their coming, going and changes, contract by contract. */
function otherMovements(
  into: Movements,
  parts: Part[],
  up: 'secondmentsIn' | 'agencyStarts',
  down: 'secondmentsInEnded' | 'agencyEnds',
  within: (day: Day) => boolean,
): void {
  const edges = new Set(parts.flatMap((part) => [part.start, part.end]).filter(within));
  for (const day of [...edges].sort((a, b) => a - b)) {
    const before = stateOf(partsOn(parts, day - 1));
    const after = stateOf(partsOn(parts, day));
    const engagement = engagementIn(after, before);
    if (!engagement) continue;
    const fte = after.fte - before.fte;
    const headcount = sign(after.here) - sign(before.here);
    if (fte === 0 && headcount === 0) continue;
    const list = fte > 0 || (fte === 0 && headcount > 0) ? into[up] : into[down];
    list.push(movement(day, engagement, before, after, fte, headcount));
  }
}

function ofWorker(
  into: Movements,
  index: RecordsIndex,
  lens: Lens,
  worker: number,
  work: readonly WorkPiece[],
  first: Day,
  last: Day,
): void {
  if (!work.some((piece) => piece.start <= last && piece.end >= first)) return;
  const parts = work.flatMap((piece) => partsOf(lens, piece));
  if (!parts.some((part) => part.inScope)) return;
  const employed = parts.filter((part) => isEmployed(part.piece.engagement.basis));
  const within = (day: Day) => first <= day && day <= last;
  if (employed.length > 0) {
    employedMovements(into, employed, index.spellsOf.get(worker) ?? [], within);
  }
  if (employed.length === parts.length) return;
  const ofKind = (kind: WorkPiece['kind']) => parts.filter((part) => part.piece.kind === kind);
  otherMovements(into, ofKind('seconded-in'), 'secondmentsIn', 'secondmentsInEnded', within);
  otherMovements(into, ofKind('agency'), 'agencyStarts', 'agencyEnds', within);
}

const byDate = (a: Movement, b: Movement) => compareDates(a.date, b.date) || a.worker - b.worker;

/**
 * The movements of a period, its first and last day included: the year 2021-22 is from
 * 1 April 2021 to 31 March 2022. Each list is in order of date.
 */
export function movementsIn(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
): Movements {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const lists = {
    starters: [],
    leavers: [],
    movesIn: [],
    movesOut: [],
    transfers: [],
    hoursChanges: [],
    secondedOut: [],
    secondedBack: [],
    secondmentsIn: [],
    secondmentsInEnded: [],
    agencyStarts: [],
    agencyEnds: [],
  } satisfies Record<MovementKind, Movement[]>;
  const movements: Movements = { from, to, ...lists };
  const first = dayOf(from);
  const last = dayOf(to);
  for (const [worker, work] of index.workOf) {
    ofWorker(movements, index, lens, worker, work, first, last);
  }
  for (const kind of Object.keys(lists) as MovementKind[]) movements[kind].sort(byDate);
  return movements;
}

/** The leavers of a period alone, as `movementsIn` has them. */
export function leaversIn(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
): Leaver[] {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const into = { leavers: [] as Leaver[] };
  const first = dayOf(from);
  const last = dayOf(to);
  for (const [worker, spells] of index.spellsOf) {
    if (!spells.some((spell) => spell.end !== FOREVER && spell.end >= first)) continue;
    const work = (index.workOf.get(worker) ?? []).filter((piece) =>
      isEmployed(piece.engagement.basis),
    );
    const lasting = work.filter((piece) => piece.start < piece.end);
    for (const spell of spells) {
      if (spell.end === FOREVER) continue;
      const edges = edgesOfSpell(lasting, spell);
      if (!edges && spell.start !== spell.end) continue;
      const day = edges?.last ?? spell.end;
      if (day < first || day > last) continue;
      const parts = work.flatMap((piece) => partsOf(lens, piece));
      const on = edges
        ? partsOn(parts, day - 1)
        : parts.filter((part) => part.start === day && part.end === day);
      addLeaver(into, day, spell, stateOf(on));
    }
  }
  return into.leavers.sort(byDate);
}

/** The FTE and people of a list, signed as its movements are. */
export function totalOf(movements: readonly Movement[]): { fte: Millionths; headcount: number } {
  return movements.reduce(
    (all, one) => ({ fte: all.fte + one.fte, headcount: all.headcount + one.headcount }),
    { fte: 0, headcount: 0 },
  );
}
