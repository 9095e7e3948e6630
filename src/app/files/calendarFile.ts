/** Calendar entries as an iCalendar file (RFC 5545), which Outlook and others import. */
import ical, {
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { CalendarEntry } from '../../domain/asye/calendarEntries.ts';
import { daysBetween } from '../../domain/calendar.ts';

const PRODUCT = { company: 'Tenure', product: 'ASYE', language: 'EN' };
/** A file's sequence number is its day's, so that a later file's entries replace an earlier one's. */
const FIRST_DAY = '2000-01-01';

const midnight = (date: string) => new Date(`${date}T00:00:00Z`);

/** Control characters have no place in a line of text; RFC 5545 allows the tab alone. */
const plain = (text: string) => text.replace(/[^\P{Cc}\t]+/gu, ' ');

/**
 * All-day entries, free rather than busy. Importing a later file changes an entry in place,
 * since its id stays.
 *
 * @param now - when the file is made, ISO date and time in UTC: each entry says so.
 */
export function calendarText(name: string, entries: readonly CalendarEntry[], now: string): string {
  const calendar = ical({ name: plain(name), prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH });
  const sequence = daysBetween(FIRST_DAY, now.slice(0, 10));
  for (const { uid, on, title, about } of entries) {
    calendar.createEvent({
      ...{ id: uid, sequence, stamp: new Date(now), start: midnight(on), allDay: true },
      ...{ summary: plain(title), description: plain(about) },
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The library leaves the last line without its end.
  return `${calendar.toString()}\r\n`;
}

/** The file's content. */
export function calendarBlob(...about: Parameters<typeof calendarText>): Blob {
  return new Blob([calendarText(...about)], { type: 'text/calendar;charset=utf-8' });
}
