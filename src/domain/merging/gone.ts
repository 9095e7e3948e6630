/** People whom the plan has and the file does not. */
import { isEmployed } from '../records/indexRecords.ts';
import type { Engagement, EngagementBasis, Worker } from '../records/types.ts';
import type { MergeContext } from './context.ts';
import { PersonDraft } from './draft.ts';
import { isInReturn } from './returned.ts';

/**
 * Tells, and ends where asked, the engagements in force on the list's date that none of its rows
 * is about. `bases` are the contracts the list has.
 */
export function tellGonePeople(
  context: MergeContext,
  bases: Set<EngagementBasis>,
  listed: ReadonlySet<number>,
): void {
  const { asAt, end, keepPlaces } = context.options;
  if ([...bases].some(isEmployed)) bases.add('permanent').add('fixed-term');
  const changed = new Set(context.changes.engagements.changed.map(({ id }) => id));
  const workers = new Map(context.records.workers.map((worker) => [worker.id, worker]));
  for (const [id, engagements] of context.people.engagementsOf) {
    const gone = engagements.filter(
      (one) =>
        bases.has(one.basis) &&
        !listed.has(one.id) &&
        !changed.has(one.id) &&
        one.from <= asAt &&
        (one.to === null || one.to > asAt) &&
        (!keepPlaces || isReturned(context, one)),
    );
    const worker = workers.get(id);
    if (gone.length === 0 || !worker) continue;
    for (const engagement of gone) tellOneGone(context, worker, engagement);
    const ending = gone.filter((one) => context.ends(one.id) && one.from <= end!.lastDay);
    if (ending.length > 0) endSpells(context, worker, ending);
  }
}

/** A return has nobody whose role is outside it, or who works elsewhere on its date. */
function isReturned(context: MergeContext, engagement: Engagement): boolean {
  const { asAt } = context.options;
  return context.people
    .assignmentsOf(engagement.id)
    .some(
      (one) =>
        one.from <= asAt &&
        (one.to === null || one.to >= asAt) &&
        !one.secondedOut &&
        isInReturn(context, one),
    );
}

function tellOneGone(context: MergeContext, worker: Worker, engagement: Engagement): void {
  const { asAt } = context.options;
  const { assignments } = context.people.originalOf(worker);
  const place = assignments.find(
    (one) => one.engagement === engagement.id && (one.to === null || one.to >= asAt),
  );
  context.add('gone', {
    row: null,
    id: engagement.id,
    ref: worker.ref,
    name: worker.name,
    place: place ? context.names.placeWords(place.team, place.role) : '',
    what: ['Not in the file'],
  });
}

function endSpells(context: MergeContext, worker: Worker, ending: readonly Engagement[]): void {
  const draft = new PersonDraft(context.people.originalOf(worker), worker, context.nextId);
  for (const { id } of ending) {
    const engagement = draft.engagements.find((one) => one.id === id)!;
    if (draft.leave(engagement, context.options.end!.lastDay) === null) context.ended += 1;
  }
  draft.addTo(context.changes);
}
