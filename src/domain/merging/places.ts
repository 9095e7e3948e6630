/** Where a file says somebody works, against where the plan has them. */
import { dateInWords, type IsoDate } from '../calendar.ts';
import type { Placement } from '../records/changes.ts';
import { ONE_FTE, type Assignment, type Engagement } from '../records/types.ts';
import { fteWords, TWO_TEAMS, within, type MergeContext } from './context.ts';
import type { PersonDraft } from './draft.ts';
import { AMBIGUOUS } from './names.ts';
import type { AgencyWorkerRow, PersonRow } from './types.ts';

/** A row, with where it places somebody; `placement` is null where another row of it has the FTE. */
export interface PlacedRow<Row> {
  row: Row;
  placement: Placement | null;
  /** Why the row cannot be taken in, or null. */
  why: string | null;
}

type Row = PersonRow | AgencyWorkerRow;

/** Finds each row's team and role. Rows of one spell in one post are one place. */
export function placementsOf(context: MergeContext, rows: readonly PlacedRow<Row>[]): void {
  const places = new Map<string, { placement: Placement; to: IsoDate | null }>();
  for (const placed of rows) {
    const { row } = placed;
    const team = context.names.team(row, row.from);
    if (team === AMBIGUOUS) {
      placed.why = TWO_TEAMS;
      continue;
    }
    const role = context.names.role(row.role);
    const { postRef, fte } = row;
    const key = JSON.stringify([team, role, postRef?.toLowerCase()]);
    const same = places.get(key);
    if (!same) {
      const covers = row.kind === 'agency' ? row.covers : null;
      placed.placement = { team, role, fte, postRef, secondedOut: false, covers };
      places.set(key, { placement: placed.placement, to: row.to });
    } else if (same.to !== row.to) {
      placed.why = 'This person is in the same post on another row, with another last day';
    } else if (same.placement.fte + fte <= ONE_FTE) same.placement.fte += fte;
    else {
      placed.why = 'This person is in the same post on another row, for more than 1 FTE together';
    }
  }
}

/** What the file says, with what it leaves out taken from the place the plan has. */
function completed(target: Placement, now: Assignment | undefined): Placement {
  if (!now) return target;
  return {
    ...target,
    postRef: target.postRef ?? (samePost(target, now) ? now.postRef : null),
    secondedOut: now.secondedOut,
    covers: target.covers ?? now.covers,
  };
}

function samePost(target: Placement, now: Assignment): boolean {
  return (
    target.team === now.team &&
    target.role === now.role &&
    (target.postRef === null ||
      now.postRef === null ||
      target.postRef.toLowerCase() === now.postRef.toLowerCase())
  );
}

/** Each place the file has, beside the one of the plan it is, where it is one. */
function pairPlaces(
  targets: readonly Placement[],
  current: readonly Assignment[],
): [Placement, Assignment | undefined][] {
  const left = new Set(current);
  const pairs = targets.map((target): [Placement, Assignment | undefined] => {
    const now =
      [...left].find((one) => samePost(target, one) && one.fte === target.fte) ??
      [...left].find((one) => samePost(target, one));
    if (now) left.delete(now);
    return [target, now];
  });
  // Somebody with one post who is elsewhere has moved: what the file leaves out goes along.
  const [only] = pairs;
  const [moved] = left;
  if (only && moved && pairs.length === 1 && left.size === 1 && !only[1]) only[1] = moved;
  return pairs;
}

function isSame(a: Placement, b: Assignment): boolean {
  return (
    a.team === b.team &&
    a.role === b.role &&
    a.fte === b.fte &&
    a.postRef === b.postRef &&
    a.secondedOut === b.secondedOut &&
    a.covers === b.covers
  );
}

const sameRef = (a: string | null, b: string | null) => a?.toLowerCase() === b?.toLowerCase();

/** Which of the posts somebody has on a row's last day is the row's; null where it ends then already. */
function postOf(
  placement: Placement,
  current: readonly Assignment[],
  rows: readonly PlacedRow<Row>[],
  lastDay: IsoDate,
): Assignment | null {
  const fitting = current.filter((one) => samePost(placement, one));
  if (fitting.some(({ to }) => to === lastDay)) return null;
  const named = fitting.find((one) => sameRef(one.postRef, placement.postRef));
  const ofOthers = (one: Assignment) =>
    one.postRef !== null && rows.some(({ row }) => sameRef(row.postRef, one.postRef));
  return named ?? fitting.find((one) => !ofOthers(one)) ?? null;
}

