/** Leavers and starters by what was recorded of them. The rows of each sum to the whole. */
import { LEAVER_DESTINATIONS, LEAVING_REASONS, START_ORIGINS, type Code } from './codes.ts';
import type { Leaver, Movement, Starter } from './movements.ts';
import { SERVICE_BANDS, serviceBandOf, type ServiceRow } from './service.ts';
import type { Millionths } from './types.ts';

/** One code's people. `code` is null for those of whom nothing is recorded. */
export interface BreakdownRow<M extends Movement = Movement> {
  code: number | null;
  label: string;
  headcount: number;
  fte: Millionths;
  /** The movements counted, in their order. */
  movements: M[];
}

const NOT_RECORDED = 'Not recorded';

/** Movements by a code of theirs: a row for every code of the list, and one for none recorded. */
export function byCode<M extends Movement>(
  movements: readonly M[],
  codes: readonly Code<number>[],
  codeOf: (movement: M) => number | null,
): BreakdownRow<M>[] {
  const rows = [...codes, { code: null, label: NOT_RECORDED }].map((code): BreakdownRow<M> => ({
    ...code,
    headcount: 0,
    fte: 0,
    movements: [],
  }));
  const rowOf = new Map(rows.map((row) => [row.code, row]));
  for (const movement of movements) {
    const row = rowOf.get(codeOf(movement)) ?? rows.at(-1)!;
    row.headcount += Math.abs(movement.headcount);
    row.fte += Math.abs(movement.fte);
    row.movements.push(movement);
  }
  return rows;
}

/** Leavers by reason; every reason has a row, and so has none recorded. */
export function leaversByReason(leavers: readonly Leaver[]): BreakdownRow<Leaver>[] {
  return byCode(leavers, LEAVING_REASONS, (leaver) => leaver.engagement.leavingReason);
}

/** Leavers by where they went. */
export function leaversByDestination(leavers: readonly Leaver[]): BreakdownRow<Leaver>[] {
  return byCode(leavers, LEAVER_DESTINATIONS, (leaver) => leaver.engagement.destination);
}

/** Leavers by time in service on their last day. */
export function leaversByService(leavers: readonly Leaver[]): ServiceRow[] {
  return SERVICE_BANDS.map((band) => {
    const some = leavers.filter((leaver) => serviceBandOf(leaver.firstDay, leaver.date) === band);
    return {
      band,
      headcount: some.length,
      fte: some.reduce((all, leaver) => all - leaver.fte, 0),
    };
  });
}

/** Starters by where they came from. */
export function startersByOrigin(starters: readonly Starter[]): BreakdownRow<Starter>[] {
  return byCode(starters, START_ORIGINS, (starter) => starter.engagement.origin);
}
