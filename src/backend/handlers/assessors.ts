/** Who assesses members, how many at once, and until when. Too many is a warning, never refused. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { Member } from '../../domain/asye/types.ts';
import type { memberCalls } from '../../contract/members.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { assessorById, memberById } from './asyeRows.ts';
import { membersInWords } from './memberWords.ts';
import { workerById } from './recordRows.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';

type Calls = Pick<typeof memberCalls, 'assessor.save' | 'assessor.assign' | 'assessor.remove'>;

/** Refuses an assessor who is the member, or whose last day came before the member's first. */
export function checkAssessor(
  db: Db,
  id: number,
  { worker, startedOn, expectedOn }: Member,
  today: IsoDate,
): void {
  const assessor = assessorById(db, id);
  if (assessor.worker === worker) {
    throw new Refusal('bad-input', 'Nobody assesses themselves. Choose somebody else.', 'assessor');
  }
  const { retiredOn } = assessor;
  if (retiredOn === null || retiredOn >= (startedOn ?? expectedOn ?? today)) return;
  throw new Refusal(
    'bad-input',
    `This assessor’s last day was ${dateInWords(retiredOn)}. Choose another, or change that day.`,
    'assessor',
  );
}

/** Refuses somebody who is on the list already. */
function checkNotListed(db: Db, who: number | string, except: number): void {
  const taken =
    typeof who === 'number'
      ? db.get('SELECT 1 FROM assessor WHERE worker_id = ? AND id <> ?', who, except)
      : db.get('SELECT 1 FROM assessor WHERE name = ? COLLATE NOCASE AND id <> ?', who, except);
  if (!taken) return;
  throw new Refusal('bad-input', 'They are an assessor already. Change them there.', 'who');
}

export const assessorHandlers: Handlers<Calls> = {
  'assessor.save': (db, { assessor: id, who, mostMembers, retiredOn }) => {
    if (typeof who === 'number') workerById(db, who);
    checkNotListed(db, who, id ?? 0);
    const [worker, name] = typeof who === 'number' ? [who, null] : [null, who];
    const limit = `for up to ${counted(mostMembers, 'member')} at once`;
    const until = retiredOn === null ? '' : `, until ${dateInWords(retiredOn)}`;
    if (id === null) {
      const { id: assessor } = db.run(
        'INSERT INTO assessor (worker_id, name, most_members, retired_on) VALUES (?, ?, ?, ?)',
        ...[worker, name, mostMembers, retiredOn],
      );
      return { value: { assessor }, words: `Added an assessor ${limit}${until}` };
    }
    const was = assessorById(db, id);
    db.run(
      'UPDATE assessor SET worker_id = ?, name = ?, most_members = ?, retired_on = ? WHERE id = ?',
      ...[worker, name, mostMembers, retiredOn, id],
    );
    const retired = was.retiredOn === null && retiredOn !== null;
    const words = retired
      ? `Retired an assessor after ${dateInWords(retiredOn)}`
      : `Changed an assessor: ${limit}${until}`;
    return { value: { assessor: id }, words };
  },

  'assessor.assign': (db, { assessor, members: ids }, { today }) => {
    const members = [...new Set(ids)].map((id) => memberById(db, id));
    for (const member of members) {
      if (assessor !== null && assessor !== member.assessor) {
        checkAssessor(db, assessor, member, today);
      }
      db.run(
        'UPDATE cohort_member SET assessor_id = :assessor WHERE id = :id AND assessor_id IS NOT :assessor',
        { assessor, id: member.id },
      );
    }
    const verb = assessor === null ? 'Took the assessor from' : 'Gave an assessor to';
    return { value: null, words: `${verb} ${membersInWords(db, members, today)}` };
  },

  'assessor.remove': (db, { assessor: id }) => {
    assessorById(db, id);
    const { n = 0 } =
      db.get<{ n: number }>('SELECT count(*) AS n FROM cohort_member WHERE assessor_id = ?', id) ??
      {};
    if (n > 0) {
      throw new Refusal(
        'refused',
        `They assess, or have assessed, ${counted(n, 'member')}. Retire them instead, so that the ` +
          'record of who assessed whom stays.',
      );
    }
    db.run('DELETE FROM assessor WHERE id = ?', id);
    return { value: null, words: 'Removed an assessor nobody was given' };
  },
};
