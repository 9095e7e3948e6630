/**
 * What the statutory CSWW return would report from these records at a census date, and what
 * of it is missing or cannot be (DOMAIN.md §8; codes of the 2022 schema).
 */
import { addDays, dateInWords, type IsoDate } from '../calendar.ts';
import { ORG_ROLES, orgRoleOf } from './codes.ts';
import { monthsBefore } from './days.ts';
import { indexRecords, type RecordsIndex, type WorkPiece } from './indexRecords.ts';
import { movementsIn, type Movements } from './movements.ts';
import { ratesAt, type Rates } from './rates.ts';
import type { RecordsScope } from './scope.ts';
import { piecesAt } from './stock.ts';
import { ONE_FTE, type Millionths, type PlanRecords } from './types.ts';

/** Something the return asks for that is missing, or says what it cannot. */
export interface CswwIssue {
  kind: 'missing' | 'impossible';
  /** The return's name for the field. */
  field: string;
  words: string;
  worker: number | null;
  engagement: number | null;
}

export interface CswwFigures {
  censusDate: IsoDate;
  /** The year to the census, its first and last day. */
  from: IsoDate;
  to: IsoDate;
  /** LALevelVacancies. FTE as numbers of two decimals, as the return takes them. */
  numberOfVacancies: number;
  noAgencyFte: number;
  noAgencyHeadcount: number;
  /** People the return has an element for: in post, and leavers of the year. */
  workers: number;
  inPost: { fte: Millionths; headcount: number };
  starters: { fte: Millionths; headcount: number };
  /** Moves to a role outside the return are reported as leavers with reason 7. */
  leavers: { fte: Millionths; headcount: number; movedOutside: number };
  absent: { fte: Millionths; headcount: number };
  byOrgRole: { code: number; label: string; fte: Millionths; headcount: number }[];
  rates: Rates;
  issues: CswwIssue[];
  /** Fields of the return that these records never hold. */
  notHeld: string[];
}

const SCOPE: RecordsScope = { counts: 'dfe' };
const SWE_NUMBER = /^[A-Za-z]{2}\d{10}$/;

const NOT_HELD = [
  'PersonBirthDate',
  'GenderCurrent',
  'Ethnicity',
  'QualInst',
  'QualLevel',
  'StepUpGrad',
  'FTE30',
  'Cases30',
  'WorkingDaysLost',
  'ContractWeeks',
  'FrontlineGrad',
  'CFKSSstatus',
];

const twoDecimals = (fte: Millionths) => Math.round(fte / 10_000) / 100;

interface Return {
  index: RecordsIndex;
  date: IsoDate;
  /** In post or seconded out, and agency, at the census. */
  work: WorkPiece[];
  year: Movements;
}

const nameOf = ({ index }: Return, worker: number) =>
  index.workers.get(worker)?.name ?? index.workers.get(worker)?.ref ?? 'Somebody';

function issue(
  kind: CswwIssue['kind'],
  field: string,
  words: string,
  worker: number,
  engagement: number | null = null,
): CswwIssue {
  return { kind, field, words, worker, engagement };
}

/** Everybody the return has an element for. */
function workersOf({ work, year }: Return): Set<number> {
  return new Set([
    ...work.map((piece) => piece.worker),
    ...year.leavers.map((leaver) => leaver.worker),
    ...movedOutside(year).map((move) => move.worker),
  ]);
}

/** Whole moves to a role outside the return; a change of part of a job is none. */
const movedOutside = (year: Movements) =>
  year.movesOut.filter((move) => move.headcount < 0 && move.after.length > 0);

/** The registration number: missing, malformed, or one number for two people. */
function registrationIssues(csww: Return): CswwIssue[] {
  const seen = new Map<string, number>();
  return [...workersOf(csww)].flatMap((worker) => {
    const number = csww.index.workers.get(worker)?.sweNumber ?? null;
    const name = nameOf(csww, worker);
    if (number === null) {
      return [issue('missing', 'SWENo', `${name} has no Social Work England number.`, worker)];
    }
    if (!SWE_NUMBER.test(number)) {
      const words = `${name}: ${number} is not two letters and ten digits.`;
      return [issue('impossible', 'SWENo', words, worker)];
    }
    const other = seen.get(number.toUpperCase());
    seen.set(number.toUpperCase(), worker);
    if (other === undefined) return [];
    const words = `${name} and ${nameOf(csww, other)} have the same Social Work England number.`;
    return [issue('impossible', 'SWENo', words, worker)];
  });
}

