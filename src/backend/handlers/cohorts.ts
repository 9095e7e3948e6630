/** Cohorts and their intakes, and the route a programme's starters count to. */
import { dateInWords } from '../../domain/calendar.ts';
import { versionFor } from '../../domain/asye/versions.ts';
import type { ParsedOf } from '../../contract/call.ts';
import type { cohortCalls } from '../../contract/cohorts.ts';
import type { Db, WriteDb } from '../db.ts';
import { Refusal } from '../faults.ts';
import { cohortById, membersOf, programmeById, versionRowsOf } from './asyeRows.ts';
import type { Handlers } from './types.ts';
import { counted } from './words.ts';

type Calls = Pick<typeof cohortCalls, 'cohort.save' | 'cohort.remove'>;
type Given = ParsedOf<Calls['cohort.save']>;

function checkNameFree(db: Db, { cohort, name }: Given): void {
  const taken = db.get<{ name: string }>(
    'SELECT name FROM cohort WHERE name = ? COLLATE NOCASE AND id <> ?',
    name,
    cohort ?? 0,
  );
  if (!taken) return;
  throw new Refusal('bad-input', `There is already a cohort named ${taken.name}.`, 'name');
}

/** Refuses an intake given twice, or on a day on which the programme takes nobody. */
function checkIntakes(db: Db, { programme, intakes }: Given): void {
  const versions = versionRowsOf(db, programme);
  intakes.forEach(({ on }, at) => {
    const field = `intakes.${at}.on`;
    if (intakes.findIndex((one) => one.on === on) < at) {
      const words = `${dateInWords(on)} is given twice. Add the places together.`;
      throw new Refusal('bad-input', words, field);
    }
    if (versionFor(versions, programme, on)) return;
    const { name } = programmeById(db, programme);
    throw new Refusal(
      'bad-input',
      `${name} takes nobody who starts on ${dateInWords(on)}. Choose another date or another ` +
        'programme, or change the programme’s dates first.',
      field,
    );
  });
}

/** Refuses another programme once members have started on a version of the one there is. */
function checkProgramme(db: Db, { cohort, programme }: Given): void {
  programmeById(db, programme);
  if (cohort === null || cohortById(db, cohort).programme === programme) return;
  const started = membersOf(db, cohort).filter(({ startedOn }) => startedOn !== null).length;
  if (started === 0) return;
  throw new Refusal(
    'refused',
    `${counted(started, 'member')} of this cohort ${started === 1 ? 'has' : 'have'} started, so ` +
      'its programme stays. Add a cohort of the other programme.',
    'programme',
  );
}

function writeIntakes(db: WriteDb, cohort: number, intakes: Given['intakes']): void {
  const kept = JSON.stringify(intakes.map(({ on }) => on));
  db.run(
    `DELETE FROM cohort_intake
      WHERE cohort_id = ? AND on_date NOT IN (SELECT value FROM json_each(?))`,
    ...[cohort, kept],
  );
  for (const { on, places } of intakes) {
    db.run(
      `INSERT INTO cohort_intake (cohort_id, on_date, places) VALUES (?, ?, ?)
         ON CONFLICT (cohort_id, on_date) DO UPDATE SET places = excluded.places
          WHERE places IS NOT excluded.places`,
      ...[cohort, on, places],
    );
  }
}

/** Writes the cohort itself; its id. */
function writeCohort(db: WriteDb, { cohort, programme, name, partners, note }: Given): number {
  const held = JSON.stringify(partners);
  if (cohort === null) {
    return db.run(
      'INSERT INTO cohort (programme_id, name, partners, note) VALUES (?, ?, ?, ?)',
      ...[programme, name, held, note],
    ).id;
  }
  db.run(
    `UPDATE cohort SET programme_id = :programme, name = :name, partners = :held, note = :note
      WHERE id = :cohort AND (programme_id, name, partners, note)
        IS NOT (:programme, :name, :held, :note)`,
    { cohort, programme, name, held, note },
  );
  return cohort;
}

export const cohortHandlers: Handlers<Calls> = {
  'cohort.save': (db, given) => {
    const before = given.cohort === null ? null : cohortById(db, given.cohort);
    checkProgramme(db, given);
    checkNameFree(db, given);
    checkIntakes(db, given);
    const cohort = writeCohort(db, given);
    writeIntakes(db, cohort, given.intakes);
    const words = before
      ? `Changed the cohort ${before.name}${before.name === given.name ? '' : `, now ${given.name}`}`
      : `Added the cohort ${given.name} (${programmeById(db, given.programme).name})`;
    return { value: { cohort }, words };
  },

  'cohort.remove': (db, { cohort: id }) => {
    const { name } = cohortById(db, id);
    const members = membersOf(db, id).length;
    if (members > 0) {
      throw new Refusal(
        'refused',
        `${name} has ${counted(members, 'member')}, so it is kept. Take out those added in error ` +
          'first.',
      );
    }
    db.run('DELETE FROM cohort_intake WHERE cohort_id = ?', id);
    db.run('DELETE FROM cohort WHERE id = ?', id);
    return { value: null, words: `Removed the cohort ${name}` };
  },
};
