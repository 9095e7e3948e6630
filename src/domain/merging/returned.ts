/**
 * Rows of a statutory return, merged into the plan's contracts. A return gives somebody's whole
 * time in child and family social work as one: contracts that follow each other, a move to a role
 * outside it and a secondment in are the plan's own, and stay as they are.
 */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import { orgRoleOf } from '../records/codes.ts';
import { isEmployed } from '../records/indexRecords.ts';
import type { Assignment, Engagement } from '../records/types.ts';
import { COMING, GOING, mergeCodes } from './codes.ts';
import { dayWords, within, type MergeContext } from './context.ts';
import type { PersonDraft } from './draft.ts';
import { mergePlaces, type PlacedRow } from './places.ts';
import type { ListRow, Spell } from './spells.ts';

/** Moved to a role outside child and family social work in the authority. */
const MOVED_OUTSIDE = 7;

/** Contracts one after another, or at once: the first to begin, the last to end, and all. */
export interface Run {
  first: Engagement;
  last: Engagement;
  all: Engagement[];
}

const endOf = ({ to }: { to: IsoDate | null }) => to ?? '9999-12-31';

/** An employee's contracts as unbroken runs; every other engagement is one of its own. */
function runsOf(engagements: readonly Engagement[]): Run[] {
  const runs: Run[] = [];
  let open: Run | null = null;
  for (const one of [...engagements].sort((a, b) => a.from.localeCompare(b.from) || a.id - b.id)) {
    const run: Run = { first: one, last: one, all: [one] };
    if (!isEmployed(one.basis)) runs.push(run);
    else if (open && (open.last.to === null || one.from <= addDays(open.last.to, 1))) {
      open.all.push(one);
      if (endOf(one) >= endOf(open.last)) open.last = one;
    } else runs.push((open = run));
  }
  return runs;
}

/** True for a place that a return has people in. */
export function isInReturn(context: MergeContext, place: Pick<Assignment, 'role'>): boolean {
  const role = context.records.roles.find(({ id }) => id === place.role);
  return role !== undefined && orgRoleOf(role.group) !== null;
}

/** True when a spell ends with a move that the plan has already: to a role outside the return. */
function isKnownMove(context: MergeContext, draft: PersonDraft, run: Run, spell: Spell): boolean {
  const said = spell.rows.some(
    ({ row }) => row.kind === 'people' && row.leavingReason === MOVED_OUTSIDE,
  );
  if (!said || spell.to === null) return false;
  const after = addDays(spell.to, 1);
  const places = run.all.flatMap(({ id }) => draft.placesOn(id, after));
  return places.length > 0 && places.every((place) => !isInReturn(context, place));
}

/** Finds each spell's contracts: by first day, then by the days they share. */
export function matchReturned(
  context: MergeContext,
  draft: PersonDraft,
  spells: readonly Spell[],
): Map<Spell, Run> {
  const runs = runsOf(draft.engagements);
  const matches = new Map<Spell, Run>();
  const taken = new Set<Run>();
  const match = (fits: (run: Run, spell: Spell) => boolean) => {
    for (const spell of spells) {
      if (matches.has(spell)) continue;
      const agency = spell.basis === 'agency';
      const found = runs.find(
        (run) => !taken.has(run) && (run.first.basis === 'agency') === agency && fits(run, spell),
      );
      if (!found) continue;
      matches.set(spell, found);
      // Whoever moved to another role here may have come back under the same contract.
      if (!isKnownMove(context, draft, found, spell)) taken.add(found);
    }
  };
  match((run, spell) => run.first.from === spell.from);
  match((run, { from, to }) => (to === null || run.first.from <= to) && endOf(run.last) >= from);
  return matches;
}

/**
 * The last day that a return without one leaves standing: one still to come, or one on its own
 * date that another contract follows, so that at its close somebody is here all the same.
 */
function knownEnd(draft: PersonDraft, { to }: Engagement, asAt: IsoDate): IsoDate | null {
  if (to === null || to < asAt) return null;
  const goesOn = draft.engagements.some(({ from }) => from === addDays(to, 1));
  return to > asAt || goesOn ? to : null;
}

/** Merges a spell into its contracts; answers what changes, in words. */
export function mergeReturned(
  context: MergeContext,
  draft: PersonDraft,
  { run, spell, rows }: { run: Run; spell: Spell; rows: readonly PlacedRow<ListRow>[] },
): string[] {
  const { asAt } = context.options;
  const { first, last } = run;
  const what: string[] = [];
  if (spell.from < first.from) {
    what.push(`The first day becomes ${dateInWords(spell.from)}`);
    draft.redate(first, spell.from, first.to);
  }
  what.push(...mergeCodes(first, rows, COMING));
  if (!isKnownMove(context, draft, run, spell)) {
    const to = spell.to ?? knownEnd(draft, last, asAt);
    if (to !== last.to) {
      what.push(`The last day becomes ${dayWords(to)} (was ${dayWords(last.to)})`);
      draft.redate(last, last.from, to);
    }
    what.push(...mergeCodes(last, rows, GOING));
  }
  const at = within(asAt, spell.from, spell.to);
  const here = run.all.filter(({ id }) => draft.placesOn(id, at).length > 0);
  // Which of two contracts at once has other hours, the return cannot say.
  if (here.length > 1) return what;
  const engagement = here[0] ?? last;
  return [...what, ...mergePlaces(context, draft, { engagement, since: spell.from, at, rows })];
}
