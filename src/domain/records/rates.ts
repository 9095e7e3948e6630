/**
 * Vacancy, turnover, agency and stability from records, on either basis (DOMAIN.md §3).
 * Every rate is a share, 0.125 for 12.5%; one with no denominator is null.
 */
import { addDays, type IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';
import { agencyRate, turnoverRate, vacancyRate } from '../measures.ts';
import { dateOf, dayOf, monthsBefore, type Day } from './days.ts';
import { indexRecords, type WorkPiece } from './indexRecords.ts';
import { leaversIn, type Leaver } from './movements.ts';
import { lensOf, partsInScope, type RecordsScope } from './scope.ts';
import { stocksAt, type Stock } from './stock.ts';
import type { Millionths, PlanRecords } from './types.ts';

/** The rates at a date and what they are made of. */
export interface Rates {
  date: IsoDate;
  basis: Basis;
  stock: Stock;
  /** Null before anybody employed is placed: who was in post is not recorded. */
  vacancy: number | null;
  /** Of the twelve months to the date; null where the records begin later. */
  turnover: number | null;
  /** Null too before an agency worker is on record: nobody recorded is not nobody there. */
  agency: number | null;
  /** Share of vacancies that agency workers cover. */
  vacanciesCovered: number | null;
  /** Share of agency workers who cover a vacancy. */
  agencyCovering: number | null;
  /** Vacant FTE that nobody covers. */
  uncovered: Millionths;
  /** Share of the people in post a year ago who are still employed in the scope. */
  stability: number | null;
  /** Leavers of the twelve months to the date. */
  leavers: { fte: Millionths; headcount: number };
  /** Mean of the employed headcount at the date and at the twelve months' ends before it. */
  averageHeadcount: number;
}

/**
 * The vacancy rate of a stock. DfE: vacant / (vacant + in post). Local: vacant / establishment.
 * Null where no post is recorded: then no post can be known to be vacant.
 *
 * @example 2 vacant of 10 posts with 9 in post, 1 over: 2/10 local, 2/11 on the DfE basis.
 */
export function vacancyRateOf(stock: Stock, basis: Basis): number | null {
  const { vacant, establishment, inPost } = stock;
  if (establishment === 0) return null;
  return vacancyRate({ vacancies: vacant, establishment, inPost }, basis);
}

/**
 * The agency rate of a stock. DfE: agency / (agency + in post). Local: agency / establishment,
 * posts over establishment included.
 */
export function agencyRateOf(stock: Stock, basis: Basis): number | null {
  const { agency, inPost, establishment, over } = stock;
  return agencyRate({ agency, inPost, establishment: establishment + over }, basis);
}

/** Frozen posts always count on the DfE basis. */
function scopeOn(basis: Basis, scope: RecordsScope): RecordsScope {
  return basis === 'dfe' ? { ...scope, frozenPosts: 'counted' } : scope;
}

/**
 * For each date, how many were in post a year before, and how many of those are still
 * employed in the scope, seconded out or not.
 */
function stayers(
  records: PlanRecords,
  pairs: readonly { before: Day; now: Day }[],
  scope: RecordsScope,
): { then: number; still: number }[] {
  const index = indexRecords(records);
  const lens = lensOf(index, scope);
  const counts = pairs.map(() => ({ then: 0, still: 0 }));
  const covers = (piece: WorkPiece, day: Day) => piece.start <= day && day < piece.end;
  const firstDay = pairs[0]?.before ?? 0;
  for (const work of index.workOf.values()) {
    const here = partsInScope(
      lens,
      work.filter(
        ({ kind, end }) => end > firstDay && (kind === 'employed' || kind === 'seconded-out'),
      ),
    );
    if (here.length === 0) continue;
    const earliest = Math.min(...here.map((piece) => piece.start));
    const latest = Math.max(...here.map((piece) => piece.end));
    for (const [at, { before, now }] of pairs.entries()) {
      if (before < earliest) continue;
      if (before >= latest) break;
      const then = here.some((piece) => piece.kind === 'employed' && covers(piece, before));
      if (!then) continue;
      counts[at]!.then++;
      if (here.some((piece) => covers(piece, now))) counts[at]!.still++;
    }
  }
  return counts;
}

/** The leavers of the twelve months to each date. Dates and leavers are in order. */
function leaversOf(leavers: readonly Leaver[], years: readonly { after: IsoDate; to: IsoDate }[]) {
  let first = 0;
  let next = 0;
  const sum = { fte: 0, headcount: 0 };
  const count = (leaver: Leaver, sign: 1 | -1) => {
    sum.fte -= sign * leaver.fte;
    sum.headcount -= sign * leaver.headcount;
  };
  return years.map(({ after, to }) => {
    for (let one = leavers[next]; one && one.date <= to; one = leavers[++next]) count(one, 1);
    for (let one = leavers[first]; one && one.date <= after; one = leavers[++first]) count(one, -1);
    return { ...sum };
  });
}

/**
 * The rates at each of many dates, in one pass over the records.
 *
 * Turnover on the local basis is of headcount, over the mean of thirteen headcounts a month
 * apart; on the DfE basis of FTE, over the FTE employed at the end. People seconded here can
 * never be leavers, so they are in neither denominator (DOMAIN.md §3).
 *
 * @param dates - in order, earliest first.
 */
export function ratesOver(
  records: PlanRecords,
  dates: readonly IsoDate[],
  scope: RecordsScope,
  basis: Basis,
): Rates[] {
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const counted = scopeOn(basis, scope);
  const back = dates.map((date) =>
    Array.from({ length: 13 }, (_, months) => monthsBefore(date, months)),
  );
  const allDates = [...new Set(back.flat())].sort();
  const stocks = new Map(
    stocksAt(records, allDates, counted).map((one, at) => [allDates[at]!, one]),
  );
  const yearBefore = (at: number) => back[at]![12]!;
  const leavers = leaversIn(records, addDays(yearBefore(0), 1), last, counted);
  const left = leaversOf(
    leavers,
    dates.map((date, at) => ({ after: yearBefore(at), to: date })),
  );
  const stayed = stayers(
    records,
    dates.map((date, at) => ({ before: dayOf(yearBefore(at)), now: dayOf(date) })),
    counted,
  );
  const { begins, agencyBegins } = indexRecords(records);

  return dates.map((date, at) => {
    const stock = stocks.get(date)!;
    const heads = back[at]!.map((earlier) => stocks.get(earlier)!.employedHeadcount);
    const averageHeadcount = heads.reduce((all, one) => all + one, 0) / heads.length;
    const recordedBy = (day: IsoDate) => begins !== null && dateOf(begins) <= day;
    const agencyKnown = agencyBegins !== null && dateOf(agencyBegins) <= date;
    const whole = recordedBy(yearBefore(at));
    const { fte, headcount } = left[at]!;
    const { then, still } = stayed[at]!;
    const turnover =
      basis === 'dfe'
        ? turnoverRate({ leavers: fte, inPostAtEnd: stock.employed }, basis)
        : turnoverRate({ leavers: headcount, averageInPost: averageHeadcount }, basis);
    return {
      date,
      basis,
      stock,
      vacancy: recordedBy(date) ? vacancyRateOf(stock, basis) : null,
      turnover: whole ? turnover : null,
      agency: recordedBy(date) && agencyKnown ? agencyRateOf(stock, basis) : null,
      vacanciesCovered: agencyKnown && stock.vacant > 0 ? stock.covering / stock.vacant : null,
      agencyCovering: stock.agency > 0 ? stock.covering / stock.agency : null,
      uncovered: stock.uncovered,
      stability: then > 0 ? still / then : null,
      leavers: { fte, headcount },
      averageHeadcount,
    };
  });
}

/** The rates at the close of a date: at a year's end, the year's. */
export function ratesAt(
  records: PlanRecords,
  date: IsoDate,
  scope: RecordsScope,
  basis: Basis,
): Rates {
  return ratesOver(records, [date], scope, basis)[0]!;
}
