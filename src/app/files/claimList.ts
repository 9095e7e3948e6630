/** The claim list as an Excel workbook, for whoever claims from the funder. */
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/universal';
import type { IsoDate } from '../../domain/calendar.ts';
import { dateCell, textCell } from './xlsxCells.ts';

/** One payment of the list. Nothing in it tells of a fail or a concern. */
export interface ClaimListRow {
  cohort: string;
  /** Their name; null where names are hidden or not held. */
  name: string | null;
  reference: string;
  sweNumber: string | null;
  team: string;
  startedOn: IsoDate | null;
  registeredOn: IsoDate | null;
  payment: string;
  pence: number;
  standing: string;
  why: string;
  toDo: string;
  claimBy: IsoDate | null;
  claimedOn: IsoDate | null;
  paidOn: IsoDate | null;
  claimReference: string;
}

const MONEY = '£#,##0.00';

interface Column {
  heading: string;
  width: number;
  cell: (row: ClaimListRow) => Cell;
}

const text = (
  heading: string,
  width: number,
  of: (row: ClaimListRow) => string | null,
): Column => ({
  ...{ heading, width },
  cell: (row) => (of(row) ? textCell(of(row)!) : null),
});
const day = (heading: string, of: (row: ClaimListRow) => IsoDate | null): Column => ({
  ...{ heading, width: 14 },
  cell: (row) => dateCell(of(row)),
});

const COLUMNS: readonly Column[] = [
  text('Cohort', 18, ({ cohort }) => cohort),
  text('Name', 24, ({ name }) => name),
  text('Reference', 14, ({ reference }) => reference),
  text('Social Work England number', 16, ({ sweNumber }) => sweNumber),
  text('Team', 24, ({ team }) => team),
  day('Started', ({ startedOn }) => startedOn),
  day('Registered with funder', ({ registeredOn }) => registeredOn),
  text('Payment', 16, ({ payment }) => payment),
  {
    heading: 'Amount',
    width: 12,
    cell: ({ pence }) => ({ value: pence / 100, type: Number, format: MONEY }),
  },
  text('Standing', 14, ({ standing }) => standing),
  text('Why', 44, ({ why }) => why),
  text('What to do', 44, ({ toDo }) => toDo),
  day('Claim by', ({ claimBy }) => claimBy),
  day('Claimed on', ({ claimedOn }) => claimedOn),
  day('Paid on', ({ paidOn }) => paidOn),
  text('Claim reference', 18, ({ claimReference }) => claimReference),
];

/** The whole list's amount, under its column. */
function totalRow(rows: readonly ClaimListRow[]): Cell[] {
  const sum = rows.reduce((all, { pence }) => all + pence, 0);
  return COLUMNS.map(({ heading }) => {
    if (heading === 'Payment') return { value: 'Total', type: String, fontWeight: 'bold' };
    if (heading !== 'Amount') return null;
    return { value: sum / 100, type: Number, format: MONEY, fontWeight: 'bold' };
  });
}

/**
 * The rows of the sheet: what the list is, line by line, then its headings, its payments and their
 * total.
 */
export function claimListSheet(about: readonly string[], rows: readonly ClaimListRow[]) {
  return {
    sheet: 'Claims',
    orientation: 'landscape',
    columns: COLUMNS.map(({ width }) => ({ width })),
    data: [
      ...about.map((line) => [textCell(line)]),
      [],
      COLUMNS.map(({ heading }) => ({ value: heading, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
      totalRow(rows),
    ],
  } satisfies Sheet<Blob>;
}

/** The workbook of a claim list. */
export function claimListWorkbook(
  about: readonly string[],
  rows: readonly ClaimListRow[],
): Promise<Blob> {
  return writeExcelFile([claimListSheet(about, rows)]).toBlob();
}
