/** Dates typed into a form: day, month, year, in words or figures. */
import type { IsoDate } from '../../domain/calendar.ts';
import { readDate } from '../../domain/cell/writtenDate.ts';

export const DATE_HELP = 'Day, month, year: 12 November 2021 or 12/11/2021';

/** The date, or null when it is none. Spaces part its figures as well as dots and slashes do. */
export function readTypedDate(text: string, near = 2020): IsoDate | null {
  const tidy = text.trim().replace(/\s+/g, ' ');
  return readDate(/^\d+ \d+ \d+$/.test(tidy) ? tidy.replaceAll(' ', '/') : tidy, near);
}
