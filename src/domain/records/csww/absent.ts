/** Why people in post are away at a census. */
import type { AbsenceKind } from '../types.ts';
import type { CswwReturn } from './returnAt.ts';

/** The kinds of absence of each contract that is away at the census, the earliest first. */
export function absenceKinds({ index, censusDate, work }: CswwReturn): Map<number, AbsenceKind[]> {
  const found = new Map<number, AbsenceKind[]>();
  for (const { kind, engagement } of work) {
    if (kind !== 'away' || found.has(engagement.id)) continue;
    const on = (index.absencesOf.get(engagement.id) ?? [])
      .filter(({ from, to }) => from <= censusDate && (to === null || to >= censusDate))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    found.set(engagement.id, [...new Set(on.map((absence) => absence.kind))]);
  }
  return found;
}
