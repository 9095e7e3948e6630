/** What a projection is made from and what it answers. Rates are shares: 0.125 is 12.5%. */
import type { IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';

/** A planned change of establishment, from the first of a month. Negative: posts removed. */
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
   * projection to the end of its financial year. Offers in progress are not in it. A year
   * left out has none.
   */
  recruits: number[];
  /** Months they start in, 1 to 12, evenly shared; empty means every month left. */
  months: number[];
  /** Accepted offers not yet started. */
  inProgress: number;
  /** The chance that each of those offers becomes a start. */
  startChance: number;
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
  /** It runs to the end of this many financial years, 1 to 3, the current one included. */
  years: number;
  /** Funded posts at the start. */
  establishment: number;
  /** Vacancies at the start. Negative when over establishment. */
  vacancies: number;
  establishmentChanges: EstablishmentChange[];
  /** Leavers as a share of people in post, a year. */
  leaverRate: number;
  routes: RouteAssumption[];
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

/** Assumptions with what the plan itself knows. `projectionInput` makes one. */
export interface ProjectionInput extends ProjectionAssumptions {
  /** The month the financial year starts in; April is 4. */
  yearStartMonth: number;
  /** Which turnover definition applies: DOMAIN.md §3. */
  basis: Basis;
  /** What each route is called, by the id of its row, for the notes. */
  routeLabels: Record<number, string>;
  history: ProjectionHistory;
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
  /** If these starts happen and the establishment stays as planned: only leavers vary. */
  conditional: number;
  /** Starts, leaver rate and establishment as uncertain as authorities' have been. */
  calibrated: number;
}

/** The fewest recruits that give a chance of 50, 80 and 90%; null when none does. */
export interface RecruitsNeeded {
  p50: number | null;
  p80: number | null;
  p90: number | null;
}

/** Recruits to start by the target's date, offers in progress not counted. */
export interface NeededAnswer extends RecruitsNeeded {
  /** What the assumptions plan to start by then. */
  planned: number;
  /** The same question on the calibrated chance. */
  calibrated: RecruitsNeeded;
  /** Why an answer is missing, in words; null when none is. */
  reason: string | null;
}

/** Mean recruits of one route over the bridge. `starts` is their sum. */
export interface RouteStarts {
  measure: number;
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
  /** If these starts happen and the establishment stays as planned. */
  vacancyRate: Band[];
  /** Leavers of the last twelve months over people in post; null where that is not known. */
  turnoverRate: (Band | null)[];
  /** The vacancy rate, widened to what authorities' figures have done. */
  calibrated: Band[];
  calibratedTurnover: (Band | null)[];
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
 * neither leavers nor turnover.
 */
export interface LeaverRateCandidate {
  id: 'stated' | 'annualised' | 'dfe' | 'last-full-year' | 'england';
  label: string;
  /** A share a year. */
  rate: number;
  /** How it was had, in words. */
  explanation: string;
}

/** Assumptions made from a plan, and in words where each number came from. */
export type DefaultAssumptions =
  { assumptions: ProjectionAssumptions; notes: string[] } | { problem: string };
