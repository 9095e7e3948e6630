/** What a process of the soak is given to do. */
export interface Job {
  folder: string;
  /** Where it writes down what it does; on another disk where the folder's is full. */
  ledger: string;
  /** What it draws from: the same seed and round make the same calls. */
  seed: number;
  round: number;
  /** When it is, as the backend is told: ISO date and time. */
  startsAt: string;
  /** The plan that most calls are about. */
  home: string;
  /** Files that other machines have sent. */
  copies: { plan: string; file: string }[];
  /** How many calls it makes, unless it is killed before. */
  calls: number;
  /** It ends itself before this step; null: whoever started it ends it. */
  killAtStep: number | null;
  /** The folder lies on a small disk of its own, which is nearly full during each call. */
  tight: boolean;
}
