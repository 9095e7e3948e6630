/** The choices of marking a milestone. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { MilestoneRecord } from '../../../../domain/asye/types.ts';
import { today } from '../../targets/newFigures.ts';

export const MARKS = [
  { value: 'done', label: 'Done' },
  { value: 'late', label: 'Late' },
  { value: 'waived', label: 'Waived' },
] as const;

const LABELS: Record<MilestoneRecord['state'], string> = {
  done: 'Done on',
  late: 'Now expected on',
  waived: 'Waived on',
};
export const markDateLabel = (state: MilestoneRecord['state']): string => LABELS[state];

/** The day something was most likely done: the one looked at, and never one to come. */
export function suggestedDate(asAt: IsoDate): IsoDate {
  const now = today();
  return asAt < now ? asAt : now;
}
