/** How the journal writes values: as people would. */
import { dateInWords } from '../../domain/calendar.ts';
import type { Measure, Reading, Target } from '../../domain/figures.ts';
import { ONE_FTE, type Millionths } from '../../domain/records/types.ts';

/** `12.5%`, `319`, `tbc`, `38 (tbc)`. */
export function valueInWords(
  { value, status }: { value: number | null; status: string },
  unit: Measure['unit'],
): string {
  if (value === null) return 'tbc';
  const number = unit === 'percent' ? `${value}%` : String(value);
  return status === 'tbc' ? `${number} (tbc)` : number;
}

/** `18 (further 1 in progress) as at 12 November 2021`. */
export function readingInWords(
  reading: Pick<Reading, 'value' | 'status' | 'inProgress' | 'asAt'>,
  unit: Measure['unit'],
): string {
  const further = reading.inProgress === null ? '' : ` (further ${reading.inProgress} in progress)`;
  return `${valueInWords(reading, unit)}${further} as at ${dateInWords(reading.asAt)}`;
}

/** `20`, or `20 to 25` for a minimum and an upper threshold. */
export function targetInWords(
  target: Pick<Target, 'value' | 'upper' | 'status'>,
  unit: Measure['unit'],
): string {
  const value = valueInWords(target, unit);
  return target.upper === null
    ? value
    : `${value} to ${valueInWords({ value: target.upper, status: 'set' }, unit)}`;
}

/** `1 figure`, `12 figures`. */
export function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** `: two additional posts agreed`, or nothing where no reason was given. */
export function because(reason: string): string {
  const given = reason.trim();
  return given === '' ? '' : `: ${given}`;
}

/** An FTE in millionths: `1 FTE`, `0.6 FTE`, `0.666667 FTE`. */
export function fteInWords(fte: Millionths): string {
  return `${fte / ONE_FTE} FTE`;
}
