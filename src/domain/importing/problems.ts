/** What a file's rows are refused or questioned for, each with its row, column and remedy. */
import { quote } from '../cell/refusals.ts';

/** `refuses-row`: the row is not imported. `question`: it is, without the cell in doubt. */
export type Severity = 'refuses-row' | 'question';

export interface ImportProblem {
  /** As a spreadsheet counts. */
  row: number;
  /** The column's heading; null when it is the whole row. */
  column: string | null;
  /** What the cell says, cut short where it is long. */
  written: string;
  why: string;
  remedy: string;
  severity: Severity;
}

/** After this many a longer list helps nobody; the count goes on. */
export const MOST_PROBLEMS = 1000;

export class ProblemList {
  readonly problems: ImportProblem[] = [];
  count = 0;
  private readonly refusedRows = new Set<number>();

  add(problem: ImportProblem): void {
    this.count += 1;
    if (problem.severity === 'refuses-row') this.refusedRows.add(problem.row);
    if (this.problems.length < MOST_PROBLEMS) {
      this.problems.push({ ...problem, written: short(problem.written) });
    }
  }

  /** Rows with at least one problem that refuses them. */
  get refused(): number {
    return this.refusedRows.size;
  }

  isRefused(row: number): boolean {
    return this.refusedRows.has(row);
  }
}

/** Cut to what a list can show. */
function short(written: string): string {
  return written === '' ? '' : quote(written).slice(1, -1);
}
