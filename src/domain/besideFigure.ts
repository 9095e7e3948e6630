/** What the other of two figures says, beside the one that leads, in words. */
import { dateInWords, type Year } from './calendar.ts';
import { isFact, type Fact } from './facts.ts';
import { readingInUse, type Measure, type PlanFigures, type Unit } from './figures.ts';
import { formatValue } from './format.ts';
import { leadsIn, type LeadChoice, type Leads } from './leading.ts';
import { recordsKey, type RecordsCell } from './records/recordsFigures.ts';

/** Less than this shows as no difference. */
const SHOWN: Record<'percent' | 'other', number> = { percent: 0.05, other: 0.005 };

/** True where two figures are the same as far as they are shown. */
export function isSameShown(difference: number, unit: Unit): boolean {
  return Math.abs(difference) < SHOWN[unit === 'percent' ? 'percent' : 'other'];
}

/** `0.3 percentage points more`, `1 fewer`, `the same`: the records' figure less the reported. */
export function differenceInWords(difference: number, unit: Unit): string {
  if (isSameShown(difference, unit)) return 'the same';
  const size = Math.abs(difference);
  if (unit === 'percent') {
    const points = formatValue(size, 'percent').replace('%', '');
    return `${points} percentage points ${difference > 0 ? 'higher' : 'lower'}`;
  }
  return `${formatValue(size, unit)} ${difference > 0 ? 'more' : 'fewer'}`;
}

/** Both figures of a cell, side by side. */
export interface FigurePair {
  leads: Leads;
  /** Somebody chose which leads. */
  chosen: boolean;
  cell: RecordsCell;
  /** Records' figure against the reported one, in a sentence. */
  words: string;
}

/** The two figures of a cell; null where the records have none for it. */
export function figurePair(
  figures: PlanFigures,
  cells: ReadonlyMap<string, RecordsCell>,
  choices: readonly LeadChoice[],
  measure: Measure,
  year: Year,
): FigurePair | null {
  const cell = cells.get(recordsKey(measure.id, year));
  if (!cell) return null;
  const { leads, chosen } = leadsIn(figures, cells, choices, measure.id, year);
  const reading = readingInUse(figures, measure.id, year);
  const reported = isFact(reading) ? reading : null;
  return { leads, chosen, cell, words: pairWords(cell, leads, reported, measure) };
}

function pairWords(
  cell: RecordsCell,
  leads: Leads,
  reported: Fact | null,
  measure: Measure,
): string {
  const { shortfall } = cell;
  const words = comparedWords(cell, leads, reported, measure);
  // Chosen all the same, or not: what a reader has to know of records that do not reach.
  return shortfall && words ? `${words} On record: ${shortfall}.` : words;
}

function comparedWords(
  { alike, latest, difference }: RecordsCell,
  leads: Leads,
  reported: Fact | null,
  { unit }: Measure,
): string {
  const said = reported && `${formatValue(reported.value, unit)} at ${dateInWords(reported.asAt)}`;
  if (difference !== null && alike) {
    const words = differenceInWords(difference, unit);
    const than = words === 'the same' ? 'the same' : `${words} than reported`;
    const records = formatValue(alike.value, unit);
    return leads === 'reported'
      ? `From records: ${records} at ${dateInWords(alike.asAt)}, ${than}.`
      : `Reported: ${said}. Records then: ${records}, ${than}.`;
  }
  const shown = latest ?? alike;
  if (!shown) return '';
  if (leads === 'records')
    return said ? `Reported: ${said}.` : 'Nothing is reported for this year.';
  return `From records: ${formatValue(shown.value, unit)} at ${dateInWords(shown.asAt)}.`;
}
