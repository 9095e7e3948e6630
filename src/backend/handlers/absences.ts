/** Maternity, sickness and the like: away, and still the holder of the post. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import { ABSENCE_REASONS } from '../../domain/records/codes.ts';
import type { AbsenceKind, Engagement } from '../../domain/records/types.ts';
import type { recordsCalls } from '../../contract/records.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { absenceById, absencesOf, engagementById } from './recordRows.ts';
import type { Handlers } from './types.ts';

type AbsenceCalls = 'workforce.beAbsent' | 'workforce.changeAbsence' | 'workforce.removeAbsence';

/** Refuses an absence outside the engagement, backwards, or over another one. */
function checkAbsence(
  db: Db,
  engagement: Engagement,
  from: IsoDate,
  until: IsoDate | null,
  except: number,
): void {
  if (until !== null && until < from) {
    throw new Refusal(
      'bad-input',
      `The last day away, ${dateInWords(until)}, is before the first, ${dateInWords(from)}.`,
      'until',
    );
  }
  if (from < engagement.from) {
    throw new Refusal(
      'bad-input',
      `They start on ${dateInWords(engagement.from)}. Choose a date from then on.`,
      'from',
    );
  }
  if (engagement.to !== null && (until ?? from) > engagement.to) {
    throw new Refusal(
      'bad-input',
      `They leave on ${dateInWords(engagement.to)}. Choose a date up to then.`,
      until === null ? 'from' : 'until',
    );
  }
  const other = absencesOf(db, engagement.id).find(
    (one) =>
      one.id !== except &&
      (one.to === null || one.to >= from) &&
      (until === null || one.from <= until),
  );
  if (!other) return;
  const to = other.to === null ? 'on' : `to ${dateInWords(other.to)}`;
  throw new Refusal(
    'bad-input',
    `They are already away from ${dateInWords(other.from)} ${to}. Change that absence instead.`,
    'from',
  );
}

/** `Maternity…, from 1 May 2022 to 31 January 2023`. */
function absenceInWords(kind: AbsenceKind, from: IsoDate, until: IsoDate | null): string {
  const label = ABSENCE_REASONS.find(({ code }) => code === kind)?.label ?? kind;
  const to = until === null ? '' : ` to ${dateInWords(until)}`;
  return `${label}, from ${dateInWords(from)}${to}`;
}

export const absenceHandlers: Handlers<Pick<typeof recordsCalls, AbsenceCalls>> = {
  'workforce.beAbsent': (db, { engagement: id, kind, from, until }) => {
    const engagement = engagementById(db, id);
    // An open end is cut to the last day worked, where there is one.
    const to = until ?? engagement.to;
    checkAbsence(db, engagement, from, to, 0);
    const { id: absence } = db.run(
      'INSERT INTO absence (engagement_id, kind, from_date, to_date) VALUES (?, ?, ?, ?)',
      ...[id, kind, from, to],
    );
    return { value: { absence }, words: `Recorded an absence: ${absenceInWords(kind, from, to)}` };
  },

  'workforce.changeAbsence': (db, { absence: id, from, until }) => {
    const absence = absenceById(db, id);
    const engagement = engagementById(db, absence.engagement);
    const to = until ?? engagement.to;
    checkAbsence(db, engagement, from, to, id);
    db.run('UPDATE absence SET from_date = ?, to_date = ? WHERE id = ?', from, to, id);
    return {
      value: null,
      words: `Changed an absence: ${absenceInWords(absence.kind, from, to)}`,
    };
  },

  'workforce.removeAbsence': (db, { absence: id }) => {
    const { kind, from, to } = absenceById(db, id);
    db.run('DELETE FROM absence WHERE id = ?', id);
    return {
      value: null,
      words: `Removed an absence made in error: ${absenceInWords(kind, from, to)}`,
    };
  },
};
