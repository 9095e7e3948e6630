/**
 * The bridge from one date's vacancies to another's, in FTE and from records, with hours
 * changes, moves in and out of scope and secondments as named terms (DOMAIN.md §3). Each term
 * is counted from its own movements, so that what is unexplained is a finding and not a rest.
 */
import { addDays, type IsoDate } from '../calendar.ts';
import { dayOf } from './days.ts';
import { indexRecords, type FundedPiece } from './indexRecords.ts';
import { movementsIn, totalOf, type Movement, type MovementKind } from './movements.ts';
import { lensOf, partsInScope, type RecordsScope } from './scope.ts';
import { stockAt, type Stock } from './stock.ts';
import type { EstablishmentLine, Millionths, PlanRecords } from './types.ts';

/** The bridge's terms, in the order they are shown. */
export type BridgeKey =
  | 'establishmentAdded'
  | 'establishmentEnded'
  | Exclude<MovementKind, 'transfers' | 'agencyStarts' | 'agencyEnds'>
  | 'over';

export interface BridgeTerm {
  key: BridgeKey;
  label: string;
  /** What it adds to vacancies; a starter takes away. */
  vacancies: Millionths;
  /** What it adds to people in post, in FTE and people. */
  inPost: Millionths;
  headcount: number;
  /** The movements, or the lines, behind it. */
  movements: Movement[];
  lines: EstablishmentLine[];
}

export interface RecordsBridge {
  /** The bridge is from the close of `from` to the close of `to`. */
  from: IsoDate;
  to: IsoDate;
  opening: Stock;
  closing: Stock;
  terms: BridgeTerm[];
  /** What the terms leave: zero, unless records contradict themselves. */
  unexplained: { vacancies: Millionths; inPost: Millionths; headcount: number };
}

const LABELS: Record<BridgeKey, string> = {
  establishmentAdded: 'Posts added',
  establishmentEnded: 'Posts ended',
  leavers: 'Leavers',
  starters: 'Starters',
  hoursChanges: 'Changes of hours',
  movesOut: 'Moves out of scope',
  movesIn: 'Moves into scope',
  secondedOut: 'Seconded out',
  secondedBack: 'Back from secondment',
  secondmentsIn: 'Seconded in',
  secondmentsInEnded: 'Secondments in ended',
  over: 'Change in people over establishment',
};

const OF_PEOPLE = [
  'leavers',
  'starters',
  'hoursChanges',
  'movesOut',
  'movesIn',
  'secondedOut',
  'secondedBack',
  'secondmentsIn',
  'secondmentsInEnded',
] as const satisfies BridgeKey[];

function term(key: BridgeKey, parts: Partial<BridgeTerm>): BridgeTerm {
  const none = { vacancies: 0, inPost: 0, headcount: 0, movements: [], lines: [] };
  return { key, label: LABELS[key], ...none, ...parts };
}

/** The lines that came into the establishment, and went from it, after `from` and by `to`. */
function establishmentTerms(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
): BridgeTerm[] {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const opens = dayOf(from);
  const closes = dayOf(to);
  const funded = index.pieces.filter((piece): piece is FundedPiece => piece.kind === 'funded');
  const counted = funded.filter(({ line }) => !(line.frozen && scope.frozenPosts === 'left-out'));
  const parts = partsInScope(lens, counted);
  const within = (day: number) => opens < day && day <= closes;
  const added = parts.filter((part) => within(part.start));
  const ended = parts.filter((part) => within(part.end));
  const sum = (some: FundedPiece[]) => some.reduce((all, part) => all + part.fte, 0);
  const linesOf = (some: FundedPiece[]) => some.map((part) => part.line);
  return [
    term('establishmentAdded', { vacancies: sum(added), lines: linesOf(added) }),
    term('establishmentEnded', { vacancies: 0 - sum(ended), lines: linesOf(ended) }),
  ];
}

/**
 * The bridge between two dates' vacancies, each at its close.
 *
 * @example 10 posts, 8 in post at 31 March 2024; a post of 1 added, a leaver of 1, two
 * starters of 1 and one person down to 0.6 by 31 March 2025: 2 + 1 + 1 − 2 + 0.4 = 2.4 vacant.
 */
export function recordsBridge(
  records: PlanRecords,
  from: IsoDate,
  to: IsoDate,
  scope: RecordsScope,
): RecordsBridge {
  const opening = stockAt(records, from, scope);
  const closing = stockAt(records, to, scope);
  const movements = movementsIn(records, addDays(from, 1), to, scope);
  const terms = [
    ...establishmentTerms(records, from, to, scope),
    ...OF_PEOPLE.map((key) => {
      const { fte, headcount } = totalOf(movements[key]);
      const effect = { vacancies: 0 - fte, inPost: fte, headcount };
      return term(key, { ...effect, movements: movements[key] });
    }),
    term('over', { vacancies: closing.over - opening.over }),
  ];
  const left = (measure: 'vacancies' | 'inPost' | 'headcount', change: number) =>
    change - terms.reduce((all, one) => all + one[measure], 0);
  return {
    from,
    to,
    opening,
    closing,
    terms,
    unexplained: {
      vacancies: left('vacancies', closing.vacant - opening.vacant),
      inPost: left('inPost', closing.inPost - opening.inPost),
      headcount: left('headcount', closing.headcount - opening.headcount),
    },
  };
}
