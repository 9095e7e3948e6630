/** The table of shares as a file. */
import { dateInWords, type IsoDate } from '../../../../domain/calendar.ts';
import type { From } from '../../../../domain/asye/followed.ts';
import type { Grouping, PublishedStayed } from '../../../../domain/asye/retention.ts';
import type { FileCell } from '../../../../domain/tableFile.ts';
import { LEFT_OUT } from '../../../../domain/suppression.ts';
import { FROM_LABELS, GROUPING_LABELS, type RetentionRow } from './rows.ts';
import { definitionOf, SMALL_NOTE, TABLE_DEFINITION } from './words.ts';

const percent = (share: number) => Math.round(share * 1000) / 10;

/** Reached, here, share and interval; where a count is left out, so is the rest that tells it. */
function cellsOf({ reached, here, share, interval }: PublishedStayed): FileCell[] {
  if (reached === 0) return [0, null, null, null, null];
  const known = share !== null && interval !== null;
  return [
    reached ?? LEFT_OUT,
    here ?? LEFT_OUT,
    known ? percent(share) : LEFT_OUT,
    known ? percent(interval.low) : LEFT_OUT,
    known ? percent(interval.high) : LEFT_OUT,
  ];
}

/**
 * The rows of the file: what they are, then a line for each group.
 *
 * @param withSmall - counts of 1 to 4 as they are.
 */
export function shareFileRows(
  rows: readonly RetentionRow[],
  { from, by, asAt, withSmall }: { from: From; by: Grouping; asAt: IsoDate; withSmall: boolean },
): FileCell[][] {
  const months = rows[0]?.group.stayed.map((one) => one.months) ?? [];
  const per = (month: number) => [
    `Reached ${month} months`,
    `Here at ${month} months`,
    `Share at ${month} months (%)`,
    'from (%)',
    'to (%)',
  ];
  return [
    [`Retention of newly qualified social workers, by ${GROUPING_LABELS[by].toLowerCase()}`],
    [`${definitionOf(from)} ${TABLE_DEFINITION}`],
    [`${FROM_LABELS[from]}. As at ${dateInWords(asAt)}. Source: records and cohorts in the plan.`],
    ...(withSmall ? [] : [[SMALL_NOTE]]),
    [],
    [GROUPING_LABELS[by], ...months.flatMap(per)],
    ...rows.map((row) => [
      row.name,
      ...(withSmall ? row.group.stayed : row.published).flatMap(cellsOf),
    ]),
  ];
}
