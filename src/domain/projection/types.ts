/** What a projection is made from and what it answers. Rates are shares: 0.125 is 12.5%. */
import type { IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';
import type { ForecastConstants } from './forecast.ts';

/** A planned change of establishment, from a day on. Negative: posts removed. */
export interface EstablishmentChange {
  from: IsoDate;
  posts: number;
}

/** What one recruitment route is expected to bring. */
export interface RouteAssumption {
  /** The id of the route's row in the table. */
  measure: number;
  /**
   * Recruits expected in each projection year, in order: the first from the start of the
   * projection to the end of its financial year. Offers in progress and dated starts are not
   * in it. Null: not known, which is never none; leavers are then taken as replaced. A year
   * left out has none.
   */
  recruits: (number | null)[];
  /** Months they start in, 1 to 12, evenly shared; empty means every month left. */
  months: number[];
  /** Accepted offers not yet started, of which the plan has no date. */
  inProgress: number;
  /** The chance that each offer, dated or not, becomes a start. */
  startChance: number;
}

/** People known to leave: the last day they work. */
export interface KnownLeavers {
  on: IsoDate;
  people: number;
}

/** Accepted offers with a date to start on. */
export interface KnownStarts {
  /** The id of the route's row; null where the record has no route. */
  measure: number | null;
  on: IsoDate;
  people: number;
}

/** What the plan's records already know of the time after a date. */
export interface KnownAhead {
  posts: EstablishmentChange[];
  leavers: KnownLeavers[];
  starts: KnownStarts[];
  /** Accepted offers without a date, by the id of the route's row. */
  undated: ReadonlyMap<number, number>;
}

/** The vacancy rate to reach and the date it is due. */
export interface VacancyTarget {
  rate: number;
  by: IsoDate;
}

/** Everything a user can change about a projection; what a scenario saves. */
export interface ProjectionAssumptions {
  /** The projection starts at the close of this date. */
  from: IsoDate;
  /**
   * It runs to the end of this many financial years, 1 to 3, the current one included, but never
   * past two years: nothing of it was tested further.
   */
  years: number;
  /** Funded posts at the start. */
  establishment: number;
  /** Vacancies at the start. Negative when over establishment. */
  vacancies: number;
  establishmentChanges: EstablishmentChange[];
  /** Leavers as a share of people in post, a year. */
  leaverRate: number;
  routes: RouteAssumption[];
  /** From the records: at least these leave, in the months they leave in. Left out: none known. */
  knownLeavers?: KnownLeavers[] | undefined;
  /** From the records: accepted offers by the day they start. Left out: none known. */
  knownStarts?: KnownStarts[] | undefined;
  target: VacancyTarget | null;
  /** Simulated futures. */
  paths: number;
  /** The same seed and assumptions give the same answer. */
  seed: number;
}

/** Leavers counted over a period, both days included. */
export interface LeaverPeriod {
  from: IsoDate;
  to: IsoDate;
  count: number;
}

/** People in post at the close of a date. */
export interface KnownStock {
  date: IsoDate;
  inPost: number;
}

/** What is known from before the start, which the first twelve months of turnover need. */
export interface ProjectionHistory {
  /** Oldest first, not overlapping. */
  leavers: LeaverPeriod[];
  /** Oldest first. */
  inPost: KnownStock[];
}

/** A whole year's turnover from before the start. */
export interface TurnoverYear {
  /** Years from its end to the start, rounded; the latest is 0 or 1. */
  yearsBefore: number;
  /** Leavers over people in post at its end, a share. */
  rate: number;
  /** People in post at its end. */
  inPost: number;
}

/** What the forecast is made from: DOMAIN.md §9. */
export interface ForecastBasis {
  /** Vacancy rates of the years before the start's, oldest first. */
  earlierVacancyRates: number[];
  /** Oldest first. Empty where the plan knows no whole year. */
  turnoverYears: TurnoverYear[];
  /** Agency workers over agency workers and people in post; null where it is not known. */
  agencyRate: number | null;
  constants: ForecastConstants;
}

/** Assumptions with what the plan itself knows. `projectionInput` makes one. */
export interface ProjectionInput extends ProjectionAssumptions {
  /** The month the financial year starts in; April is 4. */
  yearStartMonth: number;
  /** Which turnover definition applies: DOMAIN.md §3. */
  basis: Basis;
  /** What each route is called, by the id of its row, for the notes. */
  routeLabels: Record<number, string>;
  history: ProjectionHistory;
  /** Left out: no more is known than the start. */
  forecast?: ForecastBasis | undefined;
}

/** Where the outcomes lie: p25 to p75 holds half of them, p10 to p90 four fifths. */
export interface Band {
  p10: number;
  p25: number;
  p50: number;
  p75: number;
  p90: number;
  mean: number;
}

/** The chance of meeting the vacancy target at its date. */
export interface Chance {
  /**
   * The arithmetic: if these starts happen and the establishment stays as planned, only leavers
   * vary. Null until recruits to the target's date are entered: `missing` names them.
   */
  conditional: number | null;
  /** The arithmetic, with starts, leavers and posts straying as far as authorities' have. */
  widened: number | null;
  /** The forecast: what has happened to councils like this one. */
  calibrated: number;
}

/** A figure that the arithmetic's chance waits for. */
export interface MissingRecruits {
  /** The id of the route's row. */
  measure: number;
  /** Which projection year, from 0. */
  year: number;
}

/** The fewest recruits that give a chance of 50, 80 and 90%; null when none does. */
export interface RecruitsNeeded {
  p50: number | null;
  p80: number | null;
  p90: number | null;
}

/** Recruits to start by the target's date, offers in progress not counted. */
export interface NeededAnswer extends RecruitsNeeded {
  /** What the assumptions plan to start by then, as far as it is entered. */
  planned: number;
  /** The same question on the widened chance. */
  calibrated: RecruitsNeeded;
  /** Why an answer is missing, in words; null when none is. */
  reason: string | null;
}

/** Starts that belong to no route: of no route on record, or leavers taken as replaced. */
export type NoRoute = 'unrouted' | 'replacement';

/** Mean recruits of one route over the bridge. `starts` is their sum. */
export interface RouteStarts {
  measure: number | NoRoute;
  planned: number;
  offers: number;
  starts: number;
}

/**
 * How today's vacancies become tomorrow's, in means over the paths, unrounded:
 * opening + leavers − recruits + establishmentChange = closing.
 */
export interface ProjectedBridge {
  from: IsoDate;
  /** The target's date where the projection reaches it, else its last date. */
  to: IsoDate;
  opening: number;
  leavers: number;
  recruits: number;
  recruitsByRoute: RouteStarts[];
  establishmentChange: number;
  closing: number;
}

/** The "if nothing changes" line: the last value, and how far it has missed in the past. */
export interface SteadyLine {
  vacancyRate: number;
  /** Null where the plan does not know the last twelve months' leavers. */
  turnoverRate: number | null;
  /** Average miss in percentage points, one and two years ahead: DOMAIN.md §9. */
  averageMiss: {
    vacancyRate: { oneYear: number; twoYears: number };
    turnoverRate: { oneYear: number; twoYears: number };
  };
}

/** Everything the Projection page shows. Index 0 of each series is the actual. */
export interface ProjectionResult {
  /** The start, then the end of each month. */
  months: IsoDate[];
  /** Funded posts at each of them. */
  establishment: number[];
  /** The arithmetic: if these starts happen and the establishment stays as planned. */
  vacancyRate: Band[];
  /**
   * The arithmetic's turnover: leavers of the last twelve months over people in post; null where
   * that is not known.
   */
  turnoverRate: (Band | null)[];
  /** The forecast of the vacancy rate: 0 to 1, and for English authorities 8 in 10 inside. */
  calibrated: Band[];
  /** The forecast of turnover; null where the plan has no turnover to start from. */
  calibratedTurnover: (Band | null)[];
  /** Recruits to the target's date, or the last month, that are not entered. */
  missing: MissingRecruits[];
  /** Index in `months` at which the target is judged; null where it cannot be. */
  targetMonth: number | null;
  /** Null when there is no target or it lies outside the projection; `needed.reason` says. */
  chance: Chance | null;
  needed: NeededAnswer;
  bridge: ProjectedBridge;
  steady: SteadyLine;
  /** What the projection had to assume, in words. */
  notes: string[];
}

/** How the page follows and stops a run. */
export interface SimulateOptions {
  /** Called now and then with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Asked now and then; true stops the run with `SimulationCancelled`. */
  cancelled?: () => boolean;
}

/** Thrown by `simulate` when its caller cancelled it. */
export class SimulationCancelled extends Error {
  constructor() {
    super('The projection was cancelled.');
    this.name = 'SimulationCancelled';
  }
}

/**
 * Where a leaver rate can come from. `england` is offered only when a plan has
 * nothing else that may lead.
 */
export interface LeaverRateCandidate {
  id: 'records' | 'stated' | 'annualised' | 'dfe' | 'last-full-year' | 'england';
  label: string;
  /** A share a year. */
  rate: number;
  /** How it was had, in words. */
  explanation: string;
  /** Days of leavers behind it: 365 for a whole year; 0 where there is no count. */
  days: number;
  /** The day those end. */
  to: IsoDate;
  /** Leavers on record, not a reported rate. */
  fromRecords: boolean;
}

/** A figure the plan lacks: where it is entered. */
export interface MissingFigure {
  /** What it is, in words: "Establishment". */
  words: string;
  /** The page it is entered on. */
  page: 'targets';
}

/** Assumptions made from a plan, and in words where each number came from. */
export type DefaultAssumptions =
  | { assumptions: ProjectionAssumptions; notes: string[] }
  | { problem: string; missing: MissingFigure[] };
