/** What each cell of the Targets table shows, worked out once for each change of the figures. */
import { dateInWords, endOfYear, type IsoDate, type Year } from '../../domain/calendar.ts';
import { figureOfMeasure } from '../../domain/derived.ts';
import {
  measuresInOrder,
  readingInUse,
  readingsOf,
  targetInForce,
  targetRevisions,
  type Measure,
  type PlanFigures,
  type Reading,
  type Target,
} from '../../domain/figures.ts';
import { isSameShown } from '../../domain/besideFigure.ts';
import { formatSigned, formatValue } from '../../domain/format.ts';
import { recordsKey, type RecordsCell } from '../../domain/records/recordsFigures.ts';
import { judge, type Judgement } from '../../domain/rating.ts';
import type { CellKind } from '../../domain/readCell.ts';
import type { Warning } from '../../domain/warnings.ts';

/** How many of each thing stand behind a cell; 0 shows no marker. */
export interface CellMarks {
  /** Notes, and words written beside what is to be confirmed. A target's reason is no note. */
  notes: number;
  /** Readings of the cell beyond the one in use, or earlier revisions of its target. */
  others: number;
  warnings: number;
}

export interface CellView {
  /** `18`, `12.5%`, `tbc`, `target 20`; '' for an empty cell. */
  figure: string;
  /** What qualifies the figure: `+1 in progress`, `tbc`, `provisional`, `calculated`, `at 31 January 2019`. */
  qualifiers: string[];
  /** The words as written and the note, for whoever rests the mouse on the figure. */
  hover: string;
  /** Readings only; null where nothing is rated. */
  rated: Judgement | null;
  marks: CellMarks;
}

/** A cell that says nothing. */
export const EMPTY: CellView = {
  figure: '',
  qualifiers: [],
  hover: '',
  rated: null,
  marks: { notes: 0, others: 0, warnings: 0 },
};

export function cellKey(measure: number, year: Year, kind: CellKind): string {
  return `${kind}:${measure}:${year}`;
}

/**
 * The figures with only the targets that were in force at the close of a date: the table
 * as it stood then. Readings are not dated by when they were learnt, so they all stay.
 */
export function withTargetsAsAt(figures: PlanFigures, date: IsoDate | null): PlanFigures {
  if (date === null) return figures;
  return { ...figures, targets: figures.targets.filter((target) => target.setOn <= date) };
}

/** The date most of a year's figures in use were taken at, or null for a year with none. */
export function columnDate(figures: PlanFigures, year: Year): IsoDate | null {
  const counts = new Map<IsoDate, number>();
  for (const measure of measuresInOrder(figures)) {
    const reading = readingInUse(figures, measure.id, year);
    if (reading) counts.set(reading.asAt, (counts.get(reading.asAt) ?? 0) + 1);
  }
  const dates = [...counts].sort(([a, n], [b, m]) => m - n || b.localeCompare(a));
  return dates[0]?.[0] ?? null;
}

/** `at 12 November 2021` where a year's figures were taken before its end; else ''. */
export function columnDateWords(figures: PlanFigures, year: Year): string {
  const date = columnDate(figures, year);
  const end = endOfYear(year, figures.settings.yearStartMonth);
  return date === null || date === end ? '' : `at ${dateInWords(date)}`;
}

/** The figures of the table, as reported and as they lead. */
export interface TableFigures {
  shown: PlanFigures;
  /** What ratings follow. */
  leading: PlanFigures;
}

/**
 * Every cell's view by its key.
 *
 * @param cells - the records' figures to show beside the reported ones, or null.
 */
export function cellViews(
  { shown: figures, leading }: TableFigures,
  measures: readonly Measure[],
  years: readonly Year[],
  warnings: readonly Warning[],
  cells: ReadonlyMap<string, RecordsCell> | null = null,
): Map<string, CellView> {
  const warned = new Map<string, number>();
  for (const { measure, year, appliesTo } of warnings) {
    if (measure === null) continue;
    const key = cellKey(measure, year, appliesTo);
    warned.set(key, (warned.get(key) ?? 0) + 1);
  }
  const views = new Map<string, CellView>();
  for (const year of years) {
    const usual = columnDate(figures, year);
    for (const measure of measures) {
      for (const kind of ['reading', 'target'] as const) {
        const key = cellKey(measure.id, year, kind);
        const view =
          kind === 'reading'
            ? readingView({ shown: figures, leading }, measure, year, usual, cells)
            : targetView(figures, measure, year);
        view.marks.warnings = warned.get(key) ?? 0;
        views.set(key, view);
      }
    }
  }
  return views;
}