/** FTE and role: the return has one of each for a person. */
function placeIssues(csww: Return): CswwIssue[] {
  const byWorker = new Map<number, WorkPiece[]>();
  for (const piece of csww.work) {
    byWorker.set(piece.worker, [...(byWorker.get(piece.worker) ?? []), piece]);
  }
  return [...byWorker].flatMap(([worker, pieces]) => {
    const name = nameOf(csww, worker);
    const found: CswwIssue[] = [];
    const fte = pieces.reduce((sum, piece) => sum + piece.fte, 0);
    if (fte > ONE_FTE) {
      const words = `${name} has ${fte / ONE_FTE} FTE over all posts. The return takes 1 at most.`;
      found.push(issue('impossible', 'FTE', words, worker));
    }
    const roles = pieces.map(({ role }) => orgRoleOf(csww.index.roles.get(role)?.group ?? 'other'));
    if (new Set(roles).size > 1) {
      const words = `${name} works in two kinds of role. The return takes one.`;
      found.push(issue('impossible', 'OrgRole', words, worker));
    }
    return found;
  });
}

const isKnown = (code: number | null, notKnown: number) => code !== null && code < notKnown;

/** Where starters came from; where leavers went and why. */
function codeIssues(csww: Return): CswwIssue[] {
  const { starters, leavers } = csww.year;
  const origins = starters
    .filter(({ engagement }) => !isKnown(engagement.origin, 9))
    .map(({ worker, engagement, date }) => {
      const words = `${nameOf(csww, worker)} started on ${dateInWords(date)} with no known origin.`;
      return issue('missing', 'StartOrigin', words, worker, engagement.id);
    });
  const left = leavers.flatMap(({ worker, engagement, date }) => {
    const who = `${nameOf(csww, worker)} left on ${dateInWords(date)}`;
    const found: CswwIssue[] = [];
    const { leavingReason, destination } = engagement;
    if (!isKnown(leavingReason, 9)) {
      const words = `${who} with no known reason.`;
      found.push(issue('missing', 'ReasonLeave', words, worker, engagement.id));
    }
    // Nobody goes anywhere who has died or stays in the authority.
    const goesNowhere = leavingReason === 6 || leavingReason === 7;
    if (!goesNowhere && !isKnown(destination, 8)) {
      const words = `${who} with no known destination.`;
      found.push(issue('missing', 'LeaverDestination', words, worker, engagement.id));
    }
    if (leavingReason === 6 && isKnown(destination, 8)) {
      const words = `${who}, reason deceased, with a destination.`;
      found.push(issue('impossible', 'LeaverDestination', words, worker, engagement.id));
    }
    return found;
  });
  const moved = movedOutside(csww.year).map(({ worker, engagement, date }) => {
    const words = `${nameOf(csww, worker)} moved to a role outside the return on ${dateInWords(date)}. The return reports a leaver with reason 7.`;
    return issue('missing', 'RoleEndDate', words, worker, engagement.id);
  });
  return [...origins, ...left, ...moved];
}

/** The count of people and FTE of each OrgRole; somebody with two roles is counted in both. */
function byOrgRole({ index, work }: Return): CswwFigures['byOrgRole'] {
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

/** The figures of a return at a census date, 30 September as a rule. */
export function cswwFigures(records: PlanRecords, censusDate: IsoDate): CswwFigures {
  const from = addDays(monthsBefore(censusDate, 12), 1);
  const year = movementsIn(records, from, censusDate, SCOPE);
  const work = piecesAt(records, censusDate, SCOPE).filter(
    (piece): piece is WorkPiece =>
      piece.kind !== 'funded' && piece.kind !== 'offer' && piece.kind !== 'away',
  );
  const csww: Return = { index: indexRecords(records), date: censusDate, work, year };
  const rates = ratesAt(records, censusDate, SCOPE, 'dfe');
  const { stock } = rates;
  const count = (movements: readonly { fte: Millionths; headcount: number }[]) => ({
    fte: movements.reduce((sum, one) => sum + Math.abs(one.fte), 0),
    headcount: movements.reduce((sum, one) => sum + Math.abs(one.headcount), 0),
  });
  const moved = movedOutside(year);
  const dateIssue: CswwIssue[] = censusDate.endsWith('-09-30')
    ? []
    : [
        {
          kind: 'impossible',
          field: 'ReferenceDate',
          words: `The return’s reference date is 30 September, not ${dateInWords(censusDate)}.`,
          worker: null,
          engagement: null,
        },
      ];
  return {
    censusDate,
    from,
    to: censusDate,
    numberOfVacancies: twoDecimals(stock.vacant),
    noAgencyFte: twoDecimals(stock.agency),
    noAgencyHeadcount: stock.agencyHeadcount,
    workers: workersOf(csww).size,
    inPost: { fte: stock.inPost, headcount: stock.headcount },
    starters: count(year.starters),
    leavers: { ...count([...year.leavers, ...moved]), movedOutside: moved.length },
    absent: { fte: stock.away, headcount: stock.awayHeadcount },
    byOrgRole: byOrgRole(csww),
    rates,
    issues: [...dateIssue, ...registrationIssues(csww), ...placeIssues(csww), ...codeIssues(csww)],
    notHeld: NOT_HELD,
  };
}
