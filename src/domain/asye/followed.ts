/** The people whose staying is followed: cohort members, and those who came the same way before. */
import type { IsoDate } from '../calendar.ts';
import { dateOf, dayOf, FOREVER } from '../records/days.ts';
import { indexRecords, type RecordsIndex, type Spell } from '../records/indexRecords.ts';
import type { PlanRecords } from '../records/types.ts';
import { placesOn } from './hours.ts';
import type { AsyeRecords, Member, RouteIn } from './types.ts';

/** Somebody followed from the day they started, and from the day they completed. */
export interface Followed {
  worker: number;
  /** Null for somebody in no cohort, who came on the route before cohorts were kept. */
  cohort: number | null;
  /** First day on the programme; without a cohort, the first day employed here. */
  startedOn: IsoDate;
  /** The day they completed the programme, by the day looked at. */
  completedOn: IsoDate | null;
  routeIn: RouteIn | null;
  /** Where they were first placed; of two posts, the one with more hours. */
  team: number | null;
  /** Their unbroken times as an employee here, earliest first. */
  spells: readonly Spell[];
  /** The one they started in. */
  spell: Spell;
}

/** What the people followed are read from. */
export interface FollowedSources {
  asye: Pick<AsyeRecords, 'members'>;
  records: PlanRecords;
  /** The routes that bring newly qualified social workers. */
  routes: ReadonlySet<number>;
}

/** Everybody followed, and how many cannot be. */
export interface FollowedPeople {
  people: Followed[];
  /** Members who started and of whom no employment is on record. */
  unknown: number;
}

function firstTeam(index: RecordsIndex, spell: Spell, startedOn: IsoDate): number | null {
  const places = spell.engagements.flatMap(({ id }) => index.assignmentsOf.get(id) ?? []);
  const first = placesOn(places, startedOn);
  const some = first.length > 0 ? first : places.slice(0, 1);
  return (
    some.reduce<(typeof some)[number] | null>(
      (most, one) => (most === null || one.fte > most.fte ? one : most),
      null,
    )?.team ?? null
  );
}

/** Somebody is followed once, from the first programme they started. */
function ofMember(
  index: RecordsIndex,
  first: Member,
  memberships: readonly Member[],
  asAt: IsoDate,
): Followed | null {
  const spells = index.spellsOf.get(first.worker) ?? [];
  const startedOn = first.startedOn!;
  const day = dayOf(startedOn);
  const spell =
    spells.find(({ engagements }) => engagements.some(({ id }) => id === first.engagement)) ??
    spells.find(({ start, end }) => start <= day && day <= end);
  if (!spell) return null;
  const completed = memberships
    .flatMap(({ outcome, endedOn }) => (outcome === 'pass' && endedOn !== null ? [endedOn] : []))
    .filter((on) => on <= asAt)
    .sort();
  return {
    ...{ worker: first.worker, cohort: first.cohort, startedOn, spells, spell },
    completedOn: completed[0] ?? null,
    routeIn: first.routeIn,
    team: firstTeam(index, spell, startedOn),
  };
}

function withoutCohort(
  index: RecordsIndex,
  routes: ReadonlySet<number>,
  members: ReadonlySet<number>,
  asAt: IsoDate,
): Followed[] {
  const people: Followed[] = [];
  for (const [worker, spells] of index.spellsOf) {
    if (members.has(worker)) continue;
    const spell = spells.find(({ engagements: [first] }) => first && routes.has(first.route ?? 0));
    if (!spell || dateOf(spell.start) > asAt) continue;
    const startedOn = dateOf(spell.start);
    people.push({
      ...{ worker, cohort: null, startedOn, completedOn: null, routeIn: null, spells, spell },
      team: firstTeam(index, spell, startedOn),
    });
  }
  return people;
}

/**
 * Everybody who had started by a day: members of cohorts, then employees whose first contract came
 * on one of the routes and who are in no cohort.
 */
export function followedPeople(
  { asye, records, routes }: FollowedSources,
  asAt: IsoDate,
): FollowedPeople {
  const index = indexRecords(records);
  const memberships = Map.groupBy(asye.members, ({ worker }) => worker);
  const people: Followed[] = [];
  let unknown = 0;
  for (const some of memberships.values()) {
    const [first] = some
      .filter(({ startedOn }) => startedOn !== null && startedOn <= asAt)
      .sort((a, b) => (a.startedOn! < b.startedOn! ? -1 : 1));
    if (!first) continue;
    const followed = ofMember(index, first, some, asAt);
    if (followed) people.push(followed);
    else unknown += 1;
  }
  const members = new Set(memberships.keys());
  return { people: [...people, ...withoutCohort(index, routes, members, asAt)], unknown };
}

/** What retention is counted from. */
export type From = 'start' | 'completion';

/** The day somebody is followed from; null where they have not got there. */
export function originOf({ startedOn, completedOn }: Followed, from: From): IsoDate | null {
  return from === 'start' ? startedOn : completedOn;
}

/** Employed here at the close of a day, in any spell: somebody who came back is here again. */
export function isHereAt({ spells }: Pick<Followed, 'spells'>, date: IsoDate): boolean {
  const day = dayOf(date);
  return spells.some(({ start, end }) => start <= day && day < end);
}

/** The spell somebody is in on a day, else the one they had last; at their start, their first. */
function spellAt({ spells, spell, startedOn }: Followed, origin: IsoDate): Spell {
  const day = dayOf(origin);
  const within = spells.find(({ start, end }) => start <= day && day <= end);
  if (within || origin === startedOn) return within ?? spell;
  return spells.findLast(({ start }) => start <= day) ?? spell;
}

/** The day they first left after a day, by another; null while they have not. */
export function leftAfter(person: Followed, origin: IsoDate, asAt: IsoDate): IsoDate | null {
  const spell = spellAt(person, origin);
  if (spell.end === FOREVER || spell.end > dayOf(asAt)) return null;
  const last = dateOf(spell.end);
  return last < origin ? origin : last;
}