function readingView(
  { shown: figures, leading }: TableFigures,
  measure: Measure,
  year: Year,
  usual: IsoDate | null,
  cells: ReadonlyMap<string, RecordsCell> | null,
): CellView {
  const readings = readingsOf(figures, measure.id, year);
  const inUse = readingInUse(figures, measure.id, year);
  const judged = judge(leading, measure.id, year);
  const { figure, qualifiers } = inUse
    ? shownReading(inUse, measure, usual)
    : shownCalculation(figures, measure, year);
  const cell = cells?.get(recordsKey(measure.id, year));
  return {
    figure,
    qualifiers: [...qualifiers, ...(cell ? recordsWords(cell, measure) : [])],
    hover: inUse ? hoverWords(inUse.text, inUse.note) : '',
    rated: judged.rating === 'not-rated' ? null : judged,
    marks: {
      notes: inUse ? countWords(inUse.note, inUse) : 0,
      others: Math.max(0, readings.length - 1),
      warnings: 0,
    },
  };
}

function shownReading(reading: Reading, measure: Measure, usual: IsoDate | null) {
  const { value, status, inProgress, asAt } = reading;
  const qualifiers: string[] = [];
  if (status === 'tbc' && value !== null) qualifiers.push('tbc');
  if (status === 'provisional' || status === 'planned') qualifiers.push(status);
  if (inProgress !== null && inProgress > 0) qualifiers.push(`+${inProgress} in progress`);
  if (asAt !== usual) qualifiers.push(`at ${dateInWords(asAt)}`);
  return { figure: value === null ? 'tbc' : formatValue(value, measure.unit), qualifiers };
}

/** `records 36.4 (+0.4)`: the records' figure, and how far it is from the reported one. */
function recordsWords({ alike, latest, difference }: RecordsCell, { unit }: Measure): string[] {
  if (alike && difference !== null) {
    if (isSameShown(difference, unit)) return ['records agree'];
    return [`records ${formatValue(alike.value, unit)} (${formatSigned(round(difference, unit))})`];
  }
  return latest ? [`records ${formatValue(latest.value, unit)}`] : [];
}

/** As many decimals as the figure itself is shown with. */
function round(value: number, unit: Measure['unit']): number {
  return Number(value.toFixed(unit === 'percent' ? 1 : 2));
}

function shownCalculation(figures: PlanFigures, measure: Measure, year: Year) {
  const figure = figureOfMeasure(figures, measure.id, year);
  if (figure === null || figure.value === null) return { figure: '', qualifiers: [] };
  return { figure: formatValue(figure.value, measure.unit), qualifiers: ['calculated'] };
}

function targetView(figures: PlanFigures, measure: Measure, year: Year): CellView {
  const target = targetInForce(figures, measure.id, year);
  const revisions = targetRevisions(figures, measure.id, year);
  return {
    figure: target ? `target ${targetInWords(target, measure)}` : '',
    qualifiers: [],
    hover: target ? hoverWords(target.text, target.reason) : '',
    rated: null,
    marks: {
      notes: target ? countWords('', target) : 0,
      others: Math.max(0, revisions.length - 1),
      warnings: 0,
    },
  };
}

/** `20`, `38 tbc`, `85 to 90`, `tbc`. */
export function targetInWords(
  target: Pick<Target, 'value' | 'upper' | 'status'>,
  measure: Pick<Measure, 'unit'>,
): string {
  if (target.value === null) return 'tbc';
  const least = formatValue(target.value, measure.unit);
  const range = target.upper === null ? '' : ` to ${formatValue(target.upper, measure.unit)}`;
  return `${least}${range}${target.status === 'tbc' ? ' tbc' : ''}`;
}

/** `18, 1 in progress`: a reading in a sentence, without its date. */
export function readingInWords(reading: Reading, measure: Pick<Measure, 'unit'>): string {
  const words = [reading.value === null ? 'tbc' : formatValue(reading.value, measure.unit)];
  if (reading.status === 'tbc' && reading.value !== null) words.push('tbc');
  if (reading.status === 'provisional' || reading.status === 'planned') words.push(reading.status);
  if (reading.status === 'part-year') words.push('part of the year');
  if (reading.inProgress) words.push(`${reading.inProgress} in progress`);
  return words.join(', ');
}

function hoverWords(text: string, note: string): string {
  return [text === '' ? '' : `“${text}”`, note].filter((words) => words !== '').join(' ');
}

function countWords(note: string, fact: Pick<Reading | Target, 'status' | 'text'>): number {
  return (note === '' ? 0 : 1) + (fact.status === 'tbc' && fact.text !== '' ? 1 : 0);
}

/** `1 warning`, `3 warnings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
