/** A cohort's intakes, as forms and tables use them. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import type { AsyeRecords, Intake } from '../../../../domain/asye/types.ts';

/** A cohort's intakes, earliest first. */
export function intakesOf({ intakes }: Pick<AsyeRecords, 'intakes'>, cohort: number): Intake[] {
  return intakes.filter((one) => one.cohort === cohort).sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The day of the next intake, or of the last where all have been; null where there is none. */
export function nextIntake(
  rows: Pick<AsyeRecords, 'intakes'>,
  cohort: number,
  day: IsoDate,
): IsoDate | null {
  const intakes = intakesOf(rows, cohort);
  return (intakes.find(({ on }) => on >= day) ?? intakes.at(-1))?.on ?? null;
}

/** "1 September 2025, 12 places". */
export function intakeWords({ on, places }: Pick<Intake, 'on' | 'places'>): string {
  const known =
    places === null ? 'places not known yet' : `${places} place${places === 1 ? '' : 's'}`;
  return `${dateInWords(on)}, ${known}`;
}
