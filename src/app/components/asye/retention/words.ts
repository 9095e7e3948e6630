/** Shares and intervals of the Retention tab in words. */
import type { From } from '../../../../domain/asye/followed.ts';
import { FEW, type PublishedStayed } from '../../../../domain/asye/retention.ts';
import { formatPercent, formatValue } from '../../../../domain/format.ts';
import type { Interval } from '../../../../domain/statistics/interval.ts';
import { LEFT_OUT, SMALL_BELOW } from '../../../../domain/suppression.ts';
import type { RetentionRow } from './rows.ts';

/** `70.9% to 89.8%`. */
export function intervalWords({ low, high }: Interval): string {
  return `${formatPercent(low)} to ${formatPercent(high)}`;
}

/** `51 of 62`. */
export function countWords({ here, reached }: PublishedStayed): string {
  const said = (count: number | null) => (count === null ? LEFT_OUT : formatValue(count, 'people'));
  return `${said(here)} of ${said(reached)}`;
}

const since = (from: From) => (from === 'start' ? 'starting' : 'completing the programme');

/** What the shares are shares of, and who is here. */
export function definitionOf(from: From): string {
  const origin =
    from === 'start'
      ? 'their first day on the programme (without a cohort, their first day employed here)'
      : 'the day they completed the programme';
  return `Newly qualified social workers employed by the authority, permanently or for a fixed term, counted from ${origin}.`;
}

/** The table's shares, as far as they differ from the chart's curve. */
export const TABLE_DEFINITION = `Employed here at the close of the anniversary, of those who have reached it; somebody who left and came back is here. In brackets Wilson’s 95% interval. Fewer than ${FEW} are too few to compare.`;

export const CURVE_DEFINITION =
  'The curve is the share who have not left, by Kaplan and Meier’s estimate, so those still under way count for the time they have been followed. A return after leaving does not undo it. The band is its 95% interval.';

/** A line of the chart: its name, and its share at each month, null where it is left out. */
interface SummarisedLine {
  row: Pick<RetentionRow, 'name'>;
  points: readonly ({ share: number } | null)[];
}

const YEAR = 12;

function lineWords({ row, points }: SummarisedLine): string {
  const point = points[YEAR];
  const share = point ? formatPercent(point.share) : point === null ? 'left out' : 'nobody yet';
  return `${row.name}, ${share}`;
}

/** The chart's message: what each line shows at 12 months, or when there will be something. */
export function summaryOf(lines: readonly SummarisedLine[], from: From): string {
  if (lines.length === 0) return 'Tick a group in the table to draw it.';
  return `Had not left 12 months after ${since(from)}: ${lines.map(lineWords).join('; ')}.`;
}

export const SMALL_NOTE = `Counts of 1 to ${SMALL_BELOW - 1} are left out, shown as ${LEFT_OUT}, with others that would give them away.`;

/** The same of a chart. */
export const SMALL_POINTS_NOTE = `Points that show 1 to ${SMALL_BELOW - 1} people are left out, with others that would give them away.`;
