/** The checks that the dates of what a member has done share. */
import { dateInWords, type IsoDate } from '../../domain/calendar.ts';
import type { Member, ProgrammeVersion } from '../../domain/asye/types.ts';
import type { Db } from '../db.ts';
import { Refusal } from '../faults.ts';
import { versionById } from './asyeRows.ts';

/** Refuses a date still to come. */
export function checkNotAhead(on: IsoDate, today: IsoDate, what: string, field: string): void {
  if (on <= today) return;
  throw new Refusal(
    'bad-input',
    `${what} on ${dateInWords(on)} is still to come. Enter a date up to today, ${dateInWords(today)}.`,
    field,
  );
}

/** The member's first day, or a refusal: before it there is nothing to record. */
export function startOf({ startedOn }: Member, field: string): IsoDate {
  if (startedOn !== null) return startedOn;
  throw new Refusal(
    'bad-input',
    'This member has not started the programme. Record their first day first.',
    field,
  );
}

/** Refuses a date before the member's first day on the programme. */
export function checkSinceStart(member: Member, on: IsoDate, field: string): void {
  const startedOn = startOf(member, field);
  if (on >= startedOn) return;
  throw new Refusal(
    'bad-input',
    `${dateInWords(on)} is before this member started, on ${dateInWords(startedOn)}. ` +
      'Enter a date from then on.',
    field,
  );
}

/** The version a member started on. */
export function versionOf(db: Db, member: Member, field: string): ProgrammeVersion {
  startOf(member, field);
  return versionById(db, member.version ?? 0);
}
