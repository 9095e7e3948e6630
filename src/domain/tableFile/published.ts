/** The table as councils print it: years across, rows down, the target under each actual. */
import { dateInWords, yearLabel, type IsoDate, type Year } from '../calendar.ts';
import {
  latestReadingDate,
  measuresInOrder,
  readingInUse,
  scopeInUse,
  targetInForce,
  yearsOf,
  type Measure,
  type PlanFigures,
  type Reading,
  type Target,
} from '../figures.ts';
import { definitionOf } from '../measures.ts';
import { writeTarget } from '../readCell.ts';
import type { FileCell } from '../tableFile.ts';

/** One line of the printed table. */
export interface PublishedLine {
  style: 'title' | 'about' | 'heading' | 'actual' | 'target' | 'note';
  /** Numbers of this line are percentages. */
  percent: boolean;
  cells: FileCell[];
}

/** The words as written where there are any; a number that can be calculated with otherwise. */
function readingCell(reading: Reading | null, percent: boolean): FileCell {
  if (reading === null) return null;
  if (reading.text !== '') return reading.text;
  if (reading.value === null) return 'tbc';
  const words = [
    ...(reading.inProgress === null ? [] : [`(further ${reading.inProgress} in progress)`]),
    ...(reading.status === 'actual' || reading.status === 'part-year' ? [] : [reading.status]),
  ];
  if (words.length === 0) return reading.value;
  return [`${reading.value}${percent ? '%' : ''}`, ...words].join(' ');
}

function targetCell(target: Target | null, measure: Measure): FileCell {
  if (target === null) return null;
  if (target.status === 'set' && target.upper === null && target.value !== null) {
    return target.value;
  }
  return writeTarget(target, measure);
}

/**
 * The table in use, for people to read: the reading in use and the target in force of each
 * year, with what they count, where they come from and their notes. A copy to look at:
 * the figures themselves travel in `writeTable`'s rows.
 *
 * @param asAt - the day the plan is looked at as at.
 */
export function publishedSheet(figures: PlanFigures, asAt: IsoDate | null = null): PublishedLine[] {
  const { settings } = figures;
  const years = yearsOf(settings);
  const measures = measuresInOrder(figures);
  const latest = latestReadingDate(figures);
  const scope = scopeInUse(figures);
  const line = (style: PublishedLine['style'], cells: FileCell[], percent = false) => ({
    style,
    percent,
    cells,
  });
  const about = [
    settings.organisation,
    ...(asAt === null ? [] : [`As at ${dateInWords(asAt)}`]),
    `Latest figures: ${latest === null ? 'none yet' : dateInWords(latest)}`,
    ...(scope === null ? [] : [`Scope: ${scope.name}`]),
    settings.classification,
  ];
  return [
    line('title', [settings.name]),
    ...about.map((words) => line('about', [words])),
    line('heading', ['', ...years.map((year) => yearLabel(year, settings.yearStartMonth))]),
    ...measures.flatMap((measure) => measureLines(figures, measure, years)),
    line('heading', ['Notes and definitions']),
    ...measures.flatMap((measure) => noteLines(figures, measure, years)),
  ];
}

function measureLines(figures: PlanFigures, measure: Measure, years: Year[]): PublishedLine[] {
  const percent = measure.unit === 'percent';
  const actuals = years.map((year) =>
    readingCell(readingInUse(figures, measure.id, year), percent),
  );
  const targets = years.map((year) =>
    targetCell(targetInForce(figures, measure.id, year), measure),
  );
  return [
    { style: 'actual', percent, cells: [measure.label, ...actuals] },
    ...(targets.some((cell) => cell !== null)
      ? [{ style: 'target' as const, percent, cells: ['Target', ...targets] }]
      : []),
  ];
}

function noteLines(figures: PlanFigures, measure: Measure, years: Year[]): PublishedLine[] {
  const { basis, yearStartMonth } = figures.settings;
  const definition: PublishedLine = {
    style: 'note',
    percent: false,
    cells: [`${measure.label}: ${definitionOf(measure.kind, basis)}`],
  };
  const notes = years.flatMap((year): PublishedLine[] => {
    const reading = readingInUse(figures, measure.id, year);
    if (reading === null || reading.note === '') return [];
    const words = `${measure.label}, ${yearLabel(year, yearStartMonth)}: ${reading.note}`;
    return [{ style: 'note', percent: false, cells: [words] }];
  });
  return [definition, ...notes];
}
