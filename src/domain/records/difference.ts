/** The parts of a difference between two vacancy rates of one authority. */
import type { IsoDate } from '../calendar.ts';
import type { Basis } from '../figures.ts';

/** A council's own vacancy figure. */
export interface LocalVacancy {
  /** A share, unrounded where its parts are known. */
  rate: number;
  /** What it is divided by: funded posts, or vacancies and people in post. */
  basis: Basis;
  vacancies: number | null;
  establishment: number | null;
  asAt: IsoDate;
  /** The scope's name as the figure carries it. */
  scope: string;
  source: string;
  /** Whether a post that an agency worker covers counts as vacant; null where nothing says. */
  agencyCovered: 'counted' | 'left-out' | null;
  /** Whether frozen posts are establishment, and vacancies when empty. DfE counts them. */
  frozenPosts: 'counted' | 'left-out';
}

/** What DfE publishes for the authority at a census. Null where it prints a symbol. */
export interface DfeVacancy {
  area: string;
  censusDate: IsoDate;
  vacancyFte: number | null;
  inpostFte: number | null;
  agencyFte: number | null;
  /** Agency workers who cover a vacancy. */
  agencyCoverFte: number | null;
  /** As printed: 24 for 24%. */
  vacancyRate: number | null;
  /** The symbol printed in place of the rate, and what it means; null where the rate is known. */
  absent: string | null;
}

export interface DifferenceStep {
  key: 'scope' | 'denominator' | 'agency' | 'date';
  name: string;
  words: string;
  /** Percentage points, unrounded: 0.8 takes 12.5% to 13.3%. Null: not known. */
  points: number | null;
}

export interface Difference {
  /** Shares. */
  start: number;
  end: number | null;
  steps: DifferenceStep[];
  /** Points between the two, that the steps explain, and that are left. */
  difference: number | null;
  explained: number;
  notExplained: number | null;
  /** The whole in a sentence or two. */
  summary: string;
  /** What would have to be known to explain the rest, a sentence each. */
  needed: string[];
}

export type Points = Record<DifferenceStep['key'], number | null>;