/** The last days of posts that ended while the person stayed. */
function endPosts(draft: PersonDraft, engagement: Engagement, rows: readonly PlacedRow<Row>[]) {
  const what: string[] = [];
  for (const { row, placement } of rows) {
    if (row.to === null || !placement || row.to === engagement.to) continue;
    const one = postOf(placement, draft.placesOn(engagement.id, row.to), rows, row.to);
    if (!one || one.to === row.to) continue;
    draft.assignments = draft.assignments.map((other) =>
      other.id === one.id ? { ...other, to: row.to } : other,
    );
    what.push(`One post ends on ${dateInWords(row.to)}`);
  }
  return what;
}

/** The places a row-for-row file has on a day; only hours where it names no team. */
function targetsOn(
  context: MergeContext,
  current: readonly Assignment[],
  rows: readonly PlacedRow<Row>[],
  day: IsoDate,
): Placement[] {
  const inForce = rows.filter(({ row }) => row.to === null || row.to >= day);
  const placements = inForce.flatMap(({ placement }) => placement ?? []);
  const [only] = current;
  if (!context.options.keepPlaces || !only) return placements;
  const fte = placements.reduce((sum, one) => sum + one.fte, 0);
  // Which of two posts has other hours, the file cannot say.
  return current.length > 1 || fte > ONE_FTE ? [...current] : [{ ...only, fte }];
}

/** The day from which somebody is elsewhere. */
function moveDate(
  draft: PersonDraft,
  { engagement, since }: { engagement: Engagement; since: IsoDate },
  at: IsoDate,
  asAt: IsoDate,
): IsoDate {
  const { id, from, to } = engagement;
  const later = draft.assignments.some((one) => one.engagement === id && one.from > since);
  // The file's own first day in the post, where nothing is recorded after it.
  if (since > from && !later) return since;
  if (to === null || asAt <= to) return within(asAt, from, to);
  // They have left: the list can only correct where they were last.
  const last = draft.placesOn(id, at).map((one) => one.from);
  return last.reduce((a, b) => (a > b ? a : b), from);
}

interface SpellPlaces {
  engagement: Engagement;
  /** The spell's first day in the file. */
  since: IsoDate;
  /** The day on which file and plan are compared. */
  at: IsoDate;
  rows: readonly PlacedRow<Row>[];
}

/** Moves somebody to where the file has them; answers what changes, in words. */
export function mergePlaces(
  context: MergeContext,
  draft: PersonDraft,
  spell: SpellPlaces,
): string[] {
  const { engagement, at, rows } = spell;
  const what = endPosts(draft, engagement, rows);
  const current = draft.placesOn(engagement.id, at);
  const targets = targetsOn(context, current, rows, at);
  if (targets.length === 0) return what;
  const pairs = pairPlaces(targets, current);
  const wanted = pairs.map(([target, now]) => completed(target, now));
  const same =
    pairs.length === current.length &&
    pairs.every(([, now], index) => now !== undefined && isSame(wanted[index]!, now));
  if (same) return what;
  const from = moveDate(draft, spell, at, context.options.asAt);
  const why = draft.place(engagement, from, wanted);
  if (why !== null) {
    context.names.notes.push(`Row ${rows[0]!.row.row}: the place was left as it is. ${why}`);
    return what;
  }
  // A post placed just now may be one that ended since.
  const ended = endPosts(draft, engagement, rows);
  return [...what, ...differencesOf(context, pairs, wanted, current, from), ...ended];
}

function differencesOf(
  context: MergeContext,
  pairs: readonly [Placement, Assignment | undefined][],
  wanted: readonly Placement[],
  current: readonly Assignment[],
  from: IsoDate,
): string[] {
  const since = `from ${dateInWords(from)}`;
  const words = ({ team, role }: Placement) => context.names.placeWords(team, role);
  const what = pairs.flatMap(([, now], index) => {
    const is = wanted[index]!;
    if (!now) return [`Works in ${words(is)} ${since}`];
    const said: string[] = [];
    if (words(now) !== words(is)) said.push(`Moves from ${words(now)} to ${words(is)} ${since}`);
    if (now.fte !== is.fte) said.push(`Hours ${fteWords(now.fte)} to ${fteWords(is.fte)} ${since}`);
    if (now.postRef !== is.postRef) said.push(`The post reference changes ${since}`);
    if (now.covers !== is.covers) said.push(`What is covered changes ${since}`);
    return said;
  });
  const kept = new Set(pairs.map(([, now]) => now));
  const left = current.filter((one) => !kept.has(one));
  return [...what, ...left.map((one) => `No longer in ${words(one)} ${since}`)];
}
