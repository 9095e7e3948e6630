/** How cohorts and their figures are written. */
import { counted } from '../../establishment/words.ts';

/** `3 left`, `full`, `2 over`. */
export function leftWords(left: number): string {
  if (left === 0) return 'full';
  return left > 0 ? `${left} left` : `${-left} over`;
}

/** `2 overdue, 5 in 4 weeks`, or `Nothing due`. */
export function pressureWords({
  overdue,
  soon,
  nextDue,
}: {
  overdue: number;
  soon: number;
  nextDue: string | null;
}): string {
  const parts = [
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(soon > 0 ? [`${soon} due in 4 weeks`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  return nextDue === null ? 'Nothing due' : 'Nothing due in 4 weeks';
}

/** `3 still to find`, `target met`, `2 beyond the target`. */
export function toFindWords(toFind: number): string {
  if (toFind > 0) return `${toFind} still to find`;
  return toFind === 0 ? 'target met' : `${-toFind} beyond the target`;
}

/** `2 places left`, `no places left`, `2 more people than places`. */
export function placesLeftWords(left: number): string {
  if (left < 0) return `${counted(-left, 'person', 'people')} more than places`;
  return left === 0 ? 'no places left' : `${counted(left, 'place')} left`;
}
