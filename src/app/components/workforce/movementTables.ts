/** The movements of a period month by month, and what is known of who came and went. */
import { addDays, dateInWords, endOfMonth, monthInWords } from '../../../domain/calendar.ts';
import {
  leaversByDestination,
  leaversByReason,
  leaversByService,
  startersByOrigin,
  type BreakdownRow,
} from '../../../domain/records/breakdowns.ts';
import { monthEnds } from '../../../domain/records/days.ts';
import type { Movement, MovementKind, Movements } from '../../../domain/records/movements.ts';
import { serviceBandOf } from '../../../domain/records/service.ts';
import { formatValue } from '../../../domain/format.ts';
import { positionOf } from '../../charts/axis.ts';
import type { Axis, ChartTable, LineSeries } from '../../charts/types.ts';
import { signedFte } from '../establishment/words.ts';
import { peopleText } from './words.ts';

/** A column of the monthly table. People are counted; changes of hours are FTE. */
export interface MovementColumn {
  kind: MovementKind;
  label: string;
  inFte?: boolean;
}

export const COLUMNS: readonly MovementColumn[] = [
  { kind: 'starters', label: 'Starters' },
  { kind: 'leavers', label: 'Leavers' },
  { kind: 'transfers', label: 'Moves within' },
  { kind: 'movesIn', label: 'Moves in' },
  { kind: 'movesOut', label: 'Moves out' },
  { kind: 'hoursChanges', label: 'Hours (FTE)', inFte: true },
  { kind: 'secondedOut', label: 'Seconded out' },
  { kind: 'secondedBack', label: 'Back' },
  { kind: 'secondmentsIn', label: 'Seconded in' },
  { kind: 'secondmentsInEnded', label: 'In, ended' },
  { kind: 'agencyStarts', label: 'Agency starts' },
  { kind: 'agencyEnds', label: 'Agency ends' },
];

export interface MonthRow {
  label: string;
  /** The movements of the month, by kind. */
  of: Record<MovementKind, Movement[]>;
}

/** The columns that anything happened in; starters and leavers whatever happened. */
export function columnsOf(movements: Movements): MovementColumn[] {
  return COLUMNS.filter(
    ({ kind }) => kind === 'starters' || kind === 'leavers' || movements[kind].length > 0,
  );
}

const inSpan = (movements: readonly Movement[], from: string, to: string) =>
  movements.filter(({ date }) => date >= from && date <= to);

/** A row for each month of the period, the last to its end; the latest first. */
export function monthRows(movements: Movements): MonthRow[] {
  const { from, to } = movements;
  const rows: MonthRow[] = [];
  for (let start = from; start <= to;) {
    const monthEnd = endOfMonth(start);
    const end = monthEnd < to ? monthEnd : to;
    const whole = start.endsWith('-01') && end === monthEnd;
    const of = Object.fromEntries(
      COLUMNS.map(({ kind }) => [kind, inSpan(movements[kind], start, end)]),
    ) as Record<MovementKind, Movement[]>;
    const month = monthInWords(start);
    const part =
      start.endsWith('-01') || end !== monthEnd
        ? `${month}, to ${dateInWords(end).split(' ')[0] ?? ''}`
        : `${month}, from ${dateInWords(start).split(' ')[0] ?? ''}`;
    rows.push({ label: whole ? month : part, of });
    start = addDays(end, 1);
  }
  return rows.reverse();
}

/** What a cell of the monthly table says. */
export function cellText(column: MovementColumn, some: readonly Movement[]): string {
  if (!column.inFte) return formatValue(some.length, 'people');
  return signedFte(some.reduce((all, { fte }) => all + fte, 0));
}

/** Starters and leavers by month, as two lines. */
export function movementLines(movements: Movements, rows: readonly MonthRow[]) {
  const inOrder = [...rows].reverse();
  const ends = monthEnds(movements.from, endOfMonth(movements.to));
  const at = (index: number) => positionOf(ends[index] ?? movements.to);
  const line = (kind: 'starters' | 'leavers', name: string): LineSeries => ({
    name,
    drawnAs: 'actual',
    points: inOrder.map((row, index) => ({
      at: at(index),
      value: row.of[kind].length,
      words: `${row.label}: ${peopleText(row.of[kind].length)}, ${name.toLowerCase()}`,
    })),
  });
  const axis: Axis = {
    from: at(0) - 0.5,
    to: at(inOrder.length - 1) + 0.5,
    ticks: inOrder.map((row, index) => ({ at: at(index), label: shortMonth(row.label) })),
  };
  const table: ChartTable = {
    columns: [
      { label: 'Month' },
      { label: 'Starters', unit: 'people' },
      { label: 'Leavers', unit: 'people' },
    ],
    rows: inOrder.map((row) => [row.label, row.of.starters.length, row.of.leavers.length]),
  };
  return { axis, table, series: [line('starters', 'Starters'), line('leavers', 'Leavers')] };
}

function shortMonth(label: string): string {
  const [month = '', year = ''] = label.replace(',', '').split(' ');
  return `${month.slice(0, 3)} ${year.slice(2)}`;
}

export interface Breakdown {
  title: string;
  /** Nobody at all, in words. */
  none: string;
  rows: { label: string; movements: Movement[] }[];
}

/** Who left and who came, by what was recorded of them. Rows with nobody in them are left out. */
export function breakdowns({ leavers, starters }: Movements): Breakdown[] {
  const found = (rows: readonly BreakdownRow[]) =>
    rows.filter(({ movements }) => movements.length > 0);
  const left = 'Nobody left in this period.';
  return [
    {
      title: 'Leavers by reason',
      none: left,
      rows: found(leaversByReason(leavers)),
    },
    {
      title: 'Leavers by destination',
      none: left,
      rows: found(leaversByDestination(leavers)),
    },
    {
      title: 'Leavers by time in service',
      none: left,
      rows: leaversByService(leavers).flatMap(({ band, headcount }) =>
        headcount === 0
          ? []
          : [
              {
                label: band.label,
                movements: leavers.filter((one) => serviceBandOf(one.firstDay, one.date) === band),
              },
            ],
      ),
    },
    {
      title: 'Starters by where they came from',
      none: 'Nobody started in this period.',
      rows: found(startersByOrigin(starters)),
    },
  ];
}
