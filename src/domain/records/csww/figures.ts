/**
 * What the statutory CSWW return would report from these records at a census date, and what
 * of it is missing or cannot be (DOMAIN.md §8; codes of the 2022 schema).
 */
import type { IsoDate } from '../../calendar.ts';
import type { ReturnField } from '../../importing/csww/document.ts';
import { turnoverRate } from '../../measures.ts';
import { byCode, leaversByDestination, type BreakdownRow } from '../breakdowns.ts';
import { ABSENCE_REASONS, LEAVING_REASONS, ORG_ROLES, START_ORIGINS } from '../codes.ts';
import type { Movement } from '../movements.ts';
import { ratesAt, type Rates } from '../rates.ts';
import type { AbsenceKind, Millionths, PlanRecords } from '../types.ts';
import { absenceKinds } from './absent.ts';
import { NOT_HELD } from './fields.ts';
import { issuesOf, type CswwIssue } from './issues.ts';
import { RETURN_SCOPE, returnAt, type CswwReturn } from './returnAt.ts';
import { returnTotals } from './totals.ts';

interface Counted {
  fte: Millionths;
  headcount: number;
}

export interface CswwFigures {
  censusDate: IsoDate;
  /** The year to the census, its first and last day. */
  from: IsoDate;
  to: IsoDate;
  /** LALevelVacancies. FTE as numbers of two decimals, as the return takes them; null: not known. */
  numberOfVacancies: number | null;
  noAgencyFte: number | null;
  noAgencyHeadcount: number | null;
  /** People the return has an element for: in post, agency workers, and leavers of the year. */
  workers: number;
  inPost: Counted;
  /** A move from a role outside the return is a start in it. */
  starters: Counted & { movedIn: number };
  /** Moves to a role outside the return are reported as leavers with reason 7. */
  leavers: Counted & { movedOutside: number };
  absent: Counted;
  /** Employed and working elsewhere at the census: not in post, so with no element. */
  secondedOut: Counted;
  byOrgRole: (Counted & { code: number; label: string })[];
  startersByOrigin: BreakdownRow[];
  leaversByReason: BreakdownRow[];
  /** Of those who went somewhere: nobody who died or moved within the authority. */
  leaversByDestination: BreakdownRow[];
  absentByReason: (Counted & { code: AbsenceKind; label: string })[];
  /** On the DfE basis, with the return's own leavers in the turnover. */
  rates: Rates;
  issues: CswwIssue[];
  /** Fields of the return that these records never hold. */
  notHeld: readonly ReturnField[];
}

const MOVED_IN = 'Moved in from a role outside the return';
const MOVED_OUTSIDE = 7;
const DECEASED = 6;

function totalOf(movements: readonly Movement[]): Counted {
  return {
    fte: movements.reduce((sum, one) => sum + Math.abs(one.fte), 0),
    headcount: movements.reduce((sum, one) => sum + Math.abs(one.headcount), 0),
  };
}

/** The count of people and FTE of each OrgRole; somebody with two roles is counted in both. */
function byOrgRole({ index, work }: CswwReturn): CswwFigures['byOrgRole'] {
  return ORG_ROLES.map(({ code, label, group }) => {
    const some = work.filter(
      (piece) =>
        (piece.kind === 'employed' || piece.kind === 'seconded-in') &&
        index.roles.get(piece.role)?.group === group,
    );
    return {
      code,
      label,
      fte: some.reduce((sum, piece) => sum + piece.fte, 0),
      headcount: new Set(some.map((piece) => piece.worker)).size,
    };
  });
}

/** People in post who are away at the census, by the reason recorded. */
function absentByReason(csww: CswwReturn): CswwFigures['absentByReason'] {
  const kinds = absenceKinds(csww);
  const away = csww.work.filter(({ kind }) => kind === 'away');
  return ABSENCE_REASONS.map(({ code, label }) => {
    const some = away.filter(({ engagement }) => kinds.get(engagement.id)?.[0] === code);
    return {
      code,
      label,
      fte: some.reduce((sum, piece) => sum + piece.fte, 0),
      headcount: new Set(some.map((piece) => piece.worker)).size,
    };
  });
}

function startersByOrigin({ movements, movedIn }: CswwReturn): BreakdownRow[] {
  return [
    ...byCode<Movement>(movements.starters, START_ORIGINS, (one) => one.engagement.origin),
    { code: null, label: MOVED_IN, ...totalOf(movedIn), movements: movedIn },
  ];
}

function leaversBy(
  csww: CswwReturn,
): Pick<CswwFigures, 'leaversByReason' | 'leaversByDestination'> {
  const outside = new Set<Movement>(csww.movedOut);
  const reasonOf = (one: Movement) =>
    outside.has(one) ? MOVED_OUTSIDE : one.engagement.leavingReason;
  const left = [...csww.movements.leavers, ...csww.movedOut];
  const went = csww.movements.leavers.filter(
    ({ engagement: { leavingReason } }) =>
      leavingReason !== DECEASED && leavingReason !== MOVED_OUTSIDE,
  );
  return {
    leaversByReason: byCode(left, LEAVING_REASONS, reasonOf),
    leaversByDestination: leaversByDestination(went),
  };
}

/** The figures of a return at a census date, 30 September as a rule. */
export function cswwFigures(records: PlanRecords, censusDate: IsoDate): CswwFigures {
  const csww = returnAt(records, censusDate);
  const { movements, movedIn, movedOut } = csww;
  const rates = ratesAt(records, censusDate, RETURN_SCOPE, 'dfe');
  const { stock } = rates;
  const totals = returnTotals(records, censusDate);
  const leavers = totalOf([...movements.leavers, ...movedOut]);
  const turnover =
    rates.turnover === null
      ? null
      : turnoverRate({ leavers: leavers.fte, inPostAtEnd: stock.employed }, 'dfe');
  return {
    censusDate,
    from: csww.from,
    to: censusDate,
    numberOfVacancies: totals.vacancies,
    noAgencyFte: totals.agencyFte,
    noAgencyHeadcount: totals.agencyHeadcount,
    workers: new Set(csww.entries.map(({ worker }) => worker)).size,
    inPost: { fte: stock.inPost, headcount: stock.headcount },
    starters: { ...totalOf([...movements.starters, ...movedIn]), movedIn: movedIn.length },
    leavers: { ...leavers, movedOutside: movedOut.length },
    absent: { fte: stock.away, headcount: stock.awayHeadcount },
    secondedOut: { fte: stock.secondedOut, headcount: stock.secondedOutHeadcount },
    byOrgRole: byOrgRole(csww),
    startersByOrigin: startersByOrigin(csww),
    ...leaversBy(csww),
    absentByReason: absentByReason(csww),
    rates: { ...rates, turnover, leavers },
    issues: issuesOf(csww),
    notHeld: NOT_HELD,
  };
}
