/** What can be changed of a member in a form of its own. */
import type { IsoDate } from '../../../../domain/calendar.ts';
import type { TimetableChange } from '../../../../domain/asye/types.ts';

export type MemberAction =
  | { kind: 'details' }
  | {
      kind: 'timetable';
      /** The pause or extension to change; a new one otherwise. */
      change: TimetableChange | null;
      /** What a new one begins with. */
      begin: { kind: TimetableChange['kind']; from: IsoDate | null; to: IsoDate | null };
    };
