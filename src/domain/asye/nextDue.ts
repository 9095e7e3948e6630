/** What a member has to do next, and how much of their evidence is there. */
import type { IsoDate } from '../calendar.ts';
import type { EvidenceView, MemberView, MilestoneView } from './memberView.ts';

/** A milestone that is still to be done. */
export const isOpen = ({ standing }: MilestoneView): boolean =>
  standing === 'overdue' || standing === 'soon' || standing === 'later';

export interface NextDue {
  what: 'milestone' | 'supervision';
  /** The milestone's name, or "Supervision". */
  name: string;
  on: IsoDate;
  daysLate: number;
}

/**
 * What of a member is due first, milestones and supervision together; null where nothing is.
 * Of two on one day the milestone comes first.
 */
export function nextDue({ milestones, supervision }: MemberView): NextDue | null {
  const due: NextDue[] = milestones.filter(isOpen).flatMap(({ name, dueOn, daysLate }) =>
    // Open milestones have a date: one without is undated.
    dueOn === null ? [] : [{ what: 'milestone' as const, name, on: dueOn, daysLate }],
  );
  if (supervision !== null && supervision.dueOn !== null) {
    const { dueOn: on, daysLate } = supervision;
    due.push({ what: 'supervision', name: 'Supervision', on, daysLate });
  }
  return due.reduce<NextDue | null>(
    (first, one) => (first === null || one.on < first.on ? one : first),
    null,
  );
}

export interface EvidenceProgress {
  /** Pieces held, no kind counted beyond what it asks for. */
  held: number;
  wanted: number;
}

/**
 * A member's evidence over all its kinds.
 *
 * @example 5 of 3 observations and 1 of 3 pieces of feedback are 4 of 6, not 6 of 6.
 */
export function evidenceProgress(evidence: readonly EvidenceView[]): EvidenceProgress {
  return {
    held: evidence.reduce((sum, { held, count }) => sum + Math.min(held, count), 0),
    wanted: evidence.reduce((sum, { count }) => sum + count, 0),
  };
}
