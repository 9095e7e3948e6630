/** What members have done: milestones, pieces of evidence and supervision. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { Member } from '../../domain/asye/types.ts';
import type { Mark, memberCalls } from '../../contract/members.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { evidenceById, memberById, supervisionById } from './asyeRows.ts';
import { checkNotAhead, checkSinceStart, versionOf } from './memberDates.ts';
import { memberInWords, membersInWords } from './memberWords.ts';
import type { Handlers } from './types.ts';
import { counted, listed } from './words.ts';

type Calls = Pick<
  typeof memberCalls,
  | 'milestone.mark'
  | 'milestone.clear'
  | 'evidence.add'
  | 'evidence.remove'
  | 'supervision.record'
  | 'supervision.remove'
>;

interface CheckedMark extends Mark {
  about: Member;
  /** The milestone's name in the member's version. */
  name: string;
}

/** The name of a part of the member's version by its key, or a refusal. */
function nameOf(
  db: Db,
  member: Member,
  part: 'milestones' | 'evidence',
  key: string,
  field: string,
): string {
  const version = versionOf(db, member, field);
  const kind = version.template[part].find((one) => one.key === key);
  if (kind) return kind.name;
  throw new Refusal(
    'bad-input',
    `The programme as this member started it asks for no such ${part === 'milestones' ? 'milestone' : 'evidence'}. ` +
      'Choose one of theirs.',
    field,
  );
}

function checkMark(db: Db, mark: Mark, at: number, today: IsoDate): CheckedMark {
  const { key, state, on, note } = mark;
  const field = (name: string) => `marks.${at}.${name}`;
  const about = memberById(db, mark.member);
  const name = nameOf(db, about, 'milestones', key, field('key'));
  checkSinceStart(about, on, field('on'));
  if (state !== 'late') {
    checkNotAhead(on, today, state === 'done' ? 'A milestone done' : 'A waiver', field('on'));
  }
  if (state !== 'done' && note.trim() === '') {
    const what = state === 'late' ? 'Say why it is late.' : 'Say why it is waived.';
    throw new Refusal('bad-input', what, field('note'));
  }
  return { ...mark, note: note.trim(), about, name };
}

/** `3-month review done on 1 December 2025`. */
function markInWords(db: Db, marks: readonly CheckedMark[], today: IsoDate): string {
  const [first] = marks as [CheckedMark, ...CheckedMark[]];
  const who = membersInWords(
    db,
    [...new Map(marks.map(({ about }) => [about.id, about])).values()],
    today,
  );
  const alike = (one: keyof CheckedMark) => marks.every((mark) => mark[one] === first[one]);
  if (!alike('name') || !alike('state'))
    return `Marked ${counted(marks.length, 'milestone')}: ${who}`;
  const on = alike('on') ? ` on ${dateInWords(first.on)}` : '';
  const what = {
    done: `Marked ${first.name} done${on}`,
    late: `Marked ${first.name} late${alike('on') ? `, now expected${on}` : ''}`,
    waived: `Waived ${first.name}${on}`,
  }[first.state];
  return `${what}: ${who}`;
}

function writeMark(db: WriteDb, { member, key, state, on, note }: Mark): void {
  db.run(
    `INSERT INTO milestone (member_id, key, state, on_date, note) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (member_id, key) DO UPDATE
         SET state = excluded.state, on_date = excluded.on_date, note = excluded.note
       WHERE (state, on_date, note) IS NOT (excluded.state, excluded.on_date, excluded.note)`,
    ...[member, key, state, on, note],
  );
}

export const milestoneHandlers: Handlers<Calls> = {
  'milestone.mark': (db, { marks }, { today }) => {
    const checked = marks.map((mark, at) => checkMark(db, mark, at, today));
    for (const mark of checked) writeMark(db, mark);
    return { value: null, words: markInWords(db, checked, today) };
  },

  'milestone.clear': (db, { member: id, key }, { today }) => {
    const member = memberById(db, id);
    const name = nameOf(db, member, 'milestones', key, 'key');
    db.run('DELETE FROM milestone WHERE member_id = ? AND key = ?', id, key);
    const words = `Took back what was marked of ${name}: ${memberInWords(db, member, today)}`;
    return { value: null, words };
  },

  'evidence.add': (db, { member: id, key, on, note }, { today }) => {
    const member = memberById(db, id);
    const name = nameOf(db, member, 'evidence', key, 'key');
    checkSinceStart(member, on, 'on');
    checkNotAhead(on, today, 'Evidence', 'on');
    const { id: evidence } = db.run(
      'INSERT INTO evidence (member_id, key, on_date, note) VALUES (?, ?, ?, ?)',
      ...[id, key, on, note.trim()],
    );
    const who = memberInWords(db, member, today);
    return { value: { evidence }, words: `Added ${name}, ${dateInWords(on)}: ${who}` };
  },

  'evidence.remove': (db, { evidence: id }, { today }) => {
    const { member: of, key, on } = evidenceById(db, id);
    const member = memberById(db, of);
    const name = nameOf(db, member, 'evidence', key, 'evidence');
    db.run('DELETE FROM evidence WHERE id = ?', id);
    const who = memberInWords(db, member, today);
    return { value: null, words: `Removed ${name}, ${dateInWords(on)}: ${who}` };
  },

  'supervision.record': (db, { member: id, on }, { today }) => {
    const member = memberById(db, id);
    on.forEach((day, at) => {
      const field = `on.${at}`;
      checkSinceStart(member, day, field);
      checkNotAhead(day, today, 'Supervision', field);
      const held = db.get('SELECT 1 FROM supervision WHERE member_id = ? AND on_date = ?', id, day);
      if (held || on.indexOf(day) < at) {
        const problem = `Supervision on ${dateInWords(day)} is recorded already. Enter another date.`;
        throw new Refusal('bad-input', problem, field);
      }
    });
    for (const day of on) {
      db.run('INSERT INTO supervision (member_id, on_date) VALUES (?, ?)', id, day);
    }
    const days = on.length > 3 ? counted(on.length, 'day') : listed(on.map(dateInWords));
    const words = `Recorded supervision on ${days}: ${memberInWords(db, member, today)}`;
    return { value: null, words };
  },

  'supervision.remove': (db, { supervision: id }, { today }) => {
    const { member, on } = supervisionById(db, id);
    db.run('DELETE FROM supervision WHERE id = ?', id);
    const who = memberInWords(db, memberById(db, member), today);
    return { value: null, words: `Removed supervision on ${dateInWords(on)}: ${who}` };
  },
};
