/** Pauses and extensions of members' timetables. The reason stays out of the journal's words. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { changeProblem } from '../../domain/asye/timetableChanges.ts';
import type { Member, TimetableChange } from '../../domain/asye/types.ts';
import type { memberCalls } from '../../contract/members.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { memberById, timetableChangeById, timetableChangesOf } from './asyeRows.ts';
import { checkNotAhead } from './memberDates.ts';
import { memberInWords } from './memberWords.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';

type Calls = Pick<
  typeof memberCalls,
  'timetable.pause' | 'timetable.extend' | 'timetable.change' | 'timetable.remove'
>;

/** Refuses a change that cannot stand beside the member's others. */
function checkChange(db: Db, member: Member, change: TimetableChange, today: IsoDate): void {
  const others = timetableChangesOf(db, member.id).filter(({ id }) => id !== change.id);
  const wrong = changeProblem(member, others, change);
  if (wrong) throw new Refusal('bad-input', wrong.problem, wrong.field);
  if (change.agreedOn !== null) checkNotAhead(change.agreedOn, today, 'An agreement', 'agreedOn');
}

/** `from 1 February 2026 to 31 March 2026`, `by 84 days from 2 June 2026`. */
function changeInWords({ kind, from, to, days }: TimetableChange): string {
  const since = `from ${dateInWords(from)}`;
  if (kind === 'extension') return `by ${counted(days ?? 0, 'day')} ${since}`;
  return `${since}${to === null ? ', with no last day yet' : ` to ${dateInWords(to)}`}`;
}

function add(
  db: WriteDb,
  change: Omit<TimetableChange, 'id'>,
  today: IsoDate,
): { value: { change: number }; words: string } {
  const member = memberById(db, change.member);
  const row = { ...change, id: 0 };
  checkChange(db, member, row, today);
  const { id } = db.run(
    `INSERT INTO timetable_change (member_id, kind, from_date, to_date, days, reason, agreed_on)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[change.member, change.kind, change.from, change.to],
    ...[change.days, change.reason, change.agreedOn],
  );
  const verb = change.kind === 'pause' ? 'Paused' : 'Extended';
  const who = memberInWords(db, member, today);
  return { value: { change: id }, words: `${verb} the programme ${changeInWords(row)}: ${who}` };
}

export const timetableHandlers: Handlers<Calls> = {
  'timetable.pause': (db, { member, from, to, reason, agreedOn }, { today }) =>
    add(db, { member, kind: 'pause', from, to, days: null, reason, agreedOn }, today),

  'timetable.extend': (db, { member, from, days, reason, agreedOn }, { today }) =>
    add(db, { member, kind: 'extension', from, to: null, days, reason, agreedOn }, today),

  'timetable.change': (db, { change: id, from, to, days, reason, agreedOn }, { today }) => {
    const was = timetableChangeById(db, id);
    const member = memberById(db, was.member);
    const pause = was.kind === 'pause';
    const is = { ...was, from, to: pause ? to : null, days: pause ? null : days, reason, agreedOn };
    checkChange(db, member, is, today);
    db.run(
      `UPDATE timetable_change SET from_date = ?, to_date = ?, days = ?, reason = ?, agreed_on = ?
        WHERE id = ?`,
      ...[is.from, is.to, is.days, is.reason, is.agreedOn, id],
    );
    const ended = pause && was.to === null && is.to !== null && was.from === is.from;
    const verb = ended ? 'Ended a pause' : `Changed ${pause ? 'a pause' : 'an extension'}`;
    const who = memberInWords(db, member, today);
    return { value: null, words: `${verb} of the programme ${changeInWords(is)}: ${who}` };
  },

  'timetable.remove': (db, { change: id }, { today }) => {
    const change = timetableChangeById(db, id);
    db.run('DELETE FROM timetable_change WHERE id = ?', id);
    const what = change.kind === 'pause' ? 'a pause' : 'an extension';
    const who = memberInWords(db, memberById(db, change.member), today);
    return { value: null, words: `Removed ${what} ${changeInWords(change)}: ${who}` };
  },
};
