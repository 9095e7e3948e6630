/**
 * What may be said of a member outside the plan. A fail or a concern about somebody's practice
 * is kept out of exports unless asked for, and out of public reports always. To leave out only
 * the fails would give them away, so every ending but a pass reads alike. Free text (notes,
 * conditions, reasons for a pause) may tell of concerns, so it is left out with them.
 */
import type { Decision, Outcome } from './types.ts';

/** `full` names what happened. `plain` is for exports by default, and for public reports. */
export type Detail = 'plain' | 'full';

export const OUTCOME_LABELS: Record<Outcome, string> = {
  pass: 'Passed',
  fail: 'Failed',
  withdrawn: 'Withdrew',
  transferred: 'Transferred elsewhere',
};

export const DECISION_LABELS: Record<Decision, string> = {
  pass: 'Pass',
  fail: 'Fail',
  deferred: 'Deferred',
};

/** How a member's programme ended, in words; empty while it has not. */
export function outcomeWords(outcome: Outcome | null, detail: Detail): string {
  if (outcome === null) return '';
  if (detail === 'full') return OUTCOME_LABELS[outcome];
  return outcome === 'pass' ? 'Completed' : 'Left the programme';
}

/** What a panel decided, in words; empty before it has met. */
export function decisionWords(decision: Decision | null, detail: Detail): string {
  if (decision === null) return '';
  if (detail === 'full') return DECISION_LABELS[decision];
  return decision === 'pass' ? 'Pass' : 'Not passed at this panel';
}

/** Free text about a member: only in full. */
export function freeText(text: string, detail: Detail): string {
  return detail === 'full' ? text : '';
}
