/** What a value of each kind of row can be. Messages name the row, because many arrive at once. */
import { cellName, type Measure, type MeasureKind, type Unit } from '../../domain/figures.ts';
import { Refusal } from '../faults.ts';
import type { ReadingEntry, TargetEntry } from './put.ts';

/** The units a kind of row can be counted in; any for `other`. */
const UNITS_OF: Readonly<Partial<Record<MeasureKind, readonly Unit[]>>> = {
  establishment: ['posts', 'people', 'number'],
  vacancies: ['posts', 'people', 'number'],
  vacancyRate: ['percent'],
  recruits: ['people'],
  recruitsTotal: ['people'],
  leavers: ['people'],
  turnoverRate: ['percent'],
  agency: ['people', 'posts', 'number'],
  agencyRate: ['percent'],
};

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  people: 'people',
  posts: 'posts',
  percent: 'percent',
  days: 'days',
  number: 'a plain number',
};

/** Refuses recruits in percent and the like. */
export function checkUnit(
  { kind, unit, label }: Pick<Measure, 'kind' | 'unit' | 'label'>,
  field: string,
): void {
  const allowed = UNITS_OF[kind];
  if (!allowed || allowed.includes(unit)) return;
  const words = allowed.map((one) => UNIT_WORDS[one]).join(' or ');
  throw new Refusal(
    'bad-input',
    `${label} is counted in ${words}, not in ${UNIT_WORDS[unit]}.`,
    field,
  );
}

/** Below zero is posts over establishment for vacancies, and a mistake elsewhere. */
function mayBeNegative(kind: MeasureKind): boolean {
  return kind === 'vacancies' || kind === 'vacancyRate' || kind === 'other';
}

function checkNumber(measure: Measure, value: number | null, cell: string, field: string): void {
  if (value === null) return;
  if (value < 0 && !mayBeNegative(measure.kind)) {
    throw new Refusal('bad-input', `${cell}: enter 0 or more.`, field);
  }
  if (measure.unit === 'percent' && measure.kind !== 'other' && Math.abs(value) > 100) {
    throw new Refusal('bad-input', `${cell}: enter a percentage up to 100.`, field);
  }
}

export function checkReadingValue(
  measure: Measure,
  entry: ReadingEntry,
  startMonth: number,
  at: string,
): void {
  const cell = cellName(measure, entry.year, startMonth);
  if (entry.value === null && entry.status !== 'tbc') {
    throw new Refusal('bad-input', `${cell}: enter a number, or tbc.`, `${at}.value`);
  }
  checkNumber(measure, entry.value, cell, `${at}.value`);
}

export function checkTargetValue(
  measure: Measure,
  entry: TargetEntry,
  startMonth: number,
  at: string,
): void {
  const cell = cellName(measure, entry.year, startMonth);
  if (entry.value === null && entry.status !== 'tbc') {
    throw new Refusal('bad-input', `${cell}: enter a target, or tbc.`, `${at}.value`);
  }
  if (entry.value === null && entry.upper !== null) {
    throw new Refusal('bad-input', `${cell}: enter the minimum as well.`, `${at}.upper`);
  }
  checkNumber(measure, entry.value, cell, `${at}.value`);
  checkNumber(measure, entry.upper, cell, `${at}.upper`);
}
