/** Time in service: how long people have been employed without a break. */
import type { IsoDate } from '../calendar.ts';
import { completedYears, dateOf, dayOf } from './days.ts';
import { indexRecords, type WorkPiece } from './indexRecords.ts';
import type { RecordsScope } from './scope.ts';
import { piecesAt } from './stock.ts';
import type { Millionths, PlanRecords } from './types.ts';

/** The bands exit rates are published by (DOMAIN.md §9): from `from` years, under `under`. */
export const SERVICE_BANDS = [
  { id: 'under-2', from: 0, under: 2, label: 'Under 2 years' },
  { id: '2-5', from: 2, under: 5, label: '2 to 5 years' },
  { id: '5-10', from: 5, under: 10, label: '5 to 10 years' },
  { id: '10-20', from: 10, under: 20, label: '10 to 20 years' },
  { id: '20-30', from: 20, under: 30, label: '20 to 30 years' },
  { id: 'over-30', from: 30, under: Infinity, label: '30 years or more' },
] as const;
export type ServiceBand = (typeof SERVICE_BANDS)[number];

/**
 * The band of somebody's service from its first day to a date. A second anniversary is in
 * the band that begins with it: 1 April 2023 to 1 April 2025 is '2-5'.
 */
export function serviceBandOf(from: IsoDate, to: IsoDate): ServiceBand {
  const years = completedYears(from, to);
  return SERVICE_BANDS.find((band) => years < band.under)!;
}

/** A row of a breakdown. */
export interface ServiceRow {
  band: ServiceBand;
  headcount: number;
  fte: Millionths;
}

/**
 * Employees in post at the close of a date by time in service. Service is the unbroken spell:
 * a change of contract continues it, a rehire begins it again.
 */
export function timeInServiceAt(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
): ServiceRow[] {
  const index = indexRecords(records);
  const day = dayOf(date);
  const employed = piecesAt(records, date, scope).filter(
    (piece): piece is WorkPiece => piece.kind === 'employed',
  );
  const rows = SERVICE_BANDS.map((band): ServiceRow => ({ band, headcount: 0, fte: 0 }));
  const seen = new Set<number>();
  for (const piece of employed) {
    const spell = index.spellsOf
      .get(piece.worker)!
      .find((one) => one.start <= day && day <= one.end)!;
    const band = serviceBandOf(dateOf(spell.start), date);
    const row = rows[SERVICE_BANDS.indexOf(band)]!;
    row.fte += piece.fte;
    if (seen.has(piece.worker)) continue;
    seen.add(piece.worker);
    row.headcount++;
  }
  return rows;
}
