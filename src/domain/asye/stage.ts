/** Where a member stands on a day: derived from dated facts, so that no status can go stale. */
import type { IsoDate } from '../calendar.ts';
import type { Engagement } from '../records/types.ts';
import type { Member, TimetableChange } from './types.ts';

export const STAGES = [
  'recruited',
  'confirmed',
  'started',
  'on-programme',
  'paused',
  'completed',
  'left',
  'withdrew',
] as const;
/**
 * `recruited`: chosen, offer not accepted. `confirmed`: accepted, not started. `started`: at work,
 * not yet on the programme. `left`: went or was moved off the programme without completing it.
 * `withdrew`: went before starting.
 */
export type Stage = (typeof STAGES)[number];

export const STAGE_LABELS: Record<Stage, string> = {
  recruited: 'Chosen',
  confirmed: 'Confirmed',
  started: 'Started work',
  'on-programme': 'On programme',
  paused: 'Paused',
  completed: 'Completed',
  left: 'Left',
  withdrew: 'Withdrew before starting',
};

/** True while a member is on the programme, paused or not. */
export function isOnProgramme(stage: Stage): boolean {
  return stage === 'on-programme' || stage === 'paused';
}

/** True where a pause covers the day. */
export function isPaused(changes: readonly TimetableChange[], day: IsoDate): boolean {
  return changes.some(
    ({ kind, from, to }) => kind === 'pause' && from <= day && (to === null || to >= day),
  );
}

/**
 * A member's stage at the close of a day. An engagement that ends takes the member with it,
 * whether or not anybody has recorded how the programme ended.
 *
 * @param changes - the member's own pauses and extensions.
 */
export function stageOn(
  member: Member,
  engagement: Engagement | null,
  changes: readonly TimetableChange[],
  day: IsoDate,
): Stage {
  const { startedOn, endedOn, outcome, acceptedOn } = member;
  const begun = startedOn !== null && startedOn <= day;
  const gone = engagement !== null && engagement.to !== null && engagement.to <= day;
  if (endedOn !== null && endedOn <= day) {
    if (outcome === 'pass') return 'completed';
    return begun ? 'left' : 'withdrew';
  }
  if (gone) return begun || engagement.from <= day ? 'left' : 'withdrew';
  if (begun) return isPaused(changes, day) ? 'paused' : 'on-programme';
  if (engagement !== null && engagement.from <= day) return 'started';
  if (acceptedOn !== null && acceptedOn <= day) return 'confirmed';
  return 'recruited';
}

/** How many of a cohort have got how far: each step holds those of the steps after it. */
export interface Progress {
  recruited: number;
  confirmed: number;
  started: number;
  onProgramme: number;
  paused: number;
  completed: number;
  left: number;
  withdrew: number;
}

/**
 * Counts members by how far they got. `recruited` is everybody; `confirmed` and `started` hold
 * those who went further; the last four and `onProgramme` are where people stand now.
 */
export function progressOf(stages: readonly Stage[]): Progress {
  const count = (...some: Stage[]) => stages.filter((stage) => some.includes(stage)).length;
  const started = count('started', 'on-programme', 'paused', 'completed', 'left');
  return {
    recruited: stages.length,
    confirmed: count('confirmed') + started,
    started,
    onProgramme: count('on-programme'),
    paused: count('paused'),
    completed: count('completed'),
    left: count('left'),
    withdrew: count('withdrew'),
  };
}
