/** The figures of a return as tables, each row with what it was counted from. */
import { dateInWords } from '../../../domain/calendar.ts';
import type { BreakdownRow } from '../../../domain/records/breakdowns.ts';
import type { CswwFigures } from '../../../domain/records/csww/figures.ts';
import { RETURN_SCOPE } from '../../../domain/records/csww/returnAt.ts';
import { indexRecords } from '../../../domain/records/indexRecords.ts';
import { membersAt, type Member } from '../../../domain/records/stock.ts';
import { ORG_ROLES } from '../../../domain/records/codes.ts';
import type { Millionths, PlanRecords } from '../../../domain/records/types.ts';
import { formatValue } from '../../../domain/format.ts';
import { fteText } from '../establishment/words.ts';
import { lineRows, memberRows, movementRows, type BehindRow } from '../workforce/behind.ts';

/** A row of a list of the return. */
export interface FigureRow {
  /** The return's code; '' for what its list does not hold. */
  code: string;
  label: string;
  fte: string;
  people: number;
  behind: () => BehindRow[];
}

export interface FigureTable {
  /** The return's name for the field. */
  field: string;
  title: string;
  definition: string;
  rows: FigureRow[];
  total: { fte: string; people: number };
}

/** One of the totals the authority gives, in the return's own name. */
export interface TotalCard {
  field: string;
  label: string;
  figure: string;
  definition: string;
  opens: string;
  behind: () => BehindRow[];
}

const fteOf = (value: number | null) =>
  value === null ? 'Not known' : `${formatValue(value, 'number')} FTE`;
const NO_POSTS = 'No post is on record at the census: that is not none vacant.';
const NO_AGENCY = 'No agency worker was on record by the census: that is not none.';

function membersOf(records: PlanRecords, date: string, keep: (member: Member) => boolean) {
  const { members } = membersAt(records, date, RETURN_SCOPE);
  return memberRows(records, members.filter(keep), date);
}

const inPost = ({ kind }: Member) => kind === 'employed' || kind === 'seconded-in';

/** Vacancies and agency workers: what the return gives for the authority as a whole. */
export function totalCards(records: PlanRecords, figures: CswwFigures): TotalCard[] {
  const { censusDate } = figures;
  const agency = () => membersOf(records, censusDate, ({ kind }) => kind === 'agency');
  const posts = () => [
    ...lineRows(records, membersAt(records, censusDate, RETURN_SCOPE).lines),
    ...membersOf(records, censusDate, (member) => inPost(member) || member.kind === 'offer'),
  ];
  return [
    {
      field: 'NumberOfVacancies',
      label: 'Vacancies',
      figure: fteOf(figures.numberOfVacancies),
      definition:
        figures.numberOfVacancies === null
          ? NO_POSTS
          : 'Empty FTE of each role in each team, agency-covered and frozen posts included.',
      opens: 'Posts and people',
      behind: posts,
    },
    {
      field: 'NoAgencyFTE',
      label: 'Agency workers, FTE',
      figure: fteOf(figures.noAgencyFte),
      definition:
        figures.noAgencyFte === null
          ? NO_AGENCY
          : 'Agency workers in social work roles, whatever they cover.',
      opens: 'The agency workers',
      behind: agency,
    },
    {
      field: 'NoAgencyHeadcount',
      label: 'Agency workers, people',
      figure:
        figures.noAgencyHeadcount === null
          ? 'Not known'
          : formatValue(figures.noAgencyHeadcount, 'people'),
      definition:
        figures.noAgencyHeadcount === null
          ? NO_AGENCY
          : 'The same agency workers, each counted once.',
      opens: 'The agency workers',
      behind: agency,
    },
  ];
}

function breakdownRows(records: PlanRecords, rows: readonly BreakdownRow[]): FigureRow[] {
  return rows
    .filter(({ code, headcount }) => code !== null || headcount > 0)
    .map(({ code, label, fte, headcount, movements }) => ({
      code: code === null ? '' : String(code),
      label,
      fte: fteText(fte),
      people: headcount,
      behind: () => movementRows(records, movements),
    }));
}

const total = ({ fte, headcount }: { fte: Millionths; headcount: number }) => ({
  fte: fteText(fte),
  people: headcount,
});
const sumOf = (rows: readonly BreakdownRow[]) => ({
  fte: rows.reduce((sum, { fte }) => sum + fte, 0),
  headcount: rows.reduce((sum, { headcount }) => sum + headcount, 0),
});

/** The lists of the return: roles, starters, leavers and absences. */
export function figureTables(records: PlanRecords, figures: CswwFigures): FigureTable[] {
  const { censusDate, leavers, starters } = figures;
  const on = dateInWords(censusDate);
  const year = `${dateInWords(figures.from)} to ${on}`;
  const { roles } = indexRecords(records);
  const groupOf = (code: number) => ORG_ROLES.find((one) => one.code === code)?.group;
  return [
    {
      field: 'OrgRole',
      title: 'In post by role',
      definition: `Employees not seconded out, and people seconded in, at ${on}. Agency workers are not in post.`,
      rows: figures.byOrgRole.map(({ code, label, fte, headcount }) => ({
        code: String(code),
        label,
        fte: fteText(fte),
        people: headcount,
        behind: () =>
          membersOf(
            records,
            censusDate,
            (member) => inPost(member) && roles.get(member.role)?.group === groupOf(code),
          ),
      })),
      total: total(figures.inPost),
    },
    {
      field: 'ReasonAbsence',
      title: 'Absent by reason',
      definition: `People in post who are away at ${on}. They count as in post.`,
      rows: figures.absentByReason.map(({ code, label, fte, headcount }) => ({
        code,
        label,
        fte: fteText(fte),
        people: headcount,
        behind: () =>
          membersOf(records, censusDate, (member) => inPost(member) && member.away === code),
      })),
      total: total(figures.absent),
    },
    {
      field: 'StartOrigin',
      title: 'Starters by where they came from',
      definition: `Employees whose time in child and family social work here began, ${year}.`,
      rows: breakdownRows(records, figures.startersByOrigin),
      total: total(starters),
    },
    {
      field: 'ReasonLeave',
      title: 'Leavers by reason',
      definition: `Employees who left child and family social work here, ${year}. A move to a role outside the return is reason 7.`,
      rows: breakdownRows(records, figures.leaversByReason),
      total: total(leavers),
    },
    {
      field: 'LeaverDestination',
      title: 'Leavers by where they went',
      definition: `The same leavers, without those who died or moved within the authority: they have no destination.`,
      rows: breakdownRows(records, figures.leaversByDestination),
      total: total(sumOf(figures.leaversByDestination)),
    },
  ];
}
