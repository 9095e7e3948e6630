/**
 * A running stock: pieces are added and taken away, and the stock is read at any moment.
 * Vacancies are worked out for each role of each team, so that somebody too many in one
 * place hides no vacancy in another, and the parts of any split sum to the whole.
 */
import type { Piece } from './indexRecords.ts';
import type { Covers, Millionths } from './types.ts';

/**
 * Posts and people at the close of a date (DOMAIN.md §2, §3). FTE in millionths; a headcount
 * is of distinct people. Always: establishment = inPost + vacant − over.
 */
export interface Stock {
  /** Funded posts. Frozen ones are in it unless the scope leaves them out. */
  establishment: Millionths;
  /** Shown apart, whether or not they are counted. */
  frozen: Millionths;
  grant: Millionths;
  temporary: Millionths;
  /** Employed and not seconded out, and people seconded in. Absent holders count. */
  inPost: Millionths;
  headcount: number;
  employed: Millionths;
  employedHeadcount: number;
  /** The part of `inPost` that somebody else employs. */
  secondedIn: Millionths;
  secondedInHeadcount: number;
  /** Employed here and working elsewhere: not in post. */
  secondedOut: Millionths;
  secondedOutHeadcount: number;
  /** The part of `inPost` whose holder is absent, on maternity leave for example. */
  away: Millionths;
  awayHeadcount: number;
  vacant: Millionths;
  /** People in post beyond the establishment of their team and role. */
  over: Millionths;
  /** Vacant with an offer accepted: part of `vacant`. */
  vacantNamed: Millionths;
  /** Accepted offers, vacancy or not. */
  offers: Millionths;
  offersHeadcount: number;
  /** Agency workers, whatever they cover. */
  agency: Millionths;
  agencyHeadcount: number;
  agencyByCover: Record<Covers | 'notSaid', Millionths>;
  /** The part of `vacant` that agency workers cover. */
  covering: Millionths;
  /** vacant − covering. */
  uncovered: Millionths;
}

interface Cell {
  establishment: Millionths;
  inPost: Millionths;
  offers: Millionths;
  /** Agency workers who cover a vacancy where there is one. */
  cover: Millionths;
}

const NOBODY: Stock = {
  establishment: 0,
  frozen: 0,
  grant: 0,
  temporary: 0,
  inPost: 0,
  headcount: 0,
  employed: 0,
  employedHeadcount: 0,
  secondedIn: 0,
  secondedInHeadcount: 0,
  secondedOut: 0,
  secondedOutHeadcount: 0,
  away: 0,
  awayHeadcount: 0,
  vacant: 0,
  over: 0,
  vacantNamed: 0,
  offers: 0,
  offersHeadcount: 0,
  agency: 0,
  agencyHeadcount: 0,
  agencyByCover: { vacancy: 0, absence: 0, extra: 0, notSaid: 0 },
  covering: 0,
  uncovered: 0,
};

/** People, each counted once however many posts they hold. */
interface Heads {
  count(worker: number, sign: 1 | -1): void;
  size(): number;
}

function heads(): Heads {
  const held = new Map<number, number>();
  return {
    count(worker, sign) {
      const posts = (held.get(worker) ?? 0) + sign;
      if (posts === 0) held.delete(worker);
      else held.set(worker, posts);
    },
    size: () => held.size,
  };
}

export interface Tally {
  /** Adds a piece that is in scope (1), or takes it away again (−1). */
  count(piece: Piece, sign: 1 | -1): void;
  stock(): Stock;
}

/** An empty tally. `frozenPosts` as in `RecordsScope`. */
export function createTally(frozenPosts: 'counted' | 'left-out' = 'counted'): Tally {
  const totals: Stock = { ...NOBODY, agencyByCover: { ...NOBODY.agencyByCover } };
  const cells: (Cell | undefined)[] = [];
  const inPost = heads();
  const employed = heads();
  const secondedIn = heads();
  const secondedOut = heads();
  const away = heads();
  const offers = heads();
  const agency = heads();

  /** Adds to the totals what follows from a cell, or takes it out before the cell changes. */
  function settle(cell: Cell, sign: 1 | -1): void {
    const gap = cell.establishment - cell.inPost;
    if (gap > 0) {
      totals.vacant += sign * gap;
      totals.vacantNamed += sign * Math.min(gap, cell.offers);
      totals.covering += sign * Math.min(gap, cell.cover);
    } else {
      totals.over -= sign * gap;
    }
  }

  function countInCell(piece: Piece, change: keyof Cell, fte: Millionths): void {
    if (fte === 0) return;
    const cell = (cells[piece.cell] ??= { establishment: 0, inPost: 0, offers: 0, cover: 0 });
    settle(cell, -1);
    cell[change] += fte;
    settle(cell, 1);
  }

  return {
    count(piece, sign) {
      const fte = sign * piece.fte;
      switch (piece.kind) {
        case 'funded': {
          const { frozen, funding } = piece.line;
          if (frozen) totals.frozen += fte;
          if (frozen && frozenPosts === 'left-out') return;
          if (funding !== 'base') totals[funding] += fte;
          totals.establishment += fte;
          return countInCell(piece, 'establishment', fte);
        }
        case 'employed':
        case 'seconded-in':
          totals.inPost += fte;
          inPost.count(piece.worker, sign);
          if (piece.kind === 'employed') {
            totals.employed += fte;
            employed.count(piece.worker, sign);
          } else {
            totals.secondedIn += fte;
            secondedIn.count(piece.worker, sign);
          }
          return countInCell(piece, 'inPost', fte);
        case 'seconded-out':
          totals.secondedOut += fte;
          return secondedOut.count(piece.worker, sign);
        case 'away':
          totals.away += fte;
          return away.count(piece.worker, sign);
        case 'offer':
          totals.offers += fte;
          offers.count(piece.worker, sign);
          return countInCell(piece, 'offers', fte);
        case 'agency': {
          const { covers } = piece.assignment;
          totals.agency += fte;
          totals.agencyByCover[covers ?? 'notSaid'] += fte;
          agency.count(piece.worker, sign);
          // Cover that is not said to be for an absence, or extra, covers a vacancy if there is one.
          if (covers === null || covers === 'vacancy') countInCell(piece, 'cover', fte);
        }
      }
    },
    stock: () => ({
      ...totals,
      agencyByCover: { ...totals.agencyByCover },
      uncovered: totals.vacant - totals.covering,
      headcount: inPost.size(),
      employedHeadcount: employed.size(),
      secondedInHeadcount: secondedIn.size(),
      secondedOutHeadcount: secondedOut.size(),
      awayHeadcount: away.size(),
      offersHeadcount: offers.size(),
      agencyHeadcount: agency.size(),
    }),
  };
}
