/** What a file would change in a plan's table, figure by figure, to show before it is done. */
import { dateInWords, yearLabel } from '../calendar.ts';
import { formatValue } from '../format.ts';
import type { Unit } from '../figures.ts';
import {
  STATUS_WORDS,
  type TableContent,
  type TableReading,
  type TableTarget,
} from '../tableFile.ts';
import { nameKey } from './names.ts';

/** A figure that the file adds, or changes. */
export interface FigureChange {
  /** `Vacancies, 2021-22, at 12 November 2021`. */
  what: string;
  /** What the plan has; null when the figure is new. */
  before: string | null;
  after: string;
}

function readingKey(reading: TableReading): string {
  const { measure, year, asAt, source } = reading;
  return [nameKey(measure), year, asAt, nameKey(source)].join('\n');
}

function targetKey(target: TableTarget): string {
  const { measure, year, quarter, setOn, source } = target;
  return [nameKey(measure), year, quarter, setOn, nameKey(source)].join('\n');
}

function readingWords(reading: TableReading, unit: Unit): string {
  const value = reading.value === null ? '' : formatValue(reading.value, unit);
  return [
    value,
    reading.status === 'actual' ? '' : STATUS_WORDS[reading.status].toLowerCase(),
    reading.inProgress === null ? '' : `${reading.inProgress} in progress`,
    reading.chosen ? 'chosen' : '',
    reading.text === '' ? '' : `“${reading.text}”`,
    reading.note === '' ? '' : `note: ${reading.note}`,
  ]
    .filter((word) => word !== '')
    .join(', ');
}

function targetWords(target: TableTarget, unit: Unit): string {
  const value = target.value === null ? '' : formatValue(target.value, unit);
  const upper = target.upper === null ? '' : ` to ${formatValue(target.upper, unit)}`;
  return [
    value + upper,
    target.status === 'tbc' ? 'tbc' : '',
    target.text === '' ? '' : `“${target.text}”`,
    target.reason,
  ]
    .filter((word) => word !== '')
    .join(', ');
}

/**
 * The figures of a file that the plan does not have, or has otherwise, in the file's order.
 * Names are compared as the plan compares them: capitals make no difference.
 */
export function compareTables(
  plan: TableContent,
  file: TableContent,
  startMonth: number,
): FigureChange[] {
  const units = new Map(
    [...plan.measures, ...file.measures].map(({ label, unit }) => [nameKey(label), unit]),
  );
  const unitOf = ({ measure }: { measure: string }) => units.get(nameKey(measure)) ?? 'number';
  const readings = new Map(plan.readings.map((reading) => [readingKey(reading), reading]));
  const targets = new Map(plan.targets.map((target) => [targetKey(target), target]));

  /** The scope is said only where it changes. */
  const change = <Figure extends TableReading | TableTarget>(
    what: string,
    known: Figure | undefined,
    figure: Figure,
    words: (figure: Figure, unit: Unit) => string,
  ): FigureChange[] => {
    const unit = unitOf(figure);
    const moved = known !== undefined && nameKey(known.scope) !== nameKey(figure.scope);
    const said = (of: Figure) => words(of, unit) + (moved ? `, ${of.scope}` : '');
    const before = known === undefined ? null : said(known);
    const after = said(figure);
    return before === after ? [] : [{ what, before, after }];
  };
  return [
    ...file.readings.flatMap((reading) => {
      const known = readings.get(readingKey(reading));
      // A reading is never taken out of use by a file that does not choose it.
      const after = { ...reading, chosen: reading.chosen || (known?.chosen ?? false) };
      const year = yearLabel(reading.year, startMonth);
      return change(
        `${reading.measure}, ${year}, at ${dateInWords(reading.asAt)}`,
        known,
        after,
        readingWords,
      );
    }),
    ...file.targets.flatMap((target) => {
      const known = targets.get(targetKey(target));
      const year = yearLabel(target.year, startMonth);
      const quarter = target.quarter === null ? '' : `, quarter ${target.quarter}`;
      return change(
        `Target for ${target.measure}, ${year}${quarter}, set on ${dateInWords(target.setOn)}`,
        known,
        target,
        targetWords,
      );
    }),
  ];
}
