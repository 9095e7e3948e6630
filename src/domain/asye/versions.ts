/** Which version of a programme holds for whom. */
import { addDays, type IsoDate } from '../calendar.ts';
import type { ProgrammeVersion } from './types.ts';

/** A programme's versions, earliest first. */
export function versionsOf(
  versions: readonly ProgrammeVersion[],
  programme: number,
): ProgrammeVersion[] {
  return versions
    .filter((version) => version.programme === programme)
    .sort((a, b) => (a.appliesFrom < b.appliesFrom ? -1 : 1));
}

/** The version for somebody who starts on a day; null where the programme takes nobody then. */
export function versionFor(
  versions: readonly ProgrammeVersion[],
  programme: number,
  startsOn: IsoDate,
): ProgrammeVersion | null {
  const latest = versionsOf(versions, programme)
    .filter(({ appliesFrom }) => appliesFrom <= startsOn)
    .at(-1);
  if (!latest || (latest.appliesTo !== null && latest.appliesTo < startsOn)) return null;
  return latest;
}

/**
 * The last day somebody can start on a version: its own, or the day before the next version's
 * first, whichever comes first; null where there is no end.
 */
export function lastStart(
  versions: readonly ProgrammeVersion[],
  { programme, appliesFrom, appliesTo }: ProgrammeVersion,
): IsoDate | null {
  const next = versionsOf(versions, programme).find((one) => one.appliesFrom > appliesFrom);
  const before = next ? addDays(next.appliesFrom, -1) : null;
  if (appliesTo === null || before === null) return appliesTo ?? before;
  return appliesTo < before ? appliesTo : before;
}
