/** Pauses and extensions: what is wrong with one, what it moves, and who is away without one. */
import { dateInWords, type IsoDate } from '../calendar.ts';
import type { Absence } from '../records/types.ts';
import type { ProgrammeTemplate } from './template.ts';
import { timetableOf, type AgreedChange, type TimetableFacts } from './timetable.ts';
import type { Member, MilestoneRecord } from './types.ts';

/** A field of the change, and what is wrong with it and what to do. */
export interface ChangeProblem {
  field: 'from' | 'to' | 'days';
  problem: string;
}

const spanOf = (from: IsoDate, to: IsoDate | null) =>
  `from ${dateInWords(from)}${to === null ? ', with no last day yet' : ` to ${dateInWords(to)}`}`;

const meets = (a: AgreedChange, b: AgreedChange) =>
  (a.to === null || a.to >= b.from) && (b.to === null || b.to >= a.from);

/**
 * What is wrong with a pause or an extension of a member, or null.
 *
 * @param others - the member's other changes, this one not among them.
 */
export function changeProblem(
  { startedOn, endedOn }: Pick<Member, 'startedOn' | 'endedOn'>,
  others: readonly AgreedChange[],
  change: AgreedChange,
): ChangeProblem | null {
  const { kind, from, to, days } = change;
  if (startedOn === null) {
    const problem = 'This member has not started the programme. Start them first.';
    return { field: 'from', problem };
  }
  if (from < startedOn) {
    const problem = `This member started on ${dateInWords(startedOn)}. Choose a date from then on.`;
    return { field: 'from', problem };
  }
  if (endedOn !== null && from > endedOn) {
    const problem = `This member’s programme ended on ${dateInWords(endedOn)}. Choose a date up to then.`;
    return { field: 'from', problem };
  }
  if (kind === 'extension') {
    if (days !== null) return null;
    return { field: 'days', problem: 'Enter how many days the extension adds.' };
  }
  if (to !== null && to < from) {
    const problem = `The last day, ${dateInWords(to)}, is before the first, ${dateInWords(from)}.`;
    return { field: 'to', problem };
  }
  const other = others.find((one) => one.kind === 'pause' && meets(one, change));
  if (!other) return null;
  const problem =
    `There is a pause ${spanOf(other.from, other.to)} already. ` +
    'Change that one, or choose days outside it.';
  return { field: 'from', problem };
}

/** A due date before a change of the timetable and after it. */
export interface MovedDate {
  key: string;
  name: string;
  before: IsoDate | null;
  after: IsoDate | null;
  /** It has been done or waived, so it no longer matters when it is due. */
  settled: boolean;
}

/** The key of the last row: the planned last day of the programme. */
export const END_KEY = 'end';

/**
 * Every due date with the changes as they are, and as they would be.
 *
 * @param facts - with the changes as they are.
 * @param changes - the member's pauses and extensions as they would be.
 */
export function movedDates(
  template: ProgrammeTemplate,
  facts: TimetableFacts,
  changes: readonly AgreedChange[],
  records: readonly Pick<MilestoneRecord, 'key' | 'state'>[],
): MovedDate[] {
  const before = timetableOf(template, facts);
  const after = timetableOf(template, { ...facts, changes });
  const settled = new Set(records.filter(({ state }) => state !== 'late').map(({ key }) => key));
  const end = { key: END_KEY, name: 'Planned last day' };
  return [
    ...before.milestones.map(({ key, name, dueOn }, at) => ({
      ...{ key, name, before: dueOn, after: after.milestones[at]?.dueOn ?? null },
      settled: settled.has(key),
    })),
    { ...end, before: before.endsOn, after: after.endsOn, settled: false },
  ];
}

/**
 * Maternity and similar leave of a member over which no pause has been agreed, so that what is
 * due has not moved. It begins with the programme at the earliest; none of somebody who has
 * finished.
 *
 * @param absences - those of the member's employment.
 */
export function unpausedLeave(
  { startedOn, endedOn }: Pick<Member, 'startedOn' | 'endedOn'>,
  changes: readonly AgreedChange[],
  absences: readonly Absence[],
): Absence[] {
  if (startedOn === null || endedOn !== null) return [];
  return absences
    .filter(({ kind, to }) => kind === 'MAT' && (to === null || to >= startedOn))
    .map((absence) => (absence.from < startedOn ? { ...absence, from: startedOn } : absence))
    .filter((absence) => {
      const span = { ...absence, kind: 'pause' as const, days: null };
      return !changes.some((change) => change.kind === 'pause' && meets(change, span));
    });
}
