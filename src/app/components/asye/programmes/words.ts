/** A programme's template in plain words. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import type {
  DecidingPanel,
  MilestoneKind,
  Offset,
  PaymentKind,
  SupervisionPhase,
} from '../../../../domain/asye/template.ts';
import { lastStart } from '../../../../domain/asye/versions.ts';
import type { ProgrammeVersion } from '../../../../domain/asye/types.ts';
import { counted } from '../../establishment/words.ts';

export const KIND_LABELS: Record<MilestoneKind['kind'], string> = {
  step: 'Step',
  review: 'Review',
  panel: 'Panel',
};
export const DUE_LABELS: Record<PaymentKind['due'], string> = {
  registration: 'on registration',
  completion: 'on completion',
};

/** `3 weeks`, `1 month`. */
export function offsetWords({ unit, count }: Offset): string {
  return counted(count, unit === 'weeks' ? 'week' : 'month');
}

/** `week`, `2 weeks`: after "every". */
function everyWords({ unit, count }: Offset): string {
  const one = unit === 'weeks' ? 'week' : 'month';
  return count === 1 ? one : `${count} ${one}s`;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `Every week for 6 weeks, then every 2 weeks to 6 months, then every month to the end.` */
export function supervisionWords(phases: readonly SupervisionPhase[]): string {
  if (phases.length === 0) return 'None asked for.';
  const steps = phases.map(({ every, until }, at) => {
    const span = until === null ? 'to the end' : `${at === 0 ? 'for' : 'to'} ${offsetWords(until)}`;
    return `every ${everyWords(every)} ${span}`;
  });
  return `${capital(steps.join(', then '))}.`;
}

/** `The first from 4 weeks before the planned end to 2 months after it.` */
export function decidingWords({ before, after }: DecidingPanel): string {
  const early = before.count === 0 ? '' : `${offsetWords(before)} before `;
  const first =
    after === null
      ? before.count === 0
        ? 'The first on or after the planned end.'
        : `The first from ${early}the planned end on.`
      : `The first from ${early}the planned end to ${offsetWords(after)} after it.`;
  return `${first} An earlier one sees progress only.`;
}

/** When people can start on a version: `from 1 September 2012 to 31 March 2027`. */
export function startsWords(
  versions: readonly ProgrammeVersion[],
  version: ProgrammeVersion,
): string {
  const last = lastStart(versions, version);
  const from = `from ${dateInWords(version.appliesFrom)}`;
  return last === null ? from : `${from} to ${dateInWords(last)}`;
}

/** Where a version stands on a day. */
export function versionStanding(
  versions: readonly ProgrammeVersion[],
  version: ProgrammeVersion,
  today: IsoDate,
): 'now' | 'ahead' | 'past' {
  if (version.appliesFrom > today) return 'ahead';
  const last = lastStart(versions, version);
  return last !== null && last < today ? 'past' : 'now';
}

/** `31 March 2027`, or what no closing day means. */
export function closingWords(closesOn: IsoDate | null): string {
  return closesOn === null
    ? 'None set.'
    : `${dateInWords(closesOn)}. Completion is also paid for members still on the programme in that month; nothing is paid after it.`;
}
