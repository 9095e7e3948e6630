/**
 * Who counts as a recruit (DOMAIN.md §2): somebody is one on the day they first enter a counted
 * role as an employee. Newly qualified, converted from agency, from elsewhere, from an uncounted
 * role or an apprenticeship here, or back after leaving: each is one. A promotion, or any other
 * move between counted roles, is not.
 */
import type { IsoDate } from '../calendar.ts';
import { dateOf, dayOf } from './days.ts';
import { indexRecords, isEmployed } from './indexRecords.ts';
import { lensOf, partsInScope, type RecordsScope } from './scope.ts';
import type { PlanRecords } from './types.ts';

export interface Recruit {
  worker: number;
  /** The first day in a counted role. */
  date: IsoDate;
  /** The route recorded for the contract, or for the spell's first; null where none is. */
  route: number | null;
}

/** The roles a scope counts, wherever they are: a move between teams recruits nobody. */
const rolesOf = ({ counts }: RecordsScope): RecordsScope => ({ counts });

/**
 * The recruits of a period, its first and last day included, in no order.
 *
 * @param scope - which roles are counted; teams and services narrow nothing here.
 */
export function recruitsIn(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
): Recruit[] {
  const index = indexRecords(records);
  const lens = lensOf(index, rolesOf(scope));
  const first = dayOf(from);
  const last = dayOf(to);
  const found: Recruit[] = [];
  for (const [worker, spells] of index.spellsOf) {
    const work = (index.workOf.get(worker) ?? []).filter(({ engagement }) =>
      isEmployed(engagement.basis),
    );
    const counted = partsInScope(lens, work);
    for (const spell of spells) {
      const entered = counted
        .filter(({ start }) => spell.start <= start && start <= spell.end)
        .reduce<(typeof counted)[number] | null>(
          (best, piece) => (best === null || piece.start < best.start ? piece : best),
          null,
        );
      if (entered === null || entered.start < first || entered.start > last) continue;
      const route = entered.engagement.route ?? spell.engagements[0]?.route ?? null;
      found.push({ worker, date: dateOf(entered.start), route });
    }
  }
  return found;
}
