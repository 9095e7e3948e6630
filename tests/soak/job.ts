import { readFileSync } from 'node:fs';
import type { CopyFile, WritingCall } from './mix/view.ts';

/** How a process ends. */
export interface End {
  /** It makes so many calls, whichever come. */
  after: number;
  /** It ends in the first call of this name from then on. */
  during: WritingCall;
  /** It ends itself before this step of that call, or of the ones after it; null: it is killed. */
  step: number | null;
}

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
  /** How many calls it makes, unless it ends before. */
  calls: number;
  /** How it ends before; null: it does not. */
  end: End | null;
  /** The folder lies on a small disk of its own, which is nearly full during each call. */
  tight: boolean;
}

/** The copies with their bytes. */
export function copiesOf(copies: Job['copies']): CopyFile[] {
  return copies.map(({ plan, file }) => ({ plan, bytes: readFileSync(file) }));
}
